"""Advertisements in six languages, and honest essays on the same subjects.

``check/adverts/LANGUAGE.txt`` holds paragraphs below ``=== TRADE``; each is put into an essay of
``check/clean``: in its midst, at its end, and above a comment form. ``check/honest/LANGUAGE.txt``
holds essays below ``=== TITLE``.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.check.spam import terms
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
FORM = "No comments:\n\nPost a Comment"


def sections(file: Path) -> list[tuple[str, str]]:
    parts = re.split(r"^=== (.+)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return list(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))


ADVERTS = [
    (language, trade, said)
    for language in HOSTS
    for trade, said in sections(FOLDER / "adverts" / f"{language}.txt")
]
HONEST = [
    f'---\ntitle: "{title}"\ndate: 2011-02-03\n---\n\n{text}'
    for language in HOSTS
    for title, text in sections(FOLDER / "honest" / f"{language}.txt")
]
TRADES = sorted({trade for _, trade, _ in ADVERTS})


def injections(language: str, said: str) -> Iterator[str]:
    host = (FOLDER / "clean" / f"{HOSTS[language]}.md").read_text(encoding="utf-8")
    blocks = host.strip().split("\n\n")
    yield "\n\n".join([*blocks[:3], said, *blocks[3:]])
    yield "\n\n".join([*blocks, said])
    yield "\n\n".join([*blocks, said, FORM])


def share_found(trade: str = "") -> float:
    """Return the share of the advertisements, of a trade or of all, that are found alone."""
    right = wrong = 0
    for language, own, said in ADVERTS:
        for text in injections(language, said) if trade in {own, ""} else ():
            line = text.count("\n", 0, text.index(said)) + 1
            places = placed([*injected(collection(case(text)))])
            right += [place.split()[0] for place in places] == [f"essays/a.md:{line}"]
            wrong += 1
    return right / wrong


def test_there_are_enough_texts_to_measure_with() -> None:
    assert len(ADVERTS) >= 80
    assert len(TRADES) >= 16
    assert len(HONEST) >= 60


def test_advertisements_are_found_in_every_place_and_language() -> None:
    assert share_found() >= 0.97


@pytest.mark.parametrize("trade", TRADES)
def test_advertisements_of_a_trade_without_a_list_are_found(
    trade: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [one for one in terms._listed() if one[0] != trade.replace("-", " ")]
    monkeypatch.setattr(terms, "_listed", lambda: iter(listed))
    forget()
    try:
        assert share_found(trade) >= 0.5
    finally:
        forget()


def forget() -> None:
    terms._terms.cache_clear()
    terms._indexes.cache_clear()


def test_honest_essays_on_medicine_money_and_shopping_are_quiet_together() -> None:
    texts = [case(text, f"essays/{number}.md") for number, text in enumerate(HONEST)]
    assert placed([*injected(collection(*texts))]) == []


def test_honest_essays_are_nearly_all_quiet_alone() -> None:
    found = [line for text in HONEST for line in placed([*injected(collection(case(text)))])]
    assert len(found) <= 1
