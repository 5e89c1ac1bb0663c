"""The sources as they are now -> the site that is served, replaced whole at each change."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from sitegen import CACHE_FOLDER, SOURCE_FOLDERS
from sitegen.collection.index import Index, Surroundings
from sitegen.collection.tag_index.index import Inline
from sitegen.config.config import NAME, Config
from sitegen.config.site_yaml import read_config
from sitegen.content.visibility import Held, Showing, select
from sitegen.incremental.inputs import BuildRequest
from sitegen.incremental.plan import files_beside, plan_site
from sitegen.model import Essay
from sitegen.problems.errors import Problem, SitegenError, has_error
from sitegen.render.renderer import Renderer, make_renderer
from sitegen.serve.desk.paragraphs import altered
from sitegen.serve.preview.edition import Edition, Standing, faulty
from sitegen.serve.preview.index_updates import Strands, Tied, own_view, retie, tie
from sitegen.serve.preview.stamps import file_stats
from sitegen.serve.preview.texts import LiveTexts, WordsOf
from sitegen.serve.site import Change, Collection, Edited, Found
from sitegen.store.filestat import FileStat, file_stat
from sitegen.text.slugs import quote_path
from sitegen.theme.files import template_files

MOST_RENEWED = 12
"""Pages, those asked for last, that are compared at each change: what readers may have open."""


class _Seen(Struct, frozen=True):
    """What a look saw; equal sights make equal sites."""

    config: Config
    beside: Surroundings
    texts: tuple[Essay, ...]
    inline: Inline
    files: Mapping[str, FileStat]
    """Templates and static files."""

    @property
    def templates(self) -> Mapping[str, FileStat]:
        """The site's own."""
        return {path: at for path, at in self.files.items() if path.startswith("templates/")}


class _Shown(Struct, frozen=True):
    """What is served, and what it was made from."""

    seen: _Seen
    tied: Tied
    templates: Mapping[str, FileStat]
    """As they were for ``renderer``."""
    renderer: Renderer
    edition: Edition


class Preview:
    """A site in memory that follows its sources; the last good one stays while they are broken."""

    def __init__(self, root: Path, showing: Callable[[], Showing], version: int = 1) -> None:
        """``version`` numbers the first site: later than any that open pages may have seen."""
        self._root = root
        self._showing = showing
        self._version = version - 1
        self._texts: LiveTexts | None = None
        self._shown: _Shown | None = None
        self._broken = False
        self._problems: tuple[Problem, ...] = ()
        self._glanced: set[str] = set()
        """Files that were taken in since the last look."""
        self.look()

    @property
    def version(self) -> int:
        """Grows with each change."""
        return self._version

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong now, sorted by place."""
        return self._problems

    @property
    def home(self) -> str:
        """Path of the home page."""
        return f"{self._shown.seen.config.base_path}/" if self._shown else "/"

    @property
    def collection(self) -> Collection | None:
        """What is served, for the editor's desk; None as long as nothing is."""
        if self._shown is None or self._texts is None:
            return None
        texts, config = self._shown.seen.texts, self._shown.seen.config
        held = select(texts, Showing(self._showing().now), config)[1]
        index = self._shown.edition.index
        return Collection(index, texts, held, self._problems, self._texts.digests())

    def get(self, path: str) -> Found | None:
        """Find what stands at a decoded path."""
        return self._shown.edition.get(path) if self._shown else None

    def not_found(self) -> bytes:
        """Give the page for addresses where nothing stands."""
        return self._shown.edition.not_found() if self._shown else faulty(self._problems)

    # ------------------------------------------------------------------ one file

    def glance(self, file: str) -> Change | None:
        """Take in one file that was saved just now, as far as its own page shows it.

        A look has to come after it, which takes in what other pages show of it, and what else
        changed. None where all is left to that look.
        """
        if self._broken or self._shown is None or self._texts is None:
            return None
        path = _named(self._root, file)
        try:
            if path in self._shown.templates:
                return self._restyle(self._shown, path)
            return self._reword(self._shown, self._texts, path)
        except SitegenError:
            return None  # the look tells all that is wrong

    def _restyle(self, shown: _Shown, path: str) -> Change | None:
        """Take in a template, as far as the page shows it that was asked for last."""
        now = file_stat(self._root / path)
        if now is None or now == shown.templates[path]:
            return None
        renderer = self._renderer()
        edition = shown.edition.restyled(renderer)
        pages = _renewed(shown.edition, edition, self.home, 1)
        templates = {**shown.templates, path: now}
        shown = replace(shown, templates=templates, renderer=renderer, edition=edition)
        return self._tell(shown, path, pages, None)

    def _reword(self, shown: _Shown, texts: LiveTexts, path: str) -> Change | None:
        """Take in a text, as far as its own page shows it."""
        before = shown.edition.index.texts.get(path)
        if before is None or before is not texts.get(path) or not (now := texts.glance(path)):
            return None
        if has_error(now.problems):
            return None
        if whole := retie(shown.tied, now):
            # No other page shows what changed: the look finds nothing left to do.
            present = tuple([now if text.path == path else text for text in shown.seen.texts])
            shown = replace(shown, tied=whole, seen=replace(shown.seen, texts=present))
        index = whole.index if whole else own_view(shown.edition.index, now)
        if index is None or now.kind == "theme":
            return None
        old, new = shown.edition, shown.edition.reworded(index, now, texts.words())
        page = unquote(now.card.url)
        pages = (str(now.card.url),) if new.page(page) != old.page(page) else ()
        told = set(self._problems) - set(before.problems)
        self._problems = tuple(sorted(told | set(now.problems)))
        edited = Edited(now.card.url, altered(old.words(path), new.words(path)))
        return self._tell(replace(shown, edition=new), path, pages, edited)

    def _tell(
        self, shown: _Shown, path: str, pages: tuple[str, ...], edited: Edited | None
    ) -> Change:
        self._glanced.add(path)
        # In this order: a page asked for in between is renewed once more, and never missed.
        self._shown = shown
        self._version += 1
        return Change(
            self._version, (path,), pages, edited, css=False, problems=self._problems, replaced=True
        )

    # ------------------------------------------------------------------ everything

    def look(self) -> Change | None:
        """Take in all that changed; None when nothing did that is not told yet."""
        try:
            seen, words = self._see()
            if self._shown and seen == self._shown.seen and not self._broken:
                self._glanced.clear()
                return None
            shown, problems = self._assemble(seen, words)
            old = self._shown.edition if self._shown else None
            pages = _renewed(old, shown.edition, self.home, MOST_RENEWED)
        except SitegenError as error:
            return self._refuse(error.problems)
        return self._accept(shown, problems, pages)

    def _see(self) -> tuple[_Seen, WordsOf]:
        config = read_config(self._root)
        if self._texts is None or self._texts.config != config:
            self._texts = LiveTexts(
                BuildRequest(self._root, config, self._showing(), time.time_ns())
            )
        else:
            self._texts.look()
        texts = self._texts
        files = {
            Path(path).relative_to(self._root).as_posix(): found
            for path, found in file_stats(self._root, ("templates", "static")).items()
        }
        beside = files_beside(self._root, config, texts.tree)
        seen = _Seen(config, beside, texts.essays, texts.inline, files)
        return seen, texts.words()

    def _assemble(self, seen: _Seen, words: WordsOf) -> tuple[_Shown, tuple[Problem, ...]]:
        """Make the site anew; raise SitegenError with all that is wrong where it would not build.

        It is the story that ``build`` tells, up to where pages are written.
        """
        before, now = self._shown, self._showing()
        tied: list[Tied] = []

        def assemble(
            config: Config,
            published: tuple[Essay, ...],
            held: tuple[Held, ...],
            files: Surroundings,
        ) -> Index:
            strands = Strands(config, published, held, files, seen.inline)
            tied.append(tie(strands, before.tied if before else None))
            return tied[0].index

        # No full-text index is made for a preview.
        config = (
            replace(seen.config, search="small") if seen.config.search == "auto" else seen.config
        )
        site = plan_site(self._root, config, now, seen.texts, seen.beside, assemble)
        index = site.index
        problems = [problem for text in seen.texts for problem in text.problems]
        problems += site.problems
        try:
            known = before and before.templates == seen.templates
            renderer = before.renderer if before and known else self._renderer()
        except SitegenError as error:
            raise SitegenError([*problems, *error.problems]) from error
        if has_error(problems):
            raise SitegenError(problems)
        reasons = select(index.texts.values(), Showing(now.now), config)[1]
        why = {held.path: str(held).removeprefix(f"{held.path}: held back: ") for held in reasons}
        files = {path: file for path, (file, _) in site.copies.items()}
        edition = Edition(Standing(index, site.pages, renderer, files, why, words))
        shown = _Shown(seen, tied[0], seen.templates, renderer, edition)
        return shown, tuple(sorted(set(problems)))

    def _renderer(self) -> Renderer:
        return make_renderer(template_files(self._root), self._root / CACHE_FOLDER / "templates")

    def _refuse(self, problems: tuple[Problem, ...]) -> Change | None:
        if self._broken and problems == self._problems:
            return None
        self._broken, self._problems = True, problems
        sources = tuple(sorted({problem.place.path for problem in problems}))
        return Change(
            self._version, sources, (), None, css=False, problems=problems, replaced=False
        )

    def _accept(
        self, shown: _Shown, problems: tuple[Problem, ...], pages: tuple[str, ...]
    ) -> Change | None:
        before, self._shown = self._shown, shown
        differing = _different(before.seen, shown.seen) if before else ()
        sources = tuple(path for path in differing if path not in self._glanced)
        self._glanced.clear()
        if differing and not (sources or pages or self._broken or problems != self._problems):
            return None  # a glance told it all
        self._broken, self._problems = False, problems
        self._version += 1
        edited = self._edited(before.edition, shown.edition, sources) if before else None
        changed = tuple(dict.fromkeys([*pages, *([edited.url] if edited else [])]))
        css = any(path.endswith(".css") for path in sources)
        return Change(self._version, sources, changed, edited, css, problems, replaced=True)

    def _edited(self, before: Edition, now: Edition, sources: tuple[str, ...]) -> Edited | None:
        """Choose the text that was saved last."""
        texts = now.index.texts
        here = [path for path in sources if path in texts]
        if not here:
            return None
        latest = max(here, key=lambda path: _modified(self._root / path))
        return Edited(texts[latest].card.url, altered(before.words(latest), now.words(latest)))


def _named(root: Path, file: str) -> str:
    """Name a file as its site does, where folders may be links; "" for a file of none of them."""
    for folder in SOURCE_FOLDERS:
        real = os.path.realpath(root / folder) + os.sep
        if file.startswith(real):
            return f"{folder}/{file.removeprefix(real).replace(os.sep, '/')}"
    return ""


def _renewed(old: Edition | None, new: Edition, home: str, most: int) -> tuple[str, ...]:
    """Make the pages anew that readers may have open, and name those that differ.

    A mistake that shows only while a template is filled raises SitegenError here.
    """
    recent = old.recent(most) if old else {home: b""}
    # The one asked for last is made last, so that the new edition names it first, too.
    differing = [path for path, page in [*recent.items()][::-1] if new.remade(path) != page]
    return tuple(quote_path(path) for path in differing[::-1])


def _different(before: _Seen, now: _Seen) -> tuple[str, ...]:
    """Name the files of which two looks saw something else."""
    texts = {text.path: text for text in before.texts}
    present = {text.path: text for text in now.texts}
    both = ((path, texts.get(path), text) for path, text in present.items())
    differing = {path for path, old, new in both if old is not new and old != new}
    differing |= texts.keys() - present.keys()
    differing |= {path for path, _ in set(before.files.items()) ^ set(now.files.items())}
    differing |= set(before.beside.tree.assets) ^ set(now.beside.tree.assets)
    return tuple(sorted(differing | ({NAME} if before.config != now.config else set())))


def _modified(file: Path) -> int:
    stat = file_stat(file)
    return stat[1] if stat else 0
