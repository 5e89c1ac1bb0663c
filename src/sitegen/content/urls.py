"""Source path and front matter -> Url -> output path."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

from sitegen.config.config import Config
from sitegen.model import Kind, Meta, Url
from sitegen.problems.errors import Place, Problem
from sitegen.text.filenames import is_index, is_markdown, split_date
from sitegen.text.regex import regex
from sitegen.text.slugs import folded, quote_path, slugify, whole_slug

_FOLDERS: dict[Kind, str] = {
    "essay": "",
    "page": "_pages/",
    "theme": "_themes/",
    "path": "_paths/",
    "author": "_authors/",
    "home": "",
}
_HOME = frozenset({"home.md", "home.markdown"})
"""Pages that introduce the home page."""
_UNNAMED = frozenset({"_posts", "_drafts"})
"""Folders of Jekyll that addresses leave out (jekyllrb.com/docs/permalinks)."""
_GROUPED: dict[Kind, str] = {"theme": "themes", "path": "paths", "author": "authors"}
"""Kinds of text that are published in one folder of the site."""
_EXTENSION = regex(r"\.(?:[xs]?html?|php\d?|aspx?|jsp|cgi|xml|txt)$", re.IGNORECASE)
_HOST = regex(r"^(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)
_UNUSABLE = regex(r"[\x00-\x1f\x7f\\?#{}<>|*\"]|(?:^|/):|^(?:true|false)$")
"""Characters not allowed in addresses, and patterns of other generators: ``/:year/:title/``."""


def url_of(path: str, kind: Kind, meta: Meta, config: Config) -> Url:
    """Return the address of a text: its ``url``, else its folders and ``slug`` or file name.

    A date at the beginning of the file name is left out; ``slug/index.md`` becomes ``slug/``,
    and ``index.md`` beside all other texts the home page.
    """
    if meta.url and kind not in _GROUPED and _is_usable(meta.url):
        return config.url(quote_path(_tidy(meta.url)))
    below = path.removeprefix(config.below_essays).removeprefix(_FOLDERS[kind])
    language = config.folder_of(meta.lang)
    *folders, name = [part for part in below.split("/") if part not in _UNNAMED]
    if kind == "page" and below.lower().removeprefix(language) in _HOME:
        return config.url(language)
    if is_index(name):
        if not folders and not whole_slug(meta.slug) and kind not in _GROUPED:
            return config.url("")
        folders = folders[:-1]
    own = meta.slug if whole_slug(meta.slug) else split_date(path)[1]
    if kind in _GROUPED:
        group = f"{language}{_GROUPED[kind]}/{slugify(own) or _composed(own)}"
        return config.url(quote_path(group) + "/")
    return config.url("/".join(map(name_in_address, [*folders, *own.split("/")])) + "/")


def language_of_folder(path: str, config: Config) -> str:
    """Return the language that a text has for its folder: ``essays/de/``, ``essays/_pages/de/``."""
    below = path.removeprefix(config.below_essays)
    folder = below[below.find("/") + 1 :] if below[:1] == "_" else below
    found = config.others.get(folder.lower()[: folder.find("/") + 1]) if config.languages else None
    return found.tag if found else ""


def name_in_address(name: str) -> str:
    """Return the part of an address that is made from the name of a file or folder, encoded.

    It is cut only where a file system could not hold it.
    """
    return quote_path(whole_slug(name) or _composed(name))


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _tidy(written: str) -> str:
    # "/2010/value", "2010/value/" and "/2010/value.html" are all how people write an address;
    # "/2010/value-1.0" is a folder like the first.
    path = unicodedata.normalize("NFC", unquote(_split(written)[0])).strip("/")
    named = _EXTENSION.search(path) and not written.endswith("/")
    return path if named or not path else path + "/"


def _split(written: str) -> tuple[str, str]:
    """Return path and query of an address with any host; urllib refuses some hosts."""
    path, _, query = _HOST.sub("", written).partition("#")[0].partition("?")
    return path, query


def check_address(meta: Meta) -> Iterable[Problem]:
    """Report a written ``url`` that is not an address inside the site."""
    if meta.url and not _is_usable(meta.url):
        place = meta.places.get("url", Place(""))
        message = f"'{meta.url}' is not an address inside the site; the file's name decides"
        hint = "use a path such as /2010/value/, without '..', '?' or '#'"
        yield Problem(place, "W601", message, hint)


def _is_usable(written: str) -> bool:
    plain = unquote(written)
    if _HOST.match(plain) and not _split(plain)[0].strip("/"):
        return False  # a whole site
    return {".", ".."}.isdisjoint(plain.split("/")) and not _UNUSABLE.search(plain)


def alias(written: str, config: Config) -> Url | None:
    """Return the Url of an old address; None where no file can be published at it."""
    path, query = _split(written)
    if query or ".." in unquote(path).split("/"):
        return None
    path = _tidy(path)
    return None if _UNUSABLE.search(path) else config.url(quote_path(path))


def output_path(url: Url, config: Config) -> str:
    """Return the path of a Url's file, relative to the output folder."""
    path = unquote(url.removeprefix(config.base_path).lstrip("/"))
    return path + "index.html" if not path or path.endswith("/") else path


def collisions(claims: Iterable[tuple[str, str]], below: str = "essays/") -> Iterable[Problem]:
    """Find outputs that two sources claim; ``claims`` are pairs of output path and source.

    ``below`` is the beginning of the paths of texts.
    Paths that differ only in case or accents collide. Two sources are reported only once.
    """
    owners: dict[str, tuple[str, str]] = {}
    reported: set[tuple[str, str]] = set()
    for claim in claims:
        first = owners.setdefault(folded(claim[0]), claim)
        if first != claim and (first[1], claim[1]) not in reported:
            reported.add((first[1], claim[1]))
            yield _collision(first, claim, below)


def _collision(first: tuple[str, str], second: tuple[str, str], below: str) -> Problem:
    sources = second[1], first[1]
    files = [source for source in sources if source.startswith((below, "static/"))]
    was, shown = ("/" + path.removesuffix("index.html") for path, _ in (first, second))
    if "site.yaml" in sources:
        message = f"'{shown}' is the address of a page of the site"
    elif was == shown:
        message = f"{second[1]} and {first[1]} both become '{shown}'"
    else:
        both = f"{second[1]} becomes '{shown}' and {first[1]} '{was}'"
        message = f"{both}; many hosts treat these as the same address"
    return Problem(Place((*files, *sources)[0]), "E603", message, _way_out(files))


def _way_out(files: list[str]) -> str:
    texts = [file for file in files if not file.startswith("static/") and is_markdown(file)]
    if not texts:
        return "rename the file"
    if len(files) < 2:
        return "give the text another slug: or url:, or delete the alias"
    if len(texts) < 2:
        return "rename the file, or give the text another slug: or url:"
    if folded(texts[0]) == folded(texts[1]):
        return "the names of the files differ only in case or accents; rename one of them"
    return "give one of them another slug: or url:"
