"""Source -> Parsed text; depends only on the file and the settings."""

import re
from collections.abc import Iterator
from functools import cache, partial

from msgspec.structs import replace

from sitegen.anchors.lines import parse_section
from sitegen.config.config import Config
from sitegen.content.loader.names import private_folder
from sitegen.content.urls import check_address, language_of_folder, url_of
from sitegen.locales.direction import direction, direction_of_words, other_direction
from sitegen.locales.language import primary
from sitegen.locales.words import day_of
from sitegen.markdown.converter import Markdown
from sitegen.markdown.embeds import Embeds
from sitegen.markdown.stray_markup import check_line
from sitegen.model import Card, Day, Essay, Facts, Html, Meta, Moment, Parsed, Source
from sitegen.problems.errors import Place, Problem, has_error
from sitegen.text.filenames import split_date
from sitegen.workers.lockstep import Steps, run_steps

WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction: mean 238 (Brysbaert 2019), rounded down for notes."""
CHARACTERS_A_MINUTE = {"ja": 357, "zh": 255}
"""Where characters are counted: means of Trauzettel-Klosinski and Dietz, "IReST", 2012."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


class Parser:
    """Parses the texts of one site; keeps a Markdown converter for each language."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._markdown = cache(self._converter)
        self.inline = cache(self._inline)
        """Renders one line of Markdown in the site's language: its markup and its plain text."""

    def _converter(self, language: str, cites: bool = False) -> Markdown:  # noqa: FBT001, FBT002 - by position, for the cache
        config = self._config
        embeds = Embeds(config.embeds, config.embed_hosts)
        keep = config.publish_markdown
        return Markdown(language, config.html, embeds, keep_source=keep, cites=cites)

    def _inline(self, text: str, language: str = "") -> tuple[Html, str]:
        html, plain = self._markdown(language or self._config.language).inline(text)
        return _isolated(html, plain, self._config.language), plain

    def parse(self, source: Source, known: Meta | None = None, anchors: str = "") -> Parsed:
        """Parse one text; its problems are in ``Essay.problems``.

        ``known`` is its front matter, where that was read before and has no problems;
        ``anchors`` is its section of ``.anchors.yaml``.
        """
        return run_steps(self.parse_in_steps(source, known, anchors))

    def parse_in_steps(
        self, source: Source, known: Meta | None = None, anchors: str = ""
    ) -> Steps[Parsed]:
        """Parse one text with a pause after each step."""
        meta, mistakes = (known, ()) if known else _front_matter(source, self._config)
        if is_empty(source):
            meta = replace(meta, status="draft", held="empty")
            hint = "write something, or delete the file"
            empty = Problem(Place(source.path), "W118", "text is empty and is held back", hint)
            mistakes = (*mistakes, empty)
        if folder := private_folder(source.path):
            meta = replace(meta, status="draft", because=meta.because or folder)
        if not meta.lang and (lang := language_of_folder(source.path, self._config)):
            meta = replace(meta, lang=lang)
        cites = bool(meta.bibliography or self._config.bibliography)
        markdown = self._markdown(meta.lang or self._config.language, cites)
        ids = parse_section(anchors)
        yield
        facts, words = yield from markdown.convert_in_steps(
            source.body,
            source.path,
            source.body_line,
            meta.title,
            ids,
            _values(source, meta, self._config) if "{{" in source.body else {},
        )
        yield
        if meta.status == "draft":
            words = replace(words, anchors=anchors)  # nobody can have linked to it
        if has_error(source.problems):
            mistakes = ()  # problems in the rest of a broken file would mislead
        card = self._card(source, meta, facts, words.lead)
        # The url of an author is that of a person.
        astray = () if source.kind == "author" else check_address(meta)
        problems = (*mistakes, *astray, *_stray(source, meta, card), *facts.problems)
        essay = Essay(
            path=source.path,
            kind=source.kind,
            meta=meta,
            card=card,
            facts=facts,
            problems=(*source.problems, *problems),
        )
        return Parsed(essay, words)

    def _card(self, source: Source, meta: Meta, facts: Facts, lead: str) -> Card:
        config = self._config
        inline = partial(self._inline, language=meta.lang)
        title, name = facts.title, facts.title_text
        if meta.title:
            title, name = inline(meta.title)
        elif name:
            title = _isolated(title, name, config.language)
        if not name:
            title, name = inline(_name(source.path))
        summary, summary_text = inline(meta.summary) if meta.summary else (Html(), "")
        description = inline(meta.description)[1] if meta.description else summary_text or lead
        return Card(
            url=url_of(source.path, source.kind, meta, config),
            title=title,
            name=name,
            summary=summary,
            description=description,
            authors=meta.authors or config.authors,
            date=_day(meta.date, config),
            updated=_day(meta.updated, config),
            minutes=_minutes(facts.word_count, meta.lang or config.language),
            lang="" if meta.lang.lower() == config.language.lower() else meta.lang,
            dir=other_direction(meta.lang or config.language, config.language),
            opening="" if summary or not config.openings else lead,
            extra=meta.extra,
        )


def _minutes(count: int, language: str) -> int:
    pace = CHARACTERS_A_MINUTE.get(primary(language), WORDS_A_MINUTE)
    return max(1, round(count / pace))


def is_empty(source: Source) -> bool:
    """Return whether an essay or a page has neither front matter nor a word."""
    if source.kind not in ("essay", "page") or source.problems:
        return False
    return not source.front.strip() and not source.body.translate(_INVISIBLE).strip()


def _name(path: str) -> str:
    words = re.sub(r"[-_]+", " ", split_date(path)[1]).strip()
    return words[:1].upper() + words[1:]


def _values(source: Source, meta: Meta, config: Config) -> dict[str, str]:
    """Return the values of variables of other tools, such as ``{{ page.title }}``."""
    authors = ", ".join(author.name for author in meta.authors or config.authors)
    day = _day(meta.date, config)
    own = {
        "title": meta.title or _name(source.path),
        "date": day.text if day else "",
        "author": authors,
        "description": meta.description or meta.summary,
    }
    site = {"title": config.title, "url": config.origin, "baseurl": config.base_path}
    values = {
        f"{of}.{key}": value for of in ("page", "post") for key, value in own.items() if value
    }
    values |= {key: own[key] for key in ("title", "date") if own[key]}
    return values | {f"site.{key}": value for key, value in site.items()}


def _front_matter(source: Source, config: Config) -> tuple[Meta, tuple[Problem, ...]]:
    from sitegen.content.frontmatter.meta import read_front_matter  # noqa: PLC0415 - YAML, which new words do not need

    return read_front_matter(source, config)


def _stray(source: Source, meta: Meta, card: Card) -> Iterator[Problem]:
    printed = {"title": card.name, "summary": str(card.summary)}
    for key, text in printed.items() if "](" in meta.title + meta.summary else ():
        yield from check_line(text, meta.places.get(key, Place(source.path)))


def _isolated(html: Html, plain: str, language: str) -> Html:
    """Keep words that run the other way than the site from the words around them."""
    own = direction_of_words(plain)
    return Html(f"<bdi>{html}</bdi>") if own and own != direction(language) else html


def _day(moment: Moment | None, config: Config) -> Day | None:
    return day_of(moment, config.timezone, config.language) if moment else None
