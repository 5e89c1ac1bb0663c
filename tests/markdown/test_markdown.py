"""Markdown to HTML: the cases of ``data/markdown``, places, links, notes and ids."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.markdown.converter import Converted, Markdown
from sitegen.markdown.syntax import block_parser
from sitegen.model import Heading, Html, Link, Passage
from sitegen.problems.errors import Place
from support.markup import Elements, fixtures, printed, slots, whole

MARKDOWN = Markdown("en")
CASES = list(fixtures())


def body(text: str, first_line: int = 1) -> Converted:
    return MARKDOWN.convert(text, "essays/a.md", first_line)


def problems(text: str, first_line: int = 1) -> list[str]:
    found = body(text, first_line).facts.problems
    return [f"{p.place}: {p.code} {p.message}; {p.hint}" for p in found]


@pytest.mark.parametrize(
    ("text", "html"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_markdown_becomes_the_html_of_the_fixture(text: str, html: str) -> None:
    assert printed(body(text)) == html.rstrip("\n")


# ---- title, headings, lead, words


def test_a_leading_h1_is_the_title_and_not_in_the_text() -> None:
    found = body("<!-- c -->\n\n# The *Three* [R's](x.md)\n\nText.\n")
    assert (found.facts.title, found.facts.title_text) == (
        "The <em>Three</em> R’s",
        "The Three R’s",
    )
    assert found.words.html == '<p id="p-text">Text.</p>\n'
    assert found.facts.headings == ()


def test_an_h1_after_the_first_paragraph_is_no_title() -> None:
    assert body("Text.\n\n# Later\n").facts.title == ""


def test_headings_are_listed_without_links_and_note_marks() -> None:
    found = body("## A [link](x.md), `code`[^1] & *more*\n\n[^1]: Note.\n")
    assert found.facts.headings == (
        Heading(
            2,
            "a-link-code-more",
            Html("A link, <code>code</code> &amp; <em>more</em>"),
            "A link, code & more",
        ),
    )


def test_the_lead_is_the_first_paragraph_cut_at_a_sentence() -> None:
    first = 'A sentence that says "something". ' * 12
    assert (
        body(f"# T\n\n> No.\n\n![no](x.png)\n\n{first}\n\nSecond.\n").words.lead
        == ("A sentence that says “something”. " * 9).strip()
    )


def test_a_lead_without_sentences_is_cut_between_words() -> None:
    lead = body("word " * 100).words.lead
    assert lead.endswith("word…")
    assert len(lead) <= 301


def test_words_are_counted_without_code_and_notes() -> None:
    assert (
        body(
            "# T\n\nOne *two*three `four`.[^1]\n\n```\nfive six\n```\n\n[^1]: x\n"
        ).facts.word_count
        == 3
    )


def test_chinese_is_counted_by_character() -> None:
    assert body("我们 read 三本书。").facts.word_count == 6


# ---- links


def test_links_carry_target_fragment_place_and_sentence() -> None:
    text = "First one. See [the *other*\nessay](../b%20c.md#d%20e) again. Last.\n"
    assert body(text, 7).facts.links == (
        Link(
            "link",
            "../b c.md",
            "d e",
            Place("essays/a.md", 8, 8),
            "See the other essay again.",
        ),
    )


def test_links_in_cells_quotations_lists_and_headings_know_their_columns() -> None:
    text = "## A [b](c.md)\n\n> - x [d](e.md)\n\n| f | [g](h.md) |\n|---|---|\n| ![i](j.png) | |\n"
    places = [(link.target, link.place.line, link.place.column) for link in body(text).facts.links]
    assert places == [("c.md", 1, 10), ("e.md", 3, 11), ("h.md", 5, 11), ("j.png", 7, 8)]


def test_a_reference_is_placed_where_it_is_used() -> None:
    link = body("One [two][x].\n\n[x]: three.md\n").facts.links[0]
    assert (link.target, link.place) == ("three.md", Place("essays/a.md", 1, 5))


def test_addresses_of_the_web_stay_encoded_and_keep_their_query() -> None:
    links = body(
        "[a](https://b.example/c%20d?e=%26#f%20g) [h](<https://ü.example/i j>)\n"
    ).facts.links
    assert [(link.target, link.fragment) for link in links] == [
        ("https://b.example/c%20d?e=%26", "f%20g"),
        ("https://xn--tda.example/i%20j", ""),
    ]


def test_wiki_links_name_title_and_heading() -> None:
    links = body("[[The Other\nEssay]] [[A#B c|d]] [[#E]]\n").facts.links
    assert [(link.kind, link.target, link.fragment) for link in links] == [
        ("wiki", "The Other Essay", ""),
        ("wiki", "A", "B c"),
        ("wiki", "", "E"),
    ]


def test_links_in_notes_are_links_too() -> None:
    found = body("Word[^a]^[see [b](c.md)].\n\n[^a]: See [d](e.md).\n")
    assert [(link.target, link.place.line, link.place.column) for link in found.facts.links] == [
        ("e.md", 3, 15),
        ("c.md", 1, 19),
    ]


def test_a_bare_address_is_a_link() -> None:
    link = body("See www.a.example/b.\n").facts.links[0]
    assert (link.target, link.place.column) == ("https://www.a.example/b", 5)


def test_a_sentence_is_not_cut_at_an_initial_or_a_title() -> None:
    text = "Before. As Dr. J. Smith of [a](b.md) says, e.g. Here. After.\n"
    assert body(text).facts.links[0].sentence == "As Dr. J. Smith of a says, e.g. Here."


# ---- passages


def test_a_passage_quotes_its_words_without_links_ids_and_note_marks() -> None:
    text = 'A [[b](c.md) "*d*"^[e]]{theme="passion, the three R\'s"} f.\n'
    assert body(text).facts.passages == (
        Passage(
            ("passion", "the three R's"),
            "p-a-b-d-f",
            Html("b “<em>d</em>”"),
            Place("essays/a.md", 1, 3),
            before="A",
            after="f.",
            inside=True,
        ),
    )


def test_a_marked_block_is_a_passage_by_its_own_id() -> None:
    found = body("{#x theme=a}\nOne.\n\n{theme=b}\n> Two.\n>\n> Three.\n\n{theme=c}\n## Four\n")
    assert [(p.themes, p.anchor, p.quote) for p in found.facts.passages] == [
        (("a",), "x", "One."),
        (("b",), "p-two", "<p>Two.</p><p>Three.</p>"),
        (("c",), "four", "Four"),
    ]
    assert {p.anchor for p in found.facts.passages} <= found.facts.ids


def test_a_passage_in_a_note_leads_to_the_note() -> None:
    found = body("Word[^a].\n\n[^a]: Some [words]{theme=b}.\n")
    assert found.facts.passages[0].anchor == "fn1"


# ---- ids


def test_an_edit_elsewhere_changes_no_id() -> None:
    one = body("First paragraph here now.\n\nSecond one.\n")
    two = body("An inserted paragraph.\n\nFirst paragraph here now.\n\n## New\n\nSecond one.\n")
    assert one.facts.ids < two.facts.ids


def test_ids_of_templates_and_notes_are_not_given_out() -> None:
    found = body("## Notes\n\n## Main\n\n## R1\n\n## fn2\n\nWord^[n].\n")
    names = [heading.id for heading in found.facts.headings]
    assert names == ["notes-2", "main-2", "section-r1", "section-fn2"]


# ---- inline


def test_a_line_is_rendered_without_links() -> None:
    line = MARKDOWN.inline('The "3 R\'s" -- *so*,\n`a<b` [c](d) Vec<T> &amp; <b>e</b>')
    assert line == (
        "The “3 R’s” – <em>so</em>, <code>a&lt;b</code> c Vec&lt;T&gt; &amp; &lt;b&gt;e&lt;/b&gt;",
        "The “3 R’s” – so, a<b c Vec<T> & <b>e</b>",
    )


# ---- problems


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "One [a](javascript:b).",
            "essays/a.md:1:9: W301 address 'javascript:b' is not allowed; "
            "write a path, or an address that begins with https:// or mailto:",
        ),
        (
            "One [a][b] two.",
            "essays/a.md:1:5: W302 the address of the link 'b' is not defined; "
            "write it on a line of its own: [b]: address",
        ),
        (
            "One\ntwo[^a].",
            "essays/a.md:2:4: W303 footnote 'a' is not defined; "
            "write it on a line of its own: [^a]: ...",
        ),
        (
            "One.\n\n[^a]: Two.",
            "essays/a.md:3: W304 footnote 'a' is never referred to and is left out; "
            "refer to it with [^a], or delete it",
        ),
        (
            "One[^a].\n\n[^a]: Two.\n[^a]: Three.",
            "essays/a.md:4: W305 footnote 'a' is defined twice; the first one is used; "
            "give one of them another label",
        ),
        (
            "One.\n\n```python\ntwo\n",
            "essays/a.md:3: W306 code block opened by '```' is never closed; "
            "write '```' on a line of its own after the code",
        ),
        (
            ">" * 220 + " a",
            "essays/a.md:1: W307 blocks are nested more than 200 levels deep; "
            "the rest is lost; use fewer levels",
        ),
        (
            "One.\n\n# Two\n\n# Three",
            "essays/a.md:3: W308 heading of level 1 in the text; it becomes one of level 2; "
            "begin headings in a text with ##; # is for the title",
        ),
        (
            "## One {#a}\n\n## Two {#a}",
            "essays/a.md:3:9: W309 the id 'a' is already used; choose another id",
        ),
        (
            "[a](b.md){onclick=c}",
            "essays/a.md:1:11: W310 the attribute 'onclick=c' is not allowed and is left out; "
            "use id, class, theme, index, lang, dir or title; width and height are in pixels",
        ),
        (
            "One.\n\n<form>\n<input>\n</form>",
            "essays/a.md:3:1: W311 <form> is not allowed in essays and is left out (and 1 more); "
            "move it to a template; write &lt; for a plain '<'; or set html: trusted in site.yaml",
        ),
        (
            "One.\n\n<!-- two\n\nthree",
            "essays/a.md:3:1: W312 comment is not closed; it hides the rest; close it with -->",
        ),
        (
            "One.\n\nTwo {% include x %} and\n{{< y >}}.",
            "essays/a.md:3:5: W313 '{% include x %}' belongs to another tool and is printed "
            "unchanged, and 1 more in this text; write it in Markdown; put it between "
            "backticks if it is meant as code",
        ),
        (
            "One **two **three.",
            "essays/a.md:1:5: W314 '**' is printed unchanged: 'One **two **three.'; "
            "put them next to the words, **like this**; write \\*\\* for literal asterisks",
        ),
        (
            "```fortran\na\n```\n\n```Fortran\nb\n```",
            "essays/a.md:1: N320 unknown language 'fortran' in a code block; "
            "it is shown without colours",
        ),
    ],
)
def test_a_mistake_is_reported_at_its_place(text: str, problem: str) -> None:
    assert problems(text) == [problem]


def test_lines_count_from_the_first_line_of_the_body() -> None:
    assert problems("One.\n\nTwo[^a].", 10)[0].startswith("essays/a.md:12:4:")


@pytest.mark.parametrize(
    "text",
    [
        "An array a[0][1], 2**10, f(**kwargs), a ** b and \\*\\*plain\\*\\*.",
        "In code: `{% raw %}` `[[a]]` `**` `[a][b]` `[^c]`.\n\n```\n{{ x }}\n[^d]\n**\n```",
        "A set {a, b}, a smiley :-} and a ratio 1:::2.",
        "```\nclosed\n```\n\n- ~~~\n  closed\n  ~~~\n\n> ```\n> closed\n> ````",
        "We import goods from abroad and export them.",
        "<!-- a comment --> and <kbd>key</kbd>",
    ],
)
def test_what_is_no_mistake_is_not_reported(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{% raw %}",
        "{{< figure >}}",
        "Words {: .lead}",
        "::: unclosed\nText.",
        "import A from './a'",
        "export const a = 1",
    ],
)
def test_the_syntax_of_other_tools_stays_and_is_reported(text: str) -> None:
    found = body(text)
    assert [problem.code for problem in found.facts.problems] == ["W313"]
    assert text.partition("\n")[0].replace("<", "&lt;").replace(
        ">", "&gt;"
    ) in found.words.html.replace("‘", "'").replace("’", "'")


# ---- properties

PIECES = st.sampled_from(
    [
        *("*", "**", "_", "`", "```", "[", "]", "(", ")", "[^a]", "[^a]: ", "^[", "[[", "]]", "|"),
        *("# ", "## ", "- ", "1. ", "> ", "\\", "!", "![", "](x)", "{.a}", "{#b}", "{theme=c}"),
        *("::: ", "::: note ", "<b>", "</b>", "<p id=a>", "<!--", "-->", "<a href=b>", "<script>"),
        *("$", "$$", "'", '"', "--", "...", "~~", ": ", "[ ] ", "&amp;", "https://a.b", "www.c"),
        *("{% raw %}", "é", "中", "a", "b", "c", "\n", "\n\n", "  ", "    ", "\t", "\0"),
        *("| a | b |\n|---|---|\n", "\n```\n", "\n{#b}\n"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join) | st.text()


@pytest.mark.slow
@given(TEXTS)
@settings(max_examples=300)
def test_any_text_gives_balanced_html_with_unique_ids_and_a_slot_for_each_link(text: str) -> None:
    found = body(text)
    elements = Elements(whole(found))
    ids = elements.ids()
    assert elements.balanced
    assert sorted(set(ids)) == sorted(ids)
    assert set(ids) == found.facts.ids
    assert slots(found) == list(range(len(found.facts.links)))
    assert {passage.anchor for passage in found.facts.passages} <= found.facts.ids
    assert {heading.id for heading in found.facts.headings} <= found.facts.ids


@given(TEXTS)
@settings(max_examples=100)
def test_html_that_is_off_or_trusted_still_has_a_slot_for_each_link(text: str) -> None:
    for html in ("off", "trusted"):
        found = OTHERS[html].convert(text, "essays/a.md")
        assert slots(found) == list(range(len(found.facts.links)))


OTHERS = {"off": Markdown("en", "off"), "trusted": Markdown("en", "trusted")}


@pytest.mark.slow
@given(TEXTS)
@settings(max_examples=200)
def test_the_short_cut_for_paragraphs_finds_the_same_blocks(text: str) -> None:
    short, long = block_parser(), block_parser()
    long.block.ruler.disable("plain_paragraph")
    text = text.replace("\0", " ")
    assert short.parse(text) == long.parse(text)


def test_one_instance_serves_many_threads() -> None:
    texts = [f"Text *{n}*[^a] [b](c{n}.md)\n\n[^a]: Note {n}." for n in range(64)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(body, texts * 4)) == [body(text) for text in texts] * 4
