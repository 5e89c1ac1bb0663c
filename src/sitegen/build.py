"""A site's folder -> the published site: the story of a build, from top to bottom.

What earlier builds made is used again where it is certain to be the same: docs/architecture.md
says why the outcome is that of a build from nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from sitegen.anchors.registry import Imprint
from sitegen.content.visibility import Held
from sitegen.incremental.cache import Cache
from sitegen.incremental.inputs import Order, Setting, is_steady, survey, valid
from sitegen.incremental.pages import Job, Made, Maker, Planned
from sitegen.incremental.state import CopyMemory, PageMemory, State
from sitegen.incremental.templates import Styling, style
from sitegen.incremental.texts import Reader, Reading, Spread
from sitegen.incremental.why import what_it_takes
from sitegen.output.stage import Placed, Report, Stage, staging
from sitegen.problems.errors import Place, Problem, SitegenError, fail
from sitegen.store.codec import encode
from sitegen.store.filestat import Sign
from sitegen.theme.assets import listing
from sitegen.workers.parallel import Work, farm, spread

if TYPE_CHECKING:
    from concurrent.futures import Executor

SOURCES = ("essays", "templates", "static")
"""Folders of the owner's: a build writes one file there, ``essays/.anchors.yaml``."""

CHUNKS = {"reading": 32, "writing": 16}
"""Texts and pages that a process takes at a time; pages hold more memory while they are made."""

Progress = Callable[[str, int, int], None]
"""Told the phase when it begins and when it goes on, how many things of it are done, and of how
many (0 where they are not counted)."""

T = TypeVar("T")
Task = TypeVar("Task")
Outcome = TypeVar("Outcome")
R = TypeVar("R")


class Built(Struct, frozen=True):
    """What a build did."""

    essays: int
    themes: int
    pages: int
    """What readers browse; redirects and feeds are not counted."""
    held: tuple[Held, ...]
    problems: tuple[Problem, ...]
    """Warnings and notes, sorted by place; errors are raised."""
    window: tuple[float, float]
    """The time, in seconds since 1970, in which the date alone changes nothing."""
    files: Report
    published: Mapping[str, Sign | None]
    """Every file of the site, with its sign."""
    lock: Imprint | None
    """The lock file, if it says of all texts what it is to say."""
    why: tuple[str, ...] = ()
    """Lines that say why files were made, where that was asked for."""
    costs: Mapping[str, float] = {}
    """Seconds that each text took that was understood anew."""


def build(
    order: Order, cache: Cache, progress: Progress, executor: "Executor | None" = None
) -> Built:
    """Publish a site whole; raise SitegenError with every problem, publish nothing.

    Where there is an ``executor``, texts are understood and pages rendered by it.
    """
    run = _Running(progress, executor)
    return cache.attempt(lambda known: _build(order, cache, known, run))


def _build(order: Order, cache: Cache, known: State, running: "_Running") -> Built:
    known = valid(known, order)
    reader = Reader(order.root, order.config, cache.packs, known, order.started, order.seen)
    reading = reader.read_all(running.phase("reading"))
    known = replace(known, texts=reading.texts)
    running.progress("planning", 0, 0)
    with _texts_kept(known, cache):
        setting = survey(order, reading.tree)
        steady = is_steady(known, order, setting) and not reading.moved
        site = _site_again(known) if steady else _plan(order, setting, reader, reading)
        problems = _problems(reading, site)
        used = {page.template for page in (known.pages.values() if steady else site.jobs)} - {""}
        styling = style(setting, known.templates, used, cache.folder, problems)
        _stop_on_errors(problems, strict=order.config.strict)
        with _staging(order, cache, known) as stage:
            maker = _maker(order, cache, known, site, (stage, styling))
            jobs = _jobs(maker, site, reading, steady=steady)
            pages, why = _made(maker, jobs, running.phase("writing"))
            pages = _with_kept(stage, known, pages) if steady else pages
            if order.why:
                why = _dependencies(maker, pages, order.why)
            site = _with_search(site, maker, reading, cache.folder / "search", problems)
            _stop_on_errors(problems, strict=order.config.strict)
            copies = _copied(stage, site, setting, known)
            running.progress("publishing", 0, 0)
            report = stage.publish()
    running.progress("remembering", 0, 0)
    lock = reader.keep(reading, write=order.locks)
    signs = stage.signs()
    cache.save(
        State(
            program=known.program,
            config_digest=cache.site_config[1],
            config=cache.site_config[0],
            reading=known.reading,
            making=setting.fingerprint,
            window=site.window,
            templates=styling.memory,
            texts=reading.texts,
            lock=lock,
            pages={path: replace(page, sign=signs[path]) for path, page in pages.items()},
            copies={path: replace(copy, sign=signs[path]) for path, copy in copies.items()},
            site=site.site,
            anchored=site.anchored,
            summary=site.summary,
            findable=site.findable,
            twins=stage.twins,
        )
    )
    return Built(
        essays=site.summary.essays,
        themes=site.summary.themes,
        pages=site.summary.pages,
        held=site.summary.held,
        problems=tuple(sorted(set(problems))),
        window=site.window,
        files=report,
        published=signs,
        lock=lock,
        why=why,
        costs=reading.seconds,
    )


class _Running(Struct, frozen=True):
    progress: Progress
    executor: "Executor | None"

    def phase(self, name: str) -> Spread:
        """Spread work over processes or machines, and tell how far it is."""

        def run(work: Work[T, Task, Outcome, R], things: Sequence[T]) -> Iterator[R]:
            self.progress(name, 0, len(things))
            executor, chunk = self.executor, CHUNKS[name]
            results = (
                farm(executor, work, things, chunk) if executor else spread(work, things, chunk)
            )
            for number, result in enumerate(results, 1):
                self.progress(name, number, len(things))
                yield result

        return run


@contextmanager
def _texts_kept(known: State, cache: Cache) -> Iterator[None]:
    """Where something is wrong, keep what was understood: it need not be read again."""
    try:
        yield
    except SitegenError:
        cache.save(replace(known, making=b"", lock=None))
        raise


def _site_again(known: State) -> Planned:
    return Planned(
        jobs=(),
        copies={path: copy.file for path, copy in known.copies.items()},
        sources={},
        site=known.site,
        summary=known.summary,
        window=known.window,
        anchored=known.anchored,
        findable=known.findable,
    )


def _plan(order: Order, setting: Setting, reader: Reader, reading: Reading) -> Planned:
    from sitegen.incremental.plan import plan_site  # noqa: PLC0415 - half of the program, which a warm start saves

    return plan_site(order, setting.files, reader, reading)


def _problems(reading: Reading, site: Planned) -> list[Problem]:
    own = [problem for text in reading.texts.values() for problem in text.problems]
    return [*own, *reading.problems, *site.summary.problems]


def _stop_on_errors(problems: Sequence[Problem], *, strict: bool) -> None:
    grave = ("error", "warning") if strict else ("error",)
    if any(problem.severity in grave for problem in problems):
        raise SitegenError(problems)


def _staging(order: Order, cache: Cache, known: State) -> AbstractContextManager[Stage]:
    root = order.root
    protected = tuple(root / name for name in SOURCES)
    output, spare = root / order.config.output, cache.folder / "spare"
    return staging(output, (root,), protected, spare, known.twins)


def _maker(
    order: Order, cache: Cache, known: State, site: Planned, means: tuple[Stage, Styling]
) -> Maker:
    stage, styling = means
    curious = order.why is not None
    return Maker(stage, cache.packs, known, site.site, encode(site.site), styling, curious)


def _jobs(maker: Maker, site: Planned, reading: Reading, *, steady: bool) -> tuple[Job, ...]:
    if steady:
        return tuple(maker.jobs_again(reading.fresh))
    for job in site.jobs:
        maker.stage.claim(job.path, job.source)
    for path, source in site.sources.items():
        maker.stage.claim(path, source)
    return site.jobs


def _made(
    maker: Maker, jobs: Sequence[Job], run: Spread
) -> tuple[dict[str, PageMemory], tuple[str, ...]]:
    """Make files, on several processors where that pays.

    Gives what is to be remembered of each, and why those were made that were.
    """
    if templates := {job.template for job in jobs} - {""}:
        maker.ready(templates)
    pages: dict[str, PageMemory] = {}
    why: list[str] = []
    for made in _sound(run(maker.work, jobs)):
        pages[made.path] = made.memory
        maker.stage.record(made.placed or Placed(made.path, made.memory.digest, changed=False))
        if made.why:
            why.append(f"{made.path}: {made.why}")
    return pages, tuple(why)


def _dependencies(maker: Maker, pages: Mapping[str, PageMemory], asked: str) -> tuple[str, ...]:
    path = next((path for path in (asked, f"{asked.strip('/')}/index.html") if path in pages), "")
    if not path:
        raise fail(Place(asked), "E913", f"no page '{asked}' is made", "name it as in the output")
    page = pages[path]
    return (what_it_takes(path, page, maker.recall(page), maker.styling.memory),)


def _with_kept(
    stage: Stage, known: State, pages: Mapping[str, PageMemory]
) -> dict[str, PageMemory]:
    for path, page in known.pages.items():
        if path not in pages:
            stage.record(Placed(path, page.digest, changed=False))
    # In the order of the plan, in which mistakes of templates are met.
    return {path: pages.get(path, page) for path, page in known.pages.items()}


def _sound(pages: Iterator[Made | SitegenError]) -> Iterator[Made]:
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


def _with_search(
    site: Planned, maker: Maker, reading: Reading, folder: Path, problems: list[Problem]
) -> Planned:
    """Add the files of the full-text index; where it cannot be made, the small one is enough."""
    if not (site.findable or folder.is_dir()):
        return site
    from sitegen.render import fulltext as search  # noqa: PLC0415 (runs a program: most builds need not know how)

    corpus = search.Corpus(
        texts=site.findable,
        fingerprints=[reading.texts[text.text].fingerprint for text in site.findable],
        language=site.site.language,
        program=maker.known.program,
    )
    found: Mapping[str, str] = {}
    try:
        found = search.full_text(corpus, folder, maker.words_of)
    except SitegenError as error:
        problems += error.problems
    for path in sorted(found.keys() - maker.known.copies.keys()):
        maker.stage.claim(path, "the full-text index")
    others = {path: file for path, file in site.copies.items() if not file.startswith(str(folder))}
    return replace(site, copies={**others, **found})


def _copied(stage: Stage, site: Planned, setting: Setting, known: State) -> dict[str, CopyMemory]:
    copies: dict[str, CopyMemory] = {}
    indexed = listing(
        (), (Path(file) for file in site.copies.values() if file not in setting.copied)
    )
    signs = setting.copied | indexed
    for path, file in site.copies.items():
        source, before = signs.get(file), known.copies.get(path)
        if (
            source
            and before
            and (before.file, before.source) == (file, source)
            and stage.standing.get(path) == before.sign
        ):
            placed = Placed(path, before.digest, changed=False)
        else:
            placed = stage.place(path, Path(file))
        stage.record(placed)
        copies[path] = CopyMemory(file, source, placed.digest)
    return copies
