"""``sitegen`` and ``python -m sitegen``: the command line, unless there is nothing to do."""

import sys
import time
from typing import NoReturn

from sitegen.again import answer


def main() -> NoReturn:
    """Answer at once where nothing changed since the same command; else run it."""
    began = time.perf_counter()
    line, look = answer()
    if line is not None:
        if line:
            print(line.format(seconds=time.perf_counter() - began))  # noqa: T201 (the command's own line)
        sys.exit(0)
    from sitegen.cli import main as command_line  # noqa: PLC0415 (most of the time of a short run)

    command_line(look)


if __name__ == "__main__":
    main()
