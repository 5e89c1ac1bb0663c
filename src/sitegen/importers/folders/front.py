"""Front matter of a text -> the values of a Foreign, and what cannot be carried over."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sitegen.config.schema.forms import json_value
from sitegen.config.schema.keys import fold
from sitegen.config.schema.nodes import Entry, Scalar, Series, Table
from sitegen.content.frontmatter import hiding, keys
from sitegen.content.loader.names import private_folder
from sitegen.importers.folders.text import Text
from sitegen.model import Json, Meta, Moment
from sitegen.text.filenames import split_date
from sitegen.text.regex import regex

_ADDRESS = regex(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
"""An e-mail address: those are never written anywhere."""
_IN_FIELDS = frozenset(
    {
        *("title", "date", "updated", "authors", "tags", "summary", "description", "slug", "url"),
        *("aliases", "draft", "status", "published", "unlisted", "private", "expires", "lang"),
        *("image", "image_alt", "extra"),
    }
)
"""Keys whose values are fields of a Foreign, or decide about its draft."""
_FOREIGN = frozenset(
    {
        # of the layout, comments and output of a page in the old tool
        *("template", "layout", "comments", "comment", "cascade", "outputs", "menu", "menus"),
        *("markup", "excerptseparator", "eleventynavigation", "eleventycomputed", "resources"),
        *("eleventyimport", "pagination", "saveas", "linktitle", "sitemap", "toc", "cssclasses"),
        *("cssclass", "showtoc", "math", "mermaid", "sharebuttons", "disqusid", "id", "uid"),
        *("render", "list", "build", "type", "defaults", "permalink", "taxonomies"),
    }
)
"""Keys that mean nothing here, folded."""
_ORDER = frozenset({"series", "weight", "pin", "pinned", "sticky"})
"""Keys of an order of texts, which an author may want to keep by hand."""


def draft_of(text: Text) -> str:
    """Return why a text must not be published; "" if it may be."""
    if folder := private_folder(text.name):
        return folder
    meta = text.meta
    if meta.status != "draft":
        return ""
    if meta.held == "unclear":
        return "the date from which it may be shown cannot be read"
    if not meta.because:
        return "it is a draft"
    return f"its front matter has {meta.because!r}" if "'" not in meta.because else meta.because


def date_of(moment: Moment | None, *, zoned: bool) -> datetime | None:
    """Return a date on the author's clock, naive if neither the text nor its site has a zone."""
    if moment is None:
        return None
    return moment.at if moment.offset is not None or zoned else moment.at.replace(tzinfo=None)


def updated_of(meta: Meta) -> Moment | None:
    """Return the day of the last change, unless it is that of the last correction."""
    last = meta.errata[0].date if meta.errata else ""
    return None if meta.updated and meta.updated.at.date().isoformat() == last else meta.updated


def tags_of(text: Text, *, by_spaces: bool = False) -> tuple[str, ...]:
    """Return the tags; Jekyll splits those in one line at spaces."""
    if not by_spaces:
        return tuple(tag.text for tag in text.meta.tags)
    found: dict[str, None] = {}
    for entry in text.table.entries:
        if keys.ESSAY_KEYS.ranks.get(fold(entry.key), ("",))[0] == "tags":
            found |= dict.fromkeys(_words(entry))
    return tuple(found)


def _words(entry: Entry) -> Iterator[str]:
    node = entry.node
    if isinstance(node, Scalar) and not node.is_null:
        one = fold(entry.key) in ("category", "tag")
        split = [node.text] if one else re.split(r"[,;]" if "," in node.text else r"\s+", node.text)
        yield from (part.strip() for part in split if part.strip())
    elif isinstance(node, Series):
        yield from (item.text.strip() for item in node.items if isinstance(item, Scalar))


def authors_of(text: Text) -> tuple[str, ...]:
    """Return the names of the authors, split where they are in one line, without addresses."""
    names = [author.name for author in text.meta.authors]
    if len(names) == 1 and (entry := text.given("authors")) and isinstance(entry.node, Scalar):
        names = re.split(r";" if ";" in names[0] else r",", names[0])
    plain = (_ADDRESS.sub("", name).replace("<>", "").replace("()", "").strip() for name in names)
    return tuple(name for name in plain if name)


def further_keys(text: Text) -> dict[str, Json]:
    """Return all other keys that mean something here, named as sitegen names them."""
    known: dict[str, Json] = {}
    others: dict[str, Json] = {}
    for entry in text.table.entries:
        name = keys.ESSAY_KEYS.ranks.get(fold(entry.key), ("",))[0]
        if name and name not in _IN_FIELDS and name != "template":
            known[name] = json_value(entry.node)
        elif name == "extra" and isinstance(entry.node, Table):
            others |= {one.key: json_value(one.node) for one in entry.node.entries}
        elif not name and not _is_foreign(entry):
            others[entry.key] = json_value(entry.node)
    others = {key: value for key, value in others.items() if not is_private(key, value)}
    return _times(text.meta) | known | ({"extra": others} if others else {})


def _is_foreign(entry: Entry) -> bool:
    name = fold(entry.key)
    return name in _FOREIGN or name in hiding.KEYS or name in _ORDER


def is_private(key: str, value: Json) -> bool:
    """Return whether a value may hold an e-mail address."""
    return "mail" in key.lower() or bool(_ADDRESS.search(str(value)))


def _times(meta: Meta) -> dict[str, Json]:
    found: dict[str, Json] = {}
    if meta.status == "unlisted":
        found["unlisted"] = True
    if meta.appears and meta.date and meta.appears.at > meta.date.at:
        found["publish_date"] = _written(meta.appears)
    if meta.expires:
        found["expires"] = _written(meta.expires)
    for doubt in meta.doubts:
        found[doubt.key] = doubt.written
    return found


def _written(moment: Moment) -> str:
    return moment.at.isoformat(" ") if moment.has_time else moment.at.date().isoformat()


def notices_of(text: Text) -> Iterator[str]:
    """Yield what of the front matter cannot be carried over, by line."""
    for entry in text.table.entries:
        name = fold(entry.key)
        line = max(entry.place.line, 1)
        if name in _ORDER:
            yield f"line {line}: '{entry.key}' has no effect here; a theme or a path gives an order"
        elif name in ("cascade", "resources", "eleventycomputed"):
            yield f"line {line}: '{entry.key}' has no effect here"
        elif not keys.ESSAY_KEYS.ranks.get(name) and is_private(entry.key, json_value(entry.node)):
            yield f"line {line}: '{entry.key}' is left out, as it may hold an e-mail address"
    for problem in text.problems:
        if problem.code not in _SILENT:
            yield f"line {max(problem.place.line, 1)}: {problem.message}"


_SILENT = frozenset({"W221", "W206", "W602", "W231", "W211"})
"""Problems of front matter that an import settles, or that the imported text shows again."""


_HEADING = regex(r"\s{0,999}(?:# +(?P<words>[^\n]+)|(?P<under>[^\n]+)\n={3,}[ \t]*(?:\n|\Z))")


def title_of(text: Text) -> str:
    """Return the title: the key, else the heading at the top, else the name of the file."""
    if text.meta.title:
        return text.meta.title
    if heading := _HEADING.match(text.body):
        return (heading["words"] or heading["under"]).strip(" #")
    name = re.sub(r"\.html?$", "", split_date(text.name)[1])
    words = re.sub(r"[-_]+", " ", name).strip()
    return words[:1].upper() + words[1:]


def aliases_of(text: Text) -> Sequence[str]:
    """Return its old addresses, as written."""
    return [alias.text for alias in text.meta.aliases]


def values_of(text: Text) -> Mapping[str, Json]:
    """Return the front matter as plain values, for patterns of addresses and ``param``."""
    return {fold(entry.key): json_value(entry.node) for entry in reversed(text.table.entries)}
