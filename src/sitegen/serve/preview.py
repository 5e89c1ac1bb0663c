"""The sources as they are now -> the site that is served, replaced whole at each change."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from sitegen.addresses import apart, collisions
from sitegen.assets import Assets, load_assets
from sitegen.config import NAME, Config, read_config
from sitegen.errors import Problem, SitegenError
from sitegen.index import Index, Surroundings
from sitegen.loader import Tree
from sitegen.model import Body, Essay, Html
from sitegen.renderer import Renderer, make_renderer
from sitegen.serve.edition import Edition, Standing, faulty
from sitegen.serve.paragraphs import altered
from sitegen.serve.site import Change, Edited, Found
from sitegen.serve.stamps import Stamp, stamp, stamps
from sitegen.serve.texts import Texts
from sitegen.serve.tied import Strands, Tied, tie
from sitegen.slugs import quote_path
from sitegen.tag_index import Inline
from sitegen.theme import TemplateFiles, dressed, theme_folders
from sitegen.visibility import Showing, select

MOST_RENEWED = 12
"""Pages, those asked for last, that are compared at each change: what readers may have open."""


class _Seen(Struct, frozen=True):
    """What a look saw; equal sights make equal sites."""

    config: Config
    tree: Tree
    texts: tuple[Essay, ...]
    inline: Inline
    files: Mapping[str, Stamp]
    """Templates and static files."""
    assets: Assets


class Preview:
    """A site in memory that follows its sources; the last good one stays while they are broken."""

    def __init__(self, root: Path, showing: Callable[[], Showing], version: int = 1) -> None:
        """``version`` numbers the first site: later than any that open pages may have seen."""
        self._root = root
        self._showing = showing
        self._version = version - 1
        self._seen: _Seen | None = None
        self._broken = False
        self._texts: tuple[Config, Texts] | None = None
        self._templates: tuple[Mapping[str, Stamp], Renderer] | None = None
        self._tied: Tied | None = None
        self._edition: Edition | None = None
        self._problems: tuple[Problem, ...] = ()
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
        return f"{self._seen.config.base_path}/" if self._seen else "/"

    def get(self, path: str) -> Found | None:
        """Find what stands at a decoded path."""
        return self._edition.get(path) if self._edition else None

    def not_found(self) -> bytes:
        """Give the page for addresses where nothing stands."""
        return self._edition.not_found() if self._edition else faulty(self._problems)

    def look(self) -> Change | None:
        """Take in what changed; None when nothing did."""
        try:
            seen = self._see()
            if seen == self._seen and not self._broken:
                return None
            edition, problems = self._assemble(seen)
            pages = _renewed(self._edition, edition, self.home)
        except SitegenError as error:
            return self._refuse(error.problems)
        return self._accept(seen, edition, problems, pages)

    def _see(self) -> _Seen:
        config = read_config(self._root)
        if self._texts is None or self._texts[0] != config:
            self._texts = config, Texts(self._root, config)
        else:
            self._texts[1].look()
        texts = self._texts[1]
        assets = load_assets((self._root / "static", theme_folders("static")), config)
        files = {
            Path(path).relative_to(self._root).as_posix(): found
            for path, found in stamps(self._root, ("templates", "static")).items()
        }
        return _Seen(config, texts.tree, texts.essays, texts.inline, files, assets)

    def _assemble(self, seen: _Seen) -> tuple[Edition, tuple[Problem, ...]]:
        """Make the site anew; raise SitegenError with all that is wrong where it would not build.

        It is the story that ``build`` tells, up to where pages are written.
        """
        config, root = seen.config, self._root
        texts, doubles = apart(seen.texts)
        texts, undressed = dressed(texts, _templates(root))
        showing = self._showing()
        published, held = select(texts, showing, config)
        files = Surroundings(seen.tree, seen.assets)
        self._tied = tie(Strands(config, published, held, files, seen.inline), self._tied)
        index = self._tied.index
        problems = [problem for text in texts for problem in text.problems]
        problems += [*doubles, *undressed, *seen.tree.problems, *seen.assets.problems]
        problems += index.problems
        renderer = self._renderer(seen.files, problems)
        reasons = select(published, Showing(showing.now), config)[1]
        standing = Standing(
            index,
            renderer,
            _files(root, index),
            {held.path: str(held).removeprefix(f"{held.path}: held back: ") for held in reasons},
        )
        edition = Edition(standing)
        problems += collisions((*edition.claims, *_claims(index)))
        if any(problem.severity == "error" for problem in problems):
            raise SitegenError(problems)
        return edition, tuple(sorted(set(problems)))

    def _renderer(self, files: Mapping[str, Stamp], problems: list[Problem]) -> Renderer:
        """Prepare the templates, unless they are as they were."""
        own = {path: found for path, found in files.items() if path.startswith("templates/")}
        if self._templates is None or self._templates[0] != own:
            try:
                self._templates = own, make_renderer(_templates(self._root))
            except SitegenError as error:
                raise SitegenError([*problems, *error.problems]) from error
        return self._templates[1]

    def _refuse(self, problems: tuple[Problem, ...]) -> Change | None:
        if self._broken and problems == self._problems:
            return None
        self._broken, self._problems = True, problems
        sources = tuple(sorted({problem.place.path for problem in problems}))
        return Change(
            self._version, sources, (), None, css=False, problems=problems, replaced=False
        )

    def _accept(
        self,
        seen: _Seen,
        edition: Edition,
        problems: tuple[Problem, ...],
        pages: tuple[str, ...],
    ) -> Change:
        before, self._seen = self._seen, seen
        self._broken, self._problems = False, problems
        # In this order: a page asked for in between is renewed once more, and never missed.
        self._edition = edition
        self._version += 1
        sources = _different(before, seen) if before else ()
        edited = self._edited(before, edition, sources) if before else None
        changed = tuple(dict.fromkeys([*pages, *([edited.url] if edited else [])]))
        css = any(path.endswith(".css") for path in sources)
        return Change(self._version, sources, changed, edited, css, problems, replaced=True)

    def _edited(self, before: _Seen, edition: Edition, sources: tuple[str, ...]) -> Edited | None:
        """Choose the text that was saved last."""
        texts = edition.index.texts
        here = [path for path in sources if path in texts]
        if not here:
            return None
        latest = texts[max(here, key=lambda path: stamp(self._root / path) or (0, 0, 0))]
        old = next((text.body for text in before.texts if text.path == latest.path), Body(Html()))
        return Edited(latest.card.url, altered(old, latest.body))


def _templates(root: Path) -> TemplateFiles:
    return TemplateFiles(root, theme_folders("templates"))


def _renewed(old: Edition | None, new: Edition, home: str) -> tuple[str, ...]:
    """Make the pages anew that readers may have open, and name those that differ.

    A mistake that shows only while a template is filled raises SitegenError here.
    """
    recent = old.recent(MOST_RENEWED) if old else {home: b""}
    return tuple(quote_path(path) for path, page in recent.items() if new.remade(path) != page)


def _different(before: _Seen, now: _Seen) -> tuple[str, ...]:
    """Name the files of which two looks saw something else."""
    texts = {text.path: text for text in before.texts}
    present = {text.path: text for text in now.texts}
    differing = {path for path, text in present.items() if texts.get(path) != text}
    differing |= texts.keys() - present.keys()
    differing |= {path for path, _ in set(before.files.items()) ^ set(now.files.items())}
    differing |= set(before.tree.assets) ^ set(now.tree.assets)
    return tuple(sorted(differing | ({NAME} if before.config != now.config else set())))


def _files(root: Path, index: Index) -> Mapping[str, Path]:
    beside = {path: root / source for source, path in index.files.items()}
    return {**beside, **index.assets.files}


def _claims(index: Index) -> Iterator[tuple[str, str]]:
    for path in index.assets.files:
        yield path, f"static/{path}"
    for source, path in index.files.items():
        yield path, source
