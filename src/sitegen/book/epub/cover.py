"""Book -> its typographic cover as SVG: the title, the authors, the name of the collection."""

from collections.abc import Iterator, Sequence
from html import escape

from sitegen.book.markup import plain
from sitegen.book.types import Book
from sitegen.drawing.text_width import lines
from sitegen.locales.direction import direction

_WIDTH, _HEIGHT, _MARGIN = 1200, 1920, 130
_PAPER, _INK, _SOFT = "#fffdf8", "#201e1b", "#4f4a43"
_FACE = "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, serif"
_SIZES = (150, 130, 110, 90, 76, 64)
_MOST_LINES = 7


def cover_svg(book: Book) -> str:
    """Draw the cover in the site's face and colours."""
    rtl = direction(book.language) == "rtl"
    x = _WIDTH - _MARGIN if rtl else _MARGIN
    room = _WIDTH - 2 * _MARGIN
    size, title = _title(book.name, room)
    top = 520 - size // 2
    drawn = [*_set(title, size, x, top, _INK)]
    bottom = top + len(title) * size * 1.15
    if subtitle := plain(book.subtitle):
        drawn += _set(lines(subtitle, 50, room, 4), 50, x, bottom + 60, _SOFT, style="italic")
    if names := ", ".join(book.authors):
        drawn += _set(lines(names, 54, room, 2), 54, x, 1560, _INK)
    if book.series:
        drawn += _set(lines(book.series, 42, room, 1), 42, x, 1760, _SOFT)
    side = ' direction="rtl"' if rtl else ""
    rule = f'<path d="M{x} 330h{-180 if rtl else 180}" stroke="{_INK}" stroke-width="6"/>'
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        f' width="{_WIDTH}" height="{_HEIGHT}" xml:lang="{book.language}">\n'
        f"<title>{escape(book.name)}</title>\n"
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{_PAPER}"/>\n{rule}\n'
        f'<g font-family="{_FACE}"{side}>\n' + "\n".join(drawn) + "\n</g>\n</svg>\n"
    )


def _title(name: str, room: int) -> tuple[int, Sequence[str]]:
    """Return the largest size at which the title fits, and its lines."""
    for size in _SIZES:
        broken = lines(name, size, room, _MOST_LINES)
        longest = max(map(len, name.split()), default=0)
        if len(broken) * size <= 700 and longest <= max(map(len, broken)):
            return size, broken
    return _SIZES[-1], lines(name, _SIZES[-1], room, _MOST_LINES)


def _set(
    broken: Sequence[str], size: int, x: int, top: float, colour: str, *, style: str = "normal"
) -> Iterator[str]:
    for number, line in enumerate(broken):
        y = round(top + (number + 0.8) * size * 1.15)
        yield (
            f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" font-style="{style}">'
            f"{escape(line)}</text>"
        )
