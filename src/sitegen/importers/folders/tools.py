"""A site -> the tool that it was made for, by its files and its texts."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from sitegen.importers.folders.site import OTHERS, Site, site_of
from sitegen.importers.sources import Export
from sitegen.problems.errors import SitegenError
from sitegen.text.filenames import is_markdown
from sitegen.text.regex import regex

Name = Literal["hugo", "jekyll", "pelican", "eleventy", "obsidian"]

_SAMPLES = 40
"""Texts that are looked at."""
_ENOUGH = 3
"""Weight of what shows a tool; below it a text may come from anywhere."""
_SIGNS: tuple[tuple[Name, int, Sequence[str]], ...] = (
    ("hugo", 40, ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default")),
    ("hugo", 12, ("archetypes", "config.toml", "content/_index.md", "layouts/shortcodes")),
    ("jekyll", 30, ("_config.yml", "_config.yaml", "_config.toml")),
    ("jekyll", 12, ("_posts", "_drafts", "_sass", "_layouts")),
    ("pelican", 40, ("pelicanconf.py", "publishconf.py")),
    ("eleventy", 40, (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs")),
    ("eleventy", 40, ("eleventy.config.cjs", "eleventy.config.ts")),
    ("obsidian", 30, (".obsidian",)),
)
"""Files and folders at the root that show a tool, from the sources in ``config/neighbours.py``."""
_NAMES: tuple[tuple[Name, int, str], ...] = (
    ("hugo", 6, r"(?:^|/)_index(?:\.[a-z]{2})?\.(?:md|html)$"),
    ("hugo", 1, r"(?:^|/)[^/]+/index(?:\.[a-z]{2})?\.md$"),
    ("jekyll", 10, r"(?:^|/)_(?:posts|drafts)/"),
    ("jekyll", 3, r"(?:^|/)\d{4}-\d\d?-\d\d?-[^/]+\.(?:md|markdown|html)$"),
    ("eleventy", 20, r"\.11tydata\.\w+$"),
    ("eleventy", 3, r"\.njk$"),
    ("obsidian", 10, r"\.(?:canvas|base)$"),
)
_CONTENT: tuple[tuple[Name, int, str], ...] = (
    ("hugo", 4, r"\A\s*\+\+\+[ \t]*\n"),
    ("hugo", 5, r"\{\{<\s*/?[\w/\"-]+|\{\{%\s*/?\w"),
    (
        "hugo",
        2,
        r"(?m)^[\"']?(?:lastmod|publishDate|expiryDate|isCJKLanguage|cascade)[\"']?\s*[:=]",
    ),
    ("hugo", 1, r"(?m)^(?:draft|weight|slug|series|featuredImage)\s*[:=]|<!--more-->"),
    ("jekyll", 4, r"\{%-?\s*(?:highlight|include|post_url|link|endhighlight|raw|if|assign)\b"),
    ("jekyll", 4, r"\{\{\s*(?:site|page)\.\w+"),
    ("jekyll", 2, r"(?m)^(?:layout:\s*[\"']?\w+[\"']?\s*$|permalink:|categories:)|\{::?\s?[.#:\w]"),
    (
        "pelican",
        6,
        r"\A\s*(?:Title|Date|Category|Slug):[^\n]*\n"
        r"(?:[A-Z][\w-]*:[^\n]*\n|[ \t]+\S[^\n]*\n)*[ \t]*\n",
    ),
    ("pelican", 8, r"[(<\"'][{|](?:filename|static|attach|photo|category|tag|author|index)[}|]"),
    ("pelican", 4, r"(?m)^(?: {4}|\t):::\w+|^:(?:date|tags|category|slug|status):"),
    (
        "eleventy",
        10,
        r"(?m)^eleventy\w+\s*:|^(?:date:\s*[\"']?(?:git )?(?:Created|Last Modified)\b)",
    ),
    (
        "eleventy",
        5,
        r"(?m)^layout:\s*\S+\.(?:njk|liquid|11ty\.js|hbs|ejs)\b|\{\{\s*(?:collections|page\.fileSlug|page\.url)",
    ),
    ("eleventy", 2, r"\{%-?\s*(?:image|asyncEach|set|from|import)\b|\|\s*(?:url|slugify)\s*\}\}"),
    ("obsidian", 5, r"!\[\[[^\]\n]+\]\]|\[\[[^\]\n]+\]\]|(?m:^```dataview(?:js)?\s*$)"),
    ("obsidian", 2, r"(?m)^> \[!\w+\][-+]?|%%|(?m:\s\^[\w-]+$)"),
    ("obsidian", 2, r"(?m)^(?:cssclasses|dg-publish|created|aliases):|(?:^|\s)#[a-z]\w*/\w+"),
)
_FENCED = regex(r"\A\s*(?:---[ \t]*\n|\+\+\+[ \t]*\n|\{\s*\n?\s*\")")
_PATTERNS = tuple((tool, weight, regex(pattern)) for tool, weight, pattern in (*_CONTENT,))
_PATHS = tuple((tool, weight, regex(pattern)) for tool, weight, pattern in _NAMES)


@lru_cache(1)  # each format asks this of the same export
def tool_of(export: Export) -> Name | None:
    """Return the tool that most of a site shows; None if it holds no texts of such tools."""
    site = site_of(export)
    texts = [name for name in site.names if _is_text(name)]
    if not texts:
        return None
    heads = list(_heads(site, texts))
    weights: dict[Name, float] = {}
    for tool, weight in (*_by_files(site), *_by_texts(heads)):
        weights[tool] = weights.get(tool, 0) + weight
    best = max(weights, key=lambda tool: weights[tool], default=None)
    if best and weights[best] >= _ENOUGH:
        return best
    # Front matter that no tool claims is read by the tool with the fewest rules of its own.
    return "hugo" if any(_FENCED.match(head) for head in heads) else None


def _is_text(name: str) -> bool:
    suffix = name.rpartition(".")[2].lower()
    return is_markdown(name) or suffix in OTHERS or (suffix == "html" and "_posts/" in f"/{name}")


def _by_files(site: Site) -> Iterator[tuple[Name, float]]:
    for tool, weight, signs in _SIGNS:
        if site.has(*signs):
            yield tool, weight
    for tool, weight, pattern in _PATHS:
        if any(pattern.search(name) for name in site.names):
            yield tool, weight


def _heads(site: Site, texts: Sequence[str]) -> Iterator[str]:
    for name in texts[:: max(1, len(texts) // _SAMPLES)]:
        try:
            head = site.export.head(site.root + name, 20_000).decode("utf-8", "replace")
        except SitegenError:
            continue
        yield head.replace("\r\n", "\n").lstrip("\ufeff")


def _by_texts(heads: Sequence[str]) -> Iterator[tuple[Name, float]]:
    for head in heads:
        for tool, weight, pattern in _PATTERNS:
            if pattern.search(head):
                yield tool, weight * 3 / (len(heads) + 2)


def members_of(export: Export, tool: Name) -> Sequence[str]:
    """Return all files of a site, if it was made for this tool; none otherwise."""
    if tool_of(export) != tool:
        return ()
    root = site_of(export).root
    return [name for name in export.names if name.startswith(root)]
