"""What the preview shows in a page, seen in a real browser."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from desks import DESK_VERSION, desk_data
from sitegen.serve.client import client_tag
from sitegen.serve.desk import desk_page
from sitegen.serve.find import Finder
from stand_in import StandIn, running

CHROMIUM = "/usr/bin/chromium"
PARAGRAPHS = 60
RECORD_FLASHES = """
window.flashes = [];
const animate = Element.prototype.animate;
Element.prototype.animate = function (frames, timing) {
  if (timing.id === "sitegen-edited") window.flashes.push(`${this.id} ${timing.easing}`);
  return animate.call(this, frames, timing);
};
"""


def essay(
    words: Mapping[int, str] | None = None,
    *,
    title: str = "An essay",
    css: str = "",
    before: str = "",
) -> str:
    """Make a page with a style sheet, a folded part, a field and many paragraphs."""
    changed = words or {}
    text = "\n".join(
        f'<p id="p-{n}">{changed.get(n, f"Paragraph {n} as it was first written.")}</p>'
        for n in range(PARAGRAPHS)
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>p {{ margin: 1rem 0; line-height: 1.6 }} {css}</style>
<link rel="stylesheet" href="/site.css">
</head><body><main><h1>{title}</h1>
<details id="more"><summary>More</summary><p>Unfolded.</p></details>
<form><label>Name <input id="name"></label> <textarea id="note" aria-label="Note"></textarea>
<input type="checkbox" id="tick" aria-label="Tick">
<select id="pick" aria-label="Pick"><option>one</option><option>two</option></select></form>
{before}{text}
</main>{{client}}</body></html>"""


def problem(path: str, code: str = "E203", line: int = 4) -> Mapping[str, object]:
    severity = {"E": "error", "W": "warning", "N": "note"}[code[0]]
    return {
        "code": code,
        "severity": severity,
        "message": "unknown key 'temes'",
        "hint": "did you mean 'themes'?",
        "path": path,
        "line": line,
        "column": 1,
        "excerpt": f"{line:>5} | temes: <b>passion</b>\n      | ^",
        "editor": f"vscode://file/site/{path}:{line}:1",
    }


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    context.add_init_script(RECORD_FLASHES)
    yield context
    context.close()


@pytest.fixture
def server() -> Iterator[StandIn]:
    with running({"/site.css": ("h1 { color: rgb(1, 2, 3) }", "text/css")}) as stand_in:
        stand_in.page("/a/", essay())
        stand_in.page("/b/", essay(title="Another essay"))
        yield stand_in


def opened(context: BrowserContext, server: StandIn, path: str = "/a/") -> Page:
    """Open a page and wait until it listens."""
    page = context.new_page()
    page.goto(server.origin + path)
    page.wait_for_function("document.querySelector('sitegen-preview')?.hidden === false")
    wait_for_stream(page, server)
    return page


def wait_for_stream(page: Page, server: StandIn) -> None:
    for _ in range(200):
        if server.streams:
            return
        page.wait_for_timeout(25)
    raise AssertionError("nobody listens")


def flashes(page: Page) -> list[str]:
    """Name the elements that were marked as edited on this page, with the way they fade."""
    found = page.evaluate("window.flashes")
    assert isinstance(found, list)
    return found


# ------------------------------------------------------------------ a page that changes


def test_a_save_changes_the_words_and_leaves_what_the_reader_did(
    context: BrowserContext, server: StandIn
) -> None:
    page = opened(context, server)
    page.evaluate("window.same = true; document.getElementById('more').open = true")
    page.fill("#note", "a remark")
    page.check("#tick")
    page.select_option("#pick", "two")
    page.fill("#name", "half a na")
    page.evaluate("document.getElementById('name').setSelectionRange(2, 4)")
    page.evaluate("scrollTo({top: 1500, behavior: 'instant'})")
    server.page("/a/", essay({3: "Rewritten."}, title="A new title"))
    server.change("/a/")
    expect(page.locator("#p-3")).to_have_text("Rewritten.")
    expect(page).to_have_title("A new title")
    assert page.evaluate("window.same")
    assert page.evaluate("scrollY") == pytest.approx(1500, abs=60)
    assert page.evaluate("document.getElementById('more').open")
    assert page.input_value("#name") == "half a na"
    assert page.input_value("#note") == "a remark"
    assert page.input_value("#pick") == "two"
    assert page.is_checked("#tick")
    assert page.evaluate("document.activeElement.id") == "name"
    assert page.evaluate("document.activeElement.selectionStart") == 2


def test_the_line_that_is_being_read_stays_where_it_is_when_the_text_above_grows(
    context: BrowserContext, server: StandIn
) -> None:
    page = opened(context, server)
    page.evaluate("document.getElementById('p-30').scrollIntoView({behavior: 'instant'})")
    place = "document.getElementById('p-30').getBoundingClientRect().top"
    before = page.evaluate(place)
    server.page("/a/", essay({2: "Much longer. " * 200}, before="<p>New.</p>" * 5))
    server.change("/a/")
    expect(page.locator("#p-2")).to_contain_text("Much longer.")
    page.wait_for_timeout(100)
    assert page.evaluate(place) == pytest.approx(before, abs=1)


def test_a_page_that_did_not_change_is_not_asked_for(
    context: BrowserContext, server: StandIn
) -> None:
    page = opened(context, server)
    server.page("/a/", essay({3: "Rewritten."}))
    server.change("/b/")
    server.change("/b/", problems=[problem("essays/a.md", "W101")])
    expect(page.get_by_role("button", name="1 warning")).to_be_visible()
    expect(page.locator("#p-3")).to_have_text("Paragraph 3 as it was first written.")


def test_an_address_is_the_same_however_it_is_encoded(
    context: BrowserContext, server: StandIn
) -> None:
    server.page("/%C3%A4/", essay())
    page = opened(context, server, "/ä/")
    server.page("/%C3%A4/", essay({3: "Rewritten."}))
    server.change("/%c3%a4/")
    expect(page.locator("#p-3")).to_have_text("Rewritten.")


def test_what_was_missed_is_caught_up_with(context: BrowserContext, server: StandIn) -> None:
    page = opened(context, server)
    server.page("/a/", essay({3: "Rewritten while nobody listened."}))
    server.version += 1
    server.hang_up()
    expect(page.locator("#p-3")).to_have_text("Rewritten while nobody listened.")


def test_a_change_of_a_script_loads_the_page_anew(context: BrowserContext, server: StandIn) -> None:
    page = opened(context, server)
    page.evaluate("window.same = true")
    server.page("/a/", essay(before="<script>window.fresh = true</script>"))
    server.change("/a/")
    page.wait_for_function("window.fresh && !window.same")


def test_a_page_that_is_gone_says_so_and_stays(context: BrowserContext, server: StandIn) -> None:
    page = opened(context, server)
    del server.files["/a/"]
    server.change("/a/")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Nothing stands at /a/ any more")
    expect(page.locator("#p-3")).to_have_text("Paragraph 3 as it was first written.")
    server.page("/a/", essay())
    server.change("/a/")
    expect(dialog).to_be_hidden()


def test_a_page_that_is_written_at_last_takes_the_place_of_the_error(
    context: BrowserContext, server: StandIn
) -> None:
    page = opened(context, server, "/new/")
    server.change("/b/")
    expect(page.locator("main")).to_have_text("Nothing here.")
    expect(page.get_by_role("dialog")).to_be_hidden()
    server.page("/new/", essay(title="Written at last"))
    server.change("/b/")
    expect(page.locator("h1")).to_have_text("Written at last")


# ------------------------------------------------------------------ style sheets


def test_a_style_sheet_is_swapped_without_loading_the_page(
    context: BrowserContext, server: StandIn
) -> None:
    page = opened(context, server)
    page.evaluate("window.same = true")
    for number in range(3):
        colour = f"rgb({number}, 200, 0)"
        server.files["/site.css"] = (f"h1 {{ color: {colour} }}", "text/css")
        server.change(css=True)
        expect(page.locator("h1")).to_have_css("color", colour)
        expect(page.locator("head link")).to_have_count(1)
    assert page.evaluate("window.same")


def test_a_style_sheet_under_a_new_address_takes_the_old_ones_place(
    context: BrowserContext, server: StandIn
) -> None:
    page = opened(context, server)
    server.files["/site.css"] = ("h1 { color: rgb(0, 9, 0) }", "text/css")
    server.page("/a/", essay().replace("/site.css", "/site.css?v=2"))
    server.change("/a/", css=True)
    expect(page.locator("h1")).to_have_css("color", "rgb(0, 9, 0)")
    expect(page.locator("head link")).to_have_count(1)


def test_an_inlined_style_sheet_is_patched_in_its_place(
    context: BrowserContext, server: StandIn
) -> None:
    page = opened(context, server)
    server.page("/a/", essay(css="h1 { color: red } main { color: rgb(9, 9, 9) }"))
    server.change("/a/", css=True)
    expect(page.locator("main")).to_have_css("color", "rgb(9, 9, 9)")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")  # the linked sheet comes later


# ------------------------------------------------------------------ what was edited


def test_the_edited_paragraph_comes_into_view_and_flashes_once(
    context: BrowserContext, server: StandIn
) -> None:
    page = opened(context, server)
    server.page("/a/", essay({50: "Rewritten far below."}))
    server.change("/a/", edited="/a/")
    expect(page.locator("#p-50")).to_be_in_viewport()
    assert flashes(page) == ["p-50 ease-in"]
    page.wait_for_function("document.getAnimations().length === 0")
    assert page.get_attribute("#p-50", "style") is None


def test_ids_that_the_server_names_go_before_the_first_difference(
    context: BrowserContext, server: StandIn
) -> None:
    page = opened(context, server)
    server.page("/a/", essay({1: "A date elsewhere.", 55: "Rewritten."}))
    server.change("/a/", edited="/a/", ids=["not-here", "p-55"])
    expect(page.locator("#p-55")).to_be_in_viewport()
    assert flashes(page) == ["p-55 ease-in"]


def test_a_paragraph_in_view_flashes_where_it_is(context: BrowserContext, server: StandIn) -> None:
    page = opened(context, server)
    server.page("/a/", essay({4: "Rewritten in <em>view</em>."}))
    server.change("/a/", edited="/a/")
    expect(page.locator("#p-4")).to_have_text("Rewritten in view.")
    assert flashes(page) == ["p-4 ease-in"]
    assert page.evaluate("scrollY") == 0


def test_no_movement_where_the_reader_wants_none(browser: Browser, server: StandIn) -> None:
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(RECORD_FLASHES)
    page = opened(context, server)
    server.page("/a/", essay({50: "Rewritten far below."}))
    server.change("/a/", edited="/a/")
    expect(page.locator("#p-50")).to_be_in_viewport()
    assert flashes(page) == ["p-50 step-end"]
    context.close()


def test_a_change_that_comes_from_another_essay_moves_nothing(
    context: BrowserContext, server: StandIn
) -> None:
    page = opened(context, server)
    server.page("/a/", essay({50: "A title of another essay."}))
    server.change("/a/", "/b/", edited="/b/")
    expect(page.locator("#p-50")).to_have_text("A title of another essay.")
    assert flashes(page) == []
    assert page.evaluate("scrollY") == 0


def test_a_toast_offers_the_way_to_another_essay(context: BrowserContext, server: StandIn) -> None:
    page = opened(context, server)
    server.change("/b/", edited="/b/", ids=["p-40"])
    page.get_by_role("link", name="/b/").click()
    expect(page).to_have_url(server.origin + "/b/")
    expect(page.locator("#p-40")).to_be_in_viewport()
    assert flashes(page) == ["p-40 ease-in"]


def test_a_toast_goes_when_it_is_dismissed(context: BrowserContext, server: StandIn) -> None:
    page = opened(context, server)
    server.change("/b/", edited="/b/")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("link", name="/b/")).to_have_count(0)


def test_the_page_follows_by_itself_where_that_is_wanted(
    context: BrowserContext, server: StandIn
) -> None:
    server.follow = True
    page = opened(context, server)
    server.change("/b/", edited="/b/", ids=["p-40"])
    expect(page).to_have_url(server.origin + "/b/")
    expect(page.locator("#p-40")).to_be_in_viewport()


# ------------------------------------------------------------------ problems


def test_the_sheet_lists_all_faults_and_goes_when_they_are_mended(
    context: BrowserContext, server: StandIn
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


def test_the_sheet_that_was_closed_opens_again_only_for_a_new_error(
    context: BrowserContext, server: StandIn
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


def test_warnings_wait_behind_a_badge(context: BrowserContext, server: StandIn) -> None:
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
    context: BrowserContext, server: StandIn
) -> None:
    hostile = "* { display: none !important; color: red !important }"
    server.page("/a/", essay(css=hostile + " :is(html, body) { display: block !important }"))
    page = opened(context, server)
    server.complain(problem("essays/a.md"))
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator("dialog h2")).not_to_have_css("color", "rgb(255, 0, 0)")


def test_nothing_of_the_preview_is_printed(context: BrowserContext, server: StandIn) -> None:
    server.held["/a/"] = "it is a draft"
    page = opened(context, server)
    badge = page.get_by_text("Held back: it is a draft")
    expect(badge).to_be_visible()
    page.emulate_media(media="print")
    expect(badge).to_be_hidden()


def test_a_draft_has_a_badge_until_it_is_none(context: BrowserContext, server: StandIn) -> None:
    server.held["/a/"] = "it appears on 2026-12-01"
    page = opened(context, server)
    badge = page.get_by_text("Held back: it appears on 2026-12-01")
    expect(badge).to_be_visible()
    server.held.clear()
    server.change("/a/")
    expect(badge).to_have_count(0)


def test_a_server_that_is_gone_is_told_of_until_it_is_back(
    context: BrowserContext, server: StandIn
) -> None:
    page = opened(context, server)
    context.set_offline(True)
    server.hang_up()
    expect(page.get_by_text("The preview server does not answer")).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_text("The preview server does not answer")).to_have_count(0)


# ------------------------------------------------------------------ many tabs

WITHOUT_WORKERS = "delete window.SharedWorker"


@pytest.mark.parametrize("script", ["", WITHOUT_WORKERS])
def test_ten_tabs_share_one_stream_and_all_follow(
    context: BrowserContext, server: StandIn, script: str
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
    context: BrowserContext, server: StandIn
) -> None:
    context.add_init_script(WITHOUT_WORKERS)
    first, second = opened(context, server), opened(context, server, "/b/")
    first.close()
    server.page("/b/", essay({3: "Rewritten."}))
    server.change("/b/")
    expect(second.locator("#p-3")).to_have_text("Rewritten.")


def test_a_browser_without_locks_has_a_stream_of_its_own(
    context: BrowserContext, server: StandIn
) -> None:
    context.add_init_script(WITHOUT_WORKERS + "; delete Navigator.prototype.locks")
    page = opened(context, server)
    server.page("/a/", essay({3: "Rewritten."}))
    server.change("/a/")
    expect(page.locator("#p-3")).to_have_text("Rewritten.")


# ------------------------------------------------------------------ the desk


@pytest.fixture
def desk(tmp_path: Path, server: StandIn) -> StandIn:
    finder = Finder()
    html = desk_page(desk_data(tmp_path, finder), "").decode()
    finder.close()
    server.page("/__sitegen/", html.replace(client_tag(DESK_VERSION), "{client}"))
    return server


def test_the_desk_works_without_script(browser: Browser, desk: StandIn) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.origin + "/__sitegen/")
    expect(page.get_by_role("row")).to_have_count(9)
    page.get_by_label("Find in all texts").fill("passion & more")
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(desk.origin + "/__sitegen/?q=passion+%26+more")
    context.close()


def test_the_desk_follows_every_save_and_keeps_what_is_typed(
    context: BrowserContext, desk: StandIn
) -> None:
    page = opened(context, desk, "/__sitegen/")
    page.get_by_label("Find in all texts").fill("half a wo")
    html, _ = desk.files["/__sitegen/"]
    desk.page("/__sitegen/", html.replace("Not yet", "Nearly"))
    desk.change("/a/", edited="/a/")
    expect(page.get_by_role("cell", name="Nearly")).to_be_visible()
    expect(page.get_by_label("Find in all texts")).to_have_value("half a wo")
    expect(page.get_by_role("link", name="/a/")).to_be_visible()
