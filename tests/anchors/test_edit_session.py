"""A session of edits and builds, after which all old links to paragraphs still work."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from support.site import build, essay, page, write_site

ESSAYS = sorted((Path(__file__).parents[2] / "essays").glob("*.md"))
_ID = re.compile(r'id="([^"]*)"')


@dataclass
class Paragraph:
    """A paragraph and the links to it: numbers of the paragraphs that came into it."""

    text: str
    links: set[int] = field(default_factory=set)


def thirty_paragraphs() -> list[Paragraph]:
    """Prose of the shipped collection: plain paragraphs from all its essays."""
    texts = (file.read_text(encoding="utf-8").split("---\n", 2)[2] for file in ESSAYS)
    blocks = (block for text in texts for block in text.split("\n\n"))
    plain = (
        re.sub(r"\[([^\]]*)\](\{[^}]*\}|\([^)]*\))", r"\1", " ".join(b.split())) for b in blocks
    )
    chosen = [block for block in plain if re.match(r"[A-Z]", block) and len(block) > 300]
    return [Paragraph(text, {number}) for number, text in enumerate(chosen[:30])]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!]) ", text)


def reword_opening(paragraphs: list[Paragraph]) -> None:
    for number in (0, 4, 9, 15, 22):
        first, *rest = sentences(paragraphs[number].text)
        opening = f"Looking back on it after {number + 2} years, {first[0].lower()}{first[1:]}"
        paragraphs[number].text = " ".join([opening, *rest])


def thin_out(paragraphs: list[Paragraph]) -> None:
    """Every third word goes, and with the first of them the natural id."""
    for number in (1, 11, 17, 25):
        words = paragraphs[number].text.split()
        paragraphs[number].text = " ".join(word for at, word in enumerate(words) if at % 3)


def replace_ends(paragraphs: list[Paragraph]) -> None:
    """The middle stays; beginning and end are rewritten."""
    for number in (6, 13, 20):
        kept = sentences(paragraphs[number].text)[1:-1] or sentences(paragraphs[number].text)[-1:]
        new = f"Number {number} now starts elsewhere.", *kept, "It stops here for the time being."
        paragraphs[number].text = " ".join(new)


def move(paragraphs: list[Paragraph]) -> None:
    for old, new in ((2, 27), (28, 3), (8, 19), (16, 5)):
        paragraphs.insert(new, paragraphs.pop(old))


def move_and_reword(paragraphs: list[Paragraph]) -> None:
    for old, new in ((10, 1), (21, 12), (5, 26)):
        moved = paragraphs.pop(old)
        moved.text = f"This stood elsewhere once. {moved.text}"
        paragraphs.insert(new, moved)


def split(paragraphs: list[Paragraph]) -> None:
    """Split paragraphs; the first half gets another beginning. Either half will do."""
    for number in (24, 18, 7):
        parts = sentences(paragraphs[number].text)
        half = (len(parts) + 1) // 2
        links = paragraphs[number].links
        first = Paragraph(f"First, then, part {number}: " + " ".join(parts[:half]), links)
        paragraphs[number : number + 1] = [first, Paragraph(" ".join(parts[half:]), set(links))]


def join(paragraphs: list[Paragraph]) -> None:
    for number in (23, 14, 3):
        one, other = paragraphs[number : number + 2]
        joined = Paragraph(f"{one.text} {other.text}", one.links | other.links)
        paragraphs[number : number + 2] = [joined]


def join_behind_a_new_opening(paragraphs: list[Paragraph]) -> None:
    for number in (20, 9):
        one, other = paragraphs[number : number + 2]
        text = f"Two things belong together, {number} times over. {other.text} {one.text}"
        paragraphs[number : number + 2] = [Paragraph(text, one.links | other.links)]


def delete_between(paragraphs: list[Paragraph]) -> None:
    """What is gone leads to a neighbour."""
    for number in (16, 8):
        gone = paragraphs.pop(number)
        paragraphs[number - 1].links |= gone.links
        paragraphs[number].links |= gone.links


SESSION = (
    *(reword_opening, move, split, thin_out, join, replace_ends),
    *(move_and_reword, join_behind_a_new_opening, delete_between, reword_opening),
)


def ids(html: str) -> list[list[str]]:
    """The ids of each paragraph of a page, its own one first."""
    text = html.partition('<div class="text">')[2].partition("</div>")[0]
    return [_ID.findall(part) for part in text.split("<p")[1:]]


@pytest.mark.slow
def test_every_old_link_lands_where_a_reader_would_look(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paragraphs = thirty_paragraphs()
    known: dict[str, set[int]] = {}
    for number, edit in enumerate((lambda _: None, *SESSION)):
        edit(paragraphs)
        body = "\n\n".join(paragraph.text for paragraph in paragraphs)
        write_site(tmp_path, f"-- essays/a.md --\n{essay(body=body)}")
        assert build(tmp_path).code == 0
        found = ids(page(tmp_path, "a/index.html"))
        assert len(found) == len(paragraphs), number
        for own, paragraph in zip(found, paragraphs, strict=True):
            # An id belongs to the links that its paragraph had when the id was new.
            for name in own:
                known.setdefault(name, set(paragraph.links))
    landed = {name: at for at, names in enumerate(found) for name in names}
    lost = [name for name, links in known.items() if not links & paragraphs[landed[name]].links]
    with capsys.disabled():
        line = f"{len(known) - len(lost)} of {len(known)} links to paragraphs land as expected"
        print(f"\n{line} after {len(SESSION)} rounds of edits")  # noqa: T201 (a figure)
    assert lost == []
    assert len(known) > len(thirty_paragraphs())
