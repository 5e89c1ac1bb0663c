"""Page -> the card that other sites show beside a link to it."""

from msgspec import Struct

from sitegen.locales.direction import direction_of_words
from sitegen.model import Url
from sitegen.pictures.share import CardFont, CardStyle, ShareCard, font_for
from sitegen.store.codec import encode, fingerprint
from sitegen.views.parts import Site

FOLDER = "cards"
"""Folder of cards in the output."""


class Picture(Struct, frozen=True):
    """The image that represents a text."""

    url: str = ""
    alt: str = ""
    path: str = ""
    """Its path in the output, if a card can show it."""
    is_elsewhere: bool = False
    """Whether it is on another site."""


def card_of(
    site: Site, title: str, authors: tuple[str, ...] = (), picture: str = ""
) -> ShareCard | None:
    """Return the card of a page; None where cards are not drawn, or no font has its letters.

    ``picture`` is the path in the output of the picture that it shows, if there is one.
    """
    if site.cards is None or not (font := font_for(site.cards, title)):
        return None
    names, names_font = _writable(site.cards, ", ".join(authors))
    collection, collection_font = _writable(site.cards, site.name)
    return ShareCard(
        title=title,
        authors=names,
        collection=collection,
        accent=site.cards.accent,
        fonts=tuple((one.file, one.digest) for one in (font, names_font, collection_font)),
        rtl=direction_of_words(title) == "rtl",
        picture=picture,
    )


def _writable(style: CardStyle, text: str) -> tuple[str, CardFont]:
    font = font_for(style, text)
    return (text, font) if font else ("", style.fonts[0])


def card_path(card: ShareCard) -> str:
    """Return the path of a card in the output, which changes with what it shows."""
    suffix = "jpg" if card.picture else "png"
    return f"{FOLDER}/{fingerprint(encode(card)).hex()[:16]}.{suffix}"


def card_address(site: Site, card: ShareCard) -> str:
    """Return the absolute address of a card."""
    return f"{site.origin}{site.home}{Url(card_path(card))}"


def card_alt(card: ShareCard) -> str:
    """Describe a card: the words on it."""
    words = (card.title, card.authors, card.collection)
    return " · ".join(dict.fromkeys(filter(None, words)))
