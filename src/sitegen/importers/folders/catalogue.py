"""The texts of a site by the ways in which others name them."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from urllib.parse import unquote

from msgspec import Struct

from sitegen.text.filenames import split_date, without_suffix
from sitegen.text.slugs import slugify, whole_slug


class Listed(Struct, frozen=True):
    """A text that is imported."""

    name: str
    """Of its file, relative to the site's root."""
    address: str
    """The path of its old address."""
    aliases: Sequence[str] = ()
    """Its other names, for wiki links."""

    draft: bool = False
    """Whether it is not published."""

    @property
    def link(self) -> str:
        """The address for links: the old one, else that of its name, which it will have here."""
        return self.address or f"/{name_of(self.name)}/"


class Catalogue(Struct, frozen=True, dict=True):
    """All texts that are imported."""

    texts: Sequence[Listed]
    roots: Sequence[str] = ("",)
    """Folders in which a path may begin: ``content/``, then the site's root."""

    def by_file(self, written: str, folder: str) -> Listed | None:
        """Find the text of a path, which may begin beside another text or at a root."""
        path = unquote(written).strip().lstrip("@")
        below = [folder, *self.roots] if path[:1] != "/" else [*self.roots]
        for start in below:
            whole = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
            if found := self._by_path.get(_key(whole)):
                return found
        return None

    def by_name(self, written: str) -> Listed | None:
        """Find the only text of a file name, or of another of its names."""
        name = _key(unquote(written).strip())
        found = self._by_name.get(name) or self._by_name.get(name.rpartition("/")[2]) or ()
        exact = [one for one in found if _key(one.name).endswith(f"/{name}")]
        found = exact if len(exact) == 1 else found
        return found[0] if len(found) == 1 else None

    @cached_property
    def drafts(self) -> Mapping[str, Listed]:
        """The texts that are not published, by the addresses of links to them."""
        return {text.link: text for text in self.texts if text.draft}

    @cached_property
    def _by_path(self) -> Mapping[str, Listed]:
        found: dict[str, Listed] = {}
        for text in self.texts:
            key = _key(text.name)
            found.setdefault(key, text)
            folder, _, name = key.rpartition("/")
            if name in ("index", "_index"):
                found.setdefault(folder, text)
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Listed]]:
        found: dict[str, dict[str, Listed]] = {}
        for text in self.texts:
            key = _key(text.name)
            last = key.rpartition("/")[2]
            if last in ("index", "_index"):
                last = key.rpartition("/")[0].rpartition("/")[2]
            dated = split_date(text.name)[1].lower()
            for one in {last, dated, slugify(last), *(alias.lower() for alias in text.aliases)}:
                found.setdefault(one, {})[text.name] = text
        return {name: tuple(texts.values()) for name, texts in found.items()}


def name_of(path: str) -> str:
    """Return the last part of the address of a text, from the name of its file."""
    return whole_slug(re.sub(r"\.html?$", "", split_date(path)[1]))


def _key(path: str) -> str:
    plain = without_suffix(path.rstrip("/"))
    return (plain[: -len(".html")] if plain.lower().endswith(".html") else plain).lower()
