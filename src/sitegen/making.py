"""Views -> files of the site, each made anew only if its view or a template of it changed."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial

from msgspec import Struct
from msgspec.structs import replace

from sitegen import feeds
from sitegen.cache.codec import encode, fingerprint, recall
from sitegen.cache.packs import Packs
from sitegen.cache.state import PageMemory, State, Summary
from sitegen.errors import SitegenError
from sitegen.model import Words
from sitegen.reasons import Cause, why_made
from sitegen.styling import Styling
from sitegen.views.filling import filled, filling, renewed, texts_of
from sitegen.views.types import NO_SITE, Data, Site, Text, View
from sitegen.write import Placed, Stage


class Job(Struct, frozen=True):
    """A file to make, if need be."""

    path: str
    template: str
    """Name of the template; "" for what ``feeds`` writes."""
    source: str
    view: Callable[[], View]


class Planned(Struct, frozen=True):
    """What the site is to be."""

    jobs: tuple[Job, ...]
    """Every file that is rendered."""
    copies: Mapping[str, str]
    """Path in the output -> the file that it is a copy of."""
    sources: Mapping[str, str]
    """Path in the output of such a copy -> what its owner calls the original."""
    site: Site
    summary: Summary
    window: tuple[float, float]
    anchored: frozenset[str]
    """Texts to whose paragraphs or headings some link leads."""


class Made(Struct, frozen=True):
    """A file that stands as it should."""

    path: str
    memory: PageMemory
    placed: Placed | None
    """None where the published file is right as it is."""
    why: str = ""
    """What changed, where somebody wants to know."""


@dataclass(frozen=True)
class Maker:
    """Makes files from views. A worker process has a copy of it."""

    stage: Stage
    packs: Packs
    known: State
    site: Site
    site_print: bytes
    styling: Styling
    curious: bool = False
    """Whether somebody wants to know why a file is made."""

    @cached_property
    def _fetched(self) -> Callable[[Text], Text]:
        return filling(self._words_of)

    @cached_property
    def _style_print(self) -> Callable[[str], bytes]:
        return cache(self.styling.memory.print)

    def make(self, job: Job) -> Made | SitegenError:
        """Make one file; what is wrong with its template comes back."""
        view = job.view()
        blob = encode(_Kept(_bare(view)))
        key = self._key(job.template, view, blob)
        known = self.known.pages.get(job.path)
        same = known is not None and known.key == key
        if known and same and self.stage.standing.get(job.path, ()) == known.sign:
            return Made(job.path, known, None)
        try:
            text = self._render(job.template, filled(view, self._fetched))
        except SitegenError as error:
            return error
        placed = self.stage.place(job.path, text.encode())
        ref = known.view if known and same else self.packs.write(blob)
        memory = PageMemory(job.template, job.source, key, placed.digest, None, ref, texts_of(view))
        return Made(job.path, memory, placed, self._why(known, view) if self.curious else "")

    def _why(self, known: PageMemory | None, view: View) -> str:
        if known is None:
            return "it is new"
        old = self.recall(known)
        was = Cause(self.known.templates, self.known.site)
        now = Cause(self.styling.memory, self.site)
        return why_made(known, (old, _bare(view)), (was, now))

    def recall(self, page: PageMemory) -> View:
        """Give the view of a page as it was last made."""
        return recall(self.packs.read(page.view), _Kept).view

    def _key(self, template: str, view: View, blob: bytes) -> bytes:
        if isinstance(view, Data):
            return fingerprint(blob)
        return fingerprint(self._style_print(template), self.site_print, blob)

    def _render(self, template: str, view: View) -> str:
        if isinstance(view, Data):
            return feeds.write(view)
        return self.styling.renderer().render(template, view)

    def _words_of(self, path: str) -> Words:
        return recall(self.packs.read(self.known.texts[path].words), Words)

    def jobs_again(self, changed: Collection[str]) -> Iterator[Job]:
        """Find the files to make when nothing moved but words, templates and published files.

        ``changed`` names the texts whose words did.
        """
        prints = {path: self.known.texts[path].print for path in changed}
        names = {page.template for page in self.known.pages.values()}
        before, now = self.known.templates, self.styling.memory
        restyled = {name for name in names if before.print(name) != now.print(name)}
        for path, page in self.known.pages.items():
            if (
                page.template in restyled
                or not prints.keys().isdisjoint(page.texts)
                or self.stage.standing.get(path, ()) != page.sign
            ):
                view = partial(self._view_again, page, prints)
                yield Job(path, page.template, page.source, view)

    def _view_again(self, page: PageMemory, prints: Mapping[str, bytes]) -> View:
        view = renewed(self.recall(page), prints)
        return view if isinstance(view, Data) else replace(view, site=self.site)


class _Kept(Struct, frozen=True):
    view: View


def _bare(view: View) -> View:
    return view if isinstance(view, Data) else replace(view, site=NO_SITE)
