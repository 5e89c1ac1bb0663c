"""Full-text search: results that lead to words in lists, tables and lines, and in any script."""

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from support.site import build, essay, write_site
from support.site_server import served

FAR = "\n\n".join(f"Nothing is said in part {n} of it." for n in range(60))
ITEMS = "\n".join(f"- item{n} of many" for n in range(80))
LINES = f"""\
The tide[^1] retreated before noon.

Grey above the water\\
gulls circling slowly

- plank first
- anchor second

| Thing | Price |
|---|---|
| compass | tenpence |

Term
:   explained thoroughly

> A quoted whisper.

{FAR}

{ITEMS}
- hawser at last

{FAR}

[^1]: A remark on springs.
"""
CHINESE = "她们每天傍晚在河边唱歌，**老桥**下面有回声。\n\n夜里说river也说海。"
SITE = f"""\
-- site.yaml --
title: Trial
base_url: https://trial.example/
author: The Editors
search: full
-- essays/lines.md --
{essay("Lines", LINES)}
-- essays/river.md --
{essay("春天的河流", CHINESE, lang="zh")}
-- essays/thai.md --
{essay("เรือลำเล็ก", "เด็กน้อยเดินไปตลาดตอนเช้ากับแม่", lang="th")}
-- essays/kana.md --
{essay("海のノート", "コーヒーを飲みながら手紙を読む。", lang="ja")}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = write_site(tmp_path_factory.mktemp("lines"), SITE)
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


def target(page: Page, site: str, words: str) -> str:
    page.goto(f"{site}/search/?q={words}")
    hit = page.locator("#found .jump a").first
    expect(hit).to_have_count(1)
    return (hit.get_attribute("href") or "").partition("#")[2]


@pytest.mark.parametrize(
    ("word", "fragment"),
    [
        ("retreated", "p-the-tide-retreated-before:~:text=retreated"),
        ("noon", "p-the-tide-retreated-before:~:text=retreated%20before-,noon"),
        ("circling", "p-grey-above-the-water:~:text=gulls-,circling"),
        ("gulls", "p-grey-above-the-water:~:text=gulls"),
        ("second", "b--plank-first:~:text=anchor-,second"),
        ("anchor", "b--plank-first:~:text=anchor"),
        ("tenpence", "b--thing:~:text=tenpence"),
        ("compass", "b--thing:~:text=compass"),
        ("thoroughly", "b--term:~:text=explained-,thoroughly"),
        ("whisper", "b--a-quoted-whisper:~:text=A%20quoted-,whisper"),
        ("springs", "fn1:~:text=remark%20on-,springs"),
    ],
)
def test_fragment_of_a_result_stays_within_its_line(
    page: Page, site: str, word: str, fragment: str
) -> None:
    assert target(page, site, word) == fragment


def test_result_leads_to_the_last_item_of_a_long_list(page: Page, site: str) -> None:
    fragment = target(page, site, "hawser")
    assert fragment.startswith("b--item0-of-many:~:text=")
    page.goto(f"{site}/lines/#{fragment}")
    expect(page.get_by_text("hawser at last")).to_be_in_viewport()
    expect(page.get_by_text("item0 of many")).not_to_be_in_viewport()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("河", "春天的河流"),
        ("河流", "春天的河流"),
        ("河边", "春天的河流"),
        ("老桥", "春天的河流"),
        ("唱歌 回声", "春天的河流"),
        ("river", "春天的河流"),
        ("ตลาด", "เรือลำเล็ก"),
        ("เล็ก", "เรือลำเล็ก"),
        ("ノート", "海のノート"),
        ("コーヒー", "海のノート"),
        ("手紙", "海のノート"),
    ],
)
def test_words_are_found_inside_of_scripts_without_spaces(
    page: Page, site: str, words: str, title: str
) -> None:
    page.goto(f"{site}/search/?q={words}")
    expect(page.locator("#found .title").first).to_have_text(title)


def test_characters_that_are_no_phrase_are_not_found(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=边河")
    expect(page.locator("[role=status]")).to_contain_text("Nothing found")
    page.wait_for_timeout(500)
    assert page.locator("#found .title").count() == 0


def test_result_in_chinese_is_quoted_without_spaces_and_marked(page: Page, site: str) -> None:
    assert unquote(target(page, site, "河边")).endswith(":~:text=傍晚在-,河边")
    quoted = page.locator("#found .jump a").first
    assert "傍晚在河边唱歌，老桥下面有回声。" in quoted.inner_text()
    assert "".join(quoted.locator("mark").all_inner_texts()) == "河边"
