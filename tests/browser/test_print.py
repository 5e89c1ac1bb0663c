"""Pages on paper."""

from collections.abc import Iterator
from statistics import median

import pytest
from playwright.sync_api import Browser, Page, expect

from support.site import build, essay, write_site
from support.site_server import served

TAGS = "[bridges, tolls]"
LONG = "\n\n".join("The keeper of the bridge counts what crosses it by day. " * 9 for _ in range(9))
SITE = f"""\
-- essays/_themes/bridges.md --
---
title: Bridges
related: [tolls]
---
What carries.
-- essays/_paths/begin.md --
---
title: Begin
steps: [one, two]
---
Come along.
-- essays/one.md --
{essay("One", 'A [crossing]{index="Crossings!by day"} is [told](two.md).[^1]', tags=TAGS)}

[^1]: By the keeper.

<details>
<summary>More</summary>

Words below.

</details>

> [!note]- Later
> Words in a box.

```go
	if a
```
-- essays/two.md --
{essay("Two", LONG, tags=TAGS)}
"""
CHROME = ".masthead, .next, .back, .path, .ways, .onward, .letters, .colophon, .pilcrow, .skip"
LINES = """paragraph => {
  const lines = new Map(), range = document.createRange();
  const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); )
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const top = Math.round(range.getBoundingClientRect().top / 8);
      lines.set(top, (lines.get(top) ?? 0) + 1);
    }
  return [...lines.values()];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = write_site(tmp_path_factory.mktemp("site"), SITE)
    assert build(root).code == 0
    with served(root / "public") as opened:
        yield opened


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 794, "height": 1123}, color_scheme="dark")
    page.emulate_media(media="print")
    yield page
    page.close()


@pytest.mark.parametrize(
    "path", ["", "one/?path=begin", "themes/", "themes/bridges/", "paths/begin/", "index/"]
)
def test_ways_to_other_pages_stay_off_paper(paper: Page, address: str, path: str) -> None:
    paper.goto(f"{address}/{path}")
    expect(paper.locator("h1")).to_be_visible()
    found = paper.locator(CHROME)
    assert found.count() > 0
    assert [one.inner_text() for one in found.all() if one.is_visible()] == []
    ink = paper.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(0, 0, 0)"


def test_lines_on_paper_are_as_long_as_in_a_book(paper: Page, address: str) -> None:
    paper.goto(f"{address}/two/")
    lines = paper.locator(".text p").first.evaluate(LINES)
    assert 60 <= median(lines) <= 75
    assert max(lines) <= 80


def test_notes_are_at_the_end_of_what_is_printed(paper: Page, address: str) -> None:
    paper.goto(f"{address}/one/")
    expect(paper.get_by_text("By the keeper.")).to_be_visible()
    expect(paper.locator("[role=doc-backlink]")).to_be_hidden()


def test_index_is_printed_in_two_columns(paper: Page, address: str) -> None:
    paper.goto(f"{address}/index/")
    assert (
        paper.locator(".index").first.evaluate("list => getComputedStyle(list).columnCount") == "2"
    )
    assert paper.evaluate("document.documentElement.scrollWidth") <= 794


@pytest.mark.parametrize("path", ["one/", "paths/begin/print/"])
def test_what_readers_unfold_is_on_paper(paper: Page, address: str, path: str) -> None:
    paper.goto(f"{address}/{path}")
    for words in ("Words below.", "Words in a box."):
        box = paper.get_by_text(words).bounding_box()
        assert box
        assert box["height"] > 0
    paper.emulate_media(media="screen")
    assert not paper.get_by_text("Words below.").is_visible()


def test_a_tab_in_code_is_four_spaces_wide(paper: Page, address: str) -> None:
    paper.goto(f"{address}/one/")
    assert paper.locator("pre").evaluate("pre => getComputedStyle(pre).tabSize") == "4"
