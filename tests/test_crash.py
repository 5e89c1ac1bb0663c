"""Kills, full disks and refusing kernels: the output is the old site or the new one, never a mix.

Every trial runs in a forked child, where a stop can be set before the N-th operation that changes
the disk, or where the kernel can be told (seccomp) to refuse a system call.
"""

import ctypes
import errno
import os
import platform
import random
import resource
import shutil
import signal
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen.errors import SitegenError
from sitegen.model import Output
from sitegen.write import staging

RANDOM_KILLS = 200
ROUNDS = 30

Tree = dict[str, tuple[int, bytes]]
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


def publish(output: Path, files: dict[str, bytes]) -> None:
    with staging(output) as stage:
        for path, content in files.items():
            stage.write(Output(path, content))
        stage.publish()


def add_foreign_files(output: Path) -> None:
    (output / ".git/refs").mkdir(parents=True)
    (output / ".git/HEAD").write_bytes(b"ref: refs/heads/main\n")
    (output / ".git/HEAD").chmod(0o444)
    (output / "CNAME").write_bytes(b"essays.example\n")
    (output / "elsewhere").symlink_to("/nowhere")


def tree(root: Path) -> Tree:
    def content(path: Path) -> bytes:
        if path.is_symlink():
            return os.fsencode(path.readlink())
        return b"" if path.is_dir() else path.read_bytes()

    return {
        path.relative_to(root).as_posix(): (path.lstat().st_mode, content(path))
        for path in sorted(root.rglob("*"))
    }


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
        assert os.listdir(self.public.parent) == ["public"]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def run_in_child(work: Callable[[], None]) -> int:
    """Run work in a forked child; 0 when it ended well, 3 after a SitegenError, else -signal."""
    child = start_child(work)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def start_child(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    status = 99
    try:
        work()
        status = 0
    except SitegenError as error:
        status = 3 if all(problem.code[:2] == "E9" for problem in error.problems) else 98
    except KeyboardInterrupt:
        status = 130
    finally:
        os._exit(status)


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
        def __getitem__(self, name: str) -> object:
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


NUMBERS = {
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


def without_exchange(work: Callable[[], None]) -> None:
    refuse("renameat2", errno.ENOSYS)
    work()


def trials(bench: Bench, stop: Stop, *, deleting: bool = True, exchange: bool = True) -> Iterator[int]:
    """Rebuild again and again, stopped one operation later each time, until it runs through."""
    for number in range(1, 1000):
        bench.reset()

        def work(number: int = number) -> None:
            stop_before(number, stop, deleting=deleting)
            publish(bench.public, AFTER)

        yield run_in_child(work if exchange else lambda: without_exchange(work))


def test_a_kill_before_any_operation_leaves_the_old_site_or_the_new_one(bench: Bench) -> None:
    seen = []
    for status in trials(bench, kill_self):
        seen.append("old" if tree(bench.public) == bench.old else "new")
        assert tree(bench.public) in (bench.old, bench.new)
        bench.check_recovery()
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert len(seen) > 40
    assert seen == sorted(seen, reverse=True)


def test_a_kill_without_an_exchange_leaves_a_site_that_the_next_build_finds(bench: Bench) -> None:
    gaps = 0
    for status in trials(bench, kill_self, exchange=False):
        if bench.public.exists():
            assert tree(bench.public) in (bench.old, bench.new)
        else:
            gaps += 1
            with staging(bench.public):
                pass
            assert tree(bench.public) == bench.old
        bench.check_recovery()
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert gaps == 1


def test_a_kill_at_a_random_moment_leaves_the_old_site_or_the_new_one(bench: Bench) -> None:
    chance = random.Random(4)
    began = time.perf_counter()
    bench.reset()
    assert run_in_child(lambda: publish(bench.public, AFTER)) == 0
    whole = time.perf_counter() - began
    for _ in range(RANDOM_KILLS):
        bench.reset()
        child = start_child(lambda: publish(bench.public, AFTER))
        time.sleep(chance.uniform(0, whole))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert tree(bench.public) in (bench.old, bench.new)
        bench.check_recovery()


def test_an_interrupt_before_any_operation_leaves_no_litter(bench: Bench) -> None:
    for status in trials(bench, once(interrupt)):
        assert tree(bench.public) in (bench.old, bench.new)
        assert os.listdir(bench.public.parent) == ["public"]
        if status == 0:
            break
        assert status == 130


def test_no_room_at_any_operation_leaves_the_old_site_and_no_litter(bench: Bench) -> None:
    for status in trials(bench, raise_no_room, deleting=False):
        if status == 0:
            break
        assert status == 3
        assert tree(bench.public) == bench.old
        assert os.listdir(bench.public.parent) == ["public"]
    bench.check_recovery()


def test_no_room_for_a_rename_without_an_exchange_leaves_the_old_site(bench: Bench) -> None:
    for status in trials(bench, once(raise_no_room), deleting=False, exchange=False):
        if status == 0:
            break
        assert status == 3
        assert tree(bench.public) == bench.old
        assert os.listdir(bench.public.parent) == ["public"]


@pytest.mark.parametrize("limit", [0, 1, 7, 100, 2_499, 2_500, 10_000, 19_999])
def test_a_file_over_the_size_limit_leaves_the_old_site(bench: Bench, limit: int) -> None:
    bench.reset()

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        publish(bench.public, AFTER)

    assert run_in_child(work) == 3
    assert tree(bench.public) == bench.old
    assert os.listdir(bench.public.parent) == ["public"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB and 60 files; a plain folder where nobody may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    options = "size=256k,nr_inodes=60"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    yield disk
    if mounted:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(
    "files",
    [
        {f"{number}.html": b"x" * 60_000 for number in range(4)} | {"index.html": b"new" * 9_000},
        {f"{number}.html": b"x" for number in range(50)},
    ],
    ids=["bytes", "files"],
)
def test_a_full_disk_leaves_the_old_site(small_disk: Path, files: dict[str, bytes]) -> None:
    public = small_disk / "public"
    publish(public, BEFORE)
    old = tree(public)

    def work() -> None:
        if not small_disk.is_mount():
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
            stop_before(45, raise_no_room, deleting=False)
        publish(public, files)

    assert run_in_child(work) == 3
    assert tree(public) == old
    assert os.listdir(small_disk) == ["public"]


def test_readers_never_meet_a_missing_or_partial_page(tmp_path: Path) -> None:
    public = tmp_path / "public"
    paths = [f"essay-{number}/index.html" for number in range(20)]
    sites = [
        {path: f"{path} {turn};".encode() * (300 + 40 * turn) for path in paths} for turn in range(2)
    ]
    publish(public, sites[0])
    allowed = {path: {site[path] for site in sites} for path in paths}
    complaints: list[str] = []
    reads = [0, 0]
    over = threading.Event()

    def read(reader: int) -> None:
        while not over.is_set():
            for path in paths:
                try:
                    whole = (public / path).read_bytes() in allowed[path]
                except OSError as error:
                    complaints.append(f"{path}: {error}")
                    continue
                reads[reader] += 1
                if not whole:
                    complaints.append(f"{path} is partial")

    readers = [threading.Thread(target=read, args=[reader]) for reader in range(2)]
    for reader in readers:
        reader.start()
    turn = 0
    while turn < ROUNDS or sum(reads) < 5_000:
        turn += 1
        publish(public, sites[turn % 2])
    over.set()
    for reader in readers:
        reader.join()
    assert complaints == []


def test_two_builds_at_once_end_in_one_whole_site(tmp_path: Path) -> None:
    public = tmp_path / "public"
    sites = [
        {f"{number}/index.html": f"{turn}".encode() * 100 for number in range(turn, turn + 15)}
        for turn in range(3)
    ]
    clean = []
    for turn, site in enumerate(sites):
        publish(tmp_path / f"clean-{turn}", site)
        clean.append(tree(tmp_path / f"clean-{turn}"))

    def build(site: dict[str, bytes]) -> None:
        for _ in range(15):
            publish(public, site)

    children = [start_child(lambda site=site: build(site)) for site in sites]  # type: ignore[misc]  # mypy cannot infer a lambda's default
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 3
    assert tree(public) in clean
    assert [path for path in os.listdir(tmp_path) if "staging" in path] == []


def test_a_second_build_waits_for_the_first_and_then_wins(tmp_path: Path) -> None:
    public = tmp_path / "public"
    with staging(public) as stage:
        child = start_child(lambda: publish(public, AFTER))
        time.sleep(0.2)
        assert not public.exists()
        for path, content in BEFORE.items():
            stage.write(Output(path, content))
        stage.publish()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert (public / "index.html").read_bytes() == AFTER["index.html"]
    assert not (public / "gone").exists()
    assert os.listdir(tmp_path) == ["public"]


@pytest.mark.parametrize("error", [errno.EPERM, errno.EMLINK, errno.EXDEV, errno.ENOTSUP])
def test_a_system_that_refuses_hard_links_gets_copies(bench: Bench, error: int) -> None:
    bench.reset()
    kept = (bench.public / "kept/index.html").stat()

    def work() -> None:
        refuse("link", error)
        publish(bench.public, AFTER)

    assert run_in_child(work) == 0
    assert tree(bench.public) == bench.new
    assert (bench.public / "kept/index.html").stat().st_mtime_ns == kept.st_mtime_ns


@pytest.mark.parametrize("error", [errno.ENOSYS, errno.EINVAL])
def test_a_system_without_exchange_renames_twice(bench: Bench, error: int) -> None:
    bench.reset()

    def work() -> None:
        refuse("renameat2", error)
        refuse("syncfs", errno.ENOSYS)
        publish(bench.public, AFTER)

    assert run_in_child(work) == 0
    assert tree(bench.public) == bench.new
    assert os.listdir(bench.public.parent) == ["public"]


def test_an_output_that_turns_out_to_be_mounted_is_refused_in_words(bench: Bench) -> None:
    bench.reset()

    def work() -> None:
        refuse("renameat2", errno.EBUSY)
        try:
            publish(bench.public, AFTER)
        except SitegenError as error:
            expected = f"'{bench.public}' is a mount point, which cannot be replaced"
            assert [problem.message for problem in error.problems] == [expected]
            raise

    assert run_in_child(work) == 3
    assert tree(bench.public) == bench.old


def test_litter_of_a_killed_build_is_removed_even_where_it_is_read_only(bench: Bench) -> None:
    bench.reset()
    (bench.public / ".git").chmod(0o500)
    publish(bench.public, AFTER)
    assert stat.S_IMODE((bench.public / ".git").stat().st_mode) == 0o500
    assert os.listdir(bench.public.parent) == ["public"]
