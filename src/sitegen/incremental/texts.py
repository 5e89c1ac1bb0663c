"""Files -> texts, each parsed again only if its bytes changed."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import cache as once
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from sitegen.anchors.registry import AnchorRegistry, RegistryVersion, Section, heir
from sitegen.config.config import Config
from sitegen.content.loader.walk import TextFile, Tree, find, read_content, source_of
from sitegen.incremental.inputs import BuildRequest, parse_fingerprint
from sitegen.incremental.state import State, TextMemory
from sitegen.locales.direction import direction, direction_of_words
from sitegen.model import OWN, Essay, Html, Meta, Parsed, Source, Words
from sitegen.problems.errors import Problem, has_error
from sitegen.store.codec import decode, encode, fingerprint, recall
from sitegen.store.filestat import FileStat, file_stat, reliable
from sitegen.store.packs import Packs
from sitegen.workers.lockstep import run_lockstep
from sitegen.workers.parallel import Pending, Work, Workers

if TYPE_CHECKING:
    from sitegen.content.parse import Parser


class Texts(Struct, frozen=True):
    """The texts of a site as they are now."""

    known: State
    """State of the last build, without texts that it parsed with other settings."""
    tree: Tree
    memories: dict[str, TextMemory]
    """Texts by path, in the order in which they were found."""
    sections: dict[str, str]
    """Each text that was parsed again -> its new section in the registry."""
    moved: bool
    """Whether anything changed that other pages than those with the words of a text may show."""
    seconds: dict[str, float]
    """Each text that was parsed again -> the time that took."""
    registry_problems: tuple[Problem, ...] = ()

    @property
    def fresh(self) -> frozenset[str]:
        """The texts that were parsed again."""
        return frozenset(self.sections)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Problems of each text alone, and of the registry."""
        own = (problem for text in self.memories.values() for problem in text.problems)
        return (*own, *self.registry_problems)


class ParseJob(Struct, frozen=True):
    """A text to be parsed."""

    source: Source
    meta: Meta | None
    """Its front matter, if that is known."""
    section: Section


class ParsedText(Struct, frozen=True):
    """A parsed text, ready to be stored."""

    path: str
    fingerprint: bytes
    """Fingerprint of its body."""
    facts: bytes
    """The Essay without its words."""
    words: bytes
    section: str
    """Its new section in the registry."""
    problems: tuple[Problem, ...]
    seconds: float


class TextParser:
    """Parses batches of texts of one site. Another machine makes its own from the config, once."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def __reduce__(self) -> tuple[Callable[[bytes], "TextParser"], tuple[bytes]]:
        return _text_parser, (encode(self._config),)

    @cached_property
    def parser(self) -> "Parser":
        """The parser of one text; many a build saves the time to import its libraries."""
        from sitegen.content.parse import Parser  # noqa: PLC0415

        return Parser(self._config)

    def inline(self, line: str, language: str = "") -> tuple[Html, str]:
        """Render one line of Markdown: its markup and its plain text."""
        line = " ".join(line.split())
        if _is_plain(line) and direction_of_words(line) in ("", direction(self._config.language)):
            return Html(line), line
        return self.parser.inline(line, language)

    def __call__(self, jobs: Sequence[ParseJob]) -> list[ParsedText]:
        """Parse some texts."""
        parsed = run_lockstep(
            self.parser.parse_in_steps(job.source, job.meta, job.section.own) for job in jobs
        )
        return [self._stored(job, *found) for job, found in zip(jobs, parsed, strict=True)]

    def _stored(self, job: ParseJob, parsed: Parsed, seconds: float) -> ParsedText:
        strays = job.section.strays
        if strays and (old := heir(parsed.words.anchors, strays)):
            steps = self.parser.parse_in_steps(job.source, job.meta, strays[old])
            ((parsed, more),) = run_lockstep([steps])
            seconds += more
        essay, words = parsed
        return ParsedText(
            path=essay.path,
            fingerprint=essay.facts.fingerprint,
            facts=encode(essay),
            words=encode(words),
            section=words.anchors,
            problems=essay.problems,
            seconds=seconds,
        )


def _is_plain(line: str) -> bool:
    """Return whether a line holds nothing that Markdown or typography would change."""
    words = line.replace(" ", "").replace(",", "").replace(".", "")
    return (words.isalnum() or not line) and "..." not in line


@lru_cache(maxsize=1)
def _text_parser(config: bytes) -> TextParser:
    return TextParser(decode(config, Config))


class ReadText(Struct, frozen=True):
    """A text whose file was read."""

    path: str
    memory: TextMemory
    section: str | None = None
    """Its new section in the registry; None if it was not parsed again."""
    moved: bool = False
    """As in ``Texts``."""
    seconds: float = 0.0


class TextCache:
    """Reads the texts of one site. A worker process has a copy of it."""

    def __init__(self, request: BuildRequest, packs: Packs, known: State) -> None:
        parsing = parse_fingerprint(request.config)
        same = known.parsing == parsing
        self._known = known if same else replace(known, parsing=parsing, texts={})
        self._request = request
        self.packs = packs
        self._registry = AnchorRegistry(
            request.root, request.config.below_essays, known.registry, request.started
        )
        self._agreeing = self._known.texts if self._registry.is_known else {}
        """Texts whose section in the registry is the one that they asked for."""
        self._strays: Callable[[], Mapping[str, str]] = dict
        """Returns the sections of texts that are gone."""
        self.parser = TextParser(request.config)

    def read(self, workers: Workers) -> Texts:
        """Find the texts, and parse those that changed."""
        request, known = self._request, self._known.texts
        found, tree = find(request.root, request.config)
        stats = {text.path: request.seen.get(text.path) or file_stat(text.real) for text in found}
        self._strays = once(lambda: self._registry.strays(stats))
        moved = known.keys() != stats.keys()
        asked = {} if moved else self._agreeing
        suspects = [
            text
            for text in found
            if not self._is_same(text.path, stats[text.path])
            or not (text.path in asked or self._is_asked(text.path))
        ]
        memories = {path: known[path] for path in stats if path in known}
        sections: dict[str, str] = {}
        seconds: dict[str, float] = {}
        workers.progress("reading", 0, len(suspects))
        for number, text in enumerate(workers.run("reading", self._work, suspects), 1):
            stat = reliable(stats[text.path], request.started)
            memories[text.path] = replace(text.memory, stat=stat)
            moved = moved or text.moved
            if text.section is not None:
                sections[text.path], seconds[text.path] = text.section, text.seconds
            workers.progress("reading", number, len(suspects))
        ordered = {path: memories[path] for path in stats}
        problems = self._registry.problems
        return Texts(self._known, tree, ordered, sections, moved, seconds, problems)

    @property
    def _work(self) -> Work[TextFile, ParseJob, ParsedText, ReadText]:
        return Work(self._begin, self.parser)

    def read_one(self, found: TextFile) -> ReadText:
        """Read one text."""
        (text,) = self._work([found])
        return text

    def with_texts(self, texts: Mapping[str, TextMemory], packs: Packs) -> "TextCache":
        """Return the same cache with these texts, and no other state."""
        new = copy(self)
        new._known, new.packs = State(texts=texts), packs
        return new

    def reopen(self, started: int) -> "TextCache":
        """Return the same cache for a later look at the files."""
        new = copy(self)
        new._request = replace(self._request, started=started, seen={})
        new._registry = self._registry.reopen(started)
        new._agreeing = self._agreeing if new._registry.is_known else {}
        return new

    def _is_same(self, path: str, stat: FileStat | None) -> bool:
        known = self._known.texts.get(path)
        return known is not None and known.stat is not None and known.stat == stat

    def _is_asked(self, path: str) -> bool:
        return self._section(path).fingerprint in self._known.texts[path].anchors

    def _section(self, path: str) -> Section:
        own = self._own_section(path)
        return Section(own) if own else Section("", self._strays())

    def _own_section(self, path: str) -> str:
        known = self._agreeing.get(path)
        return self.words(known).anchors if known else self._registry.sections.get(path, "")

    def _begin(self, found: TextFile) -> ReadText | Pending[ParseJob, ParsedText, ReadText]:
        content = read_content(found)
        digest = fingerprint(content) if isinstance(content, bytes) else b""
        known = self._known.texts.get(found.path)
        section = self._section(found.path)
        if known and digest and known.digest == digest and section.fingerprint in known.anchors:
            return ReadText(found.path, known)
        source = source_of(found, content)
        front = fingerprint(encode((source.front, source.front_format, source.front_line)))
        before = self.essay(known) if known else None
        sound = before and known and known.front == front and not known.problems
        meta = before.meta if before and sound else None
        fingerprints = digest, front, section.fingerprint
        return Pending(ParseJob(source, meta, section), partial(self._finish, fingerprints, before))

    def _finish(
        self, fingerprints: tuple[bytes, bytes, bytes], before: Essay | None, now: ParsedText
    ) -> ReadText:
        digest, front, section = fingerprints
        memory = TextMemory(
            stat=None,
            digest=digest,
            front=front,
            fingerprint=now.fingerprint,
            facts=self.packs.write(now.facts),
            words=self.packs.write(now.words),
            anchors=(section, Section(now.section).fingerprint),
            problems=now.problems,
        )
        moved = before is None or self._moved(before, decode(now.facts, Essay))
        return ReadText(now.path, memory, now.section, moved, now.seconds)

    def _moved(self, before: Essay, now: Essay) -> bool:
        if outline(before) != outline(now) or has_error(before.problems) != has_error(now.problems):
            return True
        if any(problem.place.path == now.path for problem in self._known.summary.problems):
            return True
        same = before.facts.fragments == now.facts.fragments
        return not same and now.path in self._known.summary.anchored

    def write_registry(self, texts: Texts) -> RegistryVersion | None:
        """Write the registry if a section changed; return its version if it is complete.

        A broken one is left to its owner.
        """
        registry = self._registry
        if registry.problems:
            return None
        paths = texts.fresh if registry.is_known else texts.memories
        before = {path: self._own_section(path) for path in paths}
        changed = {
            path: texts.sections.get(path) or self.words(texts.memories[path]).anchors
            for path, section in before.items()
            if Section(section).fingerprint != texts.memories[path].anchors[1]
        }
        if not changed:
            return registry.version
        if not self._request.write_anchors:
            return None
        if not all(before[path] for path in changed):
            changed = dict(registry.with_heirs(changed, self._strays()))
        return registry.write(changed, before)

    def essay(self, memory: TextMemory) -> Essay:
        """Recall a text without its words; raise DamagedError."""
        return recall(self.packs.read(memory.facts), Essay)

    def words(self, memory: TextMemory) -> Words:
        """Recall the words of a text; raise DamagedError."""
        return recall(self.packs.read(memory.words), Words)


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
