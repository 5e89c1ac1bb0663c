"""The folder of a site -> the tool that it was made for, and where that tool keeps the texts."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from sitegen.text.filenames import is_markdown


class Tool(Struct, frozen=True):
    """A program that keeps texts in folders."""

    name: str
    signs: tuple[str, ...]
    """Files or folders at the root by which it is known."""
    folders: tuple[str, ...]
    """Where its texts usually are, the narrowest first."""


TOOLS = (
    # hexo.io/docs/setup: also has _config.yml, so it comes before Jekyll
    Tool("Hexo", ("source/_posts",), ("source/_posts",)),
    # jekyllrb.com/docs/structure
    Tool("Jekyll", ("_config.yml", "_config.yaml"), ("_posts", "blog/_posts", ".")),
    # gohugo.io/getting-started/directory-structure
    Tool(
        "Hugo",
        ("hugo.toml", "hugo.yaml", "hugo.json", "config/_default"),
        ("content/posts", "content/post", "content/blog", "content"),
    ),
    # getzola.org/documentation/getting-started/directory-structure; older sites of Hugo too
    Tool("Zola or Hugo", ("config.toml",), ("content/posts", "content/post", "content")),
    # 11ty.dev/docs/config
    Tool(
        "Eleventy",
        (
            *(".eleventy.js", "eleventy.config.js", "eleventy.config.mjs"),
            *("eleventy.config.cjs", "eleventy.config.ts"),
        ),
        ("src/posts", "posts", "content/blog", "content", "src"),
    ),
    # docs.astro.build/en/basics/project-structure
    Tool(
        "Astro",
        ("astro.config.mjs", "astro.config.ts", "astro.config.js"),
        ("src/content/blog", "src/content/posts", "src/content", "src/pages"),
    ),
    # gatsbyjs.com/docs/reference/gatsby-project-structure
    Tool(
        "Gatsby",
        ("gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs"),
        ("content/blog", "content/posts", "content", "src/pages"),
    ),
    # docusaurus.io/docs/installation
    Tool("Docusaurus", ("docusaurus.config.js", "docusaurus.config.ts"), ("blog", "docs")),
    # docs.getpelican.com/en/latest/quickstart.html
    Tool("Pelican", ("pelicanconf.py",), ("content",)),
    # www.mkdocs.org/user-guide/writing-your-docs
    Tool("MkDocs", ("mkdocs.yml",), ("docs",)),
    # quarto.org/docs/websites/website-blog.html
    Tool("Quarto", ("_quarto.yml",), ("posts", ".")),
    # quartz.jzhao.xyz
    Tool("Quartz", ("quartz.config.ts",), ("content",)),
    # help.obsidian.md, "How Obsidian stores data"
    Tool("Obsidian", (".obsidian",), (".",)),
)
"""Tools with their signs; the first one found counts."""
_USUAL = (
    *("content/posts", "content/post", "content/blog", "src/content/blog", "src/content/posts"),
    *("_posts", "src/posts", "posts", "blog", "content", "src/content", "articles", "writing"),
    *("notes", "docs"),
)
"""Folders of texts in sites of unknown tools."""
_DEEPEST = 4
"""Folders below each other in which texts are looked for."""


def texts_elsewhere(root: Path) -> tuple[str, str]:
    """Return the tool that a folder was made for, and its folder of texts; "" for unknown ones."""
    tool = next(
        (each for each in TOOLS if any((root / sign).exists() for sign in each.signs)), None
    )
    folders: Iterable[str] = (*tool.folders, *_USUAL) if tool else _USUAL
    found = next((folder for folder in folders if _has_texts(root, folder)), "")
    return tool.name if tool else "", found


def _has_texts(root: Path, folder: str) -> bool:
    if folder == ".":
        names = [entry for entry in root.iterdir() if entry.name.lower() != "readme.md"]
        return any(is_markdown(entry.name) or _has_texts(root, entry.name) for entry in names)
    hidden = folder[0] == "."
    return not hidden and any(is_markdown(name) for name in _names(root / folder))


def _names(folder: Path) -> Iterator[str]:
    for at, inside, names in os.walk(folder):
        depth = len(Path(at).relative_to(folder).parts)
        inside[:] = [name for name in inside if name[0] != "." and depth < _DEEPEST]
        yield from names


def without_settings(root: Path) -> str:
    """Return the hint for a folder without ``site.yaml``; "" if it holds no texts to publish."""
    if not root.is_dir():
        return ""
    tool, folder = texts_elsewhere(root)
    if not folder:
        return ""
    seems = f"this looks like a site of {tool}; " if tool else ""
    return f"{seems}write site.yaml with the line: essays: {folder}"
