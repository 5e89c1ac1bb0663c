"""Files that are not read, or not as their tool reads them -> one problem for each kind."""

import os
import posixpath
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from sitegen import ESSAYS_FOLDER
from sitegen.config.neighbours import texts_elsewhere
from sitegen.problems.errors import Place, Problem
from sitegen.text.filenames import is_markdown

_FORMATS: Mapping[str, str] = {
    # Suffix -> name of the format in pandoc (pandoc.org/MANUAL.html, "--from"); "" if it has none.
    "rst": "rst",
    "rest": "rst",
    "org": "org",
    "adoc": "",
    "asciidoc": "",
    "asc": "",
    "textile": "textile",
    "wiki": "mediawiki",
    "mediawiki": "mediawiki",
    "creole": "creole",
    "t2t": "t2t",
    "muse": "muse",
    "typ": "typst",
    "tex": "latex",
    "ipynb": "ipynb",
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "txt": "",
    "text": "",
    "html": "html",
    "htm": "html",
    "njk": "",
    "liquid": "",
}
"""Formats of texts that are not Markdown."""
_NO_TEXTS = frozenset(
    {
        # www.robotstxt.org, humanstxt.org, iabtechlab.com/ads-txt, llmstxt.org, pip, CMake
        *("robots.txt", "humans.txt", "ads.txt", "app-ads.txt", "llms.txt", "llms-full.txt"),
        *("requirements.txt", "cmakelists.txt", "license.txt", "licence.txt", "security.txt"),
        *("readme.txt", "readme.rst", "readme.org", "readme.adoc", "readme.asciidoc"),
    }
)
_CODE = {"mdx": "MDX", "rmd": "R Markdown", "rmarkdown": "R Markdown", "qmd": "Quarto"}
"""Suffix of Markdown with code that runs -> the name of the format."""
_CODE_ENDS = tuple(f".{suffix}" for suffix in _CODE)
_ONE_BY_ONE = 3
"""Folders up to which each has its own warning, and names that a warning lists."""


def no_folder(root: Path, folder: str) -> Problem:
    """Report that the folder of the texts is missing; the hint names the one that is there."""
    place = Place(folder)
    if (root / folder).exists():
        hint = "rename the file; texts belong in a folder named essays"
        if folder != ESSAYS_FOLDER:
            hint = "name a folder in the line essays: of site.yaml"
        return Problem(place, "E101", f"'{folder}' is not a folder", hint)
    tool, found = texts_elsewhere(root) if root.is_dir() else ("", "")
    hint = 'create it, or create an essay there: sitegen new "A Good Title"'
    if found:
        seems = f"this looks like a site of {tool}; " if tool else ""
        hint = f"{seems}write this line into site.yaml: essays: {found}"
    return Problem(place, "E101", f"folder '{folder}' not found", hint)


# ------------------------------------------------------------------ underscores


def left_out(found: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Report the texts that an underscore at the beginning of a name hides.

    ``found`` are the paths of files and folders, each relative to the site's root and absolute.
    """
    folders: dict[str, int] = {}
    files: dict[str, list[str]] = {}
    for path, real in sorted(found):
        folder, name = posixpath.split(path)
        if not os.path.islink(real) and os.path.isdir(real):  # noqa: PTH112, PTH114 (strings)
            if number := sum(_is_text(name) for name in _names(real)):
                folders[path] = number
        elif _is_text(name):
            files.setdefault(folder, []).append(name)
    yield from _hidden_folders(folders)
    yield from _hidden_files(files)


def _names(folder: str) -> Iterator[str]:
    for _, inside, names in os.walk(folder):
        inside[:] = [name for name in inside if name[0] != "."]
        yield from names


def _is_text(name: str) -> bool:
    suffix = name[name.rfind(".") + 1 :].lower()
    return is_markdown(name) or (suffix in _FORMATS and name.lower() not in _NO_TEXTS)


def _hidden_folders(folders: Mapping[str, int]) -> Iterator[Problem]:
    hint = "rename the folder without the underscore to publish its texts"
    if len(folders) <= _ONE_BY_ONE:
        for path, number in folders.items():
            why = "the folder's name begins with an underscore"
            yield _unread(path, number, why, hint)
    elif folders:
        why = f"the names of {len(folders)} folders begin with an underscore: {_few(folders)}"
        yield _unread(_common(folders), sum(folders.values()), why, hint)


def _hidden_files(files: Mapping[str, list[str]]) -> Iterator[Problem]:
    hint = "rename a text without the underscore to publish it"
    if len(files) <= _ONE_BY_ONE:
        for folder, names in files.items():
            why = f"names that begin with an underscore: {_few(names)}"
            yield _unread(folder or ".", len(names), why, hint)
    elif files:
        paths = [f"{folder}/{name}" for folder, names in files.items() for name in names]
        why = f"names that begin with an underscore: {_few(paths)}"
        yield _unread(_common(files), len(paths), why, hint)


def _unread(place: str, number: int, why: str, hint: str) -> Problem:
    counted = "1 text is not read" if number == 1 else f"{number:,} texts are not read"
    return Problem(Place(place), "W116", f"{counted}: {why}", hint)


def _few(names: Collection[str]) -> str:
    shown = ", ".join(list(names)[:_ONE_BY_ONE])
    more = len(names) - _ONE_BY_ONE
    return f"{shown} and {more:,} more" if more > 0 else shown


def _common(paths: Iterable[str]) -> str:
    return posixpath.commonpath(list(paths)) or "."


# ------------------------------------------------------------------ other formats


def foreign_formats(root: Path, files: Iterable[str], linked: Collection[str]) -> Iterator[Problem]:
    """Report files beside the texts that are texts in another format, unless a text links to them.

    HTML counts if it has front matter: other HTML may be a part of a page.
    """
    found: dict[str, list[str]] = {}
    for path in files:
        name = posixpath.basename(path)
        suffix = name[name.rfind(".") + 1 :].lower()
        if suffix not in _FORMATS or path in linked or name.lower() in _NO_TEXTS:
            continue
        if suffix not in ("html", "htm") or _has_front_matter(root / path):
            found.setdefault(posixpath.dirname(path), []).append(path)
    groups = found.items() if len(found) <= _ONE_BY_ONE else [("", [*chain(*found.values())])]
    for folder, paths in groups:
        yield _foreign(folder or _common(map(posixpath.dirname, paths)), paths)


def _foreign(folder: str, paths: list[str]) -> Problem:
    suffixes = Counter(path[path.rfind(".") :].lower() for path in paths)
    counts = ", ".join(f"{suffix} ({number:,})" for suffix, number in sorted(suffixes.items()))
    first = paths[0]
    format_ = _FORMATS[first[first.rfind(".") + 1 :].lower()]
    hint = "convert a text to Markdown to publish it"
    if first.lower().endswith((".txt", ".text")):
        hint = "rename a text so that it ends in .md to publish it"
    elif format_:
        hint += f": pandoc -f {format_} -t gfm '{first}'"
    names = _few([posixpath.basename(path) for path in paths])
    why = f"the format is not Markdown: {names if len(paths) <= _ONE_BY_ONE else counts}"
    return _unread(folder, len(paths), why, hint)


def _has_front_matter(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(8).removeprefix(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r\n"))
    except OSError:
        return False


# ------------------------------------------------------------------ Markdown with code


def rendered_already(files: Collection[str]) -> frozenset[str]:
    """Find the texts with code whose results are there as Markdown: those are read instead.

    R Markdown and Quarto write ``a.md`` beside ``a.Rmd`` (bookdown.org/yihui/blogdown).
    """
    sources = (path for path in _with_code(files) if not path.lower().endswith(".mdx"))
    ends = (".md", ".markdown")
    return frozenset(
        path for path in sources if any(path[: path.rfind(".")] + end in files for end in ends)
    )


def _with_code(files: Iterable[str]) -> list[str]:
    return [path for path in files if path.lower().endswith(_CODE_ENDS)]


def mixed_with_code(files: Iterable[str]) -> Iterator[Problem]:
    """Report once for each format that texts hold code that is not run."""
    found: dict[str, list[str]] = {}
    for path in _with_code(files):
        name = _CODE[path[path.rfind(".") + 1 :].lower()]
        found.setdefault(name, []).append(path)
    for name, paths in sorted(found.items()):
        yield _read_plainly(name, sorted(paths))


def _read_plainly(name: str, paths: list[str]) -> Problem:
    hint = "to show results too, publish the Markdown that its own program makes"
    if name == "MDX":
        hint = "replace imports and components by Markdown, then rename the file to .md"
    number = f" ({len(paths):,} files: {_few(paths)})" if len(paths) > 1 else ""
    place = paths[0] if len(paths) == 1 else _common(map(posixpath.dirname, paths))
    return Problem(
        Place(place), "W114", f"{name} is read as Markdown; its code is not run{number}", hint
    )
