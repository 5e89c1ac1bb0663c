"""Where the text of an essay begins."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from support.site import build, essay, write_site
from support.site_server import served

TITLES = {
    "short": "A Heartbeat from Unfollow",
    "long": "The Ordinary Workshop’s Honest Doorway, or Why whoever comes second is easily "
    "mistaken for somebody else’s calendar",
}
LEAD = "Social media are for making contact. A number of followers is no proof."
FIRST = "document.querySelector('.text').firstElementChild.getBoundingClientRect().top"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    leads = {"short": f"summary: {LEAD}\n", "long": ""}
    texts = (
        f"-- essays/{name}.md --\n"
        + essay(title, tags="[Voices]", author="Ann Lee").replace("---\n", f"---\n{leads[name]}", 1)
        for name, title in TITLES.items()
    )
    root = write_site(tmp_path_factory.mktemp("site"), "\n".join(texts))
    assert build(root).code == 0
    with served(root / "public") as opened:
        yield opened


@pytest.mark.parametrize(("wide", "high", "most"), [(390, 844, 300), (1440, 900, 360)])
@pytest.mark.parametrize("name", TITLES)
def test_text_begins_high_on_the_first_screen(
    browser: Browser, address: str, name: str, wide: int, high: int, most: int
) -> None:
    page = browser.new_page(viewport={"width": wide, "height": high})
    page.goto(f"{address}/{name}/")
    assert page.evaluate(FIRST) <= most
    page.close()
