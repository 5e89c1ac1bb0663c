"""What the card of a page shows, and which texts can be written on one.

A card is the picture that other sites show beside a link to the page (``og:image``).
``drawing.py`` draws it.
"""

import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from sitegen.pictures.letters import Letters, letters_of
from sitegen.text.regex import regex

SERIF = Path(__file__).with_name("card.ttf")
"""The font that sitegen brings along: Latin letters, under the SIL Open Font License."""
ACCENT = "#0a4a66"
WIDTH, HEIGHT = 1200, 630
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"})
"""Suffixes of pictures that a card can show."""

SHAPED = regex(
    "[\u0590-\u109f\u1780-\u17ff\u1a20-\u1aaf\ua980-\uaaff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00011fff\U0001e800-\U0001efff]"
)
"""A letter of a script that needs a library to order and join its letters."""

_ARTICLE = 3
"""Letters of the longest word that a monogram passes over."""
_WORD = regex(r"[^\W\d_]+")


class CardFont(Struct, frozen=True, array_like=True, gc=False):
    """A font of cards."""

    file: str
    """Path below the root of the site; "" for the font that sitegen brings along."""
    digest: str
    """Hash of its bytes."""
    letters: Letters


class CardStyle(Struct, frozen=True, array_like=True, gc=False):
    """The look of all cards of a site."""

    accent: str = ACCENT
    fonts: tuple[CardFont, ...] = ()
    """The first one that has all letters of a text is used for it."""
    shapes: bool = False
    """Whether scripts can be drawn whose letters change beside each other."""


class ShareCard(Struct, frozen=True, array_like=True, gc=False):
    """The content of one card; equal ones are the same picture."""

    title: str
    authors: str
    collection: str
    accent: str
    fonts: tuple[tuple[str, str], ...]
    """File and digest of the fonts of title, authors and collection."""
    rtl: bool
    picture: str = ""
    """Path in the output of the picture that it shows instead; "" for none."""


def is_installed() -> bool:
    """Return whether Pillow, which draws cards, is installed, without importing it."""
    return sys.modules.get("PIL", sys) is not None and find_spec("PIL") is not None


@cache
def own_font() -> CardFont:
    """Return the font that sitegen brings along."""
    return CardFont("", "", letters_of(SERIF.read_bytes()))


def font_for(style: CardStyle, text: str) -> CardFont | None:
    """Return the first font of a style with all letters of a text; None if there is none."""
    if not style.shapes and SHAPED.search(text):
        return None
    return next((font for font in style.fonts if not font.letters.missing(text)), None)


def monogram(name: str) -> str:
    """Return the letter that stands for a collection: that of its first word of some length."""
    found = _WORD.findall(name)
    word = next((one for one in found if len(one) > _ARTICLE), found[0] if found else "•")
    return word[0].upper()
