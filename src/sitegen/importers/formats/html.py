"""Pages of HTML as browsers, SingleFile and authors save them, one or several posts in each."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from sitegen.from_html.types import Removed
from sitegen.importers import values
from sitegen.importers.foreign import Foreign, LeftOut, Record, Wishes
from sitegen.importers.markup.page import Element, Page, edited
from sitegen.importers.platforms.pages.body import Part, is_comments, is_furniture, parts_of
from sitegen.importers.platforms.pages.facts import dateline, facts_of
from sitegen.importers.platforms.pages.source import Saved, is_mhtml, saved
from sitegen.importers.sources import PROGRAMS, Export
from sitegen.problems.errors import SitegenError
from sitegen.text.regex import regex

_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|section|main|div|p|h[1-6]|table|font"
    rb"|center|blockquote)\b",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = regex(r"[\w./~-]+")
"""What the name of a page has if it was made to be part of an address."""
_FILES = regex(
    r"[_.-](?:files|file|dateien|fichiers|archivos|bestanden|pliki|[^\W\d_]{4,12})$", re.I
)
_HEAD = frozenset(("title", "meta", "link", "base"))
_UNWANTED = {
    ".sharedaddy": "share buttons",
    ".sd-sharing*": "share buttons",
    ".post-share-buttons*": "share buttons",
    ".addtoany*": "share buttons",
    ".a2a_kit": "share buttons",
    ".share-buttons*": "share buttons",
    ".social-share*": "share buttons",
    ".jp-relatedposts": "links to other posts",
    ".yarpp*": "links to other posts",
    ".related-posts*": "links to other posts",
    ".post-navigation": "links to other posts",
    ".nav-links": "links to other posts",
    ".subscription-widget*": "subscribe form",
    ".subscribe-*": "subscribe form",
    ".wp-block-jetpack-subscriptions*": "subscribe form",
    ".mc4wp-form*": "subscribe form",
    ".button-wrapper": "button",
    "#jp-post-flair": "share buttons",
    ".sd-block": "share buttons",
    ".fb-like": "share buttons",
    ".addthis*": "share buttons",
    ".wpcnt": "advertisement",
    ".wpa": "advertisement",
    ".adsbygoogle": "advertisement",
    ".post-footer": "footer of a post",
    ".entry-footer": "footer of a post",
    "form": "form",
}


_TEMPLATE = (b"<b:skin", b"<b:include", b"<$Blog")
"""Tags of Blogger's templates, which are beside the posts in an archive of Takeout."""


def recognise(export: Export) -> Sequence[str]:
    """Return the names of pages; those in the folder of files beside another are its frames."""
    found = [name for name in export.names if _is_page(export, name)]
    stems = {str(PurePosixPath(name).with_suffix("")) for name in found}
    return [name for name in found if not _is_beside(name, stems)]


def _is_page(export: Export, name: str) -> bool:
    if PurePosixPath(name).suffix.lower() in PROGRAMS.union((".css", ".svg", ".xml")):
        return False
    head = export.head(name, 4096)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    if any(mark in head for mark in _TEMPLATE):
        return False
    return bool(_HTML.match(head)) or is_mhtml(head)


def _is_beside(name: str, stems: set[str]) -> bool:
    folders = [str(folder) for folder in PurePosixPath(name).parents]
    return any(
        (mark := _FILES.search(folder)) and folder[: mark.start()] in stems for folder in folders
    )


def read(
    export: Export,
    names: Sequence[str],
    wishes: Wishes,
) -> Iterator[Record]:
    """Yield the post or posts of each page."""
    for name in names:
        place = export.place(name)
        try:
            whole = saved(export.read(name))
        except SitegenError:
            yield LeftOut("pages that cannot be read", place)
            continue
        if len(names) > 1 and not whole.address and _ADDRESS.fullmatch(name):
            whole = replace(whole, path=f"{wishes.site.rstrip('/')}/{name}")
        page = Page(whole.html)
        parts = parts_of(page)
        if not parts:
            yield LeftOut("pages without a text", place, page.words(page.first("title")))
        for number, part in enumerate(parts):
            where = place if number == 0 else f"{place}, post {number + 1}"
            yield _post(whole, page, part, where)


def _post(whole: Saved, page: Page, part: Part, place: str) -> Foreign:
    facts = facts_of(whole, page, part)
    return Foreign(
        ident=facts.url or place,
        place=place,
        title=facts.title,
        body="".join(_body(page, part, body) for body in part.bodies),
        date=facts.date,
        updated=facts.updated,
        has_time=facts.has_time,
        authors=facts.authors,
        tags=facts.tags,
        url=facts.url,
        slug=values.last_part(facts.url),
        summary=facts.summary,
        description=facts.description,
        lang=facts.lang,
        base=whole.address or facts.url or whole.path,
        unwanted=_UNWANTED,
        notices=(f"other texts on its page are left out: {part.others}",) if part.others else (),
        removed=() if part.is_known else tuple(_rest(page, part)),
    )


def _body(page: Page, part: Part, body: Element) -> str:
    """Return a body without comments; if only its size shows it, also without furniture."""
    cut = [
        (one.start - body.inner, one.end - body.inner, "")
        for one in page.inside(body)
        if is_comments(one) or one.tag in _HEAD or (not part.is_known and is_furniture(one))
    ]
    if not part.is_known and (line := dateline(page, part)):
        cut.append((line.start - body.inner, line.end - body.inner, ""))
    return edited(page.source(body), cut)


def _rest(page: Page, part: Part) -> Iterator[Removed]:
    """Yield the words that are not in a body which only its size shows."""
    body = part.bodies[0]
    silent = [body, *(one for one in page.elements if is_comments(one) or one.tag in _HEAD)]
    furniture = [one for one in page.inside(body) if is_furniture(one) and not is_comments(one)]
    words = [page.words_outside(silent), *map(page.words, furniture)]
    if text := "\n".join(filter(None, words)):
        yield Removed("rest of the page", text)
