"""Ghost's export: one file of JSON with tables, of every version."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from sitegen.from_html.types import Removed
from sitegen.importers import fields, values
from sitegen.importers.foreign import Foreign, LeftOut, Markup, Record, Remark, Wishes
from sitegen.importers.platforms.ghost.cards import UNWANTED, Shown, rewritten
from sitegen.importers.platforms.ghost.lexical import lexical_html
from sitegen.importers.platforms.ghost.mobiledoc import mobiledoc_html
from sitegen.importers.platforms.ghost.rows import Row, rows
from sitegen.importers.sources import Export
from sitegen.importers.values import text_of
from sitegen.model import Json
from sitegen.text.addresses import parts_of
from sitegen.text.regex import regex

_EXPORT = re.compile(rb'\s*(?:\xef\xbb\xbf)?\s*\{\s*"(?:db"\s*:\s*\[|(?:meta|data)"\s*:\s*\{)')
_DATA = re.compile(rb'"data"\s*:\s*\{')


def recognise(export: Export) -> Sequence[str]:
    """Return the names of the files of JSON that are a database of Ghost."""
    return [name for name in export.names if _is_export(export.head(name, 2048))]


def _is_export(head: bytes) -> bool:
    if not _EXPORT.match(head):
        return False
    named = b'"db"' in head[:64] or b'"exported_on"' in head
    return named or (b'"posts"' in head and bool(_DATA.search(head)))


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Yield the posts and pages of each export: its tables first, then the posts one by one."""
    for name in names:
        with export.open(name) as file:
            tables = _tables(rows(file), wishes)
        if not tables.site:
            yield Remark("the export does not name its site", "name it: --site https://…")
        number = 0
        with export.open(name) as file:
            for table, row in rows(file):
                if table == "posts":
                    number += 1
                    yield _record(row, tables, f"{export.place(name)}, post {number}")
        if not number:
            yield LeftOut("files without posts", export.place(name))


class _Tables(Struct):
    """The rows that posts refer to by id."""

    site: str = ""
    closed: str = ""
    """Why nothing of the site is public."""
    zone: ZoneInfo | None = None
    permalinks: str = "/:slug/"
    names: dict[str, str] = field(default_factory=dict)
    """Authors."""
    tags: dict[str, str] = field(default_factory=dict)
    authors_of: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    tags_of: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    about: dict[str, Row] = field(default_factory=dict)


_ABOUT = ("feature_image_alt", "feature_image_caption", "meta_description", "email_only")


def _tables(found: Iterator[tuple[str, Row | None]], wishes: Wishes) -> _Tables:
    tables = _Tables()
    for table, row in found:
        if row is None:
            continue
        ident = text_of(row.get("id"))
        if table == "users":
            tables.names[ident] = text_of(row.get("name"))
        elif table == "tags":
            internal = row.get("visibility") == "internal" or row.get("hidden") in (1, True)
            tables.tags[ident] = "" if internal else fields.title(text_of(row.get("name")))
        elif table == "posts_tags":
            _relate(tables.tags_of, row, "tag_id")
        elif table == "posts_authors":
            _relate(tables.authors_of, row, "author_id")
        elif table == "posts_meta":
            tables.about[text_of(row.get("post_id"))] = {key: row.get(key) for key in _ABOUT}
        elif table == "settings":
            _set(tables, text_of(row.get("key")), text_of(row.get("value")))
    tables.site = (tables.site or wishes.site).rstrip("/")
    return tables


def _relate(relations: dict[str, list[tuple[float, str]]], row: Row, key: str) -> None:
    order = row.get("sort_order")
    ranked = float(order) if isinstance(order, int | float) else 0.0
    relations.setdefault(text_of(row.get("post_id")), []).append((ranked, text_of(row.get(key))))


def _set(tables: _Tables, key: str, value: str) -> None:
    if key == "url" and value.startswith("http"):
        tables.site = value
    elif key == "permalinks" and value.startswith("/"):
        tables.permalinks = value
    elif key in ("is_private", "isPrivate") and value == "true":
        tables.closed = "the whole site was private"
    elif key in ("timezone", "activeTimezone", "active_timezone"):
        try:
            tables.zone = ZoneInfo(value)
        except (ValueError, OSError, KeyError):
            tables.zone = None


# ------------------------------------------------------------------ posts


def _record(row: Row | None, tables: _Tables, place: str) -> Record:
    if row is None:
        return LeftOut("records that cannot be read", place)
    ident, title = text_of(row.get("id")), fields.title(text_of(row.get("title")))
    if title == "(Untitled)":
        title = ""
    shown, markup = _body(row, tables.site)
    if not title and not fields.plain(shown.html) and "src=" not in shown.html:
        return LeftOut("posts without words", place)
    about = tables.about.get(ident, {})
    date = _local(row.get("published_at"), tables)
    status = text_of(row.get("status"))
    is_page = row.get("type") == "page" or row.get("page") in (1, True, "1")
    slug = text_of(row.get("slug"))
    picture = _whole(text_of(row.get("feature_image") or row.get("image")), tables.site)
    return Foreign(
        ident=ident or text_of(row.get("uuid")) or slug,
        place=place,
        kind="page" if is_page else "post",
        title=title,
        body=shown.html,
        markup=markup,
        draft=_why_draft(row, about, shown) or tables.closed,
        date=date,
        updated=_local(row.get("updated_at"), tables) if status == "published" else None,
        authors=_authors(row, ident, tables),
        tags=_ranked(tables.tags_of.get(ident, []), tables.tags),
        url=_address(slug, tables, date, is_page=is_page),
        slug=slug,
        summary=fields.title(text_of(row.get("custom_excerpt"))),
        description=fields.title(_first("meta_description", row, about)),
        lang=text_of(row.get("locale")),
        image=picture,
        image_alt=fields.title(text_of(about.get("feature_image_alt"))),
        base=tables.site and f"{tables.site}/",
        unwanted=UNWANTED,
        removed=(*shown.removed, *_caption(about)),
        notices=(*shown.notices, *_notices(row)),
    )


def _first(key: str, *given: Row) -> str:
    return next((text for one in given if (text := text_of(one.get(key)))), "")


def _body(row: Row, site: str) -> tuple[Shown, Markup]:
    """Return a body from the first of its forms that can be read."""
    if html := text_of(row.get("html")).strip():
        return rewritten(_whole(html, site)), "html"
    notices: list[str] = []
    for key, convert in (("lexical", lexical_html), ("mobiledoc", mobiledoc_html)):
        if document := text_of(row.get(key)):
            try:
                return convert(_whole(document, site)), "html"
            except (ValueError, RecursionError):
                notices.append(f"its {key} cannot be read, only its words are kept")
    text = text_of(row.get("markdown")).strip()
    markup: Markup = "markdown" if text else "text"
    text = text or text_of(row.get("plaintext")).strip()
    return Shown(_whole(text, site), notices=tuple(notices)), markup


_ROOTED = regex(r"""(?<=["'(\s])(?=/content/(?:images|media|files)/)""")


def _whole(text: str, site: str) -> str:
    """Make the addresses of the site's own pictures and pages whole, if its host is known."""
    if "__GHOST_URL__" in text:
        text = text.replace("__GHOST_URL__", site)
    if site and text.startswith("/content/"):
        return site + text
    return _ROOTED.sub(site, text) if site and "/content/" in text else text


def _local(written: Json, tables: _Tables) -> datetime | None:
    """Return a moment, which is in UTC without a zone, on the clock of the site."""
    date, _ = fields.moment(text_of(written))
    if not date:
        return None
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return aware.astimezone(tables.zone) if tables.zone else aware


_AUDIENCES = {"members": "it is for members only", "paid": "it is for paying members only"}


def _why_draft(row: Row, about: Row, shown: Shown) -> str:
    status = text_of(row.get("status"))
    audience = text_of(row.get("visibility")) or "public"
    if status == "scheduled":
        return f"it is scheduled for {text_of(row.get('published_at'))[:10] or 'later'}"
    if status == "sent" or about.get("email_only") in (1, True):
        return "it was sent by e-mail only"
    if status != "published":
        return "it is a draft" if status == "draft" else f"its status is '{status or 'not stated'}'"
    if audience != "public":
        return _AUDIENCES.get(audience, "it is for some members only")
    return "a part of it is for members only" if shown.is_gated else ""


def _authors(row: Row, ident: str, tables: _Tables) -> tuple[str, ...]:
    found = _ranked(tables.authors_of.get(ident, []), tables.names)
    first = tables.names.get(text_of(row.get("author_id")), "")
    return values.names_of(found or (first,))


def _ranked(related: list[tuple[float, str]], names: Mapping[str, str]) -> tuple[str, ...]:
    """Return names in order, without those of internal tags and of ids that do not exist."""
    found = (names.get(ident, "") for _, ident in sorted(related, key=lambda one: one[0]))
    return tuple(dict.fromkeys(name for name in found if name and not name.startswith("#")))


def _address(slug: str, tables: _Tables, date: datetime | None, *, is_page: bool) -> str:
    if not slug:
        return ""
    path = "/:slug/" if is_page or ":author" in tables.permalinks else tables.permalinks
    if date:
        path = path.replace(":year", f"{date:%Y}").replace(":month", f"{date:%m}")
        path = path.replace(":day", f"{date:%d}")
    path = path if date or ":year" not in path else "/:slug/"
    return f"{tables.site}{path.replace(':slug', slug)}"


def _caption(about: Row) -> Iterator[Removed]:
    if caption := fields.title(text_of(about.get("feature_image_caption"))):
        yield Removed("caption of the picture that represents it", caption)


def _notices(row: Row) -> Iterator[str]:
    if row.get("codeinjection_head") or row.get("codeinjection_foot"):
        yield "code that was injected into its page is left out"
    canonical = text_of(row.get("canonical_url"))
    if canonical and parts_of(canonical).hostname:
        yield f"it names another address as the original: {canonical}"
