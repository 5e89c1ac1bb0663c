"""Waiting, for tests of what happens in other threads."""

import time
from collections.abc import Callable

LIMIT = 60.0
"""Seconds after which a test is sure that nothing will come."""


def eventually(true: Callable[[], object], what: str = "what was awaited") -> None:
    """Return as soon as something is true; fail when it does not become so."""
    deadline = time.monotonic() + LIMIT
    while not true():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.005)
