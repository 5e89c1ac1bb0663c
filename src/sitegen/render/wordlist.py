"""Texts -> the small full-text index: the beginnings of all words, and the essays that have them.

``static/search.js`` reads it. The file has two lines. The first has the number of letters kept of a
word, then the beginnings, sorted; each is written as the number of letters that it shares with the
one before, then the rest. The second has, for each, the numbers of its essays as steps from one to
the next, then a space; nothing if it may be in all of them. A step is a letter of ``_STEPS``, the
first of them adding its whole length.
"""

import shutil
import unicodedata
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from html import unescape
from itertools import pairwise
from pathlib import Path

import msgspec

from sitegen.model import Words
from sitegen.store.codec import fingerprint
from sitegen.text.html_parts import without_formulas
from sitegen.text.regex import regex

FOLDER, NAME = "search", "words.txt"
PATH = f"{FOLDER}/{NAME}"
"""Path of the file in the output."""

_SIZES = ((6, 1), (6, 3), (5, 3), (4, 3), (3, 3), (3, 5), (3, 9))
"""Letters kept of each word, and the part of all essays (3: a third) that is too many to list.

The first choice that is small enough is taken; the page of an essay decides what it has.
"""
_LONGEST = _SIZES[0][0]
_LARGEST = 40_000
"""Bytes of the file, compressed, that are small enough."""
_PART = 40_000
"""Bytes of a part, nearly: a letter for each beginning's letters and for each of its essays."""
_COMMON = 3
"""Part of all essays (a third) that is too many to list in an index in parts."""
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
    in_parts: bool = False
    words: Mapping[bytes, str] = {}
    files: Mapping[str, str] = {}
    """Fingerprint of each file, which may be damaged."""


def word_index(
    texts: Mapping[str, bytes],
    folder: Path,
    program: bytes,
    words_of: Callable[[str], Words],
    *,
    in_parts: bool = False,
) -> Mapping[str, str]:
    """Return the files of the index by their paths in the output; ``folder`` keeps them.

    ``texts``: the fingerprint of each text, in the order of ``search.json``. Only texts that
    changed are read. Raises OSError.
    """
    memory = folder / "words.kept"
    known = _recall(memory, program)
    order = tuple(texts.values())
    if (tuple(known.order), known.in_parts) != (order, in_parts) or not _are_there(known, folder):
        words = {
            print_: known.words.get(print_) or " ".join(beginnings(words_of(path)))
            for path, print_ in texts.items()
        }
        contents = index_files([words[one].split() for one in order], in_parts=in_parts)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, content in contents.items():
            (folder / name).write_bytes(content)
        prints = {name: fingerprint(content).hex() for name, content in contents.items()}
        known = Listed(program, order, in_parts, words, prints)
        kept = msgspec.json.encode(known)
        memory.write_bytes(fingerprint(kept) + kept)
    return {f"{FOLDER}/{name}": str(folder / name) for name in known.files}


def _are_there(known: Listed, folder: Path) -> bool:
    return bool(known.files) and all(
        _print_of(folder / name) == print_ for name, print_ in known.files.items()
    )


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
    html = without_formulas("\n".join((words.html, *words.notes)))
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


def index_files(texts: Sequence[Sequence[str]], *, in_parts: bool) -> Mapping[str, bytes]:
    """Return the files of the index by their names, given the beginnings of each text's words.

    In parts, the first file has the number of letters and, on its second line, the first beginning
    in each part; the others are parts.
    """
    if not in_parts:
        return {NAME: written(texts).encode()}
    places = sorted(_places(texts, _LONGEST).items(), key=lambda one: one[0].encode("utf-16-be"))
    parts = [places[at:end] for at, end in pairwise((*_cuts(places), len(places)))]
    head = f"{_LONGEST}\n{' '.join(part[0][0] for part in parts)}\n"
    most = len(texts) // _COMMON
    files = {NAME: head.encode()}
    for number, part in enumerate(parts):
        files[f"words-{number}.txt"] = _file(part, _LONGEST, most).encode()
    return files


def _cuts(places: Sequence[tuple[str, Sequence[int]]]) -> Iterator[int]:
    """Yield where parts begin, so that each lists about as many essays."""
    size = _PART
    for at, (_, numbers) in enumerate(places):
        if size >= _PART:
            yield at
            size = 0
        size += len(numbers) + _LONGEST


def written(texts: Sequence[Sequence[str]]) -> str:
    """Write the index of texts as one file, given the beginnings of the words of each."""

    @cache
    def made(length: int, part: int) -> str:
        return _file(sorted(_places(texts, length).items()), length, len(texts) // part)

    def is_small(size: tuple[int, int]) -> bool:
        return len(zlib.compress(made(*size).encode())) <= _LARGEST

    first, *others, last = _SIZES
    if is_small(first):
        return made(*first)
    at = bisect_left(others, True, key=is_small)  # noqa: FBT003 (each choice is smaller than the one before)
    return made(*[*others, last][at])


def _places(texts: Sequence[Sequence[str]], length: int) -> Mapping[str, Sequence[int]]:
    places: dict[str, list[int]] = {}
    for number, words in enumerate(texts):
        for word in {word[:length]: None for word in words}:
            places.setdefault(word, []).append(number)
    return places


def _file(places: Sequence[tuple[str, Sequence[int]]], length: int, most: int) -> str:
    heads, steps, before = [], [], ""
    for word, numbers in places:
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
