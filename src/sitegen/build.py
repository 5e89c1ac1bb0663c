"""A site's folder -> the published site, stage by stage.

What earlier builds made is used again where it is certainly the same: docs/architecture.md says
why the result is that of a build from nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager

from msgspec import Struct
from msgspec.structs import replace

from sitegen.anchors.registry import RegistryVersion
from sitegen.incremental.cache import Cache
from sitegen.incremental.copies import copy_files, with_words
from sitegen.incremental.faulty import not_read, reported, sound_texts
from sitegen.incremental.inputs import BuildRequest, Inputs, same_inputs, scan
from sitegen.incremental.pages import BuildPlan, PageBuilder, last_plan
from sitegen.incremental.state import Summary
from sitegen.incremental.templates import Templates, load_templates
from sitegen.incremental.texts import TextCache, Texts
from sitegen.output.stage import Report, Stage, staging
from sitegen.problems.errors import Problem, SitegenError
from sitegen.store.filestat import FileStat
from sitegen.store.packs import DamagedError
from sitegen.theme.files import mistyped_templates
from sitegen.workers.parallel import Workers


class BuildResult(Struct, frozen=True):
    """Result of a build."""

    summary: Summary
    problems: tuple[Problem, ...]
    """Warnings and notes, sorted by place; errors are raised."""
    files: Report
    published: Mapping[str, FileStat | None]
    """Every file of the site, with its stat."""
    registry: RegistryVersion | None
    """The anchor registry, if it holds the sections of all texts."""
    why: tuple[str, ...]
    """Lines that say why files were made, if that was asked for."""
    seconds: Mapping[str, float]
    """Each text that was parsed -> the time that took."""


def build(request: BuildRequest, cache: Cache, workers: Workers) -> BuildResult:
    """Build and publish a site; if it has errors, publish nothing and raise SitegenError."""
    try:
        text_cache = TextCache(request, cache.packs, cache.state)
        texts = text_cache.read(workers)
        with _texts_remembered(cache, texts):
            workers.progress("planning", 0, 0)
            inputs = scan(request, texts.tree)
            plan = _plan(request, inputs, texts, text_cache)
            problems = [*texts.problems, *plan.summary.problems]
            templates = _templates(request, inputs, (texts, plan), cache, problems)
            problems += mistyped_templates(inputs.files, templates.memory.closures)
            with _staging(request, cache) as stage:
                builder = PageBuilder(cache.packs, texts, plan.summary, templates)
                pages = builder.build(stage, plan.jobs, workers)
                why = builder.explain(pages, request.why)
                files = with_words(plan, texts, builder.words_of, cache)
                problems += reported(plan, texts.known.pages, stage.on_disk)
                _stop_on_errors(problems, request, texts, plan)
                keep = request.config.picture_positions == "keep"
                copies = copy_files(stage, files, inputs, texts.known.copies, positions=keep)
                workers.progress("publishing", 0, 0)
                report = stage.publish()
        workers.progress("remembering", 0, 0)
        registry = text_cache.write_registry(texts)
        stats = stage.stats()
        cache.remember_site(
            replace(
                texts.known,
                inputs=inputs.fingerprint,
                summary=plan.summary,
                templates=templates.memory,
                texts=texts.memories,
                registry=registry,
                pages={
                    path: replace(page.memory, stat=stats[path]) for path, page in pages.items()
                },
                copies={path: replace(copy, stat=stats[path]) for path, copy in copies.items()},
                trees=stage.trees,
            )
        )
        return BuildResult(
            plan.summary, tuple(sorted(set(problems))), report, stats, registry, why, texts.seconds
        )
    except DamagedError:
        cache.forget()
        return build(request, cache, workers)


@contextmanager
def _texts_remembered(cache: Cache, texts: Texts) -> Iterator[None]:
    """If the site has errors, save the parsed texts: they need not be parsed again."""
    try:
        yield
    except SitegenError:
        cache.remember_texts(texts)
        raise


def _plan(request: BuildRequest, inputs: Inputs, texts: Texts, text_cache: TextCache) -> BuildPlan:
    if same_inputs(texts.known, request, inputs) and not texts.moved:
        return last_plan(texts, text_cache.packs)
    from sitegen.incremental.plan import plan_build, plan_texts  # noqa: PLC0415 - half of the program, which a warm start saves

    return plan_build(request, plan_texts(request, texts, text_cache))


def _templates(
    request: BuildRequest,
    inputs: Inputs,
    planned: tuple[Texts, BuildPlan],
    cache: Cache,
    problems: Sequence[Problem],
) -> Templates:
    """Load the templates; raise SitegenError with all problems found so far."""
    texts, plan = planned
    try:
        templates = load_templates(inputs, cache.state.templates, plan.templates)
    except SitegenError as error:
        raise SitegenError([*problems, *error.problems]) from error
    _stop_on_errors(problems, request, texts, plan)
    return templates


def _stop_on_errors(
    problems: Sequence[Problem], request: BuildRequest, texts: Texts, plan: BuildPlan
) -> None:
    """Raise SitegenError for what ends the build; one that keeps going ends for few errors."""
    if request.showing.keep_going:
        known = plan.summary.left_out.keys() | not_read(texts.tree)
        if any(one.severity == "error" and one.place.path not in known for one in problems):
            raise SitegenError(problems)
        return
    grave = ("error", "warning") if request.config.strict else ("error",)
    if any(problem.severity in grave for problem in problems):
        raise SitegenError(problems, sound_texts(problems, texts))


def _staging(request: BuildRequest, cache: Cache) -> AbstractContextManager[Stage]:
    root = request.root
    output, spare = root / request.config.output, cache.folder / "spare"
    return staging(output, (root,), request.sources, spare, cache.state.trees, request.waiting)
