"""Publications in forked children, which are stopped or refused things.

A stop can be set before the N-th operation that changes the disk; the kernel can be told, with a
filter of system calls (seccomp(2)), to refuse one of them.
"""

import ctypes
import errno
import os
import platform
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

from support.forked import run_in_child
from support.publishing import names, publish, tree

Stop = Callable[[], None]

BEFORE = {
    "index.html": b"old home",
    "kept/index.html": b"kept " * 500,
    "style.css": b"main {}",
    "gone/page/index.html": b"gone",
}
AFTER = {
    "index.html": b"new home",
    "kept/index.html": b"kept " * 500,
    "style.css": b"main {}",
    "new/index.html": b"new " * 5000,
}


def add_foreign_files(output: Path) -> None:
    (output / ".git/refs").mkdir(parents=True)
    (output / ".git/HEAD").write_bytes(b"ref: refs/heads/main\n")
    (output / ".git/HEAD").chmod(0o444)
    (output / "CNAME").write_bytes(b"essays.example\n")
    (output / "elsewhere").symlink_to("/nowhere")


class Bench:
    """A published site with foreign files, to be copied for each trial."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.model = folder / "model"
        publish(self.model, BEFORE)
        add_foreign_files(self.model)
        self.old = tree(self.model)
        publish(folder / "clean", AFTER)
        add_foreign_files(folder / "clean")
        self.new = tree(folder / "clean")
        self.public = folder / "site/public"

    def reset(self) -> None:
        shutil.rmtree(self.folder / "site", ignore_errors=True)
        shutil.copytree(self.model, self.public, symlinks=True)

    def check_recovery(self) -> None:
        publish(self.public, AFTER)
        assert tree(self.public) == self.new
        assert names(self.public.parent) == ["public"]


CREATING = ("mkdir", "link", "rename", "replace", "write", "fsync", "chown", "utime")
DELETING = ("unlink", "rmdir")


def stop_before(number: int, stop: Stop, *, deleting: bool = True) -> None:
    """Have this process stop before the N-th call that changes the disk, and all later ones."""
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        if count >= number:
            stop()

    def watched(call: Callable[..., object]) -> Callable[..., object]:
        def watcher(*arguments: object, **options: object) -> object:
            if call is not os_open or int(str(arguments[1])) & os.O_CREAT:
                step()
            return call(*arguments, **options)

        return watcher

    class Library(ctypes.CDLL):
        def __getitem__(self, name: str):  # type: ignore[no-untyped-def]  # private in typeshed
            step()
            return super().__getitem__(name)

    os_open = os.open
    for name in ("open", *CREATING, *(DELETING if deleting else ())):
        setattr(os, name, watched(getattr(os, name)))
    ctypes.CDLL = Library  # type: ignore[misc]  # only in the child that is about to end


def kill_self() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def raise_no_room() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def once(stop: Stop) -> Stop:
    done: list[bool] = []

    def stop_once() -> None:
        if not done:
            done.append(True)
            stop()

    return stop_once


def interrupt() -> None:
    raise KeyboardInterrupt


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("jt", ctypes.c_ubyte),
        ("jf", ctypes.c_ubyte),
        ("k", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("start", ctypes.POINTER(_Instruction)))


NUMBERS: dict[str, dict[str, tuple[int, ...]]] = {
    "x86_64": {"renameat2": (316,), "link": (86, 265), "syncfs": (306,)},
    "aarch64": {"renameat2": (276,), "link": (37,), "syncfs": (267,)},
}


def refuse(call: str, error: int) -> None:
    """Have the kernel refuse a system call to this process from now on (seccomp(2))."""
    load, jump_if_equal, answer, allow = 0x20, 0x15, 0x06, 0x7FFF0000
    numbers = NUMBERS[platform.machine()][call]
    program = [_Instruction(load, 0, 0, 0)]
    for number in numbers:
        program.append(_Instruction(jump_if_equal, 0, 1, number))
        program.append(_Instruction(answer, 0, 0, 0x00050000 | error))
    program.append(_Instruction(answer, 0, 0, allow))
    library = ctypes.CDLL(None, use_errno=True)
    block = (_Instruction * len(program))(*program)
    assert library.prctl(38, 1, 0, 0, 0) == 0
    assert library.prctl(22, 2, ctypes.byref(_Program(len(program), block))) == 0


def without_exchange(work: Callable[[], object]) -> None:
    refuse("renameat2", errno.ENOSYS)
    work()


def trials(
    bench: Bench, stop: Stop, *, deleting: bool = True, exchange: bool = True
) -> Iterator[int]:
    """Rebuild again and again, stopped one operation later each time, until it runs through."""
    for number in range(1, 1000):
        bench.reset()

        def work(number: int = number) -> None:
            stop_before(number, stop, deleting=deleting)
            publish(bench.public, AFTER)

        yield run_in_child(work if exchange else lambda: without_exchange(work))
