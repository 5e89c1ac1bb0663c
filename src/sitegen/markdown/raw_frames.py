"""Frames in raw HTML: found, and replaced by links."""

import re
from html import escape
from typing import NamedTuple

from markdown_it.token import Token

from sitegen.markdown import addresses, embeds
from sitegen.markdown.context import Context
from sitegen.model import Link
from sitegen.text import frames
from sitegen.text.regex import regex

_WORDS = regex(r"</?(?:div|figure|section|center|article)\b[^<>]*>", re.IGNORECASE)
"""What may be around a frame that is a block of its own."""


class Frame(NamedTuple):
    """A frame in raw HTML."""

    start: int
    end: int
    words: str
    """Its tag up to the name."""
    address: str
    page: str
    title: str


def find(content: str) -> tuple[list[Frame], str]:
    """Find the frames in raw HTML, and return also what is around them."""
    found: list[Frame] = []
    around: list[str] = []
    at = 0
    while "<" in content and (frame := frames.frame_at(content, at)):
        close = _end_of(frame).search(content, frame.end())
        end = close.end() if close and frame[1].lower() != "embed" else frame.end()
        attributes = frames.attributes_of(frame[2])
        address = frames.address_of(attributes)
        if not address and (inner := frames.frame_at(content[:end], frame.end())):
            attributes |= frames.attributes_of(inner[2])
            address = frames.address_of(attributes)
        around.append(content[at : frame.start() if address else end])
        if address:
            page, title = frames.page_of(address), attributes.get("title", "")
            words = content[frame.start() : frame.end(1)]
            found.append(Frame(frame.start(), end, words, address, page, title))
        at = end
    return found, "".join([*around, content[at:]]) if at else content


def alone(token: Token, around: str) -> bool:
    """Return whether the frames of a block are all that it shows."""
    return token.type == "html_block" and not _WORDS.sub("", around).strip()


def shown(context: Context, frame: Frame) -> str:
    """Return how a frame is shown; "" for a link."""
    return embeds.shown_as(context.setup.embeds, frame.address, frame.page)


def with_links(context: Context, token: Token) -> str:
    """Return raw HTML with links in the place of its frames."""
    found, around = find(token.content)
    block = alone(token, around)
    parts: list[str] = []
    at = 0
    for frame in found:
        parts.append(token.content[at : frame.start])
        at = frame.end
        address = addresses.read(frame.page)
        if address is None:
            continue
        number = len(context.links)
        context.links.append(Link("link", *address, context.find(token, frame.words)))
        label = escape(frames.label_of(frame.page, frame.title), quote=False)
        link = f'<a href="slot:{context.seal}{number}">{label}</a>'
        parts.append(f'<p class="embed">{link}</p>' if block else link)
        if block and (how := shown(context, frame)):
            context.frames[number] = how
    return "".join([*parts, token.content[at:]])


def _end_of(frame: re.Match[str]) -> re.Pattern[str]:
    return re.compile(f"</{frame[1]}[^>]*>", re.IGNORECASE)
