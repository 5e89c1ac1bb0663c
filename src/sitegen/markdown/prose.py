"""Plain text -> its sentences, its opening and its number of words."""

from collections.abc import Sequence

from sitegen.text.graphemes import boundary
from sitegen.text.regex import regex

_END = regex(
    r"[.!?…؟۔।。！？](?:(?<=[.!?…؟۔।])(?<!\b[A-Z]\.)(?<!\b[MD]r\.)(?<!\bM[rs]s\.)(?<!\bMs\.)"
    r"(?<!\bSt\.)(?<!\w\.\w\.)['\"”’»)\]]*(?=\s+[^\sa-z])|(?<=[。！？])['”’»」』)）]*)"
)
"""Begins with its characters, not with a choice, so that ``re`` skips to these characters."""
_CJK = regex(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)
_LETTERS = regex(
    "[\u0e01-\u0e2e\u0e81-\u0eae\u1000-\u102a\u103f\u1050-\u1055\u1780-\u17b3\uaa60-\uaa76]"
)
"""Consonants and free vowels of Thai, Lao, Burmese and Khmer."""
_MARKS = regex(
    "[\u0e2f-\u0e4e\u0eaf-\u0ece\u102b-\u103e\u1056-\u109d\u17b4-\u17d3\u17dd\uaa7b-\uaa7d]+"
)
_TIBETAN = regex("[\u0f40-\u0fbc]+")
"""A syllable of Tibetan, which ends with a sign of its own."""
_WIDE = regex("[\u0e00-\u109f\u1780-\u17ff\u3000-\U0003ffff]")
"""Contains all that these find, and is quicker where a text has none of it."""
_SIGNS = regex("[\u0e3f\u0e4f\u0e5a\u0e5b\u0f00-\u0f14\u104a-\u104f\u17d4-\u17da]+")
_STOPS = regex("[\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+")
_REACH = 320
"""Characters of a sentence on each side of a link before it is cut."""
_LONG_WORD = 60
"""Characters without a space from which a text is cut between characters, not words."""
_LETTERS_A_WORD = 4
"""Letters, without marks, of a word in the languages that ``_LETTERS`` belong to."""


def sentence(text: str, at: int) -> str:
    """Return the sentence of a text that contains the character at ``at``."""
    start = max(at - _REACH, 0)
    if start:
        space = text.find(" ", start, at) + 1
        start = space if 0 < space <= start + _LONG_WORD else boundary(text, start)
    ends = [match.end() for match in _END.finditer(text, start, at)]
    head = text[ends[-1] if ends else start : at]
    close = _END.search(text, at, at + _REACH)
    tail = text[at : close.end() if close else at + _REACH]
    if not close and at + _REACH < len(text):
        tail = text[at : at + _whole_words(text[at:], _REACH)]
    return " ".join((head + tail).split())


def opening(text: str, near: int = 300) -> str:
    """Return the beginning of a text, cut at the end of a sentence near a number of characters."""
    text = " ".join(text.split())
    if len(text) <= near:
        return text
    ends = [match.end() for match in _END.finditer(text, 0, near + near // 3)]
    if ends and (best := min(ends, key=lambda end: abs(near - end))) > near // 3:
        return text[:best]
    return text[: _whole_words(text, near)].rstrip(" ,;:–—-،、，；：") + "…"


def _whole_words(text: str, at: int) -> int:
    """Return where to cut near ``at``: between words, or between characters if none is near."""
    space = text.rfind(" ", 0, at)
    near = at - space <= _LONG_WORD or text[space:at].isascii()
    return space if space > 0 and near else boundary(text, at)


def ending(text: str, near: int = 300) -> str:
    """Return the end of a text, cut between words near a number of characters."""
    text = " ".join(text.split())
    if len(text) <= near:
        return text
    space = text.find(" ", len(text) - near, len(text) - near + _LONG_WORD)
    return "…" + text[space + 1 if space > 0 else boundary(text, len(text) - near) :]


def count_words(texts: Sequence[str], *, spaced: bool) -> int:
    """Count words; those of languages that have no spaces between them, by character.

    Each character of Chinese and Japanese, each syllable of Tibetan and every four letters of Thai,
    Lao, Burmese and Khmer are a word. ``spaced``: the texts contain none of these.
    """
    text = " ".join(texts)
    characters = 0
    if not spaced and _WIDE.search(text):
        text, characters = _CJK.subn(" ", _STOPS.sub(" ", text))
        text, letters = _LETTERS.subn(" ", _MARKS.sub("", text))
        text, syllables = _TIBETAN.subn(" ", text)
        characters += round(letters / _LETTERS_A_WORD) + syllables
        text = _SIGNS.sub(" ", text)
    return len(text.split()) + characters - text.count(" – ") - text.count(" — ")
