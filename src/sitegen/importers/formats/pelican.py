"""A folder of Pelican -> its articles and pages (docs.getpelican.com/en/latest/content.html)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sitegen.importers.folders import front, patterns
from sitegen.importers.folders.catalogue import Catalogue
from sitegen.importers.folders.kinds import first_folder, reason_of, reason_outside
from sitegen.importers.folders.prose import Prose
from sitegen.importers.folders.reading import Own, Place, Tool
from sitegen.importers.folders.reading import read as read_site
from sitegen.importers.folders.site import Site, text_of
from sitegen.importers.folders.tools import members_of
from sitegen.importers.foreign import Record, Wishes
from sitegen.importers.sources import Export
from sitegen.text.filenames import split_date
from sitegen.text.regex import regex
from sitegen.text.slugs import whole_slug

_LANGUAGE = regex(r"(?:    |\t)(?::::|#!)(?P<name>[\w+#-]{1,30})(?P<rest>[^\n]*)\n?")
_PAGES = ("pages", "page")


def recognise(export: Export) -> Sequence[str]:
    """Return the files of a site of Pelican."""
    return members_of(export, "pelican")


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Read the texts below ``content/``, or all where there is no such folder."""
    yield from read_site(export, names, wishes, PELICAN)


@lru_cache(1)
def _content(site: Site) -> str:
    settings = site.data("pelicanconf.py")
    named = text_of(settings, "path").strip("./")
    if named in site.folders:
        return f"{named}/"
    return "content/" if "content" in site.folders else ""


def _reason(site: Site, name: str) -> str:
    below = name.removeprefix(_content(site))
    if not name.startswith(_content(site)):
        return reason_outside(name)
    return reason_of(below, ("data", "output", "themes", "theme"), html=True)


def _rewrite(_place: Place, prose: Prose, _catalogue: Catalogue) -> Own:
    """Write indented code that names its language (``:::python``) between fences."""
    if ":::" not in prose.body and "#!" not in prose.body:
        return Own(prose=prose)
    lines = prose.body.split("\n")
    for start, end in reversed([*prose.rows_of("code_block")]):
        found = _LANGUAGE.fullmatch(lines[start])
        if found and "/" not in found["name"]:
            code = "\n".join(re.sub(r"^(?: {4}|\t)", "", line) for line in lines[start + 1 : end])
            fence = "`" * max((len(run) + 1 for run in re.findall("`{3,}", code)), default=3)
            inner = code.rstrip("\n").split("\n")
            lines[start:end] = [f"{fence}{found['name']}", *inner, fence]
    return Own(prose=Prose("\n".join(lines), prose.first))


def _tags(place: Place) -> Sequence[str]:
    """Return the tags; without a category the folder is one (``USE_FOLDER_AS_CATEGORY``)."""
    values = front.values_of(place.text)
    folder = first_folder(place.name.removeprefix(_content(place.site)))
    by_folder = place.settings.get("USE_FOLDER_AS_CATEGORY", True) and folder not in _PAGES
    own = front.tags_of(place.text)
    if "category" in values:
        return list(dict.fromkeys((str(values["category"]).strip(), *own)))
    return list(dict.fromkeys((folder, *own))) if folder and by_folder else own


def _slug(place: Place) -> str:
    by_name = text_of(place.settings, "SLUGIFY_SOURCE") == "basename"
    title = "" if by_name else place.text.meta.title
    return place.text.meta.slug or whole_slug(title) or whole_slug(split_date(place.name)[1])


def _address(place: Place) -> str:
    values = front.values_of(place.text)
    saved = values.get("saveas")
    if place.text.meta.url or isinstance(saved, str):
        return patterns.path_of(place.text.meta.url or str(saved))
    page = _is_page(place)
    default = "pages/{slug}.html" if page else "{slug}.html"
    pattern = text_of(place.settings, "PAGE_URL" if page else "ARTICLE_URL") or default
    language = place.text.meta.lang
    if language and language != (text_of(place.settings, "DEFAULT_LANG") or "en"):
        pattern = ("pages/" if page else "") + "{slug}-{lang}.html"
    tags = _tags(place)
    named = {
        "slug": _slug(place),
        "lang": language,
        "category": whole_slug(tags[0]) if tags else "misc",
        "author": whole_slug("".join(front.authors_of(place.text)[:1])),
    }
    return patterns.with_braces(pattern, named, place.date)


def _is_page(place: Place) -> bool:
    return first_folder(place.name.removeprefix(_content(place.site))) in _PAGES


def _files(site: Site) -> Sequence[str]:
    content = _content(site)
    return (content, f"{content}images", f"{content}extra", "")


PELICAN = Tool(
    name="Pelican",
    settings=("pelicanconf.py", "publishconf.py"),
    reason=_reason,
    address=_address,
    is_page=_is_page,
    files=_files,
    roots=lambda site: (_content(site), ""),
    rewrite=_rewrite,
    tags=_tags,
    base=("SITEURL",),
    zone="TIMEZONE",
)
