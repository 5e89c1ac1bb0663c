"""Which addresses a site needs for itself, and which of its pages the owner's files replace."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.config.config import Config
from sitegen.content.urls import output_path
from sitegen.model import Essay
from sitegen.problems.errors import Place, Problem
from sitegen.text.slugs import folded, quote_path, slugify
from sitegen.theme.assets import Assets
from sitegen.views.pages import Plan

_EVERYWHERE = (
    "",
    "themes/",
    "essays/",
    "404.html",
    "feed.xml",
    "feed.json",
    "index.json",
    "essays/cite.bib",
    "essays/cite.ris",
    "essays/cite.json",
    "sitemap.xml",
    "robots.txt",
)
"""Pages and files that every site has."""


def taken(config: Config, texts: Sequence[Essay], assets: Assets) -> Mapping[str, str]:
    """Return the paths in the output, folded, that no text may have, each with what has it.

    That is a file of ``static/``, or "" for a page of the site itself.
    """
    whole = [*_own(config, texts)]
    every = [*whole, *(f"{folder}{url}" for folder in config.others for url in whole)]
    own = {folded(output_path(config.url(url), config)): "" for url in every}
    return own | {folded(path): f"static/{path}" for path in assets.files}


def _own(config: Config, texts: Sequence[Essay]) -> Iterator[str]:
    yield from _EVERYWHERE
    if config.search != "off":
        yield from ("search/", "search.json")
    if any(text.facts.marks for text in texts):
        yield "index/"
    if any(text.kind == "path" for text in texts):
        yield "paths/"
    tags = (tag.text for text in texts for tag in text.meta.tags)
    authors = (author.name for text in texts for author in text.card.authors)
    for kind, names in (("theme", tags), ("author", authors)):
        below = config.url(f"{kind}s/")
        if any(text.card.url.startswith(below) and text.kind != kind for text in texts):
            slugs = {slugify(name) for name in names}
            yield from sorted(f"{kind}s/{quote_path(slug)}/" for slug in slugs if slug)


def without_replaced(
    pages: Iterable[Plan], assets: Assets
) -> tuple[tuple[Plan, ...], tuple[Problem, ...]]:
    """Leave out the pages of the site that files of ``static/`` replace, and report them."""
    left: list[Plan] = []
    problems: list[Problem] = []
    for page in pages:
        if page.source == "site.yaml" and page.path in assets.files:
            name = f"/{page.path.removesuffix('index.html')}"
            message = f"static/{page.path} replaces the page '{name}' of the site"
            hint = "rename the file to get the page of the site back"
            problems.append(Problem(Place(f"static/{page.path}"), "W611", message, hint))
        else:
            left.append(page)
    return tuple(left), tuple(problems)
