"""Events of files -> updates of the site, one at a time and not too many."""

import time
from collections.abc import Callable
from threading import Condition, Thread

PAUSE = 0.04
"""Seconds to wait for quiet after a file vanished or while it is being written."""
BURST_PAUSE = 0.08
"""Seconds of quiet that end a burst of changes."""
LONGEST_PAUSE = 3.0
"""Seconds after which an update is due even if it never gets quiet."""
BURST = 2
"""Updates that need not wait for the end of a burst."""


class Debouncer:
    """A thread that calls ``update`` after each event; an event meanwhile causes another update.

    A complete file causes an update at once. A vanished one may come back with new content, as
    many editors save, and gets a moment; so does a burst, such as a checkout.
    """

    def __init__(
        self,
        update: Callable[[], object],
        update_file: Callable[[str], bool] = lambda _: False,
        failed: Callable[[BaseException], None] = lambda _: None,
    ) -> None:
        """``update_file`` may show a single complete file earlier, and returns whether it did.

        The update follows when it is quiet. ``failed`` is called if the thread ends by an error.
        """
        self._failed = failed
        self._update = update
        self._update_file = update_file
        self._changed = Condition()
        self._last = 0.0
        self._pending = True
        self._files: set[str] = set()
        """Complete files since the last update."""
        self._left = BURST
        self._updating = False
        self._ended = False
        self._thread = Thread(target=self._run, name="sitegen-update", daemon=True)

    def start(self) -> None:
        """Start the thread, with an update."""
        self._thread.start()

    def notify(self, file: str = "") -> None:
        """Report an event; ``file`` is complete: written and closed, or moved into its place."""
        with self._changed:
            now = time.monotonic()
            idle = not self._pending and not self._updating
            if idle and now - self._last > BURST_PAUSE:
                self._left = BURST
            self._last = now
            self._pending = True
            if file:
                self._files.add(file)
            self._changed.notify()

    def end(self) -> None:
        """Stop the thread; wait for an update that is running."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        try:
            self._follow()
        except BaseException as error:  # noqa: BLE001 (the edge of a thread)
            self._failed(error)

    def _follow(self) -> None:
        while (files := self._wait()) is not None:
            is_shown = len(files) == 1 and self._update_file(*files)
            if not is_shown:
                self._update()
            with self._changed:
                self._updating = False
                self._last = time.monotonic()
                self._pending |= is_shown

    def _wait(self) -> set[str] | None:
        """Wait until an update is due and return the complete files; None at the end."""
        with self._changed:
            while not (self._pending or self._ended):
                self._changed.wait()
            latest = time.monotonic() + LONGEST_PAUSE
            while not self._ended and (left := min(self._due(), latest) - time.monotonic()) > 0:
                self._changed.wait(left)
            self._left -= 1
            self._updating, self._pending = True, False
            files, self._files = self._files, set()
            return None if self._ended else files

    def _due(self) -> float:
        if self._left <= 0:
            return self._last + BURST_PAUSE
        return self._last if self._files else self._last + PAUSE
