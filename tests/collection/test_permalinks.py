"""Addresses as other tools make them: the one text, theme or file that they fit."""

from collections.abc import Mapping

import pytest

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.links.atlas import SiteFiles
from sitegen.collection.links.links import resolve
from sitegen.model import Essay, Link, Slug, Url
from support.sample_texts import SITE, image, link, text

HERE = "essays/south/2015-05-05-here.md"
TEXTS = (
    text("essays/south/2013-06-02-lemons.md", url="/south/lemons/", tags=("Fruit",)),
    text("essays/south/2014-06-02-oranges.md", url="/south/oranges/"),
    text("essays/north/2014-07-09-oranges.md", url="/north/oranges/"),
    text("essays/2016/07/plums.md", url="/2016/07/plums/"),
    text("essays/2012-01-30-pears.md", url="/Old/Pears.html"),
    text("essays/2011-03-04-grüße.md", url="/grüße/", title="Straßen, früh"),
    text("essays/undated.md", url="/undated/", title="A Text Without a Day"),
    text("essays/_pages/about.md", kind="page", url="/about/"),
)
FILES = SiteFiles(
    assets=frozenset(
        {"essays/south/img/tree.png", "essays/drafts/secret.png", "essays/my pic.png"}
    ),
    outputs=frozenset({"assets/leaf.png", "search/index.html", "app.html", "feed.xml"}),
    themes={Slug("fruit"): Url("/themes/fruit/")},
)


def outcome(
    one: Link, *more: Essay, held: Mapping[str, str] | None = None
) -> tuple[str | None, list[str]]:
    texts = (text(HERE, url="/south/here/", links=(one,)), *TEXTS, *more)
    made, problems = resolve(Catalogue.of(texts, held), FILES, SITE)
    return made.hrefs[HERE][0], [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/south/2013/06/lemons/", "/south/lemons/"),
        ("/2013/06/lemons/", "/south/lemons/"),
        ("/2013/6/2/lemons.html", "/south/lemons/"),
        ("/2013/lemons", "/south/lemons/"),
        ("/blog/2013/06/02/lemons/index.html", "/south/lemons/"),
        ("/posts/2013-06-02-lemons/", "/south/lemons/"),
        ("/weblog/2013/06/02/Lemons.HTML", "/south/lemons/"),
        ("/archives/2013/06/lemons.php", "/south/lemons/"),
        ("/2013/06/02/lemons/feed/", "/south/lemons/"),
        ("/2013/06/02/lemons/amp", "/south/lemons/"),
        ("/2013/06/02/lemons.amp.html", "/south/lemons/"),
        ("/2013/06/02/lemons/page/2/", "/south/lemons/"),
        ("/2013/06/02/lemons/comment-page-1/", "/south/lemons/"),
        ("/posts/lemons/", "/south/lemons/"),
        ("/post/lemons.html", "/south/lemons/"),
        ("/lemons", "/south/lemons/"),
        ("/fruit/lemons/", "/south/lemons/"),
        ("/en/lemons/", "/south/lemons/"),
        ("lemons.html", "/south/lemons/"),
        ("2013-06-02-lemons", "/south/lemons/"),
        ("../lemons.md", "/south/lemons/"),
        ("/SOUTH/Lemons/", "/south/lemons/"),
        ("/old/pears.HTML", "/Old/Pears.html"),
        ("/2014/06/oranges/", "/south/oranges/"),
        ("/2014/07/09/oranges/", "/north/oranges/"),
        ("/blog/plums.html", "/2016/07/plums/"),
        ("/2016/plums/", "/2016/07/plums/"),
        ("/2011/11/undated/", "/undated/"),
        ("/2011/11/a-text-without-a-day/", "/undated/"),
        ("/about.html", "/about/"),
        ("/2011/03/gruesse/", "/grüße/"),
        ("/2011/03/grusse.html", "/grüße/"),
        ("/2011/03/strassen-frueh/", "/grüße/"),
        ("https://essays.example/2013/06/02/lemons.html", "/south/lemons/"),
        ("http://www.Essays.example/POSTS/lemons/", "/south/lemons/"),
        ("/2013/06/lemons/?from=feed", "/south/lemons/?from=feed"),
        ("/tags/fruit/", "/themes/fruit/"),
        ("/search/label/Fruit", "/themes/fruit/"),
        ("/rss.xml", "/feed.xml"),
    ],
)
def test_an_address_of_another_tool_leads_to_the_one_text_that_it_fits(
    target: str, expected: str
) -> None:
    assert outcome(link(target)) == (expected, [])


@pytest.mark.parametrize(
    "target",
    [
        "/2014/oranges/",
        "/posts/oranges/",
        "/2012/06/lemons/",
        "/2013/07/lemons/",
        "/east/lemons/",
        "/2013/06/lemon/",
        "/2013/06/",
        "/tags/nuts/",
    ],
)
def test_an_address_that_fits_no_text_or_several_is_not_found(target: str) -> None:
    assert outcome(link(target)) == (None, ["W401"])


def test_a_name_that_a_text_held_back_has_leads_to_no_other_text() -> None:
    held = {"essays/east/2013-06-02-lemons.md": "draft"}
    assert outcome(link("/posts/lemons/"), held=held) == (None, ["W403"])
    assert outcome(link("/2013/06/02/lemons/"), held=held) == ("/south/lemons/", [])


@pytest.mark.parametrize("part", ["comments", "respond", "comment-12", "more-318", "disqus_thread"])
def test_a_part_that_a_blog_platform_adds_leads_to_the_text(part: str) -> None:
    assert outcome(link("/2013/06/02/lemons/", part)) == ("/south/lemons/", [])


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/search/?q=river", "/search/?q=river"),
        ("/search?q=a%20b&x=%C3%A4", "/search/?q=a%20b&x=%C3%A4"),
        ("/app.html?x=1", "/app.html?x=1"),
        ("../app.html?q=ä", "/app.html?q=%C3%A4"),
        ("2013-06-02-lemons.md?x=1", "/south/lemons/?x=1"),
        ("2013-06-02-LEMONS.md?x=1", "/south/lemons/?x=1"),
        ("https://essays.example/app.html?x=a%26b", "/app.html?x=a%26b"),
    ],
)
def test_a_query_stays_at_the_address_that_a_link_gets(target: str, expected: str) -> None:
    assert outcome(link(target))[0] == expected
    shown, _ = outcome(link(target, "y"))
    assert shown == (f"{expected}#y" if "lemons" not in expected else expected)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/assets/leaf.png", "/assets/leaf.png"),
        ("assets/leaf.png", "/assets/leaf.png"),
        ("../static/assets/leaf.png", "/assets/leaf.png"),
        ("../../../static/assets/leaf.png", "/assets/leaf.png"),
        (r"..\..\static\assets\leaf.png", "/assets/leaf.png"),
        (r"img\tree.png", "/south/img/tree.png"),
        ("img/tree.png?v=2", "/south/img/tree.png?v=2"),
        ("tree.png", "/south/img/tree.png"),
        ("/img/tree.png", "/south/img/tree.png"),
        ("../my pic.png", "/my%20pic.png"),
    ],
)
def test_a_picture_is_found_by_the_end_of_its_path(target: str, expected: str) -> None:
    assert outcome(image(target)) == (expected, [])


def test_a_backslash_in_the_path_of_a_text_is_a_slash() -> None:
    assert outcome(link(r"..\north\2014-07-09-oranges.md")) == ("/north/oranges/", [])


def test_a_picture_beside_a_text_held_back_is_not_found_by_its_name() -> None:
    held = {"essays/drafts/plan.md": "draft"}
    assert outcome(image("secret.png"), held=held) == ("secret.png", ["W402"])
    assert outcome(image("secret.png"))[1] == []


@pytest.mark.parametrize("part", ["ete", "été", "Été", "eté"])
def test_a_heading_is_found_without_its_accents(part: str) -> None:
    more = text("essays/more.md", url="/more/", headings=("Été", "Other"))
    shown, found = outcome(link("../more.md", part), more)
    assert (shown is not None and shown.startswith("/more/#"), found) == (True, [])


def test_a_part_that_two_headings_have_without_accents_is_none_of_them() -> None:
    more = text("essays/more.md", url="/more/", headings=("Été", "Eté"))
    assert outcome(link("../more.md", "ete"), more) == ("/more/", ["W404"])


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("/lemon/", "did you mean '2013-06-02-lemons.md'?"),
        ("/text-without-a-day/", "correct the address, or delete the link"),
        ("{{ boat.page }}", "write the address itself in place of the tag of another tool"),
        ("{% url boat %}", "write the address itself in place of the tag of another tool"),
    ],
)
def test_a_hint_for_a_dead_link_leads_to_no_other_page(target: str, hint: str) -> None:
    longer = text("essays/2015-01-01-a-text-without-a-day-at-home.md", url="/x/")
    here = text(HERE, url="/south/here/", links=(link(target),))
    _, problems = resolve(Catalogue.of((here, *TEXTS, longer), {}), FILES, SITE)
    assert [problem.hint for problem in problems] == [hint]
