"""The header ``Range`` of a request -> the bytes it asks for (RFC 9110, section 14)."""

import re

_SINGLE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII)


class UnsatisfiableError(Exception):
    """The range begins behind the end."""


def read_range(header: str, size: int) -> range | None:
    """Read the bytes that are asked for; None stands for all of them.

    What is no single range of bytes is passed over, as the standard allows. Raises
    UnsatisfiableError where nothing of the range exists.
    """
    found = _SINGLE.fullmatch(header.strip())
    if found is None or found[1] == found[2] == "":
        return None
    if found[1] == "":
        start, stop = max(0, size - int(found[2])), size
    else:
        start, stop = int(found[1]), min(size, int(found[2] or size) + 1)
        if found[2] and int(found[2]) < start:
            return None
    if start >= stop:
        raise UnsatisfiableError
    return range(start, stop)
