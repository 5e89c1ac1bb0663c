"""Texts and files -> what the site is to be: every file of it, and what it is made from."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from sitegen.collection.index import Index, Surroundings, assemble
from sitegen.config.config import Config
from sitegen.content.urls import collisions, resolve_name_clashes
from sitegen.content.visibility import select, window
from sitegen.incremental.inputs import Order
from sitegen.incremental.pages import Job, Planned
from sitegen.incremental.state import Summary
from sitegen.incremental.texts import Reader, Reading
from sitegen.model import Essay
from sitegen.render import pagefind
from sitegen.theme.assets import load_assets
from sitegen.theme.files import TemplateFiles, theme_folders, with_known_templates
from sitegen.views.pages import linkable, plan, site_of
from sitegen.views.search import texts_to_find

FEW = 200
"""Essays up to which titles, leads, themes and headings are enough to search through."""


def plan_site(order: Order, files: TemplateFiles, reader: Reader, reading: Reading) -> Planned:
    """Plan the site whole, from what every text says of itself."""
    config, showing = order.config, order.showing
    texts, doubles = resolve_name_clashes([reader.essay(text) for text in reading.texts.values()])
    texts, undressed = with_known_templates(texts, files)
    published, held = select(texts, showing, config)
    assets = load_assets((files.root / "static", theme_folders("static")), config)
    surroundings = Surroundings(reading.tree, assets, linkable)
    config = _with_search(config, published)
    index = assemble(config, published, held, surroundings, reader.inline)
    plans = tuple(plan(index))
    copies = dict(_copies(files.root, index))
    claims = [(page.path, page.source) for page in plans]
    claims += [(path, source) for path, (_, source) in copies.items()]
    problems = [*doubles, *undressed, *reading.tree.problems, *assets.problems, *index.problems]
    return Planned(
        jobs=tuple(Job(page.path, page.template, page.source, page.view) for page in plans),
        copies={path: str(file) for path, (file, _) in copies.items()},
        sources={path: source for path, (_, source) in copies.items()},
        site=site_of(index),
        summary=Summary(
            essays=len(index.essays) + len(index.unlisted),
            themes=len(index.tags.themes),
            pages=sum(page.template not in ("", "redirect.html") for page in plans),
            held=held,
            problems=tuple(sorted({*problems, *collisions(claims)})),
        ),
        window=window(texts, showing, config),
        anchored=frozenset(_anchored(index)),
        findable=texts_to_find(index),
    )


def _with_search(config: Config, published: Sequence[Essay]) -> Config:
    """Say what search looks through where the settings leave it open."""
    if config.search != "auto":
        return config
    many = sum(text.kind == "essay" for text in published) > FEW
    return replace(config, search="full" if many and pagefind.is_installed() else "small")


def _copies(root: Path, index: Index) -> Iterator[tuple[str, tuple[Path, str]]]:
    for path, file in index.assets.files.items():
        yield path, (file, f"static/{path}")
    for source, path in index.files.items():
        yield path, (root / source, source)


def _anchored(index: Index) -> Iterator[str]:
    """Name the texts that a link with a fragment leads to, whether it arrives or not."""
    by_url = {str(text.card.url): text.path for text in index.texts.values()}
    for text in index.texts.values():
        for link, href in zip(text.facts.links, index.links.hrefs[text.path], strict=True):
            if not link.fragment:
                continue
            url = (href or "").partition("#")[0]
            yield by_url.get(url, text.path) if link.target else text.path
