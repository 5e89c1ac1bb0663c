"""The second look: a converted text -> its essay, with links, pictures and front matter."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config.config import Config
from sitegen.content.loader.split import split
from sitegen.content.urls import url_of
from sitegen.from_html.types import Removed
from sitegen.importers.essays.cleaning import Cleaned, Cleaner
from sitegen.importers.essays.front import Front, Inline, folded_tags, front_matter, one_line
from sitegen.importers.essays.links import OldAddresses, relative, rewritten
from sitegen.importers.essays.lost import is_there, without_lost
from sitegen.importers.files.record import Known
from sitegen.importers.files.shelf import slug_of
from sitegen.importers.files.spool import Waiting
from sitegen.importers.foreign import Foreign
from sitegen.importers.pictures.at_hand import AtHand, file_name
from sitegen.importers.report.balance import Balance, Words, balance, counted, shown_words, words_of
from sitegen.importers.report.types import Entry
from sitegen.model import Kind, Meta, Parsed
from sitegen.problems.errors import SitegenError
from sitegen.text.addresses import parts_of
from sitegen.text.slugs import folded, quote_path


class Finished(Struct, frozen=True):
    """An essay that can be written."""

    entry: Entry
    known: Known
    text: str
    beside: Mapping[str, bytes]
    """Name -> content of the files in its folder."""
    removed: tuple[Removed, ...]


@dataclass
class Finisher:
    """Finishes one text after the other."""

    config: Config
    old: OldAddresses
    at_hand: AtHand
    root: Path
    """The folder of the collection."""
    cleaner: Cleaner = field(init=False)
    _spelled: dict[str, str] = field(default_factory=dict)
    _claimed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.cleaner = Cleaner(self.config)

    def claim(self, addresses: Iterable[str]) -> None:
        """Leave old addresses to an essay that an earlier run imported."""
        self._claimed.update(_comparable(old_path(one)) for one in addresses if "?" not in one)

    def finish(self, waiting: Waiting) -> Finished:
        """Return the essay of a text."""
        foreign, file = waiting.foreign, file_of(waiting)
        kind: Kind = "page" if foreign.kind == "page" else "essay"
        names, beside, notices = self._copies(waiting)
        front = self._front(foreign, kind, file, names)
        written = front_matter(foreign, front, self._inline(front.lang))
        resolve = _Resolve(self.old, names, file, bool(foreign.draft))
        body = rewritten(waiting.converted.markdown, resolve)
        notices = (*notices, *resolve.notices)
        if foreign.markup == "markdown":
            kept = without_lost(body, partial(self._is_there, file, frozenset(beside)))
            body, notices = kept.body, (*notices, *kept.notices)
            foreign = replace(foreign, removed=(*foreign.removed, *kept.removed))
            waiting = replace(waiting, foreign=foreign)
        cleaned = self.cleaner.clean(file, kind, f"---\n{written}---\n\n{body}")
        removed = (*foreign.removed, *waiting.converted.removed, *cleaned.removed)
        missing = tuple(self._missing(waiting, names))
        notices = (*foreign.notices, *waiting.converted.notices, *notices, *self._queries(foreign))
        entry = Entry(
            key=waiting.key,
            place=foreign.place,
            file=file,
            kind=foreign.kind,
            title=foreign.title,
            draft=foreign.draft,
            words=self._balance(waiting, cleaned, kind, file),
            removed=tuple((one.what, words_of(one.text).total()) for one in removed),
            changed=cleaned.changed,
            doubts=cleaned.doubts,
            notices=tuple(dict.fromkeys(notices)),
            copied=tuple(beside),
            missing=missing,
        )
        on_web = tuple(one for one in missing if one.startswith(("http://", "https://")))
        below = file.removeprefix(self.config.below_essays)
        known = Known(waiting.key, below, foreign.url, foreign.aliases, foreign.title, on_web)
        return Finished(entry, known, cleaned.text, beside, removed)

    def _inline(self, lang: str) -> Inline:
        return lambda text: self.cleaner.parser.inline(text, lang)[1]

    # -------------------------------------------------------------- pictures

    def _copies(
        self, waiting: Waiting
    ) -> tuple[Mapping[str, str], Mapping[str, bytes], Sequence[str]]:
        """Return the name of the copy of each address, the content of each copy, and notices."""
        names: dict[str, str] = {}
        beside: dict[str, bytes] = {}
        by_member: dict[str, str] = {}
        notices: list[str] = []
        for address, held in waiting.held.items():
            if held.member and held.member in by_member:
                names[address] = by_member[held.member]
                continue
            try:
                content = self.at_hand.read(held)
            except SitegenError as error:
                notices += (f"{one.place}: {one.message}" for one in error.problems)
                continue
            name = file_name(held.member, content, beside)
            names[address] = by_member[held.member] = name
            beside[name] = content
        return names, beside, notices

    def _missing(self, waiting: Waiting, names: Mapping[str, str]) -> Iterator[str]:
        shown = (picture.address for picture in waiting.converted.pictures)
        for address in dict.fromkeys((*shown, waiting.foreign.image)):
            local = waiting.foreign.markup == "markdown" and "//" not in address
            if address and address not in names and not address.startswith("data:") and not local:
                yield address

    def _is_there(self, file: str, beside: Set[str], address: str) -> bool:
        folder = (self.root / file).parent
        return unquote(address) in beside or is_there(self.root, folder, address)

    # -------------------------------------------------------------- front matter

    def _front(self, foreign: Foreign, kind: Kind, file: str, names: Mapping[str, str]) -> Front:
        lang = foreign.lang.replace("_", "-")
        slug = PurePosixPath(file.removesuffix("/index.md").removesuffix(".md")).name
        valid = bool(re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", lang))
        return Front(
            tags=folded_tags(foreign.tags, self._spelled),
            aliases=tuple(self._aliases(foreign, kind, file)),
            lang=lang if valid and lang.lower() != self.config.language.lower() else "",
            image=names.get(foreign.image, foreign.image),
            slug="" if slug == (slug_of(foreign) or slug) else slug,
        )

    def _aliases(self, foreign: Foreign, kind: Kind, file: str) -> Iterator[str]:
        url, slug = (str(foreign.extra.get(key, "")) for key in ("url", "slug"))
        own = _comparable(url_of(file, kind, Meta(url=url, slug=slug), self.config))
        self._claimed.add(own)
        for address in (foreign.url, *foreign.aliases):
            path = "" if "?" in address else old_path(address)
            key = _comparable(path)
            if key and key not in self._claimed:
                self._claimed.add(key)
                yield path

    @staticmethod
    def _queries(foreign: Foreign) -> Iterator[str]:
        if "?" in foreign.url and not foreign.draft:
            parts = parts_of(foreign.url)
            yield f"its old address ends in '?{parts.query}': no file can redirect it"

    # -------------------------------------------------------------- words

    def _balance(self, waiting: Waiting, cleaned: Cleaned, kind: Kind, file: str) -> Balance:
        foreign, converted = waiting.foreign, waiting.converted
        kept = _shown(cleaned.parsed)
        by_format = counted(one.text for one in foreign.removed)
        if foreign.markup == "html":
            source = shown_words(foreign.body, *foreign.notes.values())
        elif foreign.markup == "text":
            source = shown_words(converted.markdown.replace("\\<", "&lt;"))
        elif not cleaned.removed and not cleaned.changed:
            source = kept
        else:
            plain = split(file, kind, f"---\ntitle: x\n---\n\n{converted.markdown}")
            source = _shown(self.cleaner.parser.parse(plain))
        removed = counted(one.text for one in converted.removed) + by_format + cleaned.words
        front = (foreign.title, foreign.summary, foreign.description)
        return balance(source + by_format, kept, removed, front)


def file_of(waiting: Waiting) -> str:
    """Return the file of a text, relative to the collection."""
    return f"{waiting.name}/index.md" if waiting.held else f"{waiting.name}.md"


def _shown(parsed: Parsed) -> Words:
    facts, words = parsed.essay.facts, parsed.words
    return shown_words(words.html, *words.notes) + words_of(facts.title_text)


def old_path(address: str) -> str:
    """Return the path of an old address, as an alias; "" for that of a home page."""
    path = parts_of(address).path
    path = one_line(path if path.startswith("/") else f"/{path}")
    path = quote(path, safe="/-._~!$&'()*+,;=:@%")
    return "" if path.strip("/") in ("", "index.html", "index.php") else path


def _comparable(path: str) -> str:
    return folded(path.strip("/"))


_OF_BLOGS = re.compile(
    r"(?:more(?:-\d+)?|comments?(?:-\d+|-form)?|respond|disqus_thread|top|\.\w+)$"
)
"""Places in a page of a platform, and what Medium adds to see who follows a link."""


@dataclass
class _Resolve:
    """Replaces an address in a text."""

    old: OldAddresses
    names: Mapping[str, str]
    file: str
    is_draft: bool
    notices: list[str] = field(default_factory=list)

    def __call__(self, address: str) -> str | None:
        if name := self.names.get(address):
            return quote_path(name)
        start, mark, fragment = address.partition("#")
        if not start or start.startswith(("mailto:", "data:")):
            return None
        target = self.old.file(start)
        if not target or self._is_held_back(target, start):
            return None
        return relative(target, self.file) + self._place(target, mark + fragment)

    def _place(self, target: str, place: str) -> str:
        """Return the end of an address that names a place in a text; "" if it is not there."""
        name, known = unquote(place[1:]), self.old.places.get(target)
        if not name or _OF_BLOGS.match(name):
            return ""
        if known is None or name in known:
            return place
        self.notices.append(
            f"'#{name}' is not found in the text of a link, which leads to its beginning now"
        )
        return ""

    def _is_held_back(self, target: str, address: str) -> bool:
        # Readers find it on the old site, if they may see it there.
        return target in self.old.drafts and not self.is_draft and "://" in address
