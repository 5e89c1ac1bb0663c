"""Index -> the views of reading paths: one, one in full for print, and all of them."""

from msgspec.structs import replace

from sitegen.collection.index import Index
from sitegen.collection.paths import ReadingPath
from sitegen.model import Html, Url
from sitegen.text.link_slots import prefix_of
from sitegen.views.addresses import PRINT
from sitegen.views.chrome import head
from sitegen.views.essay import text_of
from sitegen.views.json_ld import json_ld
from sitegen.views.links import path_card
from sitegen.views.parts import Head, PathCard, Site
from sitegen.views.types import PathPage, PathPrintPage, PathsPage, PrintedStep


def path_page(index: Index, site: Site, url: Url, path: ReadingPath) -> PathPage:
    """Assemble the view for path.html."""
    way = path_card(index, path)
    page_head = _head(site, path, url, own_feeds=bool(path.stops))
    return PathPage(
        site=site,
        head=replace(page_head, json_ld=_item_list(site, way, page_head.description)),
        way=way,
        intro=text_of(index, path.file),
        print=Url(url + PRINT),
        lang=path.file.card.lang,
        dir=path.file.card.dir,
    )


def _head(site: Site, path: ReadingPath, url: Url, *, own_feeds: bool = False) -> Head:
    card = path.file.card
    hidden = path.file.meta.status == "unlisted" or url != path.url
    robots, about = "noindex" if hidden else "", card.description or card.name
    return head(site, card.name, about, url, robots=robots, own_feeds=own_feeds)


def _item_list(site: Site, way: PathCard, description: str) -> Html:
    return json_ld(
        "ItemList",
        name=way.path.name,
        description=description,
        url=site.origin + way.path.url,
        itemListOrder="https://schema.org/ItemListOrderAscending",
        numberOfItems=len(way.steps),
        itemListElement=[
            {
                "@type": "ListItem",
                "position": step.number,
                "name": step.card.name,
                "url": site.origin + step.card.url,
            }
            for step in way.steps
        ],
    )


def path_print_page(index: Index, site: Site, url: Url, path: ReadingPath) -> PathPrintPage:
    """Assemble the view for path-print.html; the ids of each essay begin with its number."""
    way = path_card(index, path)
    title = f"{way.path.name} – {site.labels['path_print']}"
    steps = tuple((str(step.card.url), step.number) for step in way.steps)
    texts = (text_of(index, index.texts[stop.essay]) for stop in path.stops)
    return PathPrintPage(
        site=site,
        head=replace(_head(site, path, url), title=title),
        way=way,
        intro=replace(text_of(index, path.file), steps=steps),
        texts=tuple(
            PrintedStep(step, replace(text, prefix=prefix_of(step.number), steps=steps))
            for step, text in zip(way.steps, texts, strict=True)
        ),
        lang=path.file.card.lang,
        dir=path.file.card.dir,
    )


def paths_page(index: Index, site: Site, url: Url) -> PathsPage:
    """Assemble the view for paths.html."""
    return PathsPage(
        site=site,
        head=head(site, site.labels["paths"], site.labels["paths_description"], url),
        ways=tuple(path_card(index, path) for path in index.paths.listed),
    )
