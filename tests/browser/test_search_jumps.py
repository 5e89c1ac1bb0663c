"""Results of the small full-text index, followed: the browser comes to the words."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from support.site import build, essay, write_site
from support.site_server import served

FAR = "\n\n".join(f"Nothing is said in part {n} of it." for n in range(60))
ITEMS = "\n".join(f"- item{n} of many" for n in range(80))
ROWS = "\n".join(f"| row{n} | nothing |" for n in range(80))
LINES = f"""\
{FAR}

The tide[^1] retreated before noon; “Ebb!” they cried.

{FAR}

Grey above the water\\
gulls circling slowly

{FAR}

{ITEMS}
- hawser at last

{FAR}

| Thing | Price |
|---|---|
{ROWS}
| compass | tenpence |

{FAR}

Term
:   explained thoroughly

{FAR}

> A quoted whisper.

{FAR}

    first line of code
    second_line says abracadabra

{FAR}

A well-known łódź, a straße, an œuvre, ægir, Øresund, đurđevak and ısırgan lay there.

{FAR}

[^1]: A remark on springs.
"""
CHINESE = "今天天气很好，我们去公园散步。她们每天傍晚在河边唱歌，**老桥**下面有回声。"
SITE = f"""\
-- site.yaml --
title: Trial
base_url: https://trial.example/
author: The Editors
-- essays/lines.md --
{essay("Lines", LINES)}
-- essays/park.md --
{essay("春天", FAR + chr(10) * 2 + CHINESE, lang="zh")}
-- essays/thai.md --
{essay("เรือ", FAR + chr(10) * 2 + "เด็กน้อยเดินไปตลาดตอนเช้ากับแม่", lang="th")}
-- essays/kana.md --
{essay("海", FAR + chr(10) * 2 + "コーヒーを飲みながら手紙を読む。", lang="ja")}
"""
FOUND = """([from, to]) => {
    const range = document.createRange(), walk = document.createTreeWalker(document.body, 4);
    for (let text; (text = walk.nextNode()); ) {
        const at = text.data.indexOf(from);
        if (at < 0) continue;
        range.setStart(text, at);
        range.setEnd(text, at + to);
        const { top, bottom } = range.getBoundingClientRect();
        if (top >= 0 && bottom <= innerHeight) return true;
    }
    return false;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = write_site(tmp_path_factory.mktemp("jumps"), SITE)
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
    ("words", "shown"),
    [
        ("retreated", "retreated"),
        ("noon", "noon"),
        ("ebb", "Ebb"),
        ("gulls", "gulls"),
        ("circling", "circling"),
        ("hawser", "hawser"),
        ("compass", "compass"),
        ("tenpence", "tenpence"),
        ("thoroughly", "thoroughly"),
        ("whisper", "whisper"),
        ("code", "code"),
        ("abracadabra", "abracadabra"),
        ("springs", "springs"),
        ("known", "known"),
        ("lodz", "łódź"),
        ("strasse", "straße"),
        ("oeuvre", "œuvre"),
        ("aegir", "ægir"),
        ("oresund", "Øresund"),
        ("durdevak", "đurđevak"),
        ("isirgan", "ısırgan"),
        ("whispre", "whisper"),
        ("abracdabra", "abracadabra"),
        ("天气", "天气"),
        ("气", "气"),
        ("散步", "散步"),
        ("河边", "河边"),
        ("老桥", "老桥"),
        ("ตลาด", "ตลาด"),
        ("แม่", "แม่"),
        ("コーヒー", "コーヒー"),
        ("手紙", "手紙"),
    ],
)
def test_browser_marks_and_shows_the_words_of_a_result(
    page: Page, site: str, words: str, shown: str
) -> None:
    page.goto(f"{site}/search/?q={quote(words)}")
    hit = page.locator("#found .jump a").first
    expect(hit.locator("mark").first).to_have_text(shown)
    address, _, fragment = (hit.get_attribute("href") or "").partition("#")
    # Without the id of the paragraph, the browser moves only if it finds the words.
    page.goto(f"{site}{address}#{fragment.partition(':~:')[1]}{fragment.partition(':~:')[2]}")
    page.wait_for_function(FOUND, arg=[shown, len(shown)], timeout=5_000)


def test_result_of_a_click_is_at_the_words(page: Page, site: str) -> None:
    page.goto(f"{site}/search/?q=hawser")
    page.click("#found .jump a")
    page.wait_for_url("**/lines/**")
    page.wait_for_function(FOUND, arg=["hawser", 6], timeout=5_000)
