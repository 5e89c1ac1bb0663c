"""An item of an export -> a post, or the reason why it is none."""

import json
from datetime import datetime
from html import escape
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from sitegen.importers.fields import (
    children,
    later_day,
    local_time,
    moment,
    name,
    plain,
    text,
    title,
    with_offset,
)
from sitegen.importers.foreign import Foreign, LeftOut, Wishes
from sitegen.importers.platforms.wordpress.body import body_of
from sitegen.importers.platforms.wordpress.site import Site, meta
from sitegen.importers.platforms.wordpress.terms import extra_of, tags_of, terms_of
from sitegen.text.addresses import joined, parts_of
from sitegen.text.regex import regex

_KINDS = {
    "attachment": "attachments",
    "nav_menu_item": "menu items",
    "revision": "revisions",
    "customize_changeset": "changes of the theme",
    "custom_css": "changes of the theme",
    "oembed_cache": "cached frames",
    "wp_block": "reusable blocks",
    "wp_global_styles": "templates and styles",
    "wp_navigation": "menu items",
    "wp_template": "templates and styles",
    "wp_template_part": "templates and styles",
    "wp_font_family": "templates and styles",
    "wp_font_face": "templates and styles",
    "user_request": "requests about personal data",
}
_STATES = {
    "draft": "it is a draft",
    "auto-draft": "it is a draft",
    "pending": "it waits for review",
    "private": "it is private",
    "future": "it is scheduled",
    "": "the export does not say that it is published",
}
_DESCRIPTIONS = (
    *("_yoast_wpseo_metadesc", "advanced_seo_description", "rank_math_description"),
    *("_aioseo_description", "_aioseop_description", "_seopress_titles_desc"),
    *("_genesis_description", "_su_description", "_headspace_description", "thesis_description"),
)
_VARIABLE = regex(r"%%?[a-z_]+%|#(?:post|site|separator)_?[a-z]*")
_UNWANTED = {
    ".wp-block-file__button": "download button",
    ".sharedaddy": "share buttons",
    ".jp-relatedposts": "related posts",
}
_NOBODY = frozenset({"admin", "administrator", "root", "webmaster"})
"""Logins that name no person."""
_FOR_FEW = (
    *("_members_access_role", "_wpmem_block", "rcp_subscription_level", "rcp_access_level"),
    *("_mepr_unauthorized_message_type", "_restrict_content", "_wc_memberships_force_public"),
)
"""Custom fields of plugins for members."""


def post_of(item: Element, site: Site, place: str, wishes: Wishes) -> Foreign | LeftOut:
    """Return an item as a post or page, or why it is left out."""
    kind, state = text(item, "post_type"), text(item, "status")
    shown = title(text(item, "title"))
    if not kind and not text(item, "post_id"):
        return LeftOut("records that cannot be read", place, shown)
    if kind not in ("post", "page", "") and kind not in wishes.types:
        return LeftOut(_KINDS.get(kind, f"posts of type '{kind}'"), place, shown)
    if state == "trash":
        return LeftOut("trashed posts", place, shown)
    if state == "inherit" and kind not in wishes.types:
        return LeftOut("revisions", place, shown)
    written = text(item, "content")
    if state == "auto-draft" and not written:
        return LeftOut("drafts that WordPress made and nobody wrote", place)
    return _post(item, site, place, shown)


def _post(item: Element, site: Site, place: str, shown: str) -> Foreign:
    fields = meta(item)
    body = body_of(text(item, "content"), site, text(item, "post_id"))
    notes, notices = _notes(fields.get("footnotes", ""))
    date, updated = _dates(item)
    url = _url(item, site)
    slug = _slug(item)
    summary, description = plain(text(item, "excerpt")), _description(fields)
    file = site.attachments.get(fields.get("_thumbnail_id", ""))
    return Foreign(
        ident=text(item, "guid") or f"{site.base}/?p={text(item, 'post_id')}",
        place=place,
        kind="page" if text(item, "post_type") == "page" else "post",
        title=shown,
        body=body.html,
        draft=_why_draft(item, fields, for_few=body.for_few),
        date=date,
        updated=updated,
        authors=_authors(item, site),
        tags=tags_of(item),
        url=url,
        slug=slug,
        aliases=(*_aliases(item, url, slug), *_short_addresses(item, site)),
        summary=summary,
        description=description if description != summary else "",
        lang=next((one.slug for one in terms_of(item) if one.domain == "language"), ""),
        image=file.url if file else "",
        image_alt=file.alt if file else "",
        extra=extra_of(item),
        notes={**body.notes, **notes},
        unwanted=_UNWANTED,
        removed=body.removed,
        notices=(*notices, *body.notices),
    )


def _why_draft(item: Element, fields: dict[str, str], *, for_few: bool) -> str:
    state = text(item, "status")
    access = fields.get("_jetpack_newsletter_access", "everybody")
    if state != "publish":
        return _STATES.get(state, f"its status is '{state}'")
    if text(item, "post_password"):
        return "it is protected by a password"
    if access not in ("everybody", "") or any(fields.get(key, "") for key in _FOR_FEW):
        return "it is for members only"
    return "a part of it is for members only" if for_few else ""


def _dates(item: Element) -> tuple[datetime | None, datetime | None]:
    """Return the day of a post on its author's clock, and that of its last change if later."""
    utc = local_time(text(item, "post_date_gmt"))
    date = with_offset(local_time(text(item, "post_date")), utc)
    if date is None:
        date = moment(text(item, "pubDate"))[0]
    utc = local_time(text(item, "post_modified_gmt"))
    updated = with_offset(local_time(text(item, "post_modified")), utc)
    return date, later_day(updated, date)


def _authors(item: Element, site: Site) -> tuple[str, ...]:
    """Return the names of authors: those of the plugin for several ones, or the one."""
    several = [(one.slug, one.words) for one in terms_of(item) if one.domain == "author"]
    logins = [code.removeprefix("cap-") for code, _ in several] or [text(item, "creator")]
    written = [words for _, words in several] or logins
    names = [
        site.authors.get(login) or site.authors.get(words) or name(words)
        for login, words in zip(logins, written, strict=True)
    ]
    return tuple(dict.fromkeys(one for one in names if one and one.lower() not in _NOBODY))


def _slug(item: Element) -> str:
    """Return the last part of a post's name, which may have folders and an ending elsewhere."""
    slug = unquote(text(item, "post_name")).strip("/").rpartition("/")[2]
    slug = slug.removesuffix(".html").removesuffix(".htm")
    return "" if slug == text(item, "post_id") else slug


def _url(item: Element, site: Site) -> str:
    """Return the address of a post; a draft has none yet, only that of its preview."""
    link = text(item, "link")
    if not link or ("?" in link and text(item, "status") not in ("publish", "private")):
        return ""
    return joined(f"{site.base}/", link)


def _short_addresses(item: Element, site: Site) -> tuple[str, ...]:
    """Return addresses like ``/?p=10``, by which posts link to one another, too."""
    guid, ident = text(item, "guid"), text(item, "post_id")
    short = f"{site.base}/?p={ident}" if site.base and ident else ""
    return tuple(dict.fromkeys(one for one in (guid, short) if "?p=" in one or "?page_id=" in one))


def _aliases(item: Element, url: str, slug: str) -> tuple[str, ...]:
    path = unquote(parts_of(url).path)
    head, found, tail = path.rpartition(slug) if slug else ("", "", "")
    if not found or tail not in ("", "/"):
        return ()
    old = [
        unquote(text(field, "meta_value"))
        for field in children(item, "postmeta")
        if text(field, "meta_key") == "_wp_old_slug"
    ]
    return tuple(dict.fromkeys(f"{head}{one}{tail}" for one in old if one and one != slug))


def _description(fields: dict[str, str]) -> str:
    for key in _DESCRIPTIONS:
        words = plain(fields.get(key, ""))
        if words and not _VARIABLE.search(words):
            return words
    return ""


def _notes(written: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return footnotes, whose words are in a custom field."""
    if not written:
        return {}, ()
    try:
        notes = {str(note["id"]): str(note["content"]) for note in json.loads(written)}
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}, (f"footnotes cannot be read: {escape(written[:60])}",)
    return notes, ()
