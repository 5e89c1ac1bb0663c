"""Markdown text -> Body: HTML with slots for its links, and all that others need of it."""

from hashlib import blake2b
from typing import Literal

from sitegen.markdown import blocks, leftovers, notes, phrases, prose, raw, reading
from sitegen.markdown.draft import Draft, Setting
from sitegen.markdown.syntax import Syntax
from sitegen.markdown.typography import Typographer, typography
from sitegen.model import Body, Html

__all__ = ["Markdown", "typography"]


class Markdown:
    """Reads the texts of one language; built once, safe to share between threads."""

    def __init__(
        self, language: str = "en", html: Literal["sanitize", "trusted", "off"] = "sanitize"
    ) -> None:
        self._setting = Setting(Syntax(), Typographer(language), html)

    def body(self, text: str, path: str, first_line: int = 1) -> Body:
        """Understand a text that begins on a line of a file.

        An H1 that the text begins with is never part of ``html``: it is the body's ``title``.
        """
        text = text.replace("\0", "\ufffd")
        tokens, env = self._setting.syntax.blocks(text)
        draft = Draft(self._setting, path, first_line, text.split("\n"), env)
        draft.suspicious = leftovers.may_be_foreign(text)
        main = notes.take(draft, reading.prepare(draft, tokens))
        _guard(draft, text)
        title, title_text, rest = blocks.take_title(main)
        html = blocks.write(draft, rest)
        words = prose.count_words(draft.texts, spaced=text.isascii())
        endnotes = notes.write(draft)
        reading.report_foreign(draft)
        if draft.seal:
            clean = raw.Sanitizer(draft).clean
            html, endnotes = clean(html), [clean(note) for note in endnotes]
        return Body(
            html=Html(html),
            notes=tuple(map(Html, endnotes)),
            links=tuple(draft.links),
            headings=tuple(draft.headings),
            passages=tuple(draft.passages),
            ids=frozenset(draft.anchors.ids),
            words=words,
            lead=draft.lead,
            title=title,
            title_text=title_text,
            problems=tuple(sorted(draft.problems)),
        )

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
    if draft.raw and draft.setting.html == "sanitize":
        raw.report(draft)
        draft.seal = (
            blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() + "-"
        )
    elif draft.raw:
        raw.trust(draft)
