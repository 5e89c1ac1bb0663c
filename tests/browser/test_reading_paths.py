"""Reading paths, with script and without."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support.site import build, essay, write_site
from support.site_server import served

LONG = "\n\n".join(f"Paragraph {number} goes on. {'Word ' * 60}" for number in range(30))
STEPS = "\n  - {essay: one, note: Start here.}\n  - {essay: two, note: Then doubt.}\n  - three"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Publish a site below /below/ and serve it on loopback."""
    root = tmp_path_factory.mktemp("site")
    texts = {
        "site.yaml": "title: Trial\nbase_url: https://trial.example/below/\noutput: served/below\n",
        "essays/one.md": essay("One", LONG),
        "essays/two.md": essay("Two", LONG),
        "essays/three.md": essay("Three", LONG),
        "essays/_paths/begin.md": essay("Begin", "Come along.", steps=STEPS),
        "essays/_paths/back.md": essay("Back", "Or back.", steps="[three, two]"),
    }
    write_site(root, "".join(f"-- {path} --\n{text}" for path, text in texts.items()))
    assert build(root).code == 0
    with served(root / "served") as opened:
        yield f"{opened}/below"


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def address(page: Page) -> str:
    """Give the path and the query of the page that is shown."""
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def test_without_script_before_and_next_lead_through_the_path_and_back(
    browser: Browser, base: str
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{base}/")
    page.click("a >> text=Begin")
    page.click(".way >> text=One")
    assert address(page) == "/below/one/?path=begin"
    page.click("nav[data-path=begin] >> text=Two")
    page.click("nav[data-path=begin] >> text=Three")
    assert address(page) == "/below/three/?path=begin"
    page.click("nav[data-path=begin] >> text=Begin")
    assert page.url == f"{base}/paths/begin/#step--3"
    expect(page.locator("[id='step--3'] >> text=Three")).to_be_in_viewport()


def test_with_script_the_path_is_at_the_top_and_first_at_the_end(
    reader: BrowserContext, base: str
) -> None:
    page = reader.new_page()
    page.goto(f"{base}/two/?path=begin")
    top = page.locator(".opening .way-on")
    expect(top).to_contain_text("In the path Begin, 2 of 3")
    assert page.locator("main > article + nav").get_attribute("data-path") == "begin"
    expect(page.locator("nav[data-path=back]")).to_be_visible()
    top.locator("text=Three").click()
    assert address(page) == "/below/three/?path=begin"
    expect(page.locator(".opening .way-on")).to_contain_text("3 of 3")


def test_what_leads_on_is_shown_to_those_who_came_by_the_path(
    reader: BrowserContext, base: str
) -> None:
    page = reader.new_page()
    page.goto(f"{base}/one/?path=begin")
    expect(page.locator("text=Then doubt.")).to_be_visible()
    page.goto(f"{base}/one/")
    expect(page.locator("text=Then doubt.")).to_be_hidden()
    assert page.locator(".opening .way-on").count() == 0


@pytest.mark.parametrize("name", ["", "other", "begin%22%5D", "%E0%A4%A"])
def test_any_other_name_of_a_path_leaves_the_essay_as_it_is(
    reader: BrowserContext, base: str, name: str
) -> None:
    page = reader.new_page()
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.extend([error]))
    page.goto(f"{base}/one/?path={name}")
    assert page.locator(".current").count() == 0
    assert errors == []


def test_progress_is_kept_by_the_browser_alone_and_says_where_to_continue(
    reader: BrowserContext, base: str
) -> None:
    page = reader.new_page()
    page.goto(f"{base}/paths/begin/")
    assert page.locator("text=Continue with").count() == 0
    page.click(".way >> text=One")
    assert page.evaluate("Object.keys(localStorage)") == []
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    page.locator("nav.current").scroll_into_view_if_needed()
    page.wait_for_function("localStorage.length")
    assert page.evaluate("Object.keys(localStorage)") == ["read:/below/one/"]
    assert set(asked) <= {"GET"}
    page.goto(f"{base}/paths/begin/")
    expect(page.locator(".way li").nth(0)).to_contain_text("· read")
    expect(page.locator(".way li").nth(1)).not_to_contain_text("· read")
    page.click("p:has-text('Continue with') a")
    assert address(page) == "/below/two/?path=begin"
    assert reader.cookies() == []


def test_essay_that_is_read_without_a_path_leaves_no_trace(
    reader: BrowserContext, base: str
) -> None:
    page = reader.new_page()
    page.goto(f"{base}/one/")
    page.locator("footer").scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    assert page.evaluate("localStorage.length") == 0


def test_keyboard_alone_leads_on(reader: BrowserContext, base: str) -> None:
    page = reader.new_page()
    page.goto(f"{base}/one/?path=begin")
    page.focus(".opening .way-on a[rel=next]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/two/?path=begin")


def test_print_begins_each_essay_on_a_new_sheet(reader: BrowserContext, base: str) -> None:
    page = reader.new_page()
    page.goto(f"{base}/paths/begin/print/")
    page.emulate_media(media="print")
    breaks = "nodes => nodes.map(node => getComputedStyle(node).breakBefore)"
    assert page.locator(".printed").evaluate_all(breaks) == ["page"] * 3
