"""A count and a seed -> a collection as readers meet one that has grown for eight years.

Long titles and no summaries; forty themes, narrower below broader, one of them with half of the
essays; one essay of 12,000 words; several authors, reading paths, passages, disagreements and an
index. What the essays say is the corpus of ``corpus.py``.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import words
from corpus import SEED, Draft, drafts

BROAD, NARROW = 8, 4
"""Broad themes, and the narrower ones of each."""
LONGEST_TITLE = 120
LONG_READ = 12_000
"""Words of the longest essay."""

_DAYS = 8 * 365
_STEPS = 6
_KINDS = ("disagrees", "agrees", "extends", "replies")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, and the broader one above it."""

    name: str
    broader: str = ""

    @property
    def slug(self) -> str:
        return self.name.replace(" ", "-")


def write_grown(site: Path, count: int, seed: int = SEED) -> None:
    """Write the collection into a folder that does not exist yet."""
    found = themes()
    essays = tuple(_grown(draft, number, found) for number, draft in enumerate(drafts(count, seed)))
    files = {
        "site.yaml": _lines(_settings(found)),
        **{f"essays/{essay.slug}.md": _file(essays, at) for at, essay in enumerate(essays)},
        **{f"essays/_themes/{one.slug}.md": _introduced(one, essays) for one in found},
        **{f"essays/_paths/path-{n}.md": _path(essays, n) for n in range(3 if count > 20 else 1)},
        "essays/_pages/about.md": "---\ntitle: About\n---\n\nWho made this, and why.\n",
    }
    for path, text in files.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def themes() -> tuple[Theme, ...]:
    """Return the broad themes, each before its narrower ones."""
    pairs = (f"{quality} {thing}" for thing in words.THINGS[:2] for quality in words.QUALITIES)
    names = list(islice(pairs, BROAD * (NARROW + 1)))
    return tuple(
        Theme(name, "" if at % (NARROW + 1) == 0 else names[at - at % (NARROW + 1)])
        for at, name in enumerate(names)
    )


def _settings(found: Sequence[Theme]) -> Mapping[str, object]:
    return {
        "title": "A Collection That Has Grown",
        "subtitle": "Eight years of essays on margins, habits and second looks",
        "description": "Essays by a few people who kept returning to the same questions.",
        "base_url": "https://essays.example/",
        "licence": "CC BY 4.0",
        "themes": [theme.name for theme in found if not theme.broader],
        "pages": ["about"],
    }


def _lines(values: Mapping[str, object]) -> str:
    # Every JSON string or list of strings is YAML.
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items())


# ------------------------------------------------------------------ one essay


def _grown(draft: Draft, number: int, found: Sequence[Theme]) -> Draft:
    """Give an essay of the corpus a longer title, another day and themes of this collection."""
    # The steps share no factor with what they are taken of, so all values come up.
    chief, other = found[number * 7 % len(found)], found[number * 11 % len(found)]
    names = [chief.name, other.name]
    if number % 2 == 0:
        names.insert(number // 2 % 2, found[0].name)
    return replace(
        draft,
        title=_title(draft.title, number),
        date=date(2018, 1, 8) + timedelta(days=number * 1_009 % _DAYS),
        tags=tuple(dict.fromkeys(names)),
    )


def _title(title: str, number: int) -> str:
    subject, thing = _nth(words.SUBJECTS, number), _nth(words.OBJECTS, number * 5)
    if number % 5 == 0:
        return f"{title}, or Why {subject} {_nth(words.VERBS, number * 3)} {thing}"[:LONGEST_TITLE]
    if number % 5 < 3:
        return f"{title} and {thing}"
    return title


def _nth(choices: Sequence[str], number: int) -> str:
    return choices[number % len(choices)]


def _file(essays: Sequence[Draft], at: int) -> str:
    essay = essays[at]
    front = {"title": essay.title, "date": str(essay.date), "author": essay.author}
    relations = _relations(essays, at)
    body = _marked(essay)
    if at == len(essays) // 2:
        body = _long(essays, at, body)
    return f"---\n{_lines(front)}tags: {json.dumps(essay.tags)}\n{relations}---\n\n{body}"


def _relations(essays: Sequence[Draft], at: int) -> str:
    """Let every fourth essay answer the one before it."""
    if at % 4:
        return ""
    kind = _nth(_KINDS, at // 4)
    reason = f"The first holds that {_nth(words.SUBJECTS, at)} comes first; the second does not."
    other = essays[at - 1].slug
    return f"relations:\n  - {{kind: {kind}, essay: {other}, reason: {json.dumps(reason)}}}\n"


def _marked(essay: Draft) -> str:
    """Mark one sentence as a passage on the first theme, and the next one for the index."""
    passage, indexed, rest = essay.body.split(". ", 2)
    thing = essay.slug.rpartition("-")[2]
    entry = f"{thing}!{essay.tags[0]}"
    return f'[{passage}.]{{theme="{essay.tags[0]}"}} [{indexed}.]{{index="{entry}"}} {rest}'


def _long(essays: Sequence[Draft], at: int, body: str) -> str:
    """Go on with the prose of other essays, under their titles, up to the length of a long read."""
    parts = [body]
    count = len(body.split())
    for turn in range(1, LONG_READ):
        if count >= LONG_READ:
            break
        more = essays[(at + turn) % len(essays)]
        prose = more.body.partition("\n## ")[0].replace("[^first]", "")
        heading, kind = (f"Part {turn // 4 + 1}", "##") if turn % 4 == 0 else (more.slug, "###")
        parts.append(f"{kind} {heading.replace('-', ' ').capitalize()}\n\n{prose}")
        count += len(prose.split())
    return "\n\n".join(parts)


# ------------------------------------------------------------------ themes and paths


def _introduced(theme: Theme, essays: Sequence[Draft]) -> str:
    """Describe a theme; a broad one has an introduction and names four essays with a reason."""
    front: dict[str, object] = {"title": theme.name.capitalize()}
    order = ""
    text = ""
    if theme.broader:
        front["broader"] = [theme.broader]
    else:
        front["summary"] = f"What {_nth(words.SUBJECTS, len(theme.name))} owes to a {theme.name}."
        held = (essay for essay in essays if theme.name in essay.tags)
        order = "order:\n" + "".join(_reasons(islice(held, 4)))
        text = "\n".join(f"The {theme.name} comes back{_nth(words.ENDINGS, n)}." for n in range(2))
    return f"---\n{_lines(front)}{order}---\n\n{text}\n"


def _reasons(essays: Iterator[Draft]) -> Iterator[str]:
    for essay in essays:
        why = f"Shows how {_nth(words.SUBJECTS, len(essay.slug))} begins."
        yield f"  - {{essay: {essay.slug}, why: {json.dumps(why)}}}\n"


def _path(essays: Sequence[Draft], number: int) -> str:
    first = number * _STEPS
    steps = essays[first : first + _STEPS] or essays[:_STEPS]
    lines = (f"  - {{essay: {step.slug}, note: {json.dumps(step.summary)}}}\n" for step in steps)
    front = {
        "title": f"{_nth(words.OPENINGS, number * 2 + 1)}",
        "summary": f"{len(steps)} essays for whoever comes from {_nth(words.OBJECTS, number)}.",
    }
    return f"---\n{_lines(front)}steps:\n{''.join(lines)}---\n\nAn introduction.\n"
