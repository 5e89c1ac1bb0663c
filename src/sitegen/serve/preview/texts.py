"""Folder of the texts -> Essays, each file parsed again only if it changed.

The cache of earlier builds is read and locked only at the start. What changes afterwards is kept in
memory: the cache belongs to builds.
"""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec.structs import replace

from sitegen.collection.tag_index.index import Inline
from sitegen.content.loader.walk import TextFile, Tree, read_content, source_of
from sitegen.incremental.cache import Cache, opened
from sitegen.incremental.inputs import BuildRequest
from sitegen.incremental.state import TextMemory
from sitegen.incremental.texts import TextCache, Texts
from sitegen.model import Essay, Words
from sitegen.store.packs import DamagedError, Packs, Ref
from sitegen.workers.parallel import Workers

_Memories = Mapping[str, TextMemory]
WordsOf = Callable[[str], Words]
"""Path of a text -> its words."""


class LiveTexts:
    """The texts of a site, without their words, kept from one update to the next."""

    def __init__(self, request: BuildRequest) -> None:
        self.config = request.config
        self._folder = os.path.realpath(request.root / request.config.essays)
        with opened(request.root) as cache:
            try:
                self._start(request, cache)
            except DamagedError:
                cache.forget()
                self._start(request, cache)

    def _start(self, request: BuildRequest, cache: Cache) -> None:
        text_cache = TextCache(request, cache.packs, cache.state)
        texts = text_cache.read(Workers())
        self._packs = _MemoryPacks(cache.folder)
        self._cache = text_cache.with_texts(texts.memories, self._packs)
        self.tree = _tree(texts)
        self._memories: _Memories = texts.memories
        self.essays = {path: text_cache.essay(text) for path, text in texts.memories.items()}
        """By path, in the order of the tree; an unchanged text is the same object as before."""
        for memory in {memory.words[0]: memory for memory in texts.memories.values()}.values():
            self._cache.words(memory)  # opens each pack, in case a build deletes it
        cache.remember_texts(texts)

    @property
    def inline(self) -> Inline:
        """One line of Markdown in the site's language -> its markup and its plain text."""
        return self._cache.parser.inline

    def words(self) -> WordsOf:
        """Return a function that finds the current words of a text."""
        text_cache, memories = self._cache, self._memories

        def words(path: str) -> Words:
            try:
                return text_cache.words(memories[path])
            except DamagedError:
                text = self._file(path)
                return text_cache.parser.parser.parse(source_of(text, read_content(text))).words

        return words

    def update(self) -> None:
        """Read all texts that changed."""
        self._cache = self._cache.reopen(time.time_ns())
        texts = self._cache.read(Workers())
        self.tree = _tree(texts)
        essays = {
            path: self._cache.essay(text) if path in texts.sections else self.essays[path]
            for path, text in texts.memories.items()
        }
        generations = (*self._memories.values(), *texts.memories.values())
        self._set(texts.memories, essays)
        self._packs.keep({ref for text in generations for ref in (text.facts, text.words)})

    def update_file(self, path: str) -> Essay | None:
        """Read the file of one text; return None if it has not changed."""
        read = self._cache.read_one(self._file(path))
        if read.section is None:
            return None
        essay = self._cache.essay(read.memory)
        self._set({**self._memories, path: read.memory}, {**self.essays, path: essay})
        return essay

    def _file(self, path: str) -> TextFile:
        below = path.removeprefix(self.config.below_essays)
        return TextFile(path, f"{self._folder}/{below}", self.essays[path].kind)

    def _set(self, memories: _Memories, essays: dict[str, Essay]) -> None:
        self._memories, self.essays = memories, essays
        self._cache = self._cache.with_texts(memories, self._packs)


def _tree(texts: Texts) -> Tree:
    """Return the tree with the problems of the anchor registry, which is a file of it."""
    return replace(texts.tree, problems=(*texts.tree.problems, *texts.registry_problems))


class _MemoryPacks(Packs):
    """The packs of a cache, with new records in memory only."""

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
        """Drop the new records that are not among these."""
        self._written = {ref: self._written[ref] for ref in self._written.keys() & refs}
