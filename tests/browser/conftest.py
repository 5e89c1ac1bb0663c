"""Fixtures: a browser, and a fake preview server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from support.fake_preview import FakePreview, running
from support.preview_pages import RECORD_FLASHES, essay

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail(f"there is no {CHROMIUM}: apt-get install chromium", pytrace=False)
    expect.set_options(timeout=60_000)
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
def server() -> Iterator[FakePreview]:
    with running({"/site.css": ("h1 { color: rgb(1, 2, 3) }", "text/css")}) as preview:
        preview.page("/a/", essay())
        preview.page("/b/", essay(title="Another essay"))
        yield preview
