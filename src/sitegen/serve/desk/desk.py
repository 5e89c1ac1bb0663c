"""The state of the collection -> the editor's desk, one page of HTML."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from msgspec import Struct

from sitegen.collection.index import Index
from sitegen.collection.tag_index.index import TagIndex, Theme
from sitegen.collection.tag_index.nesting import starts
from sitegen.collection.tag_index.variants import variants
from sitegen.config.config import Config
from sitegen.content.visibility import Held
from sitegen.model import Essay, Html, Slug
from sitegen.problems.errors import Place
from sitegen.serve.desk.find import Hit, Line
from sitegen.serve.site import Collection
from sitegen.theme.files import squeeze_css, theme_folders


class DeskData(Collection, frozen=True):
    """The inputs of the desk."""

    changed: Mapping[str, float]
    """Path of a text -> when its file last changed, in seconds since 1970."""
    editor: Callable[[Place], str]
    """Returns the link that opens the editor at a place; "" without an editor."""
    find: Callable[[str], Sequence[Hit]]
    """Finds the texts with the words of a query."""


class Text(Struct, frozen=True):
    """A text in a list of the desk."""

    title: Html
    lang: str
    url: str
    """"" if the preview has no page of it."""
    path: str
    editor: str


class Row(Struct, frozen=True):
    """A row of the table of essays."""

    text: Text
    status: str
    words: int
    themes: tuple[Theme, ...]
    problems: int
    changed: str
    """ISO date; "" if the file was deleted."""


def desk_page(data: DeskData, query: str) -> bytes:
    """Render the desk; with a query, the texts found are at the top."""
    tags, texts = data.index.tags, {text.path: _text(text, data) for text in data.texts}
    problems = sorted(data.problems, key=lambda problem: ("EWN".index(problem.code[0]), problem))
    held: dict[str, list[tuple[str, Text]]] = {"future": [], "draft": [], "expired": []}
    for one in data.held:
        held.get(one.reason, held["draft"]).append((one.until, texts[one.path]))
    hits = data.find(query) if query.strip() else ()
    html = _template().render(
        site=data.index.config,
        home=data.index.config.url(""),
        style=Html(_style()),
        query=query,
        finds=[(texts[hit.path], _lines(hit, data)) for hit in hits],
        due=sorted(held["future"], key=lambda item: item[0]),
        drafts=held["draft"],
        expired=held["expired"],
        rows=_rows(texts, data),
        themes=[(theme, _own(theme)) for theme in tags.themes.values()],
        thin=[theme for theme in tags.themes.values() if _own(theme) < 2],
        twins=[(tags.themes[one], tags.themes[other]) for one, other in _twins(tags)],
        orphans=list(_orphans(texts, data.index)),
        problems=[(problem, data.editor(problem.place)) for problem in problems],
    )
    return html.encode()


def _text(text: Essay, data: DeskData) -> Text:
    language = text.card.lang or data.index.config.language
    return Text(
        title=text.card.title,
        lang="" if language == "en" else language,
        url=text.card.url if text.path in data.index.texts else "",
        path=text.path,
        editor=data.editor(text.place),
    )


def _lines(hit: Hit, data: DeskData) -> list[tuple[Line, str]]:
    return [(line, data.editor(Place(hit.path, line.number))) for line in hit.lines]


def _rows(texts: Mapping[str, Text], data: DeskData) -> list[Row]:
    """Return a row for each essay, the last changed first."""
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
    words = {"future": f"due {held.until}", "expired": f"expired {held.until}"}
    return words.get(held.reason, held.reason)


def _day(seconds: float | None, config: Config) -> str:
    if seconds is None:
        return ""
    return datetime.fromtimestamp(seconds, UTC).astimezone(config.timezone).date().isoformat()


def _own(theme: Theme) -> int:
    """Count the essays that name a theme itself."""
    return sum(entry.via is None for entry in theme.entries)


def _twins(tags: TagIndex) -> Iterator[tuple[Slug, Slug]]:
    """Pair the themes that look like one theme in two spellings."""
    by_url = {theme.url: slug for slug, theme in tags.themes.items()}
    names = {name: by_url[url] for name, url in tags.addresses.items()}
    levels = starts(theme.name for theme in tags.themes.values())
    settled = {slug for slug, theme in tags.themes.items() if theme.intro}
    return ((theme, names[other]) for theme, other in variants(names, settled, levels))


def _orphans(texts: Mapping[str, Text], index: Index) -> Iterator[tuple[Text, str]]:
    """Find the essays without a theme or a link, and what they lack."""
    links = index.links.backlinks
    linked = {*links, *index.ties, *(back.essay for backs in links.values() for back in backs)}
    for essay in index.essays:
        lacks = [] if index.tags.of_essay.get(essay.path) else ["no theme"]
        lacks += [] if essay.path in linked else ["no link in or out"]
        if lacks:
            yield texts[essay.path], ", ".join(lacks)


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("desk.html")


@cache
def _style() -> str:
    """Return the default theme's style sheet: the desk works even if the site's own is broken."""
    folder = theme_folders("templates")
    sheets = (folder / f"{name}.css" for name in ("base", "code", "blocks", "lists"))
    return squeeze_css("".join(sheet.read_text("utf-8") for sheet in sheets))
