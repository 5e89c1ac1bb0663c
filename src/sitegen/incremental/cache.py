"""What may be skipped: what earlier builds made, kept in ``.sitegen/`` until it changes.

Nothing here decides what is right. A value is found again by the fingerprint of all that it is
made of, so what is missing, damaged or of another version is made anew, and nothing else happens.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from sitegen.config.config import NAME, Config
from sitegen.incremental import state as states
from sitegen.incremental.program import program
from sitegen.incremental.state import State
from sitegen.problems.errors import Place, SitegenError, fail
from sitegen.store.codec import fingerprint
from sitegen.store.packs import DamagedError, Packs, Ref

if sys.platform != "win32":
    import fcntl

FOLDER = ".sitegen"
T = TypeVar("T")
_MANY = 16
"""Packs from which they are made one."""


class Cache:
    """The cache of one site, held by one build at a time."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root = root
        self.folder = folder
        self.state = states.load(folder, program())
        self.packs = Packs(folder)

    @cached_property
    def site_config(self) -> tuple[Config, bytes]:
        """What site.yaml says, read or recalled, and a fingerprint of its bytes."""
        try:
            digest = fingerprint((self._root / NAME).read_bytes())
        except OSError:
            digest = b""  # reading it will say what is wrong
        if digest and digest == self.state.config_digest:
            return self.state.config, digest
        from sitegen.config.site_yaml import read_config  # noqa: PLC0415 (few builds find new settings)

        return read_config(self._root), digest

    def attempt(self, work: Callable[[State], T]) -> T:
        """Do something with what is known, or, where that is damaged, as if nothing were.

        Raises SitegenError where there is no room for what is to be kept meanwhile.
        """
        try:
            try:
                return work(self.state)
            except DamagedError:
                return work(State(program=self.state.program))
        except DamagedError as error:
            hint = "let nothing else change '.sitegen', and try again"
            raise fail(Place(FOLDER), "E912", "the cache vanished while in use", hint) from error
        except OSError as error:
            raise _unwritable(error) from error

    def save(self, state: State) -> None:
        """Keep what a build knows; a cache that cannot be written is none the next time."""
        with suppress(OSError, UnicodeEncodeError):  # a site may lie in a folder of any bytes
            if len(self.packs.numbers()) > _MANY or self.packs.size() > 2 * _live(state):
                state = _compacted(state, self.packs)
            states.save(self.folder, state)
            self.packs.drop({ref[0] for ref in _refs(state)})


def _refs(state: State) -> Iterator[Ref]:
    for text in state.texts.values():
        yield text.facts
        yield text.words
    for page in state.pages.values():
        yield page.view


def _live(state: State) -> int:
    return 1_000_000 + sum(ref[2] for ref in _refs(state))


def _compacted(state: State, packs: Packs) -> State:
    """Copy all that is wanted into one pack.

    What cannot be read is forgotten, and the next build told to plan the site anew.
    """
    whole = packs.successor()
    moved: dict[Ref, Ref] = {}
    for ref in _refs(state):
        if (content := packs.read(ref)) is not None:
            moved[ref] = whole.write(content)
    whole.close()
    texts = {
        path: replace(text, facts=moved[text.facts], words=moved[text.words])
        for path, text in state.texts.items()
        if text.facts in moved and text.words in moved
    }
    pages = {
        path: replace(page, view=moved[page.view])
        for path, page in state.pages.items()
        if page.view in moved
    }
    whole_site = len(pages) == len(state.pages)
    making = state.making if whole_site else b""
    return replace(state, texts=texts, pages=pages, making=making)


@contextmanager
def opened(root: Path) -> Iterator[Cache]:
    """Hold the cache of a site; wait for the build that holds it now.

    Where ``.sitegen`` cannot be written to, a folder for this once stands in for it.
    """
    with ExitStack() as stack:
        folder = root / FOLDER
        try:
            (root / NAME).stat()  # nothing is left behind where there is no site
            _enter(folder, stack)
        except OSError:
            folder = _stand_in(stack)
        cache = Cache(root, folder)
        stack.callback(cache.packs.close)
        yield cache


def _enter(folder: Path, stack: ExitStack) -> None:
    while True:
        folder.mkdir(exist_ok=True)
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        lock = folder / "lock"
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        stack.callback(os.close, descriptor)
        if sys.platform == "win32":  # there two builds at once are not kept apart
            return
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if lock.exists() and os.path.samestat(os.fstat(descriptor), lock.stat()):
            return  # else somebody has removed the folder meanwhile


def _stand_in(stack: ExitStack) -> Path:
    try:
        return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sitegen-")))
    except OSError as error:
        raise _unwritable(error) from error


def _unwritable(error: OSError) -> SitegenError:
    """Say that there is no place for a cache."""
    reason = (error.strerror or str(error)).lower()
    hint = "free some space there, or look at its permissions"
    return fail(Place(FOLDER), "E912", f"the cache cannot be written: {reason}", hint)


def clean_up(root: Path) -> bool:
    """Remove the cache of a site, once no build is at work; False where there is none."""
    folder = root / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return False
    with ExitStack() as stack:
        with suppress(OSError):
            _enter(folder, stack)
        shutil.rmtree(folder)
    return True
