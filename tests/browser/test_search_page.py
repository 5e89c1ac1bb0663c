"""The search page, and the previews of links."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.site import build, essay, write_site
from support.site_server import served

CONFIG = "title: Trial\nbase_url: https://trial.example/\nauthor: The Editors\n"
SMALL = f"""\
-- site.yaml --
{CONFIG}
-- essays/_themes/respect.md --
---
title: Respect
aliases: [courtesy]
---
What one owes.
-- essays/bees.md --
---
title: The Café of Bees
date: 2020-01-02
summary: Bees keep hours.
tags: [anger, respect]
---
Flowers open. A note follows.[^n] See [the other one](wasps.md).

## Nectar and honours

A bee pays.

[^n]: Said the keeper.
-- essays/wasps.md --
---
title: Wasps
date: 2019-05-06
author: Ida Loos
summary: Wasps keep none.
tags: [respect, anger]
---
They sting.
"""
WORD = "quillwort"
NUMBER = 800
COUNT = 1_000


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = write_site(tmp_path_factory.mktemp("small"), SMALL)
    assert build(root).code == 0
    with served(root / "public") as address:
        yield address


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("large")
    (root / "essays").mkdir()
    (root / "site.yaml").write_text(CONFIG)
    plain = "The river went on. " * 9
    for number in range(1, COUNT + 1):
        middle = f"Then a {WORD}* was seen." if number == NUMBER else "Nothing was seen."
        body = "\n\n".join(f"Part {at} of it. {plain}" for at in range(8))
        body += f"\n\nIn the middle of it. {middle.replace('*', '')}\n\n{plain}\n\n{plain}"
        (root / f"essays/e{number}.md").write_text(essay(f"Essay {number}", body, tags="[rivers]"))
    run = build(root)
    assert (run.code, run.err.count("warning")) == (0, 0), run.err
    with served(root / "public") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1100, "height": 700})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


def titles(page: Page) -> list[str]:
    return page.locator("#found .title").all_inner_texts()


def test_words_are_found_whatever_their_accents_and_marked(page: Page, small: str) -> None:
    page.goto(f"{small}/search/")
    page.fill("[name=q]", "CAFE bee")
    expect(page.locator("[role=status]")).to_have_text("1 found")
    assert titles(page) == ["The Café of Bees"]
    assert page.locator("#found .title mark").all_inner_texts() == ["Café", "Bees"]
    assert page.url.endswith("/search/?q=CAFE+bee")
    expect(page.locator("#all")).to_be_hidden()


def test_alias_of_a_theme_finds_the_theme_and_its_essays(page: Page, small: str) -> None:
    page.goto(f"{small}/search/?q=courtesy")
    expect(page.locator("[role=status]")).to_have_text("3 found")
    assert titles(page) == ["Respect", "The Café of Bees", "Wasps"]


def test_result_leads_to_the_heading_that_was_found(page: Page, small: str) -> None:
    page.goto(f"{small}/search/?q=nectar")
    page.click("#found .why a")
    assert page.url.endswith("/bees/#nectar-and-honours")


def test_search_narrows_by_theme_author_and_year(page: Page, small: str) -> None:
    page.goto(f"{small}/search/")
    page.select_option("[name=theme]", "Respect")
    expect(page.locator("[role=status]")).to_have_text("2 found")
    page.select_option("[name=author]", "Ida Loos")
    expect(page.locator("[role=status]")).to_have_text("1 found")
    page.select_option("[name=year]", "2020")
    expect(page.locator("[role=status]")).to_contain_text("Nothing found")
    assert page.url.endswith("?theme=Respect&author=Ida+Loos&year=2020")


def test_tab_begins_at_the_top_of_a_page_that_was_opened_by_its_address(
    page: Page, small: str
) -> None:
    page.goto(f"{small}/search/")
    expect(page.locator("#search")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()


def test_search_needs_no_mouse(page: Page, small: str) -> None:
    page.goto(f"{small}/search/#q")
    expect(page.locator("[name=q]")).to_be_focused()
    page.keyboard.type("keep")
    expect(page.locator("[role=status]")).to_have_text("2 found")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "The Café of Bees"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent").startswith("Said the keeper.")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Wasps"
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("Escape")
    assert page.input_value("[name=q]") == ""
    expect(page.locator("#all")).to_be_visible()
    page.keyboard.type("wasps")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/wasps/")


def test_without_script_the_page_is_the_list_of_all_essays(browser: Browser, small: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{small}/search/")
    expect(page.locator("form")).to_be_hidden()
    expect(page.locator(".lead")).to_contain_text("Without it, here are all essays")
    assert page.locator("#all .title").all_inner_texts()[:2] == ["The Café of Bees", "Wasps"]
    page.close()


def test_a_word_in_the_800th_of_1000_essays_is_found_in_its_paragraph(
    page: Page, large: str
) -> None:
    page.goto(f"{large}/search/?q={WORD}")
    hit = page.locator("#found .jump a")
    expect(hit).to_have_count(1)
    assert titles(page) == [f"Essay {NUMBER}"]
    assert hit.locator("mark").inner_text() == WORD
    hit.click()
    page.wait_for_url(f"**/e{NUMBER}/*")
    expect(page.locator("#p-in-the-middle-of")).to_be_in_viewport()
    assert page.evaluate("scrollY") > 300


def test_whole_texts_can_be_narrowed_too(page: Page, large: str) -> None:
    page.goto(f"{large}/search/?q={WORD}&theme=Rivers")
    expect(page.locator("#found .jump a")).to_have_count(1)


def test_resting_on_a_link_shows_the_essay_behind_it(page: Page, small: str) -> None:
    page.goto(f"{small}/bees/")
    before = page.locator(".text").bounding_box()
    page.hover(".text a[href='/wasps/']")
    box = page.locator("[popover]")
    expect(box).to_be_visible()
    shown = box.inner_text().split("\n\n")
    assert shown[0].split("\n")[0] == "Respect"
    assert "Wasps" in box.inner_text()
    assert "Ida Loos, 6 May 2019" in box.inner_text()
    assert "Wasps keep none." in box.inner_text()
    assert page.locator(".text").bounding_box() == before
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_resting_on_the_mark_of_a_note_shows_the_note(page: Page, small: str) -> None:
    page.goto(f"{small}/bees/")
    page.hover("a[href='#fn1']")
    expect(page.locator("[popover]")).to_contain_text("Said the keeper.")
    page.hover("h1")
    expect(page.locator("[popover]")).to_be_hidden()


def test_no_popover_where_there_is_no_mouse(browser: Browser, small: str) -> None:
    context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 700}
    )
    page = context.new_page()
    page.goto(f"{small}/bees/")
    assert page.locator("[popover]").count() == 0
    context.close()
