"""A progress bar for long builds, on a terminal only, and the time that each phase takes."""

import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 0.5
"""Seconds before a bar appears."""


class ProgressBar:
    """Times the phases of a build, and draws a bar if the build takes long."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._begun: list[tuple[str, float]] = [("finding", time.monotonic())]
        self._bar: Bar | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Record the progress of a phase."""
        now = time.monotonic()
        if self._begun[-1][0] != phase:
            self._begun.append((phase, now))
        if self._wanted and now - self._begun[0][1] >= PATIENCE:
            self._draw(phase, done, total)

    def _draw(self, phase: str, done: int, total: int) -> None:
        if self._bar is None:
            # rich costs 50 ms, which a short build must not pay.
            from rich.console import Console  # noqa: PLC0415
            from rich.progress import Progress  # noqa: PLC0415

            # Refreshed by hand: a thread that did it would forbid forking.
            console = Console(stderr=True)
            self._bar = Progress(console=console, transient=True, auto_refresh=False)
            self._bar.start()
        if not total:
            return
        if phase not in self._tasks:
            self._tasks[phase] = self._bar.add_task(phase, total=total)
        self._bar.update(self._tasks[phase], completed=done)
        self._bar.refresh()

    def phases(self) -> Iterator[tuple[str, float]]:
        """Yield the seconds that each phase took, the last one until now."""
        ends = [*(at for _, at in self._begun[1:]), time.monotonic()]
        for (phase, start), end in zip(self._begun, ends, strict=True):
            yield phase, end - start

    def close(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.stop()
