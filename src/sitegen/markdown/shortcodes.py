"""Inline rule for shortcodes of other tools: each becomes what its tool makes of it, or is told of.

A token with ``foreign`` in ``meta`` is reported: its value says what became of the tag.
"""

from collections.abc import Callable
from functools import partial

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType as Env

from sitegen.markdown import embeds
from sitegen.markdown.shortcode_pairs import closing_tag
from sitegen.markdown.shortcode_table import Shortcode
from sitegen.markdown.shortcode_tags import (
    Arguments,
    Tag,
    arguments,
    read,
    read_escaped,
    read_value,
)
from sitegen.text.filenames import without_suffix
from sitegen.text.regex import regex

PRINTED, LEFT_OUT, LINKED = "is printed unchanged", "is left out", "is shown as a link"
_FILE = regex(r"[/.]\S")
_ID = regex(r"https?://|\d|=")
_FILTERS = regex(
    r"(?:\s{0,9}\|\s{0,9}(?:escape|markdownify|safe|smartify|strip|strip_html|xml_escape))+$"
)
_SOURCE = regex(r"[\w./:@?=&%#+~;,-]+")
_URL = regex(r"https?://\S+")


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
    if not tag or not known or (tag.ends and known.kind in _OWN_ENDS):
        return False
    if known.kind in _OWN_ENDS and not _end(state, tag):
        return False
    if known.kind == "frame" and not _ID.search(tag.rest):
        return False
    if known.kind == "drop" and not tag.rest and state.src.strip() != f"[{tag.name}]":
        return False
    return _read(state, tag, silent=silent)


def _read(state: StateInline, tag: Tag, *, silent: bool) -> bool:
    words = state.src[tag.start : tag.end]
    known = None if state.env.get("verbatim") else tag.shortcode
    write = _WRITE.get(known.kind) if known else None
    if known and write and (not tag.ends or known.kind not in _OWN_ENDS):
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
        _push(state, words)
    state.pos = end
    return True


def _printed(state: StateInline, words: str, end: int, *, silent: bool) -> bool:
    if not silent:
        token = _push(state, words)
        if not state.env.get("verbatim"):
            token.meta = {"pos": state.pos, "foreign": PRINTED, "tag": words}
    state.pos = end
    return True


def _push(state: StateInline, words: str) -> Token:
    token = state.push("text_special", "", 0)
    token.content = words
    return token


def _end(state: StateInline, tag: Tag) -> Tag | None:
    """Find the tag that closes one in this paragraph."""
    name = f"end{tag.name}" if tag.form == "liquid" else tag.name
    if state.html_terminator_last(name) < tag.end:
        return None
    missing: set[tuple[str, str]] = state.env["missing"].setdefault(state.src, set())
    if (tag.form, tag.name) in missing:
        return None
    closing = closing_tag(state.src, tag)
    if not closing:
        missing.add((tag.form, tag.name))
    return closing if closing and closing.end <= state.posMax else None


# Each returns the end of what it has read; 0 leaves the tag as it is.


def _code(state: StateInline, tag: Tag, _known: Shortcode, silent: bool, *, kind: str) -> int:  # noqa: FBT001
    closing = _end(state, tag)
    if closing and not silent:
        token = state.push(kind, "", 0)
        token.content = " ".join(state.src[tag.end : closing.start].split("\n")).strip()
        token.meta = {"pos": tag.start} if kind == "math" else {}
    return closing.end if closing else 0


def _raw(state: StateInline, tag: Tag, _known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    closing = _end(state, tag)
    if closing and not silent:
        state.env["verbatim"] = True
        _inside(state, tag.end, closing.start)
        del state.env["verbatim"]
    return closing.end if closing else 0


def _inside(state: StateInline, start: int, end: int) -> None:
    outer = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = outer


def _picture(state: StateInline, tag: Tag, known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    get = partial(_argument, arguments(tag.rest), known)
    if not get("address"):
        return 0
    if not silent:
        title, credit = get("title"), get("credit")
        caption = ". ".join(part.rstrip(".") for part in (title, get("caption")) if part)
        caption = (
            caption if not title or not get("caption") else f"{title.rstrip('.')}. {get('caption')}"
        )
        caption += f" ({credit})" if credit and caption else credit
        size = {name: get(name) for name in ("width", "height") if get(name)}
        token = _draw(state, tag, get("address"), get("link"))
        _describe(token, get("alt") or caption, caption, size)
    return tag.end


def _words(state: StateInline, tag: Tag, _known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    written = arguments(tag.rest).positional
    at = next((n for n, word in enumerate(written) if _FILE.search(word)), -1)
    if at < 0:
        return 0
    if not silent:
        rest = list(written[at + 1 :])
        numbers = [rest.pop(0) for _ in range(2) if rest and rest[0].removesuffix("px").isdecimal()]
        quoted = '"' in tag.rest or "'" in tag.rest
        title, alt = (rest[0], rest[1]) if quoted and len(rest) > 1 else (" ".join(rest),) * 2
        size = dict(zip(("width", "height"), numbers, strict=False))
        _describe(_draw(state, tag, written[at], ""), alt, title, size)
    return tag.end


def _draw(state: StateInline, tag: Tag, address: str, link: str) -> Token:
    where = {"pos": tag.start, "end": tag.end}
    linked = link and not state.linkLevel
    if linked:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": link}
        opening.meta = dict(where)
    token = state.push("image", "img", 0)
    token.attrs = {"src": address, "alt": ""}
    token.meta = where
    if linked:
        state.push("link_close", "a", -1)
    return token


def _describe(token: Token, alt: str, title: str, size: dict[str, str]) -> None:
    token.attrs |= {"title": title} if title else {}
    token.content = alt
    token.children = [Token("text", "", 0, content=alt)]
    numbers = {key: value.removesuffix("px") for key, value in size.items()}
    token.meta["attributes"] = {k: v for k, v in numbers.items() if v.isdecimal()}


def _argument(written: Arguments, known: Shortcode, role: str) -> str:
    return written.get(known.roles.get(role, ()))


def _frame(state: StateInline, tag: Tag, known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    get = partial(_argument, arguments(tag.rest), known)
    if not _SOURCE.fullmatch(get("id")):
        return 0
    if not silent:
        token = embeds.push(
            state, embeds.address_of(known.address, get("id"), get("id2")), get("title")
        )
        token.meta |= {"pos": tag.start, "tag": state.src[tag.start : tag.end]}
    return tag.end


def _enclosed(state: StateInline, tag: Tag, _known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    closing = _end(state, tag)
    address = state.src[tag.end : closing.start].strip(" \n<>") if closing else ""
    if not closing or not _URL.fullmatch(address):
        return 0
    if not silent:
        token = embeds.push(state, address, "")
        token.meta |= {"pos": tag.start, "tag": state.src[tag.start : closing.end]}
    return closing.end


def _player(state: StateInline, tag: Tag, known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    address = _argument(arguments(tag.rest), known, "address")
    if not address:
        return 0
    if not silent:
        token = state.push("player", known.roles["as"][0], 0)
        token.attrs = {"src": address}
        token.meta = {"pos": tag.start, "end": tag.end}
    return tag.end + _length_of_end(state, tag)


def _length_of_end(state: StateInline, tag: Tag) -> int:
    # WordPress writes [audio mp3="a.mp3"][/audio], with nothing inside.
    end = f"[/{tag.name}]"
    return len(end) if tag.form == "wordpress" and state.src.startswith(end, tag.end) else 0


def _page(state: StateInline, tag: Tag, known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    written = arguments(tag.rest)
    address = _argument(written, known, "address")
    if not address:
        return 0
    if not silent:
        words = " ".join(written.positional[1:]) if "words" in known.roles else ""
        href = f"[[{without_suffix(address.rpartition('/')[2])}]]"
        if tag.name.startswith("asset_"):
            href = address
        elif tag.name in ("ref", "relref", "post_url", "link", "post_path"):
            href = state.src[tag.start : tag.end]
        if words and (found := _URL.search(words)):  # Hexo's {% link words address %}
            href, words = found[0], f"{address} {words[: found.start()]}".strip()
        label = words or without_suffix(address.rstrip("/").rpartition("/")[2])
        _link(state, tag, href, label)
    return tag.end


def _link(state: StateInline, tag: Tag, href: str, label: str) -> None:
    if not state.linkLevel:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": href}
        opening.meta = {"pos": tag.start, "end": tag.end}
    state.push("text", "", 0).content = label
    if not state.linkLevel:
        state.push("link_close", "a", -1)


def _button(state: StateInline, tag: Tag, known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    closing = _end(state, tag)
    address = _argument(arguments(tag.rest), known, "address")
    if not closing or not address or state.linkLevel:
        return 0
    if not silent:
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"href": address}
        opening.meta = {"pos": tag.start, "end": closing.end}
        state.linkLevel += 1
        _inside(state, tag.end, closing.start)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
    return closing.end


def _footnote(state: StateInline, tag: Tag, _known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    closing = _end(state, tag)
    if closing and not silent:
        _note(state, tag, state.src[tag.end : closing.start].strip())
    return closing.end if closing else 0


def _sidenote(state: StateInline, tag: Tag, known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    words = _argument(arguments(tag.rest), known, "words")
    if words and not silent:
        _note(state, tag, words)
    return tag.end if words else 0


def _note(state: StateInline, tag: Tag, words: str) -> None:
    token = state.push("note_inline", "", 0)
    token.content = words
    token.meta = {"pos": tag.start}


def _phrase(state: StateInline, tag: Tag, known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    words = _argument(arguments(tag.rest), known, "words")
    if words and not silent:
        _push(state, words)
    return tag.end if words else 0


def _param(state: StateInline, tag: Tag, known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    name = _argument(arguments(tag.rest), known, "name").lower()
    value = state.env["values"].get(f"page.{name}", "")
    if value and not silent:
        _push(state, value)
    return tag.end if value else 0


def _drop(state: StateInline, tag: Tag, known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    words = state.src[tag.start : tag.end]
    if known.kind != "drop" and words not in state.env["pairs"].written:
        return 0  # what it has to say is in its arguments
    stray = tag.form == "wordpress" and not tag.ends and tag.start and not _end(state, tag)
    if stray and known.kind != "drop":
        return 0
    if not silent:
        written = arguments(tag.rest)
        title = _argument(written, known, "title") or _argument(written, known, "author")
        token = _push(state, f"{title}: " if " " in title or title[:1].isupper() else "")
        if not tag.ends:
            token.meta = {"pos": tag.start, "foreign": LEFT_OUT, "tag": words}
    return tag.end


Write = Callable[[StateInline, Tag, Shortcode, bool], int]
_OWN_ENDS = frozenset(("code", "math", "raw", "button", "footnote", "enclosed"))
"""Kinds whose rule reads up to the end; of the others, an end is left out."""
_WRITE: dict[str, Write] = {
    "code": partial(_code, kind="code_inline"),
    "math": partial(_code, kind="math"),
    "raw": _raw,
    "picture": _picture,
    "words": _words,
    "frame": _frame,
    "enclosed": _enclosed,
    "player": _player,
    "page": _page,
    "button": _button,
    "footnote": _footnote,
    "sidenote": _sidenote,
    "phrase": _phrase,
    "param": _param,
    **dict.fromkeys(("caption", "quote", "note", "details", "keep", "drop"), _drop),
}
