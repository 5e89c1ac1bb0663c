"""A preview that lives: looks at the sources are told to open pages and to the log."""

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct, to_builtins

from sitegen.problems.errors import Problem
from sitegen.serve.http.events import Hub
from sitegen.serve.http.handler import Inside, Tools
from sitegen.serve.http.packaged import client_files
from sitegen.serve.http.server import Server, listen
from sitegen.serve.preview.watch import Watcher
from sitegen.serve.site import Change, Found, Site


class Followed(Site, Protocol):
    """A site that follows its sources."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong now."""

    def glance(self, file: str) -> Change | None:
        """Take in one saved file where that is quickly done. Called by one thread."""

    def look(self) -> Change | None:
        """Take in what changed; None when nothing did. Called by the same thread."""


class Voice(Struct, frozen=True):
    """How a session speaks to its editor."""

    log: Callable[[str], None]
    """Prints a line."""
    changed: Callable[[Change, float], None]
    """Told each change and how many seconds it took to take in."""
    told: Callable[[Problem], Mapping[str, object]]
    """Makes of a problem what a page shows of it."""


class Wishes(Struct, frozen=True):
    """What an editor asks of a session."""

    host: str = "127.0.0.1"
    port: int = 8000
    poll: bool = False
    follow: bool = False


class Session:
    """Serves a site and watches its sources, until it is ended."""

    def __init__(
        self, root: Path, site: Followed, wishes: Wishes, voice: Voice, desk: Inside | None = None
    ) -> None:
        """``desk`` answers below ``/__sitegen/`` for what is no file of the script."""
        self._site = site
        self._voice = voice
        self._wishes = wishes
        self._client = client_files()
        self._desk = desk
        self._hub = Hub(lambda: ("problems", self._facts(None)))
        tools = Tools(self._hub, self._inside, voice.log, wishes.follow)
        self._server = listen((wishes.host, wishes.port), site, tools)
        self._watcher = Watcher(root, self._look, voice.log, self._glance)

    @property
    def server(self) -> Server:
        """What answers, with the port it got."""
        return self._server

    def run(self, ready: Callable[[], None]) -> None:
        """Serve and watch until an exception ends it, such as KeyboardInterrupt.

        ``ready`` is called once all has begun.
        """
        self._watcher.start(poll=self._wishes.poll)
        try:
            ready()
            self._server.serve_forever()
        finally:
            self._watcher.end()
            self._server.end()

    def _inside(self, path: str, query: str) -> Found | None:
        return self._client.get(path) or (self._desk(path, query) if self._desk else None)

    def _glance(self, file: str) -> bool:
        return self._take_in(lambda: self._site.glance(file))

    def _look(self) -> None:
        self._take_in(self._site.look)

    def _take_in(self, changes: Callable[[], Change | None]) -> bool:
        started = time.monotonic()
        try:
            change = changes()
            if change:
                self._hub.publish("change" if change.replaced else "problems", self._facts(change))
                self._voice.changed(change, time.monotonic() - started)
        except Exception as error:  # noqa: BLE001 (the edge of a look: the next one may fare better)
            self._voice.log(f"the sources could not be read: {type(error).__name__}: {error}")
            return False
        return change is not None

    def _facts(self, change: Change | None) -> str:
        site = self._site
        version, problems = (
            (change.version, change.problems) if change else (site.version, site.problems)
        )
        facts: dict[str, object] = {
            "version": version,
            "problems": [self._voice.told(problem) for problem in problems],
        }
        if change and change.replaced:
            facts["changed"] = change.changed
            facts["edited"] = to_builtins(change.edited)
            facts["css"] = change.css
        return json.dumps(facts)
