"""Links with queries, by date and by the end of a path, when the text they lead to changes."""

import shutil
from pathlib import Path

import pytest

from support.site import build, essay, page, write_site

HERE = "See [one](there.md?x=1#p-some-words) and [two](/2020/01/there.html) and [three](/p/there/)."


@pytest.mark.parametrize(
    ("edit", "expected", "reported"),
    [
        (essay("There", "Some words."), '/there/?x=1#p-some-words"', ""),
        (essay("There", "## Nothing\n\n- like it"), "/there/?x=1", ""),
        (essay("There", "Some words.", slug="else"), 'href="/else/"', ""),
        (essay("There", "Some words.", draft="true"), "<a>two</a>", "W403"),
    ],
)
def test_page_with_links_follows_the_text_behind_them(
    tmp_path: Path, edit: str, expected: str, reported: str
) -> None:
    site = f"-- essays/here.md --\n{essay('Here', HERE)}"
    text = essay("There", "Some words.\n\nMore.")
    root = write_site(tmp_path / "site", f"{site}-- essays/there.md --\n{text}")
    build(root)
    assert '<a href="/there/">three</a>' in page(root, "here/index.html")
    (root / "essays/there.md").write_text(edit)
    again = build(root)
    fresh = write_site(tmp_path / "fresh", f"{site}-- essays/there.md --\n{edit}")
    shutil.copy(root / "essays/.anchors.yaml", fresh / "essays/.anchors.yaml")
    assert build(fresh).code == again.code == 0
    assert page(root, "here/index.html") == page(fresh, "here/index.html")
    assert expected in page(root, "here/index.html")
    assert reported in again.err
