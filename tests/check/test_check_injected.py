"""Advertisements and honest paragraphs in an unknown voice, in six languages.

``check/injected/a.txt`` and ``b.txt`` hold advertisements that were written before their writer
saw a list of terms; nobody looks at ``b.txt`` when terms are added. ``honest.txt`` holds paragraphs
that speak of prices, doctors, debts and shops. Each is a line below ``=== LANGUAGE``.
"""

import re

import pytest

from sitegen.check.spam.injected import injected
from support.checked_texts import FOLDER, case, collection, placed

HOSTS = {
    "de": "host-garten",
    "en": "host-repair",
    "es": "host-puente",
    "fr": "host-marche",
    "it": "host-traghetto",
    "nl": "host-brug",
}


def found(name: str) -> list[bool]:
    """Return for each paragraph, in the midst and at the end of a text, whether it is found."""
    written = (FOLDER / "injected" / name).read_text(encoding="utf-8")
    parts = re.split(r"^=== (.+)\n", written, flags=re.MULTILINE)
    told = []
    for language, lines in zip(parts[1::2], parts[2::2], strict=True):
        host = (FOLDER / "clean" / f"{HOSTS[language]}.md").read_text(encoding="utf-8")
        blocks = host.strip().split("\n\n")
        for said in lines.strip().split("\n"):
            for place in (3, len(blocks)):
                text = "\n\n".join([*blocks[:place], said, *blocks[place:]])
                told.append(bool(placed([*injected(collection(case(text)))])))
    return told


@pytest.mark.parametrize(("name", "share"), [("a.txt", 0.8), ("b.txt", 0.45)])
def test_advertisements_in_an_unknown_voice_are_found(name: str, share: float) -> None:
    told = found(name)
    assert len(told) == 120
    assert sum(told) >= share * len(told)


def test_honest_paragraphs_that_come_near_are_quiet() -> None:
    assert not any(found("honest.txt"))
