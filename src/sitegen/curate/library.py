"""A site's folder -> its files as they are written, and which theme each name means."""

from collections import Counter
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
    """All texts of a collection, ready to be edited."""

    root: Path
    config: Config
    documents: Mapping[str, Document]
    """By path; ``site.yaml`` is one of them."""
    metas: Mapping[str, Meta]
    """What the front matter of each text says."""
    names: Names
    parser: Parser

    def labels(self) -> Mapping[Slug, str]:
        """Name every theme as its file or most of its tags do."""
        spellings: dict[Slug, Counter[str]] = {}
        for meta in self.metas.values():
            for tag in meta.tags:
                spellings.setdefault(self.names.theme(tag.text), Counter())[tag.text] += 1
        labels = {
            slug: min(counts, key=lambda text: (-counts[text], text))
            for slug, counts in spellings.items()
        }
        return labels | {slug: file.card.name for slug, file in self.names.files.items()}

    def theme(self, name: str) -> Slug:
        """Find the theme that a name means; raise SitegenError if there is none."""
        slug, labels = self.names.theme(name), self.labels()
        if slug not in labels:
            meant = Lexicon((label, label) for label in labels.values()).closest(name)
            hint = did_you_mean(meant, "sitegen themes list shows all there are")
            raise fail(Place("essays"), "E1452", f"there is no theme {shown(name)}", hint)
        return slug

    def own_names(self, theme: Slug) -> frozenset[Slug]:
        """List the names that mean a theme itself: its address and its title, no alias."""
        file = self.names.files.get(theme)
        return frozenset({theme, slugify(file.card.name)} if file else {theme})


def open_library(root: Path) -> Library:
    """Read a collection; raise SitegenError with all that cannot be read for sure.

    A file whose front matter is broken may hold a theme that nobody would find.
    """
    config, tree = read_config(root), walk(root)
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("essay", tree.essays),
        ("theme", tree.themes),
        ("page", tree.pages),
        ("path", tree.paths),
    )
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for path, kind in ((NAME, "page"), *((path, kind) for kind, paths in kinds for path in paths)):
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
