"""Two commands at one collection: the second says whom it waits for, and none is in the way."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from sitegen.incremental.cache import clean_up, opened
from sitegen.output.stage import staging
from support.site import build, essay, write_site

pytestmark = pytest.mark.slow

SOURCES = Path(__file__).parents[2] / "src"
SITE = f"-- essays/a.md --\n{essay()}"


def _start(root: Path, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "sitegen", *command, str(root)],
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_command_says_which_process_it_waits_for(tmp_path: Path, command: str) -> None:
    root = write_site(tmp_path, SITE)
    with opened(root):
        run = _start(root, command)
        assert run.stderr
        line = run.stderr.readline()
    _, rest = run.communicate()
    named = f"process {os.getpid()}"
    assert line == f"waiting for another sitegen ({named}) that is at work on this collection\n"
    assert (run.returncode, "waiting" in rest) == (0, False)


def test_a_build_says_whom_it_waits_for_at_the_output_too(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    with staging(root / "public"):
        run = _start(root, "build")
        assert run.stderr
        line = run.stderr.readline()
    run.communicate()
    assert f"(process {os.getpid()})" in line
    assert run.returncode == 0


def test_a_short_wait_is_not_reported(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    assert build(root).err == ""


def test_a_cache_can_be_removed_while_builds_are_at_work(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    stop = False
    errors: list[Exception] = []

    def enter() -> None:
        while not stop:
            try:
                with opened(root) as cache:
                    (cache.folder / "file").write_text("kept")
            except Exception as error:  # noqa: BLE001 (whatever it is fails the test)
                errors.append(error)

    threads = [Thread(target=enter) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(200):
            clean_up(root)
    finally:
        stop = True
        for thread in threads:
            thread.join()
    clean_up(root)
    assert errors == []
    assert sorted(path.name for path in root.iterdir()) == ["essays", "site.yaml"]


def test_a_cache_that_cannot_be_removed_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(tmp_path, SITE)
    build(root)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(Exception, match="the cache cannot be removed: permission denied"):
        clean_up(root)
    assert (root / ".sitegen").is_dir()
