"""The contents of a long essay: in the margin of wide screens, folded on others."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.site import build, essay, write_site
from support.site_server import served

SECTIONS = [f"Section {number}" for number in range(1, 9)]
PROSE = "\n\n".join(["Word " * 90] * 4)
CURRENT = """() => [...document.querySelectorAll(".contents a")].filter(
  (link) => getComputedStyle(link).textDecorationLine === "underline").map((link) => link.text)"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    body = "\n\n".join(f"## {name}\n\n{PROSE}" for name in SECTIONS)
    root = write_site(
        tmp_path_factory.mktemp("site"), f"-- essays/long.md --\n{essay('Long', body)}"
    )
    assert build(root).code == 0
    with served(root / "public") as opened:
        yield f"{opened}/long/"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def opened(browser: Browser, address: str, wide: int, *, script: bool) -> Page:
    context = browser.new_context(
        viewport={"width": wide, "height": 800}, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("wide", [1200, 1440, 1920])
def test_contents_are_open_in_the_margin_of_a_wide_screen(
    browser: Browser, address: str, wide: int
) -> None:
    page = opened(browser, address, wide, script=True)
    links = page.locator(".contents a")
    expect(links).to_have_text(SECTIONS)
    for link in links.all():
        expect(link).to_be_in_viewport()
    margin, text = page.locator(".contents").bounding_box(), page.locator(".text").bounding_box()
    assert margin
    assert text
    assert margin["x"] >= 0
    assert margin["x"] + margin["width"] < text["x"]
    expect(page.locator(".back")).to_be_hidden()
    page.context.close()


def test_contents_stay_in_view_and_mark_the_section_that_is_read(
    browser: Browser, address: str
) -> None:
    page = opened(browser, address, 1440, script=True)
    for at in (2, 5, 7):
        page.evaluate("at => document.querySelectorAll('h2')[at].scrollIntoView()", at)
        page.mouse.wheel(0, 200)
        page.wait_for_function(f"({CURRENT})().join() === '{SECTIONS[at]}'")
        for link in page.locator(".contents a").all():
            expect(link).to_be_in_viewport()
    page.context.close()


def test_a_folded_list_is_opened_followed_and_come_back_to(
    browser: Browser, address: str, script: bool
) -> None:
    page = opened(browser, address, 390, script=script)
    first = page.locator(".contents a").first
    expect(first).to_be_hidden()
    page.click(".contents summary")
    page.get_by_role("link", name="Section 5").click()
    expect(page.get_by_role("heading", name="Section 5")).to_be_in_viewport()
    page.click(".back a")
    expect(page.locator(".contents summary")).to_be_in_viewport()
    page.context.close()


def test_keyboard_reaches_the_contents_of_a_wide_screen(browser: Browser, address: str) -> None:
    page = opened(browser, address, 1440, script=False)
    page.locator(".contents a").nth(3).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Section 4")).to_be_in_viewport()
    page.context.close()


def test_many_sections_leave_the_deeper_ones_out_so_that_the_mark_stays_in_view(
    browser: Browser, tmp_path: Path
) -> None:
    parts = (f"## Part {n}\n\n### One {n}\n\n{PROSE}\n\n### Two {n}\n\n{PROSE}" for n in range(12))
    write_site(tmp_path, f"-- essays/long.md --\n{essay('Long', chr(10).join(parts))}")
    assert build(tmp_path).code == 0
    with served(tmp_path / "public") as base:
        page = opened(browser, f"{base}/long/", 1440, script=False)
        page.get_by_role("heading", name="Two 10").scroll_into_view_if_needed()
        page.mouse.move(700, 400)
        page.mouse.wheel(0, 400)
        mark = page.locator(".contents a").filter(has_text="Part 10")
        expect(mark).to_have_css("text-decoration-line", "underline")
        expect(mark).to_be_in_viewport()
        page.context.close()
