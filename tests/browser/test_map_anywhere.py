"""The map on narrow screens and in forced colours."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.site import build, essay, write_site
from support.site_server import served

SHADES = "plot => getComputedStyle(plot).backgroundAttachment"
HIDDEN = "plot => plot.scrollWidth - plot.clientWidth"
COLOURS = """map => {
  const probe = document.createElement("p");
  const shown = (value) => {
    probe.style.color = value;
    document.body.append(probe);
    return getComputedStyle(probe).color;
  };
  const of = (one, property) => getComputedStyle(map.querySelector(one))[property];
  return [
    [of(".essay text", "fill"), shown("LinkText")],
    [of(".theme text", "fill"), shown("LinkText")],
    [of("path", "stroke"), shown("CanvasText")],
  ];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    tags = ("[Listening, Tools and people]", "[Listening, Rules and freedom]")
    texts = "".join(
        f"-- essays/e{n}.md --\n{essay(f'A Heartbeat from Unfollow {n}', tags=tags[n % 2])}"
        for n in range(6)
    )
    root = write_site(tmp_path_factory.mktemp("site"), texts)
    assert build(root).code == 0
    with served(root / "public") as opened:
        yield opened


def plot(page: Page, address: str, wide: int) -> Locator:
    page.set_viewport_size({"width": wide, "height": 700})
    page.goto(f"{address}/themes/")
    return page.locator(".map .plot")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(is_mobile=True)  # scroll bars take no room
    yield page
    page.close()


@pytest.mark.parametrize("wide", [390, 820, 1440])
def test_a_window_of_390_pixels_and_more_shows_the_whole_map(
    page: Page, address: str, wide: int
) -> None:
    assert plot(page, address, wide).evaluate(HIDDEN) == 0


def test_what_is_outside_a_narrow_window_has_a_shadow_and_is_scrolled_to_by_keyboard(
    page: Page, address: str
) -> None:
    found = plot(page, address, 320)
    assert found.evaluate(HIDDEN) > 20
    assert found.evaluate(SHADES) == "local, local, scroll, scroll"
    expect(page.get_by_role("group", name="Map of essays and themes")).to_have_attribute(
        "tabindex", "0"
    )
    found.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.map .plot').scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_reach_names_and_lines(browser: Browser, address: str, scheme: str) -> None:
    dark = scheme == "dark"
    page = browser.new_page(forced_colors="active", color_scheme="dark" if dark else "light")
    found = plot(page, address, 320)
    for shown, wanted in found.evaluate(COLOURS):
        assert shown == wanted
    expect(found).to_have_css("background-image", "none")
    expect(found).to_have_css("border-inline-end-style", "solid")
    page.close()
