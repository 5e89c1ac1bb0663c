"""The small full-text index: words of paragraphs, slips, and scripts without spaces."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from sitegen.render import wordlist
from support.site import build, essay, write_site
from support.site_server import served

LINES = """\
The tide[^1] retreated before noon. A łódź lay there. Nobody saw it.

Grey above the water\\
gulls circling slowly

- plank first
- anchor second

| Thing | Price |
|---|---|
| compass | tenpence |

[A pool.]{index="swimming bath"} She played the violin.

[^1]: A remark on springs.
"""
CHINESE = "今天天气很好，我们去公园散步。"
MANY = "\n".join(
    f"-- essays/m{n}.md --\n{essay(f'Day {n}', 'A lighthouse shone.')}" for n in range(45)
)
SITE = f"""\
-- site.yaml --
title: Trial
base_url: https://trial.example/
author: The Editors
-- essays/lines.md --
{essay("Lines", LINES)}
-- essays/slips.md --
{essay("Slips", "He gulps.")}
-- essays/park.md --
{essay("公园散步", CHINESE, lang="zh")}
{MANY}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = write_site(tmp_path_factory.mktemp("words"), SITE)
    run = build(root)
    assert run.code == 0, run.err
    with served(root / "public") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1100, "height": 500})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


@pytest.mark.parametrize(
    ("word", "fragment"),
    [
        ("retreated", "p-the-tide-retreated-before:~:text=retreated"),
        ("noon", "p-the-tide-retreated-before:~:text=retreated%20before-,noon"),
        ("circling", "p-grey-above-the-water:~:text=gulls-,circling"),
        ("second", "b--plank-first:~:text=anchor-,second"),
        ("tenpence", "b--thing:~:text=tenpence"),
        ("springs", "fn1:~:text=remark%20on-,springs"),
        ("lodz", "p-the-tide-retreated-before:~:text=noon.%20A-,%C5%82%C3%B3d%C5%BA"),
        ("violn", "p-a-pool-she-played:~:text=played%20the-,violin"),
        ("散步", "p-今天天气很好-我们去公园散步:~:text=去公园-,散步"),
        ("天气", "p-今天天气很好-我们去公园散步:~:text=今天-,天气"),
    ],
)
def test_result_leads_to_the_words_within_their_line(
    page: Page, site: str, word: str, fragment: str
) -> None:
    page.goto(f"{site}/search/?q={word}")
    hit = page.locator("#found .jump a")
    expect(hit).to_have_count(1)
    assert unquote((hit.get_attribute("href") or "").partition("#")[2]) == unquote(fragment)


def test_result_shows_the_sentence_with_the_words_marked(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=lodz")
    hit = page.locator("#found .jump a")
    expect(hit).to_have_text("A łódź lay there. ")
    assert hit.locator("mark").inner_text() == "łódź"


def test_entry_of_the_index_is_found(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=swimming")
    expect(page.locator("#found .title a")).to_have_attribute("href", "/index/#e-swimming-bath")


def test_twenty_results_are_shown_at_a_time(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=lighthouse")
    expect(page.locator("[role=status]")).to_have_text("45 found")
    expect(page.locator("#found > li")).to_have_count(20)
    page.get_by_role("button", name="25 more").click()
    expect(page.locator("#found > li")).to_have_count(40)
    page.get_by_role("button", name="5 more").click()
    expect(page.locator("#found > li")).to_have_count(45)
    expect(page.locator("#more")).to_be_hidden()


def test_page_says_that_it_searches_while_the_index_is_on_its_way(page: Page, site: str) -> None:
    waiting: list[Route] = []
    page.route("**/words.txt", lambda route: waiting.append(route))  # noqa: PLW0108 (playwright cannot wrap a method of a list)
    page.goto(f"{site}/lines/")
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Search").click()
    expect(page.locator("[name=q]")).to_be_focused()
    assert waiting == []
    page.keyboard.type("circling")
    expect(page.locator("[role=status]")).to_have_text("Searching…")
    page.wait_for_timeout(200)
    waiting[0].continue_()
    expect(page.locator("[role=status]")).to_have_text("1 found")


def test_nothing_is_found_only_after_the_index_was_asked(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=zeppelins")
    expect(page.locator("[role=status]")).to_contain_text("Nothing found")


def test_nothing_is_said_to_be_missing_while_search_goes_on(page: Page, site: str) -> None:
    waiting: list[Route] = []
    addresses = ("**/search.json", "**/words.txt", "**/lines/")
    for address in addresses:
        page.route(address, lambda route: waiting.append(route))  # noqa: PLW0108 (playwright cannot wrap a method of a list)
    page.goto(f"{site}/search/?q=tenpence")
    for number in range(len(addresses)):
        while len(waiting) <= number:
            page.wait_for_timeout(50)
        page.wait_for_timeout(200)
        expect(page.locator("[role=status]")).to_have_text("Searching…")
        waiting[number].continue_()
    expect(page.locator("[role=status]")).to_have_text("1 found")


def test_slip_is_forgiven_only_where_nothing_else_is_found(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=gulls")
    expect(page.locator("#found .jump mark")).to_have_text("gulls")
    page.goto(f"{site}/search/?q=gulps")  # is in the essay of slips
    expect(page.locator("[role=status]")).to_have_text("1 found")
    expect(page.locator("#found .jump mark")).to_have_text("gulps")
    for slip in ("gullz", "gllls", "guxlls", "gulsl"):
        page.goto(f"{site}/search/?q={slip}")
        expect(page.locator("#found .jump mark")).to_have_text("gulls")
    page.goto(f"{site}/search/?q=ancor")
    expect(page.locator("#found .jump mark")).to_have_text("anchor")
    page.goto(f"{site}/search/?q=pank")  # four letters
    expect(page.locator("[role=status]")).to_contain_text("Nothing found")


def test_words_of_most_essays_are_looked_for_in_all(page: Page, site: str) -> None:
    page.route("**/words.txt", lambda route: route.fulfill(body="3AcirAligBolAten\n   !\n"))
    page.goto(f"{site}/search/?q=tenpence")
    expect(page.locator("[role=status]")).to_contain_text("Nothing found")
    page.goto(f"{site}/search/?q=circling")
    expect(page.locator("[role=status]")).to_have_text("1 found")


def test_titles_are_searched_where_the_index_of_words_cannot_be_loaded(
    page: Page, site: str
) -> None:
    page.route("**/words.txt", lambda route: route.fulfill(status=500))
    page.goto(f"{site}/search/?q=lines")
    expect(page.locator("[role=status]")).to_have_text("1 found")


def test_filters_are_there_where_there_is_a_choice(page: Page, site: str) -> None:
    page.goto(f"{site}/search/")
    expect(page.locator("#search select")).to_have_count(0)


def test_unknown_address_has_the_field(page: Page, site: str) -> None:
    page.goto(f"{site}/404.html")
    page.fill("[name=q]", "circling")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=circling")
    expect(page.locator("[role=status]")).to_have_text("1 found")


def test_index_in_parts_finds_the_same(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wordlist, "_PART", 20)
    root = write_site(tmp_path, SITE.replace("author:", "search: full\nauthor:"))
    assert build(root).code == 0
    assert len(list((root / "public/search").glob("words-*.txt"))) > 8
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with served(root / "public") as address:
        for word, shown in [
            ("tenpence", "tenpence"), ("circ", "circling"), ("violn", "violin"),
            ("fiolin", "violin"), ("散步", "散步"), ("remark springs", "remark"),
        ]:  # fmt: skip
            page.goto(f"{address}/search/?q={word}")
            expect(page.locator("#found .jump mark").first).to_have_text(shown)
        asked.clear()
        page.goto(f"{address}/search/?q=gulls")
        expect(page.locator("#found .jump mark")).to_have_text("gulls")
    assert len([url for url in asked if "words-" in url]) == 1
