"""A built site, read back as a browser, a feed reader and a search engine read it."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element, fromstring

import html5lib

_ATTRIBUTES = ("href", "src", "action", "poster", "cite", "data-index", "data-full")
_JSON_KEYS = ("url", "home_page_url", "feed_url", "external_url", "image", "icon", "favicon")


@dataclass
class Site:
    """All files below a folder."""

    root: Path
    origin: str
    base_path: str = ""
    pages: dict[str, Element] = field(init=False)

    def __post_init__(self) -> None:
        self.pages = {
            self._path(file): html5lib.parse(
                file.read_bytes(), transport_encoding="utf-8", namespaceHTMLElements=False
            )
            for file in sorted(self.root.rglob("*.html"))
        }

    def _path(self, file: Path) -> str:
        return f"{self.base_path}/{file.relative_to(self.root).as_posix()}"

    def addresses(self) -> Iterator[tuple[str, str]]:
        """List each address in pages, feeds, search, sitemap, redirects and style sheets."""
        for path, document in self.pages.items():
            yield from ((path, address) for address in _addresses(document))
        for file in sorted(self.root.rglob("*")):
            read = _READERS.get(file.name) or _READERS.get(file.suffix)
            if read and file.is_file():
                yield from ((self._path(file), one) for one in read(file.read_text("utf-8")))

    def broken(self) -> list[str]:
        """Find every address of this site that is not found, fragments included."""
        return [
            f"{path}: {address}"
            for path, address in self.addresses()
            if not self._leads_somewhere(path, address)
        ]

    def unreachable(self) -> list[str]:
        """Find every page to which no chain of links leads from the home page."""
        found, ahead = set[str](), [f"{self.base_path}/index.html"]
        while ahead:
            path = ahead.pop()
            if path not in found and path in self.pages:
                found.add(path)
                links = (each.get("href", "") for each in self.pages[path].iter("a"))
                ahead += filter(None, (self._name(path, link) for link in links))
        redirects = {path for path, document in self.pages.items() if _refreshes(document)} | {
            f"{self.base_path}/404.html"
        }
        return sorted(self.pages.keys() - found - redirects)

    def _name(self, path: str, address: str) -> str | None:
        """Return the file of an address of this site, None for one of another."""
        parts = urlsplit(urljoin(self.origin + path, address))
        if f"{parts.scheme}://{parts.netloc}" != self.origin:
            return None
        name = unquote(parts.path)
        return name + ("index.html" if name.endswith("/") else "")

    def _leads_somewhere(self, path: str, address: str) -> bool:
        name = self._name(path, address)
        if name is None:
            return True
        if name in self.pages:
            fragment = unquote(urlsplit(address).fragment)
            return not fragment or fragment in ids(self.pages[name])
        inside = name.startswith(f"{self.base_path}/")
        return inside and (self.root / name.removeprefix(f"{self.base_path}/")).is_file()

    def duplicate_ids(self) -> list[str]:
        """Find every id that a page has twice."""
        return [
            f"{path}#{name}"
            for path, document in self.pages.items()
            for name, times in Counter(ids(document)).items()
            if times > 1
        ]


def ids(document: Element) -> list[str]:
    """List the ids of a page."""
    return [name for element in document.iter() if (name := element.get("id")) is not None]


def _addresses(document: Element) -> list[str]:
    values = [element.get(name, "") for element in document.iter() for name in _ATTRIBUTES]
    for element in document.iter():
        values += [each.split()[0] for each in element.get("srcset", "").split(",") if each.strip()]
    for script in document.iter("script"):
        if script.get("type") == "application/ld+json":
            values += _in_json(script.text or "")
    return [value for value in (*values, *_refreshes(document)) if value]


def _refreshes(document: Element) -> list[str]:
    texts = [element.get("content", "") for element in document.iter("meta")]
    return [re.sub(r"^\d+; *url=", "", text) for text in texts if re.match(r"\d+; *url=", text)]


def _in_html(text: str) -> list[str]:
    return _addresses(html5lib.parse(text, namespaceHTMLElements=False))


def _in_json(text: str) -> list[str]:
    """List the addresses in a JSON Feed, a search index, or JSON-LD."""

    def walk(value: object) -> Iterator[str]:
        if isinstance(value, list):
            for each in value:
                yield from walk(each)
        if isinstance(value, dict):
            yield from (one for key in _JSON_KEYS if isinstance(one := value.get(key), str))
            yield from _in_html(value.get("content_html", ""))
            spots = (*value.get("headings", ()), *value.get("passages", ()))
            yield from (f"{value['url']}#{spot[0]}" for spot in spots)
            yield from (one for each in value.values() for one in walk(each))

    return list(walk(json.loads(text)))


def _in_xml(text: str) -> list[str]:
    """List the addresses in an Atom feed, a sitemap, or a picture."""
    found = []
    for element in fromstring(text).iter():
        name, inside = element.tag.rpartition("}")[2], element.text or ""
        found += [value for key, value in element.items() if key.rpartition("}")[2] == "href"]
        if name in {"loc", "uri", "icon", "logo"}:
            found.append(inside)
        if element.get("type") == "html":
            found += _in_html(inside)
    return found


def _in_css(text: str) -> list[str]:
    return re.findall(r"""url\(['"]?([^'")]+)""", text)


def _in_redirects(text: str) -> list[str]:
    return [line.split()[1] for line in text.splitlines() if line.strip()]


def _in_robots(text: str) -> list[str]:
    return re.findall(r"(?m)^Sitemap: *(\S+)", text)


_READERS: dict[str, Callable[[str], Sequence[str]]] = {
    ".xml": _in_xml,
    ".svg": _in_xml,
    ".json": _in_json,
    ".css": _in_css,
    "_redirects": _in_redirects,
    "robots.txt": _in_robots,
}
"""How to read a file, by its name or its ending."""
