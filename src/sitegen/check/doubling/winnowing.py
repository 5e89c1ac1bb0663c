"""Words -> fingerprints: winnowing (Schleimer, Wilkerson, Aiken: "Winnowing", SIGMOD 2003).

Of every eight neighbouring runs of eight words the one with the smallest hash is kept. A pair of
consecutive kept runs is a fingerprint, since a single run is often a turn of phrase. Two texts with
23 words in a row in common share a fingerprint; most with 15 do. MinHash and simhash compare whole
texts and miss passages.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from sitegen.check.doubling.wording import Word

Print = int
RUN = 8
"""Words in a run."""
_WINDOW = 8
"""Runs of which one is kept."""

# Hashes of tuples of numbers are the same in every process; those of strings are not.


def hashes(words: Sequence[Word]) -> list[int]:
    """Return the hash of each run of words, in the order of their first words."""
    return list(map(hash, zip(*(words[start:] for start in range(RUN)), strict=False)))


def fingerprints(words: Sequence[Word]) -> Mapping[Print, int]:
    """Return the fingerprints of a text, each with the number of its first word."""
    hashed = hashes(words)
    kept = winnow(hashed)
    return {hash((hashed[one], hashed[two])): one for one, two in pairwise(kept)}


def winnow(hashed: Sequence[int]) -> Sequence[int]:
    """Return the places of the smallest hash of each eight neighbours."""
    places: list[int] = []
    start, end = 0, len(hashed)
    while start + _WINDOW <= end:
        window = hashed[start : start + _WINDOW]
        least = min(window)
        places.append(start + window.index(least))
        # It is the smallest until it leaves the window or a smaller one enters.
        entering, gone = start + _WINDOW, places[-1] + _WINDOW
        while entering < gone and entering < end and hashed[entering] >= least:
            entering += 1
        start = entering - _WINDOW + 1
    return places
