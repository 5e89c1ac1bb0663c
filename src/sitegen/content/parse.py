"""Source -> Parsed text; depends only on the file and the settings."""

import re
from functools import cache

from msgspec.structs import replace

from sitegen.anchors.lines import parse_section
from sitegen.config.config import Config
from sitegen.content.urls import check_address, url_of
from sitegen.locales.words import day_of
from sitegen.markdown.converter import Markdown
from sitegen.model import Card, Day, Essay, Facts, Html, Meta, Moment, Parsed, Source
from sitegen.problems.errors import Place, Problem, has_error
from sitegen.text.filenames import split_date
from sitegen.workers.lockstep import Steps, run_steps

WORDS_A_MINUTE = 230
"""Silent reading of English non-fiction: mean 238 (Brysbaert 2019), rounded down for notes."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


class Parser:
    """Parses the texts of one site; keeps a Markdown converter for each language."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._markdown = cache(lambda language: Markdown(language, config.html))
        self.inline = cache(self._markdown(config.language).inline)
        """Renders one line of Markdown in the site's language: its markup and its plain text."""

    def parse(self, source: Source, known: Meta | None = None, anchors: str = "") -> Parsed:
        """Parse one text; its problems are in ``Essay.problems``.

        ``known`` is its front matter, where that was read before and has no problems;
        ``anchors`` is its section of ``essays/.anchors.yaml``.
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
            empty = Problem(Place(source.path), "W117", "text is empty and is held back", hint)
            mistakes = (*mistakes, empty)
        markdown = self._markdown(meta.lang or self._config.language)
        ids = parse_section(anchors)
        yield
        facts, words = yield from markdown.convert_in_steps(
            source.body, source.path, source.body_line, meta.title, ids
        )
        yield
        if meta.status == "draft":
            words = replace(words, anchors=anchors)  # nobody can have linked to it
        if has_error(source.problems):
            mistakes = ()  # problems in the rest of a broken file would mislead
        essay = Essay(
            path=source.path,
            kind=source.kind,
            meta=meta,
            card=self._card(source, meta, facts, words.lead),
            facts=facts,
            problems=(*source.problems, *mistakes, *check_address(meta), *facts.problems),
        )
        return Parsed(essay, words)

    def _card(self, source: Source, meta: Meta, facts: Facts, lead: str) -> Card:
        config = self._config
        inline = self._markdown(meta.lang or config.language).inline
        title, name = inline(meta.title) if meta.title else (facts.title, facts.title_text)
        if not name:
            words = re.sub(r"[-_]+", " ", split_date(source.path)[1]).strip()
            title, name = inline(words[:1].upper() + words[1:])
        summary, summary_text = inline(meta.summary) if meta.summary else (Html(), "")
        description = inline(meta.description)[1] if meta.description else summary_text or lead
        return Card(
            url=url_of(source.path, source.kind, meta, config),
            title=title,
            name=name,
            summary=summary,
            description=description,
            authors=meta.authors or config.authors,
            date=self._day(meta.date),
            updated=self._day(meta.updated),
            minutes=max(1, round(facts.word_count / WORDS_A_MINUTE)),
            lang="" if meta.lang.lower() == config.language.lower() else meta.lang,
        )

    def _day(self, moment: Moment | None) -> Day | None:
        config = self._config
        return day_of(moment, config.timezone, config.language) if moment else None


def is_empty(source: Source) -> bool:
    """Return whether an essay or a page has neither front matter nor a word."""
    if source.kind not in ("essay", "page") or source.problems:
        return False
    return not source.front.strip() and not source.body.translate(_INVISIBLE).strip()


def _front_matter(source: Source, config: Config) -> tuple[Meta, tuple[Problem, ...]]:
    from sitegen.content.frontmatter.meta import read_front_matter  # noqa: PLC0415 - YAML, which new words do not need

    return read_front_matter(source, config)
