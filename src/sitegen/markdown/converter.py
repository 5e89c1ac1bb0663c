"""Markdown text -> its HTML with slots for links, and the facts that the site needs of it."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import unescape
from types import MappingProxyType
from typing import Literal, NamedTuple

from markdown_it.token import Token
from msgspec.structs import replace

from sitegen.anchors.lines import format_section
from sitegen.anchors.matching import Records, aliases, updated_records
from sitegen.locales.language import language_of_words
from sitegen.locales.words import labels_of
from sitegen.markdown import (
    block_html,
    citations,
    comments,
    dialect_lines,
    first_pass,
    formulas,
    inline_html,
    mdx,
    notes,
    prose,
    raw,
    stray_markup,
)
from sitegen.markdown.anchors import TEMPLATE_IDS, Anchors, insert_aliases
from sitegen.markdown.context import Context, Setup
from sitegen.markdown.embeds import Embeds, expand
from sitegen.markdown.shortcode_cells import shield, unshield
from sitegen.markdown.shortcode_pairs import Pairs, pairs_of
from sitegen.markdown.syntax import Env, Syntax
from sitegen.markdown.typography import Typographer
from sitegen.model import Facts, Html, Passage, Words
from sitegen.text.regex import regex
from sitegen.text.slugs import slugify
from sitegen.workers.lockstep import Steps, run_steps

_NO_VALUES: Mapping[str, str] = MappingProxyType({})
LONG = 2_500
"""Words from which a text gets a table of contents."""
_ID = regex(r'<[a-z][^<>]*? id="([^"]*)"')


class Converted(NamedTuple):
    """A text in HTML."""

    facts: Facts
    words: Words


class Markdown:
    """Converts the texts of one language; built once, safe to share between threads."""

    def __init__(
        self,
        language: str = "en",
        html: Literal["sanitize", "trusted", "off"] = "sanitize",
        embeds: Embeds = Embeds(),  # noqa: B008 - a value
        *,
        keep_source: bool = False,
        cites: bool = False,
    ) -> None:
        self._keep_source = keep_source
        labels, spoken = labels_of(language), language_of_words(language)
        other = f' lang="{spoken}"' if spoken != language else ""
        typographer = Typographer(language)
        self._setup = Setup(Syntax(), typographer, html, labels, language, other, embeds, cites)

    def convert(
        self, text: str, path: str, first_line: int = 1, titled: str = "", known: Records = ()
    ) -> Converted:
        """Convert a text that begins on a line of a file; ``known``: ids it once had.

        An H1 at the beginning of the text is its title and no part of the HTML, unless the text
        has another title already, ``titled``.
        """
        return run_steps(self.convert_in_steps(text, path, first_line, titled, known))

    def convert_in_steps(
        self,
        text: str,
        path: str,
        first_line: int,
        titled: str,
        known: Records,
        values: Mapping[str, str] = _NO_VALUES,
    ) -> Steps[Converted]:
        """Convert a text with a pause after each step; ``values``: those of ``{{ page.title }}``
        and other variables."""
        written = text.replace("\0", "\ufffd")
        text, doubts = comments.without_comments(written, self._plain_blocks)
        source = text if self._keep_source else ""
        text, code = mdx.without_code(text, path)
        env = self._env(text, values)
        tokens = self._blocks(text, env)
        anchors = Anchors({record.id: record.sketch for record in known})
        context = Context(
            self._setup,
            path,
            first_line,
            written.split("\n"),
            env,
            anchors,
            may_be_foreign=stray_markup.may_be_foreign(text),
        )
        first_pass.report_comments(context, doubts)
        yield
        main = notes.take(context, first_pass.prepare(context, tokens))
        yield
        raw.prepare(context, text)
        title, title_text, rest = _without_title(main, titled)
        context.shift = block_html.heading_shift(rest)
        html = block_html.render(context, rest)
        yield
        count = prose.count_words(context.texts, spaced=text.isascii())
        html, *endnotes = (
            expand(part, context.frames)
            for part in _filled(context, raw.clean(context, [html, *notes.render(context)]))
        )
        first_pass.report_foreign(context)
        dialect_lines.report(context, code)
        ids = _ids(context, [html, *endnotes])
        targets = [target for target in anchors.targets if target.id in ids]
        records = updated_records(known, targets, ids | TEMPLATE_IDS)
        source = _unless_hidden(source, context)
        html, ids = _with_aliases(html, ids, aliases(records))
        facts = Facts(
            fingerprint=_fingerprint(html, [*endnotes, source] if source else endnotes),
            links=tuple(context.links),
            headings=tuple(context.headings),
            passages=tuple(_passages(context)),
            marks=tuple(context.marks),
            numbers=context.numbers,
            fragments="\n".join(sorted(ids)),
            word_count=count,
            long=count >= LONG or context.contents,
            title=title,
            title_text=title_text,
            problems=tuple(sorted(context.problems)),
            citations=tuple(found for found, _ in context.citations),
        )
        printed = Html(html), tuple(map(Html, endnotes))
        return Converted(facts, Words(*printed, context.lead, format_section(records), source))

    def _env(self, text: str, values: Mapping[str, str]) -> Env:
        env = _env(pairs_of(text), values)
        return {**env, "cites": True} if self._setup.cites and "@" in text else env

    def _plain_blocks(self, text: str, pairs: Pairs | None) -> Sequence[Token]:
        return self._blocks(text, _env(pairs, _NO_VALUES))

    def _blocks(self, text: str, env: Env) -> list[Token]:
        shielded = shield(text) if "pairs" in env else text
        tokens = self._setup.syntax.blocks(shielded, env)
        return tokens if shielded == text else unshield(tokens, env)

    def inline(self, text: str) -> tuple[Html, str]:
        """Render a title or another single line: markup without links, and plain text."""
        line, _ = comments.line_without_comments(" ".join(text.split()))
        children = self._setup.syntax.line(line, {})
        for token in children:
            if token.type == "html_inline":
                token.type = "text_special"
        self._setup.typographer.phrase(children)
        return inline_html.bare(children)


def _unless_hidden(source: str, context: Context) -> str:
    """Leave out a source with a comment without an end: nobody knows what it was to hide."""
    return "" if any(problem.code == "W312" for problem in context.problems) else source


def _filled(context: Context, parts: Sequence[str]) -> list[str]:
    return citations.fill(context, formulas.fill(context, parts))


def _env(pairs: Pairs | None, values: Mapping[str, str]) -> Env:
    return {"pairs": pairs, "missing": {}, "values": values} if pairs else {}


def _with_aliases(
    html: str, ids: frozenset[str], old: Mapping[str, Sequence[str]]
) -> tuple[str, frozenset[str]]:
    return (insert_aliases(html, old), ids.union(*old.values())) if old else (html, ids)


def _without_title(main: list[Token], titled: str) -> tuple[Html, str, Sequence[Token]]:
    title, text, rest = block_html.take_title(main)
    if titled and rest is not main and slugify(text) != slugify(titled):
        return Html(), "", main
    return title, text, rest


def _passages(context: Context) -> Iterator[Passage]:
    for passage, (last, following) in zip(context.passages, context.around, strict=True):
        before, after = passage.before, passage.after
        if not passage.inside:
            before = context.prose[last] if last >= 0 else ""
            after = "".join(context.prose[following : following + 1])
        yield replace(passage, before=prose.ending(before), after=prose.opening(after))


def _fingerprint(html: str, endnotes: Sequence[str]) -> bytes:
    whole = "\0".join((html, *endnotes))
    return sha256(whole.encode("utf-8", "surrogatepass")).digest()[:16]


def _ids(context: Context, printed: Sequence[str]) -> frozenset[str]:
    if not context.anchors.claimed or context.setup.html == "trusted":
        return frozenset(context.anchors.ids)
    found = {unescape(name) for part in printed for name in _ID.findall(part)}
    return frozenset(found & context.anchors.ids | {f"fn{n + 1}" for n in range(len(printed) - 1)})
