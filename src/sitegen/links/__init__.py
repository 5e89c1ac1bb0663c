"""Catalogue and files -> Links: every link of every text resolved, and who links where."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from msgspec import Struct

from sitegen.catalogue import Catalogue
from sitegen.config import Config
from sitegen.errors import Problem
from sitegen.links.atlas import Atlas, SiteFiles
from sitegen.links.resolution import Landing, land
from sitegen.model import Essay, Html, Image, Link, Url

# These start at "=", which a text has few of; started at a blank they take three times as long.
_SLOT = re.compile(r'=(?:(?<= href=)|(?<= (src)=))"slot:([0-9]{1,9})"')
_RELATIVE = re.compile(r'="(?:(?<= href=")#|(?:(?<= href=")|(?<= src="))//?)')
_TAG = re.compile(r"</?[a-z][^<>]*>")
_NAMES = re.compile(r'( (?:id|for|headers|aria-(?:labelledby|describedby))="| href="#)([^"]+)')
_HEADING = re.compile(r"(</?h)([2-5])")
_DEAD = re.compile(r' href="slot:[0-9]{1,9}"')


# There are many of these, and they run in no circle: gc=False spares the collector the walk.
class Backlink(Struct, frozen=True, gc=False):
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
        text.path: tuple([land(link, text, atlas) for link in text.body.links]) for text in texts
    }
    pictures = {
        text.path: land(_picture(text.meta.image, text), text, atlas)
        for text in texts
        if text.meta.image
    }
    every = [landing for of_text in (*landings.values(), pictures.values()) for landing in of_text]
    links = Links(
        hrefs={path: tuple([there.href for there in found]) for path, found in landings.items()},
        backlinks=_backlinks(catalogue, landings),
        assets=_assets(every),
        images={path: found.href for path, found in pictures.items() if found.href},
    )
    return links, tuple([landing.problem for landing in every if landing.problem])


def _picture(image: Image, text: Essay) -> Link:
    return Link("image", image.path, "", text.meta.places.get("image", text.place))


def _assets(landings: Iterable[Landing]) -> Mapping[str, Url]:
    found = [landing.destination for landing in landings]
    return {there.file: there.url for there in found if there and there.file}


def _backlinks(
    catalogue: Catalogue, landings: Mapping[str, Sequence[Landing]]
) -> Mapping[str, tuple[Backlink, ...]]:
    backlinks: defaultdict[str, list[Backlink]] = defaultdict(list)
    for text in catalogue.newest:
        if text.kind in ("theme", "path") or text.meta.status == "unlisted":
            continue
        for link, landing in zip(text.body.links, landings[text.path], strict=True):
            target = landing.destination and landing.destination.text
            if target and target.path != text.path:
                known = backlinks[target.path]
                if not known or known[-1].essay != text.path:
                    known.append(Backlink(text.path, link.sentence))
    return {path: tuple(backlinks[path]) for path in catalogue.texts if path in backlinks}


def fill(html: Html, hrefs: Sequence[str | None]) -> Html:
    """Put the addresses into the slots of a text; a dead link loses its href alone."""

    def address(slot: re.Match[str]) -> str:
        number = int(slot[2])
        href = hrefs[number] if number < len(hrefs) else None
        if href is not None:
            return f'="{escape(href)}"'
        # An image must have an address; this one is valid and empty.
        return '="data:,"' if slot[1] else slot[0]

    filled = _SLOT.sub(address, html)
    return Html(_DEAD.sub("", filled) if '="slot:' in filled else filled)


def absolute(html: Html, url: str) -> Html:
    """Make the addresses of a filled text, which stands at the absolute ``url``, absolute."""
    host = "/".join(url.split("/")[:3])
    complete = {
        '="#': f'="{escape(url)}#',
        '="//': '="https://',
        '="/': f'="{escape(host)}/',
    }
    return Html(_RELATIVE.sub(lambda start: complete[start[0]], html))


def apart(html: Html, prefix: str) -> Html:
    """Let a filled text stand beside others on one page: its ids and the links to them get a
    prefix, and its headings go a level deeper."""

    def named(found: re.Match[str]) -> str:
        return found[1] + " ".join(prefix + name for name in found[2].split())

    def moved(tag: re.Match[str]) -> str:
        deeper = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", tag[0], count=1)
        return _NAMES.sub(named, deeper)

    return Html(_TAG.sub(moved, html))
