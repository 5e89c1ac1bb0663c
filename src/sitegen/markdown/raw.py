"""Raw HTML in a text: comments away, allowed elements kept, addresses turned into slots."""

import re
from collections.abc import Sequence
from html import escape, unescape

from markdown_it.token import Token

from sitegen.markdown import addresses, inline_rules
from sitegen.markdown.draft import Draft
from sitegen.model import Link
from sitegen.problems.errors import Place
from sitegen.text.regex import regex

TAGS = {
    *("a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote"),
    *("br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div"),
    *("dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "hgroup", "hr", "i", "img", "ins", "kbd", "li", "mark", "meter", "ol", "p"),
    *("picture", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "section", "small"),
    *("source", "span"),
    *("strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead"),
    *("time", "tr", "track", "u", "ul", "var", "video", "wbr"),
    *inline_rules.TAGS,
}
"""Elements that an author may write."""
_KNOWN = TAGS | {"noscript"}
"""With the one whose content is shown, as scripts never run."""
_VOID = {"br", "col", "hr", "img", "source", "track", "wbr"}
_CLOSED = (" />", '"/>', "'/>")
_EVERYWHERE = {"class", "id", "title", "lang", "dir", "role", "aria-label", "tabindex"}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "li": {"value"},
    "meter": {"value", "min", "max", "low", "high", "optimum"},
    "ol": {"start", "reversed", "type"},
    "progress": {"value", "max"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "controls", "loop", "muted", "preload", "width", "height", "playsinline"},
}
_WITH_CONTENT = {
    *("iframe", "math", "noembed", "noframes", "object", "plaintext", "script"),
    *("select", "style", "svg", "template", "textarea", "title", "xmp"),
}
_ELEMENT = regex(r"</?([a-zA-Z][^\s/>]{0,60})")
_TAG = regex(r"""<(?:/?([a-zA-Z][^\s/<>]*)(?:[^<>"']++|"[^"]*"|'[^']*')*+|[!?][^<>]*)>|<""")
_HIDDEN = regex(rf"<({'|'.join(sorted(_WITH_CONTENT))})(?=[\s/>])", re.IGNORECASE)
_HANDLER = regex(r"<[a-zA-Z][^<>]*?\s(on[a-z]{1,40})\s*=", re.IGNORECASE)
_ADDRESS = regex(
    r"""(<[a-zA-Z][^<>]*?\s(href|src)\s*=\s*)("[^"]*"|'[^']*'|[^\s"'<>]+)""", re.IGNORECASE
)
_NAME = regex(r"^(<a\b[^>]*?\s)name(?=\s*=)", re.IGNORECASE)
_SOURCE = regex(r"\ssrc\s*=", re.IGNORECASE)
_SOURCES = regex(r"\ssrcset\s*=\s*([\"'])\s*([^\s\"',]+)[^\"']*\1", re.IGNORECASE)
_ID = regex(r"""<[a-zA-Z][^<>]*?\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")


def without_comments(markup: str) -> tuple[str, bool]:
    """Take the comments out; True when the last one is never closed and hides what follows."""
    kept = []
    at = 0
    while (start := markup.find("<!--", at)) >= 0:
        kept.append(markup[at:start])
        end = markup.find("-->", start + 2)
        if end < 0:
            return "".join(kept), True
        at = end + 3
    return "".join([*kept, markup[at:]]), False


def without_hidden(tokens: Sequence[Token]) -> list[Token]:
    """Take out what stands in a line between ``<script>`` and ``</script>`` and the like."""
    last: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if token.type == "html_inline" and token.content[:2] == "</":
            last[_name(token)] = index
    kept: list[Token] = []
    end = -1
    for index, token in enumerate(tokens):
        if token.type == "html_inline" and _name(token) in _WITH_CONTENT:
            end = max(end, last.get(_name(token), -1))
        elif index > end or token.nesting:
            kept.append(token)
    return kept


def _name(token: Token) -> str:
    match = _ELEMENT.match(token.content)
    return match[1].lower() if match else ""


def tidy(draft: Draft) -> None:
    """Leave only whole, allowed tags in the raw HTML, so that it cannot swallow other markup."""
    for token in draft.raw:
        token.content = _TAG.sub(_allowed, _shown(token.content))
        names = (unescape(m[1] or m[2] or m[3] or " ") for m in _ID.finditer(token.content))
        solid = (name for name in names if not re.search(r"\s", name))
        draft.reserved.update(filter(draft.anchors.claim, solid))


def _shown(markup: str) -> str:
    kept = []
    at = 0
    while hidden := _HIDDEN.search(markup, at):
        kept.append(markup[at : hidden.start()])
        end = re.compile(f"</{hidden[1]}[^>]*>", re.IGNORECASE).search(markup, hidden.end())
        if not end:
            return "".join(kept)
        at = end.end()
    return "".join([*kept, markup[at:]])


def _allowed(match: re.Match[str]) -> str:
    if match[0] == "<":
        return "&lt;"
    name = (match[1] or "").lower()
    if name not in TAGS:
        return ""
    if name in ("img", "source") and not _SOURCE.search(match[0]):
        return _SOURCES.sub(r" src=\1\2\1", match[0]) if name == "img" else ""
    # <a name="here" />, as places were marked in XHTML, would run on to the next link.
    closing = f"</{name}>" if match[0].endswith(_CLOSED) and name not in _VOID else ""
    return _NAME.sub(r"\1id", match[0]) + closing


def report(draft: Draft) -> None:
    """Name the first thing in a text's raw HTML that will be left out, and how many there are."""
    found = []
    for token in draft.raw:
        found += [
            (token, match[0], f"<{match[1].lower()}>")
            for match in _ELEMENT.finditer(token.content)
            if match[0][1] != "/" and match[1].lower() not in _KNOWN
        ]
        found += [
            (token, match[1], f"the attribute '{match[1]}'")
            for match in _HANDLER.finditer(token.content)
        ]
        for match in _ADDRESS.finditer(token.content):
            _judge(draft, match)
    if found:
        token, words, name = found[0]
        more = f", and {len(found) - 1} more like it" if len(found) > 1 else ""
        draft.warn(
            "W311",
            token.meta.get("place") or draft.find(token, words),
            f"{name} may not stand in a text and is left out{more}",
            "put it into a template; write &lt; for a plain '<'; or set html: trusted in site.yaml",
        )


def _judge(draft: Draft, match: re.Match[str]) -> None:
    value = unescape(match[3].strip("\"'"))
    if addresses.read(value, picture=match[1][:4].lower() == "<img") is None:
        _refuse(draft, value)


class Sanitizer:
    """Makes rendered markup with raw HTML in it safe and well-formed."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._seen: set[str] = set()

    def clean(self, markup: str) -> str:
        """Keep what is allowed, close what is open, put slots for the author's own addresses."""
        import nh3  # noqa: PLC0415 - few texts hold raw HTML

        return nh3.clean(
            markup,
            tags=TAGS,
            clean_content_tags=_WITH_CONTENT,
            attributes=_ATTRIBUTES,
            attribute_filter=self._attribute,
            url_schemes={*addresses.SCHEMES, "data", "slot"},
            link_rel=None,
        )

    def _attribute(self, element: str, name: str, value: str) -> str | None:
        if element not in TAGS:
            return None
        if name in ("href", "src"):
            return self._address(element, value)
        if name == "id":
            return self._id(value)
        return value

    def _address(self, element: str, value: str) -> str | None:
        seal = self._draft.seal
        for ours in ("slot:", "#"):
            if value.startswith(ours + seal):
                return ours + value[len(ours + seal) :]
        return slot(self._draft, element, value)

    def _id(self, value: str) -> str | None:
        if value.startswith(self._draft.seal):
            # A link around a block is split, as browsers do it, and its id stays with the first.
            first = value not in self._seen
            self._seen.add(value)
            return value[len(self._draft.seal) :] if first else None
        if value in self._draft.reserved and value not in self._seen:
            self._seen.add(value)
            return value
        self._draft.warn(
            "W309",
            _search(self._draft, value),
            f"the id '{value}' stands for something else already",
            "choose another one",
        )
        return None


def slot(draft: Draft, element: str, value: str) -> str | None:
    """Record an address of an author's own HTML; None when it may not be linked to."""
    address = addresses.read(value, picture=element == "img")
    if address is None:
        _refuse(draft, value)
        return None
    place = _search(draft, value)
    draft.links.append(Link("link" if element == "a" else "image", *address, place))
    return f"slot:{len(draft.links) - 1}"


def _refuse(draft: Draft, value: str) -> None:
    draft.warn(
        "W301",
        _search(draft, value),
        f"'{value}' is not an address that a text may link to",
        "write a path, or an address that begins with https:// or mailto:",
    )


def _search(draft: Draft, value: str) -> Place:
    for token in draft.raw:
        if value in token.content or escape(value) in token.content:
            return draft.find(token, value)
    return draft.line(draft.raw[0])


def trust(draft: Draft, markup: str) -> str:
    """Keep rendered markup as it is, but for slots in place of the author's own addresses."""
    for match in _ID.finditer(markup):
        draft.anchors.ids.add(unescape(match[1] or match[2] or match[3] or ""))
    linked = _ADDRESS.sub(lambda match: _trusted(draft, match), markup)
    return linked.replace(draft.seal, "")


def _trusted(draft: Draft, match: re.Match[str]) -> str:
    value = unescape(match[3].strip("\"'"))
    element = match[1][1:].split(maxsplit=1)[0].lower()
    if draft.seal in value:
        return match[0]
    if element == "link" or addresses.read(value, picture=True) is None:
        return match[0] if not value.strip().lower().startswith("slot:") else f'{match[1]}"#"'
    return f'{match[1]}"{slot(draft, element, value)}"'
