"""The colophon: where all essays come from, and what was corrected."""

import re
from pathlib import Path

from support.site import build, write_site

SITE = """-- essays/one.md --
---
title: One
source: {kind: retelling, title: The Value Mix, author: Jane, published: 2010-04}
errata:
  - {date: 2021-02-03, text: A *name* was wrong.}
---
Words.
-- essays/two.md --
---
title: Two
errata:
  - {date: 2022-02-03, text: A year was wrong.}
---
Other words.
-- essays/_pages/about.md --
# About
-- essays/_pages/colophon.md --
# Colophon

Set in a serif.
"""


def page(root: Path, name: str) -> str:
    return (root / f"public/{name}/index.html").read_text("utf-8")


def test_colophon_lists_sources_and_corrections(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    assert build(root).code == 0
    text = page(root, "colophon")
    source = re.search(r'<p class="source">(.*?)</p>', text)
    assert source
    assert source[1] == "A retelling of <cite>The Value Mix</cite>, Jane, April 2010."
    assert source[0] in page(root, "one")
    assert text.count('<p class="source">') == 1
    assert text.index("A year was wrong.") < text.index("A <em>name</em> was wrong.")


def test_other_pages_list_none(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    assert build(root).code == 0
    assert "The Value Mix" not in page(root, "about")
    assert "was wrong" not in page(root, "about")
