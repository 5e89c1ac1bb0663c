"""Catalogue and files -> Links: every link of every text resolved, and who links where."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from msgspec import Struct

from sitegen.catalogue import Catalogue, newest_first
from sitegen.config import Config
from sitegen.errors import Problem
from sitegen.links.atlas import Atlas, SiteFiles
from sitegen.links.resolution import Landing, land
from sitegen.model import Essay, Html, Image, Link, Url

_SLOT = re.compile(r' (href|src)="slot:([0-9]{1,9})"')


class Backlink(Struct, frozen=True):
    """A text that links to another."""

    essay: str
    """Its path."""
    sentence: str
    """The plain-text sentence of its first link there."""


class Links(Struct, frozen=True):
    """How the texts link to each other and to files."""

    hrefs: Mapping[str, tuple[str | None, ...]]
    """Path of a text -> address of each slot; None for a dead link."""
    backlinks: Mapping[str, tuple[Backlink, ...]]
    """Path of a text -> the listed essays and pages that link to it, the newest first."""
    assets: Mapping[str, Url]
    """File of ``essays/`` that some text shows or links -> its address."""
    images: Mapping[str, str]
    """Path of a text -> address of the picture that stands for it."""


def resolve(
    catalogue: Catalogue, files: SiteFiles, config: Config
) -> tuple[Links, tuple[Problem, ...]]:
    """Resolve every link of every text."""
    atlas = Atlas(catalogue, files, config)
    texts = catalogue.texts.values()
    landings = {
        text.path: tuple(land(link, text, atlas) for link in text.body.links) for text in texts
    }
    pictures = {
        text.path: land(_picture(text.meta.image, text), text, atlas)
        for text in texts
        if text.meta.image
    }
    every = [landing for of_text in (*landings.values(), pictures.values()) for landing in of_text]
    links = Links(
        hrefs={path: tuple(landing.href for landing in found) for path, found in landings.items()},
        backlinks=_backlinks(catalogue, landings),
        assets=_assets(every),
        images={path: found.href for path, found in pictures.items() if found.href},
    )
    return links, tuple(landing.problem for landing in every if landing.problem)


def _picture(image: Image, text: Essay) -> Link:
    return Link("image", image.path, "", text.meta.places.get("image", text.place))


def _assets(landings: Iterable[Landing]) -> Mapping[str, Url]:
    found = (landing.destination for landing in landings)
    return {there.file: there.url for there in found if there and there.file}


def _backlinks(
    catalogue: Catalogue, landings: Mapping[str, Sequence[Landing]]
) -> Mapping[str, tuple[Backlink, ...]]:
    backlinks: dict[str, dict[str, Backlink]] = {}
    for text in sorted(catalogue.texts.values(), key=newest_first):
        if text.kind == "theme" or text.meta.status == "unlisted":
            continue
        for link, landing in zip(text.body.links, landings[text.path], strict=True):
            target = landing.destination and landing.destination.text
            if target and target.path != text.path:
                back = Backlink(text.path, link.sentence)
                backlinks.setdefault(target.path, {}).setdefault(text.path, back)
    return {path: tuple(found.values()) for path, found in sorted(backlinks.items())}


def fill(html: Html, hrefs: Sequence[str | None]) -> Html:
    """Put the addresses into the slots of a text; a dead link loses its href alone."""

    def address(slot: re.Match[str]) -> str:
        name, number = slot[1], int(slot[2])
        href = hrefs[number] if number < len(hrefs) else None
        if href is None:
            # An image must have an address; this one is valid and empty.
            return ' src="data:,"' if name == "src" else ""
        return f' {name}="{escape(href)}"'

    return Html(_SLOT.sub(address, html))


def absolute(html: Html, url: str) -> Html:
    """Make the addresses of a filled text, which stands at the absolute ``url``, absolute."""
    host = "/".join(url.split("/")[:3])
    text = str(html).replace(' href="#', f' href="{escape(url)}#')
    for name in ("href", "src"):
        text = text.replace(f' {name}="//', f' {name}="https://')
        text = text.replace(f' {name}="/', f' {name}="{escape(host)}/')
    return Html(text)
