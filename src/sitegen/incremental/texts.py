"""Files -> texts, each understood anew only if its bytes changed."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from functools import cache as once
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from sitegen.anchors.registry import Imprint, Lock, Part, heir
from sitegen.config.config import Config
from sitegen.content.loader.walk import Found, Tree, fetch, find, understand
from sitegen.incremental.state import State, TextMemory
from sitegen.model import OWN, Essay, Html, Meta, Source, Words
from sitegen.problems.errors import Problem
from sitegen.store.codec import decode, encode, fingerprint, recall
from sitegen.store.filestat import Sign, settled, sign
from sitegen.store.packs import Packs
from sitegen.workers.lockstep import Turns, by_turns, with_time
from sitegen.workers.parallel import Asked, Work

if TYPE_CHECKING:
    from sitegen.content.parse import Parser

T = TypeVar("T")
R = TypeVar("R")
Task = TypeVar("Task")
Outcome = TypeVar("Outcome")


class Spread(Protocol):
    """Does some work on many things; the results come in the order of the things."""

    def __call__(  # noqa: D102
        self, work: Work[T, Task, Outcome, R], things: Sequence[T], /
    ) -> Iterator[R]: ...


class Read(Struct, frozen=True):
    """A text that was looked into."""

    path: str
    memory: TextMemory
    fresh: bool = False
    """Whether it was understood anew."""
    moved: bool = False
    """Whether anything changed that another page than the text's own may show."""
    seconds: float = 0.0
    """What it cost to understand."""
    lock: str = ""
    """What the lock file is to say of it."""


class Reading(Struct, frozen=True):
    """The texts of a site as they are now."""

    tree: Tree
    texts: dict[str, TextMemory]
    """By path, in the order in which they were found."""
    fresh: frozenset[str]
    """The texts that were understood anew."""
    moved: bool
    seconds: dict[str, float]
    """What each of those cost."""
    problems: tuple[Problem, ...] = ()
    """Those of the lock file."""
    locks: dict[str, str] = {}
    """What the lock file is to say of the texts that were understood anew."""


class Unread(Struct, frozen=True):
    """A text that is to be understood."""

    source: Source
    meta: Meta | None
    """What its front matter says, where that is known."""
    part: Part
    """What the lock file says that may concern it."""


class Understood(Struct, frozen=True):
    """What is in a text, ready to be kept."""

    path: str
    fingerprint: bytes
    """Of its body."""
    facts: bytes
    """The Essay without its words."""
    words: bytes
    lock: str
    """What the lock file is to say of it."""
    problems: tuple[Problem, ...]
    seconds: float = 0.0
    """What it cost."""


class Understanding:
    """Understands the texts of one site. Sent elsewhere, it is made there once from the config."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def __reduce__(self) -> tuple[Callable[[bytes], "Understanding"], tuple[bytes]]:
        return _understanding, (encode(self._config),)

    @cached_property
    def parser(self) -> "Parser":
        """What understands a text; its libraries take a moment that many a build saves."""
        from sitegen.content.parse import Parser  # noqa: PLC0415

        return Parser(self._config)

    def inline(self, line: str) -> tuple[Html, str]:
        """Render one line of Markdown: its markup and its plain text."""
        line = " ".join(line.split())
        return (Html(line), line) if _is_plain(line) else self.parser.inline(line)

    def __call__(self, unread: Sequence[Unread]) -> list[Understood]:
        """Understand some texts."""
        timed = by_turns(with_time(self._understood(text)) for text in unread)
        return [replace(text, seconds=seconds) for text, seconds in timed]

    def _understood(self, unread: Unread) -> Turns[Understood]:
        source, meta, part = unread.source, unread.meta, unread.part
        essay, words = yield from self.parser.parse_in_steps(source, meta, part.own)
        if part.strays and (old := heir(words.anchors, part.strays)):
            essay, words = yield from self.parser.parse_in_steps(source, meta, part.strays[old])
        yield
        return Understood(
            path=essay.path,
            fingerprint=essay.facts.fingerprint,
            facts=encode(essay),
            words=encode(words),
            lock=words.anchors,
            problems=essay.problems,
        )


def _is_plain(line: str) -> bool:
    """Tell whether a line has no sign that Markdown or a printer would set, as most names."""
    words = line.replace(" ", "").replace(",", "").replace(".", "")
    return (words.isalnum() or not line) and "..." not in line


@lru_cache(maxsize=1)
def _understanding(config: bytes) -> Understanding:
    return Understanding(decode(config, Config))


class Reader:
    """Reads the texts of one site. A worker process has a copy of it."""

    def __init__(
        self,
        root: Path,
        config: Config,
        packs: Packs,
        state: State,
        started: int,
        seen: Mapping[str, Sign] = {},
    ) -> None:
        """``started``: when the look at the texts began, in ns since 1970.

        ``seen``: signs of files that were looked at before that.
        """
        self._seen = seen
        self._root = root
        self._config = config
        self._packs = packs
        self._state = state
        self._started = started
        self._lock = Lock(root, state.lock, started)
        self._told = state.texts if self._lock.same else {}
        """Texts of which the lock file says what they asked for: it need not be read for them."""
        self._strays: Callable[[], Mapping[str, str]] = dict
        """Gives the sections of texts that are gone."""
        self.understanding = Understanding(config)

    @property
    def inline(self) -> Callable[[str], tuple[Html, str]]:
        """One line of Markdown in the site's language -> its markup and its plain text."""
        return self.understanding.inline

    def read_all(self, spread: Spread) -> Reading:
        """Look for texts, and into those that changed."""
        found, tree = find(self._root)
        texts = dict.fromkeys(text.path for text in found)
        self._strays = once(lambda: self._lock.strays(texts))
        signs = {text.path: self._seen.get(text.path) or _sign(text) for text in found}
        known = self._state.texts
        steady = self._lock.same and known.keys() == texts.keys()
        suspects = [
            text
            for text in found
            if not self._unmoved(text, signs[text.path])
            or not (steady or self._part(text.path).fingerprint in known[text.path].lock)
        ]
        seconds: dict[str, float] = {}
        locks: dict[str, str] = {}
        moved = known.keys() != texts.keys()
        memories = {path: known[path] for path in texts if path in known}
        for read in spread(self._work, suspects):
            now = signs[read.path]
            kept = settled(now, self._started) if now else None
            memories[read.path] = replace(read.memory, sign=kept)
            moved = moved or read.moved
            if read.fresh:
                seconds[read.path] = read.seconds
                locks[read.path] = read.lock
        memories = {path: memories[path] for path in texts}
        fresh = frozenset(seconds)
        return Reading(tree, memories, fresh, moved, seconds, self._lock.problems, locks)

    @property
    def _work(self) -> Work[Found, Unread, Understood, Read]:
        return Work(self._look_into, self.understanding)

    def read(self, found: Found) -> Read:
        """Look into one text."""
        (read,) = self._work([found])
        return read

    def knowing(self, texts: Mapping[str, TextMemory], packs: Packs) -> "Reader":
        """Give the same reader with other texts that it knows, and nothing else."""
        reader = copy(self)
        reader._state, reader._packs = State(texts=texts), packs
        return reader

    def again(self, started: int) -> "Reader":
        """Give the same reader for another look."""
        reader = copy(self)
        reader._started, reader._seen, reader._lock = started, {}, self._lock.again(started)
        reader._told = self._told if reader._lock.same else {}
        return reader

    def _unmoved(self, text: Found, now: Sign | None) -> bool:
        known = self._state.texts.get(text.path)
        return known is not None and known.sign is not None and known.sign == now

    def _part(self, path: str) -> Part:
        own = self._section(path)
        return Part(own) if own else Part("", self._strays())

    def _section(self, path: str) -> str:
        """Give what the lock file says of a text."""
        told = self._told.get(path)
        return self.words(told).anchors if told else self._lock.sections.get(path, "")

    def _look_into(self, found: Found) -> Read | Asked[Unread, Understood, Read]:
        content = fetch(found)
        digest = fingerprint(content) if isinstance(content, bytes) else b""
        known = self._state.texts.get(found.path)
        part = self._part(found.path)
        if known and digest and known.digest == digest and part.fingerprint in known.lock:
            return Read(found.path, known)
        source = understand(found, content)
        front = fingerprint(encode((source.front, source.front_format, source.front_line)))
        before = self.essay(known) if known else None
        sound = before and known and known.front == front and not known.problems
        meta = before.meta if before and sound else None
        fingerprints = digest, front, part.fingerprint
        return Asked(Unread(source, meta, part), partial(self._keep, fingerprints, before))

    def _keep(
        self, fingerprints: tuple[bytes, bytes, bytes], before: Essay | None, now: Understood
    ) -> Read:
        digest, front, part = fingerprints
        memory = TextMemory(
            sign=None,
            digest=digest,
            front=front,
            fingerprint=now.fingerprint,
            facts=self._packs.write(now.facts),
            words=self._packs.write(now.words),
            lock=(part, Part(now.lock).fingerprint),
            problems=now.problems,
        )
        moved = before is None or self._moved(before, decode(now.facts, Essay))
        return Read(now.path, memory, fresh=True, moved=moved, seconds=now.seconds, lock=now.lock)

    def _moved(self, before: Essay, now: Essay) -> bool:
        if outline(before) != outline(now):
            return True
        if any(problem.place.path == now.path for problem in self._state.summary.problems):
            return True
        same = before.facts.fragments == now.facts.fragments
        return not same and now.path in self._state.anchored

    def keep(self, reading: Reading, *, write: bool) -> Imprint | None:
        """Write the lock file if it is to say something new.

        Gives what it is if all that it is to say is in it; a broken one is left to its owner.
        """
        lock = self._lock
        if lock.problems:
            return None
        paths = reading.fresh if lock.same else reading.texts
        before = {path: self._section(path) for path in paths}
        changed = {
            path: reading.locks.get(path) or self.words(reading.texts[path]).anchors
            for path, section in before.items()
            if Part(section).fingerprint != reading.texts[path].lock[1]
        }
        if not changed:
            return lock.imprint
        if not write:
            return None
        if not all(before[path] for path in changed):
            changed = dict(lock.renewed(changed, self._strays()))
        return lock.write(changed, before)

    def essay(self, memory: TextMemory) -> Essay:
        """Recall a text without its words; raises DamagedError."""
        return recall(self._packs.read(memory.facts), Essay)

    def words(self, memory: TextMemory) -> Words:
        """Recall the words of a text; raises DamagedError."""
        return recall(self._packs.read(memory.words), Words)


def _sign(text: Found) -> Sign | None:
    try:
        return sign(os.stat(text.real))  # noqa: PTH116 (twice as fast)
    except OSError:
        return None  # gone since it was found: reading it will say so


def outline(value: object) -> object:
    """Return what other pages can show of a value: all its fields but those marked ``OWN``."""
    if isinstance(value, Struct):
        return tuple([outline(getattr(value, name)) for name in _shared_fields(type(value))])
    return tuple([outline(item) for item in value]) if isinstance(value, tuple) else value


@once
def _shared_fields(type_: type[Struct]) -> tuple[str, ...]:
    hints = get_type_hints(type_, include_extras=True)
    return tuple(
        name
        for name in type_.__struct_fields__
        if OWN not in getattr(hints[name], "__metadata__", ())
    )
