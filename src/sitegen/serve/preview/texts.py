"""Folder ``essays/`` -> Essays, each file read and understood again only when it changed.

What earlier builds understood is taken from the cache, which is held for the start alone. What
changes afterwards is remembered in memory: the cache belongs to builds.
"""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec.structs import replace

from sitegen.collection.tag_index.index import Inline
from sitegen.content.loader.walk import FOLDER, Found, Tree, fetch, understand
from sitegen.incremental.cache import Cache, opened
from sitegen.incremental.inputs import Order, valid
from sitegen.incremental.state import State, TextMemory
from sitegen.incremental.texts import Reader, Reading
from sitegen.model import Essay, Words
from sitegen.store.packs import DamagedError, Packs, Ref
from sitegen.workers.parallel import in_chunks, spread

_Memories = Mapping[str, TextMemory]
WordsOf = Callable[[str], Words]
"""Finds the words of a text by its path."""


class Texts:
    """The texts of a site, without their words, remembered from look to look."""

    def __init__(self, order: Order) -> None:
        self.config = order.config
        self._folder = os.path.realpath(order.root / FOLDER)
        with opened(order.root) as cache:
            cache.attempt(lambda known: self._start(order, cache, valid(known, order)))

    def _start(self, order: Order, cache: Cache, known: State) -> None:
        reader = Reader(order.root, order.config, cache.packs, known, order.started)
        reading = reader.read_all(spread)
        self._packs = _Notebook(cache.folder)
        self._reader = reader.knowing(reading.texts, self._packs)
        self.tree = _tree(reading)
        self._memories: _Memories = reading.texts
        self._essays = {path: reader.essay(text) for path, text in reading.texts.items()}
        for memory in {memory.words[0]: memory for memory in reading.texts.values()}.values():
            self._reader.words(memory)  # so that each pack is open, even when a build drops it
        if reading.fresh or known.texts.keys() != reading.texts.keys():
            cache.save(replace(known, texts=reading.texts, making=b"", lock=None))

    @property
    def inline(self) -> Inline:
        """One line of Markdown in the site's language -> its markup and its plain text."""
        return self._reader.inline

    @property
    def essays(self) -> tuple[Essay, ...]:
        """All texts in the order of the tree; what did not change is the same object as before."""
        return tuple(self._essays.values())

    def get(self, path: str) -> Essay | None:
        """Give one text."""
        return self._essays.get(path)

    def digests(self) -> Mapping[str, bytes]:
        """Give a fingerprint of each text's file."""
        return {path: memory.digest for path, memory in self._memories.items()}

    def words(self) -> WordsOf:
        """Give what finds the words of a text, by its path, as they are now."""
        reader, memories = self._reader, self._memories

        def words(path: str) -> Words:
            try:
                return reader.words(memories[path])
            except DamagedError:
                text = self._found(path, self._essays[path])
                return reader.understanding.parser.parse(understand(text, fetch(text))).words

        return words

    def look(self) -> None:
        """Take in what changed."""
        self._reader = self._reader.again(time.time_ns())
        reading = self._reader.read_all(in_chunks)
        self.tree = _tree(reading)
        essays = {
            path: self._reader.essay(text) if path in reading.fresh else self._essays[path]
            for path, text in reading.texts.items()
        }
        generations = (*self._memories.values(), *reading.texts.values())
        self._know(reading.texts, essays)
        self._packs.keep({ref for text in generations for ref in (text.facts, text.words)})

    def glance(self, path: str) -> Essay | None:
        """Take in the file of one text; None where it is as it was."""
        read = self._reader.read(self._found(path, self._essays[path]))
        if not read.fresh:
            return None
        essay = self._reader.essay(read.memory)
        self._know({**self._memories, path: read.memory}, {**self._essays, path: essay})
        return essay

    def _found(self, path: str, essay: Essay) -> Found:
        return Found(path, self._folder + path.removeprefix(FOLDER), essay.kind)

    def _know(self, memories: _Memories, essays: dict[str, Essay]) -> None:
        self._memories, self._essays = memories, essays
        self._reader = self._reader.knowing(memories, self._packs)


def _tree(reading: Reading) -> Tree:
    """Give the tree with all that is wrong with no text alone: the lock file is a file of it."""
    return replace(reading.tree, problems=(*reading.tree.problems, *reading.problems))


class _Notebook(Packs):
    """Reads the packs of a cache; what is written stays in memory."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._written: dict[Ref, bytes] = {}
        self._count = 0

    def read(self, ref: Ref) -> bytes | None:
        return self._written[ref] if ref in self._written else super().read(ref)

    def write(self, content: bytes) -> Ref:
        self._count += 1
        ref = (0, self._count, len(content))  # packs are numbered from 1
        self._written[ref] = content
        return ref

    def keep(self, refs: set[Ref]) -> None:
        """Forget what was written and is none of these."""
        self._written = {ref: found for ref, found in self._written.items() if ref in refs}
