"""A nested tag -> the tag that it is part of: ``craft/weaving`` -> ``craft``."""

from collections.abc import Iterable, Mapping

from sitegen.model import Slug
from sitegen.text.slugs import slugify

Starts = Mapping[Slug, int]
"""Slug of a nested tag -> where its last part begins in it."""

_LONGEST_ABBREVIATION = 4


def parent(tag: str) -> str:
    """Return the tag that a nested one is part of; "" for one that is not nested.

    A slash between abbreviations or numbers joins equals (TCP/IP, 24/7), and one with spaces
    around it is a slash of prose. What is left is a level (help.obsidian.md, "Tags").
    """
    above, slash, _ = tag.rpartition("/")
    parts = tag.split("/")
    if not slash or any(part != part.strip() or not slugify(part) for part in parts):
        return ""
    return "" if all(map(_is_short, parts)) else above


def starts(tags: Iterable[str]) -> Starts:
    """Find where the last parts of nested tags begin."""
    levels = ((tag, above) for tag in tags if (above := parent(tag)))
    return {slugify(tag): len(slugify(above)) + 1 for tag, above in levels}


def _is_short(part: str) -> bool:
    return part.isdigit() or (part.isupper() and len(part) <= _LONGEST_ABBREVIATION)
