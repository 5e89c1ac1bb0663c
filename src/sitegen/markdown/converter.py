"""Markdown text -> its HTML with slots for links, and the facts that the site needs of it."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import unescape
from typing import Literal, NamedTuple

from msgspec.structs import replace

from sitegen.anchors.lines import section
from sitegen.anchors.matching import Record, aliases, renew
from sitegen.locales.words import labels_of
from sitegen.markdown import blocks, leftovers, notes, phrases, prose, raw, reading
from sitegen.markdown.anchors import TEMPLATE_IDS, Anchors, placed
from sitegen.markdown.draft import Draft, Setting
from sitegen.markdown.syntax import Syntax
from sitegen.markdown.typography import Typographer, typography
from sitegen.model import Facts, Html, Passage, Words
from sitegen.text.regex import regex
from sitegen.text.slugs import slugify
from sitegen.workers.lockstep import Steps, run_steps

__all__ = ["Markdown", "typography"]

LONG = 2_500
"""Words from which a text gets a table of contents."""
_ID = regex(r'<[a-z][^<>]*? id="([^"]*)"')


class Converted(NamedTuple):
    """A text in HTML."""

    facts: Facts
    words: Words


class Markdown:
    """Reads the texts of one language; built once, safe to share between threads."""

    def __init__(
        self, language: str = "en", html: Literal["sanitize", "trusted", "off"] = "sanitize"
    ) -> None:
        self._setting = Setting(Syntax(), Typographer(language), html, labels_of(language))

    def convert(
        self,
        text: str,
        path: str,
        first_line: int = 1,
        titled: str = "",
        known: Sequence[Record] = (),
    ) -> Converted:
        """Convert a text that begins on a line of a file; ``known``: ids it once had.

        An H1 at the beginning of the text is its title and no part of the HTML, unless the text
        has another title already, ``titled``.
        """
        return run_steps(self.convert_in_steps(text, path, first_line, titled, known))

    def convert_in_steps(
        self, text: str, path: str, first_line: int, titled: str, known: Sequence[Record]
    ) -> Steps[Converted]:
        """Convert a text with a pause after each step."""
        text = text.replace("\0", "\ufffd")
        tokens, env = self._setting.syntax.blocks(text)
        draft = Draft(self._setting, path, first_line, text.split("\n"), env)
        draft.anchors = Anchors({record.id: record.words for record in known})
        draft.suspicious = leftovers.may_be_foreign(text)
        yield
        main = notes.take(draft, reading.prepare(draft, tokens))
        yield
        _guard(draft, text)
        title, title_text, rest = blocks.take_title(main)
        if titled and rest is not main and slugify(title_text) != slugify(titled):
            title, title_text, rest = Html(), "", main
        draft.shift = blocks.shift(rest)
        html = blocks.write(draft, rest)
        yield
        count = prose.count_words(draft.texts, spaced=text.isascii())
        html, *endnotes = _cleaned(draft, [html, *notes.write(draft)])
        reading.report_foreign(draft)
        ids = _ids(draft, [html, *endnotes])
        spots = [spot for spot in draft.anchors.spots if spot.id in ids]
        renewed = renew(known, spots, ids | TEMPLATE_IDS)
        html, ids = _with_old(html, ids, aliases(renewed))
        facts = Facts(
            fingerprint=_fingerprint(html, endnotes),
            links=tuple(draft.links),
            headings=tuple(draft.headings),
            passages=tuple(_in_context(draft)),
            marks=tuple(draft.marks),
            numbers=draft.numbers,
            fragments="\n".join(sorted(ids)),
            word_count=count,
            long=count >= LONG,
            title=title,
            title_text=title_text,
            problems=tuple(sorted(draft.problems)),
        )
        words = Words(Html(html), tuple(map(Html, endnotes)), draft.lead, section(renewed))
        return Converted(facts, words)

    def inline(self, text: str) -> tuple[Html, str]:
        """Render a title or another single line: markup without links, and plain text."""
        children = self._setting.syntax.line(" ".join(text.split()), {})
        for token in children:
            if token.type == "html_inline":
                token.type = "text_special"
        self._setting.typographer.phrase(children)
        return phrases.bare(children)

    def typography(self, text: str) -> str:
        """Set the quotes, dashes and dots of a plain text."""
        return self._setting.typographer.text(text)


def _guard(draft: Draft, text: str) -> None:
    if not draft.raw:
        return
    draft.seal = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32] + "-"
    if draft.setting.html == "sanitize":
        raw.report(draft)
        raw.tidy(draft)


def _cleaned(draft: Draft, parts: list[str]) -> list[str]:
    if not draft.raw:
        return parts
    if draft.setting.html == "trusted":
        return [raw.trust(draft, part) for part in parts]
    sanitizer = raw.Sanitizer(draft)
    return [sanitizer.clean(part) for part in parts]


def _in_context(draft: Draft) -> Iterator[Passage]:
    for passage, (last, following) in zip(draft.passages, draft.around, strict=True):
        before, after = passage.before, passage.after
        if not passage.inside:
            before = draft.prose[last] if last >= 0 else ""
            after = "".join(draft.prose[following : following + 1])
        yield replace(passage, before=prose.ending(before), after=prose.opening(after))


def _with_old(
    html: str, ids: frozenset[str], old: Mapping[str, Sequence[str]]
) -> tuple[str, frozenset[str]]:
    return (placed(html, old), ids.union(*old.values())) if old else (html, ids)


def _fingerprint(html: str, notes: Sequence[str]) -> bytes:
    whole = "\0".join((html, *notes))
    return sha256(whole.encode("utf-8", "surrogatepass")).digest()[:16]


def _ids(draft: Draft, printed: Sequence[str]) -> frozenset[str]:
    if not draft.anchors.claimed or draft.setting.html == "trusted":
        return frozenset(draft.anchors.ids)
    found = {unescape(name) for part in printed for name in _ID.findall(part)}
    return frozenset(found & draft.anchors.ids | {f"fn{n + 1}" for n in range(len(printed) - 1)})
