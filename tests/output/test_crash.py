"""Publishing with kills, full disks and refusals: the old site or the new one, never a mix."""

import ctypes
import os
import random
import resource
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.output.stage import staging
from support.forked import end_of, run_in_child, start_child
from support.forked_publish import (
    AFTER,
    BEFORE,
    Bench,
    interrupt,
    kill_self,
    once,
    raise_no_room,
    stop_before,
    trials,
)
from support.publishing import names, publish, tree

pytestmark = pytest.mark.slow

RANDOM_KILLS = 200
ROUNDS = 30


MEMORY = Path("/dev/shm")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the system has one: some 500 trials would wait for the disk."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        yield Path(name)


@pytest.fixture
def bench(folder: Path) -> Bench:
    return Bench(folder)


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


def test_an_interrupt_before_any_operation_leaves_nothing_over(bench: Bench) -> None:
    for status in trials(bench, once(interrupt)):
        assert tree(bench.public) in (bench.old, bench.new)
        assert names(bench.public.parent) == ["public"]
        if status == 0:
            break
        assert status == 130


def test_no_room_at_any_operation_leaves_the_old_site_and_nothing_over(bench: Bench) -> None:
    for status in trials(bench, raise_no_room, deleting=False):
        if status == 0:
            break
        assert status == 3
        assert tree(bench.public) == bench.old
        assert names(bench.public.parent) == ["public"]
    bench.check_recovery()


def test_no_room_for_a_rename_without_an_exchange_leaves_the_old_site(bench: Bench) -> None:
    for status in trials(bench, once(raise_no_room), deleting=False, exchange=False):
        if status == 0:
            break
        assert status == 3
        assert tree(bench.public) == bench.old
        assert names(bench.public.parent) == ["public"]


@pytest.mark.parametrize("limit", [0, 1, 7, 100, 2_499, 2_500, 10_000, 19_999])
def test_a_file_over_the_size_limit_leaves_the_old_site(bench: Bench, limit: int) -> None:
    bench.reset()

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        publish(bench.public, AFTER)

    assert run_in_child(work) == 3
    assert tree(bench.public) == bench.old
    assert names(bench.public.parent) == ["public"]


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
    assert names(small_disk) == ["public"]


def test_readers_never_meet_a_missing_or_partial_page(tmp_path: Path) -> None:
    public = tmp_path / "public"
    paths = [f"essay-{number}/index.html" for number in range(20)]
    sites = [
        {path: f"{path} {turn};".encode() * (300 + 40 * turn) for path in paths}
        for turn in range(2)
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


def test_two_builds_at_once_end_in_one_whole_site(folder: Path) -> None:
    public = folder / "public"
    sites = [
        {f"{number}/index.html": f"{turn}".encode() * 100 for number in range(turn, turn + 15)}
        for turn in range(3)
    ]
    clean = []
    for turn, site in enumerate(sites):
        publish(folder / f"clean-{turn}", site)
        clean.append(tree(folder / f"clean-{turn}"))

    def build(site: dict[str, bytes]) -> None:
        for _ in range(15):
            publish(public, site)

    children = [start_child(lambda site=site: build(site)) for site in sites]  # type: ignore[misc]  # mypy cannot infer a lambda's default
    assert [end_of(child) for child in children] == [0] * 3
    assert tree(public) in clean
    assert names(folder) == ["clean-0", "clean-1", "clean-2", "public"]


def test_a_second_build_waits_for_the_first_and_then_wins(tmp_path: Path) -> None:
    public = tmp_path / "public"
    with staging(public) as stage:
        child = start_child(lambda: publish(public, AFTER))
        time.sleep(0.2)
        assert not public.exists()
        for path, content in BEFORE.items():
            stage.record(stage.place(path, content))
        stage.publish()
    assert end_of(child) == 0
    assert (public / "index.html").read_bytes() == AFTER["index.html"]
    assert not (public / "gone").exists()
    assert names(tmp_path) == ["public"]


def test_a_foreign_file_that_arrives_during_the_switch_is_not_lost(bench: Bench) -> None:
    def arrive() -> None:
        (bench.public / "late").mkdir()
        (bench.public / "late/note.txt").write_bytes(b"late")
        (bench.public / "CNAME").unlink()
        (bench.public / "CNAME").write_bytes(b"other.example\n")

    arrive_once = once(arrive)

    def work() -> None:
        class Library(ctypes.CDLL):
            def __getitem__(self, name: str):  # type: ignore[no-untyped-def]  # private in typeshed
                if name == "renameat2":
                    arrive_once()
                return super().__getitem__(name)

        ctypes.CDLL = Library  # type: ignore[misc]  # only in the child that is about to end
        publish(bench.public, AFTER)

    bench.reset()
    assert run_in_child(work) == 0
    assert (bench.public / "late/note.txt").read_bytes() == b"late"
    assert (bench.public / "CNAME").read_bytes() == b"other.example\n"
    assert names(bench.public.parent) == ["public"]
