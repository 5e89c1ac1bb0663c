"""Forms of the mappings in front matter and site.yaml: people, images, sources, relations."""

import re
from collections.abc import Callable
from datetime import UTC
from typing import TypeVar

from sitegen.config.schema.forms import (
    ADDRESS,
    BLOCK,
    LINE,
    LOCATED,
    choice,
    either,
    many,
    one_line,
    one_of,
    record,
    words,
)
from sitegen.config.schema.keys import Fields, Form, Key, fold, is_empty, vocabulary
from sitegen.config.schema.nodes import Node, Scalar, Series, Table
from sitegen.model import (
    Author,
    Correction,
    Image,
    Located,
    Provenance,
    Reading,
    Relation,
    RelationKind,
    Step,
)
from sitegen.problems.errors import fail
from sitegen.text.dates import UnreadableDate, read_moment
from sitegen.text.regex import regex

N = TypeVar("N")
T = TypeVar("T")

_PARTIAL = regex(r"~?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def _listed(
    name: Key[N], detail: Key[str], build: Callable[[N, str], T], *, closed: bool = True
) -> Form[tuple[T, ...]]:
    """Return the form of a list of things, each a name alone or a mapping with a detail."""

    def full(fields: Fields) -> T:
        nameless = name.form.read(Scalar("", fields.place))
        return build(fields.need(name, nameless), fields.get(detail, ""))

    short = Form(lambda node: build(name.form.read(node), ""), LINE.schema)
    return many(either(short, record(vocabulary(name, detail), full, closed=closed)))


AUTHORS = _listed(
    Key("name", LINE, "Name as readers see it", ("display_name", "full_name")),
    Key("url", ADDRESS, "Web address of the person", ("website", "homepage", "link")),
    Author,
    closed=False,
)
_PATH = Key("path", BLOCK, "File beside the essay, or an address", ("src", "url", "image", "file"))
_IMAGES = _listed(
    _PATH,
    Key("alt", LINE, "What the image shows, for readers who cannot see it", ("alt_text",)),
    Image,
    closed=False,
)


_PATHS = vocabulary(_PATH).ranks


def _images(node: Node) -> tuple[Image, ...]:
    """Read images; keys without a value, as in the templates of themes, name none."""
    items = node.items if isinstance(node, Series) else (node,)
    named = tuple(item for item in items if not _is_no_image(item))
    return _IMAGES.read(node if len(named) == len(items) else Series(named, node.place))


def _is_no_image(node: Node) -> bool:
    if isinstance(node, Table):
        paths = [entry for entry in node.entries if fold(entry.key) in _PATHS]
        return not node.entries or (bool(paths) and all(is_empty(one.node) for one in paths))
    return isinstance(node, Scalar) and not node.quoted and node.text in ("true", "false")


IMAGES = Form(_images, _IMAGES.schema)

# ------------------------------------------------------------------ provenance


def _day(node: Node, alternative: str = "") -> str:
    try:
        return read_moment(words(node).text.strip(), UTC).at.date().isoformat()
    except UnreadableDate as error:
        hint = error.hint + alternative * (error.code == "W210")
        raise fail(node.place, error.code, error.message, hint) from error


def _part_of_date(node: Node) -> str:
    text = words(node).text.strip()
    return text if _PARTIAL.fullmatch(text) else _day(node, "; a year or a month alone is enough")


_WHEN = Form(_part_of_date, {"type": ["string", "integer"], "examples": ["2010-04", "2010"]})
_KINDS = ("original", "retelling", "translation", "repost", "excerpt")
_PROVENANCE = vocabulary(
    Key("kind", one_of(*_KINDS), "Kind of the text", ("type",)),
    Key("title", LINE, "Title of the source"),
    Key("author", LINE, "Author of the source", ("authors", "by")),
    Key("site", LINE, "Where the source appeared", ("publication", "blog", "website")),
    Key("url", ADDRESS, "Web address of the source", ("link", "href")),
    Key("published", _WHEN, "When the source appeared", ("date",)),
    Key("licence", LINE, "Licence of the source", ("license",)),
    Key("retrieved", _WHEN, "When the source was read", ("accessed",)),
    Key("note", BLOCK, "A note on the source"),
)


def _provenance_named(node: Node) -> Provenance:
    text = one_line(words(node).text)
    if re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) and " " not in text:
        return Provenance(url=ADDRESS.read(node))
    return Provenance(title=text)


SOURCE = either(
    Form(_provenance_named, LINE.schema),
    record(_PROVENANCE, lambda fields: Provenance(**fields.values())),
)

# ------------------------------------------------------------------ relations

_RELATIONS: dict[str, RelationKind] = {
    "agrees": "agrees",
    "agree": "agrees",
    "disagrees": "disagrees",
    "disagree": "disagrees",
    "extends": "extends",
    "extend": "extends",
    "replies": "replies",
    "reply": "replies",
}
_RELATION = Key("kind", choice(_RELATIONS), "Relation of this essay to the other", ("relation",))
_OTHER = Key("essay", LOCATED, "The other essay, by slug, title or path", ("to", "with", "target"))
_REASON = Key("reason", LINE, "One sentence on why", ("why", "because"))
_PHRASES = {
    "agrees": "agrees with",
    "disagrees": "disagrees with",
    "extends": "extends",
    "replies": "replies to",
}
_SHORT = tuple(
    Key(kind, LOCATED, f"The essay that this one {phrase}") for kind, phrase in _PHRASES.items()
)


def _relation(fields: Fields) -> Relation:
    nobody = Located("", fields.place)
    given = [key for key in _SHORT if fields.entry(key)]
    if len(given) > 1 or (given and fields.entry(_RELATION)):
        message = "a relation can have only one kind"
        raise fail(fields.place, "E209", message, "write each relation as a separate list item")
    if given:
        kind, other = _RELATIONS[given[0].name], fields.get(given[0], nobody)
    else:
        kind, other = fields.need(_RELATION, "agrees"), fields.need(_OTHER, nobody)
    return Relation(kind, other.text, fields.need(_REASON, ""), other.place)


RELATIONS = many(record(vocabulary(_RELATION, _OTHER, _REASON, *_SHORT), _relation))

# ------------------------------------------------------------------ corrections

_CORRECTED = Form(_day, {"type": "string", "examples": ["2026-01-10"]})
_DATE = Key("date", _CORRECTED, "Day of the correction")
_MISTAKE = Key("text", LINE, "What was wrong and what is right", ("correction", "note"))


ERRATA = many(
    record(
        vocabulary(_DATE, _MISTAKE),
        lambda fields: Correction(fields.need(_DATE, ""), fields.need(_MISTAKE, "")),
    )
)

# ------------------------------------------------------------------ essays in an order

_WHY = Key("why", LINE, "One line on why the essay is there", ("reason", "because"))
_NOTE = Key("note", LINE, "How the step before leads to it", ("transition", "why"))

ORDER = _listed(_OTHER, _WHY, lambda other, why: Reading(other.text, why, other.place))
STEPS = _listed(_OTHER, _NOTE, lambda other, note: Step(other.text, note, other.place))
