"""Texts -> a table that says where each comes from, and what it does not say."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import asdict

from sitegen.config.config import Config
from sitegen.model import Essay, Provenance

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Characters at the beginning of a cell that spreadsheets take for a formula
(owasp.org, "CSV Injection")."""


class Origin(Struct, frozen=True):
    """An essay and where it comes from; "" for what it does not say."""

    path: str
    title: str
    status: str
    authors: str
    date: str
    kind: str
    source_title: str
    source_author: str
    source_site: str
    source_url: str
    published: str
    licence: str
    retrieved: str
    note: str
    editor_note: str
    corrections: int
    missing: tuple[str, ...]
    """Keys to write, such as ``source.licence``."""


def origins(texts: Iterable[Essay], config: Config) -> tuple[Origin, ...]:
    """Return the origin of every essay, sorted by path."""
    essays = sorted((text for text in texts if text.kind == "essay"), key=lambda one: one.path)
    return tuple(_origin(essay, config) for essay in essays)


def _origin(essay: Essay, config: Config) -> Origin:
    meta, card = essay.meta, essay.card
    source = meta.source or Provenance()
    return Origin(
        path=essay.path,
        title=card.name,
        status=meta.status,
        authors="; ".join(author.name for author in card.authors),
        date=card.date.iso[:10] if card.date else "",
        kind=source.kind if meta.source else "",
        source_title=source.title,
        source_author=source.author,
        source_site=source.site,
        source_url=source.url,
        published=source.published,
        licence=source.licence or ("" if _is_others(source) else config.licence),
        retrieved=source.retrieved,
        note=source.note,
        editor_note=meta.editor_note,
        corrections=len(meta.errata),
        missing=tuple(_missing(essay, config)),
    )


def _missing(essay: Essay, config: Config) -> Iterator[str]:
    source = essay.meta.source
    if not essay.card.authors:
        yield "authors"
    if not essay.card.date:
        yield "date"
    if not source:
        yield "source"
    if not source or not _is_others(source):
        if not (config.licence or (source and source.licence)):
            yield "licence"
        return
    for key in ("title", "author", "url", "published", "licence", "retrieved"):
        if not getattr(source, key) and (key != "retrieved" or source.url):
            yield f"source.{key}"


def _is_others(source: Provenance) -> bool:
    """Return whether a text is made from another one."""
    return source.kind != "original"


def missing_facts(rows: Iterable[Origin]) -> Sequence[tuple[str, int]]:
    """Count what is missing, the commonest first."""
    return Counter(key for row in rows for key in row.missing).most_common()


def as_csv(rows: Iterable[Origin]) -> str:
    """Write a table for spreadsheets (RFC 4180); no cell is read as a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(Origin.__struct_fields__)
    for row in rows:
        writer.writerow([_cell(value) for value in asdict(row).values()])
    return file.getvalue()


def _cell(value: object) -> str:
    text = "; ".join(value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def lines(rows: Sequence[Origin]) -> Iterator[str]:
    """Yield the table for people: two lines an essay, and a count."""
    for row in rows:
        facts = (row.source_title or row.source_url, row.source_author, row.source_site)
        parts = (*facts, row.published, row.licence)
        yield f"{row.path}: {', '.join(filter(None, (row.kind or 'no source', *parts)))}"
        if row.missing:
            yield f"  missing: {', '.join(row.missing)}"
    counted = ", ".join(f"{key} ({number:,})" for key, number in missing_facts(rows))
    whole = sum(not row.missing for row in rows)
    yield f"{len(rows):,} essays, {whole:,} complete" + (f"; missing: {counted}" if counted else "")
