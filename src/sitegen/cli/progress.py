"""A progress bar for builds that make an author wait, on a terminal only."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 0.5
"""Seconds before a bar appears."""


@contextmanager
def progress_bar(*, wanted: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function to call with phase, number done and total; draws when it takes long."""
    if not wanted or not sys.stderr.isatty():
        yield lambda phase, done, total: None  # noqa: ARG005 (a progress that nobody sees)
        return
    bar = _Late()
    try:
        yield bar.update
    finally:
        bar.close()


class Stopwatch:
    """Notes when each phase begins, and passes on what it is told."""

    def __init__(self, onward: Callable[[str, int, int], None]) -> None:
        self._onward = onward
        self._begun: list[tuple[str, float]] = [("finding", time.monotonic())]

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Tell of the progress of a phase."""
        if self._begun[-1][0] != phase:
            self._begun.append((phase, time.monotonic()))
        self._onward(phase, done, total)

    def phases(self) -> Iterator[tuple[str, float]]:
        """Give the seconds that each phase took, the last one until now."""
        ends = [*(at for _, at in self._begun[1:]), time.monotonic()]
        for (phase, start), end in zip(self._begun, ends, strict=True):
            yield phase, end - start


class _Late:
    """A bar that is made, and its library imported, only once patience is at an end."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._bar: Bar | None = None
        self._tasks: dict[str, TaskID] = {}

    def update(self, phase: str, done: int, total: int) -> None:
        if self._bar is None:
            if time.monotonic() - self._start < PATIENCE:
                return
            self._bar = _make_bar()
            self._bar.start()
        if not total:
            return
        if phase not in self._tasks:
            self._tasks[phase] = self._bar.add_task(phase, total=total)
        self._bar.update(self._tasks[phase], completed=done)
        self._bar.refresh()

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def _make_bar() -> "Bar":
    # rich costs 50 ms, which a short build must not pay.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    # Refreshed by hand: a thread that did it would forbid forking.
    return Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
