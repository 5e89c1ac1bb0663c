"""Raw HTML in a text: comments removed, allowed elements kept, addresses turned into slots."""

import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from html import escape, unescape
from typing import Literal

from markdown_it.token import Token

from sitegen.markdown import addresses, raw_frames
from sitegen.markdown.context import Context
from sitegen.markdown.inline_rules import TAGS as INLINE_TAGS
from sitegen.model import Link
from sitegen.problems.errors import Place
from sitegen.text import frames
from sitegen.text.html_parts import VOID
from sitegen.text.regex import regex

TAGS = {
    *("a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote"),
    *("br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div"),
    *("dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "hgroup", "hr", "i", "img", "ins", "kbd", "li", "mark", "meter", "ol", "p"),
    *("picture", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "section", "small"),
    *("source", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th"),
    *("thead", "time", "tr", "track", "u", "ul", "var", "video", "wbr"),
    *INLINE_TAGS,
}
"""Elements that authors may use."""
_KNOWN = TAGS | {"noscript", "center"}
"""Also one whose content is shown, because scripts never run, and one that becomes another."""
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
_FORM = {
    *("button", "datalist", "fieldset", "form", "input", "label", "legend", "optgroup", "option"),
    *("output", "select", "textarea"),
}
_KINDS = {
    **dict.fromkeys(_FORM, "form"),
    **dict.fromkeys(("big", "blink", "center", "font", "marquee", "strike", "tt"), "font"),
    **dict.fromkeys(("embed", "iframe", "object", "param"), "frame"),
    **{name: name for name in ("canvas", "link", "math", "meta", "script", "style", "svg")},
}
"""Element -> the kind as which it is reported; all others are one kind."""
_ELEMENT = regex(r"</?([a-zA-Z][^\s/>]{0,60})")
_TAG = regex(r"""<(?:/?([a-zA-Z][^\s/<>]*)(?:[^<>"']++|"[^"]*"|'[^']*')*+|[!?][^<>]*)>|<""")
_HIDDEN = regex(rf"<({'|'.join(sorted(_WITH_CONTENT))})(?=[\s/>])", re.IGNORECASE)
_COMMENT = regex(r"<!(?=--)")
_COMMENT_END = regex(r"-->")
_HANDLER = regex(r"<[a-zA-Z][^<>]*?\s(on[a-z]{1,40})\s*=", re.IGNORECASE)
_ADDRESS = regex(
    r"""(<[a-zA-Z][^<>]*?\s(href|src)\s*=\s*)("[^"]*"|'[^']*'|[^\s"'<>]+)""", re.IGNORECASE
)
_NAME = regex(r"^(<a\b[^>]*?\s)name(?=\s*=)", re.IGNORECASE)
_SOURCE = regex(r"\ssrc\s*=", re.IGNORECASE)
_SOURCES = regex(r"\ssrcset\s*=\s*([\"'])\s*([^\s\"',]+)[^\"']*\1", re.IGNORECASE)
_ALIGN = regex(
    r"""\salign\s*=\s*["']?\s*(left|right|center|justify|middle)\b["']?"""
    r"""|(?=\sstyle\s*=)[^<>]{0,200}?\btext-align\s*:\s*(left|right|center|justify)\b""",
    re.IGNORECASE,
)
_CLASS = regex(r"""(\sclass\s*=\s*["'])|(\sclass\s*=\s*)([^\s"'<>]+)""", re.IGNORECASE)
_ALIGNED = frozenset(
    {"caption", "col", "colgroup", "div", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "center", "section", "figure"}
)
"""Elements whose words ``align`` moves."""
_ID = regex(r"""<[a-zA-Z][^<>]*?\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")


def without_comments(markup: str) -> tuple[str, bool]:
    """Remove the comments; also return whether the last one is never closed."""
    return _without(markup, _COMMENT, lambda _: _COMMENT_END)


def _without(
    markup: str, opening: re.Pattern[str], closing: Callable[[re.Match[str]], re.Pattern[str]]
) -> tuple[str, bool]:
    kept: list[str] = []
    at = 0
    while found := opening.search(markup, at):
        kept.append(markup[at : found.start()])
        end = closing(found).search(markup, found.end())
        if not end:
            return "".join(kept), True
        at = end.end()
    return "".join([*kept, markup[at:]]), False


def without_hidden(tokens: Sequence[Token]) -> list[Token]:
    """Remove what is between ``<script>`` and ``</script>`` and the like in a line."""
    last: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if token.type == "html_inline" and token.content[:2] == "</":
            last[_name(token)] = index
    kept: list[Token] = []
    end = -1
    for index, token in enumerate(tokens):
        if token.type == "html_inline" and _name(token) in _WITH_CONTENT:
            frame = frames.frame_at(token.content, 0)
            if frame and index > end and token.content[:2] != "</":
                kept.append(token)  # a link takes its place
                if not frames.address_of(frames.attributes_of(frame[2])):
                    continue  # what is in an <object> may name the address
            token.meta["hidden"] = index <= end
            end = max(end, last.get(_name(token), -1))
        elif index > end or token.nesting:
            kept.append(token)
        else:
            token.meta["hidden"] = True
    return kept


def _name(token: Token) -> str:
    match = _ELEMENT.match(token.content)
    return match[1].lower() if match else ""


def prepare(context: Context, text: str) -> None:
    """Seal our own markup and tidy the raw HTML, before the text is rendered."""
    if not context.raw:
        return
    context.seal = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32] + "-"
    if context.setup.html == "sanitize":
        _report(context)
        _tidy(context)


def clean(context: Context, parts: list[str]) -> list[str]:
    """Sanitize rendered parts of a text, and remove the seal."""
    if not context.raw:
        return parts
    if context.setup.html == "trusted":
        return [_trust(context, part) for part in parts]
    sanitizer = _Sanitizer(context)
    return [sanitizer.clean(part) for part in parts]


def _report(context: Context) -> None:
    """Report what will be left out: the first of each kind, and how many there are."""
    found: dict[str, list[tuple[Token, str, str]]] = {}
    for token in context.raw:
        for kind, what, words in () if token.meta.get("hidden") else _refused(context, token):
            found.setdefault(kind, []).append((token, what, words))
    for token in context.raw:
        for match in _ADDRESS.finditer(token.content):
            value = unescape(match[3].strip("\"'"))
            _address(context, "img" if match[1][:4].lower() == "<img" else "", value)
    if "link" in found:  # <object> and <param> around an <embed> that became a link
        found["frame"] = [
            each for each in found.get("frame", ()) if each[2] in ("<iframe", "<embed")
        ]
    for each in filter(None, found.values()):
        token, what, words = each[0]
        more = f" (and {len(each) - 1} more)" if len(each) > 1 else ""
        place = token.meta.get("place") or context.find(token, words)
        message = f"{what}{more}"
        hint = (
            "write a link yourself, or set embeds in site.yaml to show it"
            if what.endswith("a link")
            else "move it to a template; write &lt; for a plain '<'; "
            "or set html: trusted in site.yaml"
        )
        context.warn("W311", place, message, hint)


def _refused(context: Context, token: Token) -> Iterator[tuple[str, str, str]]:
    """Yield the kind of what is wrong, what it is, and the words by which its place is found."""
    found, content = raw_frames.find(token.content)
    for frame in found:
        if not (raw_frames.alone(token, content) and raw_frames.shown(context, frame)):
            name = frame.words[1:].lower()
            yield "link", f"<{name}> is not allowed in essays and becomes a link", frame.words
    at = 0
    while match := _ELEMENT.search(content, at):
        at, name = match.end(), match[1].lower()
        if match[0][1] != "/" and name not in _KNOWN:
            what = f"<{name}> is not allowed in essays and is left out"
            yield _KINDS.get(name, ""), what, match[0]
            close = _hidden_end(match).search(content, at) if name in _WITH_CONTENT else None
            at = close.end() if close else at
    for match in _HANDLER.finditer(content):
        what = f"the attribute '{match[1]}' is not allowed in essays and is left out"
        yield "attribute", what, match[1]


def _tidy(context: Context) -> None:
    """Leave only whole, allowed tags in the raw HTML, so that it cannot swallow other markup."""
    for token in context.raw:
        shown, _ = _without(raw_frames.with_links(context, token), _HIDDEN, _hidden_end)
        token.content = _TAG.sub(_allowed, shown)
        names = (unescape(m[1] or m[2] or m[3] or " ") for m in _ID.finditer(token.content))
        solid = (name for name in names if not re.search(r"\s", name))
        context.reserved.update(filter(context.anchors.claim, solid))


def _hidden_end(hidden: re.Match[str]) -> re.Pattern[str]:
    return re.compile(f"</{hidden[1]}[^>]*>", re.IGNORECASE)


def _allowed(match: re.Match[str]) -> str:
    if match[0] == "<":
        return "&lt;"
    name = (match[1] or "").lower()
    if name == "center":
        return "</div>" if match[0][1] == "/" else '<div class="center">'
    if name not in TAGS:
        return ""
    if name in ("img", "source") and not _SOURCE.search(match[0]):
        return _SOURCES.sub(r" src=\1\2\1", match[0]) if name == "img" else ""
    # <a name="here" />, as anchors were written in XHTML, would run on to the next link.
    closing = f"</{name}>" if match[0].endswith(_CLOSED) and name not in VOID else ""
    return _NAME.sub(r"\1id", _with_side(match[0], name)) + closing


def _with_side(tag: str, name: str) -> str:
    """Write the alignment of words as a class, as that of cells in Markdown is."""
    found = _ALIGN.search(tag) if name in _ALIGNED and "align" in tag.lower() else None
    if not found:
        return tag
    side = (found[1] or found[2]).lower().replace("middle", "center")
    if not (written := _CLASS.search(tag)):
        return f'{tag[: len(name) + 1]} class="{side}"{tag[len(name) + 1 :]}'
    before, after = tag[: written.start()], tag[written.end() :]
    if written[1]:
        return f"{before}{written[1]}{side} {after}"
    return f'{before}{written[2]}"{side} {written[3]}"{after}'


class _Sanitizer:
    """Makes rendered markup with raw HTML in it safe and well-formed."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._seen: set[str] = set()

    def clean(self, markup: str) -> str:
        """Keep what is allowed, close what is open, make slots of the author's own addresses."""
        import nh3  # noqa: PLC0415 - few texts contain raw HTML

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
            for ours in ("slot:", "#"):
                if value.startswith(ours + self._context.seal):
                    return ours + value[len(ours + self._context.seal) :]
            return _slot(self._context, element, value)
        return self._id(value) if name == "id" else value

    def _id(self, value: str) -> str | None:
        first = value not in self._seen
        self._seen.add(value)
        if value.startswith(self._context.seal):
            # A link around a block is split, as browsers do it, and its id stays with the first.
            return value[len(self._context.seal) :] if first else None
        if value in self._context.reserved and first:
            return value
        self._context.refuse_id(_find(self._context, value), value)
        return None


def _slot(context: Context, element: str, value: str) -> str | None:
    """Record an address in an author's own HTML; None if links to it are not allowed."""
    name = addresses.named(value) if element == "a" and value[:1] == "{" else None
    address = name or _address(context, element, value)
    if address is None:
        return None
    kind: Literal["link", "image", "wiki"] = "link" if element == "a" else "image"
    kind = "wiki" if name else kind
    context.links.append(Link(kind, *address, _find(context, value)))
    return f"slot:{len(context.links) - 1}"


def _address(context: Context, element: str, value: str) -> addresses.Address | None:
    address = addresses.read(value, picture=element == "img")
    if address is None:
        context.refuse_address(_find(context, value), value)
    return address


def _find(context: Context, value: str) -> Place:
    for token in context.raw:
        if value in token.content or escape(value) in token.content:
            return context.find(token, value)
    return context.line(context.raw[0])


def _trust(context: Context, markup: str) -> str:
    """Keep rendered markup as it is, but make slots of the author's own addresses."""
    for match in _ID.finditer(markup):
        context.anchors.ids.add(unescape(match[1] or match[2] or match[3] or ""))
    linked = _ADDRESS.sub(lambda match: _trusted(context, match), markup)
    return linked.replace(context.seal, "")


def _trusted(context: Context, match: re.Match[str]) -> str:
    value = unescape(match[3].strip("\"'"))
    element = match[1][1:].split(maxsplit=1)[0].lower()
    if context.seal in value:
        return match[0]
    if element == "link" or addresses.read(value, picture=True) is None:
        return match[0] if not value.strip().lower().startswith("slot:") else f'{match[1]}"#"'
    return f'{match[1]}"{_slot(context, element, value)}"'
