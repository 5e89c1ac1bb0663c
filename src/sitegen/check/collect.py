"""A site's folder -> Collection: all its texts understood, as for a build, and none rendered."""

from functools import partial
from pathlib import Path

from sitegen.addresses import apart
from sitegen.assets import load_assets
from sitegen.check.blocks import blocks
from sitegen.check.case import Case, Collection
from sitegen.config import Config
from sitegen.index import Surroundings, assemble
from sitegen.loader import load
from sitegen.model import Source
from sitegen.parallel import spread
from sitegen.parse import Parser
from sitegen.theme import TemplateFiles, dressed, theme_folders
from sitegen.visibility import Showing, select


def examine(root: Path, config: Config, showing: Showing) -> Collection:
    """Understand the collection in ``root``; what is wrong with it is in its problems."""
    sources, tree = load(root)
    parser = Parser(config)
    cases = sorted(spread(partial(_case, parser), sources), key=lambda case: case.path)
    texts, doubles = apart([case.essay for case in cases])
    texts, undressed = dressed(texts, TemplateFiles(root, theme_folders("templates")))
    published, held = select(texts, showing, config)
    assets = load_assets((root / "static", theme_folders("static")), config)
    index = assemble(config, published, held, Surroundings(tree, assets), parser.inline)
    problems = [problem for case in cases for problem in case.essay.problems]
    problems += [*doubles, *undressed, *tree.problems, *assets.problems, *index.problems]
    return Collection(config, {case.path: case for case in cases}, index, tuple(problems))


def _case(parser: Parser, source: Source) -> Case:
    return Case(source, parser.parse(source), blocks(source))
