"""Front matter of a Source -> Meta."""

from collections.abc import Iterable, Mapping
from datetime import date, tzinfo
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config.config import Config
from sitegen.config.schema.forms import json_value
from sitegen.config.schema.keys import fold, unknown_key
from sitegen.config.schema.loose_yaml import read_loose_yaml
from sitegen.config.schema.nodes import Entry, Scalar, Table, shown
from sitegen.content.frontmatter import hiding, keys
from sitegen.content.frontmatter.dates import Dates, start_of
from sitegen.content.frontmatter.hiding import Hiding, read_hiding
from sitegen.content.frontmatter.loose_fields import LooseFields
from sitegen.markdown.comments import line_without_comments
from sitegen.model import Correction, Image, Json, Located, Meta, Moment, Source, Status, ThemeMeta
from sitegen.problems.errors import Place, Problem
from sitegen.text.regex import regex
from sitegen.text.slugs import slugify

LONGEST = 262_144
"""Characters of front matter, data for templates included; anything longer is an attack."""

_PROSE = regex(r"[\s<>`*()\[\]{}]")
_OTHERS = frozenset({"related", "publisher", "sources", "author2", "data"})
"""Keys of other generators that are one letter away from one of ours."""


def read_front_matter(source: Source, config: Config) -> tuple[Meta, tuple[Problem, ...]]:
    """Return the front matter of a file and its problems; never raises.

    An essay without a date takes that of its file's name or folders, else of its ``url``.
    """
    table, broken = _tree(source)
    hidden = read_hiding(table, config.timezone)
    known = {"theme": keys.THEME_KEYS, "path": keys.PATH_KEYS}.get(source.kind, keys.ESSAY_KEYS)
    fields = LooseFields(_hoisted(table), known, keys.HIDING)
    meta = _meta(fields, source, config.timezone, hidden)
    reported = {problem.place for problem in hidden.problems}
    unknown = (entry for entry in fields.unknown if entry.place not in reported)
    strange = (problem for entry in unknown for problem in _strange(entry, fields))
    return meta, tuple(sorted({*broken, *hidden.problems, *fields.problems, *strange}))


def _tree(source: Source) -> tuple[Table, tuple[Problem, ...]]:
    start = Place(source.path, source.front_line, 1)
    if source.front_format != "toml":
        return read_loose_yaml(source.front, start, LONGEST)
    from sitegen.config.schema.tomltree import read_toml  # noqa: PLC0415 - few collections have any

    return read_toml(source.front, start, LONGEST)


def _hoisted(table: Table) -> Table:
    """Move the keys of Zola's ``taxonomies`` up to the others; leave out ``permalink: false``."""
    entries: list[Entry] = []
    for entry in table.entries:
        if isinstance(entry.node, Table) and fold(entry.key) == "taxonomies":
            entries += entry.node.entries
        elif not _is_no_address(entry):
            entries.append(entry)
    return Table(tuple(entries), table.place)


def _is_no_address(entry: Entry) -> bool:
    # Eleventy's "permalink: false": the text has no page.
    node = entry.node
    names = fold(entry.key) in ("permalink", "url")
    return names and isinstance(node, Scalar) and node.text.strip().lower() == "false"


def _strange(entry: Entry, fields: LooseFields) -> Iterable[Problem]:
    if fold(entry.key) in _OTHERS or fold(entry.key) in hiding.KEYS:
        return
    if fields.known.near(entry.key):
        yield unknown_key(entry, fields.known, "W221")
    elif _PROSE.search(entry.key.strip()):
        message = f"{shown(entry.key)} looks like text, not like a key"
        yield Problem(entry.place, "W222", message, "move the line below the closing '---'")


# ------------------------------------------------------------------ the parts


def _meta(fields: LooseFields, source: Source, zone: tzinfo, hidden: Hiding) -> Meta:
    dates = Dates(fields, source, zone)
    date, updated = dates.published(), dates.updated()
    errata = tuple(sorted(fields.get(keys.CORRECTIONS, ()), key=_day_of, reverse=True))
    names = tuple(alias for given in fields.every(keys.ALIASES) for alias in given)
    theme = _values(fields, ThemeMeta, {"names": names}) if source.kind == "theme" else {}
    # A theme is in lists because of its essays; one that hides shows none of its own words there.
    whole = source.kind == "theme" and hidden.status == "unlisted"
    status: Status = "draft" if whole else hidden.status
    unclear = dates.unclear and status != "draft"
    computed = {
        "date": date,
        "updated": _latest(updated, errata, zone),
        "tags": _tags(fields),
        "aliases": () if theme else names,
        "status": "draft" if unclear else status,
        "held": "unclear" if unclear else "",
        "because": hidden.because if status == "draft" else "",
        "appears": hidden.appears,
        "expires": hidden.expires,
        "doubts": tuple(dates.doubts),
        "orders": tuple(sorted(dates.orders)),
        "image": _image(fields),
        "errata": errata,
        "theme": ThemeMeta(**theme),
        "extra": _extra(fields),
        "places": fields.places(),
        **_address(fields, source),
    }
    return _without_comments(Meta(**_values(fields, Meta, computed)), fields)


def _without_comments(meta: Meta, fields: LooseFields) -> Meta:
    """Remove comments from the texts that every page may show, and report those left open."""
    changes: dict[str, object] = {}
    for name in ("title", "summary", "description", "editor_note"):
        text: str = getattr(meta, name)
        shown_text, is_open = line_without_comments(text)
        if shown_text != text:
            changes[name] = shown_text.strip()
        if is_open:
            message = f"{name}: a comment is not closed; it hides the rest"
            place = meta.places[name]
            fields.problems.append(Problem(place, "W312", message, "close it, or delete its mark"))
    if meta.image and (alt := line_without_comments(meta.image.alt)[0]) != meta.image.alt:
        changes["image"] = replace(meta.image, alt=alt.strip())
    return replace(meta, **changes) if changes else meta


def _address(fields: LooseFields, source: Source) -> dict[str, str]:
    """Return slug and url; a slug that starts with a slash is the whole path, as in Docusaurus."""
    slug, url = fields.get(keys.SLUG, ""), fields.get(keys.URL, "")
    whole = slug[:1] == "/" and not url and source.kind in ("essay", "page")
    return {"slug": slug.lstrip("/"), "url": slug if whole else url}


def _values(
    fields: LooseFields, type_: type[Struct], computed: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the value of each field: what is computed, else what the key of its name says."""
    # Any: each form reads the type of the field that its key is named for, which a test checks.
    values = dict(computed)
    for key in fields.known.keys:
        if key.name in type_.__struct_fields__ and key.name not in computed:
            value = fields.get(key, None)
            if value is not None:
                values[key.name] = value
    return values


def _day_of(correction: Correction) -> str:
    return correction.date


def _latest(updated: Moment | None, errata: tuple[Correction, ...], zone: tzinfo) -> Moment | None:
    """Return the date of the newest correction, unless a later change is given."""
    if not errata or not errata[0].date:
        return updated
    corrected = start_of(date.fromisoformat(errata[0].date), zone)
    return updated if updated and updated.at >= corrected.at else corrected


def _tags(fields: LooseFields) -> tuple[Located, ...]:
    """Return the tags under all names, each in its first spelling."""
    tags: dict[str, Located] = {}
    for tag in (tag for given in fields.every(keys.TAGS) for tag in given):
        if slug := _slug(tag.text):
            tags.setdefault(slug, tag)
        else:
            message = f"the tag {shown(tag.text)} has no letter or digit"
            hint = "name the theme in words; the tag is left out"
            fields.problems.append(Problem(tag.place, "W223", message, hint))
    return tuple(tags.values())


_slug = lru_cache(4096)(slugify)


def _image(fields: LooseFields) -> Image | None:
    images = fields.get(keys.IMAGE, ())
    alt = fields.get(keys.IMAGE_ALT, "")
    return replace(images[0], alt=images[0].alt or alt) if images else None


def _extra(fields: LooseFields) -> dict[str, Json]:
    values = {entry.key: json_value(entry.node) for entry in fields.unknown}
    for given in reversed([*fields.every(keys.EXTRA)]):
        values |= given
    return values
