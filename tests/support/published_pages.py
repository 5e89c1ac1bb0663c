"""A built site, read back as a browser reads it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib


@dataclass
class Site:
    """All pages below a folder."""

    root: Path
    origin: str
    base_path: str = ""
    pages: dict[str, Element] = field(init=False)

    def __post_init__(self) -> None:
        self.pages = {
            f"{self.base_path}/{file.relative_to(self.root).as_posix()}": html5lib.parse(
                file.read_bytes(), transport_encoding="utf-8", namespaceHTMLElements=False
            )
            for file in sorted(self.root.rglob("*.html"))
        }

    def broken(self) -> list[str]:
        """Find every address of this site that is not found, fragments included."""
        return [
            f"{path}: {address}"
            for path, document in self.pages.items()
            for address in _addresses(document)
            if not self._leads_somewhere(path, address)
        ]

    def _leads_somewhere(self, path: str, address: str) -> bool:
        parts = urlsplit(urljoin(self.origin + path, address))
        if f"{parts.scheme}://{parts.netloc}" != self.origin:
            return True
        if not parts.path.startswith(f"{self.base_path}/"):
            return False
        name = unquote(parts.path)
        name += "index.html" if name.endswith("/") else ""
        if name in self.pages:
            fragment = unquote(parts.fragment)
            return not fragment or fragment in ids(self.pages[name])
        return (self.root / name.removeprefix(f"{self.base_path}/")).is_file()

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
    values = [element.get(name, "") for element in document.iter() for name in ("href", "src")]
    refresh = [element.get("content", "") for element in document.iter("meta")]
    targets = [re.sub(r"^\d+; *url=", "", text) for text in refresh if "url=" in text]
    return [value for value in (*values, *targets) if value]
