"""HTML of any kind -> clean, well-formed HTML without scripts and styles.

Before nh3 parses it as a browser would, what it cannot know is rewritten: a ``<`` that begins no
element, self-closing tags, nesting without end, and scripts that show something.
"""

import re
from collections.abc import Mapping
from html import escape, unescape

import nh3

from sitegen.text.html_parts import VOID
from sitegen.text.regex import regex

_HIDDEN_CONTENT = {"head", "noembed", "noframes", "script", "style", "svg", "title"}
_TAGS = {
    *("a", "abbr", "acronym", "address", "annotation", "article", "aside", "audio", "b", "bdi"),
    *("bdo", "big", "blockquote", "br", "button", "caption", "center", "cite", "code", "col"),
    *("colgroup", "dd", "del", "details", "dfn", "dir", "div", "dl", "dt", "em", "embed"),
    *("fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
    *("h6", "header", "hgroup", "hr", "i", "iframe", "img", "input", "ins", "kbd", "label"),
    *("legend", "li", "main", "mark", "menu", "nav", "noscript", "object", "ol", "option", "p"),
    *("param", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp", "search", "section"),
    *("select", "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table"),
    *("tbody", "td", "textarea", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var"),
    *("video", "wbr", "math", "semantics", "mjx-container", "mjx-assistive-mml"),
}
_ATTRIBUTES = {
    "*": {
        "align",
        "aria-checked",
        "class",
        "dir",
        "hidden",
        "id",
        "lang",
        "role",
        "style",
        "title",
    },
    "a": {"href", "name"},
    "annotation": {"encoding"},
    "audio": {"src"},
    "blockquote": {"cite"},
    "embed": {"src"},
    "iframe": {"src"},
    "img": {"alt", "height", "src", "srcset", "width"},
    "input": {"type", "checked", "value"},
    "li": {"value"},
    "math": {"alttext", "display"},
    "mjx-container": {"display"},
    "object": {"data"},
    "ol": {"start", "type", "reversed"},
    "param": {"name", "value"},
    "pre": {"name"},
    "source": {"src", "srcset"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "video": {"poster", "src"},
}
_SCHEMES = {
    *("ftp", "ftps", "gemini", "geo", "http", "https", "irc", "magnet", "mailto", "matrix", "news"),
    *("sms", "tel", "xmpp", "data"),
}
_NAMES = _TAGS | {
    *("applet", "area", "base", "basefont", "bgsound", "blink", "body", "canvas", "data"),
    *("datalist", "dialog", "frame", "frameset", "head", "html", "image", "isindex", "keygen"),
    *("link", "listing", "map", "marquee", "meta", "meter", "nobr", "noembed", "noframes"),
    *("optgroup", "output", "plaintext", "portal", "progress", "rb", "rtc", "script", "slot"),
    *("spacer", "style", "svg", "template", "title", "track", "xmp"),
}
"""Names of HTML elements, also of those that browsers no longer know."""
_FLAT = {
    "a",
    "p",
    "li",
    "dt",
    "dd",
    "td",
    "th",
    "tr",
    "thead",
    "tbody",
    "tfoot",
    "option",
    "rt",
    "rp",
    *("h1", "h2", "h3", "h4", "h5", "h6"),
}
"""Elements that another one closes: many open ones are not nested."""
_PHRASES = {
    *("abbr", "b", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "nobr"),
    *("s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var"),
}
_DEEPEST, _DEEPEST_PHRASES = 2_000, 25
"""Open elements from which tags are left out: nh3 needs time for the square of their number."""
_MARK = regex(
    r"<!--(?:-?>|.*?--!?>|(?P<endless>.*+))"
    r"|<(?P<raw>script|style)\b(?P<own>[^<>]*+)>?(?P<code>.*?)(?:</(?P=raw)[^<>]*+>|\Z)"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][^\s/<>]*+)"
    r"(?P<rest>(?:[^<>=]++|=\s*+(?:\"(?:[^\"\s<>]*+\"|[^\"]{0,9999}+\")"
    r"|'(?:[^'\s<>]*+'|[^']{0,9999}+')|(?![\"']))){0,600}+>)?",
    re.DOTALL | re.IGNORECASE,
)
"""Limits keep the time for a text linear; a picture in an address is longer, but has no spaces."""
_ANY_TAG = regex(r"<[^<>]*+>")
_FLAGS = {"download", "hidden", "inert", "itemscope", "nofollow"}
_CLOSING = regex(r"</([A-Za-z][^\s/<>]*-[^\s/<>]*)")
_CONTROL = regex(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\u200b\u2060\ufffe\uffff\ud800-\udfff]")
_SRC = regex(r"""\bsrc\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)
_GIST = regex(r"(?:https?:)?//(gist\.[\w.-]+/[\w.-]+/[0-9a-f]+)(?:\.js)?(?:\?.*)?", re.IGNORECASE)
_TEX = regex(
    r"""\btype\s*=\s*["']?math/tex(?P<display>\s*;\s*mode\s*=\s*display)?""", re.IGNORECASE
)


def clean(html: str) -> str:
    """Return well-formed HTML with the elements that the writer reads."""
    return nh3.clean(
        prepared(html),
        tags=_TAGS,
        clean_content_tags=_HIDDEN_CONTENT,
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes={"data-"},
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def prepared(html: str) -> str:
    """Rewrite what nh3 cannot know, so that it parses the rest as a browser would."""
    html = _CONTROL.sub("", html.replace("\r\n", "\n").replace("\r", "\n"))
    return _Rewriting(html).result()


class _Rewriting:
    """Goes through the tags of some HTML once."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._open: dict[str, list[bool]] = {}
        """Name -> for each open element whether its tag was kept."""
        self._depth = self._phrases = 0
        self._foreign = ""
        """``svg`` or ``math`` while in one, whose elements have names of their own."""
        self._last, self._last_equal = html.rfind(">"), html.rfind("=")
        self._closing: frozenset[str] | None = None
        """Names with a hyphen that closing tags have."""

    def result(self) -> str:
        return _MARK.sub(self._rewritten, self._html) if "<" in self._html else self._html

    def _rewritten(self, found: re.Match[str]) -> str:
        if found["raw"]:
            return _script(found) if found["raw"].lower() == "script" else ""
        if not found["name"]:
            return _hidden(found["endless"])
        name = found["name"].lower()
        known = name in _NAMES or ":" in name or self._foreign or self._is_custom(name)
        if not known or self._is_text(found, name):
            return f"&lt;{found[0][1:]}"
        if name in ("svg", "math"):
            self._foreign = "" if found["end"] else name
        return self._tag(found, name)

    def _is_text(self, found: re.Match[str], name: str) -> bool:
        """Return whether a ``<`` before the name of an element compares: ``if a <b and c> d``."""
        if found["rest"] is None:
            return found.end() < self._last or found.end() > self._last_equal
        rest = found["rest"].strip("/> \n")
        return len(name) == 1 and bool(rest) and "=" not in rest and rest not in _FLAGS

    def _is_custom(self, name: str) -> bool:
        if "-" not in name:
            return False
        if self._closing is None:
            self._closing = frozenset(map(str.lower, _CLOSING.findall(self._html)))
        return name in self._closing

    def _tag(self, found: re.Match[str], name: str) -> str:
        rest = found["rest"] or ""
        if name in ("noscript", "template", "xmp", "listing"):
            found_name = {"noscript": "span", "template": "div"}.get(name, "pre")
            mark = {"noscript": " data-noscript", "template": " hidden"}.get(name, "")
            return f"<{found['end']}{found_name}{'' if found['end'] else mark}{rest}"
        if name in VOID or name in _FLAT:
            return found[0]
        if found["end"]:
            return found[0] if self._closed(name) else _line_end(name)
        alone = name not in VOID and rest.endswith(("/>", "/ >")) and _is_alone(rest)
        if alone and not self._foreign:
            return f"{found[0]}</{name}>"
        return found[0] if self._opened(name) else _line_end(name)

    def _opened(self, name: str) -> bool:
        phrase = name in _PHRASES
        kept = (self._phrases < _DEEPEST_PHRASES) if phrase else (self._depth < _DEEPEST)
        self._open.setdefault(name, []).append(kept)
        self._depth += kept
        self._phrases += kept and phrase
        return kept

    def _closed(self, name: str) -> bool:
        if not self._open.get(name):
            return True
        kept = self._open[name].pop()
        self._depth -= kept
        self._phrases -= kept and name in _PHRASES
        return kept


def _line_end(name: str) -> str:
    return "" if name in _PHRASES else "<br><br>"


def _is_alone(rest: str) -> bool:
    """Return whether a slash ends a tag, and is not the end of an address without quotes."""
    before = rest.rstrip(" >").removesuffix("/")
    return not before or before[-1] in "\"' \t\n"


def _hidden(comment: str | None) -> str:
    """Return a comment that has no end as hidden words, so that they are not lost; "" for others.

    Browsers hide all that follows it.
    """
    words = _ANY_TAG.sub(" ", comment).strip() if comment else ""
    return f"<span hidden>{escape(unescape(words))}</span>" if words else ""


def _script(found: re.Match[str]) -> str:
    """Return what a script shows: a formula or a gist; "" for all others."""
    own, code = found["own"], found["code"]
    if tex := _TEX.search(own):
        kind = "display" if tex["display"] else "inline"
        return f'<span data-tex="{escape(code)}" data-mode="{kind}"></span>'
    source = _SRC.search(own)
    gist = _GIST.fullmatch(unescape(source[1])) if source else None
    return f'<a href="https://{gist[1]}">{gist[1]}</a>' if gist else ""


def styles(style: str) -> Mapping[str, str]:
    """Return the properties of a ``style`` attribute, in lower case."""
    parts = (part.partition(":") for part in style.lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip() for name, _, value in parts if value
    }
