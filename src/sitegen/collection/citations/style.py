"""Works -> author and year in a text, and a list of works (after Chicago, author-date)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from sitegen.collection.citations.work import Person, Work
from sitegen.model import Cited, Html
from sitegen.text.slugs import slugify

UNDATED = "n.d."
_PAGES = 3
"""Authors from which the others are "et al." in a text."""


def anchor(work: Work) -> str:
    """Return the id of a work in a list of works."""
    return f"ref-{slugify(work.key) or 'work'}"


def suffixed(works: Iterable[Work]) -> Mapping[str, str]:
    """Return the year of each work by its key, with a letter where author and year are the same."""
    ordered = sorted(works, key=order)
    count = Counter(_who_and_when(work) for work in ordered)
    seen: Counter[tuple[str, str]] = Counter()
    years: dict[str, str] = {}
    for work in ordered:
        same = _who_and_when(work)
        letter = chr(ord("a") + min(seen[same], 25)) if count[same] > 1 else ""
        seen[same] += 1
        years[work.key] = (work.year or UNDATED) + letter
    return years


def order(work: Work) -> tuple[str, str, str, str]:
    """Return what a list of works is sorted by."""
    names = " ".join(f"{one.family} {one.given}" for one in work.authors or work.editors)
    return slugify(names or work.title), work.year, slugify(work.title), work.key


def _who_and_when(work: Work) -> tuple[str, str]:
    return _short(work), work.year


def _short(work: Work) -> str:
    people = [one.family for one in work.authors or work.editors]
    if not people:
        return work.title
    return f"{people[0]} et al." if len(people) > _PAGES else _joined(people)


def _joined(names: Sequence[str]) -> str:
    if len(names) < 3:
        return " & ".join(names)
    return f"{', '.join(names[:-1])} & {names[-1]}"


def in_text(cited: Sequence[Cited], works: Mapping[str, Work], years: Mapping[str, str]) -> Html:
    """Write a citation in parentheses, each work linked to its entry."""
    parts = []
    for one in cited:
        work = works[one.key]
        year = years[work.key]
        words = year if one.without_author else f"{_short(work)} {year}"
        link = f'<a href="#{anchor(work)}" role="doc-biblioref">{escape(words, quote=False)}</a>'
        before = f"{escape(one.before, quote=False)} " if one.before else ""
        after = f", {escape(one.after, quote=False)}" if one.after else ""
        parts.append(f"{before}{link}{after}")
    return Html(f"({'; '.join(parts)})")


def entry(work: Work, year: str) -> Html:
    """Write the entry of a work in a list of works."""
    names = _full(work.authors) or _full(work.editors)
    parts = [names, year, _title(work)] if names else [_title(work), year]
    parts.append(_container(work) if work.container else "")
    parts.append(escape(work.edition, quote=False))
    parts.append(escape(": ".join(filter(None, (work.place, work.publisher))), quote=False))
    text = " ".join(_sentence(part) for part in parts if part)
    address = escape(work.url)
    safe = work.url.startswith(("https://", "http://"))
    link = f' <a href="{address}">{escape(work.url, quote=False)}</a>' if safe else ""
    return Html(f'<span id="{anchor(work)}">{text}</span>{link}')


def _sentence(text: str) -> str:
    return text if text[-2:] in (".”", "?”", "!”") else f"{text.rstrip('.')}."


def _title(work: Work) -> str:
    title = escape(work.title, quote=False)
    if work.kind not in ("part", "article", "page"):
        return f"<cite>{title}</cite>"
    return f"“{title}”" if title[-1:] in ("?", "!", ".") else f"“{title}.”"


def _container(work: Work) -> str:
    where = f"<cite>{escape(work.container, quote=False)}</cite>"
    if work.volume:
        where += f" {escape(work.volume, quote=False)}"
    if work.issue:
        where += f" ({escape(work.issue, quote=False)})"
    if work.pages:
        where += f": {escape(work.pages, quote=False)}"
    return where


def _full(people: Sequence[Person]) -> str:
    """Write the first name turned round, the others as they are spoken."""
    if not people:
        return ""
    first, *others = people
    names = [", ".join(filter(None, (first.family, first.given)))]
    names += [" ".join(filter(None, (one.given, one.family))) for one in others]
    text = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"
    return escape(text, quote=False)
