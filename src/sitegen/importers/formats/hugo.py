"""A folder of Hugo -> its posts and pages (gohugo.io/getting-started/directory-structure)."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sitegen.importers.folders import front, patterns
from sitegen.importers.folders.kinds import NO_RECORD, is_html, reason_of, reason_outside
from sitegen.importers.folders.languages import split_language
from sitegen.importers.folders.reading import Place, Tool
from sitegen.importers.folders.reading import read as read_site
from sitegen.importers.folders.site import Site, text_of
from sitegen.importers.folders.text import Defaults, read_text, zone_of
from sitegen.importers.folders.tools import members_of
from sitegen.importers.foreign import Record, Wishes
from sitegen.importers.sources import Export
from sitegen.model import Json
from sitegen.text.filenames import is_index, without_suffix
from sitegen.text.regex import regex
from sitegen.text.slugs import whole_slug

_GAPS = regex(r"[\s_]+")
_SETTINGS = (
    *("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"),
    *("config.toml", "config.yaml", "config.yml", "config.json"),
    *(f"config/_default/{name}.{kind}" for name in ("hugo", "config") for kind in ("toml", "yaml")),
)


def recognise(export: Export) -> Sequence[str]:
    """Return the files of a site of Hugo."""
    return members_of(export, "hugo")


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Read the texts below ``content/``, or all where there is no such folder."""
    yield from read_site(export, names, wishes, HUGO)


def _content(site: Site) -> str:
    return "content/" if "content" in site.folders else ""


def _reason(site: Site, name: str) -> str:
    below = name.removeprefix(_content(site))
    if not name.startswith(_content(site)):
        return NO_RECORD if name.startswith("static/") else reason_outside(name)
    own = ("data", "public", "output") if _content(site) else ()
    reason = reason_of(below, own, html=True)
    if not reason and posixpath.basename(without_suffix(name)).startswith("_index"):
        return "introductions of sections (_index.md)"
    if not reason and is_html(name) and "{{" in site.read(name)[:5000].partition("---")[0]:
        return "templates"
    return reason


def _languages(settings: Mapping[str, Json]) -> Mapping[str, Json]:
    found = settings.get("languages")
    return found if isinstance(found, dict) else {}


def _split(place: Place) -> tuple[str, str, str]:
    """Return the section's path, the name and the language of a text, as its file has them."""
    languages = _languages(place.settings)
    path = place.name.removeprefix(_content(place.site))
    language = ""
    for code, value in languages.items():
        folder = text_of(value, "contentDir").removeprefix("content/").strip("/")
        if folder and path.startswith(f"{folder}/"):
            path, language = path[len(folder) + 1 :], code
    folder, base = posixpath.split(path)
    name, by_name = split_language(base.rpartition(".")[0], languages)
    if is_index(f"{name}.md"):
        folder, name = posixpath.split(folder)
    return folder, name, by_name or language


def _address(place: Place) -> str:
    if place.text.meta.url and not place.text.meta.url.startswith(":"):
        return patterns.path_of(place.text.meta.url)
    folder, name, language = _split(place)
    default = text_of(place.settings, "defaultContentLanguage") or "en"
    before = f"/{language}" if language and language != default else ""
    section = folder.partition("/")[0]
    slug = _GAPS.sub("-", place.text.meta.slug or name)
    pattern = _pattern(place.settings, section)
    title = whole_slug(place.text.meta.title) or slug
    values = {
        **patterns.of_day(place.date),
        "section": section,
        "sections": folder,
        "title": title,
        "slug": whole_slug(place.text.meta.slug) or title,
        "slugorfilename": slug,
        "slugorcontentbasename": slug,
        "filename": name,
        "contentbasename": name,
    }
    path = patterns.with_words(pattern, values) if pattern else ""
    path = path or _GAPS.sub("-", f"/{folder}/{slug}/").replace("//", "/")
    ugly = str(place.settings.get("uglyURLs", place.settings.get("uglyurls", ""))).lower() == "true"
    return before + (f"{path.rstrip('/')}.html" if ugly and not pattern else path).lower()


def _defaults(site: Site, _settings: Mapping[str, Json], name: str) -> Sequence[Defaults]:
    """Read ``cascade`` of the sections above (gohugo.io/content-management/front-matter)."""
    found: list[Defaults] = []
    folder = posixpath.dirname(name)
    while folder:
        found[:0] = _cascade(site, folder)
        folder = posixpath.dirname(folder)
    return found


@lru_cache(1024)  # of a folder, for all its texts
def _cascade(site: Site, folder: str) -> Sequence[Defaults]:
    name = next((one for one in site.in_folder.get(folder, ()) if "/_index." in one), "")
    if not name or "cascade" not in site.read(name):
        return ()
    given = front.values_of(read_text(site, name, zone_of(""))).get("cascade")
    tables = [one for one in (given if isinstance(given, list) else [given]) if _is_for_pages(one)]
    keys = ("_target", "target")
    return [
        Defaults({key: value for key, value in one.items() if key not in keys}, name)
        for one in tables
        if isinstance(one, dict)
    ]


def _is_for_pages(one: Json) -> bool:
    target = one.get("_target", one.get("target")) if isinstance(one, dict) else None
    return not isinstance(target, dict) or target.get("kind", "page") == "page"


def _pattern(settings: Mapping[str, Json], section: str) -> str:
    return text_of(settings, "permalinks", "page", section) or text_of(
        settings, "permalinks", section
    )


def _is_page(place: Place) -> bool:
    folder, _, _ = _split(place)
    return folder.partition("/")[0] in ("", "page", "pages") and bool(_content(place.site))


def _language(place: Place) -> str:
    return place.text.meta.lang or _split(place)[2]


HUGO = Tool(
    name="Hugo",
    settings=_SETTINGS,
    reason=_reason,
    address=_address,
    is_page=_is_page,
    files=lambda site: ("static", "assets", _content(site), "public", ""),
    roots=lambda site: (_content(site), ""),
    defaults=_defaults,
    language=_language,
    tags=lambda place: front.tags_of(place.text),
    processed=frozenset({"hugo"}),
    base=("baseurl", "base_url"),
)
