"""Words -> fingerprints: winnowing (Schleimer, Wilkerson, Aiken: "Winnowing", SIGMOD 2003).

Of every eight neighbouring runs of eight words the one with the smallest hash is kept, so that two
texts with fifteen words in a row in common share a fingerprint. MinHash and simhash compare whole
texts and do not see a passage.
"""

from collections.abc import Sequence

from sitegen.check.doubling.wording import Word

RUN = 8
"""Words in a run."""
_WINDOW = 8
"""Runs of which one is kept."""

# Hashes of tuples of numbers are the same in every process; those of strings are not.


def hashes(words: Sequence[Word]) -> list[int]:
    """Hash each run of words; the place in the list is that of the run's first word."""
    return list(map(hash, zip(*(words[start:] for start in range(RUN)), strict=False)))


def winnow(hashed: Sequence[int]) -> set[int]:
    """Choose the fingerprints: the smallest of each eight neighbours."""
    chosen: set[int] = set()
    start, end = 0, len(hashed)
    while start + _WINDOW <= end:
        window = hashed[start : start + _WINDOW]
        least = min(window)
        chosen.add(least)
        # It stays the smallest until it leaves the window or a smaller one enters.
        entering, gone = start + _WINDOW, start + window.index(least) + _WINDOW
        while entering < gone and entering < end and hashed[entering] >= least:
            entering += 1
        start = entering - _WINDOW + 1
    return chosen or set(hashed)
