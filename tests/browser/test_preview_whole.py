"""The whole preview: the real server, real files and a browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from support.preview_pages import flashes
from support.preview_process import Run, serving
from support.site import essay, write_site

LONG = "\n\n".join(f"Paragraph {number} of the essay." for number in range(60))
SITE = f"""\
-- essays/harbour.md --
{essay("Harbour", LONG, tags="[sea]")}
-- essays/lighthouse.md --
{essay("Lighthouse", "A light.", tags="[sea]")}
-- essays/plan.md --
{essay("Plan", "Not yet.", status="draft")}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", SITE)


@pytest.fixture
def run(root: Path) -> Iterator[Run]:
    with serving(root) as run:
        yield run


def opened(context: BrowserContext, run: Run, path: str) -> Page:
    page = context.new_page()
    page.goto(run.url + path)
    page.wait_for_selector("sitegen-preview[connected]", state="attached")  # it hears every save
    return page


def edit(file: Path, old: str, new: str) -> None:
    content = file.read_text()
    assert old in content
    file.write_text(content.replace(old, new))


def test_a_save_reaches_the_page_which_stays_where_it_was_and_marks_the_paragraph(
    context: BrowserContext, run: Run, root: Path
) -> None:
    page = opened(context, run, "harbour/")
    page.evaluate("window.same = true; scrollTo({top: 900, behavior: 'instant'})")
    edit(root / "essays/harbour.md", "Paragraph 30 of", "Paragraph 30, rewritten, of")
    expect(page.locator("#p-paragraph-30-rewritten-of")).to_be_in_viewport()
    assert page.evaluate("window.same")
    assert [name.split()[0] for name in flashes(page)] == ["p-paragraph-30-rewritten-of"]


def test_a_title_reaches_the_lists_of_another_tab(
    context: BrowserContext, run: Run, root: Path
) -> None:
    essay_page, home = opened(context, run, "harbour/"), opened(context, run, "")
    edit(root / "essays/harbour.md", "title: Harbour", "title: Haven")
    expect(essay_page.get_by_role("heading", level=1)).to_have_text("Haven")
    expect(home.get_by_role("link", name="Haven").first).to_be_attached()


def test_errors_of_two_files_are_listed_over_the_last_good_page_until_they_are_fixed(
    context: BrowserContext, run: Run, root: Path
) -> None:
    page = opened(context, run, "harbour/")
    edit(root / "essays/harbour.md", "title: Harbour", "title: Harbour\nships")
    edit(root / "essays/lighthouse.md", "2020-01-02", "2020-01-02\nlight")
    dialog = page.get_by_role("dialog", name="2 errors")
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_text("Paragraph 3 of the essay.")).to_be_attached()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    edit(root / "essays/harbour.md", "title: Harbour\nships", "title: Harbour")
    edit(root / "essays/lighthouse.md", "2020-01-02\nlight", "2020-01-02")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_style_sheet_is_swapped_without_a_reload(
    context: BrowserContext, run: Run, root: Path
) -> None:
    page = opened(context, run, "harbour/")
    page.set_viewport_size({"width": 1600, "height": 700})
    page.evaluate("window.same = true")
    (root / "static").mkdir()
    (root / "static/wide.css").write_text("h1 { color: rgb(1, 2, 3) !important }")
    expect(page.get_by_role("heading", level=1)).to_have_css("color", "rgb(1, 2, 3)")
    assert page.evaluate("window.same")


def test_a_draft_says_that_it_is_one(context: BrowserContext, run: Run) -> None:
    page = opened(context, run, "plan/")
    expect(page.get_by_text("it is a draft")).to_be_visible()


def test_ten_tabs_follow(context: BrowserContext, run: Run, root: Path) -> None:
    tabs = [opened(context, run, "harbour/") for _ in range(10)]
    edit(root / "essays/harbour.md", "Paragraph 1 of", "Paragraph 1, anew, of")
    for tab in tabs:
        expect(tab.locator("#p-paragraph-1-anew-of")).to_be_attached()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_finds_texts_and_is_accessible(
    context: BrowserContext, run: Run, scheme: str
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{run.url}__sitegen/")
    page.get_by_role("searchbox").fill("light")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text(re.compile("light", re.IGNORECASE))
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.get_by_role("link", name="Lighthouse").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lighthouse")


def test_every_link_of_the_desk_leads_somewhere(context: BrowserContext, run: Run) -> None:
    page = context.new_page()
    page.goto(f"{run.url}__sitegen/")
    links = page.locator("a[href^='/']").evaluate_all("links => links.map(link => link.href)")
    assert links
    answers = {link: page.request.get(str(link)).status for link in set(links)}
    assert set(answers.values()) == {200}, answers
    inside = page.locator("a[href^='#']").evaluate_all(
        "links => links.filter(link => !document.querySelector(link.getAttribute('href')))"
    )
    assert inside == []
