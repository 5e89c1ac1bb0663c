"""The home page: what the collection is, where to begin, what is new, its themes."""

import re
from pathlib import Path

from support.site import build, essay, write_site

PATH = """-- essays/_paths/first.md --
---
title: A First Evening
summary: Two essays to begin with.
steps: [e1, e2]
---
Words.
"""


def site(count: int, tags: str = "[sea]", more: str = "") -> str:
    essays = "".join(
        f"-- essays/e{n}.md --\n"
        + essay(f"Essay {n}", f"Begins {n}.", date=f"2020-01-{n:02}", tags=tags)
        for n in range(1, count + 1)
    )
    return (
        f"-- site.yaml --\ntitle: Trial\ndescription: About the *sea*.\nauthor: Ann\n{more}{essays}"
    )


def home(root: Path, text: str) -> str:
    assert build(write_site(root, text)).code == 0
    page = (root / "public/index.html").read_text("utf-8")
    return page.partition("<main")[2].partition("</main>")[0]


def test_home_says_what_it_is_where_to_begin_and_what_is_new(tmp_path: Path) -> None:
    page = home(tmp_path, site(6) + PATH)
    assert "<p>About the <em>sea</em>.</p>" in page
    begin = page.index("Begin here</h2>")
    assert begin < page.index("Two essays to begin with.") < page.index("Newest</h2>")
    newest = page[page.index("Newest</h2>") : page.index("sea</a></h2>")]
    assert re.findall(r'class="title"><a href="/(\w+)/"', newest) == ["e6", "e5", "e4"]


def test_each_lead_is_shown_once_and_a_theme_has_at_most_three_more(tmp_path: Path) -> None:
    page = home(tmp_path, site(12))
    leads = re.findall(r"<p>Begins (\d+)\.</p>", page)
    assert len(leads) == len(set(leads)) == 6
    assert ">All 12 essays</a>" in page.partition("sea</a></h2>")[2]


def test_openings_can_be_turned_off(tmp_path: Path) -> None:
    assert "Begins" not in home(tmp_path, site(4, more="openings: false\n"))


def test_author_is_named_where_there_are_several(tmp_path: Path) -> None:
    assert "Ann" not in home(tmp_path / "one", site(3))
    other = f"-- essays/other.md --\n{essay('Other', author='Bo', date='2021-01-01')}"
    assert "Ann" in home(tmp_path / "two", site(3) + other)


def test_page_called_home_is_the_introduction(tmp_path: Path) -> None:
    page = home(tmp_path, site(3) + "-- essays/_pages/home.md --\nWords of **welcome**.\n")
    assert "Words of <strong>welcome</strong>." in page
    assert "About the" not in page
    assert not (tmp_path / "public/home").exists()
