"""A site's folder -> Collection: all its texts parsed, and the site planned, as for a build."""

from collections.abc import Iterator
from functools import partial

from sitegen import SOURCE_FOLDERS
from sitegen.check.blocks import blocks
from sitegen.check.types import Collection, TextUnderCheck
from sitegen.collection.index import assemble
from sitegen.content.loader.walk import load
from sitegen.incremental.cache import Cache
from sitegen.incremental.inputs import BuildRequest, scan
from sitegen.incremental.plan import SitePlan, files_beside, plan_site
from sitegen.incremental.templates import load_templates
from sitegen.incremental.texts import TextCache, Texts
from sitegen.output.stage import resolve_output
from sitegen.problems.errors import Problem, SitegenError
from sitegen.store.packs import DamagedError
from sitegen.workers.parallel import Workers


def examine(request: BuildRequest, cache: Cache) -> Collection:
    """Parse and plan a collection; its problems are all for which a build would refuse it.

    Texts that builds or checks have parsed before are recalled, others are remembered.
    """
    root, config = request.root, request.config
    try:
        text_cache = TextCache(request, cache.packs, cache.state)
        texts = text_cache.read(Workers())
        essays = {path: text_cache.essay(text) for path, text in texts.memories.items()}
        cache.remember_texts(texts)
    except DamagedError:
        cache.forget()
        return examine(request, cache)
    files = files_beside(root, config, texts.tree)
    assemble_here = partial(assemble, inline=text_cache.parser.inline)
    site = plan_site(root, config, request.showing, [*essays.values()], files, assemble_here)
    checked = {
        source.path: TextUnderCheck(source, essays[source.path], blocks(source))
        for source in sorted(load(root)[0], key=lambda source: source.path)
        if source.path in essays
    }
    problems = (*texts.problems, *site.problems, *_refusals(request, texts, site, cache))
    return Collection(config, checked, site.index, problems)


def _refusals(
    request: BuildRequest, texts: Texts, site: SitePlan, cache: Cache
) -> Iterator[Problem]:
    """Find what a build would refuse beside texts: mistakes in templates, a bad output folder."""
    root = request.root
    templates = {page.template for page in site.pages} - {""}
    sources = tuple(root / name for name in SOURCE_FOLDERS)
    for step in (
        lambda: load_templates(
            scan(request, texts.tree), texts.known.templates, templates, cache.folder
        ),
        lambda: resolve_output(root / request.config.output, (root,), sources),
    ):
        try:
            step()
        except SitegenError as error:
            yield from error.problems
