"""A site's folder -> Collection: all its texts parsed, and the site planned, as for a build."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.check.types import Collection, TextUnderCheck
from sitegen.content.loader.walk import load
from sitegen.incremental.cache import Cache
from sitegen.incremental.inputs import BuildRequest, scan
from sitegen.incremental.pages import BuildPlan, PageBuilder
from sitegen.incremental.plan import plan_build, plan_texts
from sitegen.incremental.templates import load_templates
from sitegen.incremental.texts import TextCache, Texts
from sitegen.output.stage import in_the_way, refused, resolve_output
from sitegen.problems.errors import Problem, SitegenError
from sitegen.shape.shape import shape_of
from sitegen.store.packs import DamagedError
from sitegen.theme.files import mistyped_templates, squeezed_file
from sitegen.workers.parallel import Workers


def examine(request: BuildRequest, cache: Cache) -> Collection:
    """Parse and plan a collection, and find all problems for which a build would refuse it.

    Texts that builds or checks have parsed before are recalled, others are remembered.
    """
    try:
        text_cache = TextCache(request, cache.packs, cache.state)
        texts = text_cache.read(Workers())
        cache.remember_texts(texts)
        site = plan_texts(request, texts, text_cache)
        essays = {text.path: text for text in site.texts}
        plan = plan_build(request, site)
        problems = [*texts.problems, *site.problems]
        problems += _later_problems(request, texts, plan, cache)
    except DamagedError:
        cache.forget()
        return examine(request, cache)
    checked = {
        source.path: TextUnderCheck(source, essays[source.path], shape_of(source).blocks)
        for source in sorted(load(request.root, request.config)[0], key=lambda source: source.path)
        if source.path in essays
    }
    copies = {name: file for file, name in site.copies.values()}
    return Collection(request.config, checked, site.index, tuple(problems), copies=copies)


def _later_problems(
    request: BuildRequest, texts: Texts, plan: BuildPlan, cache: Cache
) -> Iterator[Problem]:
    """Find mistakes in the owner's templates, and what is wrong with the output folder."""
    inputs = scan(request, texts.tree)
    own = set(inputs.files.own_names())
    output, blocked = request.root / request.config.output, list[str]()
    try:
        target = resolve_output(output, (request.root,), request.sources)
        files = {job.path for job in plan.jobs} | plan.copies.keys()
        blocked = in_the_way(target, files) if target.is_dir() else []
    except SitegenError as error:
        yield from error.problems
    if not (own or blocked):
        return  # the default theme has no mistakes
    try:
        templates = load_templates(inputs, texts.known.templates, plan.templates)
    except SitegenError as error:
        yield from error.problems
        return
    yield from mistyped_templates(inputs.files, templates.memory.closures)
    builder = PageBuilder(cache.packs, texts, plan.summary, templates)
    owned = {name for name in plan.templates if own & {*templates.memory.closures[name]}}
    yield from builder.check([job for job in plan.jobs if job.template in owned], Workers())
    if blocked and (changed := _changed(target, blocked, plan, builder)):
        yield from refused(output, changed).problems


def _changed(
    target: Path, blocked: Sequence[str], plan: BuildPlan, builder: PageBuilder
) -> list[str]:
    """Leave out the files that are as this build would make them."""
    jobs = [job for job in plan.jobs if job.path in blocked and (target / job.path).is_file()]
    made = dict(builder.rendered(jobs, Workers()))
    for path in plan.copies.keys() & set(blocked):
        file = Path(plan.copies[path])
        made[path] = squeezed_file(file) or file.read_bytes()
    right = {path for path, content in made.items() if _is(target / path, content)}
    return [path for path in blocked if path not in right]


def _is(file: Path, content: bytes) -> bool:
    try:
        return file.read_bytes() == content
    except OSError:
        return False
