"""Runs of words -> the Markdown of a paragraph.

Emphasis is written with asterisks where they mean emphasis there, else as HTML. The result is
parsed, and written with more care if it does not have the words and marks of the runs.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from itertools import groupby
from typing import Literal, NamedTuple

from sitegen.from_html import escaping
from sitegen.from_html.context import Context
from sitegen.from_html.runs import Mark, Run, merged
from sitegen.markdown.inline_rules import MARKUP
from sitegen.markdown.syntax import Syntax
from sitegen.text.regex import regex

_SIGNS = {"strong": "**", "em": "*", "del": "~~", "mark": "==", "sub": "~", "sup": "^"}
_TAGS = {"strong": "strong", "em": "em", "del": "s", "mark": "mark", "sub": "sub", "sup": "sup"}
_SHORT = regex(r"[A-Za-z0-9+−,()-]{1,20}")
_ANY_MARKUP = regex(f"[{MARKUP}]")
_BARE = regex(r"(?:https?://|mailto:)[^\s<>()\[\]*_`\\{}]+")


class _Piece(NamedTuple):
    """A part of the Markdown of a paragraph."""

    kind: Literal["text", "open", "close", "fixed"]
    """text: words to be escaped; fixed: written as it is."""
    text: str
    mark: Mark | None = None
    pair: int = 0
    """What an opening and its closing piece share."""


def written(context: Context, runs: Sequence[Run]) -> str:
    """Return the Markdown of a paragraph; "" if nothing is shown."""
    runs = _trimmed(merged(runs))
    if not runs:
        return ""
    pieces = list(_pieces(context, runs, 0, [0]))
    wanted = None
    for careful in range(3):
        text = _assembled(pieces, careful)
        if careful == 2 or not _ANY_MARKUP.search(text):
            break
        wanted = wanted if wanted is not None else _wanted(runs)
        if _shown(text) == wanted:
            break
    return escaping.with_safe_starts(text)


def _trimmed(runs: Sequence[Run]) -> list[Run]:
    """Remove spaces and breaks at both ends and around breaks."""
    kept = [*runs]
    while kept and not kept[-1].text.strip():
        kept.pop()
    start = next((at for at, run in enumerate(kept) if run.text.strip()), len(kept))
    kept = kept[start:]
    last = len(kept) - 1
    for at, run in enumerate(kept):
        if run.kind != "text":
            continue
        text = run.text
        if at == 0 or kept[at - 1].kind == "break":
            text = text.lstrip(" \n")
        if at == last or kept[at + 1].kind == "break":
            text = text.rstrip(" \n\xa0")
        kept[at] = run._replace(text=text)
    return [run for run in kept if run.text]


def _pieces(
    context: Context, runs: Sequence[Run], depth: int, pairs: list[int]
) -> Iterator[_Piece]:
    def mark_at(run: Run) -> Mark | None:
        return run.marks[depth] if len(run.marks) > depth else None

    for mark, group in groupby(runs, mark_at):
        same = list(group)
        if mark is None:
            yield from map(_piece, same)
            continue
        before, inner, after = _without_ends(same, alone=mark.kind == "link")
        yield from map(_piece, before)
        if inner:
            pairs[0] += 1
            pair = pairs[0]
            between = list(_pieces(context, inner, depth + 1, pairs))
            yield from _enclosed(context, mark, pair, between)
        yield from map(_piece, after)


def _piece(run: Run) -> _Piece:
    if run.kind == "text":
        return _Piece("text", run.text)
    if run.kind == "break":
        return _Piece("fixed", "  \n")
    return _Piece("fixed", escaping.code(run.text) if run.kind == "code" else run.text)


def _without_ends(
    runs: Sequence[Run], *, alone: bool
) -> tuple[Sequence[Run], Sequence[Run], Sequence[Run]]:
    """Split off spaces and breaks at both ends, which no mark may enclose."""
    inner = list(runs)
    before: list[Run] = []
    after: list[Run] = []
    while inner and not inner[0].text.strip() and inner[0].kind != "raw":
        before.append(_bare(inner.pop(0)))
    while inner and not inner[-1].text.strip() and inner[-1].kind != "raw":
        after.insert(0, _bare(inner.pop()))
    if inner and inner[0].kind == "text" and inner[0].text[0].isspace():
        stripped = inner[0].text.lstrip()
        before.append(Run("text", " ", ()))
        inner[0] = inner[0]._replace(text=stripped)
    if inner and inner[-1].kind == "text" and inner[-1].text[-1].isspace():
        stripped = inner[-1].text.rstrip()
        after.insert(0, Run("text", " ", ()))
        inner[-1] = inner[-1]._replace(text=stripped)
    if not alone and inner and all(run.kind == "raw" for run in inner):
        return [*before, *map(_bare, inner), *after], [], []
    return before, inner, after


def _bare(run: Run) -> Run:
    return run._replace(marks=())


def _enclosed(context: Context, mark: Mark, pair: int, inner: Sequence[_Piece]) -> Iterator[_Piece]:
    if mark.kind == "link":
        context.links.append(mark.value)
        if len(inner) == 1 and inner[0].text == mark.value and _BARE.fullmatch(mark.value):
            yield _Piece("fixed", f"<{mark.value}>")
            return
        yield _Piece("fixed", "[")
        for piece in inner:
            yield piece._replace(pair=-1) if piece.kind == "text" else piece
        yield _Piece("fixed", f"]({escaping.address(mark.value)})")
    elif mark.kind == "html":
        tag = mark.value[1:-1].partition(" ")[0]
        yield from (_Piece("fixed", mark.value), *inner, _Piece("fixed", f"</{tag}>"))
    elif mark.kind == "span":
        yield _Piece("fixed", "[")
        for piece in inner:
            yield piece._replace(pair=-1) if piece.kind == "text" else piece
        yield _Piece("fixed", f"]{{{mark.value}}}")
    else:
        yield _Piece("open", "", mark, pair)
        yield from inner
        yield _Piece("close", "", mark, pair)


def _assembled(pieces: Sequence[_Piece], careful: int) -> str:
    escape_words = escaping.fully_escaped if careful == 2 else escaping.escaped
    texts = [
        (escape_words(p.text) if careful == 2 else escaping.escaped(p.text, in_brackets=p.pair < 0))
        if p.kind == "text"
        else p.text
        for p in pieces
    ]
    if careful < 2:
        texts = _without_pictures(pieces, texts)
    refused = _refused(pieces, texts) if not careful else None
    parts: list[str] = []
    for piece, text in zip(pieces, texts, strict=True):
        if piece.mark is None:
            parts.append(text)
        elif refused is None or piece.pair in refused:
            tag = _TAGS[piece.mark.kind]
            parts.append(f"<{tag}>" if piece.kind == "open" else f"</{tag}>")
        else:
            parts.append(_SIGNS[piece.mark.kind])
    return "".join(parts if careful == 2 else map(_before, parts, [*parts[1:], ""]))


def _before(part: str, after: str) -> str:
    """Escape an exclamation mark that would make a picture of the link after it."""
    return part[:-1] + "\\!" if part.endswith("!") and after.startswith("[") else part


def _without_pictures(pieces: Sequence[_Piece], texts: Sequence[str]) -> list[str]:
    """Escape an exclamation mark after which a link begins, for together they are a picture."""
    follows = [*texts[1:], ""]
    return [
        f"{text[:-1]}\\!"
        if piece.kind == "text" and text.endswith("!") and after.startswith("[")
        else text
        for piece, text, after in zip(pieces, texts, follows, strict=True)
    ]


def _refused(pieces: Sequence[_Piece], texts: Sequence[str]) -> frozenset[int]:
    """Return the pairs that signs would not enclose where they are."""
    refused: set[int] = set()
    for at, piece in enumerate(pieces):
        if piece.mark is None:
            continue
        opens = piece.kind == "open"
        outer = _beside(pieces, texts, at, outward=True)
        inner = _beside(pieces, texts, at, outward=False)
        if piece.mark.kind in ("sub", "sup"):
            if opens and not _is_short(pieces, texts, at, outer):
                refused.add(piece.pair)
        elif outer is None or not _flanks(outer, inner or " "):
            refused.add(piece.pair)
    return frozenset(refused)


def _is_short(pieces: Sequence[_Piece], texts: Sequence[str], at: int, before: str | None) -> bool:
    alone = pieces[at + 2].pair == pieces[at].pair and pieces[at + 1].kind == "text"
    letter = bool(before) and before is not None and (before.isalnum() or before in ")]")
    return alone and letter and bool(_SHORT.fullmatch(texts[at + 1]))


def _beside(
    pieces: Sequence[_Piece], texts: Sequence[str], at: int, *, outward: bool
) -> str | None:
    """Return the character beside a mark, past others of its kind; None for others between."""
    kind = pieces[at].kind
    step = -1 if (kind == "open") is outward else 1
    at += step
    while 0 <= at < len(pieces):
        if pieces[at].mark is not None:
            if pieces[at].kind != kind:
                return None
        elif texts[at]:
            return texts[at][-1] if step < 0 else texts[at][0]
        at += step
    return " "


def _flanks(outer: str, inner: str) -> bool:
    if inner.isspace():
        return False
    if outer >= "\u2e80" or inner >= "\u2e80":
        return True  # the parser knows better
    return inner.isalnum() or not outer.isalnum()


@cache
def _syntax() -> Syntax:
    return Syntax()


_Shown = list[tuple[str, frozenset[str]]]


def _wanted(runs: Iterable[Run]) -> _Shown:
    """Return the characters of some runs without spaces, each with the kinds of its marks."""
    found: _Shown = []
    for run in runs:
        if run.kind in ("text", "code"):
            names = [m.kind for m in run.marks if m.kind in _TAGS or m.kind == "link"]
            kinds = frozenset([*names, *(["code"] if run.kind == "code" else [])])
            found += [(char, kinds) for char in run.text if not char.isspace()]
        elif run.kind == "raw" and run.text.startswith("$"):
            found += [(char, frozenset({"math"})) for char in run.text if char not in "$ \n"]
    return found


_OPENING = {"strong": "strong", "em": "em", "s": "del", "mark": "mark", "sub": "sub", "sup": "sup"}


def _shown(markdown: str) -> _Shown:
    """Return the same of Markdown as it is read."""
    found: _Shown = []
    marks: list[str] = []
    for token in _syntax().line(markdown, {}):
        name = _OPENING.get(token.tag) or ("link" if token.tag == "a" else "")
        if token.type == "html_inline":
            _read_tag(token.content, marks)
        elif name and token.nesting > 0:
            marks.append(name)
        elif name and token.nesting < 0 and name in marks:
            marks.remove(name)
        elif token.type in ("text", "text_special", "code_inline", "math"):
            own = {"code_inline": "code", "math": "math"}.get(token.type)
            kinds = frozenset([*marks, own] if own else marks)
            found += [(char, kinds) for char in token.content if not char.isspace()]
    return found


def _read_tag(tag: str, marks: list[str]) -> None:
    name = _OPENING.get(tag.strip("</>"))
    if not name:
        return
    if tag.startswith("</"):
        if name in marks:
            marks.remove(name)
    else:
        marks.append(name)


def tag(name: str, **attributes: str) -> str:
    """Return an opening tag."""
    own = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{own}>"
