"""Lists of many essays: few in full, the others a line each."""

import re
from pathlib import Path

from support.site import build, essay, write_site


def site(root: Path, count: int, *, narrower: int = 0) -> Path:
    """Build essays on one theme by one of two authors, and some on a narrower theme."""
    texts = [
        essay(f"Ice {n:02}", f"Ice number {n:02}.", tags="[Ice]", date=f"{2001 + n % 3}-01-02")
        for n in range(count)
    ]
    texts += [essay(f"Snow {n:02}", "Snow.", tags="[Snow]") for n in range(narrower)]
    named = (text.replace("---\n", "---\nauthor: Ann Lee\n", 1) for text in texts)
    parts = [f"-- essays/e{n}.md --\n{text}" for n, text in enumerate(named)]
    parts.append("-- essays/_themes/snow.md --\n---\ntitle: Snow\nbroader: [Ice]\n---\n")
    parts.append("-- essays/bo.md --\n" + essay("Bo", author="Bo"))
    write_site(root, "\n".join(parts))
    assert build(root).err == ""
    return root


def page(root: Path, address: str) -> str:
    return (root / f"public/{address}/index.html").read_text("utf-8")


def full(html: str) -> int:
    return html.count('<p class="title">')


def lines(html: str) -> list[str]:
    return [
        item
        for part in re.findall(r'<ul class="lines">(.*?)</ul>', html, re.DOTALL)
        for item in re.findall(r"<li>.*>(.*)</a>", part)
    ]


def test_theme_of_few_essays_shows_all_in_full(tmp_path: Path) -> None:
    html = page(site(tmp_path, 9, narrower=3), "themes/ice")
    assert (full(html), lines(html)) == (12, [])
    assert html.count("by way of") == 3


def test_theme_of_many_lists_those_of_narrower_themes_below_their_names(tmp_path: Path) -> None:
    html = page(site(tmp_path, 10, narrower=3), "themes/ice")
    assert full(html) == 10
    assert sorted(lines(html)) == ["Snow 00", "Snow 01", "Snow 02"]
    assert '<h3><a href="/themes/snow/">Snow</a></h3>' in html


def test_author_of_many_essays_has_the_newest_in_full_and_the_others_by_year(
    tmp_path: Path,
) -> None:
    html = page(site(tmp_path, 13), "authors/ann-lee")
    assert full(html) == 3
    assert len(lines(html)) == 10
    assert re.findall("<h4>(.*)</h4>", html) == ["2003", "2002", "2001"]


def test_anthology_folds_what_follows_24_passages(tmp_path: Path) -> None:
    body = "\n\n".join(f'[Passage {n:02}.]{{theme="Ice"}} More.' for n in range(30))
    write_site(tmp_path, "-- essays/a.md --\n" + essay("A", body, tags="[Ice]"))
    assert build(tmp_path).err == ""
    shown, _, folded = page(tmp_path, "themes/ice/passages").partition("<summary>6 more</summary>")
    assert shown.count("<blockquote>") == 24
    assert folded.count("<blockquote>") == 6


def test_disagreement_that_both_essays_declare_appears_once(tmp_path: Path) -> None:
    def declared(name: str, kind: str, other: str) -> str:
        relation = f"[{{kind: {kind}, essay: {other}, reason: Because {name}.}}]"
        return f"-- essays/{name}.md --\n{essay(name, tags='[Ice]', relations=relation)}\n"

    write_site(tmp_path, declared("a", "disagrees", "b") + declared("b", "disagrees", "a"))
    assert build(tmp_path).err == ""
    html = page(tmp_path, "themes/ice")
    assert html.count("disagrees with") == 1
    assert "Because a." in html
    write_site(tmp_path, declared("a", "replies", "b") + declared("b", "replies", "a"))
    assert build(tmp_path).err == ""
    assert page(tmp_path, "themes/ice").count("replies to") == 2


def test_long_title_is_set_smaller(tmp_path: Path) -> None:
    write_site(
        tmp_path,
        "".join(
            f"-- essays/{name}.md --\n{essay(title)}"
            for name, title in (("a", "Short"), ("b", "Long " * 15))
        ),
    )
    assert build(tmp_path).err == ""
    assert "<h1>Short</h1>" in page(tmp_path, "a")
    assert '<h1 class="long">Long Long' in page(tmp_path, "b")
