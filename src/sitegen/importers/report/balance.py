"""The words of a source and of its essay, counted independently of how one became the other."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import unescape
from unicodedata import normalize

from msgspec import Struct

Words = Counter[str]


class Balance(Struct, frozen=True):
    """The words of one text.

    ``source`` and ``added`` are as many as ``kept``, ``removed``, ``metadata`` and ``lost``.
    """

    source: int = 0
    """Words that readers of the source saw."""
    kept: int = 0
    """Words that readers of the essay see."""
    removed: int = 0
    """Words in ``*.removed.md``."""
    metadata: int = 0
    """Words that only the front matter has now, such as the title."""
    added: int = 0
    """Words that the source does not show, such as the address of a frame."""
    lost: tuple[str, ...] = ()
    """Words that are nowhere now."""


def together(balances: Sequence[Balance]) -> Balance:
    """Return the words of several texts."""
    return Balance(
        source=sum(one.source for one in balances),
        kept=sum(one.kept for one in balances),
        removed=sum(one.removed for one in balances),
        metadata=sum(one.metadata for one in balances),
        added=sum(one.added for one in balances),
        lost=tuple(word for one in balances for word in one.lost),
    )


def balance(source: Words, kept: Words, removed: Words, front: Sequence[str]) -> Balance:
    """Weigh the words of a source against those of its essay and of what was removed.

    ``front`` are texts of the front matter: what is missing is metadata if it is one of them whole.
    """
    missing = source - kept - removed
    metadata: Words = Counter()
    for text in front:
        one = words_of(text)
        if one and one <= missing:
            missing -= one
            metadata += one
    added = kept + removed - source
    return Balance(
        source=source.total(),
        kept=kept.total(),
        removed=removed.total(),
        metadata=metadata.total(),
        added=added.total(),
        lost=tuple(missing.elements()),
    )


_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]")


def words_of(text: str) -> Words:
    """Count words: runs of letters and digits, without the short numbers of notes and lists."""
    plain = _INVISIBLE.sub("", normalize("NFKC", text)).casefold()
    return Counter(word for word in _WORD.findall(plain) if not word.isdecimal() or len(word) > 3)


def shown_words(*parts: str) -> Words:
    """Count the words that readers see of HTML."""
    return words_of(" ".join(map(shown, parts)))


def shown(html: str) -> str:
    """Return the text that readers see of HTML, in time linear in its length."""
    parts: list[str] = []
    hidden: list[str] = []
    lower, at = html.lower(), 0
    while found := _TAG.search(html, at):
        tag = (found["tag"] or "").lower()
        if not hidden:
            parts.append(unescape(html[at : found.start()]))
        parts.append("" if tag in _INLINE or found[0].startswith("<!--") else " ")
        at = found.end()
        if found["end"]:
            while tag in hidden and hidden.pop() != tag:
                pass
        elif tag in _RAW:
            end = lower.find(f"</{tag}", at)
            at = end if end >= 0 else len(html)
        elif tag in _UNSEEN and not found[0].endswith("/>"):
            hidden.append(tag)
    return "".join([*parts, "" if hidden else unescape(html[at:])])


_TAG = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?/](?![a-z])[^<>]*>"
    r"|<(?P<end>/?)(?P<tag>[a-z][^\s<>/]*)(?>=\s*\"[^\"]*\"|=\s*'[^']*'|[^<>])*+>",
    re.DOTALL | re.IGNORECASE,
)
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "rb", "ruby", "s"),
        *("samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
        "wbr",
    )
)
"""Elements that split no word."""
_UNSEEN = frozenset(
    (*("template", "head", "object", "audio", "video", "svg", "datalist", "select", "math", "rp"),)
)
"""Elements whose words readers do not see."""
_RAW = frozenset({"script", "style", "noscript", "title", "iframe", "textarea"})
"""The same, in which there are no tags."""


def counted(texts: Iterable[str]) -> Words:
    """Count the words of several texts."""
    found: Words = Counter()
    for text in texts:
        found += words_of(text)
    return found
