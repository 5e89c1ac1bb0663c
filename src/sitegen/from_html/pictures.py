"""Pictures: the address of the largest version, and the Markdown that shows one."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlunsplit

from sitegen.from_html import escaping
from sitegen.from_html.context import Context
from sitegen.from_html.tree import Element
from sitegen.from_html.types import Picture
from sitegen.text.addresses import parts_of
from sitegen.text.regex import regex

_WORDPRESS = regex(r"-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)")
_BLOGGER = regex(
    r"/(?:s(?:\d{2,3}|1[0-5]\d\d)|w\d{2,4}(?:-h\d{2,4})?|h\d{2,4})(?:-[a-z0-9]{1,4})*(?=/[^/]+$)"
)
_GOOGLE = regex(r"=(?:s\d{1,4}|w\d{1,4}(?:-h\d{1,4})?)(?:-[a-z0-9]{1,4})*$")
_GHOST = regex(r"/content/images/size/w\d+(?:h\d+)?/(?:format/\w+/)?")
_SIZES = frozenset({"format", "h", "w", "width", "height", "resize", "fit", "ssl", "quality"})
_PLACEHOLDER = regex(
    r"(?:^data:image/(?:gif|svg\+xml|png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB)"
    r"|/(?:blank|spacer|transparent|placeholder|pixel|lazy|loading|1x1)(?:[_-]?\d+(?:x\d+)?)?"
    r"\.(?:gif|png|svg)$)",
    re.IGNORECASE,
)
_LAZY = (
    *("data-orig-file", "data-large-file", "data-src", "data-lazy-src", "data-original"),
    *("data-image", "data-lazy", "data-full-url", "data-hi-res-src", "data-actualsrc"),
)
_CANDIDATE = regex(r"(\S[^\s]*?)(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,\s+|,?$|,(?=https?:|/))")
_FILE = regex(r"[\w%+.() -]+\.(?:jpe?g|png|gif|webp|avif|heic|bmp|tiff?)", re.IGNORECASE)
_LINKED = regex(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp)(?:\?[^#]*)?$|/\.a/[\w-]+-(?:pi|popup|\d+wi)$",
    re.IGNORECASE,
)
_EMOJI = ("emoji", "wp-smiley", "emoticon")


class Shown(NamedTuple):
    """A picture to be shown."""

    address: str
    alt: str


def shown(context: Context, element: Element) -> Shown | str | None:
    """Return the picture of an element, the words that it prints, or None for no picture."""
    alt = " ".join(unescape(element.get("alt")).split())
    if element.has_class(*_EMOJI) and alt:
        return alt
    address = best(element)
    if not address or _is_pixel(element):
        return None
    if _FILE.fullmatch(alt) or alt == "This image has an empty alt attribute":
        alt = ""
    title = " ".join(element.get("title").split())
    if not alt and title and not _FILE.fullmatch(title):
        alt = title
    return Shown(context.resolved(address), alt)


def _is_pixel(element: Element) -> bool:
    sizes = element.get("width"), element.get("height")
    return all(size in ("0", "1", "0px", "1px") for size in sizes)


def best(element: Element) -> str:
    """Return the address of the largest version of a picture; "" for none."""
    usable = [
        address.strip()
        for address in _candidates(element)
        if address.strip() and not _PLACEHOLDER.search(address.strip())
    ]
    if usable and element.has_class("size-full"):
        return usable[0]  # WordPress: a size at its end is part of the file's own name
    return original(usable[0]) if usable else _data(element)


def _data(element: Element) -> str:
    # A small picture that is written into the page may be all there is; one that nobody describes
    # only fills a place, or counts readers.
    source = element.get("src")
    is_small = source.startswith("data:image/gif") and len(source) < 200
    is_tiny = is_small and not element.get("alt").strip()
    return source if source.startswith("data:image/") and not is_tiny else ""


def _candidates(element: Element) -> Iterator[str]:
    if "data-attrs" in element.attrs:
        yield _of_json(element.get("data-attrs"))
    for name in _LAZY[:2]:
        yield element.get(name)
    for name in ("srcset", "data-srcset", "data-lazy-srcset"):
        yield largest(element.get(name))
    for name in _LAZY[2:]:
        yield element.get(name)
    yield element.get("src")


def _of_json(text: str) -> str:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return str(found.get("src") or "") if isinstance(found, dict) else ""


def largest(sources: str) -> str:
    """Return the largest picture of a ``srcset``."""
    best_size, best_address = -1.0, ""
    for found in _CANDIDATE.finditer(sources.strip()) if sources else ():
        size = float(found[2] or 1) * (1000 if found[3] == "x" else 1)
        if found[1] and size > best_size:
            best_size, best_address = size, found[1]
    return best_address


def original(address: str) -> str:
    """Return the address of a picture as it was uploaded, where a platform's names tell it."""
    if (
        "/image/fetch/" in address
        and (at := max(address.rfind("https%3A"), address.rfind("http%3A"))) > 0
    ):
        return original(unquote(address[at:]))
    parts = parts_of(address)
    if address.startswith("data:") or not any(parts):
        return address
    path, query = parts.path, parts.query
    if "/_next/image" in path and (inner := parse_qs(query).get("url")):
        return original(inner[0])
    if re.fullmatch(r"i\d\.wp\.com", parts.netloc):
        return original(f"https:/{path}")
    if "/wp-content/" in path or ".files.wordpress.com" in parts.netloc:
        path = _WORDPRESS.sub("", path)
    path = _BLOGGER.sub("/s1600", path) if "/s" in path or "/w" in path or "/h" in path else path
    path = _GOOGLE.sub("=s1600", path)
    path = _GHOST.sub("/content/images/", path)
    if query and {part.partition("=")[0] for part in query.split("&")} <= _SIZES:
        query = ""
    return urlunsplit((parts.scheme, parts.netloc, path, query, parts.fragment))


def written(context: Context, picture: Shown, caption: str = "") -> str:
    """Return the Markdown of a picture, and note that it is shown."""
    context.pictures.append(Picture(picture.address, picture.alt))
    alt = escaping.escaped(picture.alt, in_brackets=True)
    behind = f" {escaping.title(caption)}" if caption else ""
    return f"![{alt}]({escaping.address(picture.address)}{behind})"


def without_own_link(element: Element) -> list[Element | str] | None:
    """Return what is in a link around a picture that leads to the same picture, with its address.

    None for other elements.
    """
    if element.tag != "a" or not element.get("href"):
        return None
    found = list(element.elements("img"))
    address = best(found[0]) if len(found) == 1 else ""
    href = original(element.get("href").strip())
    if not address or not (href == address or _stem(href) == _stem(address)):
        return None
    if not _LINKED.search(href) and href != address:
        return None
    found[0].attrs = {
        name: value for name, value in found[0].attrs.items() if name in ("alt", "title", "class")
    }
    found[0].attrs["src"] = href
    return element.children


def _stem(address: str) -> str:
    if not _LINKED.search(address):
        return address
    name = unquote(address.partition("?")[0].rpartition("/")[2])
    name = name.rpartition(".")[0] or name
    return re.sub(r"-(?:\d+x\d+|scaled|pi|popup|\d+wi)$", "", name).lower()
