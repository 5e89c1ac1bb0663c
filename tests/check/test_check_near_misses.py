"""Texts that are nearly what ``sitegen check --fix`` changes, and that it leaves as they are.

``check/near/CODE-NAME.txt`` holds the near misses of one rule. Each begins with a line
``=== TITLE`` or ``=== TITLE | DATE``.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.check.fix import plan_fixes
from support.checked_texts import checked, examined
from support.site import sitegen, write_site

FOLDER = Path(__file__).parents[1] / "data" / "check" / "near"
FILES = sorted(FOLDER.glob("*.txt"))
FIXING = {f"W100{number}" for number in range(1, 10)} | {
    "W1101",
    "W1302",
    "W1306",
    "W1307",
    "W1315",
    "N1316",
}


def essays(file: Path) -> Iterator[str]:
    """Yield the essays of a file."""
    parts = re.split(r"^=== (.+)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        name, _, day = title.partition(" | ")
        yield f'---\ntitle: "{name}"\ndate: {day or "2021-03-04"}\n---\n\n{body}'


def write(root: Path, *files: Path) -> dict[Path, bytes]:
    write_site(root, '-- site.yaml --\ntitle: "A"\nauthor: Clara Field\n')
    written: dict[Path, bytes] = {}
    for file in files:
        for number, text in enumerate(essays(file)):
            essay = root / "essays" / f"{file.stem.lower()}-{number}.md"
            essay.parent.mkdir(exist_ok=True)
            written[essay] = text.encode()
            essay.write_bytes(written[essay])
    return written


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_near_miss_has_no_sure_fix(file: Path, tmp_path: Path) -> None:
    write(tmp_path, file)
    collection = examined(tmp_path)
    fixes, problems = plan_fixes(tmp_path, collection, checked(collection))
    assert [(one.path, one.after.decode()) for one in fixes] == []
    assert problems == ()


def test_every_near_miss_is_the_same_after_a_fix(tmp_path: Path) -> None:
    written = write(tmp_path, *FILES)
    sitegen("check", "--fix", "--force", "--verbose", str(tmp_path))
    changed = [file.name for file, before in written.items() if file.read_bytes() != before]
    assert changed == []
    assert list((tmp_path / "essays").glob("*.removed.md")) == []


def test_every_rule_that_fixes_has_ten_near_misses_and_all_have_two_hundred() -> None:
    counts = {file.stem.partition("-")[0]: len(list(essays(file))) for file in FILES}
    assert counts.keys() == FIXING
    assert min(counts.values()) >= 10
    assert sum(counts.values()) >= 200
