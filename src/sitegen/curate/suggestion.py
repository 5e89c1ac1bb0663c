"""Texts and their themes -> themes that an essay may speak of, with the evidence."""

import html
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import log, sqrt

from msgspec import Struct

from sitegen.curate.library import Library
from sitegen.curate.stems import stems
from sitegen.model import Parsed, Slug

MOST = 3
"""Suggestions for one essay."""
_LEAST = 0.15
"""Likeness (cosine) from which a theme is worth a thought."""
_TELLING = 150
"""Words of a theme that are compared, the most telling ones."""
_SHOWN = 6
"""Words that are shown as evidence."""
_SHARED = 3
"""Telling words that an essay and a theme must have in common."""
_TAG = re.compile(r"<(/?(?:p|li|h[1-6]|blockquote|td|th|br)\b)?[^<>]*>")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[\"'”’»)]*")

Weights = Mapping[str, float]


class Suggestion(Struct, frozen=True):
    """A theme that an essay may speak of."""

    essay: str
    theme: Slug
    score: float
    """Cosine of the words of both, 0 to 1."""
    words: tuple[str, ...]
    """What they have in common, the most telling first, as the essay writes them."""
    sentence: str
    """The sentence of the essay that holds most of it."""


def suggest(library: Library, paths: Collection[str] = ()) -> Iterator[Suggestion]:
    """Compare the words of essays with those of the themes that they do not carry.

    Weighted by tf-idf (Salton and Buckley 1988) over the essays of the collection; a theme's words
    are those of its essays, its introduction and its names. Themes on every essay say nothing.
    """
    texts = {
        path: library.parser.parse(document.source)
        for path, document in library.documents.items()
        if path in library.metas
    }
    essays = {path: text for path, text in texts.items() if text.essay.kind == "essay"}
    counts = {path: Counter(stem for stem, _ in stems(plain(text))) for path, text in texts.items()}
    rarity = _rarity([counts[path] for path in essays])
    vectors = {path: _weights(count, rarity) for path, count in counts.items()}
    profiles = _profiles(library, essays, vectors, rarity)
    holders: dict[str, list[tuple[Slug, float]]] = {}
    for slug, profile in profiles.items():
        for stem, weight in profile.items():
            holders.setdefault(stem, []).append((slug, weight))
    for path in sorted(paths or essays):
        carried = {library.names.theme(tag.text) for tag in library.metas[path].tags}
        likeness = _likeness(vectors[path], holders)
        near = sorted((-score, slug) for slug, score in likeness.items() if slug not in carried)
        good = [(slug, -score) for score, slug in near[:MOST] if -score >= _LEAST]
        reading = _read(essays[path]) if good else None
        for slug, score in good:
            common = _common(vectors[path], profiles[slug])
            if reading and len(common) >= _SHARED:
                words, sentence = _evidence(reading, common[:_SHOWN])
                yield Suggestion(path, slug, score, words, sentence)


def plain(text: Parsed) -> str:
    """Take the markup out of a text, its title and summary included; blocks on lines."""
    flowing = text.words.html.replace("\n", " ")
    body = _TAG.sub(lambda tag: "\n" if tag[1] else "", flowing)
    return html.unescape(f"{text.essay.card.name}.\n{text.essay.meta.summary}\n{body}")


def _rarity(counts: Sequence[Counter[str]]) -> Weights:
    documents = Counter(stem for count in counts for stem in count)
    return {stem: log((1 + len(counts)) / (1 + number)) for stem, number in documents.items()}


def _weights(counts: Mapping[str, int], rarity: Weights) -> Weights:
    raw = {stem: (1 + log(n)) * rarity.get(stem, 0.0) for stem, n in counts.items()}
    length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {stem: weight / length for stem, weight in raw.items() if weight > 0}


def _profiles(
    library: Library, essays: Collection[str], vectors: Mapping[str, Weights], rarity: Weights
) -> Mapping[Slug, Weights]:
    carriers: dict[Slug, list[str]] = {slug: [] for slug in library.names.files}
    for path in essays:
        for tag in library.metas[path].tags:
            carriers.setdefault(library.names.theme(tag.text), []).append(path)
    profiles = {}
    for slug, label in library.labels().items():
        if slug in carriers and len(set(carriers[slug])) < len(essays):
            file = library.names.files.get(slug)
            aliases = " ".join(name.text for name in file.meta.theme.names) if file else ""
            named = Counter(stem for stem, _ in stems(f"{label} {aliases}"))
            parts = [vectors[path] for path in carriers[slug]]
            parts += [vectors[file.path]] * 2 if file else []
            profiles[slug] = _sum([*parts, *[_weights(named, rarity)] * 2])
    return profiles


def _sum(parts: Sequence[Weights]) -> Weights:
    total: dict[str, float] = {}
    for part in parts:
        for stem, weight in part.items():
            total[stem] = total.get(stem, 0.0) + weight
    telling = sorted(total, key=lambda stem: (-total[stem], stem))[:_TELLING]
    length = sqrt(sum(total[stem] ** 2 for stem in telling)) or 1.0
    return {stem: total[stem] / length for stem in telling}


def _likeness(
    words: Weights, holders: Mapping[str, Sequence[tuple[Slug, float]]]
) -> Mapping[Slug, float]:
    """Sum up the cosine of a text with every theme that has a word of it."""
    scores: dict[Slug, float] = {}
    for stem, weight in words.items():
        for slug, other in holders.get(stem, ()):
            scores[slug] = scores.get(slug, 0.0) + weight * other
    return {slug: round(score, 6) for slug, score in scores.items()}


def _common(one: Weights, other: Weights) -> Sequence[str]:
    shared = sorted((-weight * other[stem], stem) for stem, weight in one.items() if stem in other)
    return [stem for _, stem in shared]


class _Reading(Struct, frozen=True):
    """An essay read for evidence."""

    spellings: Mapping[str, str]
    """Each stem, and a word of the essay that has it."""
    sentences: tuple[tuple[str, frozenset[str]], ...]
    """Each sentence and its stems."""


def _read(text: Parsed) -> _Reading:
    spellings: dict[str, str] = {}
    sentences = []
    for found in _SENTENCE.finditer(plain(text)):
        words = dict(stems(found[0]))
        for stem, word in words.items():
            spellings.setdefault(stem, word.lower())
        sentences.append((found[0].strip(), frozenset(words)))
    return _Reading(spellings, tuple(sentences))


def _evidence(reading: _Reading, telling: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Give the telling words as the essay writes them, and the sentence that has most of them."""
    best = max(reading.sentences, key=lambda pair: len(pair[1].intersection(telling)))
    return tuple(reading.spellings[stem] for stem in telling), best[0]
