"""Plain text -> its sentences, its opening and its number of words."""

from collections.abc import Sequence

from sitegen.text.regex import regex

_END = regex(
    r"[.!?…。！？](?:(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\b[MD]r\.)(?<!\bM[rs]s\.)(?<!\bMs\.)(?<!\bSt\.)"
    r"(?<!\w\.\w\.)['\"”’»)\]]*(?=\s+[^\sa-z])|(?<=[。！？])['”’»」』)）]*)"
)
"""Begins with its characters, not with a choice, so that ``re`` skips to these characters."""
_CJK = regex("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WIDE = regex("[\u3000-\uffff]")
"""Contains all that these two find, and is quicker where a text has none of it."""
_STOPS = regex("[\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+")
_REACH = 320
"""Characters of a sentence on each side of a link before it is cut."""


def sentence(text: str, at: int) -> str:
    """Return the sentence of a text that contains the character at ``at``."""
    start = max(at - _REACH, 0)
    if start:
        start = text.find(" ", start, at) + 1 or start
    ends = [match.end() for match in _END.finditer(text, start, at)]
    head = text[ends[-1] if ends else start : at]
    close = _END.search(text, at, at + _REACH)
    tail = text[at : close.end() if close else at + _REACH]
    if not close and at + _REACH < len(text):
        tail = tail.rpartition(" ")[0] or tail
    return " ".join((head + tail).split())


def opening(text: str, near: int = 300) -> str:
    """Return the beginning of a text, cut at the end of a sentence near a number of characters."""
    text = " ".join(text.split())
    if len(text) <= near:
        return text
    ends = [match.end() for match in _END.finditer(text, 0, near + near // 3)]
    if ends and (best := min(ends, key=lambda end: abs(near - end))) > near // 3:
        return text[:best]
    return text[:near].rpartition(" ")[0].rstrip(",;:–—-") + "…"


def ending(text: str, near: int = 300) -> str:
    """Return the end of a text, cut between words near a number of characters."""
    text = " ".join(text.split())
    return text if len(text) <= near else "…" + text[-near:].partition(" ")[2]


def count_words(texts: Sequence[str], *, spaced: bool) -> int:
    """Count words; Chinese and Japanese, which have no spaces, by character.

    ``spaced``: the texts contain none of these.
    """
    text = " ".join(texts)
    characters = 0
    if not spaced and _WIDE.search(text):
        text, characters = _CJK.subn(" ", _STOPS.sub(" ", text))
    return len(text.split()) + characters - text.count(" – ") - text.count(" — ")
