"""The folders of a site -> signs that something in them changed; the only user of watchdog.

A sign says "look again" and at most where to look first: events come late, twice, in another order,
or not at all when the system's queue is full, so no path of theirs is ever believed.
"""

import contextlib
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from sitegen import SOURCE_FOLDERS
from sitegen.serve.preview.debounce import Pacer
from sitegen.serve.preview.stamps import file_stats

POLL_SECONDS = 0.5
MOVE_SECONDS = 0.02
"""How long a file's way out is held back to be paired with its way in."""

# Without those that mere reading causes: they would fill the queue.
_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]


class Watcher:
    """Calls ``look`` after each change below a site's root, on a thread of its own."""

    def __init__(
        self,
        root: Path,
        look: Callable[[], None],
        say: Callable[[str], None],
        glance: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """``say`` is told in one line when folders have to be polled.

        ``glance`` may take in one file before the look, as ``Pacer`` says.
        """
        self._root = root
        self._say = say
        self._pacer = Pacer(self._covered(look), glance)
        self._signs = _Signs(self._pacer)
        self._sentry: _Sentry | _Poll | None = None

    def start(self, *, poll: bool = False) -> None:
        """Begin; ``poll`` for file systems that tell of no changes (network shares, containers)."""
        self._sentry = self._begin(poll=poll)
        # What changed since the site was read and until the watches stood.
        self._pacer.sign(complete=True)
        self._pacer.start()

    def end(self) -> None:
        """Stop; no look is under way afterwards."""
        self._pacer.end()
        if self._sentry is not None:
            self._sentry.end()

    def _begin(self, *, poll: bool) -> "_Sentry | _Poll":
        if not poll:
            try:
                return _Sentry(self._root, self._signs)
            except OSError as error:
                self._fall_back(error)
        return _Poll(self._root, self._pacer)

    def _fall_back(self, error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        self._say(f"folders are polled twice a second instead of watched: {reason}")

    def _covered(self, look: Callable[[], None]) -> Callable[[], None]:
        """Make a look that watches new folders first, so that nothing can fall between."""

        def covered() -> None:
            if isinstance(self._sentry, _Sentry):
                try:
                    self._sentry.cover()
                except OSError as error:
                    self._sentry.end()
                    self._fall_back(error)
                    self._sentry = _Poll(self._root, self._pacer)
            look()

        return covered


class _Signs(FileSystemEventHandler, logging.Handler):
    """Turns events, and the library's warnings that some were lost, into signs."""

    def __init__(self, pacer: Pacer) -> None:
        logging.Handler.__init__(self, logging.WARNING)
        self._pacer = pacer
        self.folders_changed = True

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.folders_changed |= event.is_directory
        file = _complete(event)
        self._pacer.sign(complete=bool(file), file=file)

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 (whatever it says)
        self.folders_changed = True
        self._pacer.sign(complete=False)


def _complete(event: FileSystemEvent) -> str:
    """Name the file that stands there now as it is meant to: written and closed, or moved in.

    Editors begin a save with other files: "essay.md~", ".essay.md.swp", "4913".
    """
    source, target = os.fsdecode(event.src_path), os.fsdecode(event.dest_path)
    if isinstance(event, FileMovedEvent):
        return target if _is_plain(target) and not target.startswith(source) else ""
    return source if isinstance(event, FileClosedEvent) and _is_plain(source) else ""


def _is_plain(path: str) -> bool:
    name = os.path.basename(path)  # noqa: PTH119 (one of many events)
    return "." in name[1:] and name[0] not in ".#" and name[-1] != "~"


class _Sentry:
    """The system's own watches; raises OSError where it has none left."""

    def __init__(self, root: Path, signs: _Signs) -> None:
        _hurry_moves()
        self._root = root
        self._signs = signs
        self._observer = Observer()
        self._watches: dict[str, tuple[tuple[int, int], ObservedWatch]] = {}
        self._log = logging.getLogger("watchdog")
        self._log.addHandler(signs)
        self._observer.start()
        try:
            self.cover()
        except OSError:
            self.end()
            raise

    def cover(self) -> None:
        """Watch the folders that are there now; they may have come, gone or been replaced."""
        changed, self._signs.folders_changed = self._signs.folders_changed, False
        alive = {emitter.watch for emitter in self._observer.emitters if emitter.is_alive()}
        for name in (".", *SOURCE_FOLDERS):
            path = os.path.realpath(self._root / name)
            there = _identity(path)
            known = self._watches.get(name)
            if known and (known[0] != there or known[1] not in alive):
                del self._watches[name]
                self._observer.unschedule(known[1])
            if there and name not in self._watches:
                with contextlib.suppress(FileNotFoundError):  # gone again: its return is a sign
                    self._watches[name] = there, self._schedule(path, recursive=name != ".")
        if changed and sys.platform == "linux":
            # A folder inside a watched one gets its watch from the library, which keeps quiet
            # when none is left. One more shows it.
            self._observer.unschedule(self._schedule(os.sep, recursive=False))

    def _schedule(self, path: str, *, recursive: bool) -> ObservedWatch:
        return self._observer.schedule(self._signs, path, recursive=recursive, event_filter=_EVENTS)

    def end(self) -> None:
        self._log.removeHandler(self._signs)
        self._observer.stop()
        self._observer.join()


def _hurry_moves() -> None:
    """Shorten the half second for which the library holds all events behind a move out of sight."""
    if sys.platform != "linux":
        return
    try:
        from watchdog.observers.inotify_move_event_grouper import (  # noqa: PLC0415 (Linux alone has it)
            InotifyMoveEventGrouper,
        )
    except ImportError:
        return  # not a public name: without it such saves are seen half a second later
    InotifyMoveEventGrouper.delay = MOVE_SECONDS


def _identity(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 (a path that realpath gave)
    except OSError:
        return None
    return status.st_dev, status.st_ino


class _Poll:
    """Compares all files' size and time twice a second."""

    def __init__(self, root: Path, pacer: Pacer) -> None:
        self._root = root
        self._pacer = pacer
        self._ended = Event()
        self._before = file_stats(root)
        self._thread = Thread(target=self._run, name="sitegen-poll", daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(POLL_SECONDS):
            now = file_stats(self._root)
            if now != self._before:
                self._pacer.sign(complete=False)
            self._before = now
