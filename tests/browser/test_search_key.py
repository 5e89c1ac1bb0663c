"""The key `/`, which opens search from any page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.site import build, essay, write_site
from support.site_server import served

SITE = f"""\
-- site.yaml --
title: Trial
base_url: https://trial.example/
author: The Editors
-- essays/_pages/about.md --
---
title: About
---
Who we are.
-- essays/_paths/first.md --
---
title: First
steps: [bees, wasps]
---
A way in.
-- essays/_paths/second.md --
---
title: Second
steps: [wasps, bees]
---
Another way in.
-- essays/bees.md --
{essay("Bees", '[A hive.]{index="hives"}', tags="[insects]")}
-- essays/wasps.md --
{essay("Wasps", "They sting.", author="Ida Loos", tags="[insects]")}
"""
FIELDS = '<input><textarea></textarea><select></select><p contenteditable tabindex="0"></p>'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = write_site(tmp_path_factory.mktemp("key"), SITE)
    run = build(root)
    assert run.code == 0, run.err
    with served(root / "public") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(10_000)
    yield page
    page.close()


@pytest.mark.parametrize(
    "address",
    [
        *("", "essays/", "bees/", "about/", "themes/", "themes/insects/", "paths/", "paths/first/"),
        *("index/", "authors/ida-loos/"),
    ],
)
def test_slash_opens_search_from_any_page(page: Page, site: str, address: str) -> None:
    answer = page.goto(f"{site}/{address}")
    assert answer is not None
    assert answer.ok
    page.keyboard.press("/")
    page.wait_for_url("**/search/**")
    field = page.locator("[name=q]")
    expect(field).to_be_focused()
    expect(field).to_have_value("")


@pytest.mark.parametrize("address", ["search/?q=hive", "404.html"])
def test_slash_goes_to_the_field_of_a_page_that_has_one(
    page: Page, site: str, address: str
) -> None:
    page.goto(f"{site}/{address}")
    page.locator(".masthead a").first.focus()
    page.keyboard.press("/")
    expect(page.locator("[name=q]")).to_be_focused()
    assert page.url == f"{site}/{address}"


@pytest.mark.parametrize("field", ["input", "textarea", "select", "[contenteditable]"])
def test_slash_is_a_letter_where_text_is_typed(page: Page, site: str, field: str) -> None:
    page.goto(f"{site}/bees/")
    page.evaluate(
        "fields => document.querySelector('main').insertAdjacentHTML('beforeend', fields)", FIELDS
    )
    page.locator(f"main > {field}").focus()
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    assert page.url == f"{site}/bees/"


@pytest.mark.parametrize("key", ["Control+/", "Alt+/", "Meta+/"])
def test_slash_with_another_key_is_left_to_the_browser(page: Page, site: str, key: str) -> None:
    page.goto(f"{site}/bees/")
    page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.url == f"{site}/bees/"
