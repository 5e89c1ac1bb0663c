"""The small full-text index: what is written can be read again, and is small."""

import random
import re
import zlib
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Html, Words
from sitegen.render.wordlist import NAME, beginnings, index_files, word_index, written

PROMISED = 40 * 1024
"""Bytes of the index of 200,000 words, compressed."""


def read(index: str) -> tuple[int, dict[str, list[int] | None]]:
    """Read an index as the script does: letters kept; each beginning with its texts, or all."""
    heads, lists = index.removesuffix("\n").split("\n")
    words, word = [], ""
    for shared, rest in re.findall("([A-J])([^A-J]*)", heads[1:]):
        word = word[: ord(shared) - ord("A")] + rest
        words.append(word)
    places = lists.split(" ") if words else []
    return int(heads[0]), dict(zip(words, map(numbers, places), strict=True))


def numbers(steps: str) -> list[int] | None:
    found, number = [], -1
    for step in steps:
        number += ord(step) - 33 or 93
        if step != "!":
            found.append(number)
    return found or None


def places(texts: Sequence[Sequence[str]], length: int) -> dict[str, list[int]]:
    words = sorted({word[:length] for text in texts for word in text})
    cut = [{word[:length] for word in text} for text in texts]
    return {word: [at for at, text in enumerate(cut) if word in text] for word in words}


def vocabulary(size: int) -> list[str]:
    """Make words as unlike each other as those of a language, the commonest first."""
    chance = random.Random(size)
    starts, ends = [*"bcdfglmnprstvw", "st", "tr"], ["", *"nrstl", "ing", "ed"]
    parts = [start + vowel for start in starts for vowel in "aeiou"]
    words: dict[str, None] = {}
    while len(words) < size:
        stem = "".join(chance.choices(parts, k=chance.choice((1, 2, 2, 3, 3))))
        words[stem + chance.choice(ends)] = None
    return list(words)


def collection(essays: int, length: int) -> list[list[str]]:
    """Make the beginnings of the words of texts with 25,000 words of uneven frequency."""
    words = vocabulary(25_000)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    chance = random.Random(essays)
    texts = (chance.choices(words, cum_weights=weights, k=length) for _ in range(essays))
    return [sorted({word[:6] for word in text}) for text in texts]


# ------------------------------------------------------------------ the file


@given(st.lists(st.lists(st.text("abcßéж河𐐨", min_size=1, max_size=6), max_size=8), max_size=200))
def test_what_is_written_can_be_read(texts: list[list[str]]) -> None:
    assert read(written(texts)) == (6, places(texts, 6))


def test_steps_are_read_whatever_their_length() -> None:
    texts: list[list[str]] = [[] for _ in range(400)]
    for number in (0, 93, 94, 187, 281, 399):
        texts[number] = ["seldom"]
    assert read(written(texts)) == (6, {"seldom": [0, 93, 94, 187, 281, 399]})


@pytest.mark.parametrize("essays", [40, 120, 500])
def test_index_of_200_000_words_is_as_small_as_promised(essays: int) -> None:
    texts = collection(essays, 200_000 // essays)
    assert len({word for text in texts for word in text}) > 14_000
    index = written(texts)
    assert len(zlib.compress(index.encode(), 6)) < PROMISED
    length, found = read(index)
    assert length < 6
    for word, numbers in places(texts, length).items():
        assert found[word] in (numbers, None)
        assert found[word] or len(numbers) > essays // 9


def test_small_collection_keeps_six_letters_and_every_place() -> None:
    texts = collection(10, 300)
    assert read(written(texts)) == (6, places(texts, 6))


# ------------------------------------------------------------------ the words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Bees <b>hum</b>med.</p><p>Bees</p>", "bees hummed"),
        ("<p>one<br>two</p><li>three</li><td>four", "four one three two"),
        ("<p>Łódź, Straße, Œuvre, ægir", "aegir lodz oeuvre strass"),
        ("<p>Øre, đak, ısı, Ὀδυσσεύς", "dak isi ore οδυσσε"),
        ("<p>in 1984 &amp; x_y", "1984 in x y"),
        ("<p>河边river海", "river 河 海 边"),
        ("<p>ตลาด", "ด ต ล า"),
        ("<p>ノート", "ト ノ ー"),
    ],
)
def test_words_are_plain_and_cut(html: str, words: str) -> None:
    assert sorted(beginnings(Words(Html(html)))) == sorted(words.split())


def test_words_of_notes_are_in_the_index() -> None:
    assert beginnings(Words(Html("<p>tide</p>"), (Html("springs"),))) == ["spring", "tide"]


# ------------------------------------------------------------------ what is kept


class Texts:
    """Texts, and which of them were read."""

    def __init__(self, **texts: str) -> None:
        self.texts = texts
        self.read: list[str] = []

    def prints(self) -> Mapping[str, bytes]:
        return {path: text.encode() for path, text in self.texts.items()}

    def words(self, path: str) -> Words:
        self.read.append(path)
        return Words(Html(self.texts[path]))

    def index(self, folder: Path, program: bytes = b"1") -> str:
        self.read.clear()
        files = word_index(self.prints(), folder, program, self.words)
        return Path(files["search/words.txt"]).read_text(encoding="utf-8")


def test_only_texts_that_changed_are_read_again(tmp_path: Path) -> None:
    texts = Texts(a="tide", b="moon")
    first = texts.index(tmp_path)
    assert texts.read == ["a", "b"]
    assert (texts.index(tmp_path), texts.read) == (first, [])
    texts.texts |= {"b": "sun", "c": "star"}
    assert texts.index(tmp_path) == Texts(a="tide", b="sun", c="star").index(tmp_path / "anew")
    assert texts.read == ["b", "c"]
    del texts.texts["a"]
    assert read(texts.index(tmp_path))[1] == {"sun": [0], "star": [1]}
    assert texts.read == []


def test_another_version_of_the_program_reads_all_texts(tmp_path: Path) -> None:
    texts = Texts(a="tide")
    texts.index(tmp_path)
    texts.index(tmp_path, b"2")
    assert texts.read == ["a"]


@pytest.mark.parametrize("content", [None, b"", b"damaged", bytes(40)])
@pytest.mark.parametrize("name", ["words.txt", "words.kept"])
def test_damage_is_repaired(tmp_path: Path, name: str, content: bytes | None) -> None:
    texts = Texts(a="tide", b="moon")
    first = texts.index(tmp_path)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert texts.index(tmp_path) == first


# ------------------------------------------------------------------ in parts


@given(
    st.lists(st.lists(st.text("abcßéж河𐐨\uff21", min_size=1, max_size=6), max_size=8), max_size=60)
)
def test_parts_hold_what_one_file_holds(texts: list[list[str]]) -> None:
    files = index_files(texts, in_parts=True)
    firsts = files[NAME].decode().split("\n")[1].split(" ")
    parts = [read(files[f"words-{n}.txt"].decode()) for n in range(len(files) - 1)]
    words = [word for _, part in parts for word in part]
    assert words == sorted(words, key=lambda word: word.encode("utf-16-be"))
    assert [next(iter(part)) for _, part in parts] == (firsts if parts else [])
    found = {word: numbers for _, part in parts for word, numbers in part.items()}
    most = len(texts) // 3
    assert found == {
        word: numbers if len(numbers) <= most else None
        for word, numbers in places(texts, 6).items()
    }


def test_parts_of_a_large_index_are_small() -> None:
    files = index_files(collection(1_000, 850), in_parts=True)
    assert len(files) > 10
    assert max(map(len, files.values())) < 60_000
