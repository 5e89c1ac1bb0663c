"""Texts and files of a site -> Atlas: the destination of a path, an address or a name."""

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from urllib.parse import unquote, urlsplit

from msgspec import Struct, field

from sitegen.collection.catalogue import Catalogue, stem
from sitegen.collection.groups import grouped
from sitegen.collection.links.permalinks import Fit, Permalinks
from sitegen.config.config import Config
from sitegen.model import Essay, Slug, Url
from sitegen.text.regex import regex
from sitegen.text.slugs import plain_spellings, quote_path, slugify, whole_slug
from sitegen.text.suggest import Lexicon

_HOST = regex(r"^(?:https?:)?//[^/?#]*", re.IGNORECASE)
_THEMES = frozenset(
    {
        *("tag", "tags", "category", "categories", "topic", "topics"),  # Hugo, Jekyll, WordPress
        *("label", "labels", "search/label", "theme"),  # Blogger
        *("blog/tags", "blog/tag", "blog/category", "blog/categories"),  # Docusaurus, Astro
    }
)
"""Addresses of the pages of themes, before the name of a theme, with the tools that have them."""
_FEEDS = frozenset(
    {
        *("feed", "rss", "atom", "index.xml", "rss.xml", "atom.xml"),  # Hugo, WordPress, Jekyll
        *("feed/atom", "feeds/posts/default", "blog/feed", "blog/rss.xml", "blog/atom.xml"),
    }
)
"""Addresses of the feed of other tools."""


class SiteFiles(Struct, frozen=True):
    """The targets of links beside the texts of a site."""

    assets: frozenset[str] = frozenset()
    """Other files of ``essays/``: POSIX paths relative to the site's root."""
    outputs: frozenset[str] = frozenset()
    """Paths in the output of static files, lists and feeds: ``a.png``, ``themes/index.html``."""
    themes: Mapping[Slug, Url] = field(default_factory=dict)
    """Every name of a theme, aliases included -> its page."""


# There are many of these, none in a reference cycle: gc=False lets the collector skip them.
class Destination(Struct, frozen=True, gc=False):
    """The place that a link leads to."""

    url: Url
    text: Essay | None = None
    """The text at this address, if there is one."""
    file: str = ""
    """The file of ``essays/`` at this address, if there is one."""


class Atlas(Struct, frozen=True, dict=True):
    """Everything that a link may lead to; its indexes are built on first use."""

    catalogue: Catalogue
    files: SiteFiles
    config: Config

    def by_file(self, path: str) -> Destination | None:
        """Find the destination of a source path, relative to the site's root."""
        path = _composed(path)
        output = path.removeprefix("static/")
        if output != path and output in self.files.outputs:
            return Destination(self.config.url(quote_path(output)))
        return self._sources.get(path)

    def beside(self, folder: str, target: str) -> Destination | None:
        """Find the text whose file is named by its path from a folder, as most targets are.

        Quick, since nothing is decoded; what this does not find, ``by_file`` may.
        """
        plain = ":" not in target and "@" not in target
        return self.of_text.get(f"{folder}/{target}") if plain else None

    def by_other_case(self, path: str) -> str:
        """Find the source path that differs from ``path`` in case alone; "" for none."""
        return self._folded.get(_composed(path).casefold(), "")

    def by_address(self, path: str) -> Destination | None:
        """Find what is, or was, at a decoded address; the base path may be missing."""
        keys = self._keys(path)
        for key in keys:
            found = self._addresses.get(key) or self._output(key)
            found = found or self._addresses.get("/".join(map(whole_slug, key.split("/"))))
            if found:
                return found
        folded = (self._folded_addresses.get(key.casefold(), ()) for key in keys)
        same = next(filter(None, folded), ())
        return same[0] if len(same) == 1 else self._of_other_tools(keys[-1])

    def by_query(self, path: str, query: str) -> Destination | None:
        """Find the text whose old address is this one with its query."""
        found = (self._addresses.get(f"{key}?{unquote(query)}") for key in self._keys(path))
        return next(filter(None, found), None)

    def by_permalink(self, path: str) -> Fit | None:
        """Find the one text that a decoded address fits, as blogs make addresses."""
        return self._permalinks.find(self._keys(path)[-1])

    def by_end(self, target: str) -> Destination | None:
        """Find the one file, no text, whose path ends with a relative path.

        A file beside a text that is held back is not found, since nobody has asked for it.
        """
        path = _composed(posixpath.normpath(target)).lstrip("./")
        path = path.removeprefix("static/")
        if path in self.files.outputs:
            return Destination(self.config.url(quote_path(path)))
        named = self._by_basename.get(posixpath.basename(path), ())
        found = [file for file in named if f"/{file}".endswith(f"/{path}")]
        if len(found) != 1:
            return None
        file = found[0]
        return self.by_file(file) if file in self.files.assets else self.by_address(f"/{file}")

    def is_own(self, host: str, path: str) -> bool:
        """Return whether an absolute address is of this site, at its present or a former host."""
        host = _bare_host(host)
        if host in self._former_hosts:
            return True
        own = urlsplit(self.config.base_url)
        below = unquote(self.config.base_path) + "/"
        return (
            host == _bare_host(own.netloc)
            and not self.config.is_local
            and (path + "/").startswith(below)
        )

    def anchor(self, fragment: str, text: Essay) -> str:
        """Find the id in a text that a fragment means; "" for none.

        A heading is found by its words, and by the ids that other generators make of them: they
        differ in punctuation and case, and in the number after the second of two equal ones.
        Obsidian writes ``^`` before the id of a block, and a heading after those that it is below.
        """
        fragment = fragment.removeprefix("^")
        if fragment in text.facts.ids:
            return fragment
        headings = self._headings[text.path]
        if found := headings.get(_letters(fragment)):
            return found[0]
        if (last := fragment.rpartition("#")[2]) != fragment:
            return self.anchor(last, text)
        words, _, number = fragment.rpartition("-")
        same = headings.get(_letters(words), ())
        if number in map(str, range(len(same))):
            return same[int(number)]
        (letters, *_) = plain_spellings(_letters(fragment))
        plain = self._plain_headings[text.path].get(letters, ())
        return plain[0] if len(plain) == 1 else ""

    @cached_property
    def anchor_lexicons(self) -> Mapping[str, Lexicon]:
        """Path of a text -> its headings, each shown as its id."""
        return {
            path: Lexicon(
                (name, each.id) for each in text.facts.headings for name in (each.id, each.text)
            )
            for path, text in self.catalogue.texts.items()
        }

    @cached_property
    def lexicon(self) -> Lexicon:
        """File names of all that can be linked, each shown as its path from the site's root."""
        texts = [(path, text.card.url.rstrip("/")) for path, text in self.catalogue.texts.items()]
        names = ((stem(at), path) for path, url in texts for at in (path, unquote(url)))
        files = ((posixpath.basename(path), path) for path in self.files.assets)
        outputs = ((posixpath.basename(path), f"/{path}") for path in self.files.outputs)
        return Lexicon((*names, *files, *outputs))

    @cached_property
    def of_text(self) -> Mapping[str, Destination]:
        """Path of a text -> its destination."""
        texts = self.catalogue.texts.items()
        return {path: Destination(text.card.url, text) for path, text in texts}

    @cached_property
    def _assets(self) -> Mapping[str, Destination]:
        files = self.files.assets
        return {path: Destination(self._address_beside(path), file=path) for path in files}

    @cached_property
    def _sources(self) -> Mapping[str, Destination]:
        sources = (*self._assets.items(), *self.of_text.items())
        return {_composed(path): there for path, there in sources}

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        sources = {_composed(path): path for path in (*self.files.assets, *self.catalogue.texts)}
        return {path.casefold(): sources[path] for path in sorted(sources)}

    @cached_property
    def _headings(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        return {
            path: grouped((_letters(each.text), each.id) for each in text.facts.headings)
            for path, text in self.catalogue.texts.items()
        }

    @cached_property
    def _plain_headings(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """Headings as those generators make ids of them that leave accents out."""
        return {
            path: grouped(
                (plain, ids[0])
                for letters, ids in headings.items()
                for plain in plain_spellings(letters)
                if len(ids) == 1
            )
            for path, headings in self._headings.items()
        }

    @cached_property
    def _former_hosts(self) -> frozenset[str]:
        return frozenset(_bare_host(host) for host in self.config.former_hosts)

    @cached_property
    def _addresses(self) -> Mapping[str, Destination]:
        themes = self.files.themes
        found = {f"themes/{name}": Destination(url) for name, url in themes.items()}
        found |= {self._below(url): Destination(url) for url in themes.values()}
        found |= {self._below(there.url): there for there in self._assets.values()}
        for path, text in self.catalogue.texts.items():
            found |= {_old_key(alias.text): self.of_text[path] for alias in text.meta.aliases}
        return found | {self._below(there.url): there for there in self.of_text.values()}

    @cached_property
    def _folded_addresses(self) -> Mapping[str, Sequence[Destination]]:
        return grouped((key.casefold(), there) for key, there in self._every_address)

    @property
    def _every_address(self) -> Iterator[tuple[str, Destination]]:
        outputs = self.files.outputs
        pages = {key: there for key in map(_key, outputs) if (there := self._output(key))}
        yield from {**pages, **self._addresses}.items()

    @cached_property
    def _permalinks(self) -> Permalinks:
        texts = self.catalogue.texts.values()
        named = [text for text in texts if text.kind in ("essay", "page")]
        return Permalinks(named, self.config.language, self.config.base_path)

    @cached_property
    def _by_basename(self) -> Mapping[str, Sequence[str]]:
        private = {posixpath.dirname(path) for path in self.catalogue.held}
        texts = self.config.below_essays.rstrip("/")
        assets = (file for file in self.files.assets if not _below(file, private, texts))
        files = {*self.files.outputs, *assets}
        return grouped((posixpath.basename(file), file) for file in sorted(files))

    def _keys(self, path: str) -> Sequence[str]:
        """Return the keys of an address: whole, and below the base path."""
        base = unquote(self.config.base_path)
        below = path[len(base) :] if f"{path}/".startswith(f"{base}/") else path
        return [_key(address) for address in dict.fromkeys((path, below))]

    def _of_other_tools(self, key: str) -> Destination | None:
        """Find the page of a theme, or the feed, at the address that other tools have for it."""
        section, _, name = key.rpartition("/")
        theme = self.files.themes.get(slugify(name)) if section.lower() in _THEMES else None
        if theme:
            return Destination(theme)
        return self._output("feed.xml") if key.lower() in _FEEDS else None

    def _below(self, url: Url) -> str:
        return _key(unquote(url.removeprefix(self.config.base_path)))

    def _output(self, key: str) -> Destination | None:
        if key and key in self.files.outputs:
            return Destination(self.config.url(quote_path(key)))
        if not key or f"{key}/index.html" in self.files.outputs:
            return Destination(self.config.url(quote_path(f"{key}/") if key else ""))
        return None

    def _address_beside(self, path: str) -> Url:
        """Return the address of a file: in its bundle's folder, or else as its path below all."""
        folder = posixpath.dirname(path)
        top = self.config.below_essays.rstrip("/")
        while folder not in ("", top) and folder not in self._bundles:
            folder = posixpath.dirname(folder)
        if folder not in ("", top):
            url = self._bundles[folder]
            return Url(url[: url.rindex("/")] + quote_path(_composed(path.removeprefix(folder))))
        parts = _composed(path).removeprefix(self.config.below_essays).split("/")
        return self.config.url(quote_path("/".join(part.lstrip("_") or part for part in parts)))

    @cached_property
    def _bundles(self) -> Mapping[str, Url]:
        return {
            posixpath.dirname(path): text.card.url
            for path, text in self.catalogue.texts.items()
            if posixpath.splitext(posixpath.basename(path))[0].lower() == "index"
            and posixpath.dirname(path) != self.config.below_essays.rstrip("/")
        }


def _letters(text: str) -> str:
    folded = _composed(text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LMN")


def _composed(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def _key(path: str) -> str:
    # "/x", "/x/" and "/x/index.html" are one address.
    return f"/{_composed(path)}".removesuffix("/index.html").strip("/")


def _old_key(alias: str) -> str:
    path, _, query = _HOST.sub("", alias, count=1).partition("#")[0].partition("?")
    key = _key(unquote(path))
    return f"{key}?{unquote(query)}" if query else key


def _below(path: str, folders: Collection[str], texts: str) -> bool:
    """Return whether a file is in one of some folders; in `texts`, that of all, only directly."""
    folder = posixpath.dirname(path)
    if folder in folders:
        return True
    while (folder := posixpath.dirname(folder)) not in ("", texts):
        if folder in folders:
            return True
    return False


def _bare_host(host: str) -> str:
    return host.rpartition("@")[2].lower().removeprefix("www.").rstrip(".")
