"""Straight quotes, hyphens and dots -> typographic marks, in one linear pass.

Two hyphens become an en dash, three an em dash, three dots an ellipsis, except: ``--flag`` after
a space is an option of a command, ``-->`` an arrow, ``./...`` a path. The characters on both sides
of a quote decide about it, across emphasis and links; beside letters of a script without spaces
every second quote closes, and hyphens stay.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

from markdown_it.token import Token

from sitegen.locales.language import Quotes, primary
from sitegen.locales.words import quotes_of
from sitegen.markdown import french, scripts
from sitegen.text.regex import regex

_MARK = regex(r"""'|"|--+|\.\.\.+""")
_ANY_ELISION = r"\d\ds?(?!\w)|n(?!\w)|[st](?![\w'])"
_ELISIONS = {
    "": r"(?:em|til|tis|tisn|twas|twasn|twere|twill|twixt|twould|tain|cos|cuz|neath|nuff)(?!\w)",
    "nl": r"(?:k|m|ns|r|tis|twas)(?!\w)",
    "de": r"(?:ne[mnrs]?|nen|rum|raus|rein|rauf|runter|rüber|ran|mal|\d\der)(?!\w)",
    "it": r"(?:l|o|a|na|no|sto|sta|sti|ste|ndrangheta|ndrine)(?!\w)",
}
"""Words that begin with an apostrophe, by language; "" is English and all others."""
_OFTEN_ELISION = regex(
    r"(?:cause|round|bout|fore|fraid|gainst|scuse|sup|ere?|im|is|is|ow|ome|ave|ead|ell)(?!\w)",
    re.IGNORECASE,
)
"""English words that begin with an apostrophe unless they are quoted."""
_ELIDING = frozenset({"ca", "co", "fr", "gl", "it", "oc", "pms", "scn", "vec", "wa"})
"""Languages in which an article loses its vowel before another, as in ``l'``."""
_ARTICLE = regex(r"(?<![^\W\d_])[dl]['’]", re.IGNORECASE)
"""Articles of these that texts in other languages contain too."""
_CLOSED = regex(r"(?<=[^\Ws]|[.,!?…])'(?!\w)")
"""A quote that closes, and is not the apostrophe of a plural."""
_REACH = 400
_APOSTROPHES = frozenset("'’")
_OBJECT = "\ufffc"
"""Placeholder for code, images and the like: neither a space nor a letter."""
_OPENING = frozenset("([{<¿¡“‘„‚«‹")
_DASHES = frozenset("-–—/+=&:")
"""Signs after which a quotation may begin without a space."""
_CODE_TAG = regex(r"<(code|kbd|pre|samp|tt)(?=[\s>])", re.IGNORECASE)
"""Elements of HTML whose words are typed as they are, as SmartyPants leaves them."""
_SPACES = {"softbreak": " ", "hardbreak": " "}
_SOLID = frozenset({"code_inline", "image", "math"})


_Mark = tuple[int, int, str]
"""Start and end of a mark in a text, and its replacement."""


class Typographer:
    """Sets the typographic marks of one language."""

    def __init__(self, language: str) -> None:
        name = {"af": "nl"}.get(primary(language), primary(language))
        own = _ELISIONS.get(name, _ELISIONS[""])
        elision = regex(f"{_ANY_ELISION}|{own}", re.IGNORECASE)
        self._rules = _Rules(quotes_of(language), elision, name in _ELIDING)
        self._spaces = french.spaces_of(language)

    def needed(self, text: str) -> bool:
        """Return whether a text has anything to replace; a cheap test."""
        if "'" in text or '"' in text or "--" in text or "..." in text:
            return True
        return self._spaces is not None and french.needed(text)

    def text(self, text: str) -> str:
        """Set a plain text."""
        if not self.needed(text):
            return text
        return _replace(text, 0, self._marks(text))

    def _marks(self, whole: str) -> list[_Mark]:
        marks = _settle(whole, self._rules)
        if self._spaces:
            marks = sorted([*marks, *french.spaces(whole, self._spaces)])
        return marks

    def phrase(self, tokens: Sequence[Token]) -> None:
        """Set the text tokens of a paragraph in place, as one text."""
        if len(tokens) == 1 and tokens[0].type == "text":
            tokens[0].content = self.text(tokens[0].content)
            return
        whole, texts = _gather(tokens)
        marks = self._marks(whole)
        starts = [mark[0] for mark in marks]
        for at, token in texts:
            end = at + len(token.content)
            found = marks[bisect_left(starts, at) : bisect_left(starts, end)]
            if found and found[-1][1] > end:
                found.pop()  # it reaches into the next token
            if found:
                token.content = _replace(token.content, at, found)


def _gather(tokens: Sequence[Token]) -> tuple[str, list[tuple[int, Token]]]:
    # Escaped characters (text_special) and bare addresses count as neighbours but are not changed.
    parts: list[str] = []
    texts: list[tuple[int, Token]] = []
    at, address, code = 0, False, ""
    for token in tokens:
        kind = token.type
        if kind == "text":
            if not (address or code):
                texts.append((at, token))
            piece = token.content
        elif kind == "text_special":
            piece = token.content
        elif kind in _SOLID:
            piece = _OBJECT
        else:
            if kind == "html_inline":
                code = _code_after(code, token.content)
            if token.info == "auto":
                address = kind == "link_open"
            piece = _SPACES.get(kind, "")
        parts.append(piece)
        at += len(piece)
    return "".join(parts), texts


def _code_after(code: str, tag: str) -> str:
    """Return the element of code that a text is in after a tag; "" for none."""
    if code:
        return "" if tag[:2] == "</" and tag[2 : 2 + len(code)].lower() == code else code
    found = _CODE_TAG.match(tag)
    return found[1].lower() if found else ""


def _replace(text: str, at: int, marks: Sequence[_Mark]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, mark in marks:
        pieces += text[done : start - at], mark
        done = end - at
    return "".join(pieces) + text[done:]


class _Rules(NamedTuple):
    """The rules of one language."""

    quotes: Quotes
    elision: re.Pattern[str]
    eliding: bool
    """Whether an article may lose its vowel before a quotation."""


def _settle(whole: str, rules: _Rules) -> list[_Mark]:
    open_ = _Open(whole, rules)
    marks = open_.marks
    every_second = _Alternation(whole) if scripts.may_be_unspaced(whole) else None
    for match in _MARK.finditer(whole):
        start, end = match.span()
        before, after = whole[start - 1 : start], whole[end : end + 1]
        mark = match[0]
        turn = every_second.turn(mark, before, after) if every_second else ""
        if turn == "stays":
            continue
        inside = not turn and mark == "'" and before.isalnum() and after.isalnum()
        if inside and not scripts.joins_prefixes(before):
            marks.append((start, end, "’"))  # as most are
            continue
        fresh = start == open_.end or before.isspace() or before in _OPENING
        if mark[0] in "-.":
            marks.append((start, end, _run(mark, before, after, fresh=fresh)))
            continue
        fresh = fresh or (before in _APOSTROPHES and _is_article(whole, start - 1, rules))
        fresh = fresh or (scripts.joins_prefixes(before) and open_.may_begin(mark, end))
        opens = turn == "opens" or (not turn and _opens(before, after, fresh=fresh))
        if mark == '"':
            alone = fresh and not after.strip() and not open_.doubles and not turn
            open_.double(match.span(), opens=opens or alone)
        else:
            open_.single(match.span(), opens=opens, surely=bool(turn) or not after.isalnum())
    return _unopened(marks, open_.singles)


class _Open:
    """The quotes that are open, and the marks set so far."""

    def __init__(self, whole: str, rules: _Rules) -> None:
        self._whole = whole
        self._rules = rules
        self.marks: list[_Mark] = []
        self.singles: list[int] = []
        """Indexes in ``marks``."""
        self.doubles = 0
        self.end = 0
        """End of the last opening quote."""

    def may_begin(self, mark: str, end: int) -> bool:
        """Return whether a mark is the first of a pair, so that it may follow a letter."""
        opened = self.doubles if mark == '"' else self.singles
        return not opened and self._whole.find(mark, end) >= 0

    def double(self, span: tuple[int, int], *, opens: bool) -> None:
        closing = self._rules.quotes.double[1]
        if not (opens or self.doubles or closing == "”") and self._follows_digit(span[0]):
            return  # 15" are inches
        self.doubles = self.doubles + 1 if opens else max(self.doubles - 1, 0)
        if opens:
            self.end = span[1]
        self.marks.append((*span, self._rules.quotes.double[not opens]))

    def _follows_digit(self, at: int) -> bool:
        return self._whole[at - 1 : at].isdecimal()

    def single(self, span: tuple[int, int], *, opens: bool, surely: bool) -> None:
        """Set an opening quote; or a closing one, if it is surely no apostrophe; or this."""
        mark = "’"
        if opens and not _is_elision(self._whole, span[1], self._rules):
            self.singles.append(len(self.marks))
            self.end = span[1]
            mark = self._rules.quotes.single[0]
        elif self.singles and surely and not opens:
            self.singles.pop()
            mark = self._rules.quotes.single[1]
        self.marks.append((*span, mark))


class _Alternation:
    """Quotes beside letters of a script without spaces: every second one closes."""

    def __init__(self, whole: str) -> None:
        self._paired = {mark: not whole.count(mark) % 2 for mark in "'\""}
        self._open = {"'": False, '"': False}

    def turn(self, mark: str, before: str, after: str) -> Literal["", "opens", "closes", "stays"]:
        """Decide what becomes of a mark; "" where spaces decide, as elsewhere."""
        beside = scripts.is_unspaced(before) or scripts.is_unspaced(after)
        if mark[0] in "-.":
            return "stays" if beside and mark[0] == "-" else ""
        if not self._paired[mark]:
            return "stays" if beside else ""
        beside = beside or scripts.is_cjk(before) or scripts.is_cjk(after)
        if mark == "'" and not beside and before.isalnum() and after.isalnum():
            self._paired[mark] = False  # an apostrophe, so that the others are not pairs
            return ""
        self._open[mark] = not self._open[mark]
        if not beside:
            return ""
        return "opens" if self._open[mark] else "closes"


def _is_article(whole: str, at: int, rules: _Rules) -> bool:
    """Return whether an apostrophe before a quotation ends an article: ``l'"école"``."""
    if not whole[at + 2 : at + 3].isalnum():
        return False
    if rules.eliding:
        return whole[at - 1 : at].isalpha()
    return _ARTICLE.match(whole, at - 1) is not None if at else False


def _is_elision(whole: str, at: int, rules: _Rules) -> bool:
    """Return whether a word after an apostrophe has lost its beginning."""
    if elided := rules.elision.match(whole, at):
        return not _is_quoted_word(whole, at, elided.end())
    often = _OFTEN_ELISION.match(whole, at)
    if often and _is_quoted_word(whole, at, often.end()):
        return False
    return bool(often and not _CLOSED.search(whole, often.end(), at + _REACH))


def _is_quoted_word(whole: str, at: int, end: int) -> bool:
    """Return whether a word is between two quotes, ``'no'``; ``'n'`` and years are not."""
    quoted = whole[end : end + 1] == "'" and not whole[end + 1 : end + 2].isalnum()
    return quoted and whole[at:end] not in ("n", "N") and not whole[at].isdigit()


def _opens(before: str, after: str, *, fresh: bool) -> bool:
    if not after or after.isspace():
        return False
    return fresh or (before in _DASHES and (after.isalnum() or after in _OPENING))


def _run(mark: str, before: str, after: str, *, fresh: bool) -> str:
    if mark == "...":
        return mark if before == "/" else "…"
    if mark[0] == "." or len(mark) > 3 or after == ">" or before == "<":
        return mark
    if len(mark) == 3:
        return "—"
    return mark if fresh and after.isalpha() else "–"


def _unopened(marks: list[_Mark], singles: list[int]) -> list[_Mark]:
    # ‘ that nothing closes is an apostrophe (’fraid so), unless the paragraph begins with it:
    # a quotation that continues in the next paragraph is opened in each.
    for index in singles:
        start, end, _ = marks[index]
        if start:
            marks[index] = start, end, "’"
    return marks
