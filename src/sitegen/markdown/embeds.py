"""Frames of other sites: a link in their place, or the frame where ``site.yaml`` allows it."""

import re
from collections.abc import Mapping
from html import escape
from typing import Literal, NamedTuple

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.text import frames
from sitegen.text.regex import regex

Mode = Literal["link", "privacy", "allow"]
_MARKED = regex(r'<p((?: id="[^"]*")?) class="embed"><a href="slot:(\d+)">([^<]*)</a></p>')
_SANDBOX = "allow-scripts allow-same-origin allow-popups allow-presentation allow-forms"


class Embeds(NamedTuple):
    """Which frames readers see."""

    mode: Mode = "link"
    hosts: tuple[str, ...] = ()

    def frame(self, written: str, page: str) -> str:
        """Return the address of the frame to show; "" where a link is enough.

        ``written`` is that of the author's own frame, and empty for a shortcode.

        Without a list of hosts, ``privacy`` shows the frames of those that offer one without
        cookies, and ``allow`` none.
        """
        if self.mode == "link" or not frames.host_of(page):
            return ""
        private = frames.private_frame(page)
        listed = any(self._lists(address) for address in (written, page, private))
        if self.mode == "privacy":
            return (private or written) if listed else "" if self.hosts else private
        return (written or private) if listed else ""

    def _lists(self, address: str) -> bool:
        host = f".{frames.host_of(address)}"
        return any(host.endswith(f".{name.removeprefix('www.')}") for name in self.hosts)


def address_of(pattern: str, *ids: str) -> str:
    """Fill the arguments of a shortcode into the pattern of its address."""
    if ids[0].startswith(("http://", "https://", "//")):
        return frames.page_of(ids[0])
    number = pattern.count("{}")
    return frames.page_of(
        pattern.format(*ids[:number]).rstrip("/") if number > 1 else pattern.format(ids[0])
    )


def push(state: StateInline, page: str, title: str, written: str = "") -> Token:
    """Push the link that takes the place of a frame."""
    token = state.push("frame", "a", 0)
    page = frames.page_of(page)
    token.attrs = {"href": page}
    token.content = frames.label_of(page, title)
    token.meta = {"src": written, "plain": bool(state.linkLevel)}
    return token


def expand(html: str, shown: Mapping[int, str]) -> str:
    """Put the frames that readers may see in the place of their links."""

    def framed(found: re.Match[str]) -> str:
        source = shown.get(int(found[2]))
        return _markup(found[1], source, int(found[2]), found[3]) if source else found[0]

    return _MARKED.sub(framed, html) if shown else html


def _markup(own: str, source: str, number: int, label: str) -> str:
    address = escape(source.removeprefix(_CLOSED))
    # A frame whose document is a link asks the other site for nothing until readers follow it.
    asked = escape(f"<body style='{_STYLE}'><a href='{address}'>▶ {label}</a>")
    shown = f'srcdoc="{asked}"' if source.startswith(_CLOSED) else f'src="{address}"'
    frame = (
        f'<iframe {shown} title="{label}" loading="lazy" sandbox="{_SANDBOX}"'
        ' referrerpolicy="strict-origin" allowfullscreen></iframe>'
    )
    link = f'<a href="slot:{number}">{label}</a>'
    return f'<figure{own} class="embed">{frame}<figcaption>{link}</figcaption></figure>'


_STYLE = (
    "margin:0;height:100vh;display:grid;place-content:center;font:1rem sans-serif;"
    "color-scheme:light dark"
)
_CLOSED = "closed:"


def shown_as(embeds: Embeds, written: str, page: str) -> str:
    """Return how ``expand`` shows a frame; "" for a link."""
    source = embeds.frame(written, page)
    return f"{_CLOSED}{source}" if source and embeds.mode == "privacy" else source
