"""Lines below "Related posts" -> a blog's list of titles, or an author's reading list."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from sitegen.check.leftovers.phrases import Mark
from sitegen.check.leftovers.units import Unit


def with_titles(every: Sequence[Unit]) -> tuple[Unit, ...]:
    """Mark the titles under a heading such as "Related posts", unless an author wrote the list."""
    marked: list[Unit] = []
    below = False
    for number, unit in enumerate(every):
        mark = unit.mark
        if mark and mark.kind == "related" and _is_reading_list(every[number + 1 :]):
            mark, below = None, False
        if below and not mark and not unit.neutral and _is_title(unit):
            mark = Mark("related", sure=False, worded=False)
        if mark:
            below = mark.kind == "related" or (below and mark.kind == "byline")
        elif not unit.neutral:
            below = False
        marked.append(replace(unit, mark=mark))
    return tuple(marked)


_BACK, _ON = re.compile(r"\s*[←«‹<]"), re.compile(r"[→»›>]\s*$")


def with_turns(every: Sequence[Unit]) -> tuple[Unit, ...]:
    """Trust two arrows that lead to the post before and the one after."""
    found = list(every)
    for at, (unit, after) in enumerate(pairwise(every)):
        arrows = all(one.mark and one.mark.kind == "navigation" for one in (unit, after))
        if arrows and _BACK.match(unit.text) and _ON.search(after.text):
            for place in (at, at + 1):
                found[place] = replace(every[place], mark=_trusted(every[place].mark))
    return tuple(found)


def with_last_labels(every: Sequence[Unit]) -> tuple[Unit, ...]:
    """Trust a row of labels that is the last line of a text."""
    last = max((at for at, unit in enumerate(every) if not unit.neutral), default=-1)
    return tuple(
        replace(unit, mark=replace(unit.mark, sure=True))
        if at == last and unit.mark and unit.mark.kind == "labels" and unit.kind == "paragraph"
        else unit
        for at, unit in enumerate(every)
    )


def _trusted(mark: Mark | None) -> Mark:
    return mark if mark and mark.sure else Mark("navigation", sure=True, worded=False)


_TARGET = re.compile(r"\]\(\s*<?(?:https?:)?//([^/\s()<>]+)", re.IGNORECASE)
_LINKED = re.compile(r"!?\[[^\[\]]*\]\([^()\s]*\)")


def _is_reading_list(after: Sequence[Unit]) -> bool:
    """Return whether the lines under "Recommended reading" are an author's.

    A blog lists titles of its own: links to one host, without a word beside them.
    """
    hosts: set[str] = set()
    for unit in after:
        if unit.mark or (unit.kind not in ("list", "paragraph", "heading") and not unit.neutral):
            break
        hosts.update(host.lower() for host in _TARGET.findall(unit.source))
        if "](" in unit.source or "[[" in unit.source:
            beside = re.sub(r"^[\s>*+-]*(?:\d+[.)])?|[*_]", "", _LINKED.sub("", unit.source))
            if any(map(str.isalnum, beside)) or _OWN_LINK.search(unit.source):
                return True
        elif unit.kind == "paragraph" and len(unit.text.split()) > _TITLE:
            break
    return len(hosts) > 1


_TITLE = 14
"""Words of the longest title."""


def _is_title(unit: Unit) -> bool:
    text = unit.text
    if unit.kind in ("quote", "code", "table") or (not text and "](" not in unit.source):
        return False
    if _OWN_LINK.search(unit.source):
        return False  # a list of links into the collection is the author's
    return len(text.split()) <= _TITLE and not text.endswith((".", ":", ";", ","))


_OWN_LINK = re.compile(r"\]\((?!https?:)|\[\[")
