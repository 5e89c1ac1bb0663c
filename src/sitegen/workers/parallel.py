"""A function and many things -> its results in order, on several processors where that pays.

On this machine whole things are handed to forked processes. An executor (of a cluster, say) is
handed the middle of the work alone, which touches no file.
"""

import os
import pickle
import struct
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeVar

from msgspec import Struct

from sitegen.problems.errors import Place, fail

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")
R = TypeVar("R")
Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

Many = Callable[[Sequence[T]], list[R]]
"""Does something with several things."""

CHUNK = 32
"""Things a process takes at a time, unless told otherwise: fewer find less at hand (see ``turns``)
and cost more messages, more take memory and leave the last one waiting."""
WORTH = 64
"""Things from which a second process pays for itself and for the memory it takes."""

WAVE = 2_048
"""Things that are held in memory for an executor."""

_LENGTH = struct.Struct("<Q")


class Asked(Struct, Generic[Task, Outcome, R], frozen=True):
    """Work on a thing that is begun; what is to be done with it next may be done anywhere."""

    task: Task
    keep: Callable[[Outcome], R]
    """Ends the work here."""


class Work(Struct, Generic[T, Task, Outcome, R], frozen=True):
    """Something to do with many things; called, it does all of it here."""

    begin: Callable[[T], R | Asked[Task, Outcome, R]]
    """Reads what is here; gives the result where nothing else is to be done."""
    do: Callable[[Sequence[Task]], Iterable[Outcome]]
    """Pure; it and its tasks can be sent to another process or machine."""

    def __call__(self, things: Sequence[T]) -> list[R]:
        """Do all that is to be done with some things."""
        begun = [self.begin(thing) for thing in things]
        tasks = [each.task for each in begun if isinstance(each, Asked)]
        outcomes = iter(self.do(tasks))
        return [each.keep(next(outcomes)) if isinstance(each, Asked) else each for each in begun]


def farm(
    executor: "Executor", work: Work[T, Task, Outcome, R], things: Sequence[T], chunk: int = CHUNK
) -> Iterator[R]:
    """Do as ``spread`` does, with the middle of the work done in chunks by an executor."""

    def do(tasks: Sequence[Task]) -> Iterator[Outcome]:
        return chain.from_iterable(executor.map(work.do, _cut(tasks, chunk)))

    for wave in _cut(things, WAVE):
        yield from Work(work.begin, do)(wave)


def _cut(things: Sequence[T], size: int) -> list[Sequence[T]]:
    return [things[start : start + size] for start in range(0, len(things), size)]


def for_each(do: Callable[[T], R]) -> Many[T, R]:
    """Make of what is done with one thing what is done with some."""
    return lambda things: [do(thing) for thing in things]


def in_chunks(work: Many[T, R], things: Sequence[T], chunk: int = CHUNK) -> Iterator[R]:
    """Apply ``work`` to chunks of things, in this process."""
    for some in _cut(things, chunk):
        yield from work(some)


def spread(work: Many[T, R], things: Sequence[T], chunk: int = CHUNK) -> Iterator[R]:
    """Apply ``work`` to chunks of things; the results are the same in any number of processes.

    Workers are forked, so that they share all that is in memory and only results are sent; an
    exception of ``work`` is raised here. Where forking is not safe, all happens in this process.
    """
    chunks = _cut(things, chunk)
    processes = min(_processors(), len(chunks))
    if len(things) < WORTH or processes < 2 or not _may_fork():
        yield from in_chunks(work, things, chunk)
        return
    workers = [_start(work, chunks[number::processes]) for number in range(processes)]
    try:
        for number in range(len(chunks)):
            yield from _receive(workers[number % processes][1])
    finally:
        for _, pipe in workers:
            pipe.close()
        for worker, _ in workers:
            os.waitpid(worker, 0)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _may_fork() -> bool:
    # A forked child of a process with threads may find a lock that nobody will ever open.
    return threading.active_count() == 1


def _start(work: Many[T, R], chunks: Iterable[Sequence[T]]) -> tuple[int, BinaryIO]:
    """Fork a worker for some chunks; it answers on a pipe."""
    reader, writer = os.pipe()
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


def _send(pipe: BinaryIO, work: Many[T, R], chunk: Sequence[T]) -> None:
    try:
        message = pickle.dumps((True, work(chunk)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 (it is raised again in the parent)
        message = pickle.dumps((False, error))
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)


def _receive(pipe: BinaryIO) -> Sequence[R]:
    header = pipe.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        hint = "the machine may be short of memory; build again, and see its log if this comes back"
        raise fail(Place("."), "E911", "a worker process was ended from outside", hint)
    (length,) = _LENGTH.unpack(header)
    fine, answer = pickle.loads(pipe.read(length))  # noqa: S301 (from our own child)
    if not fine:
        raise answer
    results: Sequence[R] = answer
    return results
