"""The same command once more, and nothing changed: say what was said, and nothing else.

A *stamp* in the cache holds fingerprints of what was asked, of all that a build read and of all
that it wrote, by sizes and times, and the line that was printed. While they are what they were
there is nothing to do, and nothing is loaded to find that out: not even this module imports more
than Python has loaded already.

Files that changed just before a build read them are told by their bytes besides, and so is the
lock file, which a build may write itself. Strangers in the output are not looked for: a build
would leave them where they are.
"""

import marshal
import os
import sys
import time
from _collections_abc import Iterable, Iterator, Mapping, Sequence

import sitegen

try:
    from _blake2 import blake2b
except ImportError:  # a Python that leaves hashes to OpenSSL
    from hashlib import blake2b

STAMP = ".sitegen/stamp"
_MAGIC = b"sitegen stamp 2"
_MARGIN = 100_000_000
"""As in ``signs``: nanoseconds in which a file may change twice and look the same."""
_LIBRARIES = (
    "click", "jinja2", "markdown_it", "markupsafe", "mdit_py_plugins", "mdurl", "msgspec", "nh3",
    "pagefind", "pagefind_bin", "pygments", "yaml",
)  # fmt: skip
_SOURCES = ("site.yaml", "essays", "templates", "static")

_LOCK = "essays/.anchors.yaml"
_FEW, _LARGEST = 16, 2_000_000
"""Files that changed just now, and bytes of each, up to which reading them is quick."""

_OWN = os.path.dirname(sitegen.__file__)  # noqa: PTH120 (as everywhere here: no pathlib)
_INSTALLED: "list[Row]" = []

Sign = tuple[int, int, int, int]
Row = tuple[str, int, int, int, int]
Print = tuple[Sign | None, bytes]
"""What tells a file unread, if anything does, and a fingerprint of its bytes."""
Answer = tuple[tuple[float, float], str]
"""The time, in seconds since 1970, in which the date alone changes nothing, and what was said."""


class Look:
    """All that a build of a site reads, as it was at one moment."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.at = time.time_ns()
        lock = f"{root}/{_LOCK}"
        sources = list(_files([f"{root}/{name}" for name in _SOURCES]))
        rows = [row for row in sources if row[0] != lock]
        rows += [*installed(), *_files(_beside())]
        self.fingerprint = _digest(rows)
        self._sources = sources
        late = self.at - _MARGIN
        fresh = [row for row in rows if row[2] >= late or row[4] >= late]
        self._settled = len(fresh) <= _FEW and all(row[1] <= _LARGEST for row in fresh)
        """Whether few files changed so lately that they may change once more and look the same."""
        self._known: dict[str, Print] = (
            {row[0]: (None, _content(row[0])) for row in fresh} if self._settled else {}
        )

    def signs(self) -> Mapping[str, Sign]:
        """Tell the files of the site from what they were, by their paths below its root."""
        start = len(self.root) + 1
        return {row[0][start:]: row[1:] for row in self._sources if row[1] >= 0}

    def keep(
        self, output: str, files: Mapping[str, Sign | None], lock: Print, answer: Answer
    ) -> None:
        """Write the stamp of a build that was asked for by this process' command line.

        ``files`` are what it published below ``output``, ``lock`` is the lock file as it left it.
        """
        if not self._settled or None in files.values():
            return
        known = {**self._known, f"{self.root}/{_LOCK}": lock}
        signs = _digest(list(files.values()))
        facts = (_asked(), self.fingerprint, known, (output, list(files), signs), answer)
        blob = marshal.dumps(facts, 2)
        part = f"{self.root}/{STAMP}.new"
        try:
            with open(part, "wb") as file:  # noqa: PTH123 (pathlib would have to be loaded)
                file.write(_MAGIC + _sum(blob) + blob)
            os.replace(part, f"{self.root}/{STAMP}")  # noqa: PTH105
        except OSError:
            pass  # no stamp, no harm


def answer() -> tuple[str | None, Look | None]:
    """Give what to print for this process' command line, if it was run before and nothing changed.

    If something did, gives None, and what was seen on the way.
    """
    if sys.argv[1:2] != ["build"]:
        return None, None
    for root in (*(word for word in sys.argv[2:] if word[:1] != "-"), "."):
        if stamp := _stamp(root):
            return _compare(root, *stamp)
    return None, None


def _stamp(
    root: str,
) -> tuple[bytes, Mapping[str, Print], tuple[str, list[str], bytes], Answer] | None:
    try:
        with open(f"{root}/{STAMP}", "rb") as file:  # noqa: PTH123
            content = file.read()
    except (OSError, ValueError):
        return None
    start = len(_MAGIC)
    blob = content[start + 16 :]
    if content[:start] != _MAGIC or content[start : start + 16] != _sum(blob):
        return None
    asked, *facts = marshal.loads(blob)  # noqa: S302 (its checksum says that we wrote it)
    return tuple(facts) if asked == _asked() else None


def _compare(
    root: str,
    read: bytes,
    known: Mapping[str, Print],
    wrote: tuple[str, list[str], bytes],
    answer: Answer,
) -> tuple[str | None, Look | None]:
    try:
        look = Look(root)
    except OSError:
        return None, None
    (start, end), line = answer
    same = look.fingerprint == read and start <= look.at / 1e9 < end
    same = same and all(_is_same(*each) for each in known.items())
    return (line if same and _is_there(*wrote) else None), look


def _is_same(path: str, known: Print) -> bool:
    sign, content = known
    try:
        return _sign(os.stat(path)) == sign or _content(path) == content  # noqa: PTH116
    except FileNotFoundError:
        return content == _sum(b"")
    except OSError:
        return False


def _is_there(output: str, files: list[str], signs: bytes) -> bool:
    try:
        return _digest([_sign(os.lstat(f"{output}/{path}")) for path in files]) == signs
    except OSError:
        return False


def _asked() -> bytes:
    environment = [os.environ.get(name) for name in ("SOURCE_DATE_EPOCH", "TZ")]
    return _digest([sys.argv[1:], os.getcwd(), environment, sys.version])  # noqa: PTH109


def installed() -> Sequence[Row]:
    """List this program and the libraries it works with, as this process found them."""
    if not _INSTALLED:
        # Some installers put links to files, which are no less the program.
        own = _files([_OWN], but="__pycache__", follow=True)
        _INSTALLED.extend([*own, *_rows(_libraries())])
    return _INSTALLED


def _beside() -> Iterator[str]:
    if not os.path.isdir(f"{_OWN}/theme/templates"):  # noqa: PTH112 (run from a checkout: the theme is above)
        above = os.path.dirname(os.path.dirname(_OWN))  # noqa: PTH120
        yield f"{above}/templates"
        yield f"{above}/static"


def _libraries() -> Iterator[str]:
    for library in _LIBRARIES:
        for folder in sys.path:
            path = f"{folder}/{library}/__init__.py"
            if os.path.exists(path):  # noqa: PTH110
                yield path
                break


def _files(paths: Iterable[str], but: str = "", *, follow: bool = False) -> Iterator[Row]:
    """List files, and all that stands below folders; raises OSError for links not followed."""
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if not os.path.isdir(path):  # noqa: PTH112
            yield from _rows([path])
            continue
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=follow):
                    if entry.name != but:
                        waiting.append(entry.path)
                        yield entry.path, -2, 0, 0, 0
                elif entry.is_symlink():
                    if not follow:
                        raise OSError  # what it leads to is not watched: build, to be sure
                    yield from _rows([entry.path])
                else:
                    yield _row(entry.path, entry.stat())


def _rows(paths: Iterable[str]) -> Iterator[Row]:
    for path in paths:
        try:
            yield _row(path, os.stat(path))  # noqa: PTH116
        except (FileNotFoundError, NotADirectoryError):
            yield path, -1, 0, 0, 0


def _row(path: str, state: os.stat_result) -> Row:
    return path, *_sign(state)


def _sign(state: os.stat_result) -> Sign:
    return state.st_size, state.st_mtime_ns, state.st_ino, state.st_ctime_ns


def _content(path: str) -> bytes:
    with open(path, "rb", opener=_at_once) as file:
        return _sum(file.read())


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # it may have become a pipe


def _digest(facts: object) -> bytes:
    # Version 2: later ones also write which equal objects are one.
    return _sum(marshal.dumps(facts, 2))  # type: ignore[arg-type]  # plain data


def _sum(blob: bytes) -> bytes:
    return blake2b(blob, digest_size=16).digest()
