"""Every step of docs/make-it-yours.md, alone and in order."""

import re
from pathlib import Path

import pytest

from support.site import build, write_site

PAGE = (Path(__file__).parents[2] / "docs/make-it-yours.md").read_text("utf-8")
STEPS = re.findall(r"^```\w+ (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SITE = """-- essays/ferry.md --
---
title: The Ferry
author: Ann
place: Harwich
tags: [sea, harbours]
---
It left at seven.
-- essays/quay.md --
---
title: The Quay
author: Ann
tags: [sea, harbours]
---
Nobody waved.
-- essays/_pages/about.md --
# About
-- static/fonts/my-serif.woff2 --
x
"""
SEEN = {
    "static/site.css": ("ferry/index.html", "site.css"),
    "static/icon.svg": ("icon.svg", "#7a1f45"),
    "site.yaml": ("ferry/index.html", "Photographs</a>"),
    "templates/_footer.html": ("search/index.html", "Printed copies"),
    "templates/_head.html": ("themes/sea/index.html", "https://social.example/@letters"),
    "templates/essay.html": ("ferry/index.html", "<p>Written by Ann.</p>"),
    "templates/essays.html": ("essays/index.html", "The Ferry</a>, Harwich</li>"),
    "templates/home.html": ("index.html", '<ul class="entries">'),
}


def files() -> list[tuple[str, str]]:
    return [(name, text) for name, text in STEPS if name != "front"]


def test_the_page_has_every_step() -> None:
    assert {name for name, _ in files()} == set(SEEN)


@pytest.mark.parametrize(("name", "text"), files())
def test_a_step_alone_is_seen(name: str, text: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, f"{SITE}-- {name} --\n{text}")
    run = build(root)
    assert (run.code, run.err) == (0, "")
    page, words = SEEN[name]
    assert words in (root / "public" / page).read_text("utf-8")


def test_all_steps_together_build(tmp_path: Path) -> None:
    site = "".join(f"-- {name} --\n{text}" for name, text in files())
    run = build(write_site(tmp_path, SITE + site))
    assert (run.code, run.err) == (0, "")
