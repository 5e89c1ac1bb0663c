"""Shortcodes in a body -> standard HTML; those that are not known are named in the report."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

from sitegen.importers.markup.attributes import of_shortcode
from sitegen.importers.markup.html import link_to
from sitegen.importers.platforms.wordpress.site import Attachment, Site
from sitegen.text.regex import regex

_TAG = regex(
    r"\[(\[?)(/?)([A-Za-z][\w-]{0,60})(?![\w-])((?:[^\[\]\"'“”]++|\"[^\"\n]*+\"|'[^'\n]*+'|“[^”\n]*+”|[\"'“”])*+)\](\]?)"
)
_PICTURE = regex(
    r"\s*((?:<p[^<>]*>\s*)?(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)", re.DOTALL
)
_ADDRESS = regex(r"(?:https?:)?//[^\s\"'<>\[\]]+")
_LATEX = regex(r"\$latex\s+([^$\n][^$]*)\$")
_ATTRIBUTE = regex(r"\s[\w-]+\s*=|=\s*[\"'“]?(?:https?:)?//")
_NUMBER = regex(r"\d+")
_NOTES = frozenset(("ref", "footnote", "fn", "efn_note", "mfn", "modern_footnote", "note_ref"))
"""Shortcodes of plugins for footnotes, around the words of the note."""
_QUOTES = frozenset(("pullquote", "quote", "blockquote", "pull_quote"))
_SILENT = frozenset(
    {
        *("gallery", "playlist", "archives", "sitemap", "toc", "contact-form", "footnotes", "more"),
        *("jetpack_subscription_form", "blog_subscription_form", "subscribe2", "nextpage"),
        *("reference", "references", "recent-posts", "related_posts", "polldaddy"),
        *("contact-form-7", "sharethis", "jetpack-related-posts", "googlemaps", "woocommerce_cart"),
        *("member", "private"),
    }
)
"""Shortcodes that occur without any attribute."""
_PAGES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "ted": "https://www.ted.com/talks/{}",
    "gist": "https://gist.github.com/{}",
}
"""Shortcode with an id -> address of the page that it shows."""
_DEEPEST = 20
"""Levels of shortcodes in shortcodes."""
_SOURCES = (
    *("mp4", "m4v", "webm", "ogv", "flv", "wmv", "mp3", "m4a", "ogg", "wav"),
    *("src", "url", "href", "file"),
)


class Shortcodes:
    """Rewrites the shortcodes of one post; says afterwards what it met."""

    def __init__(self, site: Site, post: str) -> None:
        """``post`` is the id of the post, to which uploads belong."""
        self._site = site
        self._post = post
        self._depth = 0
        self.left_out: dict[str, bool] = {}
        """Name of each shortcode that is not known -> whether text in it is kept."""
        self.lost: list[str] = []
        self.notes: dict[str, str] = {}
        self._known: Mapping[str, Callable[[Mapping[str, str], str], str]] = {
            "caption": _caption,
            "wp_caption": _caption,
            "embed": _media,
            "audio": _media,
            "video": _media,
            "wpvideo": _media,
            "gallery": self._gallery,
            "playlist": self._gallery,
            "latex": _formula,
        }

    def rewrite(self, body: str) -> str:
        """Return a body without shortcodes."""
        if "$latex" in body:
            body = _LATEX.sub(lambda found: _formula({}, found[1]), body)
        if "[" not in body or self._depth > _DEEPEST:
            return body
        self._depth += 1
        tags = list(_TAG.finditer(body))
        closing: dict[str, list[int]] = {}
        for number, tag in enumerate(tags):
            if tag[2]:
                closing.setdefault(tag[3].lower(), []).append(number)
        out: list[str] = []
        at = number = 0
        while number < len(tags):
            tag = tags[number]
            ends = closing.get(tag[3].lower(), [])
            while ends and ends[0] <= number:
                ends.pop(0)
            end = ends[0] if ends else None
            out.append(body[at : tag.start()])
            words, last = self._tag(tag, tags[end] if end is not None else None)
            out.append(words)
            at = last.end()
            number = end + 1 if end is not None and last is not tag else number + 1
        self._depth -= 1
        return "".join([*out, body[at:]])

    def notices(self) -> tuple[str, ...]:
        """Return what could not be carried over, a line each."""
        said = [
            f"shortcode [{name}] is left out" + ("; the text in it is kept" if kept else "")
            for name, kept in self.left_out.items()
        ]
        return (*said, *self.lost)

    def _tag(self, tag: re.Match[str], end: re.Match[str] | None) -> tuple[str, re.Match[str]]:
        """Return what takes the place of a shortcode, and the last tag that belongs to it."""
        name = tag[3].lower()
        if tag[1] and tag[5]:
            return tag[0][1:-1], tag  # [[gallery]] shows [gallery]
        if tag[2]:
            return (f"{tag[1]}{tag[5]}" if name in self.left_out else tag[0]), tag
        given = of_shortcode(tag[4])
        encloses = end is not None and not tag[4].rstrip().endswith("/")
        inner = tag.string[tag.end() : end.start()] if end and encloses else ""
        shown = self._shown(name, given, inner)
        if shown is not None:
            return f"{tag[1]}{shown}{tag[5]}", end if end and encloses else tag
        if end or name in _SILENT or self._has_attributes(tag) or (name in _PAGES and given):
            return f"{tag[1]}{self._unknown(name, given, kept=encloses)}{tag[5]}", tag
        return tag[0], tag

    @staticmethod
    def _has_attributes(tag: re.Match[str]) -> bool:
        """Return whether words in brackets are a shortcode; ``input[name=mail]`` is none."""
        before = tag.string[tag.start() - 1 : tag.start()]
        return not (before.isalnum() or before == ":") and bool(_ATTRIBUTE.search(tag[4]))

    def _shown(self, name: str, given: Mapping[str, str], inner: str) -> str | None:
        """Return the HTML of a shortcode that is known; None for others."""
        if name in self._known and (inner or given or name in _SILENT):
            return self._known[name](given, self.rewrite(inner))
        if name in _NOTES and inner.strip():
            return self._note(inner)
        if name in _QUOTES and inner.strip():
            return f"\n\n<blockquote>{self.rewrite(inner)}</blockquote>\n\n"
        return None

    def _unknown(self, name: str, given: Mapping[str, str], *, kept: bool) -> str:
        """Return a link if a shortcode names a page, and else its title; its text is kept."""
        address = _address_in(given)
        if not address and name in _PAGES:
            ident = given.get("id") or given.get("0", "").lstrip("=")
            address = _PAGES[name].format(ident) if ident else ""
        if address and not kept:
            return f"\n\n{link_to(address)}\n\n"
        self.left_out[name] = self.left_out.get(name, False) or kept
        shown = given.get("title", "") if kept else ""
        return f"\n\n<p><strong>{escape(shown, quote=False)}</strong></p>\n\n" if shown else ""

    def _note(self, words: str) -> str:
        ident = f"note-{len(self.notes) + 1}"
        self.notes[ident] = self.rewrite(words.strip())
        number = len(self.notes)
        return f'<sup data-fn="{ident}" class="fn"><a href="#{ident}">{number}</a></sup>'

    def _gallery(self, given: Mapping[str, str], inner: str) -> str:
        wanted = given.get("ids") or given.get("include") or ""
        idents = _NUMBER.findall(wanted) or self._uploads(given)
        found = [self._site.attachments.get(ident) for ident in idents]
        missing = [ident for ident, file in zip(idents, found, strict=True) if file is None]
        if missing:
            self.lost.append(f"gallery without {len(missing)} of its pictures: not in the export")
        elif not idents:
            self.lost.append("gallery without pictures: the export names none")
        return "\n\n" + "\n".join(figure(file) for file in found if file) + f"\n\n{inner}"

    def _uploads(self, given: Mapping[str, str]) -> list[str]:
        """Return the attachments of a post, which a gallery without a list shows."""
        left_out = set(_NUMBER.findall(given.get("exclude", "")))
        post = given.get("id") or self._post
        files = [self._site.attachments[one] for one in self._site.uploads.get(post, [])]
        shown = sorted(files, key=lambda file: file.order)
        return [file.ident for file in shown if file.ident not in left_out]


def figure(file: Attachment) -> str:
    """Return an attachment as a picture with its caption."""
    caption = f"<figcaption>{file.caption}</figcaption>" if file.caption else ""
    picture = f'<img class="size-full" src="{escape(file.url)}" alt="{escape(file.alt)}">'
    return f"<figure>{picture}{caption}</figure>"


def _caption(given: Mapping[str, str], inner: str) -> str:
    found = _PICTURE.match(inner)
    if not found:
        return inner
    picture = found[1].removeprefix("<p>")
    words = found[2].replace("</p>", "").replace("<p>", "").strip() or given.get("caption", "")
    shown = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{picture}{shown}</figure>\n\n"


def _media(given: Mapping[str, str], inner: str) -> str:
    found = _ADDRESS.search(unescape(inner))
    address = found[0] if found else _address_in(given)
    return f"\n\n{link_to(address)}\n\n" if address else inner


def _address_in(given: Mapping[str, str]) -> str:
    ordered = [given.get(name, "") for name in _SOURCES] + [given.get(str(n), "") for n in range(3)]
    for value in ordered:
        if found := _ADDRESS.search(value):
            return found[0]
    return ""


def _formula(given: Mapping[str, str], inner: str) -> str:  # noqa: ARG001 - as the others
    return f'<span data-tex="{escape(unescape(inner.strip()))}" data-mode="inline"></span>'
