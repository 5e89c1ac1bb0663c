"""The panel over a page of the preview, and the desk."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from sitegen.serve.desk.desk import desk_page
from sitegen.serve.desk.find import Finder
from support.desk_site import desk_data
from support.fake_preview import FakePreview
from support.preview_pages import essay, opened, problem

# ------------------------------------------------------------------ problems


def test_the_dialog_lists_all_errors_and_closes_when_they_are_fixed(
    context: BrowserContext, server: FakePreview
) -> None:
    page = opened(context, server)
    page.focus("#name")
    server.complain(problem("essays/a.md"), problem("essays/b.md", line=7))
    dialog = page.get_by_role("dialog", name="2 errors")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    expect(dialog.get_by_role("heading")).to_be_focused()
    first = dialog.get_by_role("listitem").first
    expect(first).to_contain_text("error E203 unknown key 'temes'")
    expect(first).to_contain_text("temes: <b>passion</b>")
    expect(first).to_contain_text("did you mean 'themes'?")
    link = first.get_by_role("link", name="essays/a.md:4:1")
    assert link.get_attribute("href") == "vscode://file/site/essays/a.md:4:1"
    server.complain(problem("essays/b.md", line=8))
    expect(page.get_by_role("dialog", name="1 error")).to_contain_text("essays/b.md:8:1")
    server.change("/a/")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "name"


def test_a_closed_dialog_opens_again_only_for_a_new_error(
    context: BrowserContext, server: FakePreview
) -> None:
    page = opened(context, server)
    server.complain(problem("essays/a.md"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    server.complain(problem("essays/a.md", line=5))
    badge = page.get_by_role("button", name="1 error")
    expect(badge).to_be_visible()
    expect(dialog).to_be_hidden()
    badge.click()
    expect(dialog).to_contain_text("essays/a.md:5:1")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    server.complain(problem("essays/a.md"), problem("essays/c.md"))
    expect(dialog).to_be_visible()


def test_warnings_wait_behind_a_badge(context: BrowserContext, server: FakePreview) -> None:
    page = opened(context, server)
    server.change(problems=[problem("essays/a.md", "N110"), problem("essays/b.md", "W510")])
    badge = page.get_by_role("button", name="1 warning and 1 note")
    expect(badge).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    badge.click()
    expect(page.get_by_role("dialog", name="1 warning and 1 note")).to_be_visible()
    items = page.get_by_role("dialog").get_by_role("listitem")
    expect(items.first).to_contain_text("warning W510")
    server.change()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(badge).to_have_count(0)


def test_the_site_and_the_panel_do_not_touch_each_other(
    context: BrowserContext, server: FakePreview
) -> None:
    hostile = "* { display: none !important; color: red !important }"
    server.page("/a/", essay(css=hostile + " :is(html, body) { display: block !important }"))
    page = opened(context, server)
    server.complain(problem("essays/a.md"))
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator("dialog h2")).not_to_have_css("color", "rgb(255, 0, 0)")


def test_nothing_of_the_preview_is_printed(context: BrowserContext, server: FakePreview) -> None:
    server.held["/a/"] = "it is a draft"
    page = opened(context, server)
    badge = page.get_by_text("Held back: it is a draft")
    expect(badge).to_be_visible()
    page.emulate_media(media="print")
    expect(badge).to_be_hidden()


def test_a_draft_has_a_badge_until_it_is_none(context: BrowserContext, server: FakePreview) -> None:
    server.held["/a/"] = "it appears on 2026-12-01"
    page = opened(context, server)
    badge = page.get_by_text("Held back: it appears on 2026-12-01")
    expect(badge).to_be_visible()
    server.held.clear()
    server.change("/a/")
    expect(badge).to_have_count(0)


def test_a_server_that_does_not_answer_is_reported_until_it_does(
    context: BrowserContext, server: FakePreview
) -> None:
    page = opened(context, server)
    server.silent = True
    server.hang_up()
    notice = page.get_by_text("The preview server does not answer")
    expect(notice).to_be_visible()
    server.silent = False
    expect(notice).to_have_count(0)


# ------------------------------------------------------------------ many tabs

WITHOUT_WORKERS = "delete window.SharedWorker"


@pytest.mark.parametrize("script", ["", WITHOUT_WORKERS])
def test_ten_tabs_share_one_stream_and_all_follow(
    context: BrowserContext, server: FakePreview, script: str
) -> None:
    context.add_init_script(script)
    pages = [opened(context, server) for _ in range(10)]
    assert len(server.streams) == 1
    server.page("/a/", essay({3: "Rewritten for all."}))
    server.change("/a/", problems=[problem("essays/a.md", "W101")])
    for page in pages:
        expect(page.locator("#p-3")).to_have_text("Rewritten for all.")
        expect(page.get_by_role("button", name="1 warning")).to_be_visible()


def test_the_stream_outlives_the_tab_that_opened_it(
    context: BrowserContext, server: FakePreview
) -> None:
    context.add_init_script(WITHOUT_WORKERS)
    first, second = opened(context, server), opened(context, server, "/b/")
    first.close()
    server.page("/b/", essay({3: "Rewritten."}))
    server.change("/b/")
    expect(second.locator("#p-3")).to_have_text("Rewritten.")


def test_a_browser_without_locks_has_a_stream_of_its_own(
    context: BrowserContext, server: FakePreview
) -> None:
    context.add_init_script(WITHOUT_WORKERS + "; delete Navigator.prototype.locks")
    page = opened(context, server)
    server.page("/a/", essay({3: "Rewritten."}))
    server.change("/a/")
    expect(page.locator("#p-3")).to_have_text("Rewritten.")


# ------------------------------------------------------------------ the desk


@pytest.fixture
def desk(tmp_path: Path, server: FakePreview) -> FakePreview:
    finder = Finder()
    html = desk_page(desk_data(tmp_path, finder), "").decode()
    finder.close()
    server.page("/__sitegen/", html)
    return server


def test_the_desk_works_without_script(browser: Browser, desk: FakePreview) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.origin + "/__sitegen/")
    expect(page.get_by_role("row")).to_have_count(9)
    page.get_by_label("Find in all texts").fill("passion & more")
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(desk.origin + "/__sitegen/?q=passion+%26+more")
    context.close()


def test_the_desk_follows_every_save_and_keeps_what_is_typed(
    context: BrowserContext, desk: FakePreview
) -> None:
    page = opened(context, desk, "/__sitegen/")
    page.get_by_label("Find in all texts").fill("half a wo")
    html, _ = desk.files["/__sitegen/"]
    desk.page("/__sitegen/", html.replace("Not yet", "Nearly"))
    desk.change("/a/", edited="/a/")
    expect(page.get_by_role("cell", name="Nearly")).to_be_visible()
    expect(page.get_by_label("Find in all texts")).to_have_value("half a wo")
    expect(page.get_by_role("link", name="/a/")).to_be_visible()


# ------------------------------------------------------------------ for everybody


def hindrances(page: Page) -> str:
    """Return what axe finds wrong with a page; "" when nothing is."""
    results = Axe().run(page)
    return str(results.generate_report()) if results.violations_count else ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_preview_is_accessible_to_everybody(
    browser: Browser, desk: FakePreview, scheme: Literal["light", "dark"], width: int
) -> None:
    size: ViewportSize = {"width": width, "height": 800}
    context = browser.new_context(color_scheme=scheme, viewport=size)
    desk.held["/a/"] = "it is a draft"
    page = opened(context, desk)
    warning = {**problem("essays/b.md", "W510"), "excerpt": "   20 | " + "wide " * 30 + "\n   | ^"}
    desk.change("/b/", edited="/b/", problems=[warning])
    expect(page.get_by_role("button", name="1 warning")).to_be_visible()
    assert hindrances(page) == ""
    desk.complain(problem("essays/a.md"), warning)
    expect(page.get_by_role("dialog")).to_be_visible()
    assert hindrances(page) == ""
    desk.complain()
    page.goto(desk.origin + "/__sitegen/")
    assert hindrances(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
