"""Texts -> the small full-text index: the beginnings of all words, and the essays that have them.

``static/search.js`` reads it. The file has two lines. The first has the number of letters kept of a
word, then the beginnings, sorted; each is written as the number of letters that it shares with the
one before, then the rest. The second has, for each, the numbers of its essays as steps from one to
the next, then a space; nothing if it may be in all of them. A step is a letter of ``_STEPS``, the
first of them adding its whole length.
"""

import unicodedata
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from html import unescape
from pathlib import Path

import msgspec

from sitegen.model import Words
from sitegen.store.codec import fingerprint
from sitegen.text.regex import regex

PATH = "search/words.txt"
"""Path of the file in the output."""

_SIZES = ((6, 1), (6, 3), (5, 3), (4, 3), (3, 3), (3, 5), (3, 9))
"""Letters kept of each word, and the part of all essays (3: a third) that is too many to list.

The first choice that is small enough is taken; the page of an essay decides what it has.
"""
_LONGEST = _SIZES[0][0]
_LARGEST = 40_000
"""Bytes of the file, compressed, that are small enough."""
_PRINT = len(fingerprint())
"""Bytes of a fingerprint."""
_STEPS = "".join(map(chr, range(0x21, 0x7F)))
_WHOLE = len(_STEPS) - 1
_TAG = regex(
    r"<(/?(?:a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|mark|q|s|small|span|strong|u)\b)?[^>]*>"
)
_WORD = regex(r"[^\W_]+")
_UNSPACED = regex(
    "[\u0e00-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_SPELLED = str.maketrans(
    {"ł": "l", "ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th"}
    | {"ı": "i", "ς": "σ"}
)


class Listed(msgspec.Struct, frozen=True):
    """The last index: the beginnings in each text, by its fingerprint."""

    program: bytes = b""
    """Version of this program."""
    order: Sequence[bytes] = ()
    """Fingerprints of the texts, in the order of the index."""
    words: Mapping[bytes, str] = {}
    file: str = ""
    """Fingerprint of the file, which may be damaged."""


def word_index(
    texts: Mapping[str, bytes], folder: Path, program: bytes, words_of: Callable[[str], Words]
) -> Mapping[str, str]:
    """Return the file of the index by its path in the output; ``folder`` keeps it.

    ``texts``: the fingerprint of each text, in the order of ``search.json``. Only texts that
    changed are read. Raises OSError.
    """
    file, memory = folder / "words.txt", folder / "words.kept"
    known = _recall(memory, program)
    order = tuple(texts.values())
    if tuple(known.order) != order or _print_of(file) != known.file:
        words = {
            print_: known.words.get(print_) or " ".join(beginnings(words_of(path)))
            for path, print_ in texts.items()
        }
        folder.mkdir(parents=True, exist_ok=True)
        content = written([words[one].split() for one in order]).encode()
        file.write_bytes(content)
        listed = Listed(program, order, words, fingerprint(content).hex())
        kept = msgspec.json.encode(listed)
        memory.write_bytes(fingerprint(kept) + kept)
    return {PATH: str(file)}


def _print_of(file: Path) -> str:
    try:
        return fingerprint(file.read_bytes()).hex()
    except OSError:
        return ""


def _recall(memory: Path, program: bytes) -> Listed:
    with suppress(OSError, msgspec.MsgspecError):
        print_, kept = (content := memory.read_bytes())[:_PRINT], content[_PRINT:]
        if fingerprint(kept) == print_:
            known = msgspec.json.decode(kept, type=Listed)
            return known if known.program == program else Listed()
    return Listed()


def beginnings(words: Words) -> list[str]:
    """Return the beginnings of the words of a text, and each character of unspaced scripts."""
    html = "\n".join((words.html, *words.notes))
    text = unescape(_TAG.sub(lambda tag: "" if tag[1] else " ", html)).lower()
    return sorted({one for word in set(_WORD.findall(_folded(text))) for one in _parts(word)})


def _folded(text: str) -> str:
    """Remove accents, and spell out letters that Unicode does not take apart."""
    return text if text.isascii() else "".join(map(_plain, text))


@lru_cache(4096)
def _plain(char: str) -> str:
    parts = unicodedata.normalize("NFD", char.translate(_SPELLED))
    return "".join(part for part in parts if unicodedata.category(part)[0] != "M")


def _parts(word: str) -> Iterator[str]:
    if word.isascii() or not _UNSPACED.search(word):
        yield word[:_LONGEST]
        return
    yield from _UNSPACED.findall(word)
    yield from (rest[:_LONGEST] for rest in _UNSPACED.split(word) if rest)


def written(texts: Sequence[Sequence[str]]) -> str:
    """Write the index of texts, given the beginnings of the words of each."""

    @cache
    def made(length: int, part: int) -> str:
        return _written(texts, length, len(texts) // part)

    def is_small(size: tuple[int, int]) -> bool:
        return len(zlib.compress(made(*size).encode())) <= _LARGEST

    first, *others, last = _SIZES
    if is_small(first):
        return made(*first)
    at = bisect_left(others, True, key=is_small)  # noqa: FBT003 (each choice is smaller than the one before)
    return made(*[*others, last][at])


def _written(texts: Sequence[Sequence[str]], length: int, most: int) -> str:
    places: dict[str, list[int]] = {}
    for number, words in enumerate(texts):
        for word in {word[:length]: None for word in words}:
            places.setdefault(word, []).append(number)
    heads, steps, before = [], [], ""
    for word, numbers in sorted(places.items()):
        heads.append(_front_coded(before, word))
        steps.append(_steps(numbers) if len(numbers) <= most else "")
        before = word
    return f"{length}{''.join(heads)}\n{' '.join(steps)}\n"


def _front_coded(before: str, word: str) -> str:
    """Write the number of shared letters as a capital letter, which no folded word has.

    Letters that JavaScript counts as two are not shared.
    """
    shared = 0
    while shared < min(len(before), len(word)) and before[shared] == word[shared] < "\U00010000":
        shared += 1
    return f"{'ABCDEFGHIJ'[shared]}{word[shared:]}"


def _steps(numbers: Sequence[int]) -> str:
    out, before = [], -1
    for number in numbers:
        wholes, rest = divmod(number - before - 1, _WHOLE)
        out.append(_STEPS[0] * wholes + _STEPS[rest + 1])
        before = number
    return "".join(out)
