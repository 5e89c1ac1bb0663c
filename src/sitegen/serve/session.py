"""A preview that is served: changes of its sources go to open pages and to the log."""

import json
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct, to_builtins

from sitegen import SITE_FILE
from sitegen.problems.errors import Place, Problem
from sitegen.serve.desk.pages import DeskPages
from sitegen.serve.http.client import client_files
from sitegen.serve.http.events import Hub
from sitegen.serve.http.handler import ServerContext
from sitegen.serve.http.server import listen
from sitegen.serve.preview.preview import Preview
from sitegen.serve.preview.watch import Listener, Watcher
from sitegen.serve.site import Change


class ServeOptions(Struct, frozen=True):
    """Options of ``sitegen serve``."""

    host: str
    port: int
    poll: bool
    follow: bool
    editor: str
    """Pattern of the links that open the editor."""


class Callbacks(Struct, frozen=True):
    """Functions with which a session reports to its editor."""

    log: Callable[[str], None]
    """Prints a line."""
    report: Callable[[Change, float], None]
    """Prints a change, with the seconds that the update took."""
    describe: Callable[[Problem], Mapping[str, object]]
    """Returns what a page shows of a problem."""


class Session:
    """A server and a watcher of one preview."""

    def __init__(
        self, root: Path, preview: Preview, options: ServeOptions, callbacks: Callbacks
    ) -> None:
        self._preview = preview
        self._callbacks = callbacks
        self._events = Hub(self._greeting)
        files, desk = client_files(), DeskPages(root, preview, options.editor)
        context = ServerContext(
            host=options.host,
            site=preview,
            events=self._events,
            own_page=lambda path, query: files.get(path) or desk.get(path, query),
            log=callbacks.log,
            follow=options.follow,
        )
        self.server = listen(options.port, context)
        self._fault: Problem | None = None
        """Why the pages may be older than the sources."""
        listener = Listener(
            update=partial(self._publish, preview.update),
            log=callbacks.log,
            update_file=partial(self._publish, preview.update_file),
            failed=self._stop_following,
        )
        self._watcher = Watcher(preview.scope, listener, poll=options.poll)

    def run(self, ready: Callable[[], None]) -> None:
        """Serve and watch until an exception such as KeyboardInterrupt.

        ``ready`` is called after the start.
        """
        self._watcher.start()
        try:
            ready()
            self.server.serve_forever()
        finally:
            self._watcher.end()
            self.server.end()

    def _publish(self, update: Callable[..., Change | None], *files: str) -> bool:
        """Update the preview and report the change; return whether there was one."""
        started = time.monotonic()
        try:
            change = update(*files)
        except Exception as error:  # noqa: BLE001 (the edge of an update: the next may succeed)
            self._show_fault(f"cannot read the sources: {type(error).__name__}: {error}")
            return False
        if self._fault:
            self._fault = None
            self._events.publish(*self._greeting())
        if change:
            self._events.publish(*self._event(change))
            self._callbacks.report(change, time.monotonic() - started)
        return change is not None

    def _stop_following(self, error: BaseException) -> None:
        reason = f"{type(error).__name__}: {error}"
        self._show_fault(f"the preview has stopped following the sources: {reason}")

    def _show_fault(self, message: str) -> None:
        """Report on open pages and in the log that pages may be older than the sources."""
        hint = "stop sitegen serve and start it again"
        self._fault = Problem(Place(SITE_FILE), "E915", message, hint)
        self._callbacks.log(message)
        self._events.publish(*self._greeting())

    def _greeting(self) -> tuple[str, str]:
        preview = self._preview
        return self._event(Change(preview.version, (), preview.problems, replaced=False))

    def _event(self, change: Change) -> tuple[str, str]:
        """Return name and data of the event for open pages."""
        faults = (self._fault,) if self._fault else ()
        problems = [self._callbacks.describe(problem) for problem in (*faults, *change.problems)]
        data: dict[str, object] = {"version": change.version, "problems": problems}
        if not change.replaced:
            return "problems", json.dumps(data)
        edited = to_builtins(change.edited)
        data |= {"changed": change.changed, "edited": edited, "css": change.css}
        return "change", json.dumps(data)
