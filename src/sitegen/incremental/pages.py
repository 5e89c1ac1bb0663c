"""Views -> files of the site, each made anew only if its view or a template of it changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property, partial

from msgspec import Struct
from msgspec.structs import replace

from sitegen.incremental.state import PageMemory, State, Summary
from sitegen.incremental.templates import Sheet, Styling
from sitegen.incremental.why import Cause, why_made
from sitegen.model import Words
from sitegen.output.stage import Placed, Stage
from sitegen.problems.errors import SitegenError
from sitegen.store.codec import SIZE, encode, fingerprint, recall
from sitegen.store.packs import Packs, Ref
from sitegen.views.filling import fetching, filled, texts_of, with_fingerprints
from sitegen.views.parts import NO_SITE, Site, Text
from sitegen.views.types import Data, Findable, Page, View, any_view
from sitegen.workers.parallel import Asked, Work


class Job(Struct, frozen=True):
    """A file to make, if need be."""

    path: str
    template: str
    """Name of the template; "" for what ``feeds`` writes."""
    source: str
    view: Callable[[], View]
    fingerprint: bytes = b""
    """Fingerprint of the view, where it is known to be what it was."""


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
    findable: tuple[Findable, ...] = ()
    """Texts of the full index; none where there is no such index."""


class Made(Struct, frozen=True):
    """A file that stands as it should."""

    path: str
    memory: PageMemory
    placed: Placed | None
    """None where the published file is right as it is."""
    why: str = ""
    """What changed, where somebody wants to know."""


class Maker(Struct, frozen=True, dict=True):
    """Makes files from views. A worker process has a copy of it."""

    stage: Stage
    packs: Packs
    known: State
    site: Site
    site_fingerprint: bytes
    styling: Styling
    curious: bool = False
    """Whether somebody wants to know why a file is made."""

    @cached_property
    def _fetched(self) -> Callable[[Text], Text]:
        return fetching(self.words_of)

    @cached_property
    def _surroundings(self) -> Callable[[str], bytes]:
        """Fingerprint all that a page is made of but for its view, by its template."""
        return cache(
            lambda name: fingerprint(self.styling.memory.fingerprint(name), self.site_fingerprint)
        )

    def ready(self, templates: Iterable[str]) -> None:
        """Load templates and all that they draw on, so that no process does it for itself."""
        closures = self.styling.memory.closures
        names = dict.fromkeys(each for name in sorted(templates) for each in closures[name])
        self.styling.rendering.renderer().ready(names)

    @property
    def work(self) -> "Work[Job, Sheet, str | SitegenError, Made | SitegenError]":
        """How a file is made; what is wrong with its template comes back."""
        return Work(self._look_at, self.styling.rendering)

    def _look_at(
        self, job: Job
    ) -> "Made | SitegenError | Asked[Sheet, str | SitegenError, Made | SitegenError]":
        view = job.view()
        blob = b"" if job.fingerprint else encode(_bare(view))
        around = b"" if isinstance(view, Data) else self._surroundings(job.template)
        key = around + (job.fingerprint or fingerprint(blob))
        known = self.known.pages.get(job.path)
        if known and known.key == key and self.stage.standing.get(job.path, ()) == known.sign:
            return Made(job.path, known, None)
        sheet = Sheet(job.template, filled(view, self._fetched))
        ref = known.view if known and known.key.endswith(key[-SIZE:]) else None
        return Asked(sheet, partial(self._keep, job, view, _Fresh(key, blob, ref)))

    def _keep(
        self, job: Job, view: View, fresh: "_Fresh", text: str | SitegenError
    ) -> Made | SitegenError:
        if isinstance(text, SitegenError):
            return text
        placed = self.stage.place(job.path, text.encode())
        ref = fresh.ref or self.packs.write(fresh.blob)
        memory = PageMemory(
            job.template, job.source, fresh.key, placed.digest, None, ref, texts_of(view)
        )
        known = self.known.pages.get(job.path)
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
        return recall(self.packs.read(page.view), any_view())

    def words_of(self, path: str) -> Words:
        """Give the words of a text."""
        return recall(self.packs.read(self.known.texts[path].words), Words)

    def jobs_again(self, changed: Collection[str]) -> Iterator[Job]:
        """Find the files to make when nothing moved but words, templates and published files.

        ``changed`` names the texts whose words did.
        """
        fingerprints = {path: self.known.texts[path].fingerprint for path in changed}
        names = {page.template for page in self.known.pages.values()}
        before, now = self.known.templates, self.styling.memory
        restyled = {name for name in names if before.fingerprint(name) != now.fingerprint(name)}
        for path, page in self.known.pages.items():
            reworded = not fingerprints.keys().isdisjoint(page.texts)
            if (
                reworded
                or page.template in restyled
                or self.stage.standing.get(path, ()) != page.sign
            ):
                view = partial(self._view_again, page, fingerprints)
                same = b"" if reworded else page.key[-SIZE:]
                yield Job(path, page.template, page.source, view, same)

    def _view_again(self, page: PageMemory, fingerprints: Mapping[str, bytes]) -> View:
        view = with_fingerprints(self.recall(page), fingerprints)
        return replace(view, site=self.site) if isinstance(view, Page) else view


class _Fresh(Struct, frozen=True):
    """How the view of a file that is being made will be remembered."""

    key: bytes
    blob: bytes
    ref: Ref | None
    """Where it is remembered already."""


def _bare(view: View) -> View:
    return replace(view, site=NO_SITE) if isinstance(view, Page) else view
