"""A function and many things -> its results in order, from several processes where that pays.

On this machine whole things go to forked processes. An executor (of a cluster, say) gets the middle
of the work only, which reads no file.
"""

import os
import pickle
import struct
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeVar

from msgspec import Struct

from sitegen.problems.errors import Place, fail

if sys.platform == "linux":
    import fcntl

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")
R = TypeVar("R")
Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

Batch = Callable[[Sequence[T]], list[R]]
"""A function of several things."""
Progress = Callable[[str, int, int], None]
"""Receives a phase, the number of things done and that of all; 0 if nothing is counted."""

CHUNK = 32
"""Things that a process takes at a time. Fewer gain less from ``lockstep`` and cost more messages;
more take memory and leave the last process waiting."""
CHUNKS = {"reading": CHUNK, "writing": 16}
"""The same by the phases of a build; pages hold more memory."""
WORTH = 64
"""Things from which a second process pays for itself and for the memory it takes."""
WAVE = 2_048
"""Things that are held in memory for an executor."""

_LENGTH = struct.Struct("<Q")
_PIPE = 1 << 20
"""Bytes of results that a worker may be ahead of the process that takes them."""


class Pending(Struct, Generic[Task, Outcome, R], frozen=True):
    """Work on a thing that has begun."""

    task: Task
    """Input of ``compute``, on any machine."""
    finish: Callable[[Outcome], R]
    """Ends the work in the process that began it."""


class Work(Struct, Generic[T, Task, Outcome, R], frozen=True):
    """A function of many things in three steps, of which the middle one may run elsewhere."""

    begin: Callable[[T], R | Pending[Task, Outcome, R]]
    """Reads files; returns the result if there is nothing to compute."""
    compute: Callable[[Sequence[Task]], Iterable[Outcome]]
    """Is pure; it and its tasks can be sent to another machine."""

    def __call__(self, things: Sequence[T]) -> list[R]:
        """Work on some things in this process."""
        begun = [self.begin(thing) for thing in things]
        outcomes = iter(self.compute([one.task for one in begun if isinstance(one, Pending)]))
        return [one.finish(next(outcomes)) if isinstance(one, Pending) else one for one in begun]


class Workers(Struct, frozen=True):
    """Executor of the work, and receiver of its progress."""

    progress: Progress = lambda phase, done, total: None  # noqa: ARG005 (for nobody)
    executor: "Executor | None" = None

    def run(self, phase: str, work: Work[T, Task, Outcome, R], things: Sequence[T]) -> Iterator[R]:
        """Return the results of all things, in order, as they come."""
        if self.executor:
            return _send_out(self.executor, work, things, CHUNKS[phase])
        return spread(work, things, CHUNKS[phase])


def _send_out(
    executor: "Executor", work: Work[T, Task, Outcome, R], things: Sequence[T], chunk: int
) -> Iterator[R]:
    """Run the middle step of the work on an executor, in chunks."""

    def compute(tasks: Sequence[Task]) -> Iterator[Outcome]:
        return chain.from_iterable(executor.map(work.compute, _cut(tasks, chunk)))

    for wave in _cut(things, WAVE):
        yield from Work(work.begin, compute)(wave)


def _cut(things: Sequence[T], size: int) -> list[Sequence[T]]:
    return [things[start : start + size] for start in range(0, len(things), size)]


def for_each(function: Callable[[T], R]) -> Batch[T, R]:
    """Turn a function of one thing into one of several."""
    return lambda things: [function(thing) for thing in things]


def spread(work: Batch[T, R], things: Sequence[T], chunk: int = CHUNK) -> Iterator[R]:
    """Apply ``work`` to chunks of things; the results are the same in any number of processes.

    Workers are forked, so that they share all that is in memory and only results are sent; an
    exception of ``work`` is raised here. This process works, too: a forked one that looks at what
    is in memory copies it. Where forking is not safe, it does everything.
    """
    chunks = _cut(things, chunk)
    processes = min(_processors(), len(chunks))
    if len(things) < WORTH or processes < 2 or not _may_fork():
        for some in chunks:
            yield from work(some)
        return
    workers = [_start(work, chunks[number::processes]) for number in range(1, processes)]
    try:
        for number, some in enumerate(chunks):
            turn = number % processes
            yield from _receive(workers[turn - 1][1]) if turn else work(some)
    finally:
        for _, pipe in workers:
            pipe.close()
        for worker, _ in workers:
            os.waitpid(worker, 0)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _may_fork() -> bool:
    # A forked child of a process with threads may find a lock that nobody will ever open.
    # The system counts those of libraries too, as Python itself does before it warns.
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 (only their number counts)
    except OSError:
        return False


def _start(work: Batch[T, R], chunks: Iterable[Sequence[T]]) -> tuple[int, BinaryIO]:
    """Fork a worker for some chunks; it answers on a pipe."""
    reader, writer = os.pipe()
    with suppress(OSError):  # more than a user may have
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, _PIPE)
    if worker := os.fork():
        os.close(writer)
        return worker, os.fdopen(reader, "rb")
    os.close(reader)
    code = 1
    try:
        with os.fdopen(writer, "wb") as pipe:
            for chunk in chunks:
                _send(pipe, work, chunk)
        code = 0
    except BrokenPipeError:
        pass  # nobody wants the rest
    finally:
        # Leave at once: what the parent has open is the parent's to close.
        os._exit(code)


def _send(pipe: BinaryIO, work: Batch[T, R], chunk: Sequence[T]) -> None:
    try:
        message = pickle.dumps((True, work(chunk)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 (it is raised again in the parent)
        message = pickle.dumps((False, error))
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)


def _receive(pipe: BinaryIO) -> Sequence[R]:
    header = pipe.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        hint = "the machine may be short of memory; build again, and read its log if it recurs"
        raise fail(Place("."), "E911", "a worker process was killed", hint)
    (length,) = _LENGTH.unpack(header)
    fine, answer = pickle.loads(pipe.read(length))  # noqa: S301 (from our own child)
    if not fine:
        raise answer
    results: Sequence[R] = answer
    return results
