"""Citations in a text, ``[see @key, p. 12; @other]`` -> links that the index fills."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from sitegen.markdown.citation_rule import read
from sitegen.markdown.context import Context
from sitegen.model import CitationMark


def mark(context: Context, paragraph: Token, token: Token) -> str:
    """Record a citation; return a mark that ``fill`` replaces."""
    place = context.place(paragraph, token.meta["pos"])
    found = CitationMark(read(token.content), place)
    context.citations.append((found, f"[{token.content}]"))
    return f"{context.sign('cite')}{len(context.citations) - 1};"


def fill(context: Context, parts: Sequence[str]) -> list[str]:
    """Put links in the place of the marks of a text."""
    if not context.citations:
        return list(parts)
    sign = re.compile(re.escape(context.sign("cite")) + "([0-9]{1,9});")

    def link(found: re.Match[str]) -> str:
        typed = escape(context.citations[int(found[1])][1], quote=False)
        return f'<a href="cite:{found[1]}">{typed}</a>'

    return [sign.sub(link, part) for part in parts]
