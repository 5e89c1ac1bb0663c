"""Frames of other sites, films and sounds -> links to them."""

import json
from typing import NamedTuple

from sitegen.from_html.context import Context
from sitegen.from_html.tree import Element
from sitegen.text import frames

_TAGS = {"iframe": "frame", "video": "video", "audio": "audio", "embed": "frame", "object": "frame"}


class Link(NamedTuple):
    """A link in place of a frame."""

    words: str
    address: str


def is_frame(element: Element) -> bool:
    """Return whether an element shows something of another site, a film or a sound."""
    return element.tag in _TAGS


def link(context: Context, element: Element) -> Link | None:
    """Return the link that takes the place of a frame, and note that it does; None for none."""
    address = _address(element)
    if not address:
        return None
    page = context.resolved(frames.page_of(address))
    title = element.get("title").strip()
    where = frames.host_of(page) or page
    context.notice(f"{_TAGS[element.tag]} of {where} is a link")
    return Link(frames.label_of(page, title), page)


def _address(element: Element) -> str:
    attributes = {**element.attrs}
    if element.get("data-src") and element.get("src").startswith(("about:", "data:", "")):
        attributes["src"] = element.get("src") or element.get("data-src")
    found = frames.address_of(attributes)
    if found:
        return found
    for inner in element.elements("source", "embed", "param", "iframe"):
        value = inner.get("src")
        if inner.tag == "param" and inner.get("name").lower() in ("movie", "src", "url"):
            value = inner.get("value")
        if value:
            return value
    return ""


def with_cards(element: Element) -> list[Element | str] | None:
    """Return plain elements in place of a platform's card; None for other elements."""
    if element.has_class("twitter-tweet"):
        for each in element.walk():
            each.attrs.pop("lang", None)  # a guess of the platform
    if element.has_class("kg-bookmark-card"):
        return _bookmark(element)
    if element.has_class("kg-toggle-card"):
        return _toggle(element)
    if element.has_class("image-gallery-embed"):
        return _gallery(element)
    return _with_link(element)


def _bookmark(element: Element) -> list[Element | str] | None:
    link = element.find("a")
    parts = {name: _of_class(element, f"kg-bookmark-{name}") for name in ("title", "description")}
    caption = element.find("figcaption")
    if link is None or not parts["title"]:
        return None
    more = " · ".join(
        filter(None, (_of_class(element, f"kg-bookmark-{n}") for n in ("author", "publisher")))
    )
    out: list[Element | str] = [_linked(link.get("href"), parts["title"])]
    out += [Element("p", {}, [words]) for words in (parts["description"], more) if words]
    return [*out, *([caption] if caption is not None else [])]


def _of_class(element: Element, name: str) -> str:
    return next((each.words() for each in element.walk() if each.has_class(name)), "")


def _toggle(element: Element) -> list[Element | str] | None:
    head = next((each for each in element.walk() if each.has_class("kg-toggle-heading")), None)
    body = next((each for each in element.walk() if each.has_class("kg-toggle-content")), None)
    if head is None or body is None:
        return None
    return [Element("details", {}, [Element("summary", {}, [head.words()]), body])]


def _gallery(element: Element) -> list[Element | str] | None:
    gallery = _attributes(element).get("gallery")
    images = gallery.get("images") if isinstance(gallery, dict) else None
    if not isinstance(gallery, dict) or not isinstance(images, list):
        return None
    out: list[Element | str] = [
        Element("div", {}, [Element("img", {"src": str(image.get("src") or "")})])
        for image in images
        if isinstance(image, dict)
    ]
    caption = str(gallery.get("caption") or "")
    return [*out, *([Element("p", {}, [caption])] if caption else [])]


def _with_link(element: Element) -> list[Element | str] | None:
    if not element.get("data-attrs") and not element.has_class("wp-block-embed__wrapper"):
        return None
    if element.has_class("wp-block-embed__wrapper") and not element.find(*_TAGS, "a", "blockquote"):
        address = element.text().strip()
        return [_linked(address, address)] if address.startswith("http") else None
    if element.has_class("digest-post-embed", "embedded-post-wrap", "embedded-publication-wrap"):
        card = _attributes(element)
        address = str(card.get("canonical_url") or card.get("url") or "")
        return [_linked(address, str(card.get("title") or address))] if address else None
    if element.has_class("youtube-wrap", "youtube2-wrap") and not element.find("iframe"):
        video = str(_attributes(element).get("videoId") or "")
        address = f"https://www.youtube.com/watch?v={video}"
        return [Element("p", {}, [Element("iframe", {"src": address})])] if video else None
    return None


def _attributes(element: Element) -> dict[str, object]:
    try:
        found = json.loads(element.get("data-attrs"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _linked(address: str, words: str) -> Element:
    return Element("p", {}, [Element("a", {"href": address}, [words])])
