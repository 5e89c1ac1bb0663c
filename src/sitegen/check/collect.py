"""A site's folder -> Collection: all its texts understood, as for a build, and none rendered."""

from msgspec.structs import replace

from sitegen.check.blocks import blocks
from sitegen.check.types import Collection, TextUnderCheck
from sitegen.collection.index import Surroundings, assemble
from sitegen.content.loader.walk import load
from sitegen.content.urls import resolve_name_clashes
from sitegen.content.visibility import select
from sitegen.incremental.cache import Cache
from sitegen.incremental.inputs import Order, valid
from sitegen.incremental.state import State
from sitegen.incremental.texts import Reader, Reading
from sitegen.theme.assets import load_assets
from sitegen.theme.files import TemplateFiles, theme_folders, with_known_templates
from sitegen.views.pages import linkable
from sitegen.workers.parallel import spread


def examine(order: Order, cache: Cache) -> Collection:
    """Understand a collection; what is wrong with it is in its problems.

    Texts that builds or checks have understood before are recalled, others are remembered.
    """
    return cache.attempt(lambda known: _examine(order, cache, known))


def _examine(order: Order, cache: Cache, known: State) -> Collection:
    root, config = order.root, order.config
    known = valid(known, order)
    reader = Reader(root, config, cache.packs, known, order.started)
    reading = reader.read_all(spread)
    essays = {path: reader.essay(text) for path, text in reading.texts.items()}
    _remember(reading, known, cache)
    sources, tree = load(root)
    checked = {
        source.path: TextUnderCheck(source, essays[source.path], blocks(source))
        for source in sorted(sources, key=lambda source: source.path)
        if source.path in essays
    }
    texts, doubles = resolve_name_clashes([text.essay for text in checked.values()])
    texts, undressed = with_known_templates(texts, TemplateFiles(root, theme_folders("templates")))
    published, held = select(texts, order.showing, config)
    assets = load_assets((root / "static", theme_folders("static")), config)
    index = assemble(config, published, held, Surroundings(tree, assets, linkable), reader.inline)
    problems = [problem for text in checked.values() for problem in text.essay.problems]
    problems += [*doubles, *undressed, *tree.problems, *assets.problems, *index.problems]
    return Collection(config, checked, index, tuple(problems))


def _remember(reading: Reading, known: State, cache: Cache) -> None:
    if reading.texts == known.texts:
        return
    if reading.fresh or reading.moved:
        # The next build has not seen what is new here, so it must not count on the last one's plan,
        # nor on a lock file that says it all.
        known = replace(known, making=b"", lock=None)
    cache.save(replace(known, texts=reading.texts))
