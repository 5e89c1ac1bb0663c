"""Names of files and folders -> what they are: texts, other programs' files, or left unread.

Each table names the tool that its rows come from, and where that tool documents them.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from sitegen import CACHE_FOLDER, SITE_FILE, THEME_FOLDERS
from sitegen.config.config import Config
from sitegen.model import Kind
from sitegen.text.filenames import MARKDOWN_SUFFIXES, is_index, is_markdown

REMOVED = ".removed.md"
"""End of the name of a file that keeps what was removed from a text."""
DRAFTS = "_drafts"
"""Folder of drafts (Jekyll: jekyllrb.com/docs/posts, "Drafts")."""
_PRIVATE = {
    DRAFTS: "folder of drafts",
    "drafts": "folder of drafts",
    # quartz.jzhao.xyz/features/private-pages: the pattern "private" is ignored there
    "private": "private folder",
}
"""Folders whose texts are held back."""
_RESERVED: dict[str, Kind] = {
    "_themes": "theme",
    "_pages": "page",
    "_paths": "path",
    "_authors": "author",
}
_READ_ALSO = frozenset({"_posts", DRAFTS})
"""Folders with an underscore that hold texts (jekyllrb.com/docs/structure)."""
_THEMES = frozenset({"tags", "categories", "themes", "topics", "keywords"})
"""Folders in which ``NAME/_index.md`` introduces a theme (gohugo.io/content-management/taxonomies,
"Add custom metadata to a term")."""
_READMES = frozenset(f"readme.{suffix}" for suffix in MARKDOWN_SUFFIXES)
_NEVER = frozenset(
    {
        # npm, Bower, Python: programs of others.
        *("node_modules", "bower_components", "__pycache__"),
        # jekyllrb.com/docs/structure; Minimal Mistakes and others keep more of their own beside.
        *("_site", "_includes", "_layouts", "_data", "_sass", "_plugins"),
        # 11ty.dev/docs/config; VuePress and VitePress keep theirs in hidden folders.
        *("_components", "_11ty"),
        # quarto.org/docs/projects, bookdown.org: what these programs made.
        *("_book", "_freeze", "_extensions", "_bookdown_files", "renv"),
        # macOS: a folder's own icon.
        "Icon\r",
    }
)
"""Folders, and a file, that hold a program's files or its output, wherever they are."""
_OF_TOOLS = (
    # gohugo.io/getting-started/directory-structure
    (
        ("hugo.toml", "hugo.yaml", "hugo.json", "config.toml"),
        ("public", "resources", "layouts", "archetypes", "themes", "i18n", "data"),
    ),
    # getzola.org/documentation/getting-started/directory-structure
    (("config.toml",), ("sass", "themes")),
    # jekyllrb.com/docs/structure: gems of the site
    (("_config.yml", "_config.yaml", "Gemfile"), ("vendor",)),
    # 11ty.dev, docs.astro.build, gatsbyjs.com, docusaurus.io, hexo.io: outputs and themes
    (("package.json",), ("dist", "build", "public", "out", "themes", "scaffolds")),
    # docs.getpelican.com/en/latest/settings.html
    (("pelicanconf.py",), ("output", "theme", "themes")),
    # www.mkdocs.org/user-guide/configuration
    (("mkdocs.yml",), ("site",)),
)
"""Files at the site's root that show a tool, and its folders there that hold no texts."""
_OF_REPOSITORIES = frozenset(
    {"changelog", "code_of_conduct", "contributing", "licence", "license", "security", "support"}
)
"""Names of files at a site's root that are about its repository (docs.github.com, "Setting up your
project for healthy contributions")."""

Verdict = Literal["read", "ignored", "underscore"]


class Layout(Struct, frozen=True):
    """The folder of a site's texts, and what is left out there."""

    folder: str
    """The folder of the texts, relative to the site's root; ``.`` for the root itself."""
    below: str
    """Beginning of the path of every text."""
    but: frozenset[str] = frozenset()
    """Paths that are not looked at."""

    def verdict(self, path: str, name: str) -> Verdict:
        """Decide by its name whether a file or folder is read, ignored or left out."""
        first = name[0]
        if first == "_":
            return self._underscored(path, name)
        lower = name.lower()
        backup = name[-1] == "~" or first == name[-1] == "#"
        if first == "." or backup or name in _NEVER or path in self.but:
            return "ignored"
        return "ignored" if lower in _READMES or lower.endswith(REMOVED) else "read"

    def _underscored(self, path: str, name: str) -> Verdict:
        if path.removeprefix(self.below) in _RESERVED or name in _READ_ALSO:
            return "read"
        if is_markdown(name) and is_index(name):
            return "read"
        return "ignored" if name in _NEVER else "underscore"

    def kind(self, path: str) -> Kind | None:
        """Return the kind of a text; None for another file."""
        if not is_markdown(path):
            return None
        if "/_" not in path and path[0] != "_":
            return "essay"
        first, *rest = path.removeprefix(self.below).split("/")
        if first[0] == "_" and rest and first in _RESERVED:
            return _RESERVED[first]
        name = rest[-1] if rest else ""
        if name[:1] != "_" or not is_index(name):
            return "essay"
        return "theme" if first in _THEMES and len(rest) == 2 else "page"


def layout_of(root: Path, config: Config) -> Layout:
    """Return the layout that the settings of a site describe."""
    but: Iterable[str] = ()
    if config.essays == ".":
        but = (SITE_FILE, CACHE_FOLDER, *THEME_FOLDERS, *_output(root, config), *_left_out(root))
    return Layout(config.essays, config.below_essays, frozenset(but))


def _output(root: Path, config: Config) -> Iterable[str]:
    output = (root / config.output).absolute()
    here = root.absolute()
    return (output.relative_to(here).as_posix(),) if output.is_relative_to(here) else ()


def _left_out(root: Path) -> Iterable[str]:
    """Find the files and folders at the root that belong to other tools and to the repository."""
    for signs, folders in _OF_TOOLS:
        if any((root / sign).is_file() for sign in signs):
            yield from folders
    for entry in root.iterdir() if root.is_dir() else ():
        if is_markdown(entry.name) and entry.stem.lower() in _OF_REPOSITORIES:
            yield entry.name


def private_folder(path: str) -> str:
    """Return why a text is held back for the folder that it is in; "" for other folders."""
    folders = path.lower().split("/")[:-1]
    found = next((name for name in folders if name in _PRIVATE), "")
    return f"'{found}' is a {_PRIVATE[found]}" if found else ""
