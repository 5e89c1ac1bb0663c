"""Essay -> how to cite it: one formatted reference, and one for BibTeX."""

import re
from html import escape
from urllib.parse import quote

from msgspec import Struct

from sitegen.language import quotes_of
from sitegen.model import Card, Essay, Html
from sitegen.slugs import slugify
from sitegen.views.types import Citation, Site


def citation(site: Site, essay: Essay) -> Citation:
    """Cite an essay. The BibTeX entry stands in its own address (RFC 2397): no file to fetch."""
    facts = _facts(site, essay)
    entry = quote(bibtex(facts), safe="!$&'()*+,;=:@/?-._~")
    return Citation(
        html=_reference(site, essay.card),
        bib=f"data:application/x-bibtex;charset=utf-8,{entry}",
        bib_name=f"{facts.key or 'essay'}.bib",
    )


def _reference(site: Site, card: Card) -> Html:
    """Format one reference: author, title, collection, date, address (Chicago, simplified)."""
    names = [escape(author.name) for author in card.authors]
    parts = [site.words["and"].join(names)] if names else []
    opened, closed = quotes_of(site.language).double
    parts.append(f"{opened}{card.title}{closed}")
    parts.append(f"<cite>{site.title}</cite>")
    if card.date:
        parts.append(card.date.text)
    address = escape(site.origin + card.url)
    # A title that ends as a sentence does needs no comma.
    reference = re.sub(rf"([?!.]{closed}),", r"\1", ", ".join(parts))
    return Html(f"{reference}. {address}")


class Reference(Struct, frozen=True):
    """What a BibTeX entry says of an essay."""

    key: str
    title: str
    authors: tuple[str, ...]
    collection: str
    date: str
    """ISO date, or ""."""
    url: str
    lang: str
    note: str


def _facts(site: Site, essay: Essay) -> Reference:
    """Assemble what the BibTeX file of an essay says."""
    card = essay.card
    day = card.date
    first = slugify(card.authors[0].name.split()[-1]) if card.authors else ""
    return Reference(
        key="-".join(part for part in (first, day.year if day else "", slugify(card.name)) if part),
        title=card.name,
        authors=tuple(author.name for author in card.authors),
        collection=site.name,
        date=day.iso if day else "",
        url=site.origin + card.url,
        lang=card.lang or site.language,
        note=essay.meta.source.note if essay.meta.source else "",
    )


def bibtex(facts: Reference) -> str:
    """Write a BibTeX entry of type ``online`` (biblatex manual, 2.1.1)."""
    fields = {
        "author": " and ".join(_name(name) for name in facts.authors),
        "title": f"{{{_tex(facts.title)}}}",
        "organization": _tex(facts.collection),
        "date": facts.date[:10],
        "year": facts.date[:4],
        "url": facts.url,
        "langid": facts.lang,
        "note": _tex(facts.note),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@online{{{facts.key},\n{''.join(lines)}}}\n"


def _name(name: str) -> str:
    # A body of people is braced, or BibTeX would part it into first and last name.
    whole = " and " in name or name.startswith("The ")
    return f"{{{_tex(name)}}}" if whole else _tex(name)


def _tex(text: str) -> str:
    # Braces must balance for BibTeX to read the field at all; the rest are TeX's own signs.
    plain = text.replace("\\", "\\textbackslash ").replace("{", "(").replace("}", ")")
    return re.sub(r"([#$%&_])", r"\\\1", plain)
