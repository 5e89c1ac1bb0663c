"""Settings and fonts -> how the cards of a site are drawn, and what cannot be."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from sitegen import THEME_FOLDERS
from sitegen.collection.index import Index
from sitegen.config.config import NAME, Config
from sitegen.pictures.letters import letters_of
from sitegen.pictures.share import CardFont, CardStyle, font_for, is_installed, own_font
from sitegen.problems.errors import Place, Problem


def card_style(root: Path, config: Config) -> CardStyle | None:
    """Return how cards are drawn; None where Pillow is not installed."""
    if not is_installed():
        return None
    fonts = [font for path in config.card_fonts if (font := _read_font(root, path))]
    return CardStyle(fonts=(own_font(), *fonts), shapes=bool(fonts) and _can_shape())


def _read_font(root: Path, path: str) -> CardFont | None:
    parts = PurePosixPath(path).parts
    if not parts or parts[0] not in THEME_FOLDERS or ".." in parts:
        return None  # a build would not see that it changes
    try:
        data = (root / path).read_bytes()
        return CardFont(path, blake2b(data, digest_size=8).hexdigest(), letters_of(data))
    except (OSError, ValueError):
        return None


def _can_shape() -> bool:
    from sitegen.pictures.drawing import can_shape  # noqa: PLC0415 (Pillow, for few sites)

    return can_shape()


def card_problems(index: Index) -> Iterator[Problem]:
    """Report fonts that cannot be read, and once the titles that no font can write."""
    style, place = index.cards, Place(NAME)
    if style is None:
        return
    known = {font.file for font in style.fonts}
    for path in index.config.card_fonts:
        if path not in known:
            hint = "name a TrueType or OpenType font: templates/NAME.ttf or templates/NAME.otf"
            yield Problem(place, "W923", f"'{path}' cannot be read as a font of cards", hint)
    titles = {text.card.name for text in index.texts.values()}
    titles |= {theme.name for theme in index.tags.themes.values()}
    without = sorted(title for title in titles if not font_for(style, title))
    if without:
        many = "a title has" if len(without) == 1 else f"{len(without)} titles have"
        message = f"{many} letters that no font of cards can write: '{without[0]}'"
        hint = "name a font that has them: card_fonts: [templates/NAME.ttf]"
        yield Problem(place, "N923", f"{message}; they have no card", hint)
