"""A page of the preview after a change of its sources."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from support.fake_preview import FakePreview
from support.preview_pages import RECORD_FLASHES, essay, flashes, opened, problem

# ------------------------------------------------------------------ a page that changes


def test_a_save_changes_the_words_and_leaves_what_the_reader_did(
    context: BrowserContext, server: FakePreview
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
    context: BrowserContext, server: FakePreview
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


HIDDEN = """
let shown = "hidden";
Object.defineProperty(document, "visibilityState", { get: () => shown });
window.lookAgain = () => {
  shown = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
};
"""


def test_a_hidden_page_is_renewed_when_it_becomes_visible(
    context: BrowserContext, server: FakePreview
) -> None:
    context.add_init_script(HIDDEN)
    page = opened(context, server)
    server.page("/a/", essay({3: "Rewritten."}))
    server.change("/b/")
    server.change("/b/", problems=[problem("essays/a.md", "W101")])
    expect(page.get_by_role("button", name="1 warning")).to_be_visible()
    expect(page.locator("#p-3")).to_have_text("Paragraph 3 as it was first written.")
    page.evaluate("window.lookAgain()")
    expect(page.locator("#p-3")).to_have_text("Rewritten.")
    server.page("/a/", essay({3: "Rewritten again."}))
    server.change("/b/")
    expect(page.locator("#p-3")).to_have_text("Rewritten again.")


def test_an_address_is_the_same_however_it_is_encoded(
    context: BrowserContext, server: FakePreview
) -> None:
    server.page("/%C3%A4/index.html", essay())
    page = opened(context, server, "/ä/index.html")
    server.page("/%C3%A4/index.html", essay({3: "Rewritten."}))
    server.change("/%c3%a4/")
    expect(page.locator("#p-3")).to_have_text("Rewritten.")


def test_what_was_missed_is_caught_up_with(context: BrowserContext, server: FakePreview) -> None:
    page = opened(context, server)
    server.page("/a/", essay({3: "Rewritten while nobody listened."}))
    server.version += 1
    server.hang_up()
    expect(page.locator("#p-3")).to_have_text("Rewritten while nobody listened.")


def test_a_change_of_a_script_reloads_the_page(
    context: BrowserContext, server: FakePreview
) -> None:
    page = opened(context, server)
    page.evaluate("window.same = true")
    server.page("/a/", essay(before="<script>window.fresh = true</script>"))
    server.change("/a/")
    page.wait_for_function("window.fresh && !window.same")


def test_a_deleted_page_says_so_and_stays(context: BrowserContext, server: FakePreview) -> None:
    page = opened(context, server)
    del server.files["/a/"]
    server.change("/a/")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("There is no page at /a/ any more")
    expect(page.locator("#p-3")).to_have_text("Paragraph 3 as it was first written.")
    server.page("/a/", essay())
    server.change("/a/")
    expect(dialog).to_be_hidden()


def test_a_new_page_replaces_the_error(context: BrowserContext, server: FakePreview) -> None:
    page = opened(context, server, "/new/")
    server.change("/b/")
    expect(page.locator("main")).to_have_text("Nothing here.")
    expect(page.get_by_role("dialog")).to_be_hidden()
    server.page("/new/", essay(title="Written at last"))
    server.change("/b/")
    expect(page.locator("h1")).to_have_text("Written at last")


# ------------------------------------------------------------------ style sheets


def test_a_style_sheet_is_swapped_without_loading_the_page(
    context: BrowserContext, server: FakePreview
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
    context: BrowserContext, server: FakePreview
) -> None:
    page = opened(context, server)
    server.files["/site.css"] = ("h1 { color: rgb(0, 9, 0) }", "text/css")
    server.page("/a/", essay().replace("/site.css", "/site.css?v=2"))
    server.change("/a/", css=True)
    expect(page.locator("h1")).to_have_css("color", "rgb(0, 9, 0)")
    expect(page.locator("head link")).to_have_count(1)


def test_an_inlined_style_sheet_is_patched_in_its_place(
    context: BrowserContext, server: FakePreview
) -> None:
    page = opened(context, server)
    server.page("/a/", essay(css="h1 { color: red } main { color: rgb(9, 9, 9) }"))
    server.change("/a/", css=True)
    expect(page.locator("main")).to_have_css("color", "rgb(9, 9, 9)")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")  # the linked sheet comes later


# ------------------------------------------------------------------ what was edited


def test_the_edited_paragraph_comes_into_view_and_flashes_once(
    context: BrowserContext, server: FakePreview
) -> None:
    page = opened(context, server)
    server.page("/a/", essay({50: "Rewritten far below."}))
    server.change("/a/", edited="/a/")
    expect(page.locator("#p-50")).to_be_in_viewport()
    assert flashes(page) == ["p-50 ease-in"]
    page.wait_for_function("document.getAnimations().length === 0")
    assert page.get_attribute("#p-50", "style") is None


def test_ids_that_the_server_names_go_before_the_first_difference(
    context: BrowserContext, server: FakePreview
) -> None:
    page = opened(context, server)
    server.page("/a/", essay({1: "A date elsewhere.", 55: "Rewritten."}))
    server.change("/a/", edited="/a/", ids=["not-here", "p-55"])
    expect(page.locator("#p-55")).to_be_in_viewport()
    assert flashes(page) == ["p-55 ease-in"]


def test_a_paragraph_in_view_flashes_where_it_is(
    context: BrowserContext, server: FakePreview
) -> None:
    page = opened(context, server)
    server.page("/a/", essay({4: "Rewritten in <em>view</em>."}))
    server.change("/a/", edited="/a/")
    expect(page.locator("#p-4")).to_have_text("Rewritten in view.")
    assert flashes(page) == ["p-4 ease-in"]
    assert page.evaluate("scrollY") == 0


def test_no_movement_where_the_reader_wants_none(browser: Browser, server: FakePreview) -> None:
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(RECORD_FLASHES)
    page = opened(context, server)
    server.page("/a/", essay({50: "Rewritten far below."}))
    server.change("/a/", edited="/a/")
    expect(page.locator("#p-50")).to_be_in_viewport()
    assert flashes(page) == ["p-50 step-end"]
    context.close()


def test_a_change_that_comes_from_another_essay_moves_nothing(
    context: BrowserContext, server: FakePreview
) -> None:
    page = opened(context, server)
    server.page("/a/", essay({50: "A title of another essay."}))
    server.change("/a/", "/b/", edited="/b/")
    expect(page.locator("#p-50")).to_have_text("A title of another essay.")
    assert flashes(page) == []
    assert page.evaluate("scrollY") == 0


def test_a_toast_offers_the_way_to_another_essay(
    context: BrowserContext, server: FakePreview
) -> None:
    page = opened(context, server)
    server.change("/b/", edited="/b/", ids=["p-40"])
    page.get_by_role("link", name="/b/").click()
    expect(page).to_have_url(server.origin + "/b/")
    expect(page.locator("#p-40")).to_be_in_viewport()
    assert flashes(page) == ["p-40 ease-in"]


def test_a_toast_goes_when_it_is_dismissed(context: BrowserContext, server: FakePreview) -> None:
    page = opened(context, server)
    server.change("/b/", edited="/b/")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_role("link", name="/b/")).to_have_count(0)


def test_the_page_follows_by_itself_where_that_is_wanted(
    context: BrowserContext, server: FakePreview
) -> None:
    server.follow = True
    page = opened(context, server)
    server.change("/b/", edited="/b/", ids=["p-40"])
    expect(page).to_have_url(server.origin + "/b/")
    expect(page.locator("#p-40")).to_be_in_viewport()
