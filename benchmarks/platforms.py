"""Essays of our own -> pages in the markup of five blog platforms, and what is whose in them."""

import html
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from string import Template
from typing import Literal

from posts import LANGUAGES, Essay, Words, essays

DATA = Path(__file__).with_name("extracted")
PLATFORMS = ("blogger", "wordpress", "medium", "substack", "typepad")
_BLOGS = (("The Long Shelf", "Notes on small things"), ("Second Harbour", "Slowly, and in order"))
_LABELS = (("essays", "memory"), ("work", "letters"), ("houses", "travel"))
_OTHERS = ("A Drawer Full of String", "What the Ferry Carries", "On Borrowed Ladders")
_CODE = ("for box in boxes:", "    weigh(box)", "print(total)")

Kind = Literal["p", "h", "li", "quote", "code", "verse", "caption"]


@dataclass(frozen=True, slots=True)
class Part:
    """A block of an author."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page with all that is known about it."""

    essay: Essay
    platform: str
    html: str
    parts: tuple[Part, ...]
    comments: tuple[str, ...]
    """The words of strangers."""

    @property
    def name(self) -> str:
        """Return a name for its files."""
        return f"{self.essay.name}-{self.platform}"


def pages(count: int, seed: str = "1") -> Iterator[WebPage]:
    """Yield pages; essays and platforms take turns."""
    every = [essay for language in LANGUAGES for essay in essays(language)]
    for number in range(count):
        essay = every[(number * 7) % len(every)]
        platform = PLATFORMS[(number + number // len(every)) % len(PLATFORMS)]
        yield _page(essay, platform, random.Random(f"{seed} {essay.name} {platform}"))


def _page(essay: Essay, platform: str, rng: random.Random) -> WebPage:
    words = Words(essay, rng)
    parts = tuple(_parts(essay, words, rng))
    facts = {name: html.escape(text) for name, text in _facts(essay, words, rng).items()}
    facts["body"] = "\n".join(_body(parts, breaks=platform == "blogger" and rng.random() < 0.5))
    template = (DATA / f"{platform}.html").read_text(encoding="utf-8")
    comments = tuple(html.unescape(facts[name]) for name in ("text1", "text2"))
    return WebPage(essay, platform, Template(template).substitute(facts), parts, comments)


# ------------------------------------------------------------------ the author's


def _parts(essay: Essay, words: Words, rng: random.Random) -> Iterator[Part]:
    """Yield the essay's blocks, with a list, a quotation, code, verse, a caption and a note."""
    prose = [at for at, (kind, text) in enumerate(essay.blocks) if kind == "p"]
    prose = sorted(sorted(prose, key=lambda at: -len(essay.blocks[at][1]))[:8])
    places = rng.sample(prose[1:-1], 3)
    added: Mapping[int, Sequence[Part]] = {
        places[0]: [Part("li", item) for item in words.some("items", 3)],
        places[1]: [Part("code", "\n".join(_CODE))] if rng.random() < 0.3 else [],
        places[2]: [Part("caption", words.pick("caption")[0])],
    }
    quoted = rng.choice(prose[1:])
    for at, (kind, text) in enumerate(essay.blocks):
        shown = f"{text} {words.pick('note')[0]}" if at == places[1] else text
        known: Kind = "h" if kind == "h" else "li" if kind == "li" else "p"
        yield Part("quote" if at == quoted else known, shown)
        yield from added.get(at, ())


_NOTE = re.compile(r"(?<=\b\d{4})(\d)\b")


def _inline(text: str) -> str:
    """Return the HTML of words; the number of a note is raised."""
    return _NOTE.sub(r'<sup><a href="#fn\1">\1</a></sup>', html.escape(text, quote=False))


def _body(parts: Sequence[Part], *, breaks: bool) -> Iterator[str]:
    """Yield the HTML of blocks; with ``breaks``, paragraphs end with two line breaks."""
    frames = {"h": "<h2>{}</h2>", "quote": "<blockquote><p>{}</p></blockquote>"}
    frames["code"] = "<pre><code>{}</code></pre>"
    frames["caption"] = '<figure><img src="boat.jpg"><figcaption>{}</figcaption></figure>'
    plain = "{}<br /><br />" if breaks else "<p>{}</p>"
    before = ""
    for part in (*parts, Part("p", "")):
        if (part.kind == "li") != (before == "li"):
            yield "<ul>" if part.kind == "li" else "</ul>"
        before = part.kind
        if part.text:
            frame = "<li>{}</li>" if part.kind == "li" else frames.get(part.kind, plain)
            yield frame.format(_inline(part.text))


# ------------------------------------------------------------------ the platform's


def _facts(essay: Essay, words: Words, rng: random.Random) -> Mapping[str, str]:
    blog, motto = rng.choice(_BLOGS)
    label1, label2 = rng.choice(_LABELS)
    other1, other2 = rng.sample(_OTHERS, 2)
    facts = {"title": essay.title, "author": essay.author, "day": str(essay.day), "blog": blog}
    facts |= {"lang": essay.language, "motto": motto, "time": _clock(essay, rng)}
    facts |= {"label1": label1, "label2": label2, "other1": other1, "other2": other2}
    facts |= {"date": _day(words, essay.day), "long_date": _day(words, essay.day, weekday=True)}
    facts |= _phrases(essay.language)
    facts["short_date"] = _short(essay.day)
    names, texts = words.some("names", 2), words.some("text", 2)
    for number, (name, text) in enumerate(zip(names, texts, strict=True), 1):
        day = essay.day + timedelta(days=number * rng.randrange(1, 9))
        facts |= {f"name{number}": name, f"text{number}": text, f"time{number}": _clock(essay, rng)}
        facts |= {f"date{number}": _day(words, day), f"short_date{number}": _short(day)}
    return facts


@cache
def _phrases(language: str) -> Mapping[str, str]:
    """Read what platforms print in a language."""
    rows = (DATA / "words.txt").read_text(encoding="utf-8").splitlines()
    column = LANGUAGES.index(language) + 1
    cells = ([cell.strip() for cell in row.split(" | ")] for row in rows)
    return {row[0]: row[column] for row in cells}


def _day(words: Words, day: date, *, weekday: bool = False) -> str:
    form = "{month} {d}, {y}" if words.essay.language == "en" else "{d} {month} {y}"
    return (("{weekday}, " if weekday else "") + form).format_map(words.facts(day))


def _clock(essay: Essay, rng: random.Random) -> str:
    hour, minute = rng.randrange(1, 12), rng.randrange(10, 60)
    return f"{hour}:{minute} PM" if essay.language == "en" else f"{hour + 12}:{minute}"


_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _short(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
