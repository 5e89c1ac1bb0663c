"""Substack's archive: ``posts.csv`` and a file of HTML for each post."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import PurePosixPath
from typing import NamedTuple

from sitegen.importers import fields
from sitegen.importers.foreign import Foreign, LeftOut, Record, Remark, Wishes
from sitegen.importers.platforms.pages.source import decoded
from sitegen.importers.platforms.substack import rewritten
from sitegen.importers.sources import Export
from sitegen.problems.errors import SitegenError
from sitegen.text.regex import regex

_LIST = re.compile(rb'(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?"?post_id"?[,;\t]"?post')
"""The beginning of the list, also as spreadsheets write it again."""
_FILE = regex(r"(?:^|/)(\d{4,}\.[^/]*)\.html$")
_READERS = regex(r"(?:^|/)[^/]*(?:email_list|subscriber|\.delivers|\.opens)[^/]*\.csv$")
_LEFT_OUT = {
    "thread": "threads",
    "restack": "restacks",
    "note": "notes",
    "chat": "chats",
    "adhoc_email": "e-mails to subscribers",
    "message": "e-mails to subscribers",
}
_AUDIENCES = {
    "only_paid": "it is for paying readers only",
    "founding": "it is for founding members only",
    "only_free": "it is for readers who do not pay only",
}
_UNLISTED = "no row of posts.csv names it, so nothing says that it was published"
_UNWANTED = {
    ".button-wrapper": "button",
    ".captioned-button-wrap": "button",
    ".directMessage": "button",
    ".subscription-widget*": "subscribe form",
    ".cta-caption": "subscribe form",
    ".install-substack-app*": "advertisement of an app",
    ".community-chat": "invitation to a chat",
    ".hide-text": "label of an editor",
    ".comment": "note of somebody",
}


def recognise(export: Export) -> Sequence[str]:
    """Return the names of lists and posts; without a list only of files in ``posts/``."""
    lists = [
        name
        for name in export.names
        if name.endswith(".csv") and _LIST.match(export.head(name, 64).replace(b"\0", b""))
    ]
    files = [name for name in export.names if _FILE.search(name)]
    if lists:
        return lists + files
    return [name for name in files if PurePosixPath(name).parent.name == "posts"]


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Yield the posts that the list names, then the files that it does not."""
    files = {found[1]: name for name in names if (found := _FILE.search(name))}
    if not wishes.site:
        hint = "name it: --site https://NAME.substack.com"
        yield Remark("the archive does not name its site, so old addresses are paths", hint)
    if readers := sum(bool(_READERS.search(name)) for name in export.names):
        yield Remark(f"files about subscribers, which are not read: {readers}")
    seen: set[str] = set()
    for name in names:
        if name.endswith(".csv"):
            yield from _listed(export, name, files, wishes, seen)
    for ident in sorted(files.keys() - seen):
        row = {"post_id": ident, "title": ident.partition(".")[2].replace("-", " ").capitalize()}
        yield from _post(export, row, files[ident], _Fate(_UNLISTED, wishes.site))


def _listed(
    export: Export, name: str, files: Mapping[str, str], wishes: Wishes, seen: set[str]
) -> Iterator[Record]:
    for line, row in _rows(export, name):
        ident = row.get("post_id", "").strip()
        place = f"{export.place(name)}, line {line}"
        if not re.match(r"\d", ident):
            yield LeftOut("records that cannot be read", place, row.get("title", ""))
            continue
        if ident in seen:
            yield LeftOut("rows that repeat a post", place, row.get("title", ""))
            continue
        seen.add(ident)
        title = fields.title(row.get("title", ""))
        kind = row.get("type", "").strip().lower()
        if kind in _LEFT_OUT and kind not in wishes.types:
            yield LeftOut(_LEFT_OUT[kind], place, title)
        elif ident not in files:
            yield LeftOut("posts whose file is not in the export", place, title)
        else:
            yield from _post(export, row, files[ident], _Fate(_why_draft(row), wishes.site))


def _rows(export: Export, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    text = decoded(export.read(name)).replace("\0", "").removeprefix("\ufeff")
    mark = next((one for one in text[:20] if one in ",;\t"), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    header: list[str] = []
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, {}
            continue
        if not header:
            header = [column.strip().lower() for column in row]
        elif any(row):
            yield reader.line_num, dict(zip(header, row, strict=False))


def _why_draft(row: Mapping[str, str]) -> str:
    published = row.get("is_published", "").strip().lower()
    audience = row.get("audience", "").strip().lower()
    if published not in ("true", "1", "t", "yes"):
        return "it is a draft" if published else "nothing says that it was published"
    if audience in ("", "everyone"):
        return "" if audience else "nothing says who may read it"
    return _AUDIENCES.get(audience, f"its audience is '{audience}'")


class _Fate(NamedTuple):
    draft: str
    site: str


def _post(export: Export, row: Mapping[str, str], name: str, fate: _Fate) -> Iterator[Record]:
    title = fields.title(row.get("title", ""))
    try:
        html = export.read(name).decode("utf-8-sig", "replace")
    except SitegenError:
        yield LeftOut("records that cannot be read", export.place(name), title)
        return
    ident, _, slug = row["post_id"].strip().partition(".")
    date, has_time = fields.moment(row.get("post_date", ""))
    body, notices, paid = rewritten(html)
    if audio := row.get("podcast_url", "").strip():
        body = f'<audio src="{escape(audio)}"></audio>{body}'
    yield Foreign(
        ident=ident,
        place=export.place(name),
        kind="page" if row.get("type", "").strip().lower() == "page" else "post",
        title=title,
        body=body,
        draft=fate.draft or ("its end is for paying readers" if paid else ""),
        date=date,
        has_time=has_time,
        url=f"{fate.site.rstrip('/')}/p/{slug}" if slug else "",
        slug=slug,
        summary=fields.title(row.get("subtitle", "")),
        unwanted=_UNWANTED,
        notices=notices,
    )
