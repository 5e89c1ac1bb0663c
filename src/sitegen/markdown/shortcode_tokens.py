"""The tokens that an inline shortcode becomes, by its kind.

A token with ``foreign`` in ``meta`` is reported: its value says what became of the tag.
"""

from collections.abc import Callable
from functools import partial

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.markdown import embeds
from sitegen.markdown.shortcode_pairs import closing_tag
from sitegen.markdown.shortcode_table import Shortcode
from sitegen.markdown.shortcode_tags import Arguments, Tag, arguments
from sitegen.text.filenames import without_suffix
from sitegen.text.regex import regex

PRINTED, LEFT_OUT, LINKED = "is printed unchanged", "is left out", "is shown as a link"
_FILE = regex(r"[/.]\S")
_SOURCE = regex(r"[\w./:@?=&%#+~;,-]+")
_EMBED = regex(r"\s{0,9}<?(https?://[^\s\[\]<>]++)>?\s{0,9}\[/embed\]")
_PROVIDERS = {
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
}
_URL = regex(r"https?://\S+")


def push(state: StateInline, words: str) -> Token:
    """Push words that are printed as they are."""
    token = state.push("text_special", "", 0)
    token.content = words
    return token


def closing_of(state: StateInline, tag: Tag) -> Tag | None:
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
    closing = closing_of(state, tag)
    if closing and not silent:
        token = state.push(kind, "", 0)
        token.content = " ".join(state.src[tag.end : closing.start].split("\n")).strip()
        token.meta = {"pos": tag.start} if kind == "math" else {}
    return closing.end if closing else 0


def _raw(state: StateInline, tag: Tag, _known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    closing = closing_of(state, tag)
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
        title, caption, credit = get("title"), get("caption"), get("credit")
        if title and caption:
            title = title if title.endswith(tuple(".!?…:")) else f"{title}."
        caption = f"{title} {caption}".strip()
        caption = f"{caption} ({credit})" if caption and credit else caption or credit
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
        pattern = _PROVIDERS.get(get("provider"), known.address)
        page = embeds.address_of(pattern, get("id"), get("id2"))
        written = get("id") if known.address == "{}" else ""
        token = embeds.push(state, page, get("title"), written)
        token.meta |= {"pos": tag.start, "tag": state.src[tag.start : tag.end]}
    return tag.end


def _enclosed(state: StateInline, tag: Tag, _known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    found = _EMBED.match(state.src, tag.end, state.posMax)
    if not found:
        return 0
    if not silent:
        token = embeds.push(state, found[1], "")
        token.meta |= {"pos": tag.start, "tag": state.src[tag.start : found.end()]}
    return found.end()


def _player(state: StateInline, tag: Tag, known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    address = _argument(arguments(tag.rest), known, "address")
    if not address:
        return 0
    if not silent and _URL.match(address):
        token = embeds.push(state, address, "")
        token.meta |= {"pos": tag.start, "tag": state.src[tag.start : tag.end]}
    elif not silent:
        token = state.push("player", known.roles["as"][0], 0)
        token.attrs = {"src": address}
        token.meta = {"pos": tag.start, "end": tag.end}
    return tag.end + _length_ofclosing_of(state, tag)


def _length_ofclosing_of(state: StateInline, tag: Tag) -> int:
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
        folder, _, name = without_suffix(address.rstrip("/")).rpartition("/")
        if name.lower() in ("index", "_index") and folder:
            name = folder.rpartition("/")[2]
        label = words or name
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
    closing = closing_of(state, tag)
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
    closing = closing_of(state, tag)
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
        push(state, words)
    return tag.end if words else 0


def _param(state: StateInline, tag: Tag, known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    name = _argument(arguments(tag.rest), known, "name").lower()
    value = state.env["values"].get(f"page.{name}", "")
    if value and not silent:
        push(state, value)
    return tag.end if value else 0


def _drop(state: StateInline, tag: Tag, known: Shortcode, silent: bool) -> int:  # noqa: FBT001
    words = state.src[tag.start : tag.end]
    if known.kind != "drop" and words not in state.env["pairs"].written:
        return 0  # what it has to say is in its arguments
    stray = tag.form == "wordpress" and not tag.ends and tag.start and not closing_of(state, tag)
    if stray and known.kind != "drop":
        return 0
    if not silent:
        written = arguments(tag.rest)
        title = _argument(written, known, "title") or _argument(written, known, "author")
        token = push(state, f"{title}: " if " " in title or title[:1].isupper() else "")
        if not tag.ends:
            token.meta = {"pos": tag.start, "foreign": LEFT_OUT, "tag": words}
    return tag.end


Write = Callable[[StateInline, Tag, Shortcode, bool], int]
OWN_ENDS = frozenset(("code", "math", "raw", "button", "footnote", "enclosed"))
"""Kinds whose rule reads up to the end; of the others, an end is left out."""
WRITE: dict[str, Write] = {
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
