"""Essay -> how to cite it: a formatted reference, and files for programs for literature."""

import re
from html import escape

from msgspec import Struct
from msgspec.structs import replace

from sitegen.locales.words import quotes_of
from sitegen.model import Card, Html
from sitegen.text.regex import regex
from sitegen.views.references import FORMATS, Reference, coins, reference

_CODES = tuple((char, f"%{ord(char):02X}") for char in '% \n{}"#<>[]\\^`|')
"""ASCII characters that an address must encode (RFC 3986), and their codes; "%" comes first."""
_OTHERS = regex("[^!-~]+")


class CitationFile(Struct, frozen=True, array_like=True, gc=False):
    """A reference as a file."""

    format: str
    """Its name: BibTeX, RIS, CSL-JSON."""
    url: str
    """A data URL (RFC 2397): no file to fetch."""
    name: str
    """The name of the file to save it as."""


class Citation(Struct, frozen=True, array_like=True, gc=False):
    """A citation of an essay. The references are written when a page asks for them."""

    card: Card
    collection: Html
    """The title of the site."""
    collection_name: str
    """The same as plain text."""
    origin: str
    language: str
    """The site's own."""
    conjunction: str
    """The word between the names of authors."""
    note: str

    @property
    def html(self) -> Html:
        """One reference: author, title, collection, date, address (Chicago, simplified)."""
        card = self.card
        names = [escape(author.name) for author in card.authors]
        parts = [self.conjunction.join(names)] if names else []
        opened, closed = quotes_of(self.language).double
        parts.append(f"{opened}{card.title}{closed}")
        parts.append(f"<cite>{self.collection}</cite>")
        if card.date:
            parts.append(card.date.text)
        address = escape(self.origin + card.url)
        # A title that ends like a sentence needs no comma.
        written = re.sub(rf"([?!.]{closed}),", r"\1", ", ".join(parts))
        return Html(f"{written}. {address}")

    @property
    def files(self) -> tuple[CitationFile, ...]:
        """The same in each format."""
        one = self._reference()
        return tuple(
            CitationFile(
                name, f"data:{media};charset=utf-8,{_quoted(write([one]))}", f"{one.key}.{suffix}"
            )
            for suffix, (name, media, write) in FORMATS.items()
        )

    @property
    def coins(self) -> str:
        """The same as the title of an element of class ``Z3988``, which Zotero reads."""
        return coins(self._reference())

    def _reference(self) -> Reference:
        one = reference(self.card, self.collection_name, self.origin, self.language)
        return replace(one, note=self.note)


def _quoted(text: str) -> str:
    # One character after the other: ``urllib`` takes six times as long for a text.
    for char, code in _CODES:
        text = text.replace(char, code)
    return _OTHERS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)
