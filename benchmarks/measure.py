"""A command -> its cost: wall time, CPU time and peak memory of its whole process tree."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PERIOD = 0.01
"""Least number of seconds between two samples of the tree's memory."""
SHARE = 0.02
"""Share of the time that sampling may take: summing up a large process halts it for a while."""


class CommandError(Exception):
    """A measured command ended with an error; carries what it wrote."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one run of a command."""

    wall: float
    """Seconds from its start to its end."""
    cpu: float
    """Seconds of processor time, user and system, children included."""
    peak: float
    """Largest memory of the tree at one moment, in MB (10⁶ bytes)."""


def run(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run a command to its end and measure it; raises CommandError when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    watch = _Watch(process.pid)
    watch.start()
    # Reading to the end first: a full pipe would stop the command.
    said = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.stop()
    if process.returncode:
        raise CommandError(f"{' '.join(command)}\n{said.decode(errors='replace')}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, watch.peak / 1e6)


class _Watch(threading.Thread):
    """Samples the memory of a process tree and keeps the largest value."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._root = root
        self._over = threading.Event()

    def run(self) -> None:
        pause = PERIOD
        while not self._over.wait(pause):
            began = time.perf_counter()
            self.peak = max(self.peak, _memory(self._root))
            pause = max(PERIOD, (time.perf_counter() - began) / SHARE)

    def stop(self) -> None:
        self._over.set()
        self.join()


def _memory(root: int) -> int:
    """Return the memory of a tree in bytes.

    A process alone knows its own high-water mark, so nothing between two looks is missed. Of
    several, the proportional set sizes are summed: pages that a fork shares count once.
    """
    tree = list(_tree(root))
    if len(tree) == 1:
        return _kilobytes(f"/proc/{root}/status", "VmHWM:") * 1024
    return sum(_kilobytes(f"/proc/{pid}/smaps_rollup", "Pss:") for pid in tree) * 1024


def _tree(root: int) -> Iterator[int]:
    yield root
    for task in _threads(root):
        try:
            children = task.joinpath("children").read_text().split()
        except OSError:  # the thread has ended since
            continue
        for child in children:
            yield from _tree(int(child))


def _threads(pid: int) -> list[Path]:
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:  # the process has ended since
        return []


def _kilobytes(file: str, field: str) -> int:
    try:
        with Path(file).open() as lines:
            found = (line.split()[1] for line in lines if line.startswith(field))
            return int(next(found, 0))
    except OSError:  # the process has ended since
        return 0
