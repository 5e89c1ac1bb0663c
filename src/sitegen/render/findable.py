"""The HTML of a text -> HTML of which pagefind makes an index that ``static/fulltext.js`` can use.

Pagefind keeps the words of a page, but not where its lines end: a mark after the last word of each
line says so. It knows words by the spaces between them: in scripts without spaces each character
becomes a word, and the script asks for them as a phrase.
"""

import unicodedata

from sitegen.text.html_parts import without_formulas
from sitegen.text.regex import regex

LINE_END = "\u2063"
"""An invisible separator, which pagefind leaves out of the words that it finds."""
_PIECES = regex(r"<[^>]*>|[^<]+")
_NOTE_MARK = regex(
    r'<sup id="[^"]*"><a href="#fn[^"]*" role="doc-noteref"[^>]*>\d+</a></sup>|<sup>,\u202f</sup>'
    r'| <a href="#[^"]*" role="doc-backlink"[^>]*>[^<]*</a>'
)
_INLINE = regex(
    r"</?(?:a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|u|var)\b"
)
_UNSPACED = regex(
    "[\u0e00-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
"""The scripts of ``apart`` in ``templates/search.html``."""


def findable(html: str) -> str:
    """Mark the ends of lines, leave out the marks of notes, and divide what has no spaces."""
    html = _NOTE_MARK.sub("<br>", without_formulas(html))
    unspaced = not html.isascii() and _UNSPACED.search(html) is not None
    pieces: list[str] = _PIECES.findall(html)
    last, before = -1, ""
    for at, piece in enumerate(pieces):
        if piece[0] != "<":
            if unspaced:
                pieces[at], before = _apart(piece, before)
            if piece.strip():
                last = at
        elif last >= 0 and not _INLINE.match(piece):
            words = pieces[last].rstrip()
            pieces[last] = words + LINE_END + pieces[last][len(words) :]
            last, before = -1, ""
    return "".join(pieces)


def _apart(text: str, before: str) -> tuple[str, str]:
    """Put spaces between characters of scripts without spaces; signs stay with the one before.

    ``before``: the last letter of the same line; that of this text is returned.
    """
    out: list[str] = []
    for char in text:
        unspaced = _is_letter(char)
        letter = unspaced or char.isalnum()
        if letter and before and (unspaced or _is_letter(before)):
            out.append(" ")
        out.append(char)
        if not unicodedata.category(char).startswith("M"):
            before = char if letter else "" if char.isspace() else before
    return "".join(out), before


def _is_letter(char: str) -> bool:
    return bool(_UNSPACED.match(char)) and unicodedata.category(char)[0] in "LN"
