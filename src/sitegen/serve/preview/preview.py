"""Sources -> the site that is served; an update replaces it as a whole."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from sitegen import THEME_FOLDERS
from sitegen.config.config import Config
from sitegen.config.site_yaml import read_config
from sitegen.content.visibility import Showing, select
from sitegen.incremental.inputs import BuildRequest
from sitegen.incremental.plan import files_beside, plan_site
from sitegen.problems.errors import Problem, SitegenError, has_error
from sitegen.render.renderer import Renderer, make_renderer
from sitegen.serve.preview.edition import Edition, error_page
from sitegen.serve.preview.index_updates import (
    LiveIndex,
    for_own_page,
    update_index,
    with_new_words,
)
from sitegen.serve.preview.sources import Scope, Sources, changed_files, file_stats, scope_of
from sitegen.serve.preview.texts import LiveTexts
from sitegen.serve.preview.word_list import WordList
from sitegen.serve.site import Change, Collection, Edit, Resource
from sitegen.store.filestat import FileStat, file_stat
from sitegen.theme.files import template_files

MOST_RENEWED = 12
"""Pages, those requested last, that are compared at each update: readers may have them open."""

_COLLECTED = ("theme", "path", "author")
"""Kinds of text whose pages show more than the text."""


class _State(Struct, frozen=True):
    """The served edition, and the sources that it was made from."""

    sources: Sources
    index: LiveIndex
    """Right for all pages; the edition's may be right only for the page of a text just saved."""
    templates: Mapping[str, FileStat]
    """As they were for the edition's renderer."""
    edition: Edition


class Preview:
    """A site in memory that follows its sources; while they are broken, the last good one stays."""

    def __init__(self, root: Path, showing: Callable[[], Showing], version: int = 1) -> None:
        """``version`` is the number of the first site: later than any that open pages know."""
        self._root = root
        self._showing = showing
        self.version = version - 1
        """Number that grows with each change."""
        self._config = Config()
        self._texts: LiveTexts | None = None
        self._word_list = WordList()
        self._state: _State | None = None
        self._broken = False
        self.problems: tuple[Problem, ...] = ()
        """All current problems, sorted by place."""
        self._shown_files: set[str] = set()
        """Files that ``update_file`` showed since the last update."""
        self.update()

    @property
    def home(self) -> str:
        """Path of the home page."""
        return f"{self._state.sources.config.base_path}/" if self._state else "/"

    @property
    def collection(self) -> Collection | None:
        """The state of the sources that are served; None while there are none."""
        if self._state is None:
            return None
        sources = self._state.sources
        held = select(sources.texts, Showing(self._showing().now), sources.config)[1]
        return Collection(self._state.edition.index, sources.texts, held, self.problems)

    def scope(self) -> Scope:
        """Return what the site is made from, by the last settings that could be read."""
        return scope_of(self._root, self._config)

    def get(self, path: str) -> Resource | None:
        """Return the answer for a decoded path."""
        return self._state.edition.get(path) if self._state else None

    def not_found(self) -> bytes:
        """Return the page for unknown addresses."""
        return self._state.edition.not_found() if self._state else error_page(self.problems)

    # ------------------------------------------------------------------ one file

    def update_file(self, file: str) -> Change | None:
        """Show one file that was saved just now on its own page.

        An update has to follow, for what other pages show of the file and for all other changes.
        Return None if everything is left to that update.
        """
        if self._broken or self._state is None or self._texts is None:
            return None
        path = self.scope().path(file)
        try:
            if path in self._state.templates:
                return self._update_template(self._state, path)
            return self._update_text(self._state, self._texts, path)
        except SitegenError:
            return None  # the update reports all problems

    def _update_template(self, state: _State, path: str) -> Change | None:
        """Show a template on the page that was requested last."""
        now = file_stat(self._root / path)
        if now is None or now == state.templates[path]:
            return None
        edition = state.edition.with_renderer(self._renderer())
        pages = edition.changed_pages(state.edition.recent(1))
        templates = {**state.templates, path: now}
        return self._show(replace(state, templates=templates, edition=edition), path, pages)

    def _update_text(self, state: _State, texts: LiveTexts, path: str) -> Change | None:
        """Show a text on its own page."""
        old = state.edition
        before = old.index.texts.get(path)
        now = texts.update_file(path) if before and before is texts.essays.get(path) else None
        if not (before and now) or has_error(now.problems) or now.kind in _COLLECTED:
            return None
        if old.index.others:  # the page may be in another language than ``plan_text`` knows
            return None
        if whole := with_new_words(state.index, [now]):
            # No other page shows what changed: the next update finds nothing left to do.
            present = tuple([now if text.path == path else text for text in state.sources.texts])
            sources = replace(state.sources, texts=present)
            state = replace(state, index=whole, sources=sources)
        index = whole or for_own_page(old.index, now)
        if index is None:
            return None
        new = old.with_text(index, now, texts.words())
        page = unquote(now.card.url)
        pages = new.changed_pages({page: old.page(page)})
        self.problems = tuple(sorted({*self.problems} - {*before.problems} | {*now.problems}))
        return self._show(replace(state, edition=new), path, pages, new.edit_since(old, path))

    def _show(
        self, state: _State, path: str, pages: tuple[str, ...], edit: Edit | None = None
    ) -> Change:
        self._shown_files.add(path)
        # In this order: a page requested in between is renewed once more, and never missed.
        self._state = state
        self.version += 1
        return Change(self.version, (path,), self.problems, pages, edit)

    # ------------------------------------------------------------------ everything

    def update(self) -> Change | None:
        """Read all that changed; return None if there is nothing new to report."""
        try:
            texts, sources = self._read()
            if self._state and sources == self._state.sources and not self._broken:
                self._shown_files.clear()
                return None
            state, problems = self._plan(sources, texts)
            recent = self._state.edition.recent(MOST_RENEWED) if self._state else {self.home: b""}
            pages = state.edition.changed_pages(recent)
        except SitegenError as error:
            return self._refuse(error.problems)
        return self._replace(state, problems, pages)

    def _read(self) -> tuple[LiveTexts, Sources]:
        config = self._config = read_config(self._root)
        texts = self._texts
        if texts is None or texts.config != config:
            request = BuildRequest(self._root, config, self._showing(), time.time_ns())
            texts = self._texts = LiveTexts(request)
        else:
            texts.update()
        files = file_stats(self._root, THEME_FOLDERS)
        surroundings = files_beside(self._root, config, texts.tree)
        return texts, Sources(config, tuple(texts.essays.values()), surroundings, files)

    def _plan(self, sources: Sources, texts: LiveTexts) -> tuple[_State, tuple[Problem, ...]]:
        """Plan the site again, as ``build`` does; raise SitegenError with all that is wrong."""
        before, showing, config = self._state, self._showing(), sources.config
        if config.search != "off":  # one file is made sooner
            config = replace(config, search="small")
        assemble = partial(update_index, before.index if before else None, texts.inline)
        files = sources.surroundings
        site = plan_site(self._root, config, showing, sources.texts, files, assemble)
        problems = [problem for text in sources.texts for problem in text.problems]
        problems += site.problems
        templates = sources.templates
        try:
            is_same = before and before.templates == templates
            renderer = before.edition.renderer if before and is_same else self._renderer()
        except SitegenError as error:
            raise SitegenError([*problems, *error.problems]) from error
        if has_error(problems):
            raise SitegenError(problems)
        reasons = select(site.index.texts.values(), Showing(showing.now), config)[1]
        held = {text.path: str(text).removeprefix(f"{text.path}: held back: ") for text in reasons}
        edition = Edition(site, renderer, held, texts.words(), self._word_list)
        assert isinstance(site.index, LiveIndex)  # noqa: S101 (made by ``update_index``)
        return _State(sources, site.index, templates, edition), tuple(sorted(set(problems)))

    def _renderer(self) -> Renderer:
        return make_renderer(template_files(self._root))

    def _refuse(self, problems: tuple[Problem, ...]) -> Change | None:
        if self._broken and problems == self.problems:
            return None
        self._broken, self.problems = True, problems
        sources = tuple(sorted({problem.place.path for problem in problems}))
        return Change(self.version, sources, problems, replaced=False)

    def _replace(
        self, state: _State, problems: tuple[Problem, ...], pages: tuple[str, ...]
    ) -> Change | None:
        before, self._state = self._state, state
        files: tuple[str, ...] = ()
        if before:
            published = {*before.edition.index.files, *state.edition.index.files}
            files = changed_files(before.sources, state.sources, published)
        sources = tuple(path for path in files if path not in self._shown_files)
        self._shown_files.clear()
        if before and not (sources or pages or self._broken or problems != self.problems):
            return None  # ``update_file`` showed everything, or no page has what changed
        self._broken, self.problems = False, problems
        self.version += 1
        edit = self._last_edit(before.edition, state.edition, sources) if before else None
        pages = tuple(dict.fromkeys([*pages, edit.url])) if edit else pages
        css = any(path.endswith(".css") for path in sources)
        return Change(self.version, sources, problems, pages, edit, css)

    def _last_edit(self, before: Edition, now: Edition, sources: tuple[str, ...]) -> Edit | None:
        """Return the edit of the text that was saved last."""
        stats = {path: file_stat(self._root / path) for path in sources if path in now.index.texts}
        times = {path: stat[1] for path, stat in stats.items() if stat}
        return now.edit_since(before, max(times, key=times.__getitem__)) if times else None
