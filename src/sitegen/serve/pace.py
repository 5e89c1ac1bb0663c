"""Signs that something changed -> looks at the sources, one at a time, none too many."""

import time
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread

PAUSE = 0.04
"""Seconds of quiet to wait for where something vanished or is still being written."""
BURST_PAUSE = 0.08
"""Seconds of quiet that end a burst of changes."""
LONGEST_PAUSE = 3.0
"""Seconds after which a look is due even if it never gets quiet."""
BURST = 2
"""Looks within a second that need not wait for quiet."""


class Pacer:
    """Calls ``look`` on a thread of its own after each sign; a sign during a look brings another.

    What is complete is looked at at once. What vanished may be on its way back under a new
    content, as many editors save, and is given a moment; so is a burst, such as a checkout.
    """

    def __init__(self, look: Callable[[], None]) -> None:
        self._look = look
        self._changed = Condition()
        self._last = 0.0
        self._waiting = False
        self._complete = False
        self._ended = False
        self._recent: deque[float] = deque(maxlen=BURST)
        self._thread = Thread(target=self._run, name="sitegen-look", daemon=True)

    def start(self) -> None:
        """Begin to heed signs."""
        self._thread.start()

    def sign(self, *, complete: bool) -> None:
        """Note that something changed; ``complete`` where a file stands as it is meant to."""
        with self._changed:
            self._last = time.monotonic()
            self._waiting = True
            self._complete |= complete
            self._changed.notify()

    def end(self) -> None:
        """Look no more; wait for a look that is under way."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while self._settled():
            self._recent.append(time.monotonic())
            self._look()

    def _settled(self) -> bool:
        """Wait until a look is due; False when there is none to come."""
        with self._changed:
            while not (self._waiting or self._ended):
                self._changed.wait()
            latest = time.monotonic() + LONGEST_PAUSE
            while not self._ended and (left := min(self._due(), latest) - time.monotonic()) > 0:
                self._changed.wait(left)
            self._waiting = self._complete = False
            return not self._ended

    def _due(self) -> float:
        if len(self._recent) == BURST and self._last - self._recent[0] < 1:
            return self._last + BURST_PAUSE
        return self._last + (0 if self._complete else PAUSE)
