"""Sites with faults that have an outcome: each is published, and all faults are reported.

A case of ``data/warned`` is a site in txtar form; ``-- printed --`` holds all that the build prints
to stderr. RENEW=1 rewrites it; read the difference before you commit it.
"""

import os
from pathlib import Path

import pytest

from support.site import build, sitegen, write_site

CASES = sorted((Path(__file__).parents[1] / "data" / "warned").glob("*.txt"))
_PRINTED = "-- printed --\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_site_with_faults_that_have_an_outcome_is_published(case: Path, tmp_path: Path) -> None:
    site, _, expected = case.read_text(encoding="utf-8").partition(_PRINTED)
    root = write_site(tmp_path / "site", site)
    run = build(root)
    printed = run.err.replace(f"{root.as_posix()}/", "")
    if "RENEW" in os.environ:
        case.write_text(site + _PRINTED + printed, encoding="utf-8")
    assert printed == expected
    assert run.code == 0
    assert (root / "public" / "index.html").is_file()
    assert build(root).err == run.err
    assert "error[E6" not in sitegen("check", root).err
