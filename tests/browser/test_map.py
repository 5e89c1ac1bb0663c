"""The map of essays and themes, and the index."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.site import build, essay, write_site
from support.site_server import served

NAMES = ("Quiet Harbours", "WWW and Mammon", "The Unfinished Correspondence of Two Librarians")
THEMES = ("listening", "tools and people", "Donaudampfschifffahrtsgesellschaft")
FITS = """() => [...document.querySelectorAll(".map a")].filter(link => {
  const box = link.querySelector("rect").getBBox();
  return [...link.querySelectorAll("text")].some(text => text.getBBox().width > box.width);
}).map(link => link.textContent)"""
LETTERING = """() => {
  const map = document.querySelector(".map svg");
  return 16 * map.getBoundingClientRect().width / map.viewBox.baseVal.width;
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def site(essays: int) -> str:
    def tags(number: int) -> str:
        return f"[{THEMES[number % 3]}, {THEMES[number // 3 % 3]}, theme {number % 7}]"

    texts = (
        essay(f"{NAMES[n % 3]} {n}", f'A [word]{{index="Word {n}!below"}}.', tags=tags(n))
        for n in range(essays)
    )
    return "".join(f"-- essays/e{n}.md --\n{each}" for n, each in enumerate(texts))


@pytest.fixture(scope="module", params=[9, 60])
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    root = write_site(tmp_path_factory.mktemp("site"), site(request.param))
    assert build(root).code == 0
    with served(root / "public") as opened:
        yield opened


@pytest.fixture(params=[390, 768, 1440])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    yield page
    page.close()


@pytest.mark.parametrize("path", ["/themes/", "/themes/listening/"])
def test_lettering_fits_its_boxes_and_is_large_enough(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert page.evaluate(FITS) == []
    assert page.evaluate(LETTERING) >= 12


@pytest.mark.parametrize("path", ["/themes/", "/themes/listening/", "/index/"])
def test_no_page_is_wider_than_the_screen(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert page.evaluate(OVERFLOW) <= 0


def test_a_name_on_the_map_is_reached_and_followed_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/themes/")
    link = page.locator(".map a.theme").first
    target = link.get_attribute("href") or ""
    page.locator(".map a").first.focus()
    while not link.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    expect(link.locator("rect")).not_to_have_css("stroke", "none")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + target)


def test_a_place_of_the_index_leads_to_its_paragraph(page: Page, address: str) -> None:
    page.goto(f"{address}/index/")
    page.get_by_role("link", name="Quiet Harbours 0 ¶ 1").click()
    expect(page.locator(":target")).to_have_text("A word.")
