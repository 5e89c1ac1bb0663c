"""Names of essays' authors, and the files about them -> the authors that have a page."""

from collections.abc import Mapping

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue
from sitegen.config.config import Config
from sitegen.model import Author, Essay, Url
from sitegen.text.slugs import quote_path, slugify

FOLDER = "authors/"


class Writer(Struct, frozen=True):
    """An author who has a page."""

    name: str
    url: Url
    """The address of that page."""
    site: str
    """Web address of the person; "" if none is known."""
    file: Essay | None
    """What ``essays/_authors/`` says about the person."""
    essays: tuple[str, ...]
    """Paths of the listed ones, newest first."""


def build_authors(catalogue: Catalogue, config: Config) -> Mapping[str, Writer]:
    """Return the authors who have a page, by the slugs of their names.

    Everybody has one if the essays have several authors, else only those with a file.
    """
    files: dict[str, Essay] = {
        slugify(file.card.name): file for file in catalogue.of_kind("author")
    }
    essays: dict[str, list[str]] = {slug: [] for slug in files}
    people: dict[str, Author] = {}
    for essay in catalogue.listed:
        for author in essay.card.authors:
            if slug := slugify(author.name):
                if slug not in people or not people[slug].url:
                    people[slug] = author
                essays.setdefault(slug, []).append(essay.path)
    wanted = sorted(essays) if len(people) > 1 else sorted(files)
    return {
        slug: _writer(slug, people.get(slug), files.get(slug), essays[slug], config)
        for slug in wanted
    }


def _writer(
    slug: str, person: Author | None, file: Essay | None, essays: list[str], config: Config
) -> Writer:
    url = file.card.url if file else config.own_url(f"{FOLDER}{quote_path(slug)}/")
    name = file.card.name if file else person.name if person else slug
    site = (file.meta.url if file else "") or (person.url if person else "")
    return Writer(name, url, site, file, tuple(dict.fromkeys(essays)))
