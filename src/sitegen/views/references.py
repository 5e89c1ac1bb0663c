"""References to essays in the formats that programs for literature read: BibTeX, RIS, CSL-JSON."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import quote

import msgspec
from msgspec import Struct

from sitegen.model import Mention
from sitegen.text.regex import regex
from sitegen.text.slugs import slugify

_TEX_SPECIAL = regex("[#$%&_]")
_UNSPLIT = regex(r"^The | and |[\u0e00-\u0e7f\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff]")
"""Signs of a name without a family name in it: that of an organisation, or in another order."""


class Reference(Struct, frozen=True, array_like=True, gc=False):
    """The facts that a reference to an essay has."""

    title: str
    authors: tuple[str, ...]
    collection: str
    date: str
    """ISO date; "" where it is unknown."""
    url: str
    """Absolute."""
    language: str
    note: str = ""

    @property
    def key(self) -> str:
        """The name of the entry, such as ``example-2010-value-mix``."""
        return _key(self)


@lru_cache(1)  # every format of an essay asks for it
def _key(one: Reference) -> str:
    first = slugify(one.authors[0].split()[-1]) if one.authors else ""
    parts = (first, one.date[:4], slugify(one.title))
    return "-".join(part for part in parts if part) or "essay"


def reference(mention: Mention, collection: str, origin: str, language: str) -> Reference:
    """Return the reference to an essay; ``language`` is that of the site."""
    return Reference(
        title=mention.name,
        authors=tuple(author.name for author in mention.authors),
        collection=collection,
        date=mention.date.iso[:10] if mention.date else "",
        url=origin + mention.url,
        language=mention.lang or language,
    )


def bibtex(references: Iterable[Reference]) -> str:
    """Write entries of BibTeX of type ``online`` (biblatex manual, 2.1.1)."""
    return "\n".join(_entry(key, one) for key, one in _keyed(references).items())


def _keyed(references: Iterable[Reference]) -> Mapping[str, Reference]:
    keyed: dict[str, Reference] = {}
    counts: dict[str, int] = {}
    for one in references:
        counts[one.key] = count = counts.get(one.key, 0) + 1
        keyed[one.key if count == 1 else f"{one.key}--{count}"] = one
    return keyed


def _entry(key: str, one: Reference) -> str:
    fields = {
        "author": " and ".join(map(_tex_name, one.authors)),
        "title": f"{{{_tex(one.title)}}}",
        "organization": _tex(one.collection),
        "date": one.date,
        "year": one.date[:4],
        "url": one.url,
        "langid": one.language,
        "note": _tex(one.note),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@online{{{key},\n{''.join(lines)}}}\n"


def _tex_name(name: str) -> str:
    # An organisation is braced, or BibTeX would split it into first and last name.
    return f"{{{_tex(name)}}}" if _UNSPLIT.search(name) else _tex(name)


def _tex(text: str) -> str:
    # Braces must balance for BibTeX to read the field at all; the rest is special in TeX.
    plain = text.replace("\\", "\\textbackslash ").replace("{", "(").replace("}", ")")
    return _TEX_SPECIAL.sub(lambda found: f"\\{found[0]}", plain)


def ris(references: Iterable[Reference]) -> str:
    """Write references in RIS, as web pages."""
    return "\n".join("".join(_ris_lines(one)) for one in references)


def _ris_lines(one: Reference) -> Iterable[str]:
    names = [", ".join(filter(None, _name(name))) for name in one.authors]
    lines = [
        ("TY", "ELEC"),
        *(("AU", name) for name in names),
        ("TI", one.title),
        ("T2", one.collection),
        ("PY", one.date[:4]),
        ("DA", one.date.replace("-", "/")),
        ("LA", one.language),
        ("UR", one.url),
        ("N1", one.note),
    ]
    yield from (f"{tag}  - {' '.join(text.split())}\n" for tag, text in lines if text)
    yield "ER  - \n"


def _name(name: str) -> tuple[str, str]:
    """Return family name and given names; a name that cannot be divided is all family name."""
    words = name.split()
    if len(words) < 2 or _UNSPLIT.search(name):
        return name, ""
    at = next((n for n, word in enumerate(words[1:-1], 1) if word.islower()), len(words) - 1)
    return " ".join(words[at:]), " ".join(words[:at])


def csl_json(references: Iterable[Reference]) -> str:
    """Write references in CSL-JSON (citationstyles.org), one a line."""
    items = (_csl(key, one) for key, one in _keyed(references).items())
    return f"[{','.join(f'{chr(10)}{msgspec.json.encode(one).decode()}' for one in items)}\n]\n"


def _csl(key: str, one: Reference) -> dict[str, object]:
    day = [int(part) for part in one.date.split("-")] if one.date else []
    item: dict[str, object] = {
        "id": key,
        "type": "webpage",
        "title": one.title,
        "author": [_csl_name(name) for name in one.authors],
        "container-title": one.collection,
        "issued": {"date-parts": [day]} if day else None,
        "URL": one.url,
        "language": one.language,
        "note": one.note,
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(name: str) -> dict[str, str]:
    family, given = _name(name)
    return {"family": family, "given": given} if given else {"literal": family}


def coins(one: Reference) -> str:
    """Write a reference as a context object in a title (COinS), which Zotero finds in a page."""
    facts = [
        ("title", one.title),
        ("source", one.collection),
        *(("creator", name) for name in one.authors),
        ("date", one.date),
        ("identifier", one.url),
        ("language", one.language),
    ]
    # Quoted together, which takes a quarter of the time.
    values = quote("\n".join(" ".join(value.split()) for _, value in facts)).split("%0A")
    pairs = zip(facts, values, strict=True)
    return _COINS + "".join(f"&rft.{name}={value}" for (name, _), value in pairs if value)


_COINS = "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&rft.type=webpage"


Writer = Callable[[Iterable[Reference]], str]
FORMATS: Mapping[str, tuple[str, str, Writer]] = MappingProxyType(
    {
        "bib": ("BibTeX", "application/x-bibtex", bibtex),
        "ris": ("RIS", "application/x-research-info-systems", ris),
        "json": ("CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json),
    }
)
"""Suffix of a file -> the name of its format, its media type, and what writes it."""
