"""Signs that something changed -> looks at the sources, one at a time, none too many."""

import time
from collections.abc import Callable
from threading import Condition, Thread

PAUSE = 0.04
"""Seconds of quiet to wait for where something vanished or is still being written."""
BURST_PAUSE = 0.08
"""Seconds of quiet that end a burst of changes."""
LONGEST_PAUSE = 3.0
"""Seconds after which a look is due even if it never gets quiet."""
BURST = 2
"""Looks that need not wait for quiet, until it was quiet for once."""


class Pacer:
    """Calls ``look`` on a thread of its own after each sign; a sign during a look brings another.

    What is complete is looked at at once. What vanished may be on its way back under a new
    content, as many editors save, and is given a moment; so is a burst, such as a checkout.
    """

    def __init__(
        self, look: Callable[[], None], glance: Callable[[str], bool] = lambda _: False
    ) -> None:
        """``glance`` may take in one complete file before the look, which comes when it is quiet.

        It says whether it did.
        """
        self._look = look
        self._glance = glance
        self._changed = Condition()
        self._last = 0.0
        self._waiting = False
        self._complete = False
        self._files: set[str] = set()
        """Those complete since the last look or glance."""
        self._left = BURST
        self._looking = False
        self._ended = False
        self._thread = Thread(target=self._run, name="sitegen-look", daemon=True)

    def start(self) -> None:
        """Begin to heed signs."""
        self._thread.start()

    def sign(self, *, complete: bool, file: str = "") -> None:
        """Note that something changed; ``complete`` where a file stands as it is meant to."""
        with self._changed:
            now = time.monotonic()
            idle = not self._waiting and not self._looking
            if idle and now - self._last > BURST_PAUSE:
                self._left = BURST
            self._last = now
            self._waiting = True
            self._complete |= complete
            if complete:
                self._files.add(file)
            self._changed.notify()

    def end(self) -> None:
        """Look no more; wait for a look that is under way."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while (files := self._settled()) is not None:
            glanced = len(files) == 1 and self._glance(*files)
            if not glanced:
                self._look()
            with self._changed:
                self._looking = False
                self._last = time.monotonic()
                self._waiting |= glanced

    def _settled(self) -> set[str] | None:
        """Wait until a look is due, and give the files that are complete; None at the end."""
        with self._changed:
            while not (self._waiting or self._ended):
                self._changed.wait()
            latest = time.monotonic() + LONGEST_PAUSE
            while not self._ended and (left := min(self._due(), latest) - time.monotonic()) > 0:
                self._changed.wait(left)
            self._left -= 1
            self._looking = True
            files, self._files = self._files, set()
            self._waiting = self._complete = False
            return None if self._ended else files

    def _due(self) -> float:
        if self._left <= 0:
            return self._last + BURST_PAUSE
        return self._last + (0 if self._complete else PAUSE)
