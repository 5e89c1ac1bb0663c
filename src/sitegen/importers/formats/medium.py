"""Medium's archive: a page of HTML for each story and each response in ``posts/``."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import PurePosixPath

from sitegen.importers import fields, values
from sitegen.importers.foreign import Foreign, LeftOut, Record, Remark, Wishes
from sitegen.importers.markup.page import Element, Page
from sitegen.importers.platforms.medium import rewritten
from sitegen.importers.sources import Export
from sitegen.problems.errors import SitegenError
from sitegen.text.regex import regex

_OTHERS = frozenset(
    [
        "blocks",
        "bookmarks",
        "claps",
        "earnings",
        "highlights",
        "interests",
        "ips",
        "lists",
        "membership",
        "partner-program",
        "post-claps",
        "profile",
        "pubs-following",
        "sessions",
        "social-accounts",
        "topics-following",
        "twitter",
        "users-following",
    ]
)
"""Folders of an archive that hold no stories."""
_NAME = regex(r"^(?P<day>\d{4}-\d\d-\d\d)?.*-(?P<id>[0-9a-f]{8,14})\.html$")
_IDENT = regex(r"-{1,2}[0-9a-f]{8,14}$")
_RESPONSE = 150
"""Words of a text without a title that is certainly a response; a longer one may be a story."""
_SEEMS_RESPONSE = "it has no title of its own and may be a response"


def recognise(export: Export) -> Sequence[str]:
    """Return the names of the pages of stories: an h-entry with Medium's paragraphs."""
    return [
        name
        for name in export.names
        if name.lower().endswith((".html", ".htm"))
        and not _OTHERS & set(PurePosixPath(name).parts[:-1])
        and _is_story(export.head(name, 8192))
    ]


def _is_story(head: bytes) -> bool:
    has_body = b'data-field="body"' in head or b"graf" in head
    return has_body and all(name in head for name in (b"h-entry", b"e-content", b"p-name"))


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Yield each story, and count the responses and the files of other folders."""
    others = Counter(
        folder
        for name in export.names
        for folder in PurePosixPath(name).parts[:-1]
        if folder in _OTHERS
    )
    if others:
        found = ", ".join(f"{folder} ({count})" for folder, count in sorted(others.items()))
        yield Remark(f"files that are not stories, which are not read: {found}")
    for name in names:
        yield _story(export, name, wishes)


def _story(export: Export, name: str, wishes: Wishes) -> Foreign | LeftOut:
    place = export.place(name)
    try:
        page = Page(export.read(name).decode("utf-8-sig", "replace"))
    except SitegenError:
        return LeftOut("records that cannot be read", place)
    title = page.words(page.first(".p-name,title"))
    body = page.first(".e-content,[data-field=body]")
    if not body or not (page.words(body) or page.first("img", body)):
        return LeftOut("stories without words", place, title)
    drafted = PurePosixPath(name).name.startswith("draft")
    untitled = not drafted and "response" not in wishes.types and _is_untitled(page, body, title)
    if untitled and len(page.words(body).split()) <= _RESPONSE:
        return LeftOut("responses to other stories", place, title)
    found = rewritten(page, body, title)
    named = _NAME.match(PurePosixPath(name).name)
    link = page.first(".p-canonical")
    url = link.get("href") if link else ""
    date, has_time = _date(page, named["day"] or "" if named else "")
    return Foreign(
        ident=named["id"] if named else url or name,
        place=place,
        title=title,
        body=found.body,
        draft="it is a draft" if drafted else _SEEMS_RESPONSE if untitled else "",
        date=None if drafted else date,
        has_time=has_time,
        authors=values.names_of(page.words(one) for one in page.all(".p-author")),
        tags=tuple(page.words(tag) for tag in page.all(".p-tag")),
        url=url,
        slug=_IDENT.sub("", values.last_part(url)),
        summary=found.summary,
        removed=found.removed,
        notices=found.notices,
    )


def _is_untitled(page: Page, body: Element, title: str) -> bool:
    """Return whether title and subtitle are first words, as Medium makes them for a response."""
    if page.first(".graf--title,.graf--subtitle") or page.first("h1,h2,h3,img,pre", body):
        return False
    words = page.words(body)
    subtitle = page.words(page.first(".p-summary")).rstrip(" .…")
    return words.startswith(title.rstrip(" .…")) and subtitle in words


def _date(page: Page, day: str) -> tuple[datetime | None, bool]:
    """Read the time that a page states, or else the day in the name of its file."""
    stated = page.first(".dt-published,time")
    date, has_time = fields.moment(stated.get("datetime") if stated else "")
    return (date, has_time) if date else fields.moment(day)
