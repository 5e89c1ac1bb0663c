"""``sitegen`` and ``python -m sitegen``: the command line, unless there is nothing to do."""

import os
import sys
from _signal import (  # type: ignore[import-not-found]  # loaded already, which signal is not
    SIGINT,
    default_int_handler,
    getsignal,
    signal,
)

if getsignal(SIGINT) is default_int_handler:
    # A traceback of what was being imported would tell an author nothing.
    signal(SIGINT, lambda *_: os._exit(130))

import gc
import time
from contextlib import suppress
from typing import NoReturn

from sitegen.incremental.unchanged import repeat_last


def main() -> NoReturn:
    """Repeat the last answer if nothing changed since the same command; else run it."""
    began = time.perf_counter()
    _read_names_as_utf8()
    line, snapshot = repeat_last()
    if line is not None:
        if line:
            _print(line.format(seconds=time.perf_counter() - began))
        sys.exit(0)
    if sys.argv[1:2] == ["build"]:
        # A build leaves no cycles behind worth a search; searching took an eighth of a large one.
        gc.disable()
    from sitegen.store.patterns import keep_patterns  # noqa: PLC0415 (most of the time of a short run)

    keep = keep_patterns()  # before anything compiles one
    from sitegen.cli.app import main as command_line  # noqa: PLC0415

    try:
        command_line(snapshot)
    except SystemExit as end:
        keep()
        _leave(end)


def _read_names_as_utf8() -> None:
    """Start again in Python's UTF-8 mode if names of files would be read in another encoding."""
    known = sys.getfilesystemencoding().lower() == "utf-8"
    if known or sys.flags.utf8_mode or sys.platform == "win32" or not sys.executable:
        return
    shown = sys.stdout.encoding if sys.stdout else "utf-8"
    os.environ.setdefault("PYTHONIOENCODING", f"{shown}:replace")
    with suppress(OSError):
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 (the same command)


def _print(line: str) -> None:
    try:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # or there is no stream
        print(line, flush=True)  # noqa: T201 (the command's own line)
    except BrokenPipeError:
        os._exit(141)
    except (OSError, AttributeError):
        from sitegen.cli.report import echo  # noqa: PLC0415 (few outputs are closed or full)
        from sitegen.cli.streams import guard_streams  # noqa: PLC0415

        guard_streams()
        echo(line)
        os._exit(0)


def _leave(end: SystemExit) -> NoReturn:
    """End the process without the finalization of Python, which is a sixth of a short run.

    A command has closed what it opened.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):  # reported by the command
            stream.flush()
    os._exit(end.code if isinstance(end.code, int) else 1)


if __name__ == "__main__":
    main()
