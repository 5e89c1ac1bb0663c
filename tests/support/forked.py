"""Work in forked children, which can be killed, limited, or must be without other threads."""

import os
import traceback
import warnings
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from sitegen.problems.errors import SitegenError

P = ParamSpec("P")


def run_in_child(work: Callable[[], object], message: Path | None = None) -> int:
    """Run work in a forked child: 0 is a good end, 3 a problem, 130 an interrupt, -N a signal."""
    return end_of(start_child(work, message))


def end_of(child: int) -> int:
    """Wait for a child, and return its exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def start_child(work: Callable[[], object], message: Path | None = None) -> int:
    """Start work in a forked child, which writes the text of a problem to a file."""
    child = _fork()
    if child:
        return child
    status = 99
    try:
        work()
        status = 0
    except SitegenError as error:
        if message:
            message.write_text(error.problems[0].message)
        status = 3
    except KeyboardInterrupt:
        status = 130
    finally:
        os._exit(status)


def in_child(test: Callable[P, None]) -> Callable[P, None]:
    """Run a test in a forked child, which has one thread only, as a build has that forks.

    A worker of pytest-xdist has several, and other tests may have left some.
    """

    @wraps(test)
    def test_in_child(*arguments: P.args, **options: P.kwargs) -> None:
        reader, writer = os.pipe()

        def run() -> None:
            os.close(reader)
            try:
                test(*arguments, **options)
            except BaseException:
                os.write(writer, traceback.format_exc().encode()[-8_000:])
                raise

        child = start_child(run)
        os.close(writer)
        with os.fdopen(reader) as failure:
            text = failure.read()
        assert (end_of(child), text) == (0, "")

    return test_in_child


def _fork() -> int:
    with warnings.catch_warnings():
        # Python 3.12 warns of other threads: here they only wait for the tests' own messages.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()
