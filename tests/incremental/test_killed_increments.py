"""Incremental builds that are killed, lack room or run at once: the old site or the new one."""

import os
import random
import resource
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.forked import end_of, run_in_child, start_child
from support.forked_publish import kill_self, raise_no_room, stop_before
from support.site import essay, sitegen, tree, write_site

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("SITEGEN_KILLS", "30"))
MEMORY = Path("/dev/shm")
ONE = "{#words}\nSome words."
TWO = "{#link}\nSee [one](one.md)."
# With ids of their own the paragraphs leave no old ids behind, which would tell builds apart.
SITE = f"""\
-- essays/one.md --
{essay("One", ONE, tags="[Ice]")}
-- essays/two.md --
{essay("Two", TWO)}
-- static/read.txt --
Read.
"""
AFTER = {
    "essays/one.md": essay("Won", "{#words}\nOther words.", tags="[Ice, Snow]"),
    "essays/three.md": essay("Three", "A third."),
    "static/read.txt": "Read again.\n",
}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder in memory where the system has one."""
    place = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as name:
        yield Path(name)


@pytest.fixture(scope="module")
def bench(folder: Path) -> "Bench":
    return Bench(folder)


def publish(root: Path) -> None:
    """Build, and raise what goes wrong."""
    run = sitegen("build", root, "--now", "2026-01-01")
    if run.code:
        os._exit(3)


class Bench:
    """A site built twice, so that a spare tree lies ready, and edited since."""

    def __init__(self, folder: Path) -> None:
        self.model, self.root = folder / "model", folder / "site"
        clean = write_site(folder / "clean", SITE)
        for path, text in AFTER.items():
            (clean / path).write_text(text, "utf-8")
        publish(clean)
        self.new = tree(clean / "public")
        write_site(self.model, SITE.replace("See", "Look at"))
        self.root.symlink_to(self.model)  # copies are built under the name of their model
        publish(self.root)
        self.root.unlink()
        write_site(self.model, SITE)
        self._publish_model()
        (self.model / "essays/two.md").write_text(essay("Two", TWO), "utf-8")
        self._publish_model()
        self.old = tree(self.model / "public")

    def _publish_model(self) -> None:
        self.model.rename(self.root)
        publish(self.root)
        self.root.rename(self.model)

    def reset(self) -> None:
        """Copy the model, its hard links and times too; then edit the texts."""
        shutil.rmtree(self.root, ignore_errors=True)
        names: dict[int, str] = {}

        def copy(old: str, new: str) -> None:
            number = Path(old).stat().st_ino
            if number in names:
                os.link(names[number], new)
            else:
                shutil.copy2(old, new)
                names[number] = new

        shutil.copytree(self.model, self.root, symlinks=True, copy_function=copy)
        for path, text in AFTER.items():
            (self.root / path).write_text(text, "utf-8")

    def check_now(self) -> bool:
        """Return whether the new site is published; else it is the old one."""
        found = tree(self.root / "public")
        assert found in (self.old, self.new)
        return found == self.new

    def check_recovery(self) -> None:
        publish(self.root)
        assert tree(self.root / "public") == self.new
        assert sorted(path.name for path in self.root.iterdir()) == [
            ".sitegen", "essays", "public", "site.yaml", "static",
        ]  # fmt: skip


def each_stop(bench: Bench, stop: Callable[[], None], *, deleting: bool = True) -> Iterator[int]:
    """Build again and again, stopped one operation later each time, until one runs through."""
    for number in range(1, 2000):
        bench.reset()

        def work(number: int = number) -> None:
            stop_before(number, stop, deleting=deleting)
            publish(bench.root)

        yield run_in_child(work)


def test_a_kill_before_any_operation_of_an_incremental_build(bench: Bench) -> None:
    seen = []
    for status in each_stop(bench, kill_self):
        seen.append(bench.check_now())
        bench.check_recovery()
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert len(seen) > 40
    assert seen == sorted(seen)


def test_no_room_at_any_operation_of_an_incremental_build(bench: Bench) -> None:
    for status in each_stop(bench, raise_no_room, deleting=False):
        bench.check_now()
        if status == 0:
            break
        assert status == 3
        assert not bench.check_now()
    bench.check_recovery()


def test_a_kill_at_a_random_moment_of_an_incremental_build(bench: Bench) -> None:
    chance = random.Random(5)
    bench.reset()
    began = time.perf_counter()
    assert run_in_child(lambda: publish(bench.root)) == 0
    whole = time.perf_counter() - began
    for _ in range(KILLS):
        bench.reset()
        child = start_child(lambda: publish(bench.root))
        time.sleep(chance.uniform(0, whole))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        bench.check_now()
        bench.check_recovery()


@pytest.mark.parametrize("limit", [0, 100, 1_000, 3_000, 8_000])
def test_a_file_over_the_size_limit_leaves_the_old_site(bench: Bench, limit: int) -> None:
    bench.reset()

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        publish(bench.root)

    assert run_in_child(work) in (0, 3)
    bench.check_now()
    bench.check_recovery()


def test_two_builds_at_once_of_one_site_end_in_the_right_one(bench: Bench) -> None:
    bench.reset()
    children = [start_child(lambda: publish(bench.root)) for _ in range(4)]
    assert [end_of(child) for child in children] == [0] * 4
    bench.check_recovery()


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(bench: Bench) -> None:
    bench.reset()
    shutil.rmtree(bench.root / ".sitegen")
    (bench.root / ".sitegen").write_text("in the way", "utf-8")
    publish(bench.root)
    assert tree(bench.root / "public") == bench.new
