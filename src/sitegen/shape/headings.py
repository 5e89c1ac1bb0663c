"""Recovered paragraphs -> those that are headings: short lines between whole paragraphs."""

import re
from collections.abc import Iterator, Sequence

from sitegen.shape.written import Line, count_words

Group = Sequence[Line]
"""Lines of a paragraph, a list or a heading."""

_LONGEST = 9
"""Words of a heading."""
_FEWEST = 2
"""Headings of a text, at least: a single short line may be anything."""
_PROSE = 12
"""Words of the shortest paragraph below a heading."""
_TITLE = re.compile(r"[^\W_][^\n@=<>{}|\\]{2,69}(?<![.,;:!?…–—\"”»*_/-])")
_OTHER = re.compile(
    r"https?:|www\.|^(?:by|from|to|posted|photo|figure|image|table|p\.?s|note|update|edit|tags|"
    r"labels|via|source|share|filed|categories|von|par|por|di|door|od)\b|[\d:/]\s*\d|^\d+\s|"
    r"\b(?:1[89]|20)\d\d\b",
    re.IGNORECASE,
)


def headings(groups: Sequence[Group]) -> frozenset[int]:
    """Return the numbers of the lines that are headings without a mark."""
    found = frozenset(_headings(groups))
    return found if len(found) >= _FEWEST else frozenset()


def _headings(groups: Sequence[Group]) -> Iterator[int]:
    for at in range(1, len(groups) - 1):
        before, group, after = groups[at - 1 : at + 2]
        if len(group) == 1 and _is_title(group[0]) and _is_prose(after) and before[-1].ends:
            yield group[0].number


def _is_title(line: Line) -> bool:
    words = len(line.text.split())
    fits = line.kind == "plain" and line.begins and not line.ends and words <= _LONGEST
    return fits and bool(_TITLE.fullmatch(line.text)) and not _OTHER.search(line.text)


def _is_prose(group: Group) -> bool:
    words = sum(count_words(line.text) for line in group)
    return group[0].kind == "plain" and group[0].begins and group[-1].ends and words >= _PROSE
