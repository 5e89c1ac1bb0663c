"""A site's folder -> the published site: the story of a build, from top to bottom."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from sitegen import feeds
from sitegen.addresses import apart, collisions
from sitegen.assets import load_assets
from sitegen.config import Config
from sitegen.errors import Place, Problem, SitegenError
from sitegen.index import Index, Surroundings, assemble
from sitegen.loader import load
from sitegen.model import Body, Output
from sitegen.parallel import spread
from sitegen.parse import Parser
from sitegen.renderer import Renderer, make_renderer
from sitegen.theme import TemplateFiles, dressed, theme_folders
from sitegen.views import Plan, plan
from sitegen.views.filling import filled
from sitegen.views.types import Data
from sitegen.visibility import Held, Showing, select
from sitegen.write import Placed, Report, Stage, staging

SOURCES = ("essays", "templates", "static")
"""Folders that are never written to."""

Progress = Callable[[str, int, int], None]
"""Told the phase, how many things of it are done, and their total."""

T = TypeVar("T")


class Built(Struct, frozen=True):
    """What a build did."""

    essays: int
    themes: int
    pages: int
    """What readers browse; redirects and feeds are not counted."""
    held: tuple[Held, ...]
    problems: tuple[Problem, ...]
    """Warnings and notes, sorted by place; errors are raised."""
    files: Report


def build(root: Path, config: Config, showing: Showing, progress: Progress) -> Built:
    """Publish the site in ``root`` whole; raise SitegenError with every problem, publish nothing.

    ``config.output`` is relative to ``root``.
    """
    sources, tree = load(root)
    parser = Parser(config)
    parsed = spread(parser.parse, sources)
    texts = list(_told(progress, "reading", parsed, len(sources)))
    texts, doubles = apart(texts)
    texts, undressed = dressed(texts, TemplateFiles(root, theme_folders("templates")))
    published, held = select(texts, showing, config)
    assets = load_assets((root / "static", theme_folders("static")), config)
    index = assemble(config, published, held, Surroundings(tree, assets), parser.inline)
    plans = tuple(plan(index))
    problems = [problem for text in texts for problem in text.problems]
    problems += [*doubles, *undressed, *tree.problems, *assets.problems, *index.problems]
    problems += collisions(_claims(index, plans))
    renderer = _prepare(root, problems)
    _stop_on_errors(problems, strict=config.strict)

    protected = tuple(root / name for name in SOURCES)
    with staging(root / config.output, (root,), protected) as stage:
        for page in plans:
            stage.claim(page.path, page.source)
        render = partial(_render, renderer, stage, lambda path: index.texts[path].body)
        pages = spread(render, plans)
        for placed in _sound(_told(progress, "writing", pages, len(plans))):
            stage.record(placed)
        for file in _files(root, index):
            stage.write(file)
        report = stage.publish()
    return Built(
        essays=len(index.essays) + len(index.unlisted),
        themes=len(index.tags.themes),
        pages=sum(page.template not in ("", "redirect.html") for page in plans),
        held=held,
        problems=tuple(sorted(set(problems))),
        files=report,
    )


def _told(progress: Progress, phase: str, things: Iterable[T], total: int) -> Iterator[T]:
    for number, thing in enumerate(things, 1):
        progress(phase, number, total)
        yield thing


def _claims(index: Index, plans: Sequence[Plan]) -> Iterator[tuple[str, str]]:
    for page in plans:
        yield page.path, page.source
    for path in index.assets.files:
        yield path, f"static/{path}"
    for source, path in index.files.items():
        yield path, source


def _prepare(root: Path, problems: Sequence[Problem]) -> Renderer:
    """Prepare the templates; what is wrong in them is told with all that was found before."""
    try:
        return make_renderer(root)
    except SitegenError as error:
        raise SitegenError([*problems, *error.problems]) from error


def _stop_on_errors(problems: Sequence[Problem], *, strict: bool) -> None:
    grave = ("error", "warning") if strict else ("error",)
    if any(problem.severity in grave for problem in problems):
        raise SitegenError(problems)


def _render(
    renderer: Renderer, stage: Stage, bodies: Callable[[str], Body], page: Plan
) -> Placed | SitegenError:
    try:
        view = filled(page.view(), bodies)
        text = feeds.write(view) if isinstance(view, Data) else renderer.render(page.template, view)
    except SitegenError as error:
        return error
    return stage.place(page.path, text.encode())


def _sound(pages: Iterator[Placed | SitegenError]) -> Iterator[Placed]:
    """Let pages pass; go on after a template's error, so that all are told, once each."""
    wrong: dict[tuple[Place, str], Problem] = {}
    for page in pages:
        if isinstance(page, SitegenError):
            for problem in page.problems:
                wrong.setdefault((problem.place, problem.code), problem)
        elif not wrong:
            yield page
    if wrong:
        raise SitegenError(wrong.values())


def _files(root: Path, index: Index) -> Iterator[Output]:
    for path, file in index.assets.files.items():
        yield Output(path, file, f"static/{path}")
    for source, path in index.files.items():
        yield Output(path, root / source, source)
