"""The ¶ beside a paragraph, which copies its address."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support.site import build, essay, write_site
from support.site_server import served

BODY = """First of all, a paragraph.

A second one[^1] with *emphasis*
over two lines.

## A heading

{theme=Listening}
A third one that is quoted.

[^1]: A note.
"""
SITE = f"-- essays/a.md --\n{essay('On Things', BODY, tags='[Listening]')}"
SOURCE = "The Editors, “On Things”, Trial, 2 January 2020. https://trial.example/a/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = write_site(tmp_path_factory.mktemp("site"), SITE)
    assert build(root).code == 0
    with served(root / "public") as opened:
        yield opened


@pytest.fixture(scope="module")
def clipboard(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(clipboard: BrowserContext, address: str) -> Iterator[Page]:
    page = clipboard.new_page()
    page.goto(f"{address}/a/")
    yield page
    page.close()


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_first_click_copies_the_link_and_the_second_the_quotation(page: Page) -> None:
    page.get_by_text("over two lines").hover()
    sign, said = page.locator(".pilcrow a"), page.locator(".pilcrow [role=status]")
    sign.click()
    expect(said).to_have_text("link copied")
    assert copied(page) == f"{page.url}#p-a-second-one-with"
    sign.click()
    expect(said).to_have_text("quotation copied")
    words = "A second one with emphasis over two lines."
    assert copied(page) == f"{words}\n\n{SOURCE}#p-a-second-one-with"


def test_pilcrow_is_one_stop_of_the_tab_key_and_moves_with_the_arrows(page: Page) -> None:
    sign = page.get_by_role("link", name="Copy the link to this paragraph")
    assert sign.count() == 1
    page.locator("#main").focus()
    while not sign.evaluate("each => each === document.activeElement"):
        page.keyboard.press("Tab")
    for key in ("ArrowUp", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    expect(sign).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".pilcrow [role=status]")).to_have_text("link copied")
    assert copied(page) == f"{page.url}#a-heading"
    page.keyboard.press("Tab")
    expect(sign).not_to_be_focused()


def test_pilcrow_is_seen_beside_the_paragraph_under_the_pointer_alone(page: Page) -> None:
    box = page.locator(".pilcrow")
    expect(box).to_have_css("opacity", "0")
    page.get_by_text("A third one").hover()
    expect(box).to_have_css("opacity", "1")
    assert page.locator("#p-a-third-one-that .pilcrow").count() == 1
    page.get_by_text("A note.").hover()
    expect(box).to_have_css("opacity", "0")


@pytest.mark.parametrize("fragment", ["%E0%A4%A", "gone", "p-a-third-one-that"])
def test_pilcrow_is_at_the_paragraph_of_the_address(
    page: Page, address: str, fragment: str
) -> None:
    page.goto(f"{address}/a/?anew#{fragment}")
    spot = fragment if fragment.startswith("p-") else "p-first-of-all-a"
    expect(page.locator(f"#{spot} .pilcrow")).to_have_count(1)


def test_anthology_shows_the_words_around_a_passage_on_demand(page: Page, address: str) -> None:
    page.goto(f"{address}/themes/listening/")
    page.get_by_role("link", name="All passages").click()
    expect(page.get_by_role("heading")).to_have_text("All passages on Listening")
    around = page.locator("details")
    expect(around).to_have_count(0)  # the paragraph is alone below its heading
    page.get_by_role("link", name="On Things").click()
    assert page.url == f"{address}/a/#p-a-third-one-that"
