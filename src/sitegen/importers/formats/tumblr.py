"""Tumblr's posts as its API gives them: a file of JSON each, or a list; else pages of a backup."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from html import escape
from zoneinfo import ZoneInfo

from sitegen.importers import fields
from sitegen.importers.foreign import Foreign, LeftOut, Record, Wishes
from sitegen.importers.markup.html import link_to
from sitegen.importers.platforms import tumblr_html
from sitegen.importers.platforms.tumblr import npf_html, recording
from sitegen.importers.sources import Export
from sitegen.importers.values import table_of, tables_of, text_of
from sitegen.model import Json
from sitegen.problems.errors import SitegenError
from sitegen.text.regex import regex

Post = Mapping[str, Json]

_MARKS = (b'"blog_name"', b'"post_url"', b'"reblog_key"', b'"is_blocks_post_format"')


def recognise(export: Export) -> Sequence[str]:
    """Return the names of the files of JSON with posts of the API, or else the pages."""
    names = [name for name in export.names if _is_post(export, name)]
    return names or tumblr_html.pages(export)


def _is_post(export: Export, name: str) -> bool:
    head = export.head(name, 65_536)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return start in (b"{", b"[") and sum(mark in head for mark in _MARKS) >= 2


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Yield each post; reblogs, which are others' words, only if they are wished for."""
    yield from tumblr_html.posts(export, [one for one in names if one.endswith(".html")], wishes)
    for name in (one for one in names if not one.endswith(".html")):
        place = export.place(name)
        try:
            posts = _posts(json.loads(export.read(name).decode("utf-8-sig", "replace")))
        except (ValueError, RecursionError, SitegenError):
            yield LeftOut("records that cannot be read", place)
            continue
        for number, post in enumerate(posts, 1):
            where = place if len(posts) == 1 else f"{place}, post {number}"
            yield _record(post, where, wishes)


def _posts(given: Json) -> Sequence[Post]:
    """Return the posts of an answer of the API, of a list, or the only one."""
    if isinstance(given, list):
        return tables_of(given)
    table = table_of(given)
    inner = table_of(table.get("response")).get("posts", table.get("posts"))
    return tables_of(inner) if isinstance(inner, list) else [table]


_FOREIGN = ("reblogged_from_name", "reblogged_from_id", "reblogged_root_name")


def _record(post: Post, place: str, wishes: Wishes) -> Foreign | LeftOut:
    title = fields.title(text_of(post.get("title")))
    if "reblog" not in wishes.types and _is_reblog(post):
        return LeftOut("reblogs", place, title)
    notices: list[str] = []
    if isinstance(post.get("content"), list):
        title, body = npf_html(post, notices)
    else:
        body = _BODIES.get(text_of(post.get("type")), _words)(post)
        title = title or recording(post)
    if not fields.plain(body) and "src=" not in body and not title:
        return LeftOut("posts without words", place, title)
    if post.get("asking_name"):
        notices.append("the name of the person who asked is left out")
    url = text_of(post.get("post_url")) or text_of(post.get("url"))
    date = _date(post)
    return Foreign(
        ident=text_of(post.get("id_string")) or text_of(post.get("id")) or url or place,
        place=place,
        title=title,
        body=body,
        draft=_why_draft(text_of(post.get("state"))),
        date=date,
        tags=tuple(text for tag in _list(post.get("tags")) if (text := text_of(tag).strip())),
        url=url,
        slug=text_of(post.get("slug")),
        notices=tuple(notices),
    )


def _list(given: Json) -> list[Json]:
    return given if isinstance(given, list) else []


def _is_reblog(post: Post) -> bool:
    if any(post.get(key) for key in _FOREIGN):
        return True
    own = text_of(post.get("blog_name"))
    trail = tables_of(post.get("trail"))
    names = (text_of(table_of(one.get("blog")).get("name")) for one in trail)
    return any(name and own and name != own for name in names)


def _why_draft(state: str) -> str:
    stated = {"private": "it is private", "draft": "it is a draft", "submission": "it was sent in"}
    if state in ("published", ""):
        return "" if state else "nothing says that it was published"
    return "it is scheduled" if state == "queued" else stated.get(state, f"its state is '{state}'")


_OFFSET = regex(r"GMT([+-])(\d\d):?(\d\d)")


def _date(post: Post) -> datetime | None:
    """Return the time, which is in GMT, on the clock of the blog where that is known."""
    date, _ = fields.moment(text_of(post.get("date")))
    if not date and (date := fields.moment(text_of(post.get("timestamp")))[0]):
        date = date.replace(tzinfo=UTC)
    if not date or not date.tzinfo:
        return date
    blog = table_of(post.get("blog"))
    try:
        return date.astimezone(ZoneInfo(text_of(blog.get("timezone"))))
    except (ValueError, OSError, KeyError):
        found = _OFFSET.match(text_of(blog.get("timezone_offset")))
    if not found:
        return date
    away = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return date.astimezone(timezone(-away if found[1] == "-" else away))


# ------------------------------------------------------------------ kinds of posts


def _words(post: Post) -> str:
    return "".join(text_of(post.get(key)) for key in ("body", "caption", "description", "text"))


def _quote(post: Post) -> str:
    text, source = text_of(post.get("text")), text_of(post.get("source"))
    inside = text if text.lstrip().startswith("<p") else f"<p>{text}</p>"
    below = source if source.lstrip().startswith("<p") else f"<p>— {source}</p>"
    return f"<blockquote>{inside}</blockquote>{below if source else ''}"


def _link(post: Post) -> str:
    # Its title is that of the page, so the link is its address.
    return link_to(text_of(post.get("url"))) + text_of(post.get("description"))


def _chat(post: Post) -> str:
    lines = [
        f"<strong>{escape(label)}</strong> {phrase}" if label else phrase
        for one in tables_of(post.get("dialogue"))
        if (phrase := text_of(one.get("phrase"))) or text_of(one.get("label"))
        for label in [text_of(one.get("label"))]
    ]
    if not lines:
        lines = [escape(line) for line in text_of(post.get("body")).splitlines()]
    return f"<p>{'<br>'.join(lines)}</p>" if lines else ""


def _photo(post: Post) -> str:
    figures = []
    for one in tables_of(post.get("photos")):
        sizes = [table_of(one.get("original_size")), *tables_of(one.get("alt_sizes"))]
        source = next((url for size in sizes if (url := text_of(size.get("url")))), "")
        caption = text_of(one.get("caption"))
        below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
        figures.append(f'<figure><img src="{escape(source)}" alt="">{below}</figure>')
    return "".join(figures) + text_of(post.get("caption"))


def _audio(post: Post) -> str:
    address = text_of(post.get("audio_source_url")) or text_of(post.get("audio_url"))
    shown = link_to(address, recording(post)) or text_of(post.get("player"))
    return shown + text_of(post.get("caption"))


def _video(post: Post) -> str:
    players = [text_of(one.get("embed_code")) for one in tables_of(post.get("player"))]
    shown = link_to(text_of(post.get("permalink_url"))) or next(filter(None, reversed(players)), "")
    address = text_of(post.get("video_url"))
    own = f'<video src="{escape(address)}"></video>' if address else ""
    return (own or shown) + text_of(post.get("caption"))


def _answer(post: Post) -> str:
    """Return a question as a quotation, without the name of who asked, and its answer."""
    question = text_of(post.get("question"))
    inside = question if question.lstrip().startswith("<p") else f"<p>{question}</p>"
    return f"<blockquote>{inside}</blockquote>{text_of(post.get('answer'))}"


_BODIES: Mapping[str, Callable[[Post], str]] = {
    "quote": _quote,
    "link": _link,
    "chat": _chat,
    "photo": _photo,
    "audio": _audio,
    "video": _video,
    "answer": _answer,
}
