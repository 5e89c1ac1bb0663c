"""What the preview server holds -> the editor's desk: the state of the collection on one page."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from msgspec import Struct

from sitegen.collection.index import Index
from sitegen.collection.tag_index.index import TagIndex, Theme
from sitegen.collection.tag_index.variants import variants
from sitegen.config.config import Config
from sitegen.content.visibility import Held
from sitegen.model import Essay, Html, Slug, Source
from sitegen.problems.errors import Place, Problem
from sitegen.serve.desk.find import Finder, Hit
from sitegen.theme.files import squeeze_css, theme_folders


class DeskData(Struct, frozen=True):
    """What the desk is made from."""

    index: Index
    texts: tuple[Essay, ...]
    """Every text of the collection, those that the preview does not show included."""
    held: tuple[Held, ...]
    """What a build of today would hold back, whether the preview shows it or not."""
    problems: tuple[Problem, ...]
    sources: tuple[Source, ...]
    changed: Mapping[str, float]
    """Path of a text -> when its file was last changed, in seconds since 1970."""
    editor: Callable[[Place], str]
    """Link that opens the editor at a place; "" where there is no editor."""
    finder: Finder


class Text(Struct, frozen=True):
    """A text in a list of the desk."""

    title: Html
    lang: str
    url: str
    """"" where the preview has no page of it."""
    path: str
    editor: str


class Row(Struct, frozen=True):
    """An essay in the table."""

    text: Text
    status: str
    words: int
    themes: tuple[Theme, ...]
    problems: int
    changed: str
    """ISO date; "" where the file is not there any more."""


class Waiting(Struct, frozen=True):
    """A text that is held back."""

    text: Text
    until: str


class Orphan(Struct, frozen=True):
    """An essay that hangs on nothing, or nearly."""

    text: Text
    lacks: str


class Fault(Struct, frozen=True):
    """A problem and the way to it."""

    problem: Problem
    editor: str


class Find(Struct, frozen=True):
    """A text with the words that were looked for."""

    text: Text
    hit: Hit
    editors: tuple[str, ...]
    """Link for each line of the hit."""


def desk_page(data: DeskData, query: str) -> bytes:
    """Make the desk; with a query, what was found stands on top."""
    tags, texts = data.index.tags, {text.path: _text(text, data) for text in data.texts}
    hits = data.finder.find(data.sources, query) if query.strip() else ()
    waiting = {reason: tuple(_waiting(reason, texts, data.held)) for reason in _REASONS}
    faults = sorted(data.problems, key=lambda problem: ("EWN".index(problem.code[0]), problem))
    html = _template().render(
        site=data.index.config,
        home=data.index.config.url(""),
        style=Html(_style()),
        query=query,
        finds=[_find(hit, texts[hit.path], data) for hit in hits if hit.path in texts],
        due=sorted(waiting["future"], key=lambda text: text.until),
        drafts=waiting["draft"],
        expired=waiting["expired"],
        rows=_rows(texts, data),
        themes=[(theme, _own(theme)) for theme in tags.themes.values()],
        thin=[theme for theme in tags.themes.values() if _own(theme) < 2],
        twins=[(tags.themes[one], tags.themes[other]) for one, other in _twins(tags)],
        orphans=tuple(_orphans(texts, data.index)),
        faults=[Fault(problem, data.editor(problem.place)) for problem in faults],
    )
    return html.encode()


def _text(text: Essay, data: DeskData) -> Text:
    shown = text.path in data.index.texts
    language = text.card.lang or data.index.config.language
    return Text(
        title=text.card.title,
        lang="" if language == "en" else language,
        url=text.card.url if shown else "",
        path=text.path,
        editor=data.editor(text.place),
    )


_REASONS = ("future", "draft", "expired")


def _waiting(reason: str, texts: Mapping[str, Text], held: Sequence[Held]) -> Iterator[Waiting]:
    for one in held:
        if one.reason == reason and one.path in texts:
            yield Waiting(texts[one.path], one.until)


def _find(hit: Hit, text: Text, data: DeskData) -> Find:
    editors = (data.editor(Place(hit.path, line.number)) for line in hit.lines)
    return Find(text, hit, tuple(editors))


def _rows(texts: Mapping[str, Text], data: DeskData) -> list[Row]:
    """Make a row of each essay, the last changed first."""
    tags, held = data.index.tags, {one.path: one for one in data.held}
    problems = Counter(problem.place.path for problem in data.problems)
    essays = [text for text in data.texts if text.kind == "essay"]
    return [
        Row(
            text=texts[essay.path],
            status=_status(essay, held.get(essay.path)),
            words=essay.facts.word_count,
            themes=tuple(tags.themes[slug] for slug in tags.of_essay.get(essay.path, ())),
            problems=problems[essay.path],
            changed=_day(data.changed.get(essay.path), data.index.config),
        )
        for essay in sorted(essays, key=lambda text: (-data.changed.get(text.path, 0), text.path))
    ]


def _status(essay: Essay, held: Held | None) -> str:
    if held is None:
        return essay.meta.status
    words = {"draft": "draft", "future": f"due {held.until}", "expired": f"expired {held.until}"}
    return words[held.reason]


def _day(seconds: float | None, config: Config) -> str:
    if seconds is None:
        return ""
    return datetime.fromtimestamp(seconds, UTC).astimezone(config.timezone).date().isoformat()


def _own(theme: Theme) -> int:
    return sum(entry.via is None for entry in theme.entries)


def _twins(tags: TagIndex) -> Iterator[tuple[Slug, Slug]]:
    """Pair the themes that look like one in two spellings."""
    by_url = {theme.url: slug for slug, theme in tags.themes.items()}
    names = {name: by_url[url] for name, url in tags.addresses.items()}
    settled = {slug for slug, theme in tags.themes.items() if theme.intro}
    return ((theme, names[other]) for theme, other in variants(names, settled))


def _orphans(texts: Mapping[str, Text], index: Index) -> Iterator[Orphan]:
    links = index.links.backlinks
    tied = {*links, *index.ties, *(back.essay for backs in links.values() for back in backs)}
    for essay in index.essays:
        lacks = [] if index.tags.of_essay.get(essay.path) else ["no theme"]
        lacks += [] if essay.path in tied else ["no link in or out"]
        if lacks and essay.path in texts:
            yield Orphan(texts[essay.path], ", ".join(lacks))


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("desk.html")


@cache
def _style() -> str:
    """Give the default theme's style: the desk stands even where a site's own is broken."""
    return squeeze_css((theme_folders("templates") / "base.css").read_text("utf-8"))
