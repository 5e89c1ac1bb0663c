"""Frames that show a page of another site -> links to that page, for readers and feeds."""

import re
from html import escape, unescape

from sitegen.model import Html
from sitegen.text.addresses import parts_of
from sitegen.text.regex import regex

_FRAME = regex(
    r"<(iframe|object|embed)(?=[\s/>])((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.IGNORECASE
)
_ATTRIBUTE = regex(r"""([\w-]+)\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]+))""")
_OURS = regex(
    r'<figure(?: id="[^"]*")? class="embed"><iframe [^<>]*></iframe>'
    r"<figcaption>([^\n]*?)</figcaption></figure>"
)
_PAGES: tuple[tuple[str, str], ...] = (
    # Address of a frame -> of the page that shows the same, by the sites' help on embedding.
    (
        r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/videoseries\?(?:.*?&)?list=([\w-]+).*",
        r"www.youtube.com/playlist?list=\1",
    ),
    (
        r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed|v|shorts)/([\w-]{11})(?=$|[?&/#]).*",
        r"www.youtube.com/watch?v=\1",
    ),
    (r"youtu\.be/([\w-]{11})(?=$|[?&/#]).*", r"www.youtube.com/watch?v=\1"),
    (r"player\.vimeo\.com/video/(\d+).*", r"vimeo.com/\1"),
    (r"(?:www\.)?dailymotion\.com/embed/video/(\w+).*", r"www.dailymotion.com/video/\1"),
    (r"open\.spotify\.com/embed/(\w+/\w+).*", r"open.spotify.com/\1"),
    (r"archive\.org/embed/([^?#]+).*", r"archive.org/details/\1"),
    (r"codepen\.io/([\w-]+)/embed/(?:preview/)?(\w+).*", r"codepen.io/\1/pen/\2"),
    (r"embed(?:-ssl)?\.ted\.com/(talks/[^?#]+).*", r"www.ted.com/\1"),
    (r"giphy\.com/embed/(\w+).*", r"giphy.com/gifs/\1"),
    (r"(?:www\.)?instagram\.com/(p|reel)/([\w-]+)/embed.*", r"www.instagram.com/\1/\2/"),
)
_PRIVATE: tuple[tuple[str, str], ...] = (
    # https://support.google.com/youtube/answer/171780, https://help.vimeo.com/ (dnt)
    (r"www\.youtube\.com/watch\?v=([\w-]{11})", r"www.youtube-nocookie.com/embed/\1"),
    (r"vimeo\.com/(\d+)", r"player.vimeo.com/video/\1?dnt=1"),
)


def page_of(address: str) -> str:
    """Return the address of the page that a frame shows a part of; most are their own."""
    address = unescape(address).strip()
    address = f"https:{address}" if address.startswith("//") else address
    return _changed(address, _PAGES) or address


def private_frame(page: str) -> str:
    """Return the address of a frame that leaves no cookies; "" where none is known."""
    return _changed(page, _PRIVATE)


def _changed(address: str, table: tuple[tuple[str, str], ...]) -> str:
    scheme, found, rest = address.partition("://")
    if not found or scheme.lower() not in ("http", "https"):
        return ""
    for pattern, page in table:
        if match := re.fullmatch(pattern, rest, re.IGNORECASE | re.DOTALL):
            return f"https://{match.expand(page)}"
    return ""


def label_of(page: str, title: str) -> str:
    """Return the words of a link to a page: ``The talk (youtube.com)``, else its address."""
    host = host_of(page)
    bare = re.sub(r"^[a-z]+://(?:www\.)?", "", page, flags=re.IGNORECASE)
    title = " ".join(title.split())
    if not title:
        return bare if host else page.rstrip("/").rpartition("/")[2] or page
    return f"{title} ({host.removeprefix('www.')})" if host else title


def host_of(page: str) -> str:
    """Return the host of an address; "" if it is one of this site."""
    return (parts_of(page).hostname or "").lower()


def frame_at(markup: str, at: int) -> re.Match[str] | None:
    """Find the next tag that opens a frame."""
    return _FRAME.search(markup, at)


def attributes_of(tag: str) -> dict[str, str]:
    """Read the attributes of a tag of HTML."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value).strip())
    return found


def address_of(attributes: dict[str, str]) -> str:
    """Return the address that a frame shows; "" for none."""
    address = attributes.get("src") or attributes.get("data") or attributes.get("data-src") or ""
    return "" if address.startswith("about:") else address


def without_frames(html: Html) -> Html:
    """Replace the frames of a text by links, for feeds, whose readers show none."""
    if 'class="embed">' in html:
        html = Html(_OURS.sub(r"<p>\1</p>", html))
    if "<iframe" not in html:
        return html
    return Html(re.sub(r"</iframe\s*>", "", _FRAME.sub(_linked, html)))


def _linked(found: re.Match[str]) -> str:
    attributes = attributes_of(found[2])
    address = address_of(attributes)
    if found[1].lower() != "iframe":
        return found[0]
    page = page_of(address)
    label = label_of(page, attributes.get("title", ""))
    return f'<a href="{escape(page)}">{escape(label, quote=False)}</a>' if address else ""
