"""Essays of our own -> posts as programs save them, and what is wrong in each, line by line.

``scraped/essays-LANGUAGE.txt`` holds whole essays, ``scraped/traps-LANGUAGE.txt`` what comes along
when a page is saved. Rules are made while looking at the first four essays of a language and at
the first forms of each trap; the others are held out, so that the table shows what is only known
by heart.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from layouts import LAYOUTS, REPORTED, Page, Piece

DATA = Path(__file__).with_name("scraped")
LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
HEAD = ("header", "date", "other-date", "title", "title-lower", "byline")
BODY = (
    *("ad-middle", "glued", "marker", "caption", "dots", "bullets", "headings"),
    *("doubled", "doubled-edited", "note"),
)
TAIL = (
    *("ad-end", "related", "byline-end", "labels", "share", "share-glued", "form", "comments"),
    *("navigation", "subscription", "footer", "links"),
)
TRAPS = ("paragraphs", *HEAD, *BODY, *TAIL)
_TOGETHER = (
    {"date", "other-date"},
    {"title", "title-lower"},
    {"form", "comments"},
    {"doubled", "doubled-edited"},
    {"byline", "byline-end"},
)
"""Traps of which a post has one."""


@dataclass(frozen=True, slots=True)
class Essay:
    """A clean essay."""

    name: str
    language: str
    title: str
    day: date
    author: str
    blocks: tuple[tuple[str, str], ...]
    """Kind (p, h, li) and words of each block."""
    held: bool


@dataclass(frozen=True, slots=True)
class Post:
    """A post with all that is known about it."""

    path: str
    source: str
    essay: Essay
    layout: str
    traps: Mapping[str, Sequence[int]]
    """Trap -> the numbers of its lines in the file."""
    paragraphs: tuple[str, ...]
    """The author's paragraphs, and the advertisements."""


# ------------------------------------------------------------------ data


@cache
def essays(language: str) -> tuple[Essay, ...]:
    """Read the essays of a language."""
    written = (DATA / f"essays-{language}.txt").read_text(encoding="utf-8")
    parts = re.split(r"^=== (.+)\n", written, flags=re.MULTILINE)
    found: list[Essay] = []
    for number, (head, body) in enumerate(zip(parts[1::2], parts[2::2], strict=True)):
        title, day, author = head.split(" | ")
        blocks = tuple(map(_block, body.strip().split("\n")))
        held, name = number > 3, f"{language}-{number}"
        found.append(Essay(name, language, title, date.fromisoformat(day), author, blocks, held))
    return tuple(found)


def _block(line: str) -> tuple[str, str]:
    for mark, kind in (("## ", "h"), ("- ", "li")):
        if line.startswith(mark):
            return kind, line.removeprefix(mark)
    return "p", line


@cache
def _forms(language: str) -> Mapping[str, Sequence[str]]:
    """Read what comes along in a language: ``NAME`` or ``NAME held`` -> its forms."""
    written = (DATA / f"traps-{language}.txt").read_text(encoding="utf-8")
    parts = re.split(r"^=== (.+)\n", written, flags=re.MULTILINE)
    return {
        name: body.strip().split("\n\n")
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


class Words:
    """Words for the traps of one post."""

    def __init__(self, essay: Essay, rng: random.Random) -> None:
        self.essay, self.rng = essay, rng
        self._forms, self._held = _forms(essay.language), " held" if essay.held else ""

    def pick(self, name: str, day: date | None = None) -> list[str]:
        """Return the lines of one form of a trap."""
        form = self.rng.choice(self._forms[name + self._held])
        return form.format_map(self.facts(day or self.essay.day)).split("\n")

    def some(self, name: str, count: int) -> list[str]:
        pool = list(self._forms[name + self._held])
        pool = pool[0].split("\n") if len(pool) == 1 and name in ("names", "items") else pool
        return self.rng.sample(pool, min(count, len(pool)))

    def facts(self, day: date) -> Mapping[str, object]:
        essay = self.essay
        month = self._forms["months"][0].split()[day.month - 1]
        names, texts = self.some("names", 2), self.some("text", 2)
        facts = {"author": essay.author, "title": essay.title, "d": day.day, "y": day.year}
        facts |= {"weekday": self._forms["weekdays"][0].split()[day.weekday()], "month": month}
        facts |= {"mon": month[:3], "dd": f"{day.day:02}", "mm": f"{day.month:02}"}
        for number, (name, text) in enumerate(zip(names, texts, strict=True), 1):
            facts |= {f"name{number}": name, f"text{number}": text}
            facts[f"nick{number}"] = re.sub(r"\W", "_", name.lower())
        return facts


# ------------------------------------------------------------------ traps


def _platform(words: Words, name: str, trap: str, day: date | None = None) -> list[Piece]:
    return [Piece("line", line, trap) for line in words.pick(name, day)]


def _date(words: Words, trap: str, day: date | None = None) -> list[Piece]:
    """Return a date header; above a letter, a bare date would be the letter's own."""
    pieces = _platform(words, "date", trap, day)
    greets = len(words.essay.blocks[0][1].split()) < 6
    while greets and len(pieces[0].text.split()) < 6:
        pieces = _platform(words, "date", trap, day)
    return pieces


def _heads(words: Words, traps: Iterable[str]) -> list[Piece]:
    essay = words.essay
    other = essay.day + timedelta(days=words.rng.choice((-365, -31, 1, 9, 400)))
    made: dict[str, Callable[[], list[Piece]]] = {
        "header": lambda: _platform(words, "header", "header"),
        "date": lambda: _date(words, "date"),
        "other-date": lambda: _date(words, "other-date", other),
        "title": lambda: [Piece("line", essay.title, "title")],
        "title-lower": lambda: [Piece("line", essay.title.lower(), "title-lower")],
        "byline": lambda: _platform(words, "byline", "byline"),
    }
    return [piece for trap in HEAD if trap in traps for piece in made[trap]()]


def _tails(words: Words, traps: Iterable[str]) -> list[Piece]:
    pieces: list[Piece] = []
    for trap in TAIL:
        if trap not in traps or trap == "links":
            continue
        if trap == "ad-end":
            pieces.append(Piece("p", words.pick("ad")[0], trap))
        else:
            pieces += _platform(words, trap.removesuffix("-end"), trap)
    if "links" in traps:
        rows = [f"   {n}. http://gate.example/20{n:02}/post.html" for n in range(1, 4)]
        pieces += [Piece("line", line, "links") for line in ("References", *rows)]
    return pieces


def _body(words: Words, traps: Sequence[str], layout: str) -> list[Piece]:
    essay, rng = words.essay, words.rng
    keep = "headings" in traps or layout == "markdown"
    body = [Piece(kind, text) for kind, text in essay.blocks if keep or kind != "h"]
    if "headings" in traps:
        body = [replace(one, trap="headings") if one.kind == "h" else one for one in body]
    for trap in ("dots", "glued", "note", "links"):
        if trap in traps:
            body = _WITHIN[trap](body, words)
    for trap in ("doubled", "doubled-edited"):
        if trap in traps:
            body = _doubled(body, rng, trap)
    for trap in ("ad-middle", "marker", "caption", "bullets"):
        if trap in traps:
            places = [at for at in _gaps(body) if 1 < at < len(body) - 1]
            at = rng.choice(places or [1])
            body[at:at] = _pasted(words, trap)
    return body


def _gaps(body: Sequence[Piece]) -> Iterator[int]:
    """Yield the places between two paragraphs without a trap."""
    for at in range(1, len(body)):
        before, after = body[at - 1 : at + 1]
        if before.kind == after.kind == "p" and not before.trap and not after.trap:
            yield at


def _pasted(words: Words, trap: str) -> list[Piece]:
    rng = words.rng
    if trap == "ad-middle":
        return [Piece("p", words.pick("ad")[0], trap)]
    if trap == "caption":
        return [Piece("line", words.pick("caption")[0], trap)]
    items = words.some("items", 3)
    if trap == "bullets":
        mark = rng.choice("•·–")
        return [Piece("line", f"{mark} {item}", trap) for item in items]
    marks = rng.choice((("-", "-", "-"), ("1.", "2.", "3.")))
    return [
        Piece("line", part, trap)
        for mark, item in zip(marks, items, strict=True)
        for part in (mark, item)
    ]


def _dots(body: list[Piece], words: Words) -> list[Piece]:
    def replaced(found: re.Match[str]) -> str:
        return found[1] + words.rng.choice(("..", "..", "….", "."))

    return [
        replace(one, text=re.sub(r"(\w)\.(?= |$)", replaced, one.text)) if one.kind == "p" else one
        for one in body
    ]


def _within(name: str) -> Callable[[list[Piece], Words], list[Piece]]:
    """Return what writes a sentence of a trap into a paragraph."""

    def written(body: list[Piece], words: Words) -> list[Piece]:
        at = words.rng.choice(_long(body))
        text = f"{body[at].text} {words.pick(name)[0]}"
        return [*body[:at], replace(body[at], text=text, trap=name), *body[at + 1 :]]

    return written


def _long(body: Sequence[Piece]) -> list[int]:
    """Return the places of paragraphs without speech."""
    found = [at for at, one in enumerate(body) if one.kind == "p" and len(one.text.split()) > 30]
    free = [at for at in found if not body[at].trap]
    return free or found


def _numbered(body: list[Piece], words: Words) -> list[Piece]:
    """Number three links as lynx does: ``the [2]mill``."""
    chosen = sorted(words.rng.sample(_long(body), 3))
    for number, at in enumerate(chosen, 1):
        said = body[at].text.split(" ")
        where = words.rng.randrange(3, len(said) - 2)
        said[where] = f"[{number}]{said[where]}"
        body = [*body[:at], replace(body[at], text=" ".join(said)), *body[at + 1 :]]
    return body


_WITHIN = {"dots": _dots, "glued": _within("glued"), "note": _within("note"), "links": _numbered}


def _doubled(body: list[Piece], rng: random.Random, trap: str) -> list[Piece]:
    """Paste two or three paragraphs again, with what is between them."""
    prose = _long(body)
    start = rng.choice(prose[:-2])
    end = next(at for at in prose if at > start) + 1
    run = [replace(one, trap=trap) for one in body[start:end]]
    at = rng.choice((end, len(body)))
    if trap == "doubled-edited":
        run = [replace(one, text=_edited(one.text, rng)) for one in run]
    marked = [replace(one, trap=trap) for one in body[start:end]]
    return [*body[:start], *marked, *body[end:at], *run, *body[at:]]


def _edited(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    for _ in range(max(1, len(words) // 25) if len(words) > 1 else 0):
        at = rng.randrange(1, len(words))
        words[at] = rng.choice((words[at].strip(",;"), f"{words[at]},", words[at][:-1]))
    return " ".join(filter(None, words))


# ------------------------------------------------------------------ posts


def post(essay: Essay, layout: str, traps: Sequence[str], seed: str) -> Post:
    """Write an essay as a post with some traps."""
    rng = random.Random(seed)
    words = Words(essay, rng)
    body = _body(words, traps, layout)
    third = max(2, len(body) // 4)
    parts = [("head", one) for one in [*_heads(words, traps), *body[:third]]]
    parts += [("body", one) for one in body[third:-third]]
    parts += [("foot", one) for one in [*body[-third:], *_tails(words, traps)]]
    page = Page(layout, rng)
    before: Piece | None = None
    for part, piece in parts:
        page.add(piece, before, part)
        before = piece
    front = ["---", f'title: "{essay.title}"', f"date: {essay.day}", f"author: {essay.author}"]
    front += [f"lang: {essay.language}", "---", ""]
    places: dict[str, list[int]] = {}
    for number, trap in enumerate(page.traps, len(front) + 1):
        if trap:
            places.setdefault(trap, []).append(number)
    if "dots" in traps:
        numbered = enumerate(page.lines, len(front) + 1)
        places["dots"] = [at for at, line in numbered if re.search(r"\w(?:\.\.|…\.)(?: |$)", line)]
    if layout in REPORTED:
        places["paragraphs"] = list(range(len(front) + 1, len(front) + len(page.lines) + 1))
    path = f"essays/{essay.name}-{layout}.md"
    paragraphs = tuple(piece.text for _, piece in parts if piece.kind == "p")
    source = "\n".join([*front, *page.lines, ""])
    return Post(path, source, essay, layout, places, paragraphs)


def rounds(count: int, seed: str = "1") -> Iterator[tuple[list[Post], list[Post]]]:
    """Yield as many collections twice: the essays with traps, and without.

    Each collection has every essay once, in layouts and with traps that take turns.
    """
    used: Counter[tuple[str, str]] = Counter()
    every = [essay for language in LANGUAGES for essay in essays(language)]
    for number in range(count):
        dirty: list[Post] = []
        clean: list[Post] = []
        for place, essay in enumerate(every):
            layout = LAYOUTS[(number + place + place // len(LAYOUTS)) % len(LAYOUTS)]
            name = f"{seed} {number} {essay.name}"
            traps = _chosen(layout, used, random.Random(name))
            dirty.append(post(essay, layout, traps, f"{name} dirty"))
            clean.append(post(essay, layout, (), f"{name} clean"))
        yield dirty, clean


def _chosen(layout: str, used: Counter[tuple[str, str]], rng: random.Random) -> list[str]:
    """Choose traps for a post: two of each part, those that the layout has had least."""
    chosen: list[str] = []
    for part in (HEAD, BODY, TAIL):
        order = sorted(part, key=lambda trap: (used[layout, trap], rng.random()))
        mine: list[str] = []
        for trap in order:
            rivals = {one for pair in _TOGETHER if trap in pair for one in pair}
            if len(mine) < 2 and not rivals & {*chosen, *mine}:
                mine.append(trap)
        chosen += mine
    used.update((layout, trap) for trap in chosen)
    return chosen
