"""Boxes in the notations of other tools: callouts, admonitions, containers and tabs."""

import pytest

from sitegen.markdown.converter import Converted, Markdown
from support.markup import Elements, printed

MARKDOWN = Markdown("en")


def body(text: str) -> Converted:
    return MARKDOWN.convert(text, "essays/a.md")


def codes(text: str) -> list[str]:
    return [problem.code for problem in body(text).facts.problems]


@pytest.mark.parametrize(
    ("text", "kinds", "title", "words"),
    [
        ("> [!NOTE]\n> Rain *all* day.", "note", "Note", "<p>Rain <em>all</em> day.</p>"),
        ("> [!Warning] Thin *ice*\n> Rain.", "note warning", "Thin <em>ice</em>", "<p>Rain.</p>"),
        (">[!tip]\n>Rain.", "note tip", "Tip", "<p>Rain.</p>"),
        ("> [!faq|wide] Why?\n>\n> Rain.", "note faq", "Why?", "<p>Rain.</p>"),
        ("> [!my own kind] Mine\n> Rain.", "note my-own-kind", "Mine", "<p>Rain.</p>"),
        (":::tip\nRain.\n:::", "note tip", "Tip", "<p>Rain.</p>"),
        (":::caution[Thin *ice*]\nRain.\n:::", "note caution", "Thin <em>ice</em>", "<p>Rain.</p>"),
        ("::: danger Thin ice\nRain.\n:::", "note danger", "Thin ice", "<p>Rain.</p>"),
        ("::: {.callout-important}\nRain.\n:::", "note important", "Important", "<p>Rain.</p>"),
        ('::: {.note title="Mine"}\nRain.\n:::', "note", "Mine", "<p>Rain.</p>"),
        (":::{hint} Thin ice\nRain.\n:::", "note hint", "Thin ice", "<p>Rain.</p>"),
        ('!!! note "Thin *ice*"\n    Rain.', "note", "Thin <em>ice</em>", "<p>Rain.</p>"),
        ("!!! danger\n\n    Rain.\n\n    - Snow.", "note danger", "Danger", "<p>Rain.</p>"),
        (
            "```{warning} Thin *ice*\nRain.\n```",
            "note warning",
            "Thin <em>ice</em>",
            "<p>Rain.</p>",
        ),
        ("```{note}\n:class: tip\nRain.\n```", "note", "Note", "<p>Rain.</p>"),
        ("```ad-tip\ntitle: Thin ice\nRain.\n```", "note tip", "Thin ice", "<p>Rain.</p>"),
        ('=== "North"\n    Rain.', "tab", "North", "<p>Rain.</p>"),
    ],
)
def test_a_box_of_another_tool_is_one_of_ours(
    text: str, kinds: str, title: str, words: str
) -> None:
    html = printed(body(f"Before.\n\n{text}\n\nAfter."))
    assert f'class="{kinds}"' in html
    assert f'<p class="title">{title}</p>\n{words}' in html
    assert html.endswith('<p id="p-after">After.</p>')
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "- Snow.\n\n  > [!note] Mine\n  > Rain.",
        "> > [!note] Mine\n> > Rain.",
        "> [!tip] Outer\n> > [!note] Mine\n> > Rain.",
        "Snow.[^1]\n\n[^1]: More.\n\n    > [!note] Mine\n    > Rain.",
        "1. Snow.\n\n    :::note Mine\n    Rain.\n    :::",
        "> :::note Mine\n> Rain.\n> :::",
        ':::: tip Outer\n!!! note "Mine"\n    Rain.\n::::',
    ],
)
def test_boxes_may_be_anywhere(text: str) -> None:
    html = printed(body(text))
    assert '<aside class="note" role="note" aria-label="Mine">' in html
    assert '<p class="title">Mine</p>\n<p>Rain.' in html
    assert Elements(html).balanced


def test_a_box_that_folds_is_shown_on_demand() -> None:
    html = printed(
        body("> [!note]- By night\n> Rain.\n\n??? tip\n    Snow.\n\n> [!info]+\n> Hail.")
    )
    assert '<details>\n<summary class="title">By night</summary>\n<p>Rain.</p>\n</details>' in html
    assert '<details>\n<summary class="title">Tip</summary>\n<p>Snow.</p>\n</details>' in html
    assert '<details open>\n<summary class="title">Info</summary>\n<p>Hail.</p>' in html


def test_details_of_vitepress_are_shown_on_demand() -> None:
    html = printed(body("::: details Look *here*\nRain.\n:::"))
    assert '<summary class="title">Look <em>here</em></summary>\n<p>Rain.</p>\n</details>' in html


def test_a_box_without_a_title_has_that_of_its_kind_in_the_language_of_the_text() -> None:
    found = Markdown("de").convert("> [!WARNING]\n> Glatteis.", "essays/a.md")
    assert '<p class="title">Warnung</p>' in found.words.html


def test_the_title_of_a_callout_may_be_all_it_has() -> None:
    html = printed(body("> [!todo] Ask *him*"))
    assert html.endswith('<p class="title">Ask <em>him</em></p>\n</aside>')


def test_links_in_the_title_of_a_callout_are_links() -> None:
    found = body("Rain.\n\n> [!note] See [the other](other.md)\n> Snow.")
    assert [(link.target, link.place.line) for link in found.facts.links] == [("other.md", 3)]


def test_a_container_of_an_unknown_name_keeps_its_words() -> None:
    html = printed(body("::: gallery\n*Rain.*\n:::\n\nAfter."))
    assert html.startswith('<div class="gallery">\n<p><em>Rain.</em></p>\n</div>')


def test_containers_with_equal_colons_nest() -> None:
    html = printed(
        body("::: {.columns}\n::: {.column}\nRain.\n:::\n::: {.column}\nSnow.\n:::\n:::\n")
    )
    assert html.count('<div class="column">') == 2
    assert Elements(html).balanced
    assert ":::" not in html


@pytest.mark.parametrize(
    "text",
    [
        "> [!note](https://a.example/)",
        "> \\[!note] is how it is written",
        "> [! no] is no kind",
        "> He said [!note] there",
        "[!note] alone",
        "!!! he cried, and ran",
        "!!! wow",
        "::: three colons and no end",
        "A ratio of 3:::2",
        "=== and a line",
        "??? what is that",
        "```{python}\nx = 1\n```",
        "```{note}\nnever closed",
        "```add-note\nx\n```",
        "    ::: note\n    code\n    :::",
        "```\n> [!note]\n!!! note\n    x\n:::tip\n:::\n```",
    ],
)
def test_what_is_no_box_stays(text: str) -> None:
    assert "<aside" not in printed(body(f"Words.\n\n{text}\n\nEnd."))
    assert "<div" not in printed(body(f"Words.\n\n{text}\n\nEnd."))
