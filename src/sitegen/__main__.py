"""``sitegen`` and ``python -m sitegen``: the command line, unless there is nothing to do."""

import gc
import os
import sys
import time
from typing import NoReturn

from sitegen.incremental.unchanged import repeat_last


def main() -> NoReturn:
    """Repeat the last answer if nothing changed since the same command; else run it."""
    began = time.perf_counter()
    line, snapshot = repeat_last()
    if line is not None:
        if line:
            print(line.format(seconds=time.perf_counter() - began))  # noqa: T201 (the command's own line)
        sys.exit(0)
    if sys.argv[1:2] == ["build"]:
        # A build leaves no cycles behind worth a search; searching took an eighth of a large one.
        gc.disable()
    from sitegen.cli.app import main as command_line  # noqa: PLC0415 (most of the time of a short run)

    try:
        command_line(snapshot)
    except SystemExit as end:
        _leave(end)


def _leave(end: SystemExit) -> NoReturn:
    """End the process without the finalization of Python, which is a sixth of a short run.

    A command has closed what it opened.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(end.code if isinstance(end.code, int) else 1)


if __name__ == "__main__":
    main()
