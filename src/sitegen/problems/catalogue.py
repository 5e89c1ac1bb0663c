"""docs/problems.md -> the explanation of every problem code."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Explanation(NamedTuple):
    """The explanation of one code."""

    title: str
    """A noun phrase: "Front matter is not closed"."""
    meaning: str
    """What sitegen found and why it matters, in one to three sentences."""
    reason: str
    """Why it is an error: what would be published wrongly, made public or lost. "" for the rest."""
    remedy: str
    """What to do, with an example where one helps."""


_ENTRY = (
    r"^### ([EWN]\d{3,4}): ([^\n]+)\n\n(.+?)\n\n"
    r"(?:\*Why an error:\* (.+?)\n\n)?\*What to do:\* (.+?)\n(?=\n#|\Z)"
)
_CODE_SPAN_OR_ESCAPE = r"(`[^`]*`)|\\([\\*_<\[\]])"


@cache
def explanations() -> Mapping[str, Explanation]:
    """Read the explanation of every code: three digits for a build, four for ``check``."""
    here = Path(__file__).parent
    packed = here / "problems.md"
    page = packed if packed.is_file() else here.parents[2] / "docs" / "problems.md"
    entries = re.findall(_ENTRY, page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return {code: Explanation(*map(_plain, parts)) for code, *parts in entries}


def _plain(text: str) -> str:
    """Join the lines of a paragraph, and remove backslashes that only Markdown needs."""
    joined = " ".join(text.split())
    return re.sub(_CODE_SPAN_OR_ESCAPE, lambda found: found[1] or found[2], joined)
