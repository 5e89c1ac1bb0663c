"""The keys of front matter: their names here and in other generators, their forms, a line on each.

The value of a key goes into the field of ``Meta`` or ``ThemeMeta`` of the same name. A new key is a
row here and a field there; ``meta.py`` computes only what several keys decide together.
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote

from msgspec.structs import replace

from sitegen.config.schema.forms import (
    ADDRESS,
    BLOCK,
    FLAG,
    JSON_TABLE,
    LANGUAGE,
    LINE,
    LOCATED,
    LOCATED_TEXTS,
    choice,
    one_line,
    scalars,
    words,
)
from sitegen.config.schema.keys import Form, Key, json_schema, vocabulary
from sitegen.config.schema.nodes import Entry, Node, Scalar, Series, Table, shown
from sitegen.config.schema.records import AUTHORS, ERRATA, IMAGES, ORDER, RELATIONS, SOURCE, STEPS
from sitegen.model import Json, Located, Status, Waiver
from sitegen.problems.errors import fail
from sitegen.text.regex import regex
from sitegen.text.slugs import slugify

_ENTITY = regex(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});(#?\w+;)?", re.IGNORECASE)
_MARKUP = frozenset("<>*_`[]\\\"'")

# ------------------------------------------------------------------ forms of its own


def decoded(text: str) -> str:
    """Decode HTML entities once, except those of characters with a meaning in Markdown.

    Markdown decodes the latter into plain characters.
    """
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    entity = found[0].removesuffix(found[1] or "")
    character = html.unescape(entity)
    stays = character in _MARKUP or not character.isprintable() or (character == "&" and found[1])
    return found[0] if stays else character + (found[1] or "")


def _line(node: Node) -> str:
    return one_line(decoded(words(node).text))


def _block(node: Node) -> str:
    return decoded(words(node).text).strip()


def _tags(node: Node) -> tuple[Located, ...]:
    found = _split(node) if isinstance(node, Scalar) else scalars(_names(node))
    return tuple([Located(name, one.place) for one in found if (name := _tag(one.text))])


def _names(node: Node) -> Node:
    """Replace mappings by the names in them: ``{name: Work, slug: work}``, ``{work, home}``."""
    if isinstance(node, Series):
        return replace(node, items=tuple(map(_names, node.items)))
    if not isinstance(node, Table) or not node.entries:
        return node
    given = {entry.key.strip().lower(): entry.node for entry in node.entries}
    if all(isinstance(one, Scalar) and one.is_null for one in given.values()):
        return Series(tuple(Scalar(entry.key, entry.place) for entry in node.entries), node.place)
    return next((given[name] for name in ("name", "title", "label") if name in given), node)


@lru_cache(4096)  # many texts have the same tags
def _tag(text: str) -> str:
    return one_line(decoded(text).strip().lstrip("#"))


def _split(node: Scalar) -> Iterator[Scalar]:
    # Pelican's rule: semicolons separate the tags if there are any, else commas; between words that
    # all begin with a number sign (Obsidian, Bear), spaces do.
    signs = r"[^;]+" if ";" in node.text else r"[^,]+"
    if "#" in node.text and all(part[0] == "#" for part in node.text.split()):
        signs = r"[^\s,;]+"
    for part in re.finditer(signs, node.text):
        before = part.start() + len(part[0]) - len(part[0].lstrip())
        column = node.place.column + node.quoted + before
        yield Scalar(part[0], replace(node.place, column=column))


_NO_NAMES = frozenset({"true", "false", "yes", "no", "on", "off"})


def _template(node: Node) -> str:
    name = LINE.read(node)
    if isinstance(node, Scalar) and not node.quoted and name.lower() in _NO_NAMES:
        message = f"{shown(name)} is not the name of a template"
        raise fail(node.place, "E209", message, "name a file of templates/, or delete the line")
    return name if "." in name.rpartition("/")[2] else f"{name}.html"


_UNUSABLE = regex(r"[\x00-\x1f\x7f\\?#{}<>|*\"]|(?:^|/):|^(?:true|false)$")
"""Characters not allowed in addresses, and patterns of other generators: ``/:year/:title/``."""


def _slug(node: Node) -> str:
    """Read the last part of an address; with a slash in front it is the whole one."""
    text = LINE.read(node)
    plain = unquote(text)
    if plain == "/":
        return plain  # the home page
    parts = [part for part in plain.split("/") if part]
    if _UNUSABLE.search(plain) or not parts or not all(map(slugify, parts)):
        message = f"{shown(text)} is not part of an address; the file's name decides"
        raise fail(node.place, "W602", message, "use letters, digits and hyphens")
    return ("/" if plain[0] == "/" else "") + "/".join(parts)


def _waivers(node: Node) -> tuple[Waiver, ...]:
    if isinstance(node, Series):
        return tuple(waiver for item in node.items for waiver in _waivers(item))
    if isinstance(node, Scalar):
        return () if node.is_null else (_waiver(node.text, "", node),)
    given = {entry.key.strip().lower(): words(entry.node).text for entry in node.entries}
    if "code" in given:
        return (_waiver(given["code"], given.get("reason", ""), node),)
    return tuple(
        _waiver(entry.key, "" if words(entry.node).is_null else words(entry.node).text, entry)
        for entry in node.entries
    )


def _waiver(code: str, reason: str, where: Node | Entry) -> Waiver:
    return Waiver(code.strip().upper(), one_line(reason), where.place)


_STATUSES: MappingProxyType[str, Status] = MappingProxyType(
    {
        "published": "published",
        "unlisted": "unlisted",
        "draft": "draft",
        "publish": "published",
        "public": "published",
        "featured": "published",
        "future": "published",
        "hidden": "unlisted",
        "archived": "unlisted",
        # how finished a text is in a digital garden, from gwern.net/about and maggieappleton.com
        **dict.fromkeys(("finished", "complete", "completed", "done", "final"), "published"),
        **dict.fromkeys(("evergreen", "budding", "seedling", "active", "live"), "published"),
        "private": "draft",
        "pending": "draft",
        "skip": "draft",
    }
)
_DAY: dict[str, Json] = {"type": "string", "examples": ["2010-04-08", "2010-04-08 17:30 +02:00"]}
WHEN = Form(words, _DAY)
LINE_OF_TEXT = Form(_line, LINE.schema)
TEXT = Form(_block, BLOCK.schema)
TAG_LIST = Form(_tags, LOCATED_TEXTS.schema)
STATUS_WORD = choice(_STATUSES)
FLAG_OR_DAY = Form(words, {"anyOf": [{**FLAG.schema}, _DAY]})
TEMPLATE_NAME = Form(_template, LINE.schema)
WAIVERS = Form(_waivers, {"type": ["object", "array"]})

CREATED = Key("created", WHEN, "When it was published", ("published", "date"))
CHANGED = Key("updated", WHEN, "When it last changed", ("modified", "lastmod"))
BOTH_DATES = vocabulary(CREATED, CHANGED)
DAY_OR_BOTH = Form(words, {"anyOf": [_DAY, json_schema(BOTH_DATES)]})

# ------------------------------------------------------------------ the keys

DATE = Key(
    "date",
    DAY_OR_BOTH,
    "Day of publication, with or without a time: 2010-04-08, or 8 April 2010",
    (
        *("pub_date", "publish_date", "published_at", "published_on", "date_published"),
        *("post_date", "posted_at", "publication_date", "pub_datetime"),
        *("created", "created_at", "date_created"),
    ),
)
UPDATED = Key(
    "updated",
    WHEN,
    "Day of the last change worth telling readers",
    (
        *("lastmod", "last_modified", "last_modified_at", "modified", "modified_at"),
        *("date_modified", "updated_at", "updated_date", "date_updated"),
    ),
)
TAGS = Key(
    "tags",
    TAG_LIST,
    "Themes of the essay, the chief one first",
    ("themes", "topics", "keywords", "categories", "category", "tag", "topic", "keyword"),
)
SLUG = Key(
    "slug",
    Form(_slug, LINE.schema),
    "Last part of the address; made from the file's name where left out",
)
URL = Key("url", LINE, "Whole path of the address, to keep an old one", ("permalink", "path"))
ALIASES = Key(
    "aliases",
    LOCATED_TEXTS,
    "Old addresses that lead here; for a theme its other names",
    ("alias", "redirect_from"),
)
DRAFT = Key("draft", FLAG, "Whether to hold it back")
STATUS = Key("status", STATUS_WORD, "Whether it is published, unlisted or a draft")
PUBLISHED = Key(
    "published",
    FLAG_OR_DAY,
    "False holds it back; a day is read like date",
)
HIDDEN = Key("unlisted", FLAG, "Whether it has a page but is in no list", ("hidden", "archived"))
PRIVATE = Key("private", FLAG, "Whether to hold it back")
EXPIRES = Key(
    "expires",
    WHEN,
    "Day from which it is held back",
    ("expire", "expiry_date", "unpublish_date", "expiration_date"),
)
IMAGE = Key(
    "image",
    IMAGES,
    "Image that represents it: a path, or a mapping of path and alt",
    (
        *("images", "cover", "cover_image", "hero_image", "featured_image", "feature_image"),
        *("preview_image", "og_image", "thumbnail"),
    ),
)
IMAGE_ALT = Key(
    "image_alt",
    LINE,
    "What the image shows, for readers who cannot see it",
    ("hero_image_alt", "cover_alt", "cover_image_alt"),
)
CORRECTIONS = Key(
    "errata",
    ERRATA,
    "Corrections since publication, each with its date",
    ("corrections", "erratum"),
)
EXTRA = Key("extra", JSON_TABLE, "Values of your own for templates", ("params",))
HIDING = frozenset(key.name for key in (DRAFT, STATUS, PUBLISHED, HIDDEN, PRIVATE, EXPIRES))
"""Keys of which the most careful value counts, where several are given."""
SCHEDULING = frozenset({"publishdate"})
"""Names of a date, folded, that hold a text back until then (gohugo.io/content-management)."""
PARTS = (DRAFT, PUBLISHED, HIDDEN, PRIVATE, IMAGE_ALT)
"""Keys without a field of their own: their values become part of another key's field."""

OF_ALL = (
    Key("title", LINE_OF_TEXT, "Title, with emphasis and code as in Markdown"),
    DATE,
    UPDATED,
    Key(
        "authors",
        AUTHORS,
        "Who wrote it: a name, or several, each with a url if wanted",
        ("author",),
    ),
    TAGS,
    Key(
        "summary",
        TEXT,
        "One or two sentences for readers, in lists and under the title",
        ("excerpt", "abstract", "teaser"),
    ),
    Key(
        "description",
        TEXT,
        "One or two sentences for search engines; the summary where it is left out",
        ("meta_description",),
    ),
    SLUG,
    URL,
    ALIASES,
    DRAFT,
    STATUS,
    PUBLISHED,
    HIDDEN,
    PRIVATE,
    EXPIRES,
    Key("lang", LANGUAGE, "Language tag, where it is not the site's", ("language", "locale")),
    IMAGE,
    IMAGE_ALT,
    Key("template", TEMPLATE_NAME, "Template of its page, such as wide.html"),
    Key("canonical", ADDRESS, "Address of the copy that search engines count", ("canonical_url",)),
    Key(
        "source",
        SOURCE,
        "Where the text comes from: an address, or a mapping of kind, title, author, site, url …",
        ("source_url", "original_url"),
    ),
    Key(
        "relations",
        RELATIONS,
        "What it agrees with, disagrees with, extends or replies to, each with a reason",
        ("relation",),
    ),
    Key(
        "translation_of",
        LOCATED,
        "The text in another language of which it is a translation, by path, slug or title",
    ),
    Key(
        "waive",
        WAIVERS,
        "Findings of sitegen check to accept: each code with the reason",
        ("waivers",),
    ),
    CORRECTIONS,
    Key(
        "editor_note",
        TEXT,
        "What its editor tells readers about the text, such as why it is here",
        ("editors_note", "editorial_note"),
    ),
    Key("bibliography", LINE, "File of works that it cites, BibTeX or CSL-JSON"),
    EXTRA,
)
RELATED_THEMES = (
    Key("broader", LOCATED_TEXTS, "Themes that this theme is a part of"),
    Key("narrower", LOCATED_TEXTS, "Themes that are parts of this theme"),
    Key("related", LOCATED_TEXTS, "Themes next to this one", ("see_also",)),
)
READINGS = Key("order", ORDER, "Essays in reading order, each with a line that says why")
STOPS = Key("steps", STEPS, "Essays of a reading path, each with a note that leads on to it")

ESSAY_KEYS = vocabulary(*OF_ALL)
THEME_KEYS = vocabulary(*OF_ALL, *RELATED_THEMES, READINGS)
PATH_KEYS = vocabulary(*OF_ALL, STOPS)
ALL_KEYS = vocabulary(*THEME_KEYS.keys, STOPS)
