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
from sitegen.content.loader.walk import FOLDER, TextFile, Tree, read_content, source_of
from sitegen.incremental.cache import Cache, opened
from sitegen.incremental.inputs import BuildRequest
from sitegen.incremental.state import TextMemory
from sitegen.incremental.texts import TextCache, Texts
from sitegen.model import Essay, Words
from sitegen.store.packs import DamagedError, Packs, Ref
from sitegen.workers.parallel import Workers

_Memories = Mapping[str, TextMemory]
WordsOf = Callable[[str], Words]
"""Finds the words of a text by its path."""


class LiveTexts:
    """The texts of a site, without their words, remembered from look to look."""

    def __init__(self, request: BuildRequest) -> None:
        self.config = request.config
        self._folder = os.path.realpath(request.root / FOLDER)
        with opened(request.root) as cache:
            try:
                self._start(request, cache)
            except DamagedError:
                cache.forget()
                self._start(request, cache)

    def _start(self, request: BuildRequest, cache: Cache) -> None:
        text_cache = TextCache(request, cache.packs, cache.state)
        texts = text_cache.read(Workers())
        self._packs = _Notebook(cache.folder)
        self._cache = text_cache.with_texts(texts.memories, self._packs)
        self.tree = _tree(texts)
        self._memories: _Memories = texts.memories
        self._essays = {path: text_cache.essay(text) for path, text in texts.memories.items()}
        for memory in {memory.words[0]: memory for memory in texts.memories.values()}.values():
            self._cache.words(memory)  # so that each pack is open, even when a build drops it
        cache.remember_texts(texts)

    @property
    def inline(self) -> Inline:
        """One line of Markdown in the site's language -> its markup and its plain text."""
        return self._cache.parser.inline

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
        text_cache, memories = self._cache, self._memories

        def words(path: str) -> Words:
            try:
                return text_cache.words(memories[path])
            except DamagedError:
                text = self._found(path, self._essays[path])
                return text_cache.parser.parser.parse(source_of(text, read_content(text))).words

        return words

    def look(self) -> None:
        """Take in what changed."""
        self._cache = self._cache.reopen(time.time_ns())
        texts = self._cache.read(Workers())
        self.tree = _tree(texts)
        essays = {
            path: self._cache.essay(text) if path in texts.sections else self._essays[path]
            for path, text in texts.memories.items()
        }
        generations = (*self._memories.values(), *texts.memories.values())
        self._know(texts.memories, essays)
        self._packs.keep({ref for text in generations for ref in (text.facts, text.words)})

    def glance(self, path: str) -> Essay | None:
        """Take in the file of one text; None where it is as it was."""
        read = self._cache.read_one(self._found(path, self._essays[path]))
        if read.section is None:
            return None
        essay = self._cache.essay(read.memory)
        self._know({**self._memories, path: read.memory}, {**self._essays, path: essay})
        return essay

    def _found(self, path: str, essay: Essay) -> TextFile:
        return TextFile(path, self._folder + path.removeprefix(FOLDER), essay.kind)

    def _know(self, memories: _Memories, essays: dict[str, Essay]) -> None:
        self._memories, self._essays = memories, essays
        self._cache = self._cache.with_texts(memories, self._packs)


def _tree(texts: Texts) -> Tree:
    """Return the tree with the problems of the anchor registry, which is a file of it."""
    return replace(texts.tree, problems=(*texts.tree.problems, *texts.registry_problems))


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
