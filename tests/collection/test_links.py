"""Links: the address of each kind, and messages about dead ones."""

import time
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.links.atlas import SiteFiles
from sitegen.collection.links.links import Backlink, Links, resolve
from sitegen.config.config import Config
from sitegen.model import Essay, Html, Link, Slug, Url
from sitegen.problems.errors import Place, Problem
from sitegen.text.link_slots import absolute, fill
from support.sample_texts import SITE, image, link, text, theme_file, wiki

A = "essays/a.md"
PLACE = Place(A, 9, 1)
THEMES = {Slug("passion"): Url("/themes/passion/"), Slug("zeal"): Url("/themes/passion/")}
FILES = SiteFiles(
    assets=frozenset({"essays/pic.png", "essays/trip/map 1.png", "essays/trip/img/b.jpg"}),
    outputs=frozenset({"images/a.png", "themes/index.html", "feed.xml", "index.html"}),
    themes=THEMES,
)
OTHERS = (
    text("essays/b.md", headings=("First part",), aliases=("/2010/04/old.html", "/?p=12")),
    text("essays/trip/index.md", url="/trip/", aliases=("https://old.example/trip-2010",)),
    text("essays/notes/Größe.md", url="/notes/gr%C3%B6%C3%9Fe/"),
    text("essays/_pages/about.md", kind="page", url="/about/"),
    theme_file("passion"),
)


def links(
    *found: Link, config: Config = SITE, held: Mapping[str, str] | None = None
) -> tuple[Links, list[Problem]]:
    texts = (text(A, links=found, headings=("My own",)), *OTHERS)
    made, problems = resolve(Catalogue.of(texts, held), FILES, config)
    return made, sorted(problems)


def href(one: Link, config: Config = SITE) -> str | None:
    made, problems = links(one, config=config)
    assert problems == []
    return made.hrefs[A][0]


def lost(one: Link, *, config: Config = SITE, held: Mapping[str, str] | None = None) -> Problem:
    made, problems = links(one, config=config, held=held)
    assert made.hrefs[A] == (None,)
    assert len(problems) == 1
    return problems[0]


# ------------------------------------------------------------------ what is found


@pytest.mark.parametrize(
    ("target", "expected"), [("@/b.md", "/b/"), ("mailto:b.md", "mailto:b.md")]
)
def test_file_with_a_strange_path_is_not_taken_for_what_a_link_means(
    target: str, expected: str
) -> None:
    texts = (text(A, links=(link(target),)), text(f"essays/{target}", url="/strange/"), *OTHERS)
    made, problems = resolve(Catalogue.of(texts), FILES, SITE)
    assert (made.hrefs[A], problems) == ((expected,), ())


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("b.md", "/b/"),
        ("./b.md", "/b/"),
        ("/essays/b.md", "/b/"),
        ("../essays/b.md", "/b/"),
        ("../b/", "/b/"),
        ("../b", "/b/"),
        ("/b/", "/b/"),
        ("/b", "/b/"),
        ("/b/index.html", "/b/"),
        ("/b/?from=a", "/b/?from=a"),
        ("trip/index.md", "/trip/"),
        ("_pages/about.md", "/about/"),
        ("/about/", "/about/"),
        ("_themes/passion.md", "/themes/passion/"),
        ("/themes/passion/", "/themes/passion/"),
        ("/themes/zeal/", "/themes/passion/"),
        ("/themes/", "/themes/"),
        ("/feed.xml", "/feed.xml"),
        ("/", "/"),
        ("/2010/04/old.html", "/b/"),
        ("/?p=12", "/b/"),
        ("notes/Größe.md", "/notes/gr%C3%B6%C3%9Fe/"),
        ("notes/Gro\u0308ße.md", "/notes/gr%C3%B6%C3%9Fe/"),
        ("/notes/größe/", "/notes/gr%C3%B6%C3%9Fe/"),
        ("https://essays.example/b/", "/b/"),
        ("http://www.essays.example/b", "/b/"),
        ("//essays.example/b/", "/b/"),
        ("https://essays.example/notes/gr%C3%B6%C3%9Fe/", "/notes/gr%C3%B6%C3%9Fe/"),
        ("https://essays.example", "/"),
    ],
)
def test_a_link_into_the_collection_becomes_the_address_of_the_page(
    target: str, expected: str
) -> None:
    assert href(link(target)) == expected


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/b/",
        "http://elsewhere.example/?q=a%26b",
        "//elsewhere.example/b/",
        "mailto:someone@essays.example",
        "tel:+123",
    ],
)
def test_a_link_out_of_the_collection_stays_as_it_is(target: str) -> None:
    assert href(link(target)) == target
    assert href(link(target, "part")) == f"{target}#part"


def test_spaces_and_quotes_of_an_outside_address_are_encoded() -> None:
    assert href(link('https://elsewhere.example/a "b"')) == "https://elsewhere.example/a%20%22b%22"


@pytest.mark.parametrize("target", ["http://old.example/b/", "https://www.old.example/trip-2010/"])
def test_a_link_to_a_former_host_is_a_link_into_the_collection(target: str) -> None:
    config = Config(base_url="https://essays.example/", former_hosts=("www.Old.example",))
    assert href(link(target), config) in {"/b/", "/trip/"}


def test_a_local_base_url_makes_no_address_the_sites_own() -> None:
    assert href(link("http://localhost:8000/admin"), Config()) == "http://localhost:8000/admin"


@pytest.mark.parametrize(
    "target", ["/a/", "/prefix/a/", "https://essays.example/prefix/a/", "../a/"]
)
def test_addresses_are_found_with_and_without_the_base_path(target: str) -> None:
    config = Config(base_url="https://essays.example/prefix/")
    texts = (
        text("essays/a.md", url="/prefix/a/"),
        text("essays/b.md", url="/prefix/b/", links=(link(target),)),
    )
    made, problems = resolve(Catalogue.of(texts), SiteFiles(), config)
    assert problems == ()
    assert made.hrefs["essays/b.md"] == ("/prefix/a/",)


def test_the_same_host_outside_the_base_path_is_elsewhere() -> None:
    config = Config(base_url="https://essays.example/prefix/")
    target = "https://essays.example/prefixed/a/"
    assert href(link(target), config) == target


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("B", "/b/"),
        ("b.md", "/b/"),
        ("Größe", "/notes/gr%C3%B6%C3%9Fe/"),
        ("notes/größe", "/notes/gr%C3%B6%C3%9Fe/"),
        ("trip", "/trip/"),
        ("about", "/about/"),
        ("/2010/04/old.html", "/b/"),
        ("Passion", "/themes/passion/"),
        ("ZEAL", "/themes/passion/"),
    ],
)
def test_a_wiki_link_finds_a_text_by_any_of_its_names(target: str, expected: str) -> None:
    assert href(wiki(target)) == expected


def test_a_wiki_link_prefers_a_file_name_to_a_title() -> None:
    texts = (
        text(A, links=(wiki("value"),)),
        text("essays/value.md", title="Something else"),
        text("essays/other.md", title="Value"),
    )
    made, problems = resolve(Catalogue.of(texts), SiteFiles(), SITE)
    assert (made.hrefs[A], problems) == (("/value/",), ())


def test_a_file_beside_an_essay_gets_an_address_and_is_listed() -> None:
    made, problems = links(image("pic.png"), link("trip/map 1.png"), image("trip/img/b.jpg"))
    assert problems == []
    assert made.hrefs[A] == ("/pic.png", "/trip/map%201.png", "/trip/img/b.jpg")
    assert made.assets == {
        "essays/pic.png": "/pic.png",
        "essays/trip/map 1.png": "/trip/map%201.png",
        "essays/trip/img/b.jpg": "/trip/img/b.jpg",
    }


def test_a_bundle_takes_its_files_along_to_its_own_address() -> None:
    files = SiteFiles(assets=frozenset({"essays/trip/a.png", "essays/_pages/b.png"}))
    bundle = text("essays/trip/index.md", url="/2010/travel/", links=(image("a.png"),))
    page = text("essays/_pages/about.md", kind="page", links=(image("b.png"),))
    made, _ = resolve(Catalogue.of([bundle, page]), files, SITE)
    assert made.assets == {
        "essays/trip/a.png": "/2010/travel/a.png",
        "essays/_pages/b.png": "/pages/b.png",
    }


@pytest.mark.parametrize(
    "target", ["/images/a.png", "../static/images/a.png", "/static/images/a.png"]
)
def test_an_image_of_static_is_found_by_address_and_by_file(target: str) -> None:
    assert href(image(target)) == "/images/a.png"


def test_the_picture_of_an_essay_is_resolved_too() -> None:
    texts = (text(A, image="pic.png"), text("essays/b.md", image="https://elsewhere.example/p.png"))
    made, problems = resolve(Catalogue.of(texts), FILES, SITE)
    assert problems == ()
    assert made.images == {A: "/pic.png", "essays/b.md": "https://elsewhere.example/p.png"}
    assert made.assets == {"essays/pic.png": "/pic.png"}


# ------------------------------------------------------------------ fragments


def test_fragments_are_checked_and_kept() -> None:
    assert href(link("b.md", "first-part")) == "/b/#first-part"
    assert href(link("", "my-own")) == "#my-own"
    assert href(link("", "top")) == "#top"
    assert href(wiki("B", "First part")) == "/b/#first-part"
    assert href(wiki("", "My own")) == "#my-own"


def test_fragments_of_pages_that_are_no_texts_are_left_alone() -> None:
    assert href(link("/themes/passion/", "essays")) == "/themes/passion/#essays"
    assert href(link("trip/map 1.png", "x=1")) == "/trip/map%201.png#x=1"


def test_a_link_to_a_heading_that_is_not_there_leads_to_the_text() -> None:
    made, problems = links(link("b.md", "frist-part"), wiki("B", "Last part"))
    assert made.hrefs[A] == ("/b/", "/b/")
    assert problems == [
        Problem(
            PLACE, "W404", "'#Last part' not found in essays/b.md", "did you mean '#first-part'?"
        ),
        Problem(
            PLACE, "W404", "'#frist-part' not found in essays/b.md", "did you mean '#first-part'?"
        ),
    ]


def test_a_dead_fragment_of_the_same_text_is_a_problem() -> None:
    assert lost(link("", "xyz")) == Problem(
        PLACE,
        "W404",
        "'#xyz' not found in this text",
        "link to the id of a heading or of a paragraph",
    )


# ------------------------------------------------------------------ what is not found


@pytest.mark.parametrize(
    ("one", "message", "hint"),
    [
        (link("bb.md"), "link target 'bb.md' not found", "correct the address, or delete the link"),
        (link("../abuot/"), "link target '../abuot/' not found", "did you mean '_pages/about.md'?"),
        (
            link("notes/Größen.md"),
            "link target 'notes/Größen.md' not found",
            "did you mean 'notes/Größe.md'?",
        ),
        (
            link("https://essays.example/abot/"),
            "link target 'https://essays.example/abot/' not found",
            "did you mean '_pages/about.md'?",
        ),
        (wiki("Abuot"), "link target '[[Abuot]]' not found", "did you mean '[[About]]'?"),
        (
            link("../../../etc/passwd"),
            "link target '../../../etc/passwd' not found",
            "correct the address, or delete the link",
        ),
    ],
)
def test_a_dead_link_is_a_problem_with_a_suggestion(one: Link, message: str, hint: str) -> None:
    assert lost(one) == Problem(PLACE, "W401", message, hint)


def test_a_missing_image_is_a_problem_and_keeps_its_address() -> None:
    made, problems = links(image("pix.png"), image("/none here.gif"))
    assert made.hrefs[A] == ("pix.png", "/none%20here.gif")
    assert problems == [
        Problem(
            PLACE,
            "W402",
            "image '/none here.gif' not found",
            "put it beside the text or in static/",
        ),
        Problem(PLACE, "W402", "image 'pix.png' not found", "did you mean 'pic.png'?"),
    ]


@pytest.mark.parametrize(
    "one",
    [link("secret.md"), link("../secret/"), link("/secret/"), wiki("Secret"), wiki("secret.md")],
)
def test_a_link_to_an_essay_that_is_held_back_says_so(one: Link) -> None:
    shown = f"[[{one.target}]]" if one.kind == "wiki" else one.target
    for path in ("essays/secret.md", "essays/2010-04-08-secret.md"):
        if one.target == "secret.md" and "2010" in path:
            continue
        assert lost(one, held={path: "draft"}) == Problem(
            PLACE,
            "W403",
            f"'{shown}' links to an essay that is not published: draft",
            "publish the essay, or delete the link",
        )


def test_an_ambiguous_wiki_link_names_the_texts_it_may_mean() -> None:
    twins = [text(f"essays/{n}/twin.md", url=f"/{n}/twin/") for n in range(7)]
    texts = (text(A, links=(wiki("twin"),)), *twins)
    made, problems = resolve(Catalogue.of(texts), SiteFiles(), SITE)
    assert made.hrefs[A] == (None,)
    assert problems == (
        Problem(
            PLACE,
            "W405",
            "'[[twin]]' is ambiguous: essays/0/twin.md, essays/1/twin.md, essays/2/twin.md, "
            "essays/3/twin.md, essays/4/twin.md and 2 more",
            "write the path of the one you mean",
        ),
    )


def test_a_path_in_the_wrong_case_is_found_with_a_warning() -> None:
    made, problems = links(link("B.MD", "first-part"), image("Pic.png"))
    assert made.hrefs[A] == ("/b/#first-part", "/pic.png")
    assert problems == [
        Problem(PLACE, "W406", "'B.MD' differs in case from the file essays/b.md", "write 'b.md'"),
        Problem(
            PLACE,
            "W406",
            "'Pic.png' differs in case from the file essays/pic.png",
            "write 'pic.png'",
        ),
    ]


def test_a_link_without_an_address_is_a_problem() -> None:
    assert lost(link("")) == Problem(
        PLACE, "W407", "the link has no address", "write an address between the brackets"
    )


@pytest.mark.slow
def test_a_thousand_dead_links_among_thousands_of_texts_are_reported_soon() -> None:
    dead = tuple(link(f"the-essay-nubmer-{n}.md") for n in range(1_000))
    crowd = [text(f"essays/the-essay-number-{n}.md") for n in range(4_000)]
    started = time.process_time()
    made, problems = resolve(Catalogue.of([text(A, links=dead), *crowd]), SiteFiles(), SITE)
    assert time.process_time() - started < 30
    assert len(problems) == 1_000
    assert set(made.hrefs[A]) == {None}


# ------------------------------------------------------------------ backlinks


def test_backlinks_come_from_listed_texts_once_each_the_newest_first() -> None:
    made, _ = resolve(
        Catalogue.of(
            [
                text("essays/b.md", links=(link("b.md"), link("../b/"))),
                text("essays/old.md", day=1, links=(link("b.md", sentence="See B."), link("b.md"))),
                text("essays/new.md", day=2, links=(wiki("B"),)),
                text("essays/_pages/about.md", kind="page", links=(link("../b.md"),)),
                text("essays/hidden.md", status="unlisted", links=(link("b.md"),)),
                text("essays/_themes/zeal.md", kind="theme", links=(link("../b.md"),)),
            ]
        ),
        SiteFiles(),
        SITE,
    )
    assert made.backlinks == {
        "essays/b.md": (
            Backlink("essays/new.md", ""),
            Backlink("essays/old.md", "See B."),
            Backlink("essays/_pages/about.md", ""),
        )
    }


# ------------------------------------------------------------------ into the markup


def test_slots_are_filled_and_escaped() -> None:
    html = Html('<p><a href="slot:0">x</a> <img src="slot:1" alt=""> <a href="slot:2">y</a></p>')
    assert fill(html, ("/a/?b&c", "/p.png", None)) == (
        '<p><a href="/a/?b&amp;c">x</a> <img src="/p.png" alt=""> <a>y</a></p>'
    )


def test_a_slot_that_no_link_has_is_emptied() -> None:
    html = Html('<a href="slot:7">x</a><img src="slot:7" alt="">')
    assert fill(html, ()) == '<a>x</a><img src="data:," alt="">'


def test_an_address_cannot_break_out_of_its_attribute() -> None:
    assert fill(Html('<a href="slot:0">x</a>'), ('"><script>',)) == (
        '<a href="&quot;&gt;&lt;script&gt;">x</a>'
    )


def test_addresses_are_made_absolute_for_feeds() -> None:
    html = Html(
        '<a href="/b/">x</a><img src="/p.png"><a href="#n1">1</a>'
        '<a href="//other.example/">y</a><a href="https://other.example/">z</a>'
    )
    assert absolute(html, "https://essays.example/a/") == (
        '<a href="https://essays.example/b/">x</a><img src="https://essays.example/p.png">'
        '<a href="https://essays.example/a/#n1">1</a>'
        '<a href="https://other.example/">y</a><a href="https://other.example/">z</a>'
    )


# ------------------------------------------------------------------ laws

TARGETS = st.one_of(
    st.text(alphabet="ab/.#?é%[]:\\ md", max_size=12),
    st.sampled_from(
        ["b.md", "../b/", "/b", "trip/", "pic.png", "//[x", "http://[", "x:y", "/themes/"]
    ),
)
KINDS: st.SearchStrategy[Callable[[str], Link]] = st.sampled_from([link, wiki, image])


@given(st.lists(st.tuples(KINDS, TARGETS), max_size=4))
def test_every_link_into_the_collection_leads_to_a_known_address(
    drawn: list[tuple[Callable[[str], Link], str]],
) -> None:
    found = [make(target) for make, target in drawn]
    made, problems = links(*found)
    known: set[str | None] = {text.card.url for text in OTHERS}
    known |= {"/a/", "/", "/themes/", "/feed.xml", "/images/a.png", *made.assets.values(), None}
    reported = {problem.code for problem in problems}
    for one, address in zip(found, made.hrefs[A], strict=True):
        outward = one.target.startswith("//") or ":" in one.target
        plain = address and address.partition("?")[0]
        assert plain in known or outward or (one.kind == "image" and "W402" in reported)
        assert address is not None or problems


def test_the_order_of_the_texts_does_not_matter() -> None:
    texts: list[Essay] = [text(A, links=(link("b.md"), wiki("Größe"), image("x.png"))), *OTHERS]
    one = resolve(Catalogue.of(texts), FILES, SITE)
    assert resolve(Catalogue.of(reversed(texts)), FILES, SITE) == one
