"""Markdown in titles and summaries that has no effect."""

from pathlib import Path

import pytest

from support.site import essay, problems, write_site


@pytest.mark.parametrize("key", ["title", "summary"])
def test_a_link_without_effect_in_front_matter_is_reported(tmp_path: Path, key: str) -> None:
    front = {"title": "A"} | {key: "'On [it](one two)'"}
    text = essay(body="Words.", **front)
    line = 2 if key == "title" else 4
    printed = problems(write_site(tmp_path, f"-- essays/a.md --\n{text}"))
    assert printed.startswith(f"essays/a.md:{line}:")
    assert "W315]: '[it](one two)' is not a link and is printed unchanged" in printed


def test_a_link_in_a_title_to_a_file_with_spaces_is_its_words(tmp_path: Path) -> None:
    text = essay("'On [it](one two.md)'", "Words.")
    assert problems(write_site(tmp_path, f"-- essays/a.md --\n{text}")) == ""
