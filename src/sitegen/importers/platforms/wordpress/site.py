"""All files of an export -> what posts refer to: authors, attachments, reusable blocks.

They are behind the posts that need them, so this is the first of two passes.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from msgspec import Struct

from sitegen.importers.fields import child, children, name, text
from sitegen.importers.sources import Export
from sitegen.importers.xml.stream import Found, Records
from sitegen.text.regex import regex

_CHANNEL = frozenset({"item", "author", "link", "base_blog_url", "base_site_url"})
_ORIGINAL = regex(r's:14:"original_image";s:\d+:"([^"/\\]{1,200})"')

_MARK = regex(r"(?:exc|img)-[0-9a-f]{6,}")
"""What Squarespace writes for an empty field."""


class Attachment(Struct, frozen=True):
    """A file that was uploaded."""

    ident: str
    url: str
    alt: str = ""
    caption: str = ""
    order: int = 0


class Site(Struct):
    """Values that the posts of a site refer to."""

    classic: bool = True
    """Whether bodies without blocks lack their paragraphs."""
    base: str = ""
    """Its address, without a slash at the end."""
    authors: dict[str, str] = {}
    """Login -> name as readers know it."""
    attachments: dict[str, Attachment] = {}
    """By their ids, their addresses, and the addresses of their pages."""
    blocks: dict[str, str] = {}
    """Id of a reusable block -> its content."""
    uploads: dict[str, list[str]] = {}
    """Id of a post -> its attachments, in order."""


def meta(item: Element) -> dict[str, str]:
    """Return the custom fields of a post: first values, for a key may be repeated."""
    found: dict[str, str] = {}
    for field in children(item, "postmeta"):
        found.setdefault(text(field, "meta_key"), text(field, "meta_value"))
    return found


def sites_of(export: Export, names: Mapping[str, bool]) -> Mapping[str, Site]:
    """Return the site of each file; an export in several files is one site.

    ``names`` says of each file whether its bodies without blocks lack their paragraphs.
    """
    sites: dict[str, Site] = {}
    by_file: dict[str, Site] = {}
    for member, classic in names.items():
        fresh = Site(classic=classic)
        for record in Records(export, member, _CHANNEL):
            if isinstance(record, Found):
                _note(fresh, record.element)
        site = sites.setdefault(fresh.base, fresh)
        if site is not fresh:
            site.authors.update(fresh.authors)
            site.attachments.update(fresh.attachments)
            site.blocks.update(fresh.blocks)
            for post, files in fresh.uploads.items():
                site.uploads.setdefault(post, []).extend(files)
        by_file[member] = site
    return by_file


def _note(site: Site, record: Element) -> None:
    kind = record.tag
    if kind == "author":
        login = text(record, "author_login")
        names = (text(record, "author_first_name"), text(record, "author_last_name"))
        shown = name(text(record, "author_display_name")) or name(" ".join(names).strip())
        if login and shown:
            site.authors[login] = shown
    elif kind == "item":
        _note_item(site, record)
    elif not site.base or kind == "base_blog_url":
        site.base = (record.text or "").strip().rstrip("/") or site.base


def _note_item(site: Site, item: Element) -> None:
    kind, ident = text(item, "post_type"), text(item, "post_id")
    if kind == "wp_block" and text(item, "status") in ("publish", ""):
        site.blocks[ident] = text(item, "content") if not text(item, "post_password") else ""
    if kind != "attachment" or not (url := text(item, "attachment_url")):
        return
    fields = meta(item)
    if original := _ORIGINAL.search(fields.get("_wp_attachment_metadata", "")):
        url = f"{url.rpartition('/')[0]}/{original[1]}"
    order = text(item, "menu_order")
    file = Attachment(
        ident,
        url,
        _words(fields.get("_wp_attachment_image_alt", ""), url),
        _words(text(item, "excerpt"), url),
        int(order) if order.isdecimal() and len(order) < 9 else 0,
    )
    page = text(item, "link").rstrip("/")
    for key in (ident, url, text(item, "attachment_url"), page, f"{page}/"):
        site.attachments[key] = file
    if child(item, "post_parent") is not None:
        site.uploads.setdefault(text(item, "post_parent"), []).append(ident)


def _words(written: str, url: str) -> str:
    """Return what somebody wrote about a file: neither its name nor a mark of the platform."""
    file = PurePosixPath(url)
    is_mark = _MARK.fullmatch(written)
    return "" if is_mark or written in (file.name, file.stem) else written
