"""Shortcodes of other tools: what is reported of them, and texts made to be slow or deep."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.markdown.converter import Converted, Markdown
from support.markup import Elements, slots, whole
from support.site import essay, page, problems, write_site

MARKDOWN = Markdown("en")


def body(text: str) -> Converted:
    return MARKDOWN.convert(text, "essays/a.md", 1)


def reported(text: str) -> list[str]:
    return [f"{p.place}: {p.code} {p.message}" for p in body(text).facts.problems]


def test_a_code_shortcode_hides_what_looks_like_mistakes() -> None:
    text = "{{< highlight text >}}\n[a][b] <c> **d ** {% e %} {{ f }} [^g]\n{{< /highlight >}}"
    assert reported(text) == []


def test_a_block_that_is_given_a_name_is_code_and_a_value_is_none() -> None:
    block = "{% set sample %}\n# *Not* a heading\n{% endset %}\n"
    words = body(f"{block}\nRain.").words.html
    assert "# *Not* a heading" in words
    assert "<em>" not in words
    words = body(f"{{% set a = 1 %}}\n\n*Rain.*\n\n{block}").words.html
    assert "<em>Rain.</em>" in words
    assert "# *Not* a heading" in words


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "One\n\n{{<lamp src=x>}}",
            "essays/a.md:3:1: W313 '{{<lamp src=x>}}' belongs to another tool and is printed "
            "unchanged",
        ),
        (
            "{{< lamp >}} and {{< chair >}}",
            "essays/a.md:1:1: W313 '{{< lamp >}}' belongs to another tool and is printed "
            "unchanged, and 1 more in this text",
        ),
        (
            "{{< columns >}}\nOne\n{{< /columns >}}",
            "essays/a.md:1: W313 '{{< columns >}}' belongs to another tool and is left out",
        ),
        (
            '[gallery ids="1,2"]',
            "essays/a.md:1:1: W313 '[gallery ids=\"1,2\"]' belongs to another tool and is left out",
        ),
        (
            "Two {{< vimeo 12 >}}",
            "essays/a.md:1:5: W313 '{{< vimeo 12 >}}' belongs to another tool and is shown as a "
            "link",
        ),
        (
            "{{< vimeo 12 >}}\n\n{% lamp %}",
            "essays/a.md:3:1: W313 '{% lamp %}' belongs to another tool and is printed "
            "unchanged; 1 more in this text is left out or shown as a link",
        ),
        (
            "{{< vimeo 12 >}}\n\n{{< vimeo 34 >}}\n\n[gallery]",
            "essays/a.md:1:1: W313 '{{< vimeo 12 >}}' belongs to another tool and is shown as a "
            "link; 2 more in this text, some left out or shown as links",
        ),
        (
            "<div>{{< lamp >}}</div>",
            "essays/a.md:1: W313 '{{< lamp >}}' belongs to another tool and is printed unchanged",
        ),
    ],
)
def test_what_becomes_of_a_shortcode_is_reported_once(text: str, problem: str) -> None:
    assert reported(text) == [problem]


@pytest.mark.parametrize(
    "text",
    [
        '{{< figure src="a.png" caption="b" >}}',
        '{% include figure.html src="a.png" %}',
        "{% blockquote Anna %}\nOne\n{% endblockquote %}",
        '{{% note "Two" %}}\nThree\n{{% /note %}}',
        "Four[footnote]Five[/footnote].",
        '[caption]<img src="a.png" alt=""> Six[/caption]',
        "{% raw %}{{ seven }}{% endraw %}",
        "`{{< eight >}}`\n\n```text\n{% nine %}\n```",
        "{{</* ten */>}}",
    ],
)
def test_a_shortcode_that_gives_what_it_gave_is_not_reported(text: str) -> None:
    assert reported(text) == []


@pytest.mark.parametrize(
    "text",
    ["An array[x], a [quote] and [code].", "[r 2] and [video], see [gallery].", "[x] done, [c]"],
)
def test_words_in_brackets_are_no_shortcodes(text: str) -> None:
    assert body(text).words.html.endswith(f">{text}</p>\n")
    assert reported(text) == []


def test_no_message_holds_a_character_that_nobody_wrote() -> None:
    text = "::: lamp `a` b\n\n{{< a `b` <c> >}} {{ d\0 }} {% e *f* %}\n\nimport 'g' `h`"
    messages = "".join(reported(text))
    assert "'::: lamp'" in messages
    assert "\0" not in messages


TITLE = "-- essays/2019-01-02-a-lamp.md --\n---\ndate: 2020-03-04\n"


@pytest.mark.parametrize(
    "heading",
    [
        "# {{ page.title }}",
        "# {{page.title | escape}}",
        "<h1>{{ page.title }}</h1>",
        "# {{ title }}",
    ],
)
@pytest.mark.parametrize(
    ("front", "title"), [("title: The *Lamp*\n", "The <em>Lamp</em>"), ("", "A lamp")]
)
def test_a_heading_that_is_the_pages_title_is_printed_once(
    tmp_path: Path, heading: str, front: str, title: str
) -> None:
    text = f"{TITLE}{front}---\n\n{heading}\n\nIt was dark.\n"
    root = write_site(tmp_path, text)
    assert problems(root) == ""
    html = page(root, "a-lamp/index.html")
    assert html.count("<h1") == 1
    assert f"<h1>{title}</h1>" in html
    assert 'class="text">\n<p id="p-it-was-dark">' in html


def test_simple_values_are_printed_and_others_reported(tmp_path: Path) -> None:
    text = essay("Lamp", "{{ page.title }} of {{ page.date }}, {{ site.title }}: {{ page.lamp }}")
    root = write_site(tmp_path, f"-- essays/a.md --\n{text}")
    assert "'{{ page.lamp }}' belongs to another tool" in problems(root)
    assert "Lamp of 2 January 2020, Trial: {{ page.lamp }}</p>" in page(root, "a/index.html")


def test_links_in_shortcodes_are_links_of_the_collection(tmp_path: Path) -> None:
    words = (
        'See {% post_url 2020-01-02-b %}.\n\n<a href="{% post_url 2020-01-02-b %}">B</a>\n\n'
        '[c]({% link files/c.pdf %}) [d]({{< ref path="2020-01-02-b/index.md" lang="en" >}})'
    )
    root = write_site(
        tmp_path,
        f"-- essays/a.md --\n{essay('A', words)}-- essays/2020-01-02-b.md --\n{essay('B')}"
        "-- static/files/c.pdf --\npdf\n",
    )
    assert problems(root) == ""
    html = page(root, "a/index.html")
    assert 'See <a href="/b/">2020-01-02-b</a>.' in html
    assert '<a href="/b/">B</a>' in html
    assert '<a href="/files/c.pdf">c</a> <a href="/b/">d</a>' in html


PIECES = (
    *("{{< ", "{{% ", " >}}", " %}}", "{% ", " %}", "{{ ", " }}", "/", "end", "\n", "\n\n", "- "),
    *("> ", "  ", "`", "```\n", '"', "=", "note", "highlight", "figure src=a", "raw", "youtube 12"),
    *(
        "quote",
        "[code]",
        "[/code]",
        "[quote]",
        "[/quote]",
        "[caption]",
        "[/caption]",
        "<img src=a>",
    ),
    *("[footnote]", "[/footnote]", "tab", "details", "a", "<div>", "</div>", "<iframe src=b>", "|"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_any_mixture_of_tags_ends_in_whole_html(text: str) -> None:
    found = body(text)
    elements = Elements(whole(found))
    assert elements.balanced
    assert len(set(elements.ids())) == len(elements.ids())
    assert slots(found) == list(range(len(found.facts.links)))


WORDS = ("one", "*two*", "{{< note >}}", "{{< /note >}}", "{% tab %}", "{% endtab %}", "\n\n", "\n")


@given(st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join))
def test_no_word_between_tags_is_lost(text: str) -> None:
    shown = re.sub(r"<[^<>]*>", "", body(text).words.html)
    assert (shown.count("one"), shown.count("two")) == (text.count("one"), text.count("two"))


DEEP = (
    "{{< div >}}\n" * 2000 + "{{< /div >}}\n" * 2000,
    "> {{< quote >}}\n" * 1000 + "> {{< /quote >}}\n" * 1000,
    "{{< note >}}\n" * 4000,
    '{{< x "' * 7000 + ">}}",
    "{% raw %}" * 3000 + "{% endraw %}" * 3000,
    "[footnote]" * 5000 + "[/footnote]",
    "[embed]" * 7000 + "[/embed]",
    "{{</*" * 8000 + "*/>}}",
    "<iframe src=x>" * 3000,
)


@pytest.mark.slow
@pytest.mark.parametrize("text", DEEP, ids=range(len(DEEP)))
def test_hostile_shortcodes_end_in_whole_html(text: str) -> None:
    found = body(text)
    assert Elements(whole(found)).balanced
    assert slots(found) == list(range(len(found.facts.links)))
