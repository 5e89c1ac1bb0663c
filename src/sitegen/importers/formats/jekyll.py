"""A folder of Jekyll -> its posts, drafts and pages (jekyllrb.com/docs/structure)."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from sitegen.importers.folders import front, patterns
from sitegen.importers.folders.kinds import TEMPLATES, is_html, reason_of
from sitegen.importers.folders.reading import Place, Tool
from sitegen.importers.folders.reading import read as read_site
from sitegen.importers.folders.site import Site, text_of
from sitegen.importers.folders.text import Defaults
from sitegen.importers.folders.tools import members_of
from sitegen.importers.foreign import Record, Wishes
from sitegen.importers.sources import Export
from sitegen.model import Json
from sitegen.text.filenames import split_date
from sitegen.text.regex import regex
from sitegen.text.slugs import slugify

_SETTINGS = ("_config.yml", "_config.yaml", "_config.toml")
_POSTS = regex(r"(?:^|/)_(?:posts|drafts)/")
_DATED = regex(r"(?:^|/)\d{4}-\d\d?-\d\d?-[^/]+$")
_LOGIC = regex(r"\{%-?\s*(?:for|if|assign|include|paginate|capture|case|unless)\b|\{\{")
_STYLES = {
    # jekyllrb.com/docs/permalinks, "Built-in formats"
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}


def recognise(export: Export) -> Sequence[str]:
    """Return the files of a site of Jekyll."""
    return members_of(export, "jekyll")


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Read posts, drafts, the texts of collections, and pages."""
    yield from read_site(export, names, wishes, JEKYLL)


def _is_post(site: Site, name: str) -> bool:
    return bool(_POSTS.search(name) or _DATED.search(name)) or not _has_posts(site)


def _has_posts(site: Site) -> bool:
    return any(posixpath.basename(folder) == "_posts" for folder in site.folders)


def _reason(site: Site, name: str) -> str:
    post = bool(_POSTS.search(name) or _DATED.search(name))
    if post:
        return reason_of(posixpath.basename(name), html=True)
    reason = reason_of(name, html=True)
    if reason:
        return reason
    collections = _collections(site.data(*_SETTINGS))
    if any(part[0] == "_" and part[1:] not in collections for part in name.split("/")[:-1]):
        return "files of templates and programs"
    if is_html(name) and (_LOGIC.search(site.read(name)) or not _has_front(site, name)):
        return TEMPLATES
    return ""


def _has_front(site: Site, name: str) -> bool:
    return site.read(name).startswith("---")


def _collections(settings: Mapping[str, Json]) -> Sequence[str]:
    found = settings.get("collections")
    return [str(one) for one in found] if isinstance(found, dict | list) else []


def _defaults(_site: Site, settings: Mapping[str, Json], name: str) -> Sequence[Defaults]:
    """Read ``defaults`` (jekyllrb.com/docs/configuration/front-matter-defaults)."""
    given = settings.get("defaults")
    values: dict[str, Json] = {}
    kind = "posts" if _POSTS.search(name) else "pages"
    for one in given if isinstance(given, list) else ():
        path = text_of(one, "scope", "path").strip("/")
        type_ = text_of(one, "scope", "type") or kind
        inside = not path or name == path or name.startswith(f"{path}/") or fnmatchcase(name, path)
        new = one.get("values") if isinstance(one, dict) else None
        if inside and type_.rstrip("s") == kind.rstrip("s") and isinstance(new, dict):
            values |= new
    return [Defaults(values, "_config.yml")] if values else ()


def _categories(place: Place) -> list[str]:
    """Return the categories: folders above ``_posts``, then those that a post names."""
    above = _POSTS.split(f"/{place.name}")[0].strip("/") if _POSTS.search(place.name) else ""
    named: list[str] = []
    for key in ("categories", "category"):
        value = front.values_of(place.text).get(key)
        if isinstance(value, list):
            named += map(str, value)
        elif isinstance(value, str):
            named += value.split() if key == "categories" and "," not in value else value.split(",")
    # Hexo keeps everything below source/, and so do some sites of Jekyll.
    below = above.removeprefix(text_of(place.settings, "source") or "source").strip("/")
    folders = [part for part in below.split("/") if part and part[0] != "_"]
    return list(dict.fromkeys(one.strip() for one in (*folders, *named) if one.strip()))


def _tags(place: Place) -> Sequence[str]:
    return [*dict.fromkeys((*_categories(place), *front.tags_of(place.text, by_spaces=True)))]


def _address(place: Place) -> str:
    text = place.text
    day, name = split_date(place.name)
    post = bool(_POSTS.search(place.name) or (day and _DATED.search(place.name)))
    if "_drafts/" in f"/{place.name}":
        return ""
    name = name.removesuffix(".html").removesuffix(".htm")
    slug = slugify(text.meta.slug) or name
    pattern = text.meta.url or text_of(place.settings, "permalink")
    pattern = _STYLES.get(pattern, pattern)
    if not post and not text.meta.url:
        return _of_page(place, pretty=pattern.endswith("/"))
    values = {
        **patterns.of_day(place.date),
        "categories": "/".join(slugify(one) for one in _categories(place)),
        "slugified_categories": "/".join(slugify(one) for one in _categories(place)),
        "title": slug,
        "slug": slugify(slug),
        "name": name,
        "basename": name,
        "path": place.name.rpartition(".")[0],
        "output_ext": ".html",
        "short_day": f"{place.date:%a}" if place.date else "",
    }
    return patterns.with_words(pattern or _STYLES["date"], values)


def _of_page(place: Place, *, pretty: bool) -> str:
    path = "/" + place.name.rpartition(".")[0]
    for one in _collections(place.settings):
        path = path.replace(f"/_{one}/", f"/{one}/")
    if path.endswith("/index"):
        return path.removesuffix("index")
    return f"{path}/" if pretty else f"{path}.html"


JEKYLL = Tool(
    name="Jekyll",
    settings=_SETTINGS,
    reason=_reason,
    address=_address,
    is_page=lambda place: not _is_post(place.site, place.name),
    files=lambda _: ("", "source", "assets", "images"),
    roots=lambda _: ("", "_posts", "source", "source/_posts"),
    defaults=_defaults,
    processed=frozenset({"liquid", "include", "call", "value"}),
    tags=_tags,
    path="baseurl",
)
