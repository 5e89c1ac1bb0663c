"""Library -> the edits that rename a theme or merge it into another."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.config.config import NAME
from sitegen.config.schema.nodes import shown
from sitegen.content.frontmatter import keys
from sitegen.content.frontmatter.meta import read_front_matter
from sitegen.content.parse import Parser
from sitegen.curate.document import Document, items, open_document
from sitegen.curate.library import Library
from sitegen.curate.lists import Change, Renaming, add_to, changed, rename_in, written
from sitegen.model import Kind, Meta, Slug
from sitegen.problems.errors import Place, Problem, SitegenError, fail
from sitegen.text.slugs import slugify


class FileEdit(Struct, frozen=True):
    """A file that is created, changed, moved or deleted."""

    path: str
    """Path now; "" for a new file."""
    target: str
    """Path afterwards; "" for a file that is deleted."""
    text: str
    """Text afterwards."""


def rename(library: Library, old: str, new: str, *, forget: bool = False) -> Sequence[FileEdit]:
    """Plan to rename a theme everywhere; the old name becomes an alias.

    ``forget``: keep no alias. Raises SitegenError with every file that cannot be edited.
    """
    theme = _renamed(library, old)
    slug = slugify(new)
    if not slug:
        message = f"the name {shown(new)} has no letter or digit"
        raise fail(library.place, "E1452", message, "use a name with letters or digits")
    taken = library.names.theme(new)
    if taken != theme and taken in library.labels():
        hint = f'merge the two: sitegen themes merge "{old}" "{new}"'
        raise fail(library.place, "E1453", f"theme {shown(new)} already exists", hint)
    kept = () if forget else _kept(library, theme, slug)
    return _edits(library, _Move(theme, library.own_names(theme), new, kept))


def merge(library: Library, old: str, new: str, *, forget: bool = False) -> Sequence[FileEdit]:
    """Plan to merge one theme into another, which gets its names as aliases."""
    theme, into = _renamed(library, old), library.theme(new)
    if slugify(new) not in library.own_names(into):
        new = library.labels()[into]  # an alias was named
    if theme == into:
        message = f"{shown(old)} and {shown(new)} are already one theme"
        raise fail(library.place, "E1453", message, "name two different themes")
    first, second = library.names.files.get(theme), library.names.files.get(into)
    kept = () if forget else _kept(library, theme, into)
    if first and second:
        _refuse_to_lose(library.documents[first.path], second.path)
        kept += tuple(alias.text for alias in first.meta.theme.names)
    return _edits(library, _Move(theme, library.own_names(theme), new, kept))


def _renamed(library: Library, name: str) -> Slug:
    theme = library.theme(name)
    if slugify(name) not in library.own_names(theme):
        label = library.labels()[theme]
        message = f"{shown(name)} is an alias of the theme {shown(label)}"
        raise fail(library.place, "E1452", message, f"name the theme itself: '{label}'")
    return theme


def _kept(library: Library, theme: Slug, slug: Slug) -> tuple[str, ...]:
    """Return the names under which a theme had an address."""
    label = library.labels()[theme]
    names = {slugify(label): label}
    names.setdefault(theme, str(theme))
    return tuple(name for own, name in names.items() if own != slug)


def _refuse_to_lose(document: Document, other: str) -> None:
    own = {"title", *keys.ALIASES.names}
    lost = [entry.key for entry in document.table.entries if entry.key.lower() not in own]
    if document.source.body.strip():
        lost.append("an introduction")
    if lost:
        message = f"the merge would lose these parts of the file: {', '.join(lost)}"
        hint = f"move what you want to keep to {other}, delete it here, and merge again"
        raise fail(Place(document.path), "E1453", message, hint)


# ------------------------------------------------------------------ what changes


class _Move(Struct, frozen=True):
    """A theme, its names now and its name afterwards."""

    theme: Slug
    own: frozenset[Slug]
    new: str
    kept: tuple[str, ...]
    """Names that become aliases."""


def _edits(library: Library, move: _Move) -> Sequence[FileEdit]:
    edits: list[FileEdit] = []
    problems: list[Problem] = []
    first, second = _files(library, move)
    for document in library.documents.values():
        if document.path == first and second:
            edits.append(FileEdit(document.path, "", ""))
            continue
        try:
            edits += _edited(library, document, move, owns=document.path == (second or first))
        except SitegenError as error:
            problems += error.problems
    if problems:
        raise SitegenError(problems)
    if move.kept and not first and not second:
        edits.append(_new_file(library, move))
    return edits


def _files(library: Library, move: _Move) -> tuple[str, str]:
    """Return the file of the theme and of the theme that it is merged into; "" for none."""
    old = library.names.files.get(move.theme)
    into = library.names.theme(move.new)
    new = library.names.files.get(into) if into != move.theme else None
    return old.path if old else "", new.path if new else ""


def _new_file(library: Library, move: _Move) -> FileEdit:
    path = f"{library.config.below_essays}_themes/{slugify(move.new)}.md"
    if (library.root / path).exists():
        raise _in_the_way(path)
    aliases = ", ".join(map(written, move.kept))
    return FileEdit("", path, f"---\ntitle: {written(move.new)}\naliases: [{aliases}]\n---\n")


def _in_the_way(path: str) -> SitegenError:
    return fail(Place(path), "E1453", "the theme's file needs this name", "rename this file")


def _edited(library: Library, document: Document, move: _Move, *, owns: bool) -> Iterator[FileEdit]:
    renaming = Renaming(move.own, move.new)
    changes = list(_in_front(document, renaming, owns=owns))
    changes += _marks(document, renaming, library.parser)
    target = document.path
    if owns:
        changes += _title(document, renaming)
        target = _moved(library, document, move)
    text = changed(document.text, changes)
    if owns:
        text = _with_aliases(document, text, move)
    if (text, target) != (document.text, document.path):
        _verify(library, document, text, renaming)
        yield FileEdit(document.path, target, text)


def _in_front(document: Document, renaming: Renaming, *, owns: bool) -> Iterator[Change]:
    if document.path == NAME:
        for entry in document.entries("themes"):
            yield from rename_in(document, entry, renaming)
        return
    for entry in document.entries(*keys.TAGS.names):
        yield from rename_in(document, entry, renaming, commas=True)
    if document.source.kind == "theme":
        # A theme has no relation to itself.
        own = Renaming({*renaming.old, slugify(renaming.new or "")}, None)
        other = own if owns else renaming
        for key in keys.RELATED_THEMES:
            for entry in document.entries(*key.names):
                yield from rename_in(document, entry, other)


_H1 = re.compile(r"\s*#[ \t]+([^\r\n]+)")


def _title(document: Document, renaming: Renaming) -> Iterator[Change]:
    if entry := next(document.entries("title"), None):
        yield from rename_in(document, entry, renaming)
    elif (found := _H1.match(document.text, document.body)) and slugify(found[1]) in renaming.old:
        yield Change(*found.span(1), renaming.new or "")


def _moved(library: Library, document: Document, move: _Move) -> str:
    folder, name = posixpath.split(document.path)
    stem, extension = posixpath.splitext(name)
    if slugify(stem) not in move.own or slugify(stem) == slugify(move.new):
        return document.path
    target = f"{folder}/{slugify(move.new)}{extension}"
    if (library.root / target).exists():
        raise _in_the_way(target)
    return target


def _with_aliases(document: Document, text: str, move: _Move) -> str:
    """Remove the new name from the aliases and add the old ones."""
    names = keys.ALIASES.names
    taken = Renaming({slugify(move.new)}, None)
    now = _reopened(document, text)
    changes = [one for entry in now.entries(*names) for one in rename_in(now, entry, taken)]
    now = _reopened(document, changed(text, changes))
    for name in move.kept:
        written_names = (items(now, entry, commas=False) for entry in now.entries(*names))
        if slugify(name) not in {slugify(item.text) for found in written_names for item in found}:
            now = _reopened(document, changed(now.text, [add_to(now, names, name)]))
    return now.text


def _reopened(document: Document, text: str) -> Document:
    return open_document(document.path, document.source.kind, text.encode())


# ------------------------------------------------------------------ passages

_MARK = re.compile(r"(?<=\btheme=)(?:\"([^\"{}\n]*)\"|'([^'{}\n]*)'|([^\s{}\"'=<>]+))")


def _marks(document: Document, renaming: Renaming, parser: Parser) -> Iterator[Change]:
    """Rename the theme of marked passages, but not in what only looks like a mark, as in code."""
    marks = [_mark(found, renaming) for found in _MARK.finditer(document.text, document.body)]
    candidates = [change for change in marks if change]
    if not candidates:
        return
    before = _marked_themes(parser, document)
    for change in candidates:
        after = _reopened(document, changed(document.text, [change]))
        if _marked_themes(parser, after) != before:
            yield change


def _marked_themes(parser: Parser, document: Document) -> Sequence[Sequence[str]]:
    passages = parser.parse(document.source).essay.facts.passages
    return [passage.themes for passage in passages]


def _mark(found: re.Match[str], renaming: Renaming) -> Change | None:
    names = found[found.lastindex or 0].split(",")
    if not any(slugify(name) in renaming.old for name in names):
        return None
    # Without quotes a name cannot have spaces, so it is written as a slug.
    is_plain = found.lastindex == 3
    new = str(slugify(renaming.new or "")) if is_plain else renaming.new or ""
    kept: dict[Slug, str] = {}
    for name in names:
        indent = name[: len(name) - len(name.lstrip())]
        renamed = indent + new if slugify(name) in renaming.old else name
        kept.setdefault(slugify(renamed), renamed)
    return Change(*found.span(found.lastindex or 0), ",".join(kept.values()))


# ------------------------------------------------------------------ certainty


def _verify(library: Library, document: Document, text: str, renaming: Renaming) -> None:
    """Raise SitegenError unless the changed file says the same as before under the new name.

    This catches whatever syntax the code above does not foresee; then nothing is written.
    """
    after = _reopened(document, text)
    if document.path == NAME:
        return
    was, now = library.metas[document.path], read_front_matter(after.source, library.config)[0]
    new, kind = slugify(renaming.new or ""), document.source.kind
    slugs = (slugify(tag.text) for tag in was.tags)
    tags = dict.fromkeys(new if slug in renaming.old else slug for slug in slugs)
    same = list(tags) == [slugify(tag.text) for tag in now.tags]
    if not same or _rest(was, kind) != _rest(now, kind):
        message = "this edit would change the meaning of the front matter"
        raise fail(Place(document.path), "E1451", message, "rename the theme here by hand first")


def _rest(meta: Meta, kind: Kind) -> Mapping[str, object]:
    """Return the front matter without theme names and places."""
    named = {"tags", "places", *(("title", "aliases", "theme") if kind == "theme" else ())}
    fields = (name for name in meta.__struct_fields__ if name not in named)
    return {name: _placeless(getattr(meta, name)) for name in fields}


def _placeless(value: object) -> object:
    if isinstance(value, Place):
        return None
    if isinstance(value, Struct):
        return [_placeless(getattr(value, name)) for name in value.__struct_fields__]
    if isinstance(value, Mapping):
        return {key: _placeless(one) for key, one in value.items()}
    return [_placeless(one) for one in value] if isinstance(value, tuple | list) else value
