"""Notes that an author numbered by hand: ``[1]`` in the text, and ``[1] …`` at its end."""

import re
from collections.abc import Iterator, Mapping, Sequence

from sitegen.check.broken.prose import shortened
from sitegen.check.types import Finding, TextUnderCheck
from sitegen.shape.types import Block

_MARK = r"\[\d{1,3}\\?\]|[¹²³⁴-⁹]{1,2}"
_NOTE = re.compile(rf"\s*\\?(?P<mark>{_MARK})(?![\[(:])\.?[ \t]*(?=\S)")
_NUMBER = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789", "[]\\")


def notes(text: TextUnderCheck) -> Iterator[Finding]:
    """Find notes by hand below a text; one finding for all of a text."""
    if "[1" not in text.source.body and "¹" not in text.source.body:
        return
    said = [block for block in text.blocks if block.kind != "rule"]
    below = _below(said)
    referred = "\n".join(block.source for block in said[: len(said) - len(below)])
    known = {mark: block for mark, block in _marks(below).items() if _refers(referred, mark)}
    if not known:
        return
    mark, block = next(iter(known.items()))
    many = f" ({len(known)} notes)" if len(known) > 1 else ""
    number = mark.translate(_NUMBER)
    first = block.source.partition("\n")[0].strip()
    message = f"'{shortened(first)}' is a note by hand{many}"
    hint = f"write [^{number}] in the text and [^{number}]: before the note, to link the two"
    yield text.finding("N1317", message, hint, block.line)


def _below(said: Sequence[Block]) -> Sequence[Block]:
    """Return the last blocks of a text, from the first note."""
    start = len(said)
    while start and said[start - 1].kind == "paragraph" and _NOTE.match(said[start - 1].source):
        start -= 1
    return said[start:]


def _marks(below: Sequence[Block]) -> Mapping[str, Block]:
    found: dict[str, Block] = {}
    for block in below:
        for line in block.source.split("\n"):
            if note := _NOTE.match(line):
                found.setdefault(note["mark"], block)
    return found


def _refers(words: str, mark: str) -> bool:
    return bool(re.search(rf"{re.escape(mark)}(?![\[(:])", words))
