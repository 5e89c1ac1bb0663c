"""Catalogue and files -> Links: every link of every text resolved, and the backlinks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.links.atlas import Atlas, SiteFiles
from sitegen.collection.links.embeds import Embed, find_embeds
from sitegen.collection.links.resolution import Resolution, resolve_link
from sitegen.config.config import Config
from sitegen.model import Essay, Image, Link, Url
from sitegen.problems.errors import Problem


# There are many of these, none in a reference cycle: gc=False lets the collector skip them.
class Backlink(Struct, frozen=True, gc=False):
    """A text that links to another."""

    essay: str
    """Its path."""
    sentence: str
    """The plain-text sentence of its first link there."""


class Links(Struct, frozen=True):
    """The links of texts to each other and to files."""

    hrefs: Mapping[str, tuple[str | None, ...]]
    """Path of a text -> address of each slot; None for a dead link."""
    backlinks: Mapping[str, tuple[Backlink, ...]]
    """Path of a text -> the listed essays and pages that link to it, the newest first."""
    assets: Mapping[str, Url]
    """File of ``essays/`` that some text shows or links -> its address."""
    images: Mapping[str, Url]
    """Path of a text -> address of its image."""
    embeds: Mapping[str, tuple[Embed, ...]] = {}
    """Path of a text -> what it quotes of other texts."""

    def quoting(self, path: str) -> frozenset[str]:
        """Return the texts that quote a text, directly or in what they quote."""
        found = {path}
        grows = True
        while grows:
            hosts = {
                host
                for host, embeds in self.embeds.items()
                if host not in found and any(embed.text in found for embed in embeds)
            }
            found |= hosts
            grows = bool(hosts)
        return frozenset(found - {path})


def resolve(
    catalogue: Catalogue, files: SiteFiles, config: Config
) -> tuple[Links, tuple[Problem, ...]]:
    """Resolve every link of every text."""
    atlas = Atlas(catalogue, files, config)
    texts = catalogue.texts.values()
    resolutions = {
        text.path: tuple([resolve_link(link, text, atlas) for link in text.facts.links])
        for text in texts
    }
    pictures = {
        text.path: resolve_link(_picture(text.meta.image, text), text, atlas)
        for text in texts
        if text.meta.image
    }
    every = (*chain.from_iterable(resolutions.values()), *pictures.values())
    reached = [each.destination for each in every]
    embeds, problems = find_embeds(catalogue, resolutions, atlas)
    links = Links(
        hrefs={path: tuple([there.href for there in found]) for path, found in resolutions.items()},
        backlinks=_backlinks(catalogue, resolutions),
        assets={there.file: there.url for there in reached if there and there.file},
        images={path: Url(found.href) for path, found in pictures.items() if found.href},
        embeds=embeds,
    )
    return links, (*[each.problem for each in every if each.problem], *problems)


def _picture(image: Image, text: Essay) -> Link:
    return Link("image", image.path, "", text.meta.places.get("image", text.place))


def _backlinks(
    catalogue: Catalogue, resolutions: Mapping[str, Sequence[Resolution]]
) -> Mapping[str, tuple[Backlink, ...]]:
    backlinks: defaultdict[str, list[Backlink]] = defaultdict(list)
    for text in catalogue.newest:
        if text.kind in ("theme", "path", "author", "home") or text.meta.status == "unlisted":
            continue
        for link, resolution in zip(text.facts.links, resolutions[text.path], strict=True):
            target = resolution.destination and resolution.destination.text
            if target and target.path != text.path:
                known = backlinks[target.path]
                if not known or known[-1].essay != text.path:
                    known.append(Backlink(text.path, link.sentence))
    return {path: tuple(backlinks[path]) for path in catalogue.texts if path in backlinks}
