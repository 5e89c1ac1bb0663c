"""What the owner puts at the top of every page."""

import re
from pathlib import Path

from support.site import build, problems, write_site

SITE = """-- site.yaml --
title: The Conversation Comes First
short_title: "Conversation *First*"
base_url: https://essays.example/base/
pages:
  - map
  - about
  - {{title: "Mail & more", url: "mailto:post@essays.example"}}
  - {{title: Feed, url: /feed.xml}}
  - {{title: Elsewhere, url: "//cdn.example/x"}}
{more}-- essays/one.md --
---
tags: [a, b]
---
Some [words]{{index=Words}}.
-- essays/two.md --
---
tags: [a, b]
---
Other words.
-- essays/_pages/about.md --
# About us

Words.
"""
PATH = """-- essays/_paths/first.md --
---
title: First
steps: [one, two]
---
Words.
"""


def masthead(root: Path, page: str = "one") -> str:
    text = (root / f"public/{page}/index.html").read_text("utf-8")
    return text.partition('<header class="masthead">')[2].partition("</header>")[0]


def links(root: Path) -> list[tuple[str, str]]:
    return re.findall(r'<a href="([^"]*)">([^<]*)</a>', masthead(root).partition("Search</a>")[2])


def test_navigation_leads_to_pages_and_to_anywhere(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.format(more=""))
    assert build(root).code == 0
    assert links(root) == [
        ("/base/themes/#theme-map", "Map"),
        ("/base/about/", "About us"),
        ("mailto:post@essays.example", "Mail &amp; more"),
        ("/base/feed.xml", "Feed"),
        ("//cdn.example/x", "Elsewhere"),
    ]
    assert 'href="/base/">Conversation <em>First</em></a>' in masthead(root)
    assert 'id="theme-map"' in (root / "public/themes/index.html").read_text("utf-8")


def test_navigation_has_reading_paths_and_the_index(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.format(more="  - paths\n  - index\n") + PATH)
    assert build(root).code == 0
    assert links(root)[-2:] == [("/base/paths/", "Reading paths"), ("/base/index/", "Index")]


def test_page_that_the_site_does_not_have_is_a_warning(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.format(more="  - paths\n").replace("{index=Words}", ""))
    assert "W608]: page 'paths' not found" in problems(root)


def test_a_page_of_ones_own_has_its_name(tmp_path: Path) -> None:
    own = "-- essays/_pages/map.md --\n# Where we are\n\nWords.\n"
    root = write_site(tmp_path, SITE.format(more="") + own)
    assert build(root).code == 0
    assert links(root)[0] == ("/base/map/", "Where we are")


def test_link_without_an_address_is_an_error(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.format(more="  - {title: Lost}\n"))
    assert "site.yaml:10:5: error[E214]: pages: 'url' is missing" in problems(root)
