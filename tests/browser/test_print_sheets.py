"""Printed sheets: running heads, page numbers, tables over several sheets, links on paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from support.sheets import SIZES, sheets
from support.site import build, essay, write_site
from support.site_server import served

ROWS = "\n".join(f"| Cart {number} | {number} May |" for number in range(90))
LONG = "\n\n".join(
    "The keeper of the bridge counts what crosses it by day. " * 12 for _ in range(9)
)
SIGNS = r"Three “\” & <i>"
LEAD = "What the keeper counts, and what nobody counts."
ONE = f"""See [the ferry](two.md), [its day](two.md#by-day), [far](https://far.example/).

| Crossing | Day |
|---|---|
{ROWS}

![Tall](/tall.svg "A tall picture")
"""
TWO = f"## By day\n\n{LONG}"
SITE = f"""\
-- site.yaml --
title: Bridges
base_url: https://bridges.example/
-- static/tall.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="300" height="2000"/>
-- essays/_paths/begin.md --
---
title: Begin
steps: [one, two]
---
First [the ferry](../two.md).
-- essays/one.md --
{essay("One", ONE, summary=LEAD)}
-- essays/two.md --
{essay("Two", TWO, summary=LEAD)}
-- essays/three.md --
{essay(SIGNS, LONG)}
"""
LAST_LINE = re.compile(r"(\d+) ?/ ?(\d+)\s*$")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = write_site(tmp_path_factory.mktemp("site"), SITE)
    assert build(root).code == 0
    with served(root / "public") as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("path", "head"), [("one/", "One"), ("paths/begin/print/", "Begin")])
def test_each_sheet_has_its_number_and_after_the_first_a_running_head(
    page: Page, address: str, tmp_path: Path, size: str, path: str, head: str
) -> None:
    page.goto(f"{address}/{path}")
    found = sheets(page, size, tmp_path)
    numbers = [LAST_LINE.search(words) for words in found]
    total = str(len(found))
    assert [each and each.groups() for each in numbers] == [
        (str(number), total) for number in range(1, len(found) + 1)
    ]
    assert len(found) > 1
    assert f"{head} – Bridges" not in found[0]
    assert all(words.split("\n")[0].strip() == f"{head} – Bridges" for words in found[1:])


def test_a_title_with_signs_of_style_sheets_is_a_running_head(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(f"{address}/three/")
    assert sheets(page, "A5", tmp_path)[1].split("\n")[0].strip() == f"{SIGNS} – Bridges"


@pytest.mark.parametrize("size", SIZES)
def test_a_table_breaks_between_rows_and_repeats_its_head(
    page: Page, address: str, tmp_path: Path, size: str
) -> None:
    page.goto(f"{address}/one/")
    found = sheets(page, size, tmp_path)
    with_rows = [words for words in found if re.search(r"Cart \d", words)]
    assert len(with_rows) > 1
    assert all("Crossing" in words for words in with_rows)
    rows = [int(row) for row in re.findall(r"Cart (\d+) +\1 May", "".join(found))]
    assert rows == list(range(90))


@pytest.mark.parametrize("size", SIZES)
def test_a_figure_is_on_one_sheet_with_its_caption(
    page: Page, address: str, tmp_path: Path, size: str
) -> None:
    width, height = SIZES[size]
    page.goto(f"{address}/one/")
    printed = sheets(page, size, tmp_path)
    assert sum("A tall picture" in words for words in printed) == 1
    inches = {"mm": 96 / 25.4, "in": 96}
    wide, high = (float(side[:-2]) * inches[side[-2:]] for side in (width, height))
    page.set_viewport_size({"width": round(wide), "height": round(high)})
    page.emulate_media(media="print")
    box = page.locator("figure").bounding_box()
    assert box
    assert box["height"] < 0.83 * high  # the sheet without its margins


def test_links_say_where_they_lead(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(f"{address}/one/")
    words = " ".join(sheets(page, "A4", tmp_path)[0].split())
    assert "the ferry <https://bridges.example/two/>" in words
    assert "its day <https://bridges.example/two/#by-day>" in words
    assert "far <https://far.example/>" in words


def test_links_between_essays_of_one_print_lead_to_their_number_there(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(f"{address}/paths/begin/print/")
    first, second, *rest = sheets(page, "A4", tmp_path)
    assert "First the ferry (→ 2)." in first
    assert re.search(r"1 +One\n\s*2 +Two", first)
    assert "1 One" in " ".join(second.split())
    assert "the ferry (→ 2), its day (→ 2), far <https://far.example/>" in " ".join(second.split())
    assert any("2 Two" in " ".join(words.split()) for words in rest)
    ids = page.locator("[data-step][href]").evaluate_all("all => all.map(a => a.hash.slice(1))")
    assert ids == ["step--2", "step--2", "e2--by-day"]
    assert page.evaluate("ids => ids.every(id => document.getElementById(id))", ids)


@pytest.mark.parametrize("size", SIZES)
def test_a_lead_is_on_the_sheet_of_its_title(
    page: Page, address: str, tmp_path: Path, size: str
) -> None:
    page.goto(f"{address}/paths/begin/print/")
    titled = [words for words in sheets(page, size, tmp_path) if LEAD[:20] in words]
    assert len(titled) == 2
    assert all(re.search(r"^\s*[12]\s+(One|Two)$", words, re.MULTILINE) for words in titled)


def test_code_breaks_over_sheets_and_is_not_cut(browser: Browser, tmp_path: Path) -> None:
    code = "\n".join(f"    line_{number} = {'wide ' * 30}{number}" for number in range(60))
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay('A', code)}")
    assert build(root).code == 0
    page = browser.new_page()
    with served(root / "public") as url:
        page.goto(f"{url}/a/")
        printed = " ".join("".join(sheets(page, "A6", tmp_path)).split())
    page.close()
    assert all(f"line_{number} =" in printed for number in range(60))
    assert len(re.findall(r"\bwide\b", printed)) == 60 * 30
