"""Rules of relations between texts, and of the front matter of each."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from sitegen.check.broken.prose import lines
from sitegen.check.doubling.series import are_series
from sitegen.check.types import Collection, Fact, Finding, TextUnderCheck
from sitegen.collection.catalogue import is_listed
from sitegen.config.config import Config
from sitegen.locales.language import ENGLISH, language, primary
from sitegen.model import Essay
from sitegen.problems.errors import Place, Problem

_ANSWERED = {"agrees": "agrees with", "disagrees": "disagrees with", "replies": "replies to"}
"""Relations to answer, as verbs; an essay that is extended need not say so."""


def one_way(collection: Collection) -> Iterator[Finding]:
    """Find relations that the other essay does not answer."""
    index = collection.index
    every = [(path, tie) for path, ties in index.ties.items() for tie in ties]
    declared = {(path, tie.essay) for path, tie in every if "-by" not in tie.kind}
    for path, ties in index.ties.items():
        relations = iter(index.texts[path].meta.relations)
        for tie in ties:
            place = next((one.place for one in relations if one.kind == tie.kind), Place(path))
            answered = _ANSWERED.get(tie.kind)
            if answered and (tie.essay, path) not in declared:
                message = f"this essay {answered} {tie.essay}, which declares nothing in return"
                hint = "add an answer to its relations:, if its author would agree"
                yield Finding(Problem(place, "N1501", message, hint))


def orphans(collection: Collection) -> Iterator[Finding]:
    """Find essays without themes, links and relations, where most others have some."""
    index = collection.index
    backlinks = index.links.backlinks
    related: set[str] = {one.essay for links in backlinks.values() for one in links}
    for table in (backlinks, index.ties, index.tags.of_essay):
        related.update(path for path, found in table.items() if found)
    loose = [essay for essay in index.essays if essay.path not in related]
    if 2 * len(loose) > len(index.essays):
        return
    for essay in loose:
        message = "the essay has no themes, and no links or relations to or from other essays"
        hint = "add tags:, or link to it from an essay that it belongs to"
        yield Finding(Problem(essay.place, "W1502", message, hint), fact=_LOOSE)


_LOOSE = Fact(
    "{} essays have no themes, and no links or relations to or from other essays",
    "add tags: to them, or link to them from essays that they belong to",
)


def languages(collection: Collection) -> Iterator[Finding]:
    """Find languages without words of their own, once each."""
    english = language(ENGLISH).words
    used = {collection.config.language: Place("site.yaml")}
    for text in collection.texts.values():
        meta = text.essay.meta
        used.setdefault(meta.lang or ENGLISH, meta.places.get("lang", text.essay.place))
    for tag, place in used.items():
        if primary(tag) != ENGLISH and language(tag).words == english:
            message = f"language '{tag}' has no words for the interface; pages use English words"
            hint = f"add a file {primary(tag)}.toml to sitegen/locales, or ask for it"
            yield Finding(Problem(place, "N1510", message, hint))


# ------------------------------------------------------------------ images

_MARKDOWN_IMAGE = re.compile(r"(?<!\\)!\[\s*\](?=\(|\[)")
_HTML_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ALT = re.compile(
    r"\balt\s*=\s*(?:\"[^\"]*[^\"\s][^\"]*\"|'[^']*[^'\s][^']*'|[^\s\"'>]+)", re.IGNORECASE
)
_ORNAMENT = re.compile(r"\brole\s*=\s*[\"']?(?:presentation|none)\b|\baria-hidden\b", re.IGNORECASE)


def images(text: TextUnderCheck) -> Iterator[Finding]:
    """Find images without alt text."""
    hint = "describe what it shows, for readers who cannot see it"
    for place in _without_alt(text):
        yield Finding(Problem(place, "W1503", "image has no alt text", hint))


def _without_alt(text: TextUnderCheck) -> Iterator[Place]:
    has_images = "![" in text.source.body or "<img" in text.source.body.lower()
    for line in lines(text) if has_images else ():
        for found in (*line.finditer(_MARKDOWN_IMAGE), *line.finditer(_HTML_IMAGE)):
            if not _ALT.search(found[0]) and not _ORNAMENT.search(found[0]):
                yield Place(text.path, line.number, found.start() + 1)
    meta = text.essay.meta
    if meta.image and not meta.image.alt:
        yield meta.places.get("image", text.essay.place)


# ------------------------------------------------------------------ front matter


def policy(collection: Collection) -> Iterator[Finding]:
    """Find essays without a key that the collection requires."""
    config = collection.config
    for text in collection.texts.values():
        if text.essay.kind != "essay" or text.essay.meta.status == "draft":
            continue
        for fact in config.policy:
            if not _FACTS[fact](text.essay, config):
                message = f"the essay has no {fact}"
                hint = f"add {fact}: to the front matter, or change policy: in site.yaml"
                problem = Problem(text.essay.place, "W1504", message, hint)
                yield Finding(problem, fact=_COMMON.get(fact) or _common(fact))


def _common(fact: str) -> Fact:
    hint = f"add {fact}: to each, or change policy: in site.yaml"
    return Fact(f"{{}} essays have no {fact}", hint)


_COMMON = {
    "author": Fact(
        "{} essays name no author",
        "write author: into site.yaml if it is the same for all, or delete author from policy:",
    ),
    "licence": Fact(
        "{} essays have no licence",
        "write licence: into site.yaml if it is the same for all, or delete it from policy:",
    ),
}
"""Facts that site.yaml can state for all essays."""


_FACTS: Mapping[str, Callable[[Essay, Config], object]] = {
    "title": lambda essay, _: essay.meta.title or essay.facts.title_text,
    "date": lambda essay, _: essay.meta.date,
    "author": lambda essay, _: essay.card.authors,
    "source": lambda essay, _: essay.meta.source,
    "licence": lambda essay, config: config.licence or getattr(essay.meta.source, "licence", ""),
    "summary": lambda essay, _: essay.meta.summary,
    "tags": lambda essay, _: essay.meta.tags,
}

# ------------------------------------------------------------------ summaries

SUMMARY = 300
DESCRIPTION = 200


def summaries(text: TextUnderCheck) -> Iterator[Finding]:
    """Find summaries and descriptions that are too long for lists."""
    meta = text.essay.meta
    for key, words, most in (
        ("summary", meta.summary, SUMMARY),
        ("description", meta.description, DESCRIPTION),
    ):
        if len(words) > most:
            message = f"{key} too long: {len(words):,} characters (limit: {most})"
            place = meta.places.get(key, text.essay.place)
            yield Finding(Problem(place, "W1505", message, "shorten it to one or two sentences"))


def twice(collection: Collection) -> Iterator[Finding]:
    """Find titles and descriptions that two published texts share."""
    texts = [text for text in collection.index.texts.values() if text.kind != "theme"]
    essays = [text for text in texts if is_listed(text)]
    yield from _shared(essays, "W1509", "title", lambda text: text.card.name)
    yield from _shared(texts, "W1506", "description", lambda text: text.meta.description)
    yield from _shared(texts, "W1506", "summary", lambda text: text.meta.summary)


def _shared(
    texts: Iterable[Essay], code: str, key: str, words: Callable[[Essay], str]
) -> Iterator[Finding]:
    alike: dict[str, list[Essay]] = {}
    for text in texts:
        if folded := " ".join(words(text).casefold().split()):
            alike.setdefault(folded, []).append(text)
    pairs = ((group[0], text) for group in alike.values() for text in group[1:] if len(group) < 3)
    for other, text in pairs:  # three of a name are a series: "Notes of the week"
        if not are_series(other, text):
            place = text.meta.places.get(key, text.place)
            message = f"same {key} as {other.path}"
            yield Finding(Problem(place, code, message, "write a different one for each text"))


# ------------------------------------------------------------------ titles

_SPACED = re.compile(r"\w (?=[,.;:!?](?:\s|$))")
_REPEATED = re.compile(r"(?<![^\x00-\u02ff]) ?(?:!!|\?\?|,,|;;)")
"""Not after letters of scripts in which such marks are usual."""
_SENTENCE = re.compile(r"[.,;:!?…—–]")
"""A title with punctuation inside is a sentence on purpose: "Goodbye, Anna."."""
_ABBREVIATED = re.compile(r"(?:\.\.\.|\b[A-Z]\.|\b(?:etc|Inc|Ltd|Co|Jr|Sr|vs|al|ca|bzw|usw)\.)$")
_CAPITALS = 3
"""Words in capitals that are more than a name."""


def titles(text: TextUnderCheck) -> Iterator[Finding]:
    """Find typos in titles; straight quotation marks are not typos, since pages have curly ones."""
    meta = text.essay.meta
    title, place = meta.title, meta.places.get("title", text.essay.place)
    for what in _typos(title, text):
        hint = "write it as it would appear on a book cover"
        yield Finding(Problem(place, "W1508", f"the title '{title}' {what}", hint))
    long = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 1]
    if len(long) >= _CAPITALS and all(all(map(str.isupper, word)) for word in long):
        hint = "write it in sentence case; a style sheet can print it in capitals"
        message = f"the title '{title}' is in capitals"
        yield Finding(Problem(place, "W1507", message, hint))


def _typos(title: str, text: TextUnderCheck) -> Iterator[str]:
    # French has a space before high punctuation marks.
    languages = (text.essay.meta.lang, text.essay.card.lang)
    french = any(language.lower().startswith("fr") for language in languages)
    if not french and _SPACED.search(title):
        yield "has a space before its punctuation"
    if _REPEATED.search(title):
        yield "repeats its punctuation"
    if title.endswith(".") and not _ABBREVIATED.search(title) and not _SENTENCE.search(title[:-1]):
        yield "ends with a full stop"
