"""Forms of the mappings that front matter and site.yaml share: people, pictures, relations."""

import re
from datetime import UTC
from typing import Literal

from sitegen.config.schema.forms import (
    ADDRESS,
    BLOCK,
    LINE,
    LOCATED,
    choice,
    either,
    many,
    one_line,
    record,
    words,
)
from sitegen.config.schema.keys import Fields, Form, Key, vocabulary
from sitegen.config.schema.nodes import Node
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

_PARTIAL = regex(r"~?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


# ------------------------------------------------------------------ people

_NAME = Key("name", LINE, "Name as readers see it")
_HOME = Key("url", ADDRESS, "Web address of the person", ("website", "homepage", "link"))


def _author(fields: Fields) -> Author:
    return Author(fields.need(_NAME, ""), fields.get(_HOME, ""))


def _author_named(node: Node) -> Author:
    return Author(one_line(words(node).text))


AUTHORS = many(
    either(
        Form(_author_named, LINE.schema),
        record(vocabulary(_NAME, _HOME), _author, closed=False),
    )
)

# ------------------------------------------------------------------ pictures

_PATH = Key("path", LINE, "File beside the essay, or an address", ("src", "url", "image", "file"))
_ALT = Key("alt", LINE, "What the picture shows, for those who cannot see it", ("alt_text",))


def _image(fields: Fields) -> Image:
    return Image(fields.need(_PATH, ""), fields.get(_ALT, ""))


def _image_named(node: Node) -> Image:
    return Image(words(node).text.strip())


IMAGES = many(
    either(
        Form(_image_named, LINE.schema),
        record(vocabulary(_PATH, _ALT), _image, closed=False),
    )
)

# ------------------------------------------------------------------ provenance


def _part_of_date(node: Node) -> str:
    text = words(node).text.strip()
    if _PARTIAL.fullmatch(text):
        return text
    try:
        return read_moment(text, UTC).at.date().isoformat()
    except UnreadableDate as error:
        hint = f"{error.hint}; a year or a month alone will do" if error.code == "E210" else ""
        raise fail(node.place, error.code, error.message, hint or error.hint) from error


_WHEN = Form(_part_of_date, {"type": ["string", "integer"], "examples": ["2010-04", "2010"]})
_KINDS: tuple[Literal["original", "retelling", "translation", "repost", "excerpt"], ...] = (
    *("original", "retelling", "translation", "repost", "excerpt"),
)
_KIND = Key(
    "kind",
    choice({kind: kind for kind in _KINDS}),
    "What this text is to its source",
    ("type",),
)
_TITLE = Key("title", LINE, "Title of the source")
_AUTHOR = Key("author", LINE, "Who wrote the source", ("authors", "by"))
_SITE = Key("site", LINE, "Where the source appeared", ("publication", "blog", "website"))
_URL = Key("url", ADDRESS, "Web address of the source", ("link", "href"))
_PUBLISHED = Key("published", _WHEN, "When the source appeared", ("date",))
_LICENCE = Key("licence", LINE, "Terms of the source", ("license",))
_RETRIEVED = Key("retrieved", _WHEN, "When the source was read", ("accessed",))
_NOTE = Key("note", BLOCK, "What else there is to say about the source")


def _provenance(fields: Fields) -> Provenance:
    return Provenance(
        kind=fields.get(_KIND, "original"),
        title=fields.get(_TITLE, ""),
        author=fields.get(_AUTHOR, ""),
        site=fields.get(_SITE, ""),
        url=fields.get(_URL, ""),
        published=fields.get(_PUBLISHED, ""),
        licence=fields.get(_LICENCE, ""),
        retrieved=fields.get(_RETRIEVED, ""),
        note=fields.get(_NOTE, ""),
    )


def _provenance_named(node: Node) -> Provenance:
    text = one_line(words(node).text)
    if re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) and " " not in text:
        return Provenance(url=ADDRESS.read(node))
    return Provenance(title=text)


SOURCE = either(
    Form(_provenance_named, LINE.schema),
    record(
        vocabulary(*(_KIND, _TITLE, _AUTHOR, _SITE, _URL, _PUBLISHED, _LICENCE, _RETRIEVED, _NOTE)),
        _provenance,
    ),
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
_RELATION = Key("kind", choice(_RELATIONS), "How this essay stands to the other", ("relation",))
_OTHER = Key("essay", LOCATED, "The other essay, by slug, title or path", ("to", "with", "target"))
_REASON = Key("reason", LINE, "One sentence that says why", ("why", "because"))
_SHORT = tuple(
    Key(kind, LOCATED, f"The essay that this one {phrase}")
    for kind, phrase in (
        ("agrees", "agrees with"),
        ("disagrees", "disagrees with"),
        ("extends", "extends"),
        ("replies", "replies to"),
    )
)


def _relation(fields: Fields) -> Relation:
    kind, other = _kind_and_other(fields)
    return Relation(kind, other.text, fields.need(_REASON, ""), other.place)


def _kind_and_other(fields: Fields) -> tuple[RelationKind, Located]:
    nobody = Located("", fields.place)
    given = [key for key in _SHORT if fields.entry(key)]
    if len(given) == 1 and not fields.entry(_RELATION):
        return _RELATIONS[given[0].name], fields.get(given[0], nobody)
    if given:
        message = "a relation has one kind"
        raise fail(fields.place, "E209", message, "write each relation as an item of its own")
    return fields.need(_RELATION, "agrees"), fields.need(_OTHER, nobody)


RELATIONS = many(record(vocabulary(_RELATION, _OTHER, _REASON, *_SHORT), _relation))

# ------------------------------------------------------------------ corrections


def _day(node: Node) -> str:
    try:
        return read_moment(words(node).text.strip(), UTC).at.date().isoformat()
    except UnreadableDate as error:
        raise fail(node.place, error.code, error.message, error.hint) from error


_CORRECTED = Key(
    "date", Form(_day, {"type": "string", "examples": ["2026-01-10"]}), "Day of the correction"
)
_MISTAKE = Key("text", LINE, "What was wrong and is right now", ("correction", "note"))


def _correction(fields: Fields) -> Correction:
    return Correction(fields.need(_CORRECTED, ""), fields.need(_MISTAKE, ""))


ERRATA = many(record(vocabulary(_CORRECTED, _MISTAKE), _correction))

# ------------------------------------------------------------------ a theme's order

_WHY = Key("why", LINE, "One line that says why it stands there", ("reason", "because"))


def _reading(fields: Fields) -> Reading:
    other = fields.need(_OTHER, Located("", fields.place))
    return Reading(other.text, fields.get(_WHY, ""), other.place)


def _reading_named(node: Node) -> Reading:
    return Reading(LOCATED.read(node).text, "", node.place)


ORDER = many(either(Form(_reading_named, LINE.schema), record(vocabulary(_OTHER, _WHY), _reading)))

# ------------------------------------------------------------------ a path's steps

_LEADING = Key("note", LINE, "What leads on to it from the step before", ("transition", "why"))


def _step(fields: Fields) -> Step:
    other = fields.need(_OTHER, Located("", fields.place))
    return Step(other.text, fields.get(_LEADING, ""), other.place)


def _step_named(node: Node) -> Step:
    return Step(LOCATED.read(node).text, "", node.place)


STEPS = many(either(Form(_step_named, LINE.schema), record(vocabulary(_OTHER, _LEADING), _step)))
