"""Substack's own blocks in the HTML of a post -> plain HTML."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from urllib.parse import unquote

from sitegen.importers.markup.html import link_to
from sitegen.importers.markup.page import Element, Page, edited
from sitegen.importers.values import table_of, tables_of, text_of
from sitegen.model import Json
from sitegen.text.regex import regex

_FETCHED = regex(
    r"https?://[^\s\"'<>,/]{1,99}/image/fetch/[^\s\"'<>]{0,400}?(https?%3A%2F%2F[^\s\"'<>,]+)"
)
_BUCKET = regex(r"//bucketeer-[0-9a-f-]{8,60}\.s3\.amazonaws\.com/")


def rewritten(html: str) -> tuple[str, tuple[str, ...], bool]:
    """Replace Substack's blocks; also return notices, and whether a part is for paying readers."""
    if "/image/fetch/" in html:
        html = _FETCHED.sub(lambda found: escape(unquote(found[1])), html)
    if "//bucketeer-" in html:
        html = _BUCKET.sub("//substack-post-media.s3.amazonaws.com/", html)
    if "class=" not in html:
        return html, (), False
    page = Page(html)
    notices: list[str] = []
    edits = list(_edits(page, notices))
    paid = bool(page.first(".paywall-jump,.paywall"))
    return edited(page.html, edits), tuple(dict.fromkeys(notices)), paid


def _edits(page: Page, notices: list[str]) -> Iterator[tuple[int, int, str]]:
    end = 0
    for element in page.elements:
        if element.start < end:
            continue  # it is in a block that is replaced
        classes = element.classes
        if kind := next((name for name in classes if name in _WAYS), ""):
            end = element.end
            new = _WAYS[kind](_attributes(element))
            if not new and not page.words(element):
                notices.append(f"{kind.removesuffix('-wrap')} without an address is left out")
            yield element.start, element.end, new or page.source(element)
        elif "pullquote" in classes:
            yield element.start, element.inner, "<blockquote>"
            yield element.close, element.end, "</blockquote>"
        elif "preformatted-block" in classes:
            end = element.end
            yield from _verse(page, element)
        elif "button-wrapper" in classes and (link := _own_button(_attributes(element))):
            end = element.end
            yield element.start, element.end, link
        elif what := next((_ONLY_THERE[name] for name in classes if name in _ONLY_THERE), ""):
            notices.append(f"{what} that is only on Substack is left out")


_ONLY_THERE = {"poll-embed": "a poll", "native-audio-embed": "a recording"}


def _attributes(element: Element) -> Mapping[str, Json]:
    try:
        return table_of(json.loads(element.get("data-attrs") or "{}"))
    except ValueError:
        return {}


def _verse(page: Page, element: Element) -> Iterator[tuple[int, int, str]]:
    """Turn a block that keeps its spaces into lines: it holds poems, not code."""
    lines = page.first("pre", element)
    if lines:
        text = re.sub(r"\n{2,}", "</p><p>", page.source(lines).strip("\n"))
        yield element.start, element.end, f"<p>{text.replace(chr(10), '<br>')}</p>"


_PLATFORM = regex(
    r"%%|/subscribe\b|/account\b|/comments?\b|/chat\b|/leaderboard|/refer|action=share|gift=true"
    r"|donate=true|/share\b",
    re.IGNORECASE,
)


def _own_button(given: Mapping[str, Json]) -> str:
    """Return the link of a button that is not about subscribing, sharing or comments."""
    address, text = text_of(given.get("url")), text_of(given.get("text"))
    if not address or not text or given.get("action") or _PLATFORM.search(address):
        return ""
    return link_to(address, text)


def _card(given: Mapping[str, Json]) -> str:
    address = _first(given, "canonical_url", "url", "base_url", "href", "src")
    return link_to(address, _first(given, "title", "name", "filename"))


def _first(given: Mapping[str, Json], *keys: str) -> str:
    return next((text for key in keys if (text := text_of(given.get(key)))), "")


def _video(host: str) -> Callable[[Mapping[str, Json]], str]:
    def watched(given: Mapping[str, Json]) -> str:
        ident = text_of(given.get("videoId"))
        return link_to(host + ident) if ident else ""

    return watched


def _post(given: Mapping[str, Json]) -> str:
    """Return a quotation of a post in a social network, with its link."""
    text, name = text_of(given.get("full_text") or given.get("text")), text_of(given.get("name"))
    address = text_of(given.get("url"))
    if not text:
        return link_to(address)
    lines = "<br>".join(escape(text).splitlines())
    return f"<blockquote><p>{lines}</p>{link_to(address, name)}</blockquote>"


def _instagram(given: Mapping[str, Json]) -> str:
    ident = text_of(given.get("instagram_id"))
    return link_to(f"https://www.instagram.com/p/{ident}/") if ident else ""


def _gallery(given: Mapping[str, Json]) -> str:
    gallery = table_of(given.get("gallery"))
    alt, caption = text_of(gallery.get("alt")), text_of(gallery.get("caption"))
    pictures = "".join(
        f'<img src="{escape(source)}" alt="{escape(text_of(one.get("alt")) or alt)}">'
        for one in tables_of(gallery.get("images"))
        if (source := text_of(one.get("src")))
    )
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{pictures}{below}</figure>" if pictures else ""


def _formula(given: Mapping[str, Json]) -> str:
    formula = text_of(given.get("persistentExpression"))
    return (
        f'<p><span data-tex="{escape(formula)}" data-mode="display"></span></p>' if formula else ""
    )


def _name(given: Mapping[str, Json]) -> str:
    return escape(text_of(given.get("name")))


_WAYS: Mapping[str, Callable[[Mapping[str, Json]], str]] = {
    "digest-post-embed": _card,
    "embedded-post-wrap": _card,
    "embedded-publication-wrap": _card,
    "youtube-wrap": _video("https://www.youtube.com/watch?v="),
    "vimeo-wrap": _video("https://vimeo.com/"),
    "spotify-wrap": _card,
    "soundcloud-wrap": _card,
    "apple-podcast-container": _card,
    "bandcamp-wrap": _card,
    "tiktok-wrap": _card,
    "datawrapper-wrap": _card,
    "github-gist": _card,
    "tweet": _post,
    "twitter-embed": _post,
    "bluesky-wrap": _post,
    "instagram-embed-wrap": _instagram,
    "instagram": _instagram,
    "image-gallery-embed": _gallery,
    "latex-rendered": _formula,
    "mention-wrap": _name,
}
"""Class of a block -> its HTML, from the values in its attribute ``data-attrs``."""
