"""How browsers show pages in scripts of both directions, and in those without italics."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.site import build, essay, write_site
from support.site_server import served

BODY = """\
[Sea](en.md) `code [1]` *stressed*.[^1]

{.right}
Signed.

> [!warning]
> Words.

| A | B |
|---|---|
| C | D |

```
code[1]
```

[^1]: Note.
"""
NAME = "[محمد علي]"
ESSAYS = "".join(
    f"-- essays/{tag}.md --\n{essay(title, BODY, lang=tag, tags='[sea, ships]', authors=NAME)}\n"
    for tag, title in {
        "ar": "البحر",
        "he": "הים",
        "fa": "دریا",
        "ur": "سمندر",
        "ja": "海",
        "zh": "海",
        "ko": "바다",
        "th": "ทะเล",
        "lo": "ທະເລ",
        "km": "សមុទ្រ",
        "my": "ပင်လယ်",
        "en": "Sea",
    }.items()
)
PATH = "-- essays/_paths/begin.md --\n---\ntitle: Begin\nsteps: [ar, en, ja]\n---\nWords.\n"
RTL = ("ar", "he", "fa", "ur")
CJK = ("ja", "zh", "ko")
STYLE = "([css, key]) => getComputedStyle(document.querySelector(css))[key]"
BEYOND = "(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)(document.documentElement)"


@pytest.fixture(scope="module", params=["en", "ar"])
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    settings = f"title: T\nbase_url: https://trial.example/\nlanguage: {request.param}\n"
    root = write_site(tmp_path_factory.mktemp("site"), f"-- site.yaml --\n{settings}{ESSAYS}{PATH}")
    assert build(root).code == 0
    with served(root / "public") as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 800, "height": 700})
    yield page
    page.close()


def style(page: Page, css: str, key: str) -> str:
    found: str = page.evaluate(STYLE, [css, key])
    return found


@pytest.mark.parametrize("tag", RTL)
def test_what_was_on_the_left_is_on_the_right(page: Page, address: str, tag: str) -> None:
    page.goto(f"{address}/{tag}/")
    assert style(page, "article", "direction") == "rtl"
    assert style(page, "aside", "borderRightWidth") == "3px"
    assert style(page, "aside", "borderLeftWidth") == "0px"
    assert float(style(page, "td", "paddingLeft")[:-2]) > 10
    assert style(page, "td", "paddingRight") == "0px"
    assert style(page, ".right", "textAlign") == "end"
    assert style(page, ".masthead", "direction") == style(page, ".colophon", "direction")


@pytest.mark.parametrize("tag", RTL)
def test_code_runs_from_left_to_right(page: Page, address: str, tag: str) -> None:
    page.goto(f"{address}/{tag}/")
    for css in ("pre", "pre code", "p code"):
        assert style(page, css, "direction") == "ltr"
    assert style(page, "p code", "unicodeBidi") == "isolate"


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("tag", ["ur", "en"])
def test_no_page_is_wider_than_the_window(
    browser: Browser, address: str, tag: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    for path in (f"{tag}/", "", "themes/sea/", "paths/begin/print/"):
        page.goto(f"{address}/{path}")
        assert page.evaluate(BEYOND) <= 0, path
        page.evaluate("scrollTo(-9999, 0)")
        assert page.evaluate("scrollX") == 0, path
    page.close()


def test_an_entry_is_aligned_as_a_whole(page: Page, address: str) -> None:
    page.goto(f"{address}/themes/sea/")
    for tag in RTL:
        entry = page.locator(f"li:has(> .title > a[href='/{tag}/'])")
        assert entry.evaluate("li => getComputedStyle(li).direction") == "rtl"
        title, whole = entry.locator("a").first.bounding_box(), entry.bounding_box()
        assert title
        assert whole
        assert abs(title["x"] + title["width"] - whole["x"] - whole["width"]) < 2


def test_a_date_is_apart_from_a_name_in_another_direction(page: Page, address: str) -> None:
    page.goto(f"{address}/ar/")
    assert style(page, ".byline time", "unicodeBidi") == "plaintext"
    place = """time => {
      const range = document.createRange(), english = time.textContent.includes("January");
      return ["2", english ? "J" : "ي"].map(letter => {
        const at = time.firstChild.data.indexOf(letter);
        range.setStart(time.firstChild, at);
        range.setEnd(time.firstChild, at + 1);
        return range.getBoundingClientRect().left;
      });
    }"""
    time = page.locator(".byline time")
    day, month = time.evaluate(place)
    assert (day < month) == ("2 January 2020" in time.inner_text())


def test_names_on_a_map_keep_to_their_side(page: Page, address: str) -> None:
    page.goto(f"{address}/themes/")
    page.wait_for_selector(".map svg")
    boxes = page.locator(".map a").evaluate_all(
        """all => all.map(a => {
          const text = a.querySelector("text").getBoundingClientRect();
          const box = a.querySelector("rect").getBoundingClientRect();
          return a.classList == "essay" ? box.right - text.right : text.left - box.left;
        })"""
    )
    assert len(boxes) == 14
    assert all(0 <= gap <= 4 for gap in boxes), boxes


@pytest.mark.parametrize("tag", CJK)
def test_stress_on_chinese_japanese_and_korean_is_dots(page: Page, address: str, tag: str) -> None:
    page.goto(f"{address}/{tag}/")
    marks = {"ja": "sesame", "zh": "dot", "ko": "dot"}
    assert marks[tag] in style(page, ".text em", "textEmphasisStyle")
    assert style(page, ".text em", "fontWeight") == "400"
    assert style(page, "html", "textSpacingTrim") == "trim-start"
    assert ("under" in style(page, ".text em", "textEmphasisPosition")) == (tag == "zh")


@pytest.mark.parametrize("tag", [*RTL, "th", "lo", "km", "my"])
def test_stress_on_scripts_without_italics_is_weight(page: Page, address: str, tag: str) -> None:
    page.goto(f"{address}/{tag}/")
    assert style(page, ".text em", "fontWeight") == "600"
    assert style(page, ".text em", "textEmphasisStyle") == "none"
    assert style(page, "h1", "letterSpacing") == "normal"


@pytest.mark.parametrize("tag", ["ar", "ja", "th", "en"])
def test_no_script_is_slanted_where_its_font_has_no_italics(
    page: Page, address: str, tag: str
) -> None:
    page.goto(f"{address}/{tag}/")
    assert style(page, ".text em", "fontSynthesisStyle") == "none"


def test_stress_on_latin_letters_is_italics(page: Page, address: str) -> None:
    page.goto(f"{address}/en/")
    assert style(page, ".text em", "fontStyle") == "italic"
    assert style(page, ".text em", "fontWeight") == "400"
    assert style(page, ".text em", "textEmphasisStyle") == "none"


def test_each_essay_of_a_print_runs_its_own_way(page: Page, address: str) -> None:
    page.goto(f"{address}/paths/begin/print/")
    ways = page.locator(".printed").evaluate_all(
        "all => all.map(one => getComputedStyle(one).direction)"
    )
    assert ways == ["rtl", "ltr", "ltr"]
    page.emulate_media(media="print")
    leads = "a => getComputedStyle(a, '::after').content"
    assert "(← " in page.locator("#step--1 [data-step][href]").evaluate(leads)
    assert "(→ " in page.locator("#step--2 [data-step][href]").evaluate(leads)


def test_search_finds_and_shows_an_essay_in_its_direction(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    page.locator("input[type=search]").fill("البحر")
    found = page.locator("#found > li").first
    found.wait_for()
    expect(found.locator("a").first).to_have_css("direction", "rtl")


def test_a_line_end_between_wide_letters_leaves_no_gap(browser: Browser, tmp_path: Path) -> None:
    body = "今天天气\n很好，\n我们去公园。\n\n今天天气很好，我们去公园。"
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay('海', body, lang='zh')}")
    assert build(root).code == 0
    page = browser.new_page()
    with served(root / "public") as url:
        page.goto(f"{url}/a/")
        widths = page.locator(".text p").evaluate_all(
            """all => all.map(p => {
              const range = document.createRange();
              range.selectNode([...p.childNodes].find(node => node.data));
              return Math.round(range.getBoundingClientRect().width);
            })"""
        )
    page.close()
    assert widths[0] == widths[1]
