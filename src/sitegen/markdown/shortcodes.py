"""Inline rules for shortcodes of other tools, and for the values of variables."""

from markdown_it.rules_inline import StateInline
from markdown_it.utils import EnvType as Env

from sitegen.markdown.shortcode_tags import Tag, read, read_escaped, read_value
from sitegen.markdown.shortcode_tokens import OWN_ENDS, PRINTED, WRITE, closing_of, push
from sitegen.text.regex import regex

_ID = regex(r"https?://|\d|=")
_FILTERS = regex(
    r"(?:\s{0,9}\|\s{0,9}(?:escape|markdownify|safe|smartify|strip|strip_html|xml_escape))+$"
)


def shortcode(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read a shortcode that begins with ``{``, or the value of a variable."""
    src, at, env = state.src, state.pos, state.env
    if src[at + 1 : at + 2] not in ("{", "%") or "pairs" not in env:
        return False
    if escaped := read_escaped(src, at, state.posMax):
        return _special(state, *escaped, silent=silent)
    tag = read(src, at, state.posMax)
    if tag:
        return _read(state, tag, silent=silent)
    value = read_value(src, at, state.posMax)
    if not value:
        return False
    expression, end = value
    known = value_of(env, expression)
    if known is None:
        return _printed(state, src[at:end], end, silent=silent)
    if not silent:
        state.append_pending(known)
    state.pos = end
    return True


def value_of(env: Env, expression: str) -> str | None:
    """Return the value of a variable, such as ``page.title``, if it is known."""
    name = _FILTERS.sub("", expression).lower()
    value: str | None = None if env.get("verbatim") else env["values"].get(name)
    return value


def bracketed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read a shortcode of WordPress."""
    if "pairs" not in state.env or state.env.get("verbatim"):
        return False
    tag = read(state.src, state.pos, state.posMax)
    known = tag.shortcode if tag else None
    if not tag or not known or (tag.ends and known.kind in OWN_ENDS):
        return False
    if known.kind in OWN_ENDS and not closing_of(state, tag):
        return False
    if known.kind == "frame" and not _ID.search(tag.rest):
        return False
    if known.kind == "drop" and not tag.rest and state.src.strip() != f"[{tag.name}]":
        return False
    return _read(state, tag, silent=silent)


def _read(state: StateInline, tag: Tag, *, silent: bool) -> bool:
    words = state.src[tag.start : tag.end]
    known = None if state.env.get("verbatim") else tag.shortcode
    write = WRITE.get(known.kind) if known else None
    if known and write and (not tag.ends or known.kind not in OWN_ENDS):
        end = write(state, tag, known, silent)
        if end:
            state.pos = end
            return True
    if tag.form == "wordpress":
        return False
    if tag.form == "call" and tag.ends and words in state.env["pairs"].written:
        return _special(state, "", tag.end, silent=silent)
    return _printed(state, words, tag.end, silent=silent)


def _special(state: StateInline, words: str, end: int, *, silent: bool) -> bool:
    if not silent:
        push(state, words)
    state.pos = end
    return True


def _printed(state: StateInline, words: str, end: int, *, silent: bool) -> bool:
    if not silent:
        token = push(state, words)
        if not state.env.get("verbatim"):
            token.meta = {"pos": state.pos, "foreign": PRINTED, "tag": words}
    state.pos = end
    return True
