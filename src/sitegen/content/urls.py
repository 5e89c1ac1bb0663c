"""Source path and front matter -> Url -> output path."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import unquote

from msgspec.structs import replace

from sitegen.config.config import Config
from sitegen.model import Essay, Kind, Meta, Url
from sitegen.problems.errors import Place, Problem
from sitegen.text.filenames import is_markdown, split_date
from sitegen.text.regex import regex
from sitegen.text.slugs import folded, quote_path, slugify

_FOLDERS: dict[Kind, str] = {
    "essay": "essays/",
    "page": "essays/_pages/",
    "theme": "essays/_themes/",
    "path": "essays/_paths/",
}
_GROUPED: dict[Kind, str] = {"theme": "themes", "path": "paths"}
"""Kinds of text that are published in one folder of the site."""
_EXTENSION = regex(r"\.(?:[xs]?html?|php\d?|aspx?|jsp|cgi|xml|txt)$", re.IGNORECASE)
_HOST = regex(r"^(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)
_UNUSABLE = regex(r"[\x00-\x1f\x7f\\?#{}<>|*\"]|(?:^|/):|^(?:true|false)$")
"""Characters not allowed in addresses, and patterns of other generators: ``/:year/:title/``."""


def url_of(path: str, kind: Kind, meta: Meta, config: Config) -> Url:
    """Return the address of a text: its ``url``, else its folders and ``slug`` or file name.

    A date at the beginning of the file name is left out; ``slug/index.md`` becomes ``slug/``.
    """
    if meta.url and kind not in _GROUPED:
        return config.url(quote_path(_tidy(meta.url)))
    *folders, name = path.removeprefix(_FOLDERS[kind]).split("/")
    if name.rpartition(".")[0].lower() == "index":
        folders = folders[:-1]
    parts = [_GROUPED[kind]] if kind in _GROUPED else folders
    names = [*parts, *(meta.slug or split_date(path)[1]).split("/")]
    segments = [slugify(name) or unicodedata.normalize("NFC", name) for name in names]
    return config.url(quote_path("/".join(segments)) + "/")


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


def resolve_name_clashes(texts: Sequence[Essay]) -> tuple[list[Essay], list[Problem]]:
    """Resolve clashes of texts whose names differ only by their dates: move the later ones.

    The oldest keeps the address without a date, so that a new text never moves an old one.
    """
    owners: dict[str, Essay] = {}
    moved: dict[str, Essay] = {}
    problems: list[Problem] = []
    names = [folded(text.card.url) for text in texts]
    counts = Counter(names)
    clashing = [text for text, name in zip(texts, names, strict=True) if counts[name] > 1]
    for text in sorted(clashing, key=lambda text: (_own_day(text) or date.min, text.path)):
        first = owners.setdefault(folded(text.card.url), text)
        if text is not first and _own_day(text) not in (None, _own_day(first)):
            moved[text.path] = _dated(text)
            message = f"'{first.card.url}' is already the address of {first.path}"
            hint = f"this text is now at '{moved[text.path].card.url}'; slug: names another address"
            problems.append(Problem(text.place, "W609", message, hint))
    return [moved.get(text.path, text) for text in texts], problems


def _own_day(text: Essay) -> date | None:
    """Return the date in a name that an address is made from."""
    return None if text.meta.url or text.meta.slug else split_date(text.path)[0]


def _dated(text: Essay) -> Essay:
    folder, _, name = text.card.url.rstrip("/").rpartition("/")
    url = Url(f"{folder}/{_own_day(text)}-{name}/")
    return replace(text, card=replace(text.card, url=url))


def check_address(meta: Meta) -> Iterable[Problem]:
    """Report a written ``url`` that is not an address inside the site."""
    plain = unquote(meta.url)
    if not {".", ".."}.isdisjoint(plain.split("/")) or _UNUSABLE.search(plain):
        place = meta.places.get("url", Place(""))
        hint = "use a path such as /2010/value/, without '..', '?' or '#'"
        yield Problem(place, "E601", f"'{meta.url}' is not an address inside the site", hint)


def alias(written: str, config: Config) -> Url | None:
    """Return the Url of an old address; None where no file can be published at it."""
    path, query = _split(written)
    if query or ".." in unquote(path).split("/"):
        return None
    path = _tidy(path)
    return config.url(quote_path(path)) if path and not _UNUSABLE.search(path) else None


def output_path(url: Url, config: Config) -> str:
    """Return the path of a Url's file, relative to the output folder."""
    path = unquote(url.removeprefix(config.base_path).lstrip("/"))
    return path + "index.html" if not path or path.endswith("/") else path


def collisions(claims: Iterable[tuple[str, str]]) -> Iterable[Problem]:
    """Find outputs that two sources claim; ``claims`` are pairs of output path and source.

    Paths that differ only in case or accents collide. Two sources are reported only once.
    """
    owners: dict[str, tuple[str, str]] = {}
    reported: set[tuple[str, str]] = set()
    for claim in claims:
        first = owners.setdefault(folded(claim[0]), claim)
        if first != claim and (first[1], claim[1]) not in reported:
            reported.add((first[1], claim[1]))
            yield _collision(first, claim)


def _collision(first: tuple[str, str], second: tuple[str, str]) -> Problem:
    sources = second[1], first[1]
    files = [source for source in sources if source.startswith(("essays/", "static/"))]
    was, shown = ("/" + path.removesuffix("index.html") for path, _ in (first, second))
    if "site.yaml" in sources:
        message = f"'{shown}' is the address of a page of every site"
    elif was == shown:
        message = f"{second[1]} and {first[1]} both become '{shown}'"
    else:
        both = f"{second[1]} becomes '{shown}' and {first[1]} '{was}'"
        message = f"{both}; many hosts treat these as the same address"
    return Problem(Place((*files, *sources)[0]), "E603", message, _way_out(files))


def _way_out(files: list[str]) -> str:
    texts = [file for file in files if file.startswith("essays/") and is_markdown(file)]
    if not texts:
        return "rename the file"
    if len(files) < 2:
        return "give the text another slug: or url:, or delete the alias"
    if len(texts) < 2:
        return "rename the file, or give the text another slug: or url:"
    if folded(texts[0]) == folded(texts[1]):
        return "the names of the files differ only in case or accents; rename one of them"
    return "give one of them another slug: or url:"
