"""Text whose headings are wrong: lost to plain lines, skipped levels, a second title."""

import itertools
import re
from collections.abc import Iterator, Sequence

from sitegen.check.broken.prose import Line, prose
from sitegen.check.case import Block, Case, Finding
from sitegen.problems.errors import Place, Problem

_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)|<h([1-6])\b", re.IGNORECASE)
_RAW_HEADING = re.compile(r"<h([1-6])\b[^<>]*>(.{0,200}?)</h\1>", re.IGNORECASE | re.DOTALL)


def _headings(case: Case) -> Iterator[tuple[int, Block]]:
    for block in case.blocks:
        if block.kind == "heading":
            found = _HEADING.match(block.source)
            underlined = 1 if block.source.rstrip()[-1:] == "=" else 2
            yield (len(found[1]) if found and found[1] else underlined), block
        elif block.kind == "html":
            for raw in _RAW_HEADING.finditer(block.source):
                yield int(raw[1]), block


def skipped_levels(case: Case) -> Iterator[Finding]:
    """Find a heading that stands more than one level below the one before."""
    before = 0
    for level, block in _headings(case):
        if before and level > before + 1:
            message = (
                f"the heading '{_shown(block.text)}' is of level {level}, after one of {before}"
            )
            hint = f"make it level {before + 1}, or give it the heading it stands under"
            yield Finding(Problem(Place(case.path, block.line), "W1310", message, hint))
        before = level


def second_title(case: Case) -> Iterator[Finding]:
    """Find a second heading of the first level: a text has one title."""
    titles = [block for level, block in _headings(case) if level == 1]
    if len(titles) > 1:
        message = f"'{_shown(titles[1].text)}' is a second heading of the first level"
        hint = f"begin it with ##; line {titles[0].line} has the first"
        yield Finding(Problem(Place(case.path, titles[1].line), "W1311", message, hint))


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


# ------------------------------------------------------------------ plain lines

_WORDS = 9
_BOLD = re.compile(r"(?:\*\*|__)[^*_\n]+(?:\*\*|__):?\s*|<(?:p|div)\b[^<>]*><(?:b|strong)>[^<>]+</")
_TITLE = re.compile(r"[A-ZÀ-ÞΑ-ΩА-Я0-9¿¡«][^\n]{2,69}")
_ENDED = re.compile(r"[.,;:!…—–\"”»)\]}*_|/\\-]$|\.\.\.")
_NO_TITLE = re.compile(
    r"https?:|@|[\0\1]|^\d[\d\s.,:/-]*$|^(?:by|by:|from|to|posted|photo|figure|image|table|p\.s|ps|"
    r"note|update|edit|tags|via|source|von|par|por|di)\b|^\W|[=<>{}|]",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]*_]{0,3}\s*$")


def plain_headings(case: Case) -> Iterator[Finding]:
    """Find lines that read like headings, in a text that has lost its headings."""
    if any(True for _ in _headings(case)):
        return
    candidates = list(_candidates(case))
    sure = [line for line, bold in candidates if bold or not line.text.rstrip().endswith("?")]
    if len(candidates) < 2 or not sure:
        return
    for line, _ in candidates:
        title = re.sub(r"<[^<>]*>|[*_]{2}", "", line.text).strip()
        message = f"'{title}' stands on a line of its own like a heading, and is none"
        yield Finding(
            Problem(Place(case.path, line.number), "W1303", message, f"write: ## {title}")
        )


def _candidates(case: Case) -> Iterator[tuple[Line, bool]]:
    every = list(prose(case))
    following = [block for block, _ in every[1:]]
    for (block, within), after in zip(every, following, strict=False):
        alone = block.kind in ("paragraph", "html") and len(within) == 1
        leads = after.kind in ("paragraph", "html", "list") and len(after.text.split()) >= 20
        line = within[0]
        if alone and leads and _reads_like_a_title(block.text, case):
            yield line, bool(_BOLD.match(line.text.strip()))
    for block, within in every:
        if block.kind == "paragraph" and len(within) > 2:
            yield from ((line, False) for line in _inner(within, case))


def _reads_like_a_title(text: str, case: Case) -> bool:
    text = text.strip()
    return (
        bool(_TITLE.fullmatch(text))
        and len(text.split()) <= _WORDS
        and not _ENDED.search(text)
        and not _NO_TITLE.search(text)
        and text.casefold() != case.essay.card.name.casefold()
    )


def _inner(within: Sequence[Line], case: Case) -> Iterator[Line]:
    """Find the short line between two sentences, where line ends are a program's."""
    width = max(len(line.text) for line in within)
    ended = True
    for line, after in itertools.pairwise(within):
        short = len(line.text) < 0.65 * width and len(after.text) >= 0.75 * width
        begins = after.text.lstrip()[:1].isupper()
        if ended and short and begins and _reads_like_a_title(line.bare, case):
            yield line
        ended = bool(_ENDS.search(line.text))
