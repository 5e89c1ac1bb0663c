"""A link of a text and the Atlas -> the address that the link gets, or its problem."""

import posixpath
import re
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from sitegen.collection.links.atlas import Atlas, Destination
from sitegen.model import Essay, Link, Slug
from sitegen.problems.errors import Problem
from sitegen.text.filenames import split_date
from sitegen.text.regex import regex
from sitegen.text.slugs import slugify
from sitegen.text.suggest import did_you_mean

_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = regex(r"(?:https?:)?//([^/?#\\]*)([^?#]*)(?:\?([^#]*))?", re.IGNORECASE)
_HOST = regex(r"(?:[\w-]+\.)+(?:com|dev|edu|gov|io|net|org)(?:/|$)", re.IGNORECASE)
_OF_PLATFORM = regex(
    r"(?:comments?|respond|more|disqus_thread|comment-form|reply)|(?:comment|more|c)-?\d+",
    re.IGNORECASE,
)
"""Ids that blog platforms (WordPress, Blogger, Disqus) add to the page of a text."""
_UNSAFE = regex(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]")
_CANDIDATES = 5
"""Texts that the message about an ambiguous name lists."""


# There are many of these, none in a reference cycle: gc=False lets the collector skip them.
class Resolution(Struct, frozen=True, gc=False):
    """A resolved link."""

    href: str | None
    """The address to print; None for a dead link."""
    destination: Destination | None = None
    """None where the link leads out of the collection, or is dead."""
    problem: Problem | None = None


def resolve_link(link: Link, text: Essay, atlas: Atlas) -> Resolution:
    """Resolve a link of a text."""
    named = link.kind in ("wiki", "embed")
    if not named and (found := atlas.beside(_folder(text), link.target)):
        return _reach(link, atlas, found)
    if not link.target:
        return _within(link, text, atlas)
    if named:
        return _wiki(link, text, atlas)
    if web := _WEB.match(link.target):
        return _web(link, text, web, atlas)
    if _SCHEME.match(link.target):
        return Resolution(_outward(link))
    return _inside(link, text, atlas) or _by_other_case(link, text, atlas)


def _folder(text: Essay) -> str:
    return text.path.rpartition("/")[0]


def _web(link: Link, text: Essay, web: re.Match[str], atlas: Atlas) -> Resolution:
    host, path = (unquote(part) for part in web.groups(default="")[:2])
    if not atlas.is_own(host, path):
        return Resolution(_outward(link))
    inside = replace(link, fragment=unquote(link.fragment))
    found = _at_address(inside, path, web[3] or "", atlas)
    found = found or _by_likeness(inside, text, path, atlas)
    return found or _dead(inside, text, path, atlas)


def _at_address(link: Link, path: str, query: str, atlas: Atlas) -> Resolution | None:
    if query and (old := atlas.by_query(path, query)):
        return _reach(link, atlas, old)
    found = atlas.by_address(path)
    return _reach(link, atlas, found, query) if found else None


def _within(link: Link, text: Essay, atlas: Atlas) -> Resolution:
    if not link.fragment:
        message = f"the {link.kind} has no address"
        return _refused(link, "W407", message, "write an address between the brackets")
    if link.kind == "link" and link.fragment == "top":
        return Resolution("#top")
    if anchor := atlas.anchor(link.fragment, text):
        return Resolution(_hash(anchor))
    return Resolution(None, None, _no_anchor(link, text, atlas))


def _refused(link: Link, code: str, message: str, hint: str, href: str | None = None) -> Resolution:
    return Resolution(href, None, Problem(link.place, code, message, hint))


def _hash(anchor: str) -> str:
    return "#" + quote(anchor, safe="!$&'()*+,;=:@/?-._~")


def _no_anchor(link: Link, text: Essay, atlas: Atlas) -> Problem:
    meant = atlas.anchor_lexicons[text.path].closest(link.fragment)
    where = text.path if link.target else "this text"
    hint = did_you_mean(meant and f"#{meant}", "link to the id of a heading or of a paragraph")
    return Problem(link.place, "W404", f"'#{link.fragment}' not found in {where}", hint)


def _wiki(link: Link, text: Essay, atlas: Atlas) -> Resolution:
    paths = atlas.catalogue.find(link.target, _folder(text))
    if len(paths) == 1:
        return _reach(link, atlas, atlas.of_text[paths[0]])
    if paths:
        more = f" and {len(paths) - _CANDIDATES} more" if len(paths) > _CANDIDATES else ""
        message = f"'[[{link.target}]]' is ambiguous: {', '.join(paths[:_CANDIDATES])}{more}"
        return _refused(link, "W405", message, "write the path of the one you mean")
    if theme := atlas.files.themes.get(Slug(slugify(link.target))):
        return _reach(link, atlas, atlas.by_address(unquote(theme)) or Destination(theme))
    if "." in link.target:
        beside = atlas.by_file(_source_path(link.target, text, atlas))
        if file := beside or atlas.by_end(link.target):
            return _reach(link, atlas, file)
    return _dead(link, text, link.target, atlas)


def _reach(link: Link, atlas: Atlas, found: Destination, query: str = "") -> Resolution:
    """Link to a destination, with the query, and to the fragment if the destination has it."""
    target = found.text
    url = found.url + (f"?{_safe(query)}" if query else "")
    if not link.fragment:
        return Resolution(url, found)
    if target is None or target.kind in ("theme", "path", "author", "home"):
        # The page of a theme, a path, a list or a file has anchors that no text knows of.
        return Resolution(url + _hash(link.fragment), found)
    if anchor := atlas.anchor(link.fragment, target):
        return Resolution(url + _hash(anchor), found)
    if _OF_PLATFORM.fullmatch(link.fragment):
        return Resolution(url, found)
    return Resolution(url, found, _no_anchor(link, target, atlas))


def _outward(link: Link) -> str:
    fragment = re.sub(r"[#\[\]]", lambda match: quote(match[0]), link.fragment)
    return _safe(link.target + (f"#{fragment}" if fragment else ""))


def _safe(address: str) -> str:
    return _UNSAFE.sub(lambda match: quote(match[0]), address)


def _inside(link: Link, text: Essay, atlas: Atlas) -> Resolution | None:
    path, _, query = link.target.partition("?")
    if query and (found := atlas.by_file(_source_path(link.target, text, atlas))):
        return _reach(link, atlas, found)  # a file with a question mark in its name
    for written in (path, path.replace("\\", "/")) if "\\" in path else (path,):
        if found := atlas.by_file(_source_path(written, text, atlas)):
            return _reach(link, atlas, found, query)
        if there := _at_address(link, _address(written, text), query, atlas):
            return there
    return None


def _address(path: str, text: Essay) -> str:
    """Read a path relative to the text's own address."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(unquote(text.card.url)), path))
    return "/" + joined.lstrip("/")


def _source_path(target: str, text: Essay, atlas: Atlas) -> str:
    """Read a target as a path of source files, relative to the site's root.

    ``@/a.md`` is how Zola writes a path from the folder of the texts.
    """
    if target.startswith("@/"):
        target = f"/{atlas.config.below_essays}{target[2:]}"
    folder = "" if target.startswith("/") else _folder(text)
    return posixpath.normpath(posixpath.join(folder, target.lstrip("/")))


def _by_other_case(link: Link, text: Essay, atlas: Atlas) -> Resolution:
    """Resolve a relative or root-absolute target that matches no file as it is written."""
    target, _, query = link.target.replace("\\", "/").partition("?")
    path = _source_path(target, text, atlas)
    actual = atlas.by_other_case(path)
    found = atlas.by_file(actual) if actual else None
    if not found:
        return _by_likeness(link, text, path, atlas) or _dead(link, text, path, atlas)
    resolution = _reach(link, atlas, found, query)
    message = f"'{link.target}' differs in case from the file {actual}"
    problem = Problem(link.place, "W406", message, f"write '{_relative(actual, text)}'")
    return replace(resolution, problem=resolution.problem or problem)


def _by_likeness(link: Link, text: Essay, path: str, atlas: Atlas) -> Resolution | None:
    """Resolve a target to the one text that its date and name fit, or the one file at its end."""
    target, _, query = link.target.replace("\\", "/").partition("?")
    web = _WEB.match(target)
    addresses = (unquote(web[2]),) if web else (_address(target, text), _below_texts(path, atlas))
    for address in dict.fromkeys(addresses) if link.kind == "link" else ():
        fit = atlas.by_permalink(address)
        # A name alone may be that of a text which is held back.
        if fit and (fit.dated or not _why_held(link, text, path, atlas)):
            return _reach(link, atlas, atlas.of_text[fit.text.path], query)
    found = atlas.by_end(unquote(web[2]) if web else target)
    return _reach(link, atlas, found, query) if found else None


def _below_texts(path: str, atlas: Atlas) -> str:
    return "/" + path.removeprefix(atlas.config.below_essays).removeprefix("_pages/").lstrip("/")


def _dead(link: Link, text: Essay, path: str, atlas: Atlas) -> Resolution:
    shown = f"[[{link.target}]]" if link.kind in ("wiki", "embed") else link.target
    if why := _why_held(link, text, path, atlas):
        message = f"'{shown}' links to an essay that is not published: {why}"
        return _refused(link, "W403", message, "publish the essay, or delete the link")
    meant = _meant(link, text, path, atlas)
    if link.kind == "image":
        hint = did_you_mean(meant, "put it beside the text or in static/")
        return _refused(link, "W402", f"image '{shown}' not found", hint, _outward(link))
    web = f"https://{link.target}" if _HOST.match(link.target) else ""
    hint = did_you_mean(web or meant, "correct the address, or delete the link")
    if "{{" in link.target or "{%" in link.target:
        hint = "write the address itself in place of the tag of another tool"
    return _refused(link, "W401", f"link target '{shown}' not found", hint)


def _why_held(link: Link, text: Essay, path: str, atlas: Atlas) -> str:
    if not atlas.catalogue.held or link.kind == "image":
        return ""
    base = posixpath.basename(path.rstrip("/"))
    names = (link.target, path, base, base.removesuffix(".html"))
    reasons = (atlas.catalogue.why_held(name, _folder(text)) for name in names)
    return next(filter(None, reasons), "")


def _meant(link: Link, text: Essay, path: str, atlas: Atlas) -> str:
    if link.kind in ("wiki", "embed"):
        found = atlas.catalogue.lexicon.closest(link.target)
        return f"[[{atlas.catalogue.texts[found].card.name}]]" if found else ""
    name = posixpath.basename(path.rstrip("/"))
    stem, extension = posixpath.splitext(name)
    wanted = stem if extension in {".md", ".markdown", ".html"} else name
    meant = atlas.lexicon.closest(wanted)
    if meant == text.path:
        return ""  # nobody writes the address of a text to link to it from itself
    if link.target.startswith("/") and _is_longer(meant, wanted):
        return ""  # the page of a project is not the article that announces it
    return _relative(meant, text) if meant else ""


def _is_longer(path: str, name: str) -> bool:
    """Return whether a text has all words of a name, and others."""
    return set(slugify(name).split("-")) < set(slugify(split_date(path)[1]).split("-"))


def _relative(path: str, text: Essay) -> str:
    return path if path.startswith("/") else posixpath.relpath(path, _folder(text))
