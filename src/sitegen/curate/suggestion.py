"""Essays and their themes -> further themes that an essay may belong to, with evidence."""

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
"""Maximum number of suggestions for one essay."""
_LEAST = 0.15
"""Similarity (cosine) from which a theme is suggested."""
_COMPARED = 150
"""Words of a theme that are compared: those with the greatest weight."""
_SHOWN = 6
"""Maximum number of words shown as evidence."""
_SHARED = 3
"""Least number of words that an essay and a theme share."""
_TAG = re.compile(r"<(/?(?:p|li|h[1-6]|blockquote|td|th|br)\b)?[^<>]*>")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[\"'”’»)]*")

Weights = Mapping[str, float]


class Suggestion(Struct, frozen=True):
    """A theme that an essay may belong to."""

    essay: str
    theme: Slug
    score: float
    """Cosine similarity of the words of both, 0 to 1."""
    words: tuple[str, ...]
    """Words that both share, by weight, as the essay writes them."""
    sentence: str
    """The sentence of the essay that has most of these words."""


def suggest(library: Library, paths: Collection[str] = ()) -> Iterator[Suggestion]:
    """Compare the words of essays with those of the themes that they do not have yet.

    Words are weighted by tf-idf (Salton and Buckley 1988) over the essays of the collection. The
    words of a theme are those of its essays, its introduction and its names. Themes that all
    essays have are not suggested.
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
        similar = _similarities(vectors[path], holders).items()
        near = sorted((-score, slug) for slug, score in similar if slug not in carried)
        good = [(slug, -score) for score, slug in near[:MOST] if -score >= _LEAST]
        sentences = _sentences(essays[path]) if good else ()
        for slug, score in good:
            shared = _shared(vectors[path], profiles[slug])
            if len(shared) >= _SHARED:
                words, sentence = _evidence(sentences, shared[:_SHOWN])
                yield Suggestion(path, slug, score, words, sentence)


def plain(text: Parsed) -> str:
    """Return a text with its title and summary as plain text, one block a line."""
    flowing = text.words.html.replace("\n", " ")
    body = _TAG.sub(lambda tag: "\n" if tag[1] else "", flowing)
    return html.unescape(f"{text.essay.card.name}.\n{text.essay.meta.summary}\n{body}")


def _rarity(counts: Sequence[Counter[str]]) -> Weights:
    documents = Counter(stem for count in counts for stem in count)
    return {stem: log((1 + len(counts)) / (1 + number)) for stem, number in documents.items()}


def _weights(counts: Mapping[str, int], rarity: Weights) -> Weights:
    raw = {stem: (1 + log(n)) * rarity.get(stem, 0.0) for stem, n in counts.items()}
    return _normalized({stem: weight for stem, weight in raw.items() if weight > 0})


def _normalized(weights: Weights) -> Weights:
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {stem: weight / length for stem, weight in weights.items()}


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
    compared = sorted(total, key=lambda stem: (-total[stem], stem))[:_COMPARED]
    return _normalized({stem: total[stem] for stem in compared})


def _similarities(
    words: Weights, holders: Mapping[str, Sequence[tuple[Slug, float]]]
) -> Mapping[Slug, float]:
    """Return the cosine similarity of a text to every theme that shares a word with it."""
    scores: dict[Slug, float] = {}
    for stem, weight in words.items():
        for slug, other in holders.get(stem, ()):
            scores[slug] = scores.get(slug, 0.0) + weight * other
    return {slug: round(score, 6) for slug, score in scores.items()}


def _shared(one: Weights, other: Weights) -> Sequence[str]:
    shared = sorted((-weight * other[stem], stem) for stem, weight in one.items() if stem in other)
    return [stem for _, stem in shared]


def _sentences(essay: Parsed) -> Sequence[tuple[str, Mapping[str, str]]]:
    """Return the sentences of an essay, each with its stems and the words that have them."""
    found = _SENTENCE.finditer(plain(essay))
    return [(match[0].strip(), dict(stems(match[0]))) for match in found]


def _evidence(
    sentences: Sequence[tuple[str, Mapping[str, str]]], shared: Sequence[str]
) -> tuple[tuple[str, ...], str]:
    """Return the shared words as the essay writes them, and the sentence that has most of them."""
    best = max(sentences, key=lambda pair: len(pair[1].keys() & shared))
    spellings = (next(words[stem] for _, words in sentences if stem in words) for stem in shared)
    return tuple(word.lower() for word in spellings), best[0]
