"""Publishing on systems without hard links, exchange of folders or permissions."""

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.forked import run_in_child
from support.forked_publish import AFTER, BEFORE, Bench, refuse
from support.publishing import names, publish, tree


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


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
    assert names(bench.public.parent) == ["public"]


def test_an_output_that_turns_out_to_be_mounted_is_refused_with_a_message(bench: Bench) -> None:
    bench.reset()

    def work() -> None:
        refuse("renameat2", errno.EBUSY)
        publish(bench.public, AFTER)

    message = bench.folder / "message"
    assert run_in_child(work, message) == 3
    assert message.read_text() == f"'{bench.public}' is a mount point, which cannot be replaced"
    assert tree(bench.public) == bench.old


def test_nothing_is_switched_before_every_file_is_on_the_disk(bench: Bench) -> None:
    bench.reset()

    def work() -> None:
        refuse("syncfs", errno.EIO)
        publish(bench.public, AFTER)

    message = bench.folder / "message"
    assert run_in_child(work, message) == 3
    assert message.read_text() == f"cannot write '{bench.public}': input/output error"
    assert tree(bench.public) == bench.old


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user may reach and write to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


def without_privileges(work: Callable[[], None]) -> Callable[[], None]:
    def work_as_nobody() -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        work()

    return work_as_nobody


def test_a_read_only_folder_of_others_survives_and_nothing_is_left_over(open_folder: Path) -> None:
    public = open_folder / "public"

    def work() -> None:
        publish(public, BEFORE)
        (public / "archive/year").mkdir(parents=True)
        (public / "archive/year/page.html").write_bytes(b"by hand")
        (public / "archive/year").chmod(0o500)
        (public / "archive").chmod(0o500)
        publish(public, AFTER)

    assert run_in_child(without_privileges(work)) == 0
    assert (public / "archive/year/page.html").read_bytes() == b"by hand"
    assert stat.S_IMODE((public / "archive/year").stat().st_mode) == 0o500
    assert names(open_folder) == ["public"]


def test_a_read_only_parent_is_refused_with_a_message(open_folder: Path) -> None:
    parent = open_folder / "site"

    def work() -> None:
        publish(parent / "public", BEFORE)
        parent.chmod(0o500)
        publish(parent / "public", AFTER)

    message = open_folder / "message"
    assert run_in_child(without_privileges(work), message) == 3
    assert (
        message.read_text() == f"cannot write '{parent}/.public.sitegen-staging': permission denied"
    )
    assert (parent / "public/index.html").read_bytes() == BEFORE["index.html"]
    assert names(parent) == ["public"]
