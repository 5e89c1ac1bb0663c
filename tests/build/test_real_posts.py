"""Posts as public blogs have them: the shapes are real, the words are ours."""

from pathlib import Path

import pytest

from sitegen.markdown.converter import Converted, Markdown
from support.site import build, essay, page, problems, write_site

# ------------------------------------------------------------------ front matter and addresses


def test_a_key_that_says_the_same_twice_is_a_warning(tmp_path: Path) -> None:
    text = "---\ntitle: A\nstatus: published\ndate: 2020-01-02\nstatus: published\n---\n\nWords.\n"
    root = write_site(tmp_path, f"-- essays/a.md --\n{text}")
    assert (
        problems(root)
        == """\
essays/a.md:5:1: warning[W224]: duplicate key 'status' on lines 3 and 5, with the \
same value
    5 | status: published
      | ^
  hint: delete one of the two
"""
    )
    assert "Words." in page(root, "a/index.html")


def test_a_key_with_the_same_list_in_another_spelling_is_a_warning(tmp_path: Path) -> None:
    text = "---\ntags: [one, two]\nTags:\n- one\n- 'two'\n---\n\nWords.\n"
    run = build(write_site(tmp_path, f"-- essays/a.md --\n{text}"))
    assert (run.code, "W224" in run.err) == (0, True)


@pytest.mark.parametrize("key", ["lang: en\nlang: en\n", "lang: en\nLang: en\n"])
def test_a_setting_that_says_the_same_twice_stops_nothing(tmp_path: Path, key: str) -> None:
    site = f"-- site.yaml --\ntitle: Trial\nauthor: A\n{key}-- essays/a.md --\n{essay()}"
    assert build(write_site(tmp_path, site)).code == 0


def test_a_date_that_cannot_be_read_gives_way_to_that_of_the_files_name(tmp_path: Path) -> None:
    text = essay(date="2019-05-06 07:08:09 2019 -0800")
    root = write_site(tmp_path, f"-- essays/2019-05-06-a.md --\n{text}")
    assert (
        problems(root)
        == """\
essays/2019-05-06-a.md:3:7: warning[W225]: date: '2019-05-06 07:08:09 2019 -0800' is not a date; \
the file's name says 2019-05-06
    3 | date: 2019-05-06 07:08:09 2019 -0800
      |       ^
  hint: write it as 2010-04-08, 2010-04-08 17:30 +02:00 or 8 April 2010
"""
    )
    assert 'datetime="2019-05-06"' in page(root, "a/index.html")


def test_a_date_with_two_readings_is_reported_where_nothing_else_gives_it(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay(date='04/08/2010')}")
    assert "warning[W211]" in problems(root)


def test_a_date_may_be_part_of_an_address_in_front_matter(tmp_path: Path) -> None:
    text = '+++\npath = "2015/06/25/release-1.1"\ntitle = "A"\n+++\n\nWords.\n'
    root = write_site(tmp_path, f"-- essays/release-1.1.md --\n{text}")
    assert problems(root) == ""
    assert 'datetime="2015-06-25"' in page(root, "2015/06/25/release-1.1/index.html")


def test_of_two_names_that_differ_by_their_dates_the_older_keeps_the_address(
    tmp_path: Path,
) -> None:
    site = "".join(
        f"-- essays/{name}.md --\n---\ntitle: {name}\n---\n\nSee [it](/2012/07/12/types/).\n"
        for name in ("2012-07-12-types", "2012-05-07-types", "2013-01-01-types")
    )
    root = write_site(tmp_path, site)
    printed = problems(root)
    assert printed.count("W609") == 2
    assert (
        "essays/2012-07-12-types.md: warning[W609]: '/types/' is already the "
        "address of essays/2012-05-07-types.md\n"
        "  hint: this text is now at '/2012-07-12-types/'; slug: names another address\n"
    ) in printed
    assert "2012-05-07-types</h1>" in page(root, "types/index.html")
    assert 'href="/2012-07-12-types/"' in page(root, "types/index.html")


def test_two_files_of_one_day_and_name_get_two_addresses(tmp_path: Path) -> None:
    site = f"-- essays/2012-05-07-a.md --\n{essay()}-- essays/2012-05-07-a.markdown --\n{essay()}"
    assert "this text is now at '/a-2/'" in problems(write_site(tmp_path, site))


def test_a_template_of_another_generator_is_a_warning(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay(template='newest.html')}")
    assert (
        problems(root)
        == """\
essays/a.md:4:11: warning[W708]: template 'newest.html' not found; using essay.html
    4 | template: newest.html
      |           ^
  hint: add it to templates/, or delete the line
"""
    )
    assert "Some words." in page(root, "a/index.html")


# ------------------------------------------------------------------ links

SITE = f"""\
-- essays/blog/2013-06-05-why-us.md --
{essay("Why Us", "## What's next: `x`?", date="2013-06-05")}
-- essays/blog/2019-02-07-swift-5.1-and-more.markdown --
{essay()}
-- essays/blog/pictures/a.png --
png
"""


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/blog/2013/06/05/why-us.html", "/blog/why-us/"),
        ("https://old.example/2013/6/5/why-us/", "/blog/why-us/"),
        ("/blog/swift-5.1-and-more/", "/blog/swift-5-1-and-more/"),
        ("@/blog/2013-06-05-why-us.md", "/blog/why-us/"),
        ("{% post_url 2013-06-05-why-us %}", "/blog/why-us/"),
        ("{% link _posts/2013-06-05-why-us.md %}", "/blog/why-us/"),
        ("{{ site.baseurl }}{% link _posts/2013-06-05-why-us.md %}", "/blog/why-us/"),
        ("{{ site.baseurl }}/blog/2013/06/05/why-us.html", "/blog/why-us/"),
        ("{{< baseurl >}}/blog/why-us/", "/blog/why-us/"),
        ("{{site.url}}", "/"),
        ('{{< ref "2013-06-05-why-us.md" >}}', "/blog/why-us/"),
        ('{{< relref "blog/2013-06-05-why-us.md#what-s-next-x" >}}', "/blog/why-us/#whats-next-x"),
        ("{{ '/blog/why-us/' | relative_url }}", "/blog/why-us/"),
        ("{{ 'blog/why-us/' | relative_url }}", "/blog/why-us/"),
        ('{{ "https://a.example/b" | tracked }}', "https://a.example/b"),
        ("{filename}/blog/2013-06-05-why-us.md", "/blog/why-us/"),
        ("{filename}blog/2013-06-05-why-us.md", "/blog/why-us/"),
        ("{static}/blog/pictures/a.png", "/blog/pictures/a.png"),
        ("/blog/pictures/a.png", "/blog/pictures/a.png"),
        ("[[why-us]]", "/blog/why-us/"),
        ("/blog/why-us/#what-s-next-x", "/blog/why-us/#whats-next-x"),
        ("/blog/why-us/#Whats_Next--x-", "/blog/why-us/#whats-next-x"),
    ],
)
def test_links_as_other_generators_write_them_arrive(
    tmp_path: Path, written: str, address: str
) -> None:
    text = essay("B", f"See [it]({written}) and [again].\n\n[again]: {written}\n[c]: https://c.d/")
    hosts = "-- site.yaml --\ntitle: T\nauthor: A\nformer_hosts: [old.example]\n"
    root = write_site(tmp_path, f"{hosts}{SITE}-- essays/b.md --\n{text}")
    assert problems(root) == ""
    links = f'See <a href="{address}">it</a> and <a href="{address}">again</a>.'
    assert links in page(root, "b/index.html")


def test_a_picture_whose_address_begins_with_a_tag_is_shown(tmp_path: Path) -> None:
    text = essay(
        "B", '![A]({{ site.baseurl }}/blog/pictures/a.png)\n\n<img src="{{site.url}}/x.png">'
    )
    site = f"{SITE}-- static/x.png --\npng\n-- essays/b.md --\n{text}"
    root = write_site(tmp_path, site)
    assert problems(root) == ""
    assert 'src="/blog/pictures/a.png" alt="A"' in page(root, "b/index.html")
    assert 'src="/x.png"' in page(root, "b/index.html")


def test_a_tag_that_is_no_address_stays_and_is_reported(tmp_path: Path) -> None:
    text = essay("B", "See [it]({{ site.repository }}/issues/1).")
    printed = problems(write_site(tmp_path, f"-- essays/b.md --\n{text}"))
    assert printed.startswith("essays/b.md:6:10: warning[W313]: '{{ site.repository }}' belongs to")


def test_the_second_of_two_equal_headings_has_the_number_one_elsewhere(tmp_path: Path) -> None:
    body = "## Point\n\n## Point\n\n## More\n\n[a](#point-1) [b](#point-0) [c](#more-1)"
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay(body=body)}")
    assert [line for line in problems(root).split("\n") if "W404" in line] == [
        "essays/a.md:12:33: warning[W404]: '#more-1' not found in this text"
    ]
    assert '<a href="#point-2">a</a> <a href="#point">b</a>' in page(root, "a/index.html")


def test_a_file_of_a_bundle_is_found_by_its_address(tmp_path: Path) -> None:
    site = f"""\
-- essays/one/index.md --
---
url: /2020/01/one/
---

Words.
-- essays/one/chart.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- essays/two.md --
{essay(body="![A](../2020/01/one/chart.svg) and ![B](/2020/01/one/chart.svg)")}"""
    root = write_site(tmp_path, site)
    assert problems(root) == ""
    assert page(root, "two/index.html").count('src="/2020/01/one/chart.svg"') == 2


def test_brackets_around_the_words_of_a_link_make_no_wiki_link() -> None:
    body = body_of("With the tag [[ours]](https://a.example/t) and [[Title]].")
    assert [(link.kind, link.target) for link in body.facts.links] == [
        ("link", "https://a.example/t"),
        ("wiki", "Title"),
    ]


def test_a_bracket_in_the_fragment_of_an_outward_link_is_encoded(tmp_path: Path) -> None:
    text = essay(body="[a](https://a.example/#cal[) and [b](https://b.example/?c=##d)")
    root = write_site(tmp_path, f"-- essays/a.md --\n{text}")
    assert problems(root) == ""
    assert '"https://a.example/#cal%5B"' in page(root, "a/index.html")
    assert '"https://b.example/?c=#%23d"' in page(root, "a/index.html")


def test_a_host_without_a_scheme_gets_a_hint_with_one(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay(body='[a](b.example.org/c)')}")
    assert problems(root).endswith("hint: did you mean 'https://b.example.org/c'?\n")


# ------------------------------------------------------------------ Markdown


def body_of(text: str, titled: str = "") -> Converted:
    return Markdown().convert(text, "essays/a.md", 1, titled)


def problem_lines(text: str) -> list[str]:
    """Give the problems of a text, each on one line."""
    return [f"{p.place}: {p.code} {p.message}" for p in body_of(text).facts.problems]


def test_a_first_heading_that_is_not_the_title_stays() -> None:
    text = "# The news is out\n\nWords.\n"
    assert "The news is out</h2>" in body_of(text, "News").words.html
    assert body_of(text, "The News is *out*").words.html == '<p id="p-words">Words.</p>\n'
    assert body_of(text).facts.title_text == "The news is out"


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("## A\n\n### B", [2, 3]),
        ("### A\n\n#### B\n\n### C", [2, 3, 2]),
        ("Words.\n\n# A\n\n## B\n\n# C", [2, 3, 2]),
        ("## A\n\n### B\n\n# Questions?", [2, 3, 2]),
        ("#### A\n\n## B", [4, 2]),
        ("<h2>A</h2>\n\n### B", [3]),
        ("> #### A\n\n## B", [4, 2]),
        ("Words.\n\n# A\n\n###### B", [2, 6]),
    ],
)
def test_the_highest_headings_of_a_text_are_one_level_below_its_title(
    text: str, levels: list[int]
) -> None:
    assert [heading.level for heading in body_of(text).facts.headings] == levels


def test_an_id_that_is_taken_is_not_printed_twice() -> None:
    body = body_of("## Core {#core}\n\n### Core {#core}\n")
    assert body.words.html == '<h2 id="core">Core</h2>\n<h3 id="core-2">Core</h3>\n'


def test_the_ranges_of_a_pattern_are_no_reference() -> None:
    assert problem_lines("A name is [A-Z][a-z].") == []


def test_the_braces_of_a_formula_are_no_tag() -> None:
    assert problem_lines("The form \\\\(A^{{-1}}B\\\\) is {{2}} times as long.") == []


def test_an_id_that_a_template_makes_is_not_used_twice() -> None:
    row = '<div id="{{ row.name }}">A</div>\n'
    assert not [line for line in problem_lines(f"{row}\n{row}") if "W309" in line]


def test_a_reference_whose_definition_is_reported_is_not_reported_itself() -> None:
    assert problem_lines("See [it][a] and [that][b].\n\n[a]: {{ site.repository }}/1\n") == [
        "essays/a.md:1:17: W302 the address of the link 'b' is not defined",
        "essays/a.md:3:6: W313 '{{ site.repository }}' belongs to another tool and is printed "
        "unchanged",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("##\xa0Other\n", "essays/a.md:1:1: W315 '##\xa0Other' is not a heading"),
        ("##Other\n", "essays/a.md:1:1: W315 '##Other' is not a heading"),
        (
            "See [the note]\n[the note]: https://a.example/\n",
            "essays/a.md:2:1: W315 '[the note]: https://a.example/' does not define a link",
        ),
        (
            "See [the wiki](https://a.example/b_(c\\)#d) now.",
            "essays/a.md:1:5: W315 '[the wiki](https://a.example/b_(c' is not a link",
        ),
        (
            "See [the pad](https://a.example/A Name/x).",
            "essays/a.md:1:5: W315 '[the pad](https://a.example/A' is not a link",
        ),
    ],
)
def test_markdown_that_makes_nothing_is_reported(text: str, problem: str) -> None:
    assert problem_lines(text) == [f"{problem} and is printed unchanged"]


@pytest.mark.parametrize(
    "text",
    [
        "#tag begins a message",
        "[1]: as in Smith",
        "f[i](x) and \\[a\\](/b) and `[a](/b c)`",
        "Numbers #1 and ## alone",
    ],
)
def test_what_only_looks_like_markdown_is_not_reported(text: str) -> None:
    assert problem_lines(text) == []


def test_a_comment_of_a_template_is_not_published() -> None:
    assert problem_lines("{# not yet #}") == []
    assert body_of("{# not yet #}Now.").words.html == '<p id="p-now">Now.</p>\n'


@pytest.mark.parametrize("words", ['{:width="50%"}', "{:style='float: left'}"])
def test_attributes_of_kramdown_are_not_printed(words: str) -> None:
    assert words not in body_of(f"![A](https://a.example/b.png){words}").words.html


# ------------------------------------------------------------------ raw HTML


def test_a_name_of_an_anchor_is_its_id_and_goes_before_those_of_headings() -> None:
    body = body_of('<a name="next"></a>\n\n## Next\n\n[a](#next)')
    assert '<a id="next"></a>' in body.words.html
    assert '<h2 id="next-2">Next</h2>' in body.words.html
    assert not body.facts.problems


def test_a_tag_that_closes_itself_does_not_run_on() -> None:
    html = body_of('One <a name="b" />two <br /> <a href=c/>three</a>.').words.html
    assert html == (
        '<p id="p-one-two-three">One <a id="b"></a>two <br> <a href="slot:0">three</a>.</p>\n'
    )


def test_what_readers_without_scripts_would_see_is_shown() -> None:
    text = (
        '<div><noscript><img src="a.png" alt="A"></noscript></div>\n\n<script src="b.js"></script>'
    )
    body = body_of(text)
    assert '<div><img src="slot:0" alt="A"></div>' in body.words.html
    assert [link.target for link in body.facts.links] == ["a.png"]
    assert problem_lines(text) == [
        "essays/a.md:3:1: W311 <script> is not allowed in essays and is left out"
    ]


def test_a_progress_bar_is_allowed_in_a_text() -> None:
    bar = '<progress value="3" max="4"></progress>'
    assert bar in body_of(f"<div>{bar}</div>").words.html
    assert problem_lines(bar) == []


def test_the_first_of_several_sources_of_a_picture_is_used() -> None:
    html = body_of('<img srcset="a.png 2x, b.png 3x" alt="A">').words.html
    assert html == '<img src="slot:0" alt="A">'
    html = body_of(
        '<div><picture><source srcset="a.png"><img src="b.png"></picture></div>'
    ).words.html
    assert html == '<div><picture><img src="slot:0"></picture></div>'


def test_a_tag_that_was_meant_as_code_is_shown_at_its_own_place() -> None:
    assert problem_lines("One `Vec<u8>` and\nan ``& <blink>` that is never closed.") == [
        "essays/a.md:2:8: W311 <blink> is not allowed in essays and is left out"
    ]
