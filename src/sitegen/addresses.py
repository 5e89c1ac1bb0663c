"""Where each text stands: source path and front matter -> Url -> output path."""

import posixpath
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from sitegen.config import Config
from sitegen.dates import from_name
from sitegen.errors import Place, Problem
from sitegen.model import Kind, Meta, Url
from sitegen.slugs import quote_path, slugify

_FOLDERS: dict[Kind, str] = {
    "essay": "essays/",
    "page": "essays/_pages/",
    "theme": "essays/_themes/",
}
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f\\?#]")


def address(path: str, kind: Kind, meta: Meta, config: Config) -> Url:
    """Make the address of a text: its ``url``, else its folders and ``slug`` or file name.

    A date in front of the file name is left out; ``slug/index.md`` stands at ``slug/``.
    """
    if meta.url and kind != "theme":
        return config.url(quote_path(_tidy(meta.url)))
    folder, name = posixpath.split(path.removeprefix(_FOLDERS[kind]))
    if posixpath.splitext(name)[0].lower() == "index":
        folder = posixpath.dirname(folder)
    stem = from_name(path)[1]
    parts = ["themes"] if kind == "theme" else [part for part in folder.split("/") if part]
    segments = [_segment(part) for part in [*parts, meta.slug or stem]]
    return config.url(quote_path("/".join(segments)) + "/")


def _tidy(written: str) -> str:
    # "/2010/value", "2010/value/" and "/2010/value.html" are all how people write an address.
    path = unicodedata.normalize("NFC", unquote(urlsplit(written).path)).strip("/")
    named = "." in posixpath.basename(path) and not written.endswith("/")
    return path if named or not path else path + "/"


def _segment(text: str) -> str:
    return slugify(text) or unicodedata.normalize("NFC", text)


def unusable(meta: Meta) -> Iterable[Problem]:
    """Find what makes a written ``url`` or ``slug`` no address inside the site."""
    for key, text in (("url", meta.url), ("slug", meta.slug)):
        if not text:
            continue
        place = meta.places.get(key, Place(""))
        parts = unquote(text).split("/")
        wrong = ".." in parts or "." in parts or bool(_UNUSABLE.search(unquote(text)))
        if key == "slug" and (wrong or "/" in text or not slugify(text)):
            yield Problem(
                place,
                "E602",
                f"the slug '{text}' is not one part of an address",
                "write letters, digits and dashes, or the whole path as url:",
            )
        elif wrong:
            yield Problem(
                place,
                "E601",
                f"'{text}' is no address inside the site",
                "write a path such as /2010/value/, without '..', '?' or '#'",
            )


def alias(written: str, config: Config) -> Url | None:
    """Make the Url of an old address; None when no file can stand for it."""
    parts = urlsplit(written)
    if parts.query or ".." in unquote(parts.path).split("/"):
        return None
    path = _tidy(parts.path)
    return config.url(quote_path(path)) if path and not _UNUSABLE.search(path) else None


def output_path(url: Url, config: Config) -> str:
    """Name the file, relative to the output directory, that answers for a Url."""
    path = unquote(url.removeprefix(config.base_path).lstrip("/"))
    return path + "index.html" if not path or path.endswith("/") else path


def collisions(claims: Iterable[tuple[str, str]]) -> Iterable[Problem]:
    """Find outputs that two sources claim; ``claims`` are pairs of output path and source.

    Paths that differ only in case or Unicode form are one file on some hosts, and collide.
    """
    owners: dict[str, tuple[str, str]] = {}
    for path, source in claims:
        key = unicodedata.normalize("NFC", path).casefold()
        first, owner = owners.setdefault(key, (path, source))
        if owner == source and first == path:
            continue
        shown = "/" + path.removesuffix("index.html")
        yield Problem(
            Place(source),
            "E603",
            f"{source} and {owner} both become '{shown}'",
            "give one of them another slug: or url:",
        )
