"""A preview that is served: changes of its sources go to open pages and to the log."""

import json
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct, to_builtins

from sitegen.problems.errors import Problem
from sitegen.serve.desk.pages import DeskPages
from sitegen.serve.http.client import client_files
from sitegen.serve.http.events import Hub
from sitegen.serve.http.handler import ServerContext
from sitegen.serve.http.server import listen
from sitegen.serve.preview.preview import Preview
from sitegen.serve.preview.watch import Watcher
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
        update = partial(self._publish, preview.update)
        update_file = partial(self._publish, preview.update_file)
        self._watcher = Watcher(
            preview.scope, update, callbacks.log, update_file, poll=options.poll
        )

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
            if change:
                self._events.publish(*self._event(change))
                self._callbacks.report(change, time.monotonic() - started)
        except Exception as error:  # noqa: BLE001 (the edge of an update: the next may succeed)
            self._callbacks.log(f"cannot read the sources: {type(error).__name__}: {error}")
            return False
        return change is not None

    def _greeting(self) -> tuple[str, str]:
        preview = self._preview
        return self._event(Change(preview.version, (), preview.problems, replaced=False))

    def _event(self, change: Change) -> tuple[str, str]:
        """Return name and data of the event for open pages."""
        problems = [self._callbacks.describe(problem) for problem in change.problems]
        data: dict[str, object] = {"version": change.version, "problems": problems}
        if not change.replaced:
            return "problems", json.dumps(data)
        edited = to_builtins(change.edited)
        data |= {"changed": change.changed, "edited": edited, "css": change.css}
        return "change", json.dumps(data)
