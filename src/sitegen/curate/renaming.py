"""Library -> the files that change when a theme gets another name, or becomes part of another."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

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


class Step(Struct, frozen=True):
    """A file that changes."""

    path: str
    """Where it stands; "" for a new file."""
    target: str
    """Where it will stand; "" if it is taken away."""
    text: str
    """What it will hold."""


def rename(library: Library, old: str, new: str, *, forget: bool = False) -> Sequence[Step]:
    """Plan to give a theme another name everywhere; the old one stays as an alias.

    ``forget``: keep no alias. Raises SitegenError with every file that cannot be edited.
    """
    theme = _renamed(library, old)
    slug = slugify(new)
    if not slug:
        message = f"the name {shown(new)} has no letter or digit"
        raise fail(Place("essays"), "E1452", message, "give the theme a name with letters")
    own = library.own_names(theme)
    taken = library.names.theme(new)
    if taken != theme and taken in library.labels():
        hint = f'join the two: sitegen themes merge "{old}" "{new}"'
        raise fail(Place("essays"), "E1453", f"there is a theme {shown(new)} already", hint)
    kept = () if forget else _kept(library, theme, slug)
    return _steps(library, _Move(theme, own, new, kept))


def merge(library: Library, old: str, new: str, *, forget: bool = False) -> Sequence[Step]:
    """Plan to make one theme a part of another, which gets its names as aliases."""
    theme, into = _renamed(library, old), library.theme(new)
    if slugify(new) not in library.own_names(into):
        new = library.labels()[into]  # an alias was named
    if theme == into:
        message = f"{shown(old)} and {shown(new)} are one theme already"
        raise fail(Place("essays"), "E1453", message, "name two themes")
    first, second = library.names.files.get(theme), library.names.files.get(into)
    kept = () if forget else _kept(library, theme, into)
    if first and second:
        _stop_if_it_speaks(library.documents[first.path], second.path)
        kept += tuple(alias.text for alias in first.meta.theme.names)
    return _steps(library, _Move(theme, library.own_names(theme), new, kept))


def _renamed(library: Library, name: str) -> Slug:
    theme = library.theme(name)
    if slugify(name) not in library.own_names(theme):
        label = library.labels()[theme]
        message = f"{shown(name)} is an alias of the theme {shown(label)}"
        raise fail(Place("essays"), "E1452", message, f"name the theme itself: '{label}'")
    return theme


def _kept(library: Library, theme: Slug, slug: Slug) -> tuple[str, ...]:
    """List the names under which a theme had an address, each once."""
    label = library.labels()[theme]
    names = {slugify(label): label}
    names.setdefault(theme, str(theme))
    return tuple(name for own, name in names.items() if own != slug)


def _stop_if_it_speaks(document: Document, other: str) -> None:
    own = {"title", *keys.ALIASES.names}
    said = [entry.key for entry in document.table.entries if entry.key.lower() not in own]
    if document.source.body.strip():
        said.append("an introduction")
    if said:
        message = f"the theme's file holds {', '.join(said)}, which would be lost"
        hint = f"move what you keep to {other}, take it out here, and merge again"
        raise fail(Place(document.path), "E1453", message, hint)


# ------------------------------------------------------------------ what changes


class _Move(Struct, frozen=True):
    """A theme on its way to another name."""

    theme: Slug
    own: frozenset[Slug]
    new: str
    kept: tuple[str, ...]
    """Names that become aliases."""


def _steps(library: Library, move: _Move) -> Sequence[Step]:
    steps: list[Step] = []
    problems: list[Problem] = []
    first, second = _files(library, move)
    for document in library.documents.values():
        try:
            if document.path == first and second:
                steps.append(Step(document.path, "", ""))
            else:
                owns = document.path == (second or first)
                steps += _edited(library, document, move, owns=owns)
        except SitegenError as error:
            problems += error.problems
    if problems:
        raise SitegenError(problems)
    if move.kept and not first and not second:
        steps.append(_new_file(library, move))
    return steps


def _files(library: Library, move: _Move) -> tuple[str, str]:
    """Find the file of the theme, and that of the theme which it becomes a part of."""
    old = library.names.files.get(move.theme)
    into = library.names.theme(move.new)
    new = library.names.files.get(into) if into != move.theme else None
    return old.path if old else "", new.path if new else ""


def _new_file(library: Library, move: _Move) -> Step:
    path = f"essays/_themes/{slugify(move.new)}.md"
    if (library.root / path).exists():
        raise _in_the_way(path)
    aliases = ", ".join(map(written, move.kept))
    return Step("", path, f"---\ntitle: {written(move.new)}\naliases: [{aliases}]\n---\n")


def _in_the_way(path: str) -> SitegenError:
    return fail(Place(path), "E1453", "the file stands where the theme's file would", "move it")


def _edited(library: Library, document: Document, move: _Move, *, owns: bool) -> Iterator[Step]:
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
        yield Step(document.path, target, text)


def _in_front(document: Document, renaming: Renaming, *, owns: bool) -> Iterator[Change]:
    if document.path == NAME:
        for entry in document.entries("themes"):
            yield from rename_in(document, entry, renaming)
        return
    for entry in document.entries(*keys.TAGS.names):
        yield from rename_in(document, entry, renaming, parted=True)
    if document.source.kind == "theme":
        # A theme stands in no relation to itself.
        own = Renaming({*renaming.old, slugify(renaming.new or "")}, None)
        other = own if owns else renaming
        for key in keys.RELATED_THEMES:
            for entry in document.entries(*key.names):
                yield from rename_in(document, entry, other)


_H1 = re.compile(r"\s*#[ \t]+([^\r\n]+)")


def _title(document: Document, renaming: Renaming) -> Iterator[Change]:
    entry = next(document.entries("title"), None)
    if entry:
        yield from rename_in(document, entry, renaming)
        return
    found = _H1.match(document.text, document.body)
    if found and slugify(found[1]) in renaming.old:
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
    """Take the new name out of the aliases and put the old ones in."""
    names = keys.ALIASES.names
    taken = Renaming({slugify(move.new)}, None)
    text = _again(
        document,
        text,
        lambda now: [
            change for entry in now.entries(*names) for change in rename_in(now, entry, taken)
        ],
    )
    for name in move.kept:
        text = _again(document, text, partial(_added, names=names, name=name))
    return text


def _added(now: Document, names: Sequence[str], name: str) -> Sequence[Change]:
    there = [item for entry in now.entries(*names) for item in items(now, entry, parted=False)]
    if slugify(name) in {slugify(item.text) for item in there}:
        return ()
    return (add_to(now, names, name),)


def _again(document: Document, text: str, change: Callable[[Document], Sequence[Change]]) -> str:
    now = open_document(document.path, document.source.kind, text.encode())
    return changed(text, change(now))


# ------------------------------------------------------------------ passages

_MARK = re.compile(r"(?<=\btheme=)(?:\"([^\"{}\n]*)\"|'([^'{}\n]*)'|([^\s{}\"'=<>]+))")


def _marks(document: Document, renaming: Renaming, parser: Parser) -> Iterator[Change]:
    """Rename the theme of marked passages; what only looks like a mark, as in code, stays."""
    candidates = [
        change
        for found in _MARK.finditer(document.text, document.body)
        if (change := _mark(found, renaming))
    ]
    if not candidates:
        return
    before = parser.parse(document.source).essay.facts.passages
    for change in candidates:
        text = changed(document.text, [change])
        after = open_document(document.path, document.source.kind, text.encode())
        themes = [passage.themes for passage in parser.parse(after.source).essay.facts.passages]
        if themes != [passage.themes for passage in before]:
            yield change


def _mark(found: re.Match[str], renaming: Renaming) -> Change | None:
    names = found[found.lastindex or 0].split(",")
    if not any(slugify(name) in renaming.old for name in names):
        return None
    # Without quotes there is no room for blanks: the name stands as in an address.
    is_plain = found.lastindex == 3
    new = str(slugify(renaming.new or "")) if is_plain else renaming.new or ""
    kept: dict[Slug, str] = {}
    for name in names:
        blank = name[: len(name) - len(name.lstrip())]
        renamed = blank + new if slugify(name) in renaming.old else name
        kept.setdefault(slugify(renamed), renamed)
    return Change(*found.span(found.lastindex or 0), ",".join(kept.values()))


# ------------------------------------------------------------------ certainty


def _verify(library: Library, document: Document, text: str, renaming: Renaming) -> None:
    """Read the changed file again: it must say what it said, under the new name.

    A last net: whatever way of writing was not thought of ends here, and nothing is written.
    """
    after = open_document(document.path, document.source.kind, text.encode())
    if document.path == NAME:
        return
    was = library.metas[document.path]
    now = read_front_matter(after.source, library.config)[0]
    new = slugify(renaming.new or "")
    slugs = (slugify(tag.text) for tag in was.tags)
    tags = dict.fromkeys(new if slug in renaming.old else slug for slug in slugs)
    kind = document.source.kind
    same = _rest(was, kind) == _rest(now, kind)
    if list(tags) != [slugify(tag.text) for tag in now.tags] or not same:
        message = "the front matter would say something else afterwards"
        raise fail(Place(document.path), "E1451", message, "rename the theme here by hand first")


def _rest(meta: Meta, kind: Kind) -> Mapping[str, object]:
    """Take out of front matter what a theme's name is part of, and all places."""
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
