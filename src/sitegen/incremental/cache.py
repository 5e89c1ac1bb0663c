"""Cache of a site in ``.sitegen/``: the results of earlier builds.

A value is found again by the fingerprint of all that it depends on. What is missing, damaged or of
another version is made again.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from sitegen import CACHE_FOLDER, SITE_FILE
from sitegen.config.config import Config
from sitegen.config.strings import strings_files
from sitegen.incremental import state as states
from sitegen.incremental.state import State, program_fingerprint
from sitegen.incremental.texts import Texts
from sitegen.problems.errors import Place, SitegenError, fail
from sitegen.store.codec import fingerprint
from sitegen.store.files import Waiting, lock_folder, unlock
from sitegen.store.packs import DamagedError, Packs, Ref

_MANY = 16
"""Packs from which they are merged into one."""


class Cache:
    """The cache of one site, held by one build at a time."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.folder = folder
        self.program = program_fingerprint()
        self.state = states.load(folder, self.program)
        self.packs = Packs(folder)

    @cached_property
    def site_config(self) -> tuple[Config, bytes]:
        """Return the settings of site.yaml, read or recalled, and the fingerprint of its bytes."""
        try:
            files = (self.root / SITE_FILE, *strings_files(self.root))
            digest = fingerprint(*(file.read_bytes() for file in files))
        except OSError:
            digest = b""  # reading it reports what is wrong
        if digest and digest == self.state.config_digest:
            return self.state.config, digest
        from sitegen.config.site_yaml import read_config  # noqa: PLC0415 (few builds find new settings)

        return read_config(self.root), digest

    def forget(self) -> None:
        """Forget a damaged state, so that everything is made again; raise DamagedError if empty."""
        if self.state == State():
            raise DamagedError
        self.state = State()

    def remember_texts(self, texts: Texts) -> None:
        """Save parsed texts alone, so that the next build need not parse them again."""
        state = texts.known
        if texts.fresh or texts.moved:
            # That build has not seen what is new in them: the plan and the registry are old.
            state = replace(state, inputs=b"", registry=None)
        if texts.memories != state.texts:
            self.save(replace(state, texts=texts.memories))

    def remember_site(self, state: State) -> None:
        """Save all that a build knows, with the settings that it read."""
        config, digest = self.site_config
        self.save(replace(state, config=config, config_digest=digest))

    def save(self, state: State) -> None:
        """Save a state; one that cannot be written is not there the next time."""
        with suppress(OSError, UnicodeEncodeError):  # a folder's name may be any bytes
            if len(self.packs.numbers()) > _MANY or self.packs.size() > 2 * _live(state):
                state = _compacted(state, self.packs)
            states.save(self.folder, self.program, state)
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
    """Copy all records in use into one pack.

    Those that cannot be read are forgotten; then the next build plans the site again.
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
    inputs = state.inputs if whole_site else b""
    return replace(state, texts=texts, pages=pages, inputs=inputs)


@contextmanager
def opened(root: Path, waiting: Waiting = lambda _: None) -> Iterator[Cache]:
    """Open and lock the cache of a site; wait for a build that holds it.

    ``waiting`` is called with the number of the process that is waited for; 0 if it is unknown.

    If ``.sitegen`` cannot be written to, a temporary folder replaces it. Raise SitegenError if
    there is no room for what is kept meanwhile.
    """
    with ExitStack() as stack:
        try:
            (root / SITE_FILE).stat()  # nothing is left behind where there is no site
            folder = _enter(root / CACHE_FOLDER, stack, waiting)
        except OSError:
            folder = _stand_in(stack)
        cache = Cache(root, folder)
        stack.callback(cache.packs.close)
        try:
            yield cache
        except DamagedError as error:
            hint = "let no other program change '.sitegen', and try again"
            raise fail(
                Place(CACHE_FOLDER), "E912", "the cache disappeared while in use", hint
            ) from error
        except OSError as error:
            raise _unwritable(error) from error


def _enter(folder: Path, stack: ExitStack, waiting: Waiting = lambda _: None) -> Path:
    def prepare() -> None:
        folder.mkdir(exist_ok=True)
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")

    stack.callback(unlock, lock_folder(folder, prepare, waiting))
    return folder


def _stand_in(stack: ExitStack) -> Path:
    import tempfile  # noqa: PLC0415 (few folders cannot be written)

    try:
        return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sitegen-")))
    except OSError as error:
        raise _unwritable(error) from error


def _unwritable(error: OSError) -> SitegenError:
    reason = (error.strerror or str(error)).lower()
    hint = "free some space there, or check its permissions"
    return fail(Place(CACHE_FOLDER), "E912", f"the cache cannot be written: {reason}", hint)


def clean_up(root: Path) -> bool:
    """Remove the cache of a site, once no build is at work; False if there is none."""
    folder = root / CACHE_FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return False
    # A build that waits meanwhile makes a folder of its own, and nobody writes into this one.
    away = folder.with_name(f"{CACHE_FOLDER}-{os.getpid()}.removed")
    with ExitStack() as stack:
        with suppress(OSError):
            _enter(folder, stack)
        try:
            folder.rename(away)
            shutil.rmtree(away)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            message = f"the cache cannot be removed: {reason}"
            hint = "check the permissions of its folder"
            raise fail(Place(CACHE_FOLDER), "E912", message, hint) from error
    return True
