"""Standard output and error, whatever they are: what cannot be printed never ends a command.

Characters that a stream cannot show are replaced. If it is closed or full, the rest is dropped, and
standard error says so once. Only a reader of a pipe who has left ends a command.
"""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO


class ReaderLeftError(Exception):
    """The reader of a pipe has left (``sitegen … | head``)."""


class Stream(io.TextIOWrapper):
    """A stream of text that survives errors."""

    def __init__(self, former: TextIO | None, failure: str = "") -> None:
        """``former`` is the stream to replace; without one, all is dropped."""
        self._former = former  # kept, since it would close the file
        self.failure = failure
        """Why nothing can be printed; "" if it can."""
        self._reported = False
        buffer = former.buffer if former else _nowhere()
        encoding = former.encoding if former else "utf-8"
        lines = isinstance(former, io.TextIOWrapper) and former.line_buffering
        super().__init__(buffer, encoding, "replace", line_buffering=lines)

    def write(self, text: str) -> int:
        """Write a text; drop it if that is impossible."""
        if not self.failure:
            with self._survived():
                return super().write(text)
        self._report()
        return len(text)

    def flush(self) -> None:
        """Pass on what was written; drop it if that is impossible."""
        if not self.failure:
            with self._survived():
                super().flush()

    @contextmanager
    def _survived(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError as error:
            self.failure, self._reported = "nobody reads it", True
            raise ReaderLeftError from error
        except OSError as error:
            self.failure = (error.strerror or str(error)).lower()
            self._report()

    def _report(self) -> None:
        if not self._reported:
            self._reported = True
            if self is sys.stdout:
                line = f"standard output cannot be written: {self.failure}"
                print(line, file=sys.stderr, flush=True)


def _nowhere() -> BinaryIO:
    return open(os.devnull, "wb")  # noqa: PTH123 (open until the process ends)


def guard_streams() -> None:
    """Replace standard output and error by streams that survive errors."""
    _fill_gaps()
    sys.stderr = _guarded(sys.stderr)
    sys.stdout = _guarded(sys.stdout)


def _fill_gaps() -> None:
    # A file that is opened where standard output was would get what other programs print.
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)


def _guarded(stream: TextIO | None) -> TextIO:
    if stream is None:
        return Stream(None, "it is closed")
    # Others, such as those of tests, are left as they are.
    return Stream(stream) if type(stream) is io.TextIOWrapper else stream


def has_failed(stream: TextIO) -> bool:
    """Return whether something could not be printed."""
    return isinstance(stream, Stream) and bool(stream.failure)
