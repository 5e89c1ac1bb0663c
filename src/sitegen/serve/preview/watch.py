"""The folders of a site -> calls of ``update`` when something changed; the only user of watchdog.

An event only means that something changed: events arrive late, twice, in another order, or not at
all if the system's queue is full, so their paths are hints of what to read first.
"""

import contextlib
import logging
import os
import sys
from collections.abc import Callable
from pathlib import PurePosixPath
from threading import Event, Thread

from msgspec import Struct
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

from sitegen.serve.preview.debounce import Debouncer
from sitegen.serve.preview.sources import Scope

POLL_SECONDS = 0.5
MOVE_SECONDS = 0.02
"""How long the library waits for the second half of a move."""

# Without those that reading causes: they would fill the queue.
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


class Listener(Struct, frozen=True):
    """Functions that a watcher calls, in its own thread."""

    update: Callable[[], object]
    """Reads all that changed."""
    log: Callable[[str], None]
    """Prints a line if folders have to be polled."""
    update_file: Callable[[str], bool] = lambda _: False
    """As in ``Debouncer``."""
    failed: Callable[[BaseException], None] = lambda _: None
    """Hears of an error that ends the thread: no change is noticed any more."""


class Watcher:
    """A watcher that calls ``update`` after each change of a site's sources, in its own thread."""

    def __init__(
        self, scope: Callable[[], Scope], listener: Listener, *, poll: bool = False
    ) -> None:
        """``scope`` returns what to watch now, which a change of the settings changes.

        ``poll`` is for file systems that report no changes (network shares, containers).
        """
        self._scope = scope
        self._listener = listener
        self._debouncer = Debouncer(self._watch_and_update, listener.update_file, listener.failed)
        self._source: _Polling | _Watches | None = self._polling() if poll else None

    def _polling(self) -> "_Polling":
        return _Polling(self._scope, self._debouncer.notify, self._listener.failed)

    def start(self) -> None:
        """Start, with an update."""
        self._watch()
        self._debouncer.start()

    def end(self) -> None:
        """Stop; no update is running afterwards."""
        self._debouncer.end()
        if self._source:
            self._source.end()

    def _watch_and_update(self) -> None:
        self._watch()  # new folders are watched first, so that no change in them is missed
        self._listener.update()

    def _watch(self) -> None:
        try:
            self._source = self._source or _Watches(self._scope, self._debouncer.notify)
            self._source.watch()
        except OSError as error:
            if self._source:
                self._source.end()
            reason = (error.strerror or str(error)).lower()
            self._listener.log(f"cannot watch folders, polling them twice a second: {reason}")
            self._source = self._polling()


class _Watches(FileSystemEventHandler, logging.Handler):
    """The watches of the operating system, and the handler of their events and warnings."""

    def __init__(self, scope: Callable[[], Scope], notify: Callable[[str], None]) -> None:
        logging.Handler.__init__(self, logging.WARNING)
        _shorten_wait_for_moves()
        self._find_scope = scope
        self._scope = scope()
        self._notify = notify
        self._folders_changed = True
        self._watched: dict[str, tuple[tuple[int, int], ObservedWatch]] = {}
        self._observer = Observer()
        self._observer.start()
        logging.getLogger("watchdog").addHandler(self)

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        if not any(map(self._scope.includes, paths)):
            return  # such as the log of the preview itself
        self._folders_changed |= event.is_directory
        self._notify(_complete_file(event))

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 (events may be lost)
        self._folders_changed = True
        self._notify("")

    def watch(self) -> None:
        """Watch the folders that exist now; raise OSError if the system has no watches left."""
        changed, self._folders_changed = self._folders_changed, False
        alive = {emitter.watch for emitter in self._observer.emitters if emitter.is_alive()}
        self._scope = self._find_scope()
        wanted = _wanted(self._scope)
        for name in self._watched.keys() - wanted.keys():
            self._observer.unschedule(self._watched.pop(name)[1])
        for name, recursive in wanted.items():
            path = os.path.realpath(self._scope.root / name)
            identity = _identity(path)
            known = self._watched.get(name)
            if known and (known[0] != identity or known[1] not in alive):
                del self._watched[name]
                self._observer.unschedule(known[1])
            if identity and name not in self._watched:
                with contextlib.suppress(FileNotFoundError):  # deleted: its return is an event
                    self._watched[name] = identity, self._schedule(path, recursive=recursive)
        if changed and sys.platform == "linux":
            # The library watches folders inside a watched one, and does not report that no watch
            # is left for them. One more watch shows it.
            self._observer.unschedule(self._schedule(os.sep, recursive=False))

    def _schedule(self, path: str, *, recursive: bool) -> ObservedWatch:
        return self._observer.schedule(self, path, recursive=recursive, event_filter=_EVENTS)

    def end(self) -> None:
        logging.getLogger("watchdog").removeHandler(self)
        self._observer.stop()
        self._observer.join()


def _wanted(scope: Scope) -> dict[str, bool]:
    """Return the folders to watch, and whether with all that is below them."""
    above = (str(folder) for name in scope.folders for folder in PurePosixPath(name).parents)
    return dict.fromkeys((".", *above), False) | dict.fromkeys(scope.folders, True)


def _complete_file(event: FileSystemEvent) -> str:
    """Return the file that an event completed: written and closed, or moved in; else "".

    Editors begin a save with other files: "essay.md~", ".essay.md.swp", "4913".
    """
    source, target = os.fsdecode(event.src_path), os.fsdecode(event.dest_path)
    if isinstance(event, FileMovedEvent):
        return target if _is_plain(target) and not target.startswith(source) else ""
    return source if isinstance(event, FileClosedEvent) and _is_plain(source) else ""


def _is_plain(path: str) -> bool:
    name = os.path.basename(path)  # noqa: PTH119 (one of many events)
    return "." in name[1:] and name[0] not in ".#" and name[-1] != "~"


def _shorten_wait_for_moves() -> None:
    """Shorten the half second for which the library delays all events after half a move."""
    with contextlib.suppress(ImportError):  # not a public name: without it such saves show later
        from watchdog.observers.inotify_move_event_grouper import (  # noqa: PLC0415 (on Linux only)
            InotifyMoveEventGrouper,
        )

        InotifyMoveEventGrouper.delay = MOVE_SECONDS


def _identity(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116 (a path from realpath)
    except OSError:
        return None
    return status.st_dev, status.st_ino


class _Polling:
    """A thread that compares the stat of all files twice a second."""

    def __init__(
        self,
        scope: Callable[[], Scope],
        notify: Callable[[str], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._scope = scope
        self._notify = notify
        self._failed = failed
        self._ended = Event()
        self._before = scope().stats()
        self._thread = Thread(target=self._run, name="sitegen-poll", daemon=True)
        self._thread.start()

    def watch(self) -> None:
        """Do nothing: new folders are found by each poll."""

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            self._poll()
        except BaseException as error:  # noqa: BLE001 (the edge of a thread)
            self._failed(error)

    def _poll(self) -> None:
        while not self._ended.wait(POLL_SECONDS):
            now = self._scope().stats()
            if now != self._before:
                self._notify("")
            self._before = now
