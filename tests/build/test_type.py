"""The face of pages: which fonts are published, and which page asks for them."""

from pathlib import Path

import pytest

from support.site import build, essay, page, tree, write_site


def _site(root: Path, settings: str) -> Path:
    base = "title: T\nbase_url: https://trial.example/\n"
    return write_site(root, f"-- site.yaml --\n{base}{settings}\n-- essays/a.md --\n{essay('A')}")


@pytest.mark.parametrize("face", ["book", "modern"])
def test_only_the_fonts_of_the_chosen_type_are_published(face: str, tmp_path: Path) -> None:
    root = _site(tmp_path, f"type: {face}")
    assert build(root).code == 0
    fonts = {path for path in tree(root / "public") if path.startswith("fonts/")}
    names = ("OFL.txt", "italic-more.woff2", "italic.woff2", "normal-more.woff2", "normal.woff2")
    assert fonts == {f"fonts/{face}/{name}" for name in names}
    html = page(root, "a/index.html")
    assert html.count('<link rel="preload"') == 2
    assert html.count("font-display:optional") == 4


def test_type_system_asks_for_no_font(tmp_path: Path) -> None:
    root = _site(tmp_path, "type: system")
    assert build(root).code == 0
    assert not [path for path in tree(root / "public") if path.startswith("fonts/")]
    assert "@font-face" not in page(root, "a/index.html")


@pytest.mark.parametrize("face", ["book", "modern"])
def test_fonts_of_a_latin_page_are_small(face: str) -> None:
    folder = Path(__file__).parents[2] / "static/fonts" / face
    sizes = [(folder / f"{style}.woff2").stat().st_size for style in ("normal", "italic")]
    assert sum(sizes) <= 60 * 1024
