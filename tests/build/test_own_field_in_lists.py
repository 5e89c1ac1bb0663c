"""A value of the owner's front matter in lists."""

from pathlib import Path

from support.site import build, essay, write_site

LIST = """-- templates/essays.html --
{% extends "default/essays.html" %}
{% block main %}
<h1>{{ years[0].cards[0].extra.mood }}</h1>
{% endblock %}
"""


def listed(root: Path, mood: str) -> str:
    write_site(root, f"-- essays/one.md --\n{essay('One', mood=mood)}\n")
    assert build(root).code == 0
    return (root / "public/essays/index.html").read_text("utf-8")


def test_field_of_ones_own_is_in_lists_and_changes_there(tmp_path: Path) -> None:
    root = write_site(tmp_path, LIST)
    assert "<h1>calm</h1>" in listed(root, "calm")
    assert "<h1>merry</h1>" in listed(root, "merry")
