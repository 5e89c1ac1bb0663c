"""A report of an import -> the lines that say what happened, why, and what to do next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.importers.pictures.missing import Fetched
from sitegen.importers.report.types import Entry, Report

_SHOWN = 3
"""Places that a line names."""
_LONGEST = 12
"""Lines of one kind."""


def summary(report: Report, into: str, *, dry: bool) -> Iterator[str]:
    """Yield the lines of a report."""
    yield _first_line(report, into, dry=dry)
    if report.created:
        made = "site.yaml would be created" if dry else "site.yaml is new"
        yield f"  {made}: check its title, its language ({report.created}) and its time zone (UTC)"
    drafts = report.drafts
    if drafts:
        yield f"  {_count(sum(drafts.values()), 'draft')}: {_listed(drafts)}"
    if report.left_out:
        yield f"  left out: {_listed(report.reasons)}"
    if report.known:
        yield f"  imported before: {len(report.known):,}{_deleted(report)}"
    for remark in report.remarks:
        yield f"  {remark.text}" + (f": {remark.hint}" if remark.hint else "")
    if report.entries:
        yield from _words(report)
        yield from _notices(report)
        yield from _doubts(report)
        yield from _pictures(report)
    yield from _next(report, dry=dry)


def _first_line(report: Report, into: str, *, dry: bool) -> str:
    pages = sum(entry.kind == "page" for entry in report.entries)
    numbers = {"essay": len(report.entries) - pages, "page": pages}
    texts = " and ".join(_count(number, noun) for noun, number in numbers.items() if number)
    done = "would import" if dry else "imported"
    origin = f" from {', '.join(report.formats)}" if report.formats else ""
    return f"{done} {texts or 'no text'}{origin} into {into}"


def _deleted(report: Report) -> str:
    if not report.deleted:
        return ""
    return (
        f" ({report.deleted:,} moved or deleted since; to import one again, delete its line in "
        f"{report.record})"
    )


def _words(report: Report) -> Iterator[str]:
    words = report.words
    parts = [f"{words.kept:,} kept"]
    parts += [f"{words.removed:,} removed"] if words.removed else []
    parts += [f"{words.metadata:,} now metadata"] if words.metadata else []
    parts += [f"{len(words.lost):,} lost"] if words.lost else []
    added = f" + {words.added:,} added" if words.added else ""
    yield f"words: {words.source:,} in the source{added} = {' + '.join(parts)}"
    if report.removed:
        yield f"  removed, see *.removed.md: {_listed(report.removed)}"
    lost = [entry for entry in report.entries if entry.words.lost]
    for entry in lost[:_LONGEST]:
        shown = " ".join(entry.words.lost[:8])
        more = " …" if len(entry.words.lost) > 8 else ""
        yield f"  lost in {entry.file}: {shown}{more} (compare with {entry.place})"
    yield from _more(len(lost) - _LONGEST)


def _notices(report: Report) -> Iterator[str]:
    yield from _by_place("notices", ((one, one.notices) for one in report.entries))
    changed = ((one, one.changed) for one in report.entries)
    yield from _by_place("fixed, all words kept", changed)


def _by_place(heading: str, said: Iterable[tuple[Entry, Sequence[str]]]) -> Iterator[str]:
    places: dict[str, list[str]] = {}
    for entry, notices in said:
        for notice in notices:
            places.setdefault(notice, []).append(entry.file)
    if not places:
        return
    yield f"{heading}:"
    ordered = sorted(places.items(), key=lambda one: (-len(one[1]), one[0]))
    for notice, files in ordered[:_LONGEST]:
        yield f"  {notice}: {_files(files)}"
    yield from _more(len(ordered) - _LONGEST)


def _doubts(report: Report) -> Iterator[str]:
    """Yield what the rules found and were not sure of."""
    doubtful = [entry for entry in report.entries if entry.doubts]
    if doubtful:
        codes = sorted({code for entry in doubtful for code in entry.doubts})
        yield (
            f"for you to decide ({', '.join(codes)}; sitegen check shows the lines): "
            f"{_files([entry.file for entry in doubtful])}"
        )


def _pictures(report: Report) -> Iterator[str]:
    copied = sum(len(entry.copied) for entry in report.entries)
    missing = report.missing
    if copied:
        yield f"pictures and files copied: {copied:,}"
    if missing:
        yield f"pictures not at hand: {len(missing):,}; they stay where they are"
        yield from (f"  {address[:160]}" for address in missing[:_SHOWN])
        yield from _more(len(missing) - _SHOWN)


def _next(report: Report, *, dry: bool) -> Iterator[str]:
    if not report.entries:
        return
    if dry:
        yield "next: run the same command without --dry-run"
        return
    steps = ["sitegen check"]
    if any(address.startswith(("http:", "https:")) for address in report.missing):
        steps.append("sitegen import --fetch-images")
    yield f"next: {', '.join([*steps, 'sitegen build'])}"


def of_pictures(fetched: Sequence[Fetched], *, dry: bool) -> Iterator[str]:
    """Yield the lines about pictures that were fetched, or would be."""
    if not fetched:
        yield "every picture is at hand"
        return
    if dry:
        yield from (f"would fetch {one.address} for {one.essay}" for one in fetched)
        return
    done = sum(bool(one.file) for one in fetched)
    yield f"fetched {_count(done, 'picture')} of {len(fetched):,}"
    for one in fetched:
        if not one.file:
            yield f"  {one.address} in {one.essay}: {one.why}"


def _listed(numbers: Mapping[str, int]) -> str:
    shown = [f"{name} ({number:,})" for name, number in list(numbers.items())[:_LONGEST]]
    return "; ".join([*shown, "…"] if len(numbers) > _LONGEST else shown)


def _files(files: Sequence[str]) -> str:
    shown = ", ".join(files[:_SHOWN])
    return f"{shown} and {len(files) - _SHOWN:,} more" if len(files) > _SHOWN else shown


def _more(number: int) -> Iterable[str]:
    return [f"  and {number:,} more, which --format json lists"] if number > 0 else []


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
