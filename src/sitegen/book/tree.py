"""Index + the contents that a book must have -> Book, its words still in their files."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from html import escape
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from msgspec.structs import asdict

from sitegen.book.choice import Choice, Section, sections
from sitegen.book.index import index_sections
from sitegen.book.types import Book, Chapter, Part, Step, ThemeLine
from sitegen.collection.index import Index
from sitegen.content.urls import output_path
from sitegen.locales.words import day_text, labels_of, words, written_date_text
from sitegen.model import Essay, Html, Provenance, Url
from sitegen.problems.errors import Place
from sitegen.store.codec import encode, fingerprint
from sitegen.store.filestat import file_stat
from sitegen.views.essay import text_of
from sitegen.views.parts import Text

_UNDATED = "1980-01-01T00:00:00Z"


def book_of(index: Index, choice: Choice, root: Path) -> Book:
    """Assemble a book; raise SitegenError if a name is not found."""
    config, chosen = index.config, sections(index, choice)
    numbers: dict[str, str] = {}
    for section in chosen:
        for path, _ in section.stops:
            numbers.setdefault(path, f"e{len(numbers) + 1}")
    essays = [index.texts[path] for path in numbers]
    title, name = index.inline(config.title)
    lead = chosen[0] if choice.kind in ("path", "theme") else None
    newest = max(filter(None, map(_changed, essays)), default=None)
    chapters = tuple(_chapter(index, numbers[essay.path], essay) for essay in essays)
    colophon = next((page for page in index.pages if _is_colophon(index, page)), None)
    texts = [chapter.text for chapter in chapters]
    texts += [text_of(index, each.intro) for each in chosen if each.intro]
    texts += [text_of(index, colophon)] if colophon else []
    return Book(
        title=lead.title if lead else title,
        name=lead.name if lead else name,
        subtitle=lead.summary if lead else index.inline(config.subtitle)[0],
        series=name if lead else "",
        authors=tuple(dict.fromkeys(a.name for c in chapters for a in c.card.authors)),
        language=config.language,
        licence=index.inline(config.licence)[0],
        description=index.inline(config.description)[1] if not lead else "",
        address=config.base_url,
        origin=config.origin,
        identifier=_identifier(config.base_url, choice),
        modified=newest.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if newest else _UNDATED,
        date=day_text(newest.date(), config.language) if newest else "",
        chapters=chapters,
        parts=tuple(_parts(index, chosen, numbers, alone=lead is not None)),
        index=index_sections(index, numbers),
        themes=tuple(_themes(index, numbers)),
        colophon=text_of(index, colophon) if colophon else None,
        words=config.words,
        labels={name: str(label) for name, label in asdict(labels_of(config.language)).items()},
        pictures=dict(_pictures(index, texts, root)),
        places={text.path: places for text in texts if (places := _places(index, text))},
        settings=config.book,
        positions=config.picture_positions == "keep",
        is_raw=config.html == "trusted",
    )


def _identifier(address: str, choice: Choice) -> str:
    scope = "/".join((choice.kind, *choice.names))
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{address}#book/{scope}')}"


def _changed(essay: Essay) -> datetime | None:
    moment = essay.meta.updated or essay.meta.date
    return moment.at if moment else None


def _is_colophon(index: Index, page: Essay) -> bool:
    return page.card.url == index.config.url("colophon/")


def _chapter(index: Index, identity: str, essay: Essay) -> Chapter:
    meta, language = essay.meta, index.config.language
    themes = index.tags.of_essay.get(essay.path, ())
    return Chapter(
        id=identity,
        card=essay.card,
        text=text_of(index, essay),
        provenance=provenance(meta.source, language) if meta.source else Html(""),
        corrections=tuple(
            (written_date_text(each.date, language), index.inline(each.text)[0])
            for each in meta.errata
        ),
        editor_note=index.inline(meta.editor_note)[0] if meta.editor_note else Html(""),
        themes=tuple(index.tags.themes[slug].title for slug in themes),
    )


def provenance(source: Provenance, language: str) -> Html:
    """Return a sentence on the source of a text, as pages have it; "" for an original."""
    if not source.is_shown:
        return Html("")
    said = words(language)
    kind = "repost" if source.kind == "original" else source.kind
    if source.title or source.url:
        title = escape(source.title or source.url)
        linked = f'<a href="{escape(source.url)}">{title}</a>' if source.url else title
        day = written_date_text(source.published, language)
        more = (escape(part) for part in (source.author, source.site, day) if part)
        sentence = ", ".join((f"{said[f'{kind}-of']} <cite>{linked}</cite>", *more))
    else:
        sentence = said[kind]
    licence = f" {said['licence']}: {escape(source.licence)}." if source.licence else ""
    note = f" {escape(source.note)}" if source.note else ""
    return Html(f"{sentence}.{licence}{note}")


def _parts(
    index: Index, chosen: Sequence[Section], numbers: Mapping[str, str], *, alone: bool
) -> Iterator[Part]:
    printed: set[str] = set()
    for number, section in enumerate(chosen, 1):
        steps = []
        for path, note in section.stops:
            steps.append(Step(numbers[path], index.inline(note)[0], path not in printed))
            printed.add(path)
        yield Part(
            id=f"part{number}",
            title=Html("") if alone else section.title,
            name="" if alone else section.name,
            lang=section.lang,
            summary=Html("") if alone else section.summary,
            intro=text_of(index, section.intro) if section.intro else None,
            steps=tuple(steps),
        )


def _themes(index: Index, numbers: Mapping[str, str]) -> Iterator[ThemeLine]:
    for theme in index.tags.themes.values():
        own = [entry.essay for entry in theme.entries if entry.via is None]
        if chapters := tuple(numbers[path] for path in own if path in numbers):
            yield ThemeLine(theme.title, chapters)


def _pictures(
    index: Index, texts: Sequence[Text], root: Path
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the address of each picture of some texts that is a file of the site."""
    beside = {url: root / source for source, url in index.links.assets.items()}
    of_static = partial(output_path, config=index.config)
    for text in texts:
        links = index.texts[text.path].facts.links
        yield from (
            (href, (os.fspath(file), fingerprint(encode(file_stat(file))).hex()))
            for link, href in zip(links, text.hrefs, strict=True)
            if link.kind == "image" and href and href.startswith("/")
            if (url := Url(href.partition("#")[0].partition("?")[0]))
            if (file := beside.get(url) or index.assets.files.get(of_static(url)))
        )
        for embed in text.embeds:
            yield from _pictures(index, [embed.text], root)


def _places(index: Index, text: Text) -> tuple[tuple[str, Place], ...]:
    links = zip(index.texts[text.path].facts.links, text.hrefs, strict=True)
    return tuple((href, link.place) for link, href in links if link.kind == "image" and href)
