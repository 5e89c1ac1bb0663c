"""A folder of Eleventy -> its posts and pages (11ty.dev/docs/config)."""

import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sitegen.importers.folders import front, patterns
from sitegen.importers.folders.kinds import TEMPLATES, is_html, reason_of
from sitegen.importers.folders.reading import Place, Tool
from sitegen.importers.folders.reading import read as read_site
from sitegen.importers.folders.site import Site
from sitegen.importers.folders.text import Defaults, plain_values
from sitegen.importers.folders.tools import members_of
from sitegen.importers.foreign import Record, Wishes
from sitegen.importers.sources import Export
from sitegen.model import Json
from sitegen.text.filenames import split_date, without_suffix
from sitegen.text.regex import regex
from sitegen.text.slugs import whole_slug

_CONFIG = (
    *(".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"),
    "eleventy.config.ts",
)
_INPUT = regex(r"\binput\s*:\s*[\"']([\w./-]{1,100})[\"']")
_COPIED = regex(r"addPassthroughCopy\(\s*\{?\s*[\"'](?:\./)?([\w./-]{1,200})[\"']")
_COLLECTIONS = frozenset({"post", "posts", "all", "nav", "blog", "page", "pages", "article"})
"""Tags that only make a collection (11ty.dev/docs/collections)."""
_LOGIC = regex(r"\{%|\{\{")


def recognise(export: Export) -> Sequence[str]:
    """Return the files of a site of Eleventy."""
    return members_of(export, "eleventy")


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Read all texts in Markdown, and HTML without templates in it."""
    yield from read_site(export, names, wishes, ELEVENTY)


@lru_cache(1)
def _input(site: Site) -> str:
    config = next((site.read(name) for name in _CONFIG if name in site.known), "")
    found = _INPUT.search(config)
    named = posixpath.normpath(found[1]) if found else ""
    if named in site.folders:
        return f"{named}/"
    return "src/" if "src" in site.folders and not found else ""


def _reason(site: Site, name: str) -> str:
    reason = reason_of(name, ("data", "themes", "resources"), html=True)
    if reason:
        return reason
    if is_html(name):
        words = site.read(name)
        if _LOGIC.search(words) or not words.startswith("---"):
            return TEMPLATES
    return ""


def _defaults(site: Site, _settings: Mapping[str, Json], name: str) -> Sequence[Defaults]:
    """Read data of folders and of the text, the nearest last (11ty.dev/docs/data-cascade)."""
    found: list[Defaults] = []
    folder = ""
    for part in ("", *posixpath.dirname(name).split("/")):
        folder = posixpath.join(folder, part)
        found += _data(site, posixpath.join(folder, posixpath.basename(folder)))
    return [*found, *_data(site, without_suffix(name))]


def _data(site: Site, path: str) -> Iterator[Defaults]:
    names = (f"{path}.{ending}" for ending in ("json", "11tydata.json", "11tydata.js"))
    for name in (*names, f"{path}.11tydata.cjs", f"{path}.11tydata.mjs"):
        if name in site.known:
            yield Defaults(_values(site, name), name)


def _values(site: Site, name: str) -> Mapping[str, Json]:
    words = site.read(name)
    if not name.endswith("json"):
        return plain_values(words)
    try:
        values = json.loads(words)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _tags(place: Place) -> Sequence[str]:
    inherited = [
        str(tag)
        for one in _defaults(place.site, {}, place.name)
        for tag in _listed(one.values.get("tags"))
    ]
    own = front.tags_of(place.text)
    return [tag for tag in dict.fromkeys((*own, *inherited)) if tag.lower() not in _COLLECTIONS]


def _listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else [value] if value else ()


def _address(place: Place) -> str:
    path = place.name.removeprefix(_input(place.site))
    folder, base = posixpath.split(path)
    _, slug = split_date(base)
    slug = slug.removesuffix(".html")
    if slug == "index":
        folder, slug = posixpath.split(folder)
    title = place.text.meta.title
    pattern = place.text.meta.url
    values = {
        "page.fileSlug": slug,
        "fileSlug": slug,
        "title": title,
        "page.filePathStem": f"/{without_suffix(path)}",
        "slug": place.text.meta.slug or whole_slug(title),
    }
    if pattern:
        return patterns.with_liquid(
            patterns.path_of(pattern) if "{" not in pattern else pattern, values
        )
    return f"/{folder}/{slug}/".replace("//", "/").replace("//", "/")


@lru_cache(1)
def _files(site: Site) -> Sequence[str]:
    config = next((site.read(name) for name in _CONFIG if name in site.known), "")
    copied = [posixpath.dirname(found[1]) for found in _COPIED.finditer(config)]
    return (*dict.fromkeys((_input(site), *copied, "public", "static", "")),)


def _is_page(place: Place) -> bool:
    return "/" not in place.name.removeprefix(_input(place.site)) and len(place.site.folders) > 0


ELEVENTY = Tool(
    name="Eleventy",
    settings=(),
    reason=_reason,
    address=_address,
    is_page=_is_page,
    files=_files,
    roots=lambda site: (_input(site), ""),
    defaults=_defaults,
    processed=frozenset({"liquid", "include", "call", "value"}),
    tags=_tags,
)
