"""Essay -> citations: a formatted reference, and an entry for BibTeX."""

import re
from functools import lru_cache
from html import escape

from msgspec import Struct

from sitegen.locales.words import quotes_of
from sitegen.model import Card, Html, Mention
from sitegen.text.regex import regex
from sitegen.text.slugs import slugify

_CODES = tuple((char, f"%{ord(char):02X}") for char in '% \n{}"#<>[]\\^`|')
"""ASCII characters that an address must encode (RFC 3986), and their codes; "%" comes first."""
_OTHERS = regex("[^!-~]+")
_TEX_SPECIAL = regex("[#$%&_]")


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
        reference = re.sub(rf"([?!.]{closed}),", r"\1", ", ".join(parts))
        return Html(f"{reference}. {address}")

    @property
    def bib(self) -> str:
        """The same for BibTeX, as a data URL (RFC 2397): no file to fetch."""
        return f"data:application/x-bibtex;charset=utf-8,{_quoted(bibtex(self))}"

    @property
    def bib_name(self) -> str:
        """The name of the file to save it as."""
        return f"{_key(self.card.mention) or 'essay'}.bib"


def _quoted(text: str) -> str:
    # One character after the other: ``urllib`` takes six times as long for a text.
    for char, code in _CODES:
        text = text.replace(char, code)
    return _OTHERS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), text)


# A page asks for the entry and, next, for its name.
@lru_cache(1)
def _key(card: Mention) -> str:
    first = slugify(card.authors[0].name.split()[-1]) if card.authors else ""
    year = card.date.year if card.date else ""
    return "-".join(part for part in (first, year, slugify(card.name)) if part)


def bibtex(citation: Citation) -> str:
    """Write a BibTeX entry of type ``online`` (biblatex manual, 2.1.1)."""
    card = citation.card
    date = card.date.iso[:10] if card.date else ""
    fields = {
        "author": " and ".join(_name(author.name) for author in card.authors),
        "title": f"{{{_tex(card.name)}}}",
        "organization": _tex(citation.collection_name),
        "date": date,
        "year": date[:4],
        "url": citation.origin + card.url,
        "langid": card.lang or citation.language,
        "note": _tex(citation.note),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@online{{{_key(card.mention)},\n{''.join(lines)}}}\n"


def _name(name: str) -> str:
    # An organisation is braced, or BibTeX would split it into first and last name.
    whole = " and " in name or name.startswith("The ")
    return f"{{{_tex(name)}}}" if whole else _tex(name)


def _tex(text: str) -> str:
    # Braces must balance for BibTeX to read the field at all; the rest is special in TeX.
    plain = text.replace("\\", "\\textbackslash ").replace("{", "(").replace("}", ")")
    return _TEX_SPECIAL.sub(lambda found: f"\\{found[0]}", plain)
