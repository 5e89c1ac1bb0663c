"""Words and minutes of texts in scripts without spaces, and of readings beside characters."""

from pathlib import Path

import pytest

from sitegen.markdown.converter import Markdown
from support.site import build, essay, page, write_site


@pytest.mark.parametrize(
    ("tag", "body", "minutes"),
    [
        ("ja", "海" * 1071, "3"),
        ("zh", "海" * 1020, "4"),
        ("zh-Hant", "海" * 1020, "4"),
        ("ko", "바다 " * 920, "4"),
        ("th", "ก" * 3680, "4"),
        ("lo", "ກ" * 3680, "4"),
        ("km", "ក" * 3680, "4"),
        ("my", "က" * 3680, "4"),
        ("en", "sea " * 920, "4"),
    ],
)
def test_minutes_follow_how_fast_a_language_is_read(
    tmp_path: Path, tag: str, body: str, minutes: str
) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay('A', body, lang=tag)}")
    assert build(root).code == 0
    assert f"{minutes}\u00a0minutes" in page(root, "a/index.html")


@pytest.mark.parametrize(
    "ruby",
    [
        "<ruby>港<rt>みなと</rt></ruby>",
        "<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>",
        "<ruby>港<rt>みなと</ruby>",
        "<RUBY>港<RT>みなと</RT></RUBY>",
    ],
)
def test_a_reading_is_printed_and_is_no_word_of_the_text(ruby: str) -> None:
    markdown = Markdown("ja")
    found = markdown.convert(f"{ruby}は朝。", "essays/a.md")
    assert "みなと" in found.words.html
    assert found.words.lead == "港は朝。"
    assert found.facts.word_count == 3
    assert markdown.convert(f"## {ruby}は朝", "essays/a.md").facts.headings[0].text == "港は朝"
