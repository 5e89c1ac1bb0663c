"""A count and a seed -> the same collection of essays, as a sitegen site or as a Hugo site."""

import argparse
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import words

HUGO = Path(__file__).with_name("hugo")
THEME = Path(__file__).parents[1]
"""Folder of the default theme: both generators publish the same style."""
SEED = 2010

_TITLES = len(words.QUALITIES) ** 2 * len(words.THINGS) ** 2
_SIZE = 3_500
"""Least number of bytes of prose in an essay; headings, notes, list and quotation are added."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One essay of the corpus; its links name the sibling's file: ``[text](slug.md)``."""

    slug: str
    title: str
    date: date
    tags: tuple[str, ...]
    author: str
    summary: str
    body: str

    @property
    def text(self) -> str:
        """The file: YAML front matter that both generators understand, then the body."""
        front = {
            "title": self.title,
            "tags": self.tags,
            "author": self.author,
            "summary": self.summary,
        }
        # Every JSON string or list of strings is YAML.
        lines = (f"{key}: {json.dumps(value)}\n" for key, value in front.items())
        return f"---\n{''.join(lines)}date: {self.date}\n---\n\n{self.body}"


def drafts(count: int, seed: int = SEED) -> Iterator[Draft]:
    """Write ``count`` essays one after the other, each from its own number and the seed."""
    names = themes(count)
    return (_draft(number, count, seed, names) for number in range(count))


def themes(count: int) -> tuple[str, ...]:
    """Return the themes of a collection of that size: an eighth of it, but 3 to 1,000."""
    pairs = (f"{quality} {thing}" for thing in words.THINGS for quality in words.QUALITIES)
    return tuple(
        name for name, _ in zip(pairs, range(min(1_000, max(3, count // 8))), strict=False)
    )


def write_sitegen(site: Path, count: int, seed: int = SEED) -> None:
    """Write the corpus as a sitegen site."""
    _write(site / "essays", drafts(count, seed), lambda draft: draft.text)
    _settle(site, count, search="off")  # Hugo has none


def write_followed(site: Path, count: int, seed: int = SEED) -> None:
    """Write the corpus with features that Hugo lacks: passages, index, reading paths, search."""
    essays = tuple(drafts(count, seed))
    _write(site / "essays", iter(essays), lambda draft: replace(draft, body=_marked(draft)).text)
    paths = site / "essays" / "_paths"
    paths.mkdir()
    for number in range(max(1, count // 100)):
        steps = essays[number * 100 :][:10]
        lines = (
            f"  - {{essay: {step.slug}, note: {json.dumps(step.summary)}}}\n" for step in steps
        )
        front = f"---\ntitle: Path {number + 1}\nsteps:\n{''.join(lines)}---\n\n"
        (paths / f"path-{number + 1}.md").write_text(f"{front}An introduction.\n", "utf-8")
    _settle(site, count, search="small")


def _marked(draft: Draft) -> str:
    """Mark one sentence as a passage on the first theme, and the next one for the index."""
    passage, indexed, rest = draft.body.split(". ", 2)
    quality, _, thing = draft.title.removeprefix("The ").rpartition(" ")
    entry = f"{thing}!{quality.lower()}"
    return f'[{passage}.]{{theme="{draft.tags[0]}"}} [{indexed}.]{{index="{entry}"}} {rest}'


def _settle(site: Path, count: int, search: str) -> None:
    settings = {
        "title": "A Measured Collection",
        "description": "Essays that exist to be built.",
        "base_url": "https://essays.example/",
        "themes": themes(count)[:12],
        "search": search,
    }
    lines = (f"{key}: {json.dumps(value)}\n" for key, value in settings.items())
    (site / "site.yaml").write_text("".join(lines), encoding="utf-8")


def write_hugo(site: Path, count: int, seed: int = SEED) -> None:
    """Write the corpus as a Hugo site: our layouts, style sheets and icons, links as addresses."""
    shutil.copytree(HUGO, site)
    shutil.copytree(THEME / "static", site / "static")
    styles = site / "styles"
    styles.mkdir()
    for sheet in THEME.glob("templates/*.css"):
        shutil.copy(sheet, styles)
    _write(site / "content" / "essays", drafts(count, seed), lambda draft: _addressed(draft.text))
    data = site / "data"
    data.mkdir()
    headline = json.dumps([_slug(name) for name in themes(count)[:12]])
    (data / "headline.json").write_text(headline, encoding="utf-8")


def _write(folder: Path, essays: Iterator[Draft], text: Callable[[Draft], str]) -> None:
    folder.mkdir(parents=True)
    for essay in essays:
        (folder / f"{essay.slug}.md").write_text(text(essay), encoding="utf-8")


def _addressed(text: str) -> str:
    return re.sub(r"\]\(([\w-]+)\.md\)", r"](/\1/)", text)


# ------------------------------------------------------------------ one essay


def _draft(number: int, count: int, seed: int, names: Sequence[str]) -> Draft:
    # Only Random.random() is promised to give the same numbers in every version of Python.
    rng = random.Random(f"{seed}:{number}")
    title = _title(number)
    # The square makes some themes broad and most of them narrow, as in any grown collection.
    tags = (names[int(rng.random() ** 2 * len(names))] for _ in range(1 + _below(rng, 4)))
    return Draft(
        slug=_slug(title),
        title=title,
        date=date(2000, 1, 1) + timedelta(days=_below(rng, 8_000)),
        tags=tuple(dict.fromkeys(tags)),
        author=_pick(rng, words.AUTHORS),
        summary=f"{_sentence(rng)} {_sentence(rng)}",
        body=_body(rng, number, count),
    )


def _title(number: int) -> str:
    # The step shares no factor with the number of titles, so none comes twice.
    rest = number * 104_729 % _TITLES
    parts = []
    for choices in (words.QUALITIES, words.THINGS, words.QUALITIES, words.THINGS):
        rest, index = divmod(rest, len(choices))
        parts.append(choices[index].title())
    first, owner, second, thing = parts
    return f"The {first} {owner}'s {second} {thing}"


def _slug(name: str) -> str:
    return name.lower().replace("'", "").replace(" ", "-")


def _body(rng: random.Random, number: int, count: int) -> str:
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < _SIZE - 450 * (number % 10 == 0):
        paragraphs.append(" ".join(_sentence(rng) for _ in range(3 + _below(rng, 4))))
    for target in range(3 + _below(rng, 4)):
        at = (target * 2 + 1) % len(paragraphs)
        paragraphs[at] += f" See [{_pick(rng, words.OBJECTS)}]({_sibling(rng, number, count)}.md)."
    paragraphs[1] += "[^first]"
    paragraphs[-2] += "[^second]"
    sections = 3 + _below(rng, 2)
    step = -(-len(paragraphs) // sections)
    blocks = [_section(rng, paragraphs[at : at + step]) for at in range(0, len(paragraphs), step)]
    blocks[0] = blocks[0].partition("\n\n")[2]
    blocks[1] += f"\n\n> {_sentence(rng)}\n> {_sentence(rng)}"
    blocks[-1] += "\n\n" + "\n".join(f"- {_sentence(rng)}" for _ in range(3))
    if number % 10 == 0:
        blocks[-1] += f"\n\n{words.CODE}"
    notes = "\n".join(f"[^{label}]: {_sentence(rng)}" for label in ("first", "second"))
    return "\n\n".join((*blocks, notes)) + "\n"


def _section(rng: random.Random, paragraphs: Sequence[str]) -> str:
    heading = f"## {_pick(rng, words.SUBJECTS).capitalize()}"
    return "\n\n".join((heading, *paragraphs))


def _sibling(rng: random.Random, number: int, count: int) -> str:
    return _slug(_title((number + 1 + _below(rng, count - 1)) % count))


def _sentence(rng: random.Random) -> str:
    subject, verb = _pick(rng, words.SUBJECTS), _pick(rng, words.VERBS)
    plain = f"{subject} {verb} {_pick(rng, words.OBJECTS)}"
    shape = rng.random()
    if shape < 0.35:
        plain = f"{_pick(rng, words.OPENINGS)}, {plain}"
    if shape > 0.2:
        plain += _pick(rng, words.ENDINGS)
    return f"{plain[0].upper()}{plain[1:]}."


def _pick(rng: random.Random, choices: Sequence[str]) -> str:
    return choices[_below(rng, len(choices))]


def _below(rng: random.Random, limit: int) -> int:
    return int(rng.random() * limit)


def main() -> None:
    """Write a corpus to look at."""
    parser = argparse.ArgumentParser(description="Write the seeded corpus of the benchmarks.")
    parser.add_argument("site", type=Path, help="a folder that does not exist yet")
    parser.add_argument("--essays", type=int, default=100)
    parser.add_argument("--seed", type=int, default=SEED)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--hugo", action="store_true", help="as a Hugo site")
    form.add_argument("--followed", action="store_true", help="with passages, index and paths")
    options = parser.parse_args()
    ours = write_followed if options.followed else write_sitegen
    write = write_hugo if options.hugo else ours
    write(options.site, options.essays, options.seed)


if __name__ == "__main__":
    main()
