"""A Foreign -> the front matter of its essay, as YAML that the loader reads back equal."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from sitegen.config.schema.syntax import quoted
from sitegen.curate.lists import written
from sitegen.importers.foreign import Foreign
from sitegen.text.slugs import slugify

Inline = Callable[[str], str]
"""Return the words of one line of Markdown, as readers see them."""


class Front(Struct, frozen=True, kw_only=True):
    """Values that the common road adds to the facts of a Foreign."""

    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    lang: str = ""
    image: str = ""
    """Path or address of the picture that represents it."""
    slug: str = ""
    """Last part of its address, where the name of its file does not say it."""


def front_matter(foreign: Foreign, front: Front, inline: Inline) -> str:
    """Return the lines between the fences; further keys replace those of the same name."""
    entries = dict(_entries(foreign, front, inline))
    entries |= {scalar(one_line(key)): value(one) for key, one in sorted(foreign.extra.items())}
    if foreign.draft:
        entries["draft"] = f"true  # {one_line(foreign.draft)}"
    lines = (f"{key}: {text}" for key, text in entries.items())
    return "".join(f"{line}\n" for line in lines).replace(": \n", ":\n")


def _entries(foreign: Foreign, front: Front, inline: Inline) -> Iterator[tuple[str, str]]:
    yield from _text("title", foreign.title, inline)
    yield from _dates(foreign)
    yield from _text("summary", foreign.summary, inline)
    yield from _text("description", foreign.description, inline)
    lists = {"authors": foreign.authors, "tags": front.tags, "aliases": front.aliases}
    yield from ((key, _series(map(one_line, texts))) for key, texts in lists.items() if texts)
    if front.slug and "url" not in foreign.extra:
        yield "slug", scalar(front.slug)
    if front.lang:
        yield "lang", scalar(front.lang)
    if front.image:
        alt = one_line(foreign.image_alt)
        yield "image", value({"path": front.image, **({"alt": alt} if alt else {})})
    if source := _source(foreign):
        yield "source", "".join(f"\n  {key}: {text}" for key, text in source.items())


def _text(key: str, text: str, inline: Inline) -> Iterator[tuple[str, str]]:
    if line := one_line(text):
        yield key, scalar(as_markdown(line, inline))


def _dates(foreign: Foreign) -> Iterator[tuple[str, str]]:
    if foreign.date:
        yield "date", moment(foreign.date, has_time=foreign.has_time)
    if foreign.updated and (not foreign.date or foreign.updated.date() != foreign.date.date()):
        yield "updated", moment(foreign.updated, has_time=foreign.has_time)


def moment(at: datetime, *, has_time: bool = True) -> str:
    """Write a day and time on the author's clock, with its offset if that is known."""
    if not has_time:
        return at.date().isoformat()
    return at.replace(microsecond=0).isoformat(" " if at.tzinfo is None else "T")


def _source(foreign: Foreign) -> Mapping[str, str]:
    url = foreign.url.strip().replace(" ", "%20")
    found = _WHOLE.fullmatch(url)
    if not found:
        return {}
    day = {"published": foreign.date.date().isoformat()} if foreign.date else {}
    return {"kind": "original", "url": scalar(url), "site": scalar(found[1]), **day}


_WHOLE = re.compile(r"https?://(?:www\.)?([^\s<>\"\\/?#]+)[^\s<>\"\\]*", re.IGNORECASE)


# ------------------------------------------------------------------ values


def value(given: object) -> str:
    """Return a value on one line."""
    if isinstance(given, dict):
        inside = ", ".join(f"{scalar(str(key))}: {value(one)}" for key, one in given.items())
        return f"{{{inside}}}"
    if isinstance(given, list):
        return f"[{', '.join(value(one) for one in given)}]"
    if isinstance(given, str):
        return scalar(given)
    if given is None:
        return "null"
    return str(given).lower() if isinstance(given, bool) else str(given)


def _series(texts: Iterable[str]) -> str:
    return f"[{', '.join(scalar(text) for text in texts)}]"


_TYPED = re.compile(
    r"true|false|yes|no|on|off|y|n|null|~|[-+]?\.(?:inf|nan)|[-+.]?\d[\d_.,:e+-]*|0[xob][\da-f_]+"
    r"|\d{4}-\d\d?-\d\d?[t\s].*",
    re.IGNORECASE,
)
"""Words that some reader of YAML takes for something else than text."""


def scalar(text: str) -> str:
    """Return a text as a YAML scalar, in quotes if any reader of YAML needs them."""
    return quoted(text) if not text or _TYPED.fullmatch(text) else written(text)


_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def one_line(text: str) -> str:
    """Return a text on one line, without characters that YAML cannot hold."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


_SPECIAL = re.compile(r"([\\`*_\[\]<>{}~^=$!:&|#@%\"'-])")
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


def as_markdown(text: str, inline: Inline) -> str:
    """Return plain text as one line of Markdown that shows it; unchanged if it does already."""
    if _same(inline(text), text):
        return text
    escaped = _ESCAPED.sub(r"\\\1", text)
    if _same(inline(escaped), text):
        return escaped
    every = _SPECIAL.sub(r"\\\1", text)
    return every if _same(inline(every), text) else escaped


_ESCAPED = re.compile(r"([\\`*_\[\]<>{}~^=$!&|])")


def _same(shown: str, text: str) -> bool:
    return _plain(shown) == _plain(text)


def _plain(text: str) -> str:
    # Quotation marks, dashes and dots are typeset, and that is meant.
    plain = text.translate(_TYPOGRAPHY).replace("…", "...")
    return re.sub(r"[-–—]+", "-", "".join(plain.split()))


# ------------------------------------------------------------------ tags


def folded_tags(tags: Sequence[str], spelled: dict[str, str]) -> tuple[str, ...]:
    """Return tags without duplicates, each as it was first spelled; ``spelled`` is continued."""
    names = (one_line(tag).lstrip("#").strip() for tag in tags)
    slugs = {slugify(name): name for name in reversed(list(names)) if slugify(name)}
    return tuple(spelled.setdefault(slug, name) for slug, name in reversed(slugs.items()))
