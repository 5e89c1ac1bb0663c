"""Scripts without spaces between words: which markers and line ends their characters may touch."""

import unicodedata
from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.text.regex import regex

_WIDE = (
    "\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
_HANGUL = "\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff"
_CJK = regex(f"[{_WIDE}{_HANGUL}]")
_UNSPACED = regex(f"[{_WIDE}]")
_SOUTH_EAST = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
)
"""Thai, Lao, Tibetan; Burmese; Khmer; Tai Le, New Tai Lue, Tai Tham, Tai Viet."""
_NO_SPACES = regex(f"[{_WIDE}{_SOUTH_EAST}]")
_NO_SPACES_OR_KOREAN = regex(f"[{_WIDE}{_SOUTH_EAST}{_HANGUL}]")
_SIGN = regex(
    "[\u3001-\u3003\u3008-\u3011\u3014-\u301f\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)
"""A full-width sign, which has its own space."""
_LINE_END = regex(f"[{_WIDE}][^\\w\\s]{{0,8}}\n|\n[^\\w\\s]{{0,8}}[{_WIDE}]")
"""Where a line end beside such a script may be: a cheap test."""
_MARKS = frozenset({"note", "note_inline"})


def is_cjk(char: str) -> bool:
    """Return whether a character is Chinese, Japanese or Korean, signs included."""
    return char >= "\u1100" and bool(_CJK.match(char))


def is_unspaced(char: str) -> bool:
    """Return whether a character is of a script that has no spaces between words."""
    return char >= "\u0e00" and bool(_NO_SPACES.match(char))


def joins_prefixes(char: str) -> bool:
    """Return whether a letter is Arabic: there "and" is a letter before a word, or a quotation."""
    return "\u0621" <= char <= "\u06d3"


def may_be_unspaced(text: str) -> bool:
    """Return whether a text contains such a character, or a Korean one."""
    return not text.isascii() and _NO_SPACES_OR_KOREAN.search(text) is not None


def flanks(before: str, after: str, *, inside: bool) -> tuple[bool, bool]:
    """Return whether markers between two characters open and close emphasis; one is CJK.

    The rules of CommonMark, except that full-width signs count as letters and that a marker
    beside a CJK character has a space there, as https://github.com/tats-u/markdown-cjk-friendly
    specifies it. ``inside``: the markers may be inside of a word, as stars may.
    """
    cjk = is_cjk(before), is_cjk(after)
    space = before.isspace(), after.isspace()
    sign = _is_sign(before), _is_sign(after)
    other = sign[0] and not cjk[0], sign[1] and not cjk[1]
    left = not space[1] and (not other[1] or space[0] or other[0] or cjk[0])
    right = not space[0] and (not other[0] or space[1] or other[1] or cjk[1])
    if inside:
        return left, right
    opens = left and (not right or sign[0] or (cjk[0] and sign[1]))
    return opens, right and (not left or sign[1] or (cjk[1] and sign[0]))


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def join_lines(children: Sequence[Token], source: str) -> None:
    """Remove the line ends at which a script without spaces would get one.

    As pandoc's ``east_asian_line_breaks``, and also beside full-width signs.
    """
    if source.isascii() or not _LINE_END.search(source):
        return
    end: Token | None = None
    before = ""
    for token in children:
        if token.type == "softbreak":
            end = token
        elif token.content and token.type not in _MARKS:
            if end and _are_joined(before, token.content[0]):
                end.type = "text"
            before, end = token.content[-1], None


def _are_joined(before: str, after: str) -> bool:
    signs = _SIGN.match(before) or _SIGN.match(after)
    return bool(signs or (_UNSPACED.match(before) and _UNSPACED.match(after)))
