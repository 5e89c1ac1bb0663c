"""Closed, full and narrow outputs, and interruptions: a command ends as its work did."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from support.site import essay, write_site

pytestmark = pytest.mark.slow

SOURCES = Path(__file__).parents[2] / "src"
CLOSED = "standard output cannot be written: it is closed\n"
FULL = "standard output cannot be written: no space left on device\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path, f"-- essays/grüße.md --\n{essay('Grüße')}")


def shell(root: Path, line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash, in which ``sitegen`` is this program."""
    begin = f'set -o pipefail; sitegen() {{ "{sys.executable}" -m sitegen "$@"; }}; '
    variables = {**os.environ, "PYTHONPATH": str(SOURCES), "NO_COLOR": "1", **environment}
    command = ["bash", "-c", begin + line]
    return subprocess.run(command, cwd=root, env=variables, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("line", "code", "err"),
    [
        ("sitegen build >&-", 0, CLOSED),
        ("sitegen build >/dev/full", 0, FULL),
        ("sitegen build 2>&-", 0, ""),
        ("sitegen build 2>/dev/full", 0, ""),
        ("sitegen build >&- 2>&-", 0, ""),
        ("sitegen build --format json >/dev/full", 0, FULL),
        ("sitegen check >&-", 0, CLOSED),
        ("sitegen clean >&-", 0, CLOSED),
        ("sitegen config >&-", 1, CLOSED),
        ("sitegen explain W211 >/dev/full", 1, FULL),
        ("sitegen schema >&-", 1, CLOSED),
        ("sitegen themes list >/dev/full", 0, ""),
        ("sitegen new 'A Boat' >&- 2>&-", 0, ""),
        ("sitegen --help >/dev/full", 0, FULL),
        ("sitegen bulid 2>&-", 2, ""),
    ],
)
def test_an_output_that_fails_is_reported_once(root: Path, line: str, code: int, err: str) -> None:
    done = shell(root, line)
    assert (done.returncode, done.stderr.decode()) == (code, err)


@pytest.mark.parametrize("output", [">&-", ">/dev/full"])
def test_a_site_is_published_although_nothing_can_be_printed(root: Path, output: str) -> None:
    assert shell(root, f"sitegen build {output}").returncode == 0
    assert (root / "public/grüsse/index.html").is_file()
    again = shell(root, f"sleep 0.2; sitegen build; sleep 0.2; sitegen build {output}")
    assert again.returncode == 0
    assert again.stderr.decode() in (CLOSED, FULL)


def test_what_a_build_refuses_is_refused_with_any_output(root: Path) -> None:
    (root / "site.yaml").write_text("titel: A\n")
    assert shell(root, "sitegen build >&- 2>&-").returncode == 1


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii"])
def test_characters_that_an_output_cannot_show_are_replaced(root: Path, encoding: str) -> None:
    (root / "essays/grüße.md").write_text(essay("Grüße", "[→](nowhere.md)"))
    done = shell(root, "sitegen build; sitegen check", PYTHONIOENCODING=encoding)
    assert done.returncode == 1  # a dead link is an error of the check
    assert "s ? public/".encode(encoding) in done.stdout
    assert b"Traceback" not in done.stderr
    assert "[?](nowhere.md)".encode(encoding) in done.stderr


def test_the_repeated_answer_has_them_replaced_too(root: Path) -> None:
    line = "sitegen build; sleep 0.2; sitegen build; sleep 0.2; sitegen build"
    done = shell(root, line, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout.count(b"s ? public/")) == (0, 3)


@pytest.mark.parametrize(
    "line",
    [
        "sitegen explain | head -1",
        "PYTHONUNBUFFERED=1 sitegen build | head -c 0",
        "sitegen --help | head -c 0",
        "sitegen build 2>&1 | head -c 0",
    ],
)
def test_a_reader_that_leaves_ends_a_command_silently(root: Path, line: str) -> None:
    done = shell(root, line)
    assert done.returncode in (0, 141)  # the command may have ended before its reader
    assert done.stderr == b""


def test_names_of_files_are_read_in_any_locale(root: Path) -> None:
    poor = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = shell(root, "sitegen build", **poor)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (root / "public/grüsse/index.html").is_file()


@pytest.mark.parametrize("command", ["build", "check", "config", "new 'A Boat'", "themes list"])
def test_a_command_in_a_removed_folder_says_so(root: Path, command: str) -> None:
    done = shell(root, f"mkdir x; cd x; rmdir ../x; sitegen {command}")
    assert done.returncode == 1
    line = "the current folder was removed; go to the folder of your collection\n"
    assert done.stderr.decode() == line


def test_a_site_is_built_from_a_removed_folder(root: Path) -> None:
    done = shell(root, f"mkdir x; cd x; rmdir ../x; sitegen build '{root}'")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("loaded", ["sitegen.store.filestat", "click.core", "jinja2.lexer"])
def test_an_interruption_while_the_program_is_loaded_prints_nothing(
    root: Path, loaded: str
) -> None:
    # A shell makes its commands in the background ignore the signal.
    heeding = ["env", "--default-signal=INT"]
    command = [*heeding, sys.executable, "-X", "importtime", "-m", "sitegen", "build"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stderr
        for line in run.stderr:
            if line.rstrip().endswith(loaded.encode()):
                break
        run.send_signal(signal.SIGINT)
        out, err = run.communicate()
    assert run.returncode == 130
    assert out == b""
    assert b"Traceback" not in err
    assert b"KeyboardInterrupt" not in err
