"""How a collection hangs together, and what each text says of itself."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from sitegen.check.case import Case, Collection, Finding
from sitegen.collection.catalogue import is_listed
from sitegen.config.config import Config
from sitegen.model import Essay
from sitegen.problems.errors import Place, Problem

_ANSWERED = frozenset({"agrees", "disagrees", "replies"})
"""Relations that concern both sides; what extends another essay asks nothing of it."""


def one_way(collection: Collection) -> Iterator[Finding]:
    """Find declared relations that the other essay does not answer."""
    index = collection.index
    declared = {
        (path, tie.essay)
        for path, ties in index.ties.items()
        for tie in ties
        if "-by" not in tie.kind
    }
    for path, ties in index.ties.items():
        relations = iter(index.texts[path].meta.relations)
        for tie in ties:
            place = next((one.place for one in relations if one.kind == tie.kind), Place(path))
            if tie.kind not in _ANSWERED or (tie.essay, path) in declared:
                continue
            message = f"{tie.essay} does not answer that this essay {_VERBS[tie.kind]} it"
            hint = "add the answer to its relations: if its author would give one"
            yield Finding(Problem(place, "N1501", message, hint))


_VERBS = {"agrees": "agrees with", "disagrees": "disagrees with", "replies": "replies to"}


def orphans(collection: Collection) -> Iterator[Finding]:
    """Find essays that nothing leads to and that lead to nothing, where most others are tied."""
    index = collection.index
    linking = {back.essay for backlinks in index.links.backlinks.values() for back in backlinks}
    loose = [
        essay
        for essay in index.essays
        if not (
            essay.path in linking
            or index.links.backlinks.get(essay.path)
            or index.ties.get(essay.path)
            or index.tags.of_essay.get(essay.path)
        )
    ]
    if 2 * len(loose) > len(index.essays):
        return
    for essay in loose:
        message = "the essay has no theme, and no link or relation leads to it or from it"
        hint = "give it tags:, or link to it from an essay that it belongs to"
        yield Finding(Problem(essay.place, "W1502", message, hint))


# ------------------------------------------------------------------ pictures

_MARKDOWN_IMAGE = re.compile(r"(?<!\\)!\[\s*\](?=\(|\[)")
_HTML_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ALT = re.compile(
    r"\balt\s*=\s*(?:\"[^\"]*[^\"\s][^\"]*\"|'[^']*[^'\s][^']*'|[^\s\"'>]+)", re.IGNORECASE
)
_ORNAMENT = re.compile(r"\brole\s*=\s*[\"']?(?:presentation|none)\b|\baria-hidden\b", re.IGNORECASE)
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


def images(case: Case) -> Iterator[Finding]:
    """Find images without a text for those who do not see them."""
    for block in case.blocks:
        if block.kind == "code" or (
            "![" not in block.source and "<img" not in block.source.lower()
        ):
            continue
        for number, line in enumerate(block.source.split("\n"), block.line):
            for at in _wordless(line):
                yield _picture(Place(case.path, number, at + 1))
    image = case.essay.meta.image
    if image and not image.alt:
        yield _picture(case.essay.meta.places.get("image", case.essay.place))


def _wordless(line: str) -> Iterator[int]:
    shown = _CODE_SPAN.sub(lambda span: "." * len(span[0]), line) if "`" in line else line
    yield from (found.start() for found in _MARKDOWN_IMAGE.finditer(shown))
    for found in _HTML_IMAGE.finditer(shown):
        if not _ALT.search(found[0]) and not _ORNAMENT.search(found[0]):
            yield found.start()


def _picture(place: Place) -> Finding:
    hint = "write what it shows, for those who cannot see it"
    return Finding(Problem(place, "W1503", "the picture has no words", hint))


# ------------------------------------------------------------------ facts


def policy(collection: Collection) -> Iterator[Finding]:
    """Find essays that lack what the collection asks of each."""
    config = collection.config
    for case in collection.cases.values():
        if case.source.kind != "essay" or case.essay.meta.status == "draft":
            continue
        for fact in config.policy:
            if not _FACTS[fact](case.essay, config):
                hint = f"write {fact}: into the front matter, or change policy: in site.yaml"
                problem = Problem(case.essay.place, "W1504", f"the essay has no {fact}", hint)
                yield Finding(problem)


_FACTS: Mapping[str, Callable[[Essay, Config], object]] = {
    "title": lambda essay, _: essay.meta.title or essay.facts.title_text,
    "date": lambda essay, _: essay.meta.date,
    "author": lambda essay, _: essay.card.authors,
    "source": lambda essay, _: essay.meta.source,
    "licence": lambda essay, config: (
        (essay.meta.source and essay.meta.source.licence) or config.licence
    ),
    "summary": lambda essay, _: essay.meta.summary,
    "tags": lambda essay, _: essay.meta.tags,
}

# ------------------------------------------------------------------ summaries

SUMMARY = 300
DESCRIPTION = 200


def summaries(case: Case) -> Iterator[Finding]:
    """Find summaries and descriptions that no list has room for."""
    meta = case.essay.meta
    for key, text, most in (
        ("summary", meta.summary, SUMMARY),
        ("description", meta.description, DESCRIPTION),
    ):
        if len(text) > most:
            message = f"the {key} has {len(text):,} characters; lists have room for {most}"
            place = meta.places.get(key, case.essay.place)
            yield Finding(Problem(place, "W1505", message, "say it in one or two sentences"))


def twice(collection: Collection) -> Iterator[Finding]:
    """Find titles, and descriptions, that two published texts share."""
    texts = [text for text in collection.index.texts.values() if text.kind != "theme"]
    essays = [text for text in texts if is_listed(text)]
    yield from _shared(essays, "W1509", "title", lambda text: text.card.name)
    yield from _shared(texts, "W1506", "description", lambda text: text.meta.description)
    yield from _shared(texts, "W1506", "summary", lambda text: text.meta.summary)


def _shared(
    texts: Iterable[Essay], code: str, key: str, words: Callable[[Essay], str]
) -> Iterator[Finding]:
    first: dict[str, Essay] = {}
    for text in texts:
        folded = " ".join(words(text).casefold().split())
        other = first.setdefault(folded, text) if folded else text
        if other is not text:
            place = text.meta.places.get(key, text.place)
            message = f"the {key} is that of {other.path} too"
            yield Finding(Problem(place, code, message, "write what only this text says"))


# ------------------------------------------------------------------ titles

_SLIPS = (
    (re.compile(r"\w (?=[,.;:!?](?:\s|$))"), "has a blank before its punctuation"),
    (re.compile(r"!!|\?\?|,,|;;"), "repeats its punctuation"),
)
_ABBREVIATED = re.compile(r"(?:\.\.\.|\b[A-Z]\.|\b(?:etc|Inc|Ltd|Co|Jr|Sr|vs|al|ca|bzw|usw)\.)$")
_CAPITALS = 3
"""Words in capitals that are no longer a name."""


def titles(case: Case) -> Iterator[Finding]:
    """Find slips of typing in a title; quotation marks may be straight, we set them."""
    meta = case.essay.meta
    title, place = meta.title, meta.places.get("title", case.essay.place)
    slips = [what for pattern, what in _slips(case) if pattern.search(title)]
    if title.endswith(".") and not _ABBREVIATED.search(title) and ". " not in title:
        slips.append("ends with a full stop")
    for what in slips:
        hint = "write it as it would stand on the cover of a book"
        yield Finding(Problem(place, "W1508", f"the title '{title}' {what}", hint))
    long = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 1]
    if len(long) >= _CAPITALS and all(word.isupper() for word in long):
        hint = "write it as in a sentence; the theme can print it in capitals"
        message = f"the title '{title}' is written in capitals"
        yield Finding(Problem(place, "W1507", message, hint))


def _slips(case: Case) -> Iterable[tuple[re.Pattern[str], str]]:
    # French sets a blank before the higher signs.
    french = case.essay.meta.lang.lower().startswith("fr") or case.essay.card.lang.startswith("fr")
    return _SLIPS[1:] if french else _SLIPS
