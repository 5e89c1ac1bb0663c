"""Changes of lists in front matter: names are replaced, removed or added, and all else stays."""

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from sitegen.config.schema.nodes import Entry, shown
from sitegen.config.schema.syntax import quoted
from sitegen.curate.document import Document, Item, items
from sitegen.model import Slug
from sitegen.problems.errors import Place, SitegenError, fail
from sitegen.text.slugs import slugify


class Change(Struct, frozen=True, order=True):
    """A range of a document and its new text."""

    start: int
    end: int
    text: str


class Renaming(Struct, frozen=True):
    """Names of a theme and their replacement; None removes them."""

    old: Collection[Slug]
    new: str | None


def changed(text: str, changes: Sequence[Change]) -> str:
    """Apply changes that do not overlap."""
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def rename_in(
    document: Document, entry: Entry, renaming: Renaming, *, commas: bool = False
) -> Iterator[Change]:
    """Replace names in the values of an entry; the new name stays only once."""
    values = items(document, entry, commas=commas)
    slugs = [slugify(item.text.lstrip("#")) for item in values]
    old = [number for number, slug in enumerate(slugs) if slug in renaming.old]
    if not old:
        return
    new = slugify(renaming.new or "")
    kept = min([*old, *(number for number, slug in enumerate(slugs) if new and slug == new)])
    if renaming.new is not None and kept in old:
        yield _replaced(document, values[kept], renaming.new)
    for number in range(len(values)):
        twin = number != kept or renaming.new is None
        if twin and (number in old or slugs[number] == new):
            yield _removed(document, values, number)


_PLAIN = re.compile(
    r"(?![-?:&*!|>'\"%@`#,\[\]{}\s])(?!(?:~|null|Null|NULL)\Z)"
    r"(?:[^,\[\]{}#:;\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]|(?<=\S)#|:(?=\S))*(?<!\s)(?<!:)"
)


def _replaced(document: Document, item: Item, new: str) -> Change:
    start, end = item.inner
    if document.text[start : start + 1] == "#":
        start += 1
    if item.layout == "piece" or (document.bare and item.layout == "single"):
        if not _PLAIN.fullmatch(new):
            hint = "write the value as a list: [first, second]"
            message = f"{shown(new)} cannot be written in a value that is split at commas"
            raise fail(_place(document, item), "E1451", message, hint)
        return Change(start, end, new)
    return Change(start, end, _within(new, document, item) if item.quote else written(new))


def written(text: str) -> str:
    """Return a text as a YAML scalar, in quotes only if it needs them."""
    return text if _PLAIN.fullmatch(text) else quoted(text)


def _within(new: str, document: Document, item: Item) -> str:
    if item.quote == '"':
        return quoted(f"{new}'")[1:-2] if '"' in new else quoted(new)[1:-1]
    if document.source.front_format != "toml":
        return new.replace("'", "''")
    if "'" in new:
        message = f"{shown(new)} cannot be written in single quotes in TOML"
        raise fail(_place(document, item), "E1451", message, "use double quotes")
    return new


def _place(document: Document, item: Item) -> Place:
    line = sum(start <= item.start for start in document.starts)
    return Place(document.path, line, item.start - document.starts[line - 1] + 1)


# ------------------------------------------------------------------ removing

_BLOCK_ITEM = re.compile(r"[ \t]*-[ \t]+\Z")
_REST = re.compile(r"[ \t]*(#[^\r\n]*)?[\r\n]*\Z")


def _removed(document: Document, values: Sequence[Item], number: int) -> Change:
    item = values[number]
    if item.layout == "block":
        return _removed_line(document, item)
    if item.layout == "single":
        return Change(item.start, item.end, "[]")
    start, end = item.start, item.end
    if number + 1 < len(values):
        end = values[number + 1].start
    elif number:
        start = values[number - 1].end
    if "#" in document.text[start : item.start] + document.text[item.end : end]:
        raise _commented(document, item)
    return Change(start, end, "")


def _commented(document: Document, item: Item) -> SitegenError:
    message = f"removing {shown(item.text)} would lose the comment beside it"
    return fail(_place(document, item), "E1451", message, "move the comment and try again")


def _removed_line(document: Document, item: Item) -> Change:
    start, end = document.line_at(item.start)
    rest = _REST.match(document.text[item.end : end])
    if not rest or not _BLOCK_ITEM.match(document.text[start : item.start]):
        raise _commented(document, item)
    if rest[1]:  # the comment stays
        dash = start + document.text[start : item.start].index("-")
        return Change(dash, item.end + rest.start(1), "")
    return Change(start, end, "")


# ------------------------------------------------------------------ adding


def add_to(document: Document, names: Sequence[str], name: str) -> Change:
    """Add a name to a list, which is created if it is missing."""
    entry = next(document.entries(*names), None)
    values = items(document, entry, commas=False) if entry else ()
    toml = document.source.front_format == "toml"
    text = quoted_toml(name) if toml else written(name)
    if values:
        return _after(document, values[-1], text)
    if entry:
        return _filled(document, entry, text)
    if document.bare and document.source.front:
        return _new_line(document, f"{names[0]}: {name}")
    return _new_line(document, f"{names[0]}{' =' if toml else ':'} [{text}]")


def quoted_toml(text: str) -> str:
    """Return a text as a TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _after(document: Document, last: Item, text: str) -> Change:
    if last.layout == "flow":
        return Change(last.end, last.end, f", {text}")
    if last.layout == "single":
        one = document.text[last.start : last.end] if last.quote else written(last.text)
        return Change(last.start, last.end, f"[{one}, {text}]")
    start, end = document.line_at(last.start)
    item, line_end = document.text[start : last.start] + text, document.line_end
    ended = document.text[start:end].endswith(("\n", "\r"))
    return Change(end, end, item + line_end if ended else line_end + item)


def _filled(document: Document, entry: Entry, text: str) -> Change:
    """Fill a key that has no value or an empty list."""
    start, end = document.line_at(document.at(entry.place))
    line = document.text[start:end].rstrip("\r\n")
    if found := re.match(r"([^:=]+[:=])[ \t]*(\[[ \t]*\]|~|null)?([ \t]*(?:#.*)?)\Z", line):
        return Change(start + found.end(1), start + found.start(3), f" [{text}]")
    message = f"the value of '{entry.key}' cannot be edited in place"
    raise fail(entry.place, "E1451", message, f"write: {entry.key}: [{text}]")


def _new_line(document: Document, line: str) -> Change:
    ends = document.line_end
    if not document.source.front_format:
        begin = document.starts[0]
        return Change(begin, begin, f"---{ends}{line}{ends}---{ends}")
    if document.source.front_format == "yaml" and document.source.front.lstrip()[:1] == "{":
        place = Place(document.path, document.source.front_line, 1)
        message = "front matter in JSON cannot be edited in place"
        raise fail(place, "E1451", message, f"add this line by hand: {line}")
    at = document.starts[document.source.front_line - 1]
    if title := next(document.entries("title"), None):
        at = document.line_at(document.at(title.place))[1]
    return Change(at, at, f"{line}{ends}")
