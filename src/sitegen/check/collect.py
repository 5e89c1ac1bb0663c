"""A site's folder -> Collection: all its texts parsed, and the site planned, as for a build."""

from collections.abc import Iterator

from sitegen.check.blocks import blocks
from sitegen.check.types import Collection, TextUnderCheck
from sitegen.content.loader.walk import load
from sitegen.incremental.cache import Cache
from sitegen.incremental.inputs import BuildRequest, scan
from sitegen.incremental.pages import BuildPlan, PageBuilder
from sitegen.incremental.plan import plan_build, plan_texts
from sitegen.incremental.templates import load_templates
from sitegen.incremental.texts import TextCache, Texts
from sitegen.output.stage import resolve_output
from sitegen.problems.errors import Problem, SitegenError
from sitegen.store.packs import DamagedError
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
        problems = [*texts.problems, *site.problems, *_output_problems(request)]
        problems += _template_problems(request, texts, plan, cache)
    except DamagedError:
        cache.forget()
        return examine(request, cache)
    checked = {
        source.path: TextUnderCheck(source, essays[source.path], blocks(source))
        for source in sorted(load(request.root, request.config)[0], key=lambda source: source.path)
        if source.path in essays
    }
    return Collection(request.config, checked, site.index, tuple(problems))


def _template_problems(
    request: BuildRequest, texts: Texts, plan: BuildPlan, cache: Cache
) -> Iterator[Problem]:
    """Find mistakes in the owner's templates; those of the default theme have none."""
    inputs = scan(request, texts.tree)
    own = set(inputs.files.own_names())
    if not own:
        return
    try:
        templates = load_templates(inputs, texts.known.templates, plan.templates, cache.folder)
    except SitegenError as error:
        yield from error.problems
        return
    owned = {name for name in plan.templates if own & {*templates.memory.closures[name]}}
    jobs = [job for job in plan.jobs if job.template in owned]
    yield from PageBuilder(cache.packs, texts, plan.summary, templates).check(jobs, Workers())


def _output_problems(request: BuildRequest) -> tuple[Problem, ...]:
    try:
        output = request.root / request.config.output
        resolve_output(output, (request.root,), request.sources)
    except SitegenError as error:
        return error.problems
    return ()
