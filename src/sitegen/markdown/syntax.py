"""The two halves of the Markdown parser: one finds the blocks, the other parses their lines.

They are separate parsers with limits of their own: every level of brackets needs several frames of
the interpreter, so that brackets must nest less deep than quotations.
"""

from collections.abc import MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.markdown import block_rules, box_rules, foreign_links, html_rules, lines
from sitegen.markdown.paragraphs import Paragraphs
from sitegen.markdown.shortcode_blocks import shortcode_block

Env = MutableMapping[str, Any]  # Any: what markdown-it's rules share
DEEPEST = 200
"""Levels of blocks; markdown-it drops what is nested deeper."""
_INTERRUPTED = ["paragraph", "reference", "blockquote", "list"]


class _Parser(MarkdownIt):
    """Keeps addresses as they are written: ``addresses`` reads them."""

    def __init__(self, deepest: int) -> None:
        super().__init__("commonmark", {"maxNesting": deepest})
        self.helpers = foreign_links.Helpers()  # type: ignore[assignment] # a module, by its stub

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - markdown-it's name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's signature
        return True


class Syntax:
    """Parses CommonMark, tables, definition lists, notes, math, containers and attributes."""

    def __init__(self) -> None:
        self._blocks = block_parser()
        self._lines = _line_parser()

    def blocks(self, text: str, env: Env) -> list[Token]:
        """Find the blocks of a text; their lines are not parsed yet."""
        tokens: list[Token] = []
        self._blocks.block.parse(text, self._blocks, env, tokens)
        return tokens

    def line(self, text: str, env: Env) -> list[Token]:
        """Parse the inline markup of a paragraph."""
        return self._lines.inline.parse(text, self._lines, env, [])


def block_parser() -> MarkdownIt:
    """Return the parser that finds blocks."""
    parser = _Parser(DEEPEST)
    parser.enable("table")
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.use(deflist_plugin)
    rules = parser.block.ruler
    rules.before("fence", "container_box", box_rules.container, {"alt": _INTERRUPTED})
    rules.before("fence", "admonition", box_rules.admonition)
    rules.before("fence", "directive", box_rules.directive, {"alt": _INTERRUPTED})
    rules.before("fence", "math_block", block_rules.math_block, {"alt": _INTERRUPTED})
    rules.before("fence", "attribute_line", block_rules.attribute_line, {"alt": _INTERRUPTED})
    rules.before("html_block", "html_box", html_rules.html_box, {"alt": _INTERRUPTED})
    rules.before("fence", "shortcode", shortcode_block, {"alt": _INTERRUPTED})
    rules.at("html_block", block_rules.html, {"alt": _INTERRUPTED[:3]})
    rules.before("table", "plain_paragraph", Paragraphs(rules).rule)
    return parser


def _line_parser() -> MarkdownIt:
    parser = _Parser(lines.DEEPEST)
    parser.inline = lines.Lines()
    return parser
