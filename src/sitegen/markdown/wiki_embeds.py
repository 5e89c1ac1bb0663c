"""``![[picture.png|300]]``, ``![[note#part]]`` -> tokens: a picture, a sound, a quoted text.

As Obsidian, Logseq and Foam write them. Pictures of Markdown may have their size there too:
``![alt|300](picture.png)``.
"""

import posixpath

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.text.regex import regex

_EMBED = regex(
    r"!\[\[([^\[\]|#\n]{0,300})(?:#([^\[\]|\n]{0,200}))?((?:\|[^\[\]|\n]{0,300}){0,4})\]\]"
)
_SIZE = regex(r"(\d{1,4})(?:x(\d{1,4}))?(?:px)?")
_ALT_SIZE = regex(r"([^|]*)\|\s?(\d{1,4})(?:x(\d{1,4}))?|()(\d{1,4})x(\d{1,4})")
_PICTURES = frozenset({"avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"})
_MEDIA = {
    **dict.fromkeys(("flac", "m4a", "mp3", "oga", "ogg", "opus", "wav", "3gp"), "audio"),
    **dict.fromkeys(("m4v", "mkv", "mov", "mp4", "ogv", "webm"), "video"),
}
"""Accepted file formats, help.obsidian.md/file-formats."""


def embed(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it calls rules so
    """Read ``![[...]]``."""
    match = _EMBED.match(state.src, state.pos, state.posMax)
    if not match or not (match[1].strip() or match[2]):
        return False
    if not silent:
        _push(state, match[1].strip(), (match[2] or "").strip(), match[3].split("|")[1:])
        state.tokens[-1].meta |= {"pos": match.start(), "end": match.end()}
    state.pos = match.end()
    return True


def _push(state: StateInline, target: str, fragment: str, labels: list[str]) -> None:
    suffix = posixpath.splitext(target)[1][1:].lower()
    words = [label.strip() for label in labels]
    sizes = [match for match in map(_SIZE.fullmatch, words) if match]
    label = next((word for word in words if word and not _SIZE.fullmatch(word)), "")
    if suffix in _PICTURES:
        token = state.push("image", "img", 0)
        token.attrs = {"src": target, "alt": ""}
        token.children = [Token("text", "", 0, content=label)] if label else []
        token.content = label
        token.meta = {"attributes": _size(*sizes[0].groups())} if sizes else {}
        return
    if suffix in _MEDIA:
        state.push("player", _MEDIA[suffix], 0).attrs = {"src": target}
        return
    token = state.push("embed", "", 0)
    token.attrs = {"href": target}
    part = fragment.rpartition("#")[2]
    name = posixpath.basename(target) if suffix else target.rpartition("/")[2]
    token.content = label or part.removeprefix("^") or name.removesuffix(".md")
    token.meta = {"wiki": " ".join(part.split())}


def _size(width: str, height: str | None) -> dict[str, str]:
    return {"width": width, **({"height": height} if height else {})}


def take_size(token: Token) -> None:
    """Read the size in a picture's description, ``alt|300`` or ``300x200``."""
    match = _ALT_SIZE.fullmatch(token.content) if token.content[-1:].isdigit() else None
    if not match or not token.children:
        return
    words, width, height = match.groups()[:3] if match[2] else match.groups()[3:]
    last = token.children[-1]
    if last.type == "text":
        last.content = last.content[: len(last.content) - len(token.content) + len(words)].rstrip()
        token.meta["attributes"] = _size(width, height)
