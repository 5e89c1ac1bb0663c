"""A file of a site -> a text: its front matter as sitegen reads it, and its body."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config.config import Config
from sitegen.config.schema.keys import fold
from sitegen.config.schema.loose_yaml import read_loose_yaml
from sitegen.config.schema.nodes import Entry, Table
from sitegen.config.schema.tomltree import read_toml
from sitegen.content.frontmatter.hiding import KEYS, Hiding, read_hiding
from sitegen.content.frontmatter.meta import LONGEST, read_front_matter
from sitegen.content.loader.encoding import decode
from sitegen.content.loader.split import split
from sitegen.content.loader.walk import LARGEST
from sitegen.importers.folders.site import Site
from sitegen.model import Json, Meta, Source
from sitegen.problems.errors import Place, Problem
from sitegen.text.regex import regex

_HIDING = KEYS - {"date", "permalink", "url"}
_RANKS = {"published": 0, "unlisted": 1, "draft": 2}


class Text(Struct, frozen=True, kw_only=True):
    """A text of a site."""

    name: str
    """Of its file, relative to the site's root."""
    body: str
    line: int
    """Number of the first line of the body."""
    table: Table
    """Its front matter, followed by what data for its folder give it."""
    meta: Meta
    problems: tuple[Problem, ...] = ()

    def given(self, *names: str) -> Entry | None:
        """Return the entry of the first of some keys that is there, in any spelling."""
        wanted = [fold(name) for name in names]
        entries = {fold(entry.key): entry for entry in reversed(self.table.entries)}
        return next((entries[name] for name in wanted if name in entries), None)


class Defaults(Struct, frozen=True):
    """Keys that a site gives to a text, which the text itself may overrule."""

    values: Mapping[str, Json] = {}
    source: str = ""
    """The file that gives them."""


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of a name; UTC for an unknown one."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def read_text(site: Site, name: str, zone: ZoneInfo, defaults: Sequence[Defaults] = ()) -> Text:
    """Read a text; raise SitegenError if its file cannot be read."""
    content = site.export.read(site.root + name, LARGEST)
    words, problems = decode(name, content)
    source = _with_script(_with_meta(split(name, "essay", words, problems)))
    table = _table(source)
    own = {fold(entry.key) for entry in table.entries}
    inherited = [one for one in defaults if one.values]
    source = _with(source, inherited, own)
    meta, mistakes = read_front_matter(source, Config(timezone=zone))
    for one in inherited:
        given, _ = read_loose_yaml(json.dumps(dict(one.values)), Place(one.source), LONGEST)
        meta = _hidden(meta, read_hiding(given, zone, inherited=True), one.source)
        table = replace(table, entries=(*table.entries, *_missing(given, own)))
    return Text(
        name=name,
        body=source.body,
        line=source.body_line,
        table=table,
        meta=meta,
        problems=(*source.problems, *mistakes),
    )


_META = regex(
    r"<meta\s+name=[\"']([\w-]{1,40})[\"']\s+content(?:s)?=[\"']([^\"'<>]{0,2000})[\"']",
    re.IGNORECASE,
)
_TITLE = regex(r"<title[^<>]*>([^<>]{0,1000})</title>", re.IGNORECASE)
_BODY = regex(r"<body[^<>]*>", re.IGNORECASE)
_NO_FACTS = frozenset({"viewport", "generator", "referrer"})


def _with_meta(source: Source) -> Source:
    """Read the facts of a whole HTML page, as Pelican does (docs.getpelican.com, "Content")."""
    body = _BODY.search(source.body)
    if source.front or not body or not source.path.lower().endswith((".html", ".htm")):
        return source
    head = source.body[: body.start()]
    facts = [(found[1], found[2]) for found in _META.finditer(head)]
    if title := _TITLE.search(head):
        facts.append(("title", title[1]))
    known = {key.lower(): html.unescape(value) for key, value in facts}
    lines = [
        f"{key}: {json.dumps(value)}\n" for key, value in known.items() if key not in _NO_FACTS
    ]
    end = source.body.lower().rfind("</body>")
    return replace(
        source,
        front="".join(lines),
        front_format="yaml",
        body=source.body[body.end() : end if end > 0 else None],
        body_line=source.body_line + source.body.count("\n", 0, body.end()),
    )


_SCRIPT = regex(
    r"\A\s{0,99}---[ \t]*(?:js|javascript|node)[ \t]*\n(?P<code>.{0,20000}?)^---[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_PAIR = regex(r"""["']?([A-Za-z_]\w*)["']?[ \t]*[:=][ \t]*(true|false|\d+|"[^"\n]*"|'[^'\n]*')""")


def plain_values(program: str) -> dict[str, Json]:
    """Read the plain values in a program; it is not run, and each counts, wherever it is."""
    known = {"true": True, "false": False}
    pairs = ((found[1], found[2]) for found in _PAIR.finditer(program))
    return {key: known.get(value, value.strip("\"'")) for key, value in pairs}


def _with_script(source: Source) -> Source:
    """Read front matter in JavaScript (11ty.dev/docs/data-frontmatter)."""
    found = None if source.front else _SCRIPT.match(source.body)
    if not found:
        return source
    values = plain_values(found["code"])
    return replace(
        source,
        front="".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items()),
        front_format="yaml",
        body=source.body[found.end() :],
        body_line=source.body_line + found[0].count("\n"),
    )


def _table(source: Source) -> Table:
    start = Place(source.path, source.front_line)
    read = read_toml if source.front_format == "toml" else read_loose_yaml
    return read(source.front, start, LONGEST)[0]


def _missing(table: Table, own: set[str]) -> list[Entry]:
    return [entry for entry in table.entries if fold(entry.key) not in own]


def _with(source: Source, inherited: Sequence[Defaults], own: set[str]) -> Source:
    """Put what a text inherits, and does not say itself, before its own front matter."""
    found: dict[str, Json] = {}
    for one in inherited:
        found |= {key: value for key, value in one.values.items() if _is_simple(value)}
    own = own | _HIDING  # those are read apart, as the most careful one counts
    found = {key: value for key, value in found.items() if fold(key) not in own}
    if not found:
        return source
    toml = source.front_format == "toml"
    if source.front.lstrip().startswith("{"):
        try:
            whole = json.dumps(found | json.loads(source.front))
        except ValueError:
            return source
        return replace(source, front=whole)
    sign = " =" if toml else ":"
    lines = [f"{json.dumps(key)}{sign} {json.dumps(value)}\n" for key, value in found.items()]
    front, line = "".join(lines) + source.front, source.front_line - len(lines)
    return replace(source, front=front, front_line=line, front_format="toml" if toml else "yaml")


def _is_simple(value: Json) -> bool:
    items = value if isinstance(value, list) else [value]
    return all(isinstance(item, str | int | float) for item in items)


def _hidden(meta: Meta, hiding: Hiding, source: str) -> Meta:
    if _RANKS[hiding.status] > _RANKS[meta.status]:
        because = f"'{source}' has '{hiding.because or 'draft: true'}'"
        return replace(meta, status=hiding.status, because=because)
    return meta
