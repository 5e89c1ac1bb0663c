"""Folder ``essays/`` -> Essays, each file read and understood again only when it changed."""

import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from sitegen.config import Config
from sitegen.loader import Tree, load, read, walk
from sitegen.model import Essay, Kind, Source
from sitegen.parallel import spread
from sitegen.parse import Parser
from sitegen.serve.stamps import Stamp, stamp

_MARGIN_NS = 100_000_000
"""A file that was changed this shortly before it was read may change again under one stamp."""


class _Known(Struct, frozen=True):
    stamp: Stamp | None
    """None where the file has to be read again."""
    source: Source
    essay: Essay


class Texts:
    """The texts of a site, remembered from look to look."""

    def __init__(self, root: Path, config: Config) -> None:
        self._parser = Parser(config)
        self.inline = self._parser.inline
        self._root = root
        sources, self.tree = load(root)
        essays = spread(self._parser.parse, sources)
        self._known = {
            source.path: _Known(None, source, essay)
            for source, essay in zip(sources, essays, strict=True)
        }

    @property
    def essays(self) -> tuple[Essay, ...]:
        """All texts in the order of the tree."""
        return tuple(known.essay for known in self._known.values())

    def look(self) -> None:
        """Take in what changed; a text that did not is the same object as before."""
        self.tree = walk(self._root)
        self._known = {path: self._read(path, kind) for path, kind in _texts(self.tree)}

    def _read(self, path: str, kind: Kind) -> _Known:
        known, now = self._known.get(path), stamp(self._root / path)
        if known and now is not None and known.stamp == now:
            return known
        trusted = now if now and now[0] < time.time_ns() - _MARGIN_NS else None
        source = read(self._root, path, kind)
        if known and known.source == source:
            return _Known(trusted, source, known.essay)
        return _Known(trusted, source, self._parser.parse(source))


def _texts(tree: Tree) -> Iterator[tuple[str, Kind]]:
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("essay", tree.essays),
        ("theme", tree.themes),
        ("page", tree.pages),
    )
    return ((path, kind) for kind, paths in kinds for path in paths)
