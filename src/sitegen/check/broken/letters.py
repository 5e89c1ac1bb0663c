"""Characters that the author did not write: mojibake, and invisible ones."""

import re
import unicodedata
from collections.abc import Iterator

from sitegen.check.broken.prose import CODE, MARKUP, every_line
from sitegen.check.types import Edit, Finding, TextUnderCheck

# ------------------------------------------------------------------ mojibake

_CONTINUING = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_LEADING = "ÂÃÄÅÎÏÐÑâïð"
_RUN = re.compile(rf"[{_LEADING}\x80-\x9f][{_CONTINUING}{_LEADING}]+")
SUSPECT = re.compile(rf"[{_LEADING}][{_CONTINUING}]|\ufffd|(?<=[a-z,.;:!?])[ÃÂ] ")
"""Places where letters may be garbled or lost."""
_LOST = re.compile(r"\ufffd|(?<=[a-z,.;:!?])[ÃÂ] |â€|(?<![«„“‘\"'(])[ÃÂ][\xa1-\xbf]")
_SEQUENCE = re.compile(rf"[ÂÃÄÅÎÏÐÑ][{_CONTINUING}]|[âï][{_CONTINUING}]{{2}}|ð[{_CONTINUING}]{{3}}")
_SUBJECT = re.compile(
    r"mojibake|utf-?8|unicode|latin-?1|iso-?8859|windows-?125|code ?page|charset|character set"
    r"|(?:en|de)cod(?:e|ing)|ko[dn]ierung|zeichens[aä]tz|encodage|codifica|кодиров|文字化け|乱码|文字コード",
    re.IGNORECASE,
)
"""Words of a text that speaks of encodings, and may show what becomes of letters."""
_PUNCTUATION = frozenset("‘’“”•–—…")
_PLAUSIBLE = re.compile(
    r"[\xa0-\u017f\u0192\u02c6\u02dc\u0370-\u045f\u2010-\u203a\u20ac\u2122\u2190-\u21ff"
    r"\u2200-\u22ff\u25a0-\u27bf\ufb01\ufb02\ufeff\U0001f300-\U0001faff]+"
)


def mojibake(text: TextUnderCheck) -> Iterator[Finding]:
    """Find UTF-8 that was read as Windows-1252, and letters that were lost for good."""
    if text.source.front.isascii() and text.source.body.isascii():
        return
    for line in every_line(text):
        if found := SUSPECT.search(line.bare):
            fixed = fix_encoding(line.text, line.bare)
            changed = fixed != line.text
            if changed or _LOST.search(line.bare):
                reason = "garbled letters"
                edit = None
                if changed:
                    # A text that has the same letters ungarbled may speak of garbled ones.
                    gained = {char for char in fixed if char > "\x7f" and char.isalpha()}
                    sure = not gained & {*text.source.body} and not _SUBJECT.search(
                        text.source.body
                    )
                    edit = Edit(line.number, line.number, (fixed,), reason, sure=sure)
                message, hint = _garbled(line.text, found.start(), fixed)
                yield text.finding("W1306", message, hint, line.number, found.start() + 1, edit)


def fix_encoding(text: str, bare: str) -> str:
    """Decode a line again where that is certain; keep what ``bare`` masks.

    ftfy was tried: its import takes longer than a check, it changes „Î“ to a Greek letter, and one
    short text in twenty stays garbled.
    """

    def decoded(found: re.Match[str]) -> str:
        run = found[0]
        around = text[: found.start()][-1:], text[found.end() :][:1]
        if bare[found.start()] in (CODE, MARKUP) or _is_quoted(run, *around):
            return run
        for _ in range(3):  # some texts were garbled more than once
            run = _SEQUENCE.sub(lambda inner: _decoded(inner, *around), run)
        return run

    return _RUN.sub(decoded, text)


def _is_quoted(run: str, before: str, after: str) -> bool:
    """Return whether an author speaks of garbled letters: «Ã©»."""
    inner = run.rstrip("»”“’")
    return (
        before in tuple("«„“‘\"'")
        and len(inner) <= _SPOKEN
        and (inner != run or after in tuple("\"'"))
    )


_SPOKEN = 4
"""Characters of the longest run in quotation marks that is spoken of."""


def _decoded(found: re.Match[str], before: str, after: str) -> str:
    try:
        read = b"".join(map(_byte, found[0])).decode()
    except UnicodeError:
        return found[0]
    follows = f"{found.string}{after}"[found.end() :][:1]
    # A capital between quotes, as in «Â» or "Ä“, can be meant; inside a word it cannot.
    quoted = found.start() == 0 and before in ("«", "„", "“") and found[0][-1] in "»“”"
    closed = found[0][0] in "ÄÅÎÏÐÑ" and found[0][-1] in _PUNCTUATION and not follows.isalpha()
    if not _PLAUSIBLE.fullmatch(read) or (len(found[0]) == 2 and (quoted or closed)):
        return found[0]
    return read.replace("\ufeff", "")


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")  # five bytes that Windows-1252 leaves undefined


def _garbled(text: str, at: int, fixed: str) -> tuple[str, str]:
    """Return the message and the hint about a word."""
    begin = text.rfind(" ", 0, at) + 1
    word = text[begin : begin + 40].split(" ", maxsplit=1)[0]
    if fixed == text:
        message = f"'{word}' lost letters when the encoding of the text was changed"
        return message, "retype the word"
    message = f"'{word}' is UTF-8 text that was read in another encoding"
    return message, f"it should read: {fixed[begin : begin + 60].strip()}"


# ------------------------------------------------------------------ invisible characters

_INVISIBLE = re.compile(
    r"[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u2069\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e007f]"
    r"|&(?:#(?:820[3-7]|8288|65279|x200[b-fB-F]|x2060|x[fF][eE][fF][fF])|ZeroWidthSpace|zwnj|zwj);"
)
_JOINED_SCRIPTS = re.compile(r"[\u0600-\u08ff\u0900-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
_UNSPACED_SCRIPTS = re.compile(
    r"[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]"
)
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ENTITIES = {"&zwj;": "\u200d", "&#8205;": "\u200d", "&zwnj;": "\u200c", "&#8204;": "\u200c"}
_NAMES = {"\u200b": "zero-width space", "\ufeff": "byte order mark", "\xad": "soft hyphen"}


def invisible(text: TextUnderCheck) -> Iterator[Finding]:
    """Find invisible characters that no script and no emoji needs."""
    if not _INVISIBLE.search(text.source.front + text.source.body):
        return
    for line in every_line(text):
        stray = [one for one in _INVISIBLE.finditer(line.text) if not _belongs(one, line.bare)]
        if stray:
            edit = line.edit([one.span() for one in stray], "", "invisible characters")
            shown = _named(stray[0][0])
            message = f"invisible character: {shown}"
            if len(stray) > 1:
                message = f"{len(stray)} invisible characters; the first is {shown}"
            hint = "delete them: they break searching and copying"
            yield text.finding("W1307", message, hint, line.number, stray[0].start() + 1, edit)


def _named(char: str) -> str:
    if len(char) > 1:
        return char
    name = _NAMES.get(char) or unicodedata.name(char, "").lower()
    return f"U+{ord(char):04X} {name}".strip()


def _belongs(found: re.Match[str], bare: str) -> bool:
    at, end = found.span()
    if bare[at] == CODE:
        return True
    char = _ENTITIES.get(found[0], found[0])
    before, after = found.string[max(at - 1, 0) : at], found.string[end : end + 1]
    if char in _DIRECTIONS and _RIGHT_TO_LEFT.search(found.string):
        return True
    return any(needs(char, before, after) for needs in (_in_emoji, _in_script, _in_layout))


_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")


def _in_emoji(char: str, before: str, after: str) -> bool:
    if char >= "\U000e0000":
        return before >= "\U0001f3f4"
    around = [unicodedata.category(one) for one in before + after if one != "\ufe0f"]
    return char == "\u200d" and bool(before and after) and {*around} <= {"So", "Sk"}


def _in_script(char: str, before: str, after: str) -> bool:
    scripts = {"\u200c": _JOINED_SCRIPTS, "\u200d": _JOINED_SCRIPTS, "\u200b": _UNSPACED_SCRIPTS}
    return char in scripts and bool(scripts[char].search(before + after))


def _in_layout(char: str, before: str, after: str) -> bool:
    # Soft hyphens inside words and word joiners are typography.
    if char == "\xad":
        return before.isalpha() and after.isalpha()
    if char == "\u200b":
        return before in ("/", "_", "-", ".", ":") and after.isalnum()
    return char == "\u2060" and bool(before.strip() and after.strip())
