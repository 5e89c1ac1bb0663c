"""Broken sites, each in one file of ``data/broken``, and all that a build says of them.

A case is a site in txtar form. ``-- arguments --`` holds options of ``sitegen build``,
``-- missing --`` names a file to leave out, and ``-- printed --`` holds all that the build prints
to stderr. ``sitegen check`` finds the same errors. RENEW=1 rewrites the printed text; read the
difference before you commit it.
"""

import os
import re
from pathlib import Path

import pytest

from support.site import build, sitegen, tree, write_site

CASES = sorted((Path(__file__).parents[1] / "data" / "broken").glob("*.txt"))
_PRINTED = "-- printed --\n"
_ERROR = re.compile(r"^(\S.*?): error\[(E\d+)\]", re.MULTILINE)
_ELSEWHERE = {("site.yaml", "E801")}
"""What is no part of the site: a site above, in which a check would look."""
_ASIDE = re.compile(r"^-- (arguments|missing) --\n(.*)\n", re.MULTILINE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_broken_site_is_explained_and_not_published(case: Path, tmp_path: Path) -> None:
    site, _, expected = case.read_text(encoding="utf-8").partition(_PRINTED)
    asides = dict(_ASIDE.findall(site))
    root = write_site(tmp_path / "site", _unescape(_ASIDE.sub("", site)))
    if "missing" in asides:
        (root / asides["missing"]).unlink()
    before = tree(root)

    run = build(root, *asides.get("arguments", "").split())

    printed = run.err.replace(f"{root.as_posix()}/", "").replace(str(root), "SITE")
    if "RENEW" in os.environ:
        case.write_text(site + _PRINTED + printed, encoding="utf-8")
    assert printed == expected
    assert run.code == 1
    assert tree(root) == before
    assert "Traceback" not in run.err
    if "--output" not in asides.get("arguments", ""):
        assert _errors(run.err) <= _errors(sitegen("check", root).err) | _ELSEWHERE


def _errors(printed: str) -> set[tuple[str, str]]:
    """Name each error by its file and its code."""
    return {(path.rpartition("/site/")[2], code) for path, code in _ERROR.findall(printed)}


def test_there_are_sixty_broken_sites() -> None:
    assert len(CASES) >= 60


def _unescape(text: str) -> str:
    """Let a case hold what a text file should not: ``<<80>>`` is that byte, ``<<x*9>>`` nine x."""
    text = re.sub(r"<<([^<>\n]+)\*(\d+)>>", lambda long: long[1] * int(long[2]), text)
    return re.sub(r"<<([0-9A-F]{2})>>", lambda byte: _byte(int(byte[1], 16)), text)


def _byte(number: int) -> str:
    return bytes([number]).decode("utf-8", "surrogateescape")
