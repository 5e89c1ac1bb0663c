"""Name of a file in a site -> whether it is a text, and else what it is."""

import posixpath
import re
from collections.abc import Iterable

from sitegen.importers.folders.site import OTHERS
from sitegen.text.filenames import is_markdown
from sitegen.text.regex import regex

NO_RECORD = "-"
"""Reason of a file that holds no words of an author: a picture, a style, a setting."""
TEMPLATES = "templates"
_TEMPLATE = regex(
    r"\.(?:html?|xhtml|njk|liquid|hbs|handlebars|ejs|pug|haml|slim|mustache|webc|vto|jinja2?|j2|tmpl|xml|xsl)$",
    re.IGNORECASE,
)
_PROGRAMS = frozenset(
    {
        *("node_modules", "bower_components", "vendor", "__pycache__", "public", "_site", "output"),
        *("resources", "dist", "build", "archetypes", "layouts", "themes", "i18n", "data"),
        *("_includes", "_layouts", "_sass", "_plugins", "_data", "_components", "_11ty"),
        *("exampleSite", "_theme", "theme"),
    }
)
"""Folders of a program, its templates and its output."""
_REPOSITORY = regex(
    r"(?:readme|changelog|contributing|licen[cs]e|code_of_conduct|security|support|history|authors)"
    r"(?:\.[a-z]{2,8}){0,2}",
    re.IGNORECASE,
)


def is_html(name: str) -> bool:
    """Return whether a file is HTML, by its suffix."""
    return name.lower().endswith((".html", ".htm"))


def reason_of(name: str, own: Iterable[str] = (), *, html: bool = False) -> str:
    """Return why a file is not a text; "" for a text.

    ``own``: folders at the root that hold texts although a program elsewhere uses their names;
    ``html``: whether HTML may be a text.
    """
    *folders, base = name.split("/")
    suffix = base.rpartition(".")[2].lower()
    texts = is_markdown(base) or suffix in OTHERS or (html and is_html(base))
    if not texts:
        return TEMPLATES if _TEMPLATE.search(base) else NO_RECORD
    below = (part for part in folders if part[0] == "_" or part == "node_modules")
    if not _PROGRAMS.isdisjoint(below) or (folders and folders[0] in _PROGRAMS.difference(own)):
        return "files of templates and programs"
    if base[0] == "." or any(part[0] == "." for part in folders):
        return "hidden files"
    if _REPOSITORY.fullmatch(base) and (not folders or base.lower().startswith("readme")):
        return "files about the repository"
    return f"texts in {OTHERS[suffix]}" if suffix in OTHERS else ""


def reason_outside(name: str) -> str:
    """Return why a file outside of the folder of texts is not a text."""
    reason = reason_of(name)
    return reason or "files of templates and programs"


def first_folder(name: str) -> str:
    """Return the folder at the root that a file is in; "" for none."""
    first, slash, _ = name.partition("/")
    return first if slash else ""


def stem(name: str) -> str:
    """Return the name of a file without its folders and its suffix."""
    return posixpath.basename(name).rpartition(".")[0]
