"""Cards -> PNG and JPEG, by Pillow, which this module alone imports.

A card has sixteen colours: eight steps from paper to ink, and eight from paper to the accent. So
text is drawn as a mask of coverage, and its steps are the numbers of colours.
"""

from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError, features

from sitegen.pictures.card_lines import LEADING, set_lines
from sitegen.pictures.share import HEIGHT, SERIF, SHAPED, WIDTH, ShareCard, monogram

Font = ImageFont.FreeTypeFont

_PAPER, _INK = (255, 253, 248), (32, 30, 27)
_STEPS = 7
_MARGIN, _BAR, _GAP = 88, 16, 24
_SMALL, _SQUARE = 34, 72
_TOP, _AUTHORS = 76, 524
"""First row of the monogram, and of the authors."""
_TITLE = (188, 512)
"""First and last row of the title."""
_ASCENT = 0.95
"""Height of letters above their line, in proportion to their size."""
_LONGEST = 200
"""Letters of a line, beyond which it is not even measured."""
_QUALITY = 82
_IN_INK = [value * _STEPS // 255 for value in range(256)]
_IN_ACCENT = [step + 8 if step else 0 for step in _IN_INK]
_ON_ACCENT = [15 - step for step in _IN_INK]


def can_shape() -> bool:
    """Return whether letters can be ordered and joined, as Arabic needs it."""
    return bool(features.check_feature("raqm") and features.check_feature("fribidi"))


def draw(card: ShareCard, root: Path, picture: str) -> bytes:
    """Draw a card: a picture cropped, as JPEG, or the words of the card, as PNG.

    ``root`` is the folder of the site, ``picture`` a file. A picture that cannot be read is
    replaced by the words.
    """
    if picture and (cropped := _cropped(Path(picture))):
        return cropped
    return _written(card, root, "JPEG" if card.picture else "PNG")


def _cropped(file: Path) -> bytes:
    """Cut the middle out of a picture; b"" if it cannot be read."""
    try:
        with Image.open(file) as found:
            found.draft("RGB", (WIDTH, HEIGHT))
            upright = ImageOps.exif_transpose(found)
            if upright.has_transparency_data:
                paper = Image.new("RGBA", upright.size, (*_PAPER, 255))
                paper.alpha_composite(upright.convert("RGBA"))
                upright = paper
            fitted = ImageOps.fit(upright.convert("RGB"), (WIDTH, HEIGHT))
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return b""
    out = BytesIO()
    fitted.save(out, "JPEG", quality=_QUALITY, progressive=True)
    return out.getvalue()


def _written(card: ShareCard, root: Path, form: str) -> bytes:
    named = card.title != card.collection
    image = _frame(root, card.collection, card.fonts[2], rtl=card.rtl, named=named).copy()
    _put_authors(image, card, root)
    _put_title(image, card, root)
    shown = Image.frombytes("P", image.size, image.tobytes())
    shown.putpalette(_palette(card.accent))
    out = BytesIO()
    if form == "PNG":
        shown.save(out, "PNG", bits=4, compress_level=3)
    else:
        shown.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


@cache
def _palette(accent: str) -> bytes:
    parts = [int(accent[at : at + 2], 16) for at in (1, 3, 5)]
    ramps = ((_PAPER, _INK), (_PAPER, parts))
    return bytes(
        round(start + (end - start) * step / _STEPS)
        for first, last in ramps
        for step in range(_STEPS + 1)
        for start, end in zip(first, last, strict=True)
    )


@lru_cache(maxsize=8)
def _frame(
    root: Path, collection: str, font: tuple[str, str], *, rtl: bool, named: bool
) -> Image.Image:
    """Draw what all cards of a collection have: a bar, its monogram and its name."""
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(image)
    draw.rectangle((WIDTH - _BAR, 0, WIDTH, HEIGHT) if rtl else (0, 0, _BAR - 1, HEIGHT), fill=15)
    left = WIDTH - _MARGIN - _SQUARE if rtl else _MARGIN
    draw.rectangle((left, _TOP, left + _SQUARE - 1, _TOP + _SQUARE - 1), fill=15)
    if not collection:
        return image
    image.paste(_monogram(_font(root, font, 48, collection), collection), (left, _TOP))
    if named:
        small = _font(root, font, _SMALL, collection)
        line = _line(collection, small, WIDTH - 2 * _MARGIN - _SQUARE - _GAP, rtl=rtl)
        beside = left - _GAP - line.width if rtl else left + _SQUARE + _GAP
        image.paste(line.point(_IN_INK), (beside, _TOP + (_SQUARE - line.height) // 2))
    return image


def _monogram(font: Font, collection: str) -> Image.Image:
    mask = Image.new("L", (_SQUARE, _SQUARE), 0)
    middle = (_SQUARE // 2, _SQUARE // 2 + 1)
    ImageDraw.Draw(mask).text(middle, monogram(collection), 255, font, anchor="mm")
    return mask.point(_ON_ACCENT)


def _put_authors(image: Image.Image, card: ShareCard, root: Path) -> None:
    if card.authors:
        font = _font(root, card.fonts[1], _SMALL, card.authors)
        line = _line(card.authors, font, WIDTH - 2 * _MARGIN, rtl=card.rtl).point(_IN_ACCENT)
        image.paste(line, (WIDTH - _MARGIN - line.width if card.rtl else _MARGIN, _AUTHORS))


def _put_title(image: Image.Image, card: ShareCard, root: Path) -> None:
    measured = _font(root, card.fonts[0], 100, card.title)
    found = set_lines(card.title, WIDTH - 2 * _MARGIN, measured.getlength)
    font = _font(root, card.fonts[0], found.size, card.title)
    step = round(found.size * LEADING)
    first, last = _TITLE
    top = first + max(0, (last - first - step * len(found.lines)) // 2)
    mask = Image.new("L", (WIDTH - 2 * _MARGIN, step * len(found.lines) + step // 2), 0)
    draw = ImageDraw.Draw(mask)
    anchor, left = ("rs", mask.width) if card.rtl else ("ls", 0)
    for number, line in enumerate(found.lines):
        at = (left, round(number * step + found.size * _ASCENT))
        draw.text(at, line, 255, font, anchor, direction=_direction(font, rtl=card.rtl))
    image.paste(mask.point(_IN_INK), (_MARGIN, top))


def _line(text: str, font: Font, width: int, *, rtl: bool) -> Image.Image:
    """Draw a line as a mask; one that is too long ends with "…"."""
    text = text[:_LONGEST]
    while len(text) > 1 and font.getlength(text) > width:
        text = text[:-2].rstrip() + "…"
    mask = Image.new("L", (min(width, round(font.getlength(text)) + 4), 52), 0)
    draw = ImageDraw.Draw(mask)
    draw.text((0, 38), text, 255, font, "ls", direction=_direction(font, rtl=rtl))
    return mask


def _direction(font: Font, *, rtl: bool) -> str | None:
    if font.layout_engine != ImageFont.Layout.RAQM:
        return None
    return "rtl" if rtl else "ltr"


def _font(root: Path, font: tuple[str, str], size: int, text: str) -> Font:
    # The simple layout is the same wherever Pillow is, and quicker.
    engine = ImageFont.Layout.RAQM if SHAPED.search(text) else ImageFont.Layout.BASIC
    return _loaded(str(root / font[0]) if font[0] else str(SERIF), size, engine)


@lru_cache(maxsize=64)
def _loaded(file: str, size: int, engine: ImageFont.Layout) -> Font:
    return ImageFont.truetype(file, size, layout_engine=engine)
