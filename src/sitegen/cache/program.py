"""The program itself, as far as it decides what a site's files are -> a fingerprint."""

import os
import sys
from collections.abc import Iterator

import sitegen
from sitegen.cache.codec import encode, fingerprint

_LIBRARIES = (
    "jinja2", "markdown_it", "markupsafe", "mdit_py_plugins", "msgspec", "nh3", "pygments", "yaml",
)  # fmt: skip


def program() -> bytes:
    """Fingerprint this program and the libraries it renders with, by their files' sizes and times.

    Nothing is imported for it, nor read.
    """
    own = os.path.dirname(sitegen.__file__)  # noqa: PTH120 (a string)
    return fingerprint(sys.version.encode(), encode([*_modules(own), *_libraries()]))


def _modules(folder: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for at, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if not name.endswith(".pyc"):
                state = os.stat(os.path.join(at, name))  # noqa: PTH116, PTH118 (strings)
                found.append((name, state.st_size, state.st_mtime_ns))
    return found


def _libraries() -> Iterator[tuple[str, int, int]]:
    for library in _LIBRARIES:
        for folder in sys.path:
            try:
                state = os.stat(f"{folder}/{library}/__init__.py")  # noqa: PTH116 (a string)
            except OSError:
                continue
            yield library, state.st_size, state.st_mtime_ns
            break
