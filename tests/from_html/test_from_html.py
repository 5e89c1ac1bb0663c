"""HTML to Markdown: the cases of ``data/from_html``, one file a platform."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.from_html.converter import to_markdown
from sitegen.from_html.types import Converted, Rules

_FOLDER = Path(__file__).parents[1] / "data" / "from_html"
_FILES = sorted(_FOLDER.glob("*.txt"))
RULES = {
    "rules: title": Rules(title="The Lamp"),
    "rules: base": Rules(base="https://old.example/2010/04/lamp.html"),
    "rules: notes": Rules(notes={"3f2c-1": "Cut by <em>half</em>.", "3f2c-2": "It rained."}),
    "rules: unwanted": Rules(
        unwanted={
            ".subscription-*": "subscribe form",
            ".button-wrapper": "button",
            "#jp-post-flair": "share row",
            "aside": "advertisement",
        }
    ),
}


def _cases(file: Path) -> Iterator[tuple[str, str, str]]:
    title, *parts = re.split(r"^\.\n", file.read_text("utf-8"), flags=re.MULTILINE)
    for html, markdown, following in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        yield title.strip(), html, markdown
        title = following


def _printed(found: Converted) -> str:
    removed = (f"(removed) {each.what}: {each.text}\n" for each in found.removed)
    notices = (f"(notice) {each}\n" for each in found.notices)
    return "".join((found.markdown, *removed, *notices))


def _convert(title: str, html: str) -> str:
    rules = next((rules for name, rules in RULES.items() if title.endswith(name)), Rules())
    return _printed(to_markdown(html, rules))


@pytest.mark.parametrize("file", _FILES, ids=[file.stem for file in _FILES])
def test_html_of_a_platform_becomes_the_markdown_of_the_fixture(file: Path) -> None:
    cases = [(title, html, _convert(title, html)) for title, html, _ in _cases(file)]
    shown = "\n".join(f"{title}\n.\n{html}.\n{markdown}.\n" for title, html, markdown in cases)
    if os.environ.get("RENEW"):
        file.write_text(shown, "utf-8")
    assert file.read_text("utf-8") == shown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Stop! <b>No!</b></p>", "Stop! **No!**\n"),
        ('<p>Stop!<a href="https://a.example/">x</a></p>', "Stop\\![x](https://a.example/)\n"),
        ('<p><b>No!</b><a href="https://a.example/">x</a></p>', "**No!**[x](https://a.example/)\n"),
    ],
)
def test_an_exclamation_mark_is_escaped_only_before_a_link(html: str, markdown: str) -> None:
    assert to_markdown(html).markdown == markdown
