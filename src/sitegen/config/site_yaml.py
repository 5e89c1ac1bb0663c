"""site.yaml -> Config, with all problems."""

import os
import posixpath
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from msgspec.structs import asdict, replace

from sitegen import CACHE_FOLDER, THEME_FOLDERS
from sitegen.config.book_yaml import BOOK
from sitegen.config.config import NAME, BookSettings, Config, NavLink, SiteLanguage
from sitegen.config.languages_yaml import LANGUAGES
from sitegen.config.neighbours import without_settings
from sitegen.config.schema.forms import (
    ADDRESS,
    BLOCK,
    COUNT,
    FLAG,
    LANGUAGE,
    LINE,
    TEXT_TABLE,
    TEXTS,
    choice,
    either,
    many,
    one_of,
    record,
    table,
    words,
)
from sitegen.config.schema.keys import Fields, Form, Key, unknown_key, vocabulary
from sitegen.config.schema.nodes import Entry, Node, shown
from sitegen.config.schema.records import AUTHORS
from sitegen.config.schema.syntax import quoted
from sitegen.config.strings import with_strings
from sitegen.model import Author
from sitegen.problems.catalogue import explanations
from sitegen.problems.errors import Place, Problem, SitegenError, fail, has_error
from sitegen.text.regex import regex
from sitegen.text.suggest import nearest

LONGEST = 65_536
"""Characters allowed in site.yaml."""

_HOST = regex(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?")
_TAKEN = frozenset({*THEME_FOLDERS, ".git", CACHE_FOLDER})
"""Folders that hold neither texts nor pages."""


def read_base_url(text: str) -> str:
    """Read the address of a site, and add a final slash; raise ValueError."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        known = False
    if not known or not _HOST.fullmatch(parts.netloc):
        example = text.lstrip("/") if "://" not in text and "." in text else "example.org/"
        raise ValueError(f"{shown(text)} is not a web address; write https://{example}")
    if parts.query or parts.fragment or not text.isprintable() or " " in text:
        raise ValueError(f"{shown(text)} contains more than a host and a path")
    path = quote(parts.path.rstrip("/"), safe="/%-._~!$&'()*+,;=:@")
    return f"{parts.scheme}://{parts.netloc}{path}/"


def _base_url(node: Node) -> str:
    try:
        return read_base_url(words(node).text)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        raise fail(node.place, "E803", message, hint) from error


def _timezone(node: Node) -> ZoneInfo:
    name = words(node).text.strip()
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        hint = _near_zone(name) or "write a name such as Europe/Berlin or UTC"
        raise fail(node.place, "E804", f"{shown(name)} is not a time zone", hint) from error


def _near_zone(name: str) -> str:
    word = name.replace(" ", "_").casefold()
    zones = {zone.casefold(): zone for zone in sorted(available_timezones())}
    cities = {zone.rpartition("/")[2]: zone for zone in zones}
    for words_ in (zones, cities):
        if near := nearest(word, words_, 0.75):
            return f"did you mean '{zones[cities.get(near, near)]}'?"
    return ""


def _folder(node: Node) -> tuple[str, str]:
    """Return a folder as it is written, and its path in the site; "" for one outside."""
    text = words(node).text.strip()
    path = posixpath.normpath(text.replace("\\", "/"))
    first = path.partition("/")[0]
    outside = posixpath.isabs(path) or first in {"..", "~"} or ":" in first
    return text, "" if outside or not path.isprintable() else path


_MIXED = "pages must not be mixed with sources"


def _essays(node: Node) -> str:
    text, path = _folder(node)
    if not path:
        message = f"{shown(text)} is not a folder inside the folder of the site"
        hint = "write a path such as content/posts, or move site.yaml into the folder above"
        raise fail(node.place, "E807", message, hint)
    if path.partition("/")[0] in _TAKEN:
        message = f"{shown(text)} is not a folder of texts"
        raise fail(node.place, "E807", message, "name the folder with the essays")
    return path


def _output(node: Node) -> str:
    text, path = _folder(node)
    if path in {"", "."}:
        message = f"{shown(text)} is not a folder inside the folder of the site"
        hint = "write a name such as public; only --output may name any folder"
        raise fail(node.place, "E805", message, hint)
    if path.partition("/")[0] in _TAKEN:
        message = f"{shown(text)} is a source folder; {_MIXED}"
        raise fail(node.place, "E805", message, "write a name such as public")
    return path


def _check_folders(config: Config, places: Mapping[str, Place]) -> None:
    """Raise SitegenError if the output and the folder of the texts contain each other."""
    if config.essays == ".":
        return  # the output is left out when texts are looked for
    output, essays = f"{config.output}/", f"{config.essays}/"
    if output.startswith(essays) or essays.startswith(output):
        message = f"output: {shown(config.output)} is a source folder; {_MIXED}"
        place = places.get("output") or places["essays"]
        name = "site" if essays.startswith("public/") else "public"
        what = "name such as" if "output" in places else "line such as output:"
        raise fail(place, "E805", message, f"write a {what} {name}")


def _hosts(node: Node) -> tuple[str, ...]:
    return tuple(text.split("://", 1)[-1].partition("/")[0].lower() for text in TEXTS.read(node))


_LEVEL = one_of("off", "note", "warning", "error")


def _levels(node: Node) -> dict[str, str]:
    fields = Fields(table(node, "write one code per line, such as W1001: error"), vocabulary())
    levels = {}
    for entry in fields.unknown:
        code = entry.key.strip().upper()
        if code not in explanations():
            message = f"unknown code {shown(entry.key)}"
            hint = "sitegen explain lists all codes"
            fields.problems.append(Problem(entry.place, "E209", message, hint))
        levels[code] = fields.attempt(entry, _LEVEL.read, "")
    fields.close(unknown=False)
    return levels


def _nav_link(fields: Fields) -> NavLink:
    return NavLink(fields.need(_LINK_TITLE, ""), fields.need(_LINK_URL, ""))


_LINK_TITLE = Key("title", LINE, "The words of the link")
_LINK_URL = Key("url", ADDRESS, "The address: whole, or /feed.xml below this site")
_NAVIGATION = many(either(LINE, record(vocabulary(_LINK_TITLE, _LINK_URL), _nav_link)))
FACTS = ("title", "date", "author", "source", "licence", "summary", "tags")
"""Facts that a collection may require of every essay."""
_TEXT = {"type": "string"}
TYPES = ("system", "book", "modern")
_HTML = one_of("sanitize", "trusted", "off")
SETTINGS = vocabulary(
    Key("title", LINE, "Name of the collection"),
    Key("short_title", LINE, "The name at the top of pages, if it is shorter"),
    Key("subtitle", LINE, "One line under the name"),
    Key("description", BLOCK, "One or two sentences for search engines and feeds"),
    Key("language", LANGUAGE, "Language tag of the collection: en, en-GB, de", ("lang",)),
    Key(
        "languages",
        LANGUAGES,
        "Languages with pages of their own: en, de; or each with title, subtitle, description",
    ),
    Key("base_url", Form(_base_url, {**_TEXT, "format": "uri"}), "Address of the site", ("url",)),
    Key("timezone", Form(_timezone, _TEXT), "Time zone of dates without one: Europe/Berlin"),
    Key("authors", AUTHORS, "Authors of essays that name none", ("author",)),
    Key("licence", LINE, "Licence of the essays", ("license",)),
    Key("themes", TEXTS, "Themes on the home page, in order; all if empty"),
    Key("paths", TEXTS, "Reading paths, in order; the others follow"),
    Key("pages", _NAVIGATION, "Navigation, in order: pages, paths, index, map, {title, url}"),
    Key("former_hosts", Form(_hosts, TEXTS.schema), "Former hosts of the essays"),
    Key("html", _HTML, "Handling of raw HTML in essays: sanitize, trusted or off"),
    Key(
        "embeds",
        one_of("link", "privacy", "allow"),
        "Frames of other sites: link, privacy (shown after a click) or allow",
    ),
    Key("embed_hosts", Form(_hosts, TEXTS.schema), "Hosts whose frames are shown"),
    Key(
        "picture_positions",
        one_of("remove", "keep"),
        "Where published pictures were taken: remove it from them, or keep it",
    ),
    Key("type", one_of(*TYPES), "Face of pages: system, book (a serif) or modern (without serifs)"),
    Key(
        "card_fonts",
        TEXTS,
        "Fonts of cards for other scripts: files in templates/ or static/",
    ),
    Key(
        "search",
        one_of("auto", "full", "small", "off"),
        "The index of search: small (one file), full (in parts, for many words), auto or off",
    ),
    Key(
        "reprint_canonical",
        one_of("self", "original"),
        "Canonical address of reposts and excerpts: self (the page here) or original",
    ),
    Key("openings", FLAG, "Whether lists show how essays without a summary begin"),
    Key("bibliography", LINE, "File of works that essays cite: BibTeX or CSL-JSON"),
    Key("publish_markdown", FLAG, "Whether essays are published as Markdown, too, with llms.txt"),
    Key("feed_size", COUNT, "Newest essays in each feed; 0 for all"),
    Key("essays", Form(_essays, _TEXT), "Folder of the texts: essays, content/posts, _posts"),
    Key("output", Form(_output, _TEXT), "Folder to publish into"),
    Key("strict", FLAG, "Whether warnings stop the build"),
    Key(
        "check",
        Form(_levels, {"type": "object", "additionalProperties": {**_LEVEL.schema}}),
        "Severity of a problem in sitegen check: its code, and off, note, warning or error",
    ),
    Key(
        "policy",
        many(choice({fact: fact for fact in FACTS} | {"license": "licence"})),
        "Required facts of every essay: title, date, author, source, licence, summary, tags",
    ),
    Key("book", BOOK, "The book: true to offer it on the site; or link, paper, cover, fonts"),
    Key("extra", TEXT_TABLE, "Texts of your own, for templates"),
)

# ------------------------------------------------------------------ reading and writing


def read_config(root: Path) -> Config:
    """Read the ``site.yaml`` of the site at ``root``; raise SitegenError with all problems."""
    from sitegen.config.schema.yamltree import read_yaml  # noqa: PLC0415 (importing sitegen.cli must not load yaml)

    tree, problems = read_yaml(_text(root / NAME), Place(NAME, 1, 1), LONGEST)
    fields = Fields(tree, SETTINGS)
    # A value with nothing worse than a warning may be left out whole.
    config = Config(**{name: one for name, one in fields.values().items() if one is not None})
    found = sorted({*problems, *fields.problems, *map(_unknown, fields.unknown)})
    if has_error(found):
        raise SitegenError(found)
    _check_folders(config, {"essays": tree.place, **fields.places()})
    return with_strings(replace(config, problems=tuple(found)), root)


def _unknown(entry: Entry) -> Problem:
    """Report an unknown setting: an error if it is nearly a known one, which it then is to set."""
    if SETTINGS.near(entry.key):
        return unknown_key(entry, SETTINGS, "E802")
    message = f"unknown key {shown(entry.key)}; it has no effect"
    hint = "delete it, or write it below extra: for your own templates"
    return Problem(entry.place, "W807", message, hint)


def _text(file: Path) -> str:
    place = Place(NAME)
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except FileNotFoundError as error:
        usual = f"create a collection there: sitegen init {file.parent}"
        hint = _above(file.parent) or without_settings(file.parent) or usual
        raise fail(place, "E801", f"{NAME} not found in '{file.parent}'", hint) from error
    except OSError as error:
        raise fail(place, "E806", f"{NAME} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        place = Place(NAME, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"{NAME} is not UTF-8: byte {error.start} is 0x{error.object[error.start]:02x}"
        raise fail(place, "E806", message, "save the file as UTF-8") from error


def _above(folder: Path) -> str:
    """Return the hint for a folder inside of a collection."""
    with suppress(OSError):  # the current folder was removed
        for parent in folder.absolute().parents:
            if (parent / NAME).is_file():
                where = os.path.relpath(parent)
                return f"the collection is in '{where}': go there first, or name it"
    return ""


def effective(config: Config) -> str:
    """Return a configuration as a ``site.yaml`` in which a comment explains each key."""
    return "\n".join(
        f"# {key.about}\n{key.name}:{_yaml(_by_tag(getattr(config, key.name)))}\n"
        for key in SETTINGS.keys
    )


def _by_tag(value: object) -> object:
    every = value if isinstance(value, tuple) else ()
    tags = {one.tag: one for one in every if isinstance(one, SiteLanguage)}
    return tags or value


def _yaml(value: object) -> str:
    match value:
        case bool() | int():
            return f" {value}".lower()
        case tuple():
            return _lines(f"-{_yaml(item)}" for item in value) or " []"
        case Author(name, url):
            return f" {{name: {quoted(name)}, url: {quoted(url)}}}" if url else f" {quoted(name)}"
        case NavLink() | SiteLanguage():
            given = {name: text for name, text in asdict(value).items() if text and name != "tag"}
            return f" {{{', '.join(f'{name}: {quoted(text)}' for name, text in given.items())}}}"
        case Mapping() | BookSettings():
            named = asdict(value) if isinstance(value, BookSettings) else value
            items = (f"{quoted(str(name))}:{_yaml(text)}" for name, text in named.items())
            return _lines(items) or " {}"
        case _:
            return f" {quoted(str(value))}"


def _lines(items: Iterable[str]) -> str:
    return "".join(f"\n  {item}" for item in items)
