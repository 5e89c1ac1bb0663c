"""Ghost's cards -> plain HTML: as values in an editor's document, and as HTML of the site."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from msgspec import Struct

from sitegen.from_html.types import Removed
from sitegen.importers.fields import plain
from sitegen.importers.fields import title as plain_title
from sitegen.importers.markup.html import link_to
from sitegen.importers.markup.page import Element, Page, edited
from sitegen.importers.values import table_of, tables_of, text_of
from sitegen.model import Json
from sitegen.text.regex import regex

Payload = Mapping[str, Json]


class Shown(Struct, frozen=True):
    """Content of an editor as HTML."""

    html: str
    removed: tuple[Removed, ...] = ()
    notices: tuple[str, ...] = ()
    is_gated: bool = False
    """Whether a part of it is for members."""


def card(kind: str, given: Payload) -> Shown:
    """Return a card of an editor as HTML; of one that is not known, its words."""
    if not kind or kind in _SILENT:
        return Shown("", is_gated=kind == "paywall")
    if kind in _PLATFORM:
        text = " ".join(plain(words) for words in _prose(dict(given)))
        return Shown("", (Removed(_PLATFORM[kind], text),) if text else ())
    if kind == "bookmark":
        return _bookmark(given)
    if kind in _CARDS:
        return Shown(_CARDS[kind](given))
    words = "".join(f"<p>{escape(plain(text))}</p>" for text in _prose(dict(given)))
    return Shown(words, notices=(f"card '{kind}' is not known; its words are kept",))


_SILENT = frozenset(("paywall", "hr-email", "spacer"))
_PLATFORM = {
    "email": "words for e-mails",
    "email-cta": "words for e-mails",
    "signup": "subscribe form",
}
_ADDRESS = regex(r"(?:https?:|/|#|mailto:|data:)\S*$")


def _prose(given: Json) -> Iterator[str]:
    """Yield the texts in the values of a card that are words."""
    if isinstance(given, str):
        words = plain(given)
        if " " in words and not _ADDRESS.match(words):
            yield given
    elif isinstance(given, dict):
        for one in given.values():
            yield from _prose(one)
    elif isinstance(given, list):
        for one in given:
            yield from _prose(one)


def _text(given: Payload, *keys: str) -> str:
    return next((text for key in keys if (text := text_of(given.get(key)).strip())), "")


def _figure(inside: str, given: Payload) -> str:
    caption = _text(given, "caption")
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{inside}{below}</figure>"


def _picture(given: Payload) -> str:
    source, alt = _text(given, "src"), plain_title(_text(given, "alt", "altText"))
    shown = f'<img src="{escape(source)}" alt="{escape(alt)}">' if source else ""
    address = _text(given, "href")
    return f'<a href="{escape(address)}">{shown}</a>' if address and shown else shown


def _gallery(given: Payload) -> str:
    return _figure("".join(map(_picture, tables_of(given.get("images")))), given)


def _code(given: Payload) -> str:
    language = re.sub(r"[^\w+#-]", "", _text(given, "language"))
    mark = f' class="language-{language}"' if language else ""
    code = escape(text_of(given.get("code")), quote=False)
    block = f"<pre><code{mark}>{code}</code></pre>"
    return _figure(block, given) if _text(given, "caption") else block


def _embed(given: Payload) -> str:
    shown = text_of(given.get("html"))
    if "<iframe" in shown or "<blockquote" in shown:
        return _figure(shown, given)
    title = _text(table_of(given.get("metadata")), "title")
    return _figure(link_to(_text(given, "url"), title), given)


def _bookmark(given: Payload) -> Shown:
    about = table_of(given.get("metadata"))
    link = link_to(_text(given, "url") or _text(about, "url"), plain_title(_text(about, "title")))
    rest = " ".join(
        plain(text) for key in ("description", "author", "publisher") if (text := _text(about, key))
    )
    caption = _text(given, "caption")
    removed = (Removed("summary of a link", rest),) if rest else ()
    return Shown(f"{link}<p>{caption}</p>" if caption else link, removed)


def _callout(given: Payload) -> str:
    return callout(_text(given, "calloutEmoji"), _text(given, "calloutText"))


def callout(emoji: str, text: str) -> str:
    """Return a box with an emoji as a quotation that begins with it."""
    inside = re.sub(r"^\s*<p\b[^<>]*>(.*)</p>\s*$", r"\1", text, flags=re.DOTALL)
    return f"<blockquote><p>{escape(emoji)} {inside}</p></blockquote>"


def toggle(heading: str, content: str) -> str:
    """Return a part that readers unfold."""
    return f"<details><summary>{heading}</summary>{content}</details>"


def _media(tag: str) -> Callable[[Payload], str]:
    def shown(given: Payload) -> str:
        title = escape(plain_title(_text(given, "title", "fileName")))
        mark = f' title="{title}"' if title else ""
        return _figure(f'<{tag} src="{escape(_text(given, "src"))}"{mark}></{tag}>', given)

    return shown


def _file(given: Payload) -> str:
    title, caption = _text(given, "fileTitle", "fileName"), _text(given, "fileCaption")
    return link_to(_text(given, "src"), title) + (f"<p>{caption}</p>" if caption else "")


def _product(given: Payload) -> str:
    picture = _picture({"src": given.get("productImageSrc")})
    title, about = _text(given, "productTitle"), _text(given, "productDescription")
    link = link_to(_text(given, "productUrl"), _text(given, "productButton"))
    return f"{picture}<p><strong>{title}</strong></p><div>{about}</div>{link}"


def _headed(given: Payload) -> str:
    heading = _text(given, "heading", "header")
    below = _text(given, "subheading", "subheader")
    head = f"<h2>{heading}</h2>" if heading else ""
    return f"{head}<p>{below}</p>{_button(given)}"


def _button(given: Payload) -> str:
    address = _text(given, "buttonUrl")
    return "" if "#/portal" in address else link_to(address, _text(given, "buttonText"))


def _call(given: Payload) -> str:
    return f"<p>{_text(given, 'textValue')}</p>{_button(given)}"


def rendered(markdown: str) -> str:
    """Return Markdown of a card as HTML."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    html = str(parser.use(footnote_plugin).render(markdown))
    return html.replace('<hr class="footnotes-sep" />', "").replace(_RULE, "")


_CARDS: Mapping[str, Callable[[Payload], str]] = {
    "image": lambda given: _figure(_picture(given), given),
    "gallery": _gallery,
    "code": _code,
    "codeblock": _code,
    "html": lambda given: text_of(given.get("html")),
    "markdown": lambda given: rendered(text_of(given.get("markdown"))),
    "card-markdown": lambda given: rendered(text_of(given.get("markdown"))),
    "embed": _embed,
    "callout": _callout,
    "toggle": lambda given: toggle(_text(given, "heading"), _text(given, "content")),
    "hr": lambda _: "<hr>",
    "horizontalrule": lambda _: "<hr>",
    "video": _media("video"),
    "audio": _media("audio"),
    "file": _file,
    "product": _product,
    "header": _headed,
    "button": _button,
    "call-to-action": _call,
}
"""Kind of a card, which Lexical and Mobiledoc share -> its HTML."""

# ------------------------------------------------------------------ as HTML of the site

UNWANTED = {
    ".kg-signup-card*": "subscribe form",
    ".kg-email-card*": "words for e-mails",
    ".kg-email-cta*": "words for e-mails",
    ".kg-audio-player*": "buttons of a player",
    ".kg-audio-thumbnail*": "buttons of a player",
    ".kg-video-overlay*": "buttons of a player",
    ".kg-video-player*": "buttons of a player",
}
_RULE = '<hr class="footnotes-sep">'
"""A line above notes that Markdown's converter puts there."""
_SIZED = regex(r"/content/images/size/w\d+(?:h\d+)?(?:/format/\w+)?/")


def rewritten(html: str) -> Shown:
    """Replace the cards in the HTML that Ghost made of a post."""
    gated = "<!--members-only-->" in html or _is_gated(html)
    if "/content/images/size/" in html:
        html = _SIZED.sub("/content/images/", html)
    html = html.replace(_RULE, "")
    if not any(name in html for name in _SHOWN):
        return Shown(html, is_gated=gated)
    page = Page(html)
    edits: list[tuple[int, int, str]] = []
    removed: list[Removed] = []
    end = 0
    for element in page.elements:
        name = next((one for one in element.classes if one in _SHOWN), "")
        if element.start < end:
            continue  # it is in a card
        if name:
            end = element.end
            edits.append((element.start, element.end, _SHOWN[name](page, element)))
        if name == "kg-bookmark-card":
            about = ".kg-bookmark-description,.kg-bookmark-author,.kg-bookmark-publisher"
            words = " ".join(page.words(one) for one in page.all_of(about, element))
            removed += [Removed("summary of a link", words)] if words else []
    return Shown(edited(page.html, edits), tuple(removed), is_gated=gated)


def _is_gated(html: str) -> bool:
    begins = re.findall(r"<!--\s*kg-gated-block:begin([^<>]{0,400})-->", html)
    return any("nonMember:true" not in mark.replace(" ", "") for mark in begins)


def _part(page: Page, element: Element, selector: str) -> str:
    found = page.first(selector, element)
    return page.source(found) if found else ""


def _address(page: Page, element: Element, selector: str = "a") -> str:
    found = page.first(selector, element)
    return (found.get("href") or found.get("src")) if found else ""


def _caption(page: Page, element: Element) -> Payload:
    return {"caption": _part(page, element, "figcaption")}


def _shown_bookmark(page: Page, element: Element) -> str:
    title = page.words(page.first(".kg-bookmark-title", element))
    caption = _part(page, element, "figcaption")
    return link_to(_address(page, element), title) + (f"<p>{caption}</p>" if caption else "")


def _shown_file(page: Page, element: Element) -> str:
    title = page.words(page.first(".kg-file-card-title,.kg-file-card-filename", element))
    about = _part(page, element, ".kg-file-card-caption")
    return link_to(_address(page, element), title) + (f"<p>{about}</p>" if about else "")


def _shown_button(page: Page, element: Element) -> str:
    address = _address(page, element)
    return "" if "#/portal" in address else link_to(address, page.words(element))


def _shown_media(tag: str) -> Callable[[Page, Element], str]:
    def shown(page: Page, element: Element) -> str:
        title = page.words(page.first(".kg-audio-title", element))
        source = escape(_address(page, element, tag))
        mark = f' title="{escape(title)}"' if title else ""
        return _figure(f'<{tag} src="{source}"{mark}></{tag}>', _caption(page, element))

    return shown


_SHOWN: Mapping[str, Callable[[Page, Element], str]] = {
    "kg-bookmark-card": _shown_bookmark,
    "kg-callout-card": lambda page, one: callout(
        page.words(page.first(".kg-callout-emoji", one)), _part(page, one, ".kg-callout-text")
    ),
    "kg-toggle-card": lambda page, one: toggle(
        _part(page, one, ".kg-toggle-heading-text"), _part(page, one, ".kg-toggle-content")
    ),
    "kg-file-card": _shown_file,
    "kg-button-card": _shown_button,
    "kg-audio-card": _shown_media("audio"),
    "kg-video-card": _shown_media("video"),
}
"""Class of a card on the site -> its HTML."""
