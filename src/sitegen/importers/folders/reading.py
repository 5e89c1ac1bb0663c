"""A site of a tool -> records, one text at a time."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from sitegen.from_html.types import Removed
from sitegen.importers.folders import front
from sitegen.importers.folders.addresses import Addresses, folder_of
from sitegen.importers.folders.catalogue import Catalogue, Listed, name_of
from sitegen.importers.folders.kinds import NO_RECORD, is_html, stem
from sitegen.importers.folders.prose import Prose
from sitegen.importers.folders.shortcodes import Rewriter
from sitegen.importers.folders.site import OTHERS, Site, site_of, text_of
from sitegen.importers.folders.text import Defaults, Text, read_text, zone_of
from sitegen.importers.foreign import Foreign, LeftOut, Markup, Record, Remark, Wishes
from sitegen.importers.sources import Export
from sitegen.markdown.mdx import Code, without_code
from sitegen.model import Json
from sitegen.problems.errors import SitegenError
from sitegen.text.filenames import is_index, is_markdown
from sitegen.text.regex import regex

_NO_FILE = regex(r"\.(?:md|markdown|mdx?|html?|json|ya?ml|toml|njk|js|css|tmpl)$", re.IGNORECASE)
"""Files beside a text that readers never see."""
BROKEN = "records that cannot be read"


class Own(Struct, frozen=True, kw_only=True):
    """A text as its tool means it, before its addresses are rewritten."""

    prose: Prose
    notices: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    tags: tuple[str, ...] = ()
    """Tags in its words."""
    files: Mapping[str, str] = {}
    """Addresses of files -> names of members."""


class Tool(Struct, frozen=True, kw_only=True):
    """A tool: how it names, addresses and writes texts."""

    name: str
    settings: Sequence[str]
    """Files of settings; the first one that is there counts."""
    reason: Callable[[Site, str], str]
    """File -> why it is not a text, as the reason of a LeftOut; "" for a text; see ``kinds.py``."""
    address: Callable[["Place"], str]
    """Text -> the path of its old address; "" if it had none."""
    is_page: Callable[["Place"], bool]
    files: Callable[[Site], Sequence[str]]
    """Folders from whose root files are addressed."""
    roots: Callable[[Site], Sequence[str]]
    """Folders in which links by file begin."""
    defaults: Callable[[Site, Mapping[str, Json], str], Sequence[Defaults]] = lambda *_: ()
    rewrite: Callable[["Place", Prose, Catalogue], Own] = lambda _, prose, __: Own(prose=prose)
    tags: Callable[["Place"], Sequence[str]] = lambda place: front.tags_of(place.text)
    title: Callable[["Place"], str] = lambda place: front.title_of(place.text)
    language: Callable[["Place"], str] = lambda place: place.text.meta.lang
    processed: frozenset[str] = frozenset()
    """Forms of tags that the tool replaces: those of ``shortcode_table.Form``, and ``value``."""
    names: bool = False
    """Whether aliases are other names of a text, not addresses."""
    base: Sequence[str] = ("url",)
    """Keys of the settings that hold the address of the site."""
    path: str = ""
    """Key of the settings that holds the path of the site on its host."""
    zone: str = "timezone"
    held: Callable[["Place"], str] = lambda _: ""
    """Why a text must not be published, where its front matter does not say so."""


class Place(Struct, frozen=True):
    """A text in its site."""

    site: Site
    settings: Mapping[str, Json]
    text: Text

    @property
    def name(self) -> str:
        """Return the name of its file."""
        return self.text.name

    @property
    def date(self) -> datetime | None:
        """Return its day."""
        return self.text.meta.date.at if self.text.meta.date else None


def read(export: Export, names: Sequence[str], wishes: Wishes, tool: Tool) -> Iterator[Record]:
    """Read all texts of a site, in the order of their names."""
    site = site_of(export, wishes.site)
    settings = site.data(*tool.settings)
    if not site.base:
        found = (_address(text_of(settings, key)) for key in tool.base)
        site = replace(site, base=next(filter(None, found), ""))
        if site.base and tool.path:
            site = replace(site, base=site.base + text_of(settings, tool.path).rstrip("/"))
    reader = _Reader(site, settings, tool)
    wanted = [name.removeprefix(site.root) for name in names if name.startswith(site.root)]
    texts: list[str] = []
    for name in wanted:
        reason = tool.reason(site, name)
        if not reason:
            texts.append(name)
        elif reason != NO_RECORD:
            yield LeftOut(reason, site.place(name), posixpath.basename(name))
    yield from _hints(wanted)
    catalogue = Catalogue(tuple(reader.listed(texts)), tuple(tool.roots(site)))
    for name in texts:
        yield reader.record(name, catalogue)


def _address(value: str) -> str:
    whole = value.rstrip("/")
    return whole if whole.startswith(("http://", "https://")) else ""


def _hints(names: Iterable[str]) -> Iterator[Remark]:
    kinds = {OTHERS[suffix] for name in names if (suffix := name.rpartition(".")[2]) in OTHERS}
    for kind in sorted(kinds):
        tool = "pandoc or docutils" if kind == "reStructuredText" else "pandoc"
        yield Remark(f"texts in {kind} are not read", f"convert them to Markdown with {tool}")


class _Rewritten(Struct, frozen=True, kw_only=True):
    """A text that means the same outside of its site."""

    body: str
    markup: Markup
    own: Own
    image: str
    files: dict[str, str]
    notices: tuple[str, ...]


class _Reader(Struct, frozen=True):
    """Reads the texts of one site."""

    site: Site
    settings: Mapping[str, Json]
    tool: Tool

    def listed(self, names: Iterable[str]) -> Iterator[Listed]:
        """Yield how other texts name each text; those that cannot be read are passed over."""
        for name in names:
            try:
                place = self._place(name)
            except SitegenError:
                continue
            draft = bool(self._draft(place))
            yield Listed(name, self.tool.address(place), front.aliases_of(place.text), draft)

    def record(self, name: str, catalogue: Catalogue) -> Record:
        """Read a text as a record."""
        try:
            place = self._place(name)
        except SitegenError as error:
            why = error.problems[0].message
            return LeftOut(f"{BROKEN}", f"{self.site.place(name)}: {why}", posixpath.basename(name))
        text = place.text
        if not text.body.strip() and not text.meta.title:
            return LeftOut("empty texts", self.site.place(name), posixpath.basename(name))
        return self._foreign(place, catalogue)

    def _place(self, name: str) -> Place:
        zone = zone_of(text_of(self.settings, self.tool.zone))
        defaults = self.tool.defaults(self.site, self.settings, name)
        return Place(self.site, self.settings, read_text(self.site, name, zone, defaults))

    def _foreign(self, place: Place, catalogue: Catalogue) -> Foreign:
        text, tool, meta = place.text, self.tool, place.text.meta
        address = tool.address(place)
        done = self._rewritten(place, catalogue, address)
        zoned = bool(text_of(self.settings, tool.zone))
        return Foreign(
            ident=text.name,
            place=self.site.place(text.name),
            kind="page" if tool.is_page(place) else "post",
            title=tool.title(place),
            body=done.body,
            markup=done.markup,
            draft=self._draft(place),
            date=front.date_of(meta.date, zoned=zoned),
            updated=front.date_of(front.updated_of(meta), zoned=zoned),
            has_time=bool(meta.date and meta.date.has_time),
            authors=front.authors_of(text),
            tags=tuple(dict.fromkeys((*tool.tags(place), *done.own.tags))),
            url=self.site.base + address if address else "",
            slug=meta.slug or name_of(text.name),
            aliases=() if tool.names else _aliases(place, address),
            summary=meta.summary,
            description=meta.description,
            lang=tool.language(place),
            image=done.image,
            image_alt=meta.image.alt if meta.image else "",
            pictures=self._bundle(text.name) | done.files,
            extra=self._extra(text, address),
            removed=done.own.removed,
            notices=tuple(f"{text.name}, {one}" for one in done.notices),
        )

    def _draft(self, place: Place) -> str:
        """Return why a text must not be published; "" if it may be."""
        return front.draft_of(place.text) or self.tool.held(place)

    def _rewritten(self, place: Place, catalogue: Catalogue, address: str) -> "_Rewritten":
        """Rewrite what would have no meaning outside of the site."""
        text, site, notices = place.text, self.site, list[str]()
        markup: Markup = "html" if is_html(text.name) else "markdown"
        words, code = without_code(text.body, text.name)
        prose = Prose(words, text.line)
        own = self.tool.rewrite(place, prose, catalogue) if markup != "html" else Own(prose=prose)
        folder = folder_of(text.name)
        values = self._values(place)
        prose = Rewriter(
            own.prose, catalogue, folder, site.known, values, self.tool.processed, notices
        ).run()
        folders = (folder, posixpath.join(folder, stem(text.name)), *self.tool.files(site))
        shown = not self._draft(place)
        where = Addresses(
            site, catalogue, folder, address, folders, dict(own.files), notices, shown
        )
        prose = where.rewrite(prose)
        image = text.meta.image.path if text.meta.image else ""
        return _Rewritten(
            body=prose.body.strip("\n") + "\n",
            markup=markup,
            own=own,
            image=(where.new(image, 1, shows=True) or "") if image else "",
            files=_found(where.found, site.base, markup),
            notices=(
                *front.notices_of(text),
                *_statements(text, code),
                *own.notices,
                *notices,
            ),
        )

    def _extra(self, text: Text, address: str) -> dict[str, Json]:
        """Return further keys of front matter; the address that a text names stays its own."""
        extra = front.further_keys(text)
        if self.tool.names and (names := front.aliases_of(text)):
            extra["alias"] = [*names]  # beside "aliases", which the addresses fill
        authors = text.meta.authors
        if any(author.url for author in authors):
            extra["authors"] = [
                {"name": one.name, "url": one.url} if one.url else {"name": one.name}
                for one in authors
                if not front.is_private("", [one.name, one.url])
            ]
        url = text.meta.url
        return extra | {"url": address or url} if url and not _is_pattern(url) else extra

    def _bundle(self, name: str) -> dict[str, str]:
        """Return the files beside a text that has a folder of its own."""
        folder = folder_of(name)
        if not folder or not is_index(posixpath.basename(name)):
            return {}
        beside = self.site.in_folder.get(folder, ())
        if sum(is_markdown(one) or is_html(one) for one in beside) > 1:
            return {}
        files = (one for one in beside if not _NO_FILE.search(one))
        return {posixpath.basename(one): self.site.root + one for one in files}

    def _values(self, place: Place) -> dict[str, str]:
        """Return the values of variables: ``site.title``, ``page.mood`` and ``mood``."""
        own = front.values_of(place.text)
        shared, params = (one.get("params") for one in (self.settings, own))
        pairs = [
            *((f"site.{key}", value) for key, value in self.settings.items()),
            *((f"page.{key}", value) for key, value in own.items()),
            *(shared.items() if isinstance(shared, dict) else ()),
            *own.items(),
            *(params.items() if isinstance(params, dict) else ()),
        ]
        return {
            key.lower(): str(value)
            for key, value in pairs
            if isinstance(value, str | int | float) and not isinstance(value, bool)
        }


def _statements(text: Text, code: Code) -> Iterator[str]:
    """Yield the statements of MDX that are left out, by line."""
    for row, words in code.left_out:
        yield f"line {text.line + row}: '{words[:60]}' is left out, as it is code of MDX"


def _is_pattern(url: str) -> bool:
    return ":" in url or "{" in url or "/" not in url


def _aliases(place: Place, address: str) -> tuple[str, ...]:
    """Return old addresses; those without a slash in front begin where the text is."""
    folder = posixpath.dirname(address.rstrip("/")) or "/"
    written = (_own_path(one, place.site.base) for one in front.aliases_of(place.text))
    return tuple(one if one[0] == "/" else posixpath.join(folder, one) for one in written if one)


def _found(files: Mapping[str, str], base: str, markup: Markup) -> dict[str, str]:
    """Return the files of a text by address; addresses in HTML are completed later."""
    whole = {base + path: name for path, name in files.items() if path[:1] == "/" and base}
    return {**files, **whole} if markup == "html" else dict(files)


def _own_path(written: str, base: str) -> str:
    return written.removeprefix(base) if base and written.startswith(base) else written
