"""Views -> files of the site, each rendered again only if its view or a template changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial

from msgspec import Struct
from msgspec.structs import replace

from sitegen.incremental.state import PageMemory, State, Summary
from sitegen.incremental.templates import Rendered, RenderJob, Templates
from sitegen.incremental.texts import Texts
from sitegen.incremental.why import PageContext, dependencies, why_made
from sitegen.model import Words
from sitegen.output.stage import Placed, Stage
from sitegen.problems.errors import Place, Problem, SitegenError, fail
from sitegen.store.codec import SIZE, encode, fingerprint, recall
from sitegen.store.packs import Packs
from sitegen.views.cards import card_path
from sitegen.views.filling import fetching, filled, texts_of, with_fingerprints
from sitegen.views.parts import Site, Text
from sitegen.views.types import Page, View, any_view
from sitegen.workers.parallel import Pending, Work, Workers


class PageJob(Struct, frozen=True):
    """A file to render, unless it is published already."""

    path: str
    template: str
    """Name of the template; "" for what ``feeds`` writes."""
    source: str
    view: Callable[[], View]
    fingerprint: bytes = b""
    """Fingerprint of the view, if the view is known to be unchanged."""


class BuildPlan(Struct, frozen=True):
    """All files that a build will publish."""

    jobs: tuple[PageJob, ...]
    copies: Mapping[str, str]
    """Path in the output -> the file that is copied there."""
    summary: Summary

    @property
    def templates(self) -> frozenset[str]:
        """The templates that pages are rendered with."""
        return frozenset(job.template for job in self.jobs if job.template)


def last_plan(texts: Texts, packs: Packs) -> BuildPlan:
    """Return the plan of the last build, if only words of texts and templates changed since."""
    known = texts.known
    changed = {path: texts.memories[path].fingerprint for path in texts.fresh}
    jobs = []
    for path, page in known.pages.items():
        view = partial(_view_again, packs, page, known.summary, changed)
        same = b"" if any(text in changed for text in page.texts) else page.key[-SIZE:]
        jobs.append(PageJob(path, page.template, page.source, view, same))
    copies = {path: copy.file for path, copy in known.copies.items()}
    return BuildPlan(tuple(jobs), copies, known.summary)


def _view_again(
    packs: Packs, page: PageMemory, summary: Summary, changed: Mapping[str, bytes]
) -> View:
    view = with_fingerprints(_recall(packs, page), changed)
    if not isinstance(view, Page):
        return view
    return replace(view, site=summary.sites.get(view.site.language, summary.site))


def _recall(packs: Packs, page: PageMemory) -> View:
    return recall(packs.read(page.view), any_view())


def _card(view: View) -> tuple[str, str]:
    card = view.head.card if isinstance(view, Page) else None
    return (card_path(card), card.picture) if card else ("", "")


def _bare(view: View, summary: Summary) -> View:
    """Leave out what all pages in a language show of the site."""
    if not isinstance(view, Page):
        return view
    language = view.site.language
    return replace(view, site=Site(language=language if language in summary.sites else ""))


class PageFile(Struct, frozen=True):
    """A rendered file."""

    path: str
    memory: PageMemory
    placed: Placed | None = None
    """None if the published file is right as it is."""


class PageBuilder(Struct, frozen=True, dict=True):
    """Renders the pages of a site. A worker process has a copy of it."""

    packs: Packs
    texts: Texts
    summary: Summary
    templates: Templates

    def build(self, stage: Stage, jobs: Sequence[PageJob], workers: Workers) -> dict[str, PageFile]:
        """Put all pages on the stage, in the order of the jobs; raise all problems of templates."""
        pages = {job.path: self._published(stage, job) for job in jobs}
        stale = [job for job in jobs if pages[job.path] is None]
        self.templates.load({job.template for job in stale} - {""})
        wrong: list[SitegenError] = []
        workers.progress("writing", 0, len(stale))
        work = self._work(stage)
        for number, page in enumerate(workers.run("writing", work, stale), 1):
            if isinstance(page, SitegenError):
                wrong.append(page)
            else:
                pages[page.path] = page
            workers.progress("writing", number, len(stale))
        if wrong:
            raise SitegenError(_once(wrong))
        built = {path: page for path, page in pages.items() if page}
        for path, page in built.items():
            stage.record(page.placed or Placed(path, page.memory.digest, changed=False))
        return built

    def check(self, jobs: Sequence[PageJob], workers: Workers) -> Iterable[Problem]:
        """Find what is wrong in templates, by pages that the last build has not rendered."""
        found = workers.run("writing", Work(self._rehearse, self.templates.renderer), jobs)
        return _once(page for page in found if isinstance(page, SitegenError))

    def rendered(self, jobs: Sequence[PageJob], workers: Workers) -> Iterator[tuple[str, bytes]]:
        """Render pages that the last build has not rendered: path and content of each."""
        found = workers.run("writing", Work(self._rehearse, self.templates.renderer), jobs)
        for job, page in zip(jobs, found, strict=True):
            if isinstance(page, str) and page:
                yield job.path, page.encode()

    def _rehearse(self, job: PageJob) -> Rendered | Pending[RenderJob, Rendered, Rendered]:
        view = job.view()
        known = self._known.pages.get(job.path)
        if known and known.key == self._key(job, fingerprint(encode(_bare(view, self.summary)))):
            return ""
        return Pending(RenderJob(job.template, filled(view, self._with_words)), lambda text: text)

    def _work(self, stage: Stage) -> Work[PageJob, RenderJob, Rendered, PageFile | SitegenError]:
        return Work(partial(self._begin, stage), self.templates.renderer)

    def _published(self, stage: Stage, job: PageJob) -> PageFile | None:
        """Return a page that is published as it should be; None if that is not yet known."""
        if not job.fingerprint:
            return None
        return self._page_of(stage, job, self._key(job, job.fingerprint))

    def _page_of(self, stage: Stage, job: PageJob, key: bytes) -> PageFile | None:
        known = self._known.pages.get(job.path)
        if known is None or known.key != key or stage.on_disk.get(job.path, ()) != known.stat:
            return None
        return PageFile(job.path, known)

    def _key(self, job: PageJob, view: bytes) -> bytes:
        return self._surroundings(job.template) + view if job.template else view

    @cached_property
    def _surroundings(self) -> Callable[[str], bytes]:
        """Template -> fingerprint of all that its pages depend on, except their views."""
        site = fingerprint(encode((self.summary.site, self.summary.sites)))
        return cache(lambda name: fingerprint(self.templates.memory.fingerprint(name), site))

    @property
    def _known(self) -> State:
        return self.texts.known

    @cached_property
    def _with_words(self) -> Callable[[Text], Text]:
        return fetching(self.words_of)

    def view_of(self, page: PageFile) -> View:
        """Recall the view of a page, without words and without what all pages show."""
        return _recall(self.packs, page.memory)

    def words_of(self, path: str) -> Words:
        """Recall the words of a text."""
        return recall(self.packs.read(self.texts.memories[path].words), Words)

    def _begin(
        self, stage: Stage, job: PageJob
    ) -> PageFile | SitegenError | Pending[RenderJob, Rendered, PageFile | SitegenError]:
        view = job.view()
        blob = b"" if job.fingerprint else encode(_bare(view, self.summary))
        key = self._key(job, job.fingerprint or fingerprint(blob))
        if page := self._page_of(stage, job, key):
            return page
        finish = partial(self._finish, stage, job, (view, key, blob))
        return Pending(RenderJob(job.template, filled(view, self._with_words)), finish)

    def _finish(
        self, stage: Stage, job: PageJob, made: tuple[View, bytes, bytes], text: Rendered
    ) -> PageFile | SitegenError:
        if isinstance(text, SitegenError):
            return text
        view, key, blob = made
        placed = stage.place(job.path, text.encode())
        known = self._known.pages.get(job.path)
        same = known and known.key.endswith(key[-SIZE:])
        ref = known.view if known and same else self.packs.write(blob)
        facts = ref, texts_of(view), _card(view)
        memory = PageMemory(job.template, job.source, key, placed.digest, None, *facts)
        return PageFile(job.path, memory, placed)

    def explain(self, pages: Mapping[str, PageFile], asked: str | None) -> tuple[str, ...]:
        """Explain why pages were rendered, or list what the page in question depends on."""
        if asked is None:
            return ()
        if asked:
            return (self._dependencies(pages, asked),)
        return tuple(f"{page.path}: {self._why(page)}" for page in pages.values() if page.placed)

    def _why(self, page: PageFile) -> str:
        known = self._known.pages.get(page.path)
        if known is None:
            return "it is new"
        views = _recall(self.packs, known), _recall(self.packs, page.memory)
        was = PageContext(self._known.templates, self._known.summary.site)
        now = PageContext(self.templates.memory, self.summary.site)
        return why_made(known, views, (was, now))

    def _dependencies(self, pages: Mapping[str, PageFile], asked: str) -> str:
        """List all that one page depends on."""
        path = next(
            (name for name in (asked, f"{asked.strip('/')}/index.html") if name in pages), ""
        )
        if not path:
            raise fail(
                Place(asked), "E913", f"page '{asked}' not found", "write its address or path"
            )
        page = pages[path].memory
        return dependencies(path, page, _recall(self.packs, page), self.templates.memory)


def _once(errors: Iterable[SitegenError]) -> Iterable[Problem]:
    """Return each problem of templates once, however many pages have it."""
    found: dict[tuple[Place, str], Problem] = {}
    for error in errors:
        for problem in error.problems:
            found.setdefault((problem.place, problem.code), problem)
    return found.values()
