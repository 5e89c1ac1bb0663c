"""The folder of a site -> its texts as written, and the themes that names mean."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from sitegen.collection.tag_index.thesaurus import Names, collect_names
from sitegen.config.config import NAME, Config
from sitegen.config.schema.nodes import shown
from sitegen.config.site_yaml import read_config
from sitegen.content.frontmatter.meta import read_front_matter
from sitegen.content.loader.walk import walk
from sitegen.content.parse import Parser
from sitegen.curate.document import Document, open_document
from sitegen.model import Kind, Meta, Slug
from sitegen.problems.errors import Place, Problem, SitegenError, fail
from sitegen.text.slugs import slugify
from sitegen.text.suggest import Lexicon, did_you_mean


class Library(Struct, frozen=True):
    """All texts of a collection, for edits of their front matter."""

    root: Path
    config: Config
    documents: Mapping[str, Document]
    """By path; ``site.yaml`` is one of them."""
    metas: Mapping[str, Meta]
    """Front matter of each text."""
    names: Names
    parser: Parser

    @property
    def place(self) -> Place:
        """The place of what no single file is to blame for."""
        return Place(self.config.essays)

    def labels(self) -> Mapping[Slug, str]:
        """Return the name of every theme: that of its file, or of most tags."""
        return self.names.labels(tag.text for meta in self.metas.values() for tag in meta.tags)

    def theme(self, name: str) -> Slug:
        """Return the theme that a name means; raise SitegenError if there is none."""
        slug, labels = self.names.theme(name), self.labels()
        if slug not in labels:
            meant = Lexicon((label, label) for label in labels.values()).closest(name)
            hint = did_you_mean(meant, "sitegen themes list shows all themes")
            raise fail(self.place, "E1452", f"theme {shown(name)} not found", hint)
        return slug

    def own_names(self, theme: Slug) -> frozenset[Slug]:
        """Return the names of a theme that are not aliases: its slug and its title."""
        file = self.names.files.get(theme)
        return frozenset({theme, slugify(file.card.name)} if file else {theme})


def open_library(root: Path) -> Library:
    """Read a collection; raise SitegenError with all files that are invalid.

    An invalid file could contain a theme that would be missed.
    """
    config = read_config(root)
    tree = walk(root, config)
    site_yaml: tuple[Kind, str] = ("page", NAME)
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for kind, path in (site_yaml, *tree.texts()):
        try:
            documents[path] = open_document(path, kind, (root / path).read_bytes())
        except SitegenError as error:
            problems += error.problems
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problems.append(Problem(Place(path), "E102", f"cannot be read: {reason}"))
    if problems:
        raise SitegenError(problems)
    parser = Parser(config)
    files = [parser.parse(documents[path].source).essay for path in tree.themes]
    metas = {
        path: read_front_matter(document.source, config)[0]
        for path, document in documents.items()
        if path != NAME
    }
    return Library(root, config, documents, metas, collect_names(files)[0], parser)
