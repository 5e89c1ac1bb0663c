"""Our faster rules for lines and blocks, compared with those of markdown-it."""

from collections.abc import Iterable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitegen.markdown.syntax import Syntax, block_parser

FAST_LINES = Syntax()
SLOW_LINES = MarkdownIt("commonmark").enable("strikethrough")
FAST_BLOCKS, SLOW_BLOCKS = block_parser(), block_parser()
SLOW_BLOCKS.block.ruler.disable("plain_paragraph")

BLOCK_SIGNS = [
    *("\n", "\n\n", "- ", "> ", "* ", "+ ", "1. ", "2) ", "    ", "\t", "=", "---", "===", "***"),
    *("|", "a|b\n-|-\n", ": ", "~ ", "```", "#", "## h\n", "[^a]: ", "[a]: x", "{.c}", ":::"),
    *(" note\n", "$$", "<div>", "</div>\n", "Ab c", "d", "(e)", "“f”", "é", "\x0b", "\xa0", "8"),
]
LINE_SIGNS = [
    *("*", "**", "***", "_", "__", "~~", " ", "\n", "a", "bc", "d e", ".", "(", ")", '"'),
    *("[", "](x)", "](x.md#y)", "]( x 'y')", "](<x>)", "]", "é", "‘", "\xa0", "`", "<b>", "\\"),
    *("&amp;", "!", "1", ",", "http://a.b", "<a:b>", "  \n"),
]


def texts(signs: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(signs), max_size=30).map("".join)


def merged(tokens: Iterable[Token]) -> list[tuple[object, ...]]:
    """Tokens as what they say: empty texts, which print nothing, left out."""
    return [
        (token.type, token.tag, token.content, token.attrs, merged(token.children or ()))
        for token in tokens
        if token.type != "text" or token.content
    ]


@pytest.mark.slow
@settings(max_examples=300)
@given(texts(LINE_SIGNS))
def test_lines_are_read_as_markdown_it_reads_them(text: str) -> None:
    assume("[[" not in text)  # a link of ours
    slow: list[Token] = SLOW_LINES.inline.parse(text, SLOW_LINES, {}, [])
    assert merged(FAST_LINES.line(text, {})) == merged(slow)


@pytest.mark.slow
@settings(max_examples=300)
@given(texts(BLOCK_SIGNS))
def test_blocks_are_found_as_markdown_it_finds_them(text: str) -> None:
    assert FAST_BLOCKS.parse(text) == SLOW_BLOCKS.parse(text)
