"""Pages of languages that are written from right to left."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.site import build, essay, write_site
from support.site_server import served

SITE = f"""\
-- site.yaml --
title: A
base_url: https://example.org/
language: ar
-- essays/sea.md --
{essay("البحر", "كلمات عن البحر.[^1]", tags="[sea]")}

[^1]: ملاحظة.
"""

BEYOND = "(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)(document.documentElement)"


@pytest.mark.parametrize("width", [360, 1600])
def test_a_page_is_no_wider_than_the_window(browser: Browser, tmp_path: Path, width: int) -> None:
    root = write_site(tmp_path, SITE)
    assert build(root).code == 0
    page = browser.new_page(viewport={"width": width, "height": 700})
    with served(root / "public") as url:
        for path in ("sea/", "", "essays/", "themes/sea/"):
            page.goto(f"{url}/{path}")
            assert page.evaluate("document.dir") == "rtl"
            assert page.evaluate(BEYOND) <= 0, path
    page.close()


def test_notes_are_on_the_left_of_the_text(browser: Browser, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    assert build(root).code == 0
    page = browser.new_page(viewport={"width": 1600, "height": 700})
    with served(root / "public") as url:
        page.goto(f"{url}/sea/")
        note, text = (page.locator(css).bounding_box() for css in (".notes li", ".text p"))
    page.close()
    assert note
    assert text
    assert note["x"] + note["width"] < text["x"]
