"""Tumblr's posts as a backup keeps them in pages of HTML: an article with its head and foot."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from msgspec.structs import replace

from sitegen.importers import fields
from sitegen.importers.foreign import Foreign, LeftOut, Record, Wishes
from sitegen.importers.markup.page import Element, Page
from sitegen.importers.sources import Export

_LINK = re.compile(rb"class=[\"']?llink\b")
_POST = re.compile(rb"<body class=[\"']?post\b")
_TAGGED = re.compile(rb"href=[\"']?(https?://[^/\"' >]+)/tagged/")


def pages(export: Export) -> Sequence[str]:
    """Return the names of the pages with posts: one a post, or else those of a month."""
    found = {
        name: head
        for name in export.names
        if name.endswith(".html")
        and b"<article" in (head := export.head(name, 4096))
        and _LINK.search(head)
    }
    return [name for name, head in found.items() if _POST.search(head)] or list(found)


def posts(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Yield the posts of some pages."""
    tagged = (_TAGGED.search(export.read(name)) for name in names)
    site = wishes.site or next((found[1].decode() for found in tagged if found), "")
    for name in names:
        page = Page(export.read(name).decode("utf-8-sig", "replace"))
        for article in page.all("article"):
            ident = article.get("id").removeprefix("p-")
            found = _post(page, article, wishes, f"{export.place(name)}, post {ident}")
            if isinstance(found, Foreign):
                url = f"{site.rstrip('/')}/post/{ident}" if site and ident else ""
                found = replace(found, ident=ident or found.place, url=url, base=f"/{name}")
            yield found


def _post(page: Page, article: Element, wishes: Wishes, place: str) -> Foreign | LeftOut:
    title, body = _title_and_body(page, article)
    if "reblog" not in wishes.types and _is_reblog(page, article):
        return LeftOut("reblogs", place, title)
    if not fields.plain(body) and "src=" not in body and not title:
        return LeftOut("posts without words", place)
    time, foot = page.first("time", article), _foot(page, article)
    tags = [link for link in page.all("a", foot) if "/tagged/" in link.get("href")] if foot else []
    return Foreign(
        ident=place,
        place=place,
        title=title,
        body=body,
        date=fields.moment(time.get("datetime") if time else "")[0],
        tags=tuple(page.words(tag).removeprefix("#").strip() for tag in tags),
    )


def _title_and_body(page: Page, article: Element) -> tuple[str, str]:
    """Return the title, and what is between head and foot; a question becomes a quotation."""
    head, foot = page.first("header", article), _foot(page, article)
    start = head.end if head else article.inner
    end = foot.start if foot else article.close
    heading = page.first("h2", article)
    if not heading or page.html[start : heading.start].strip():
        return "", page.html[start:end]
    title, rest = page.words(heading), page.html[heading.end : end]
    if "answer" in article.classes:
        return "", f"<blockquote><p>{escape(title)}</p></blockquote>{rest}"
    link = page.first("a", heading)
    if link and (address := escape(link.get("href"))):
        rest = f'<p><a href="{address}">{address}</a></p>{rest}'
    return title, rest


def _foot(page: Page, article: Element) -> Element | None:
    return next(reversed(list(page.all("footer", article))), None)


def _is_reblog(page: Page, article: Element) -> bool:
    """Return whether a text begins with the name of another blog and a quotation."""
    named = page.first("a.tumblr_blog", article)
    quoted = page.first("blockquote", article)
    return bool(named and quoted and named.start < quoted.start)
