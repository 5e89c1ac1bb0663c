"""Settings of hypothesis, marks that follow from fixtures, and the browser that tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from support.fake_preview import StandIn, running
from support.preview_pages import RECORD_FLASHES, essay

CHROMIUM = "/usr/bin/chromium"

COMMON = settings(
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
FIXED = settings(COMMON, derandomize=True, database=None)
settings.register_profile("fixed", FIXED, phases=[Phase.explicit, Phase.generate])
settings.register_profile("shrink", FIXED)
settings.register_profile("explore", COMMON, max_examples=2_000)
settings.load_profile("fixed")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use all processors, but none besides this one for chosen files."""
    chosen = any(".py" in argument for argument in config.args)
    return 0 if chosen else len(os.sched_getaffinity(0))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that drive a browser or a cluster; they are slow, too."""
    for item in items:
        for name in {"browser", "cluster"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(name)
            item.add_marker("slow")


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
def server() -> Iterator[StandIn]:
    with running({"/site.css": ("h1 { color: rgb(1, 2, 3) }", "text/css")}) as preview:
        preview.page("/a/", essay())
        preview.page("/b/", essay(title="Another essay"))
        yield preview
