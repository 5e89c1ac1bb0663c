"""Random edits: each incremental build gives the site of a build from nothing."""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.store.user_cache import user_cache
from support.random_edits import Author
from support.sample_site import SampleSite
from support.site import Run, sitegen

STEPS = int(os.environ.get("SITEGEN_STEPS", "300"))
FIRST = int(os.environ.get("SITEGEN_SEED", "1"))
SEQUENCE = 25
MEMORY = Path("/dev/shm")
HISTORY = re.compile(r"in [0-9.]+ s|; its page '[^']*' disappears from the site")
"""What a build prints of its time and of the site before it."""

Tree = dict[str, tuple[int, bytes]]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the system has one: a thousand builds would wait for the disk."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        yield Path(name)


def published(root: Path) -> Tree:
    public = root / "public"
    return {
        path.relative_to(public).as_posix(): (path.lstat().st_mode, _content(path))
        for path in sorted(public.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def _content(path: Path) -> bytes:
    return os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()


def run(root: Path, author: Author) -> Run:
    done = sitegen("build", root, "--now", author.now, "--verbose", *author.options)

    def plain(text: str) -> str:
        return HISTORY.sub("", text.replace(root.as_posix(), "ROOT"))

    return Run(done.code, plain(done.out), plain(done.err))


def from_nothing(author: Author, elsewhere: Path) -> tuple[Run, Tree]:
    """Build a copy; four times of five with what Jinja made of the templates."""
    if author.chance.random() < 0.2:
        shutil.rmtree(user_cache("templates"), ignore_errors=True)
    shutil.rmtree(elsewhere, ignore_errors=True)
    but = shutil.ignore_patterns("public", ".sitegen")
    shutil.copytree(author.root, elsewhere, symlinks=True, ignore=but)
    return run(elsewhere, author), published(elsewhere)


def check(author: Author, elsewhere: Path) -> None:
    before = published(author.root)
    done = run(author.root, author)
    wanted, clean = from_nothing(author, elsewhere)
    assert done == wanted
    after = published(author.root)
    if "nothing published" in done.err:
        assert after == before
        return
    others = {name: after.pop(name)[1] for name in author.foreign}
    assert others == author.foreign
    assert after.keys() == clean.keys()
    assert {path: after[path] for path in after if after[path] != clean[path]} == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(FIRST, FIRST + max(1, STEPS // SEQUENCE)))
def test_any_edits_end_in_the_site_that_a_build_from_nothing_gives(folder: Path, seed: int) -> None:
    site = SampleSite(folder / "site")
    site.write_all()
    time.sleep(0.11)  # from here on a file's time tells whether it changed
    author = Author(site, seed)
    edits: list[str] = []
    for _ in range(SEQUENCE):
        try:
            check(author, folder / "clean")
        except Exception as error:
            error.add_note("\n".join((f"SITEGEN_SEED={seed} SITEGEN_STEPS={SEQUENCE}", *edits)))
            raise
        edits.append(author.edit())


def test_the_sample_site_builds_and_has_something_of_everything(folder: Path) -> None:
    site = SampleSite(folder / "site")
    site.write_all()
    done = run(folder / "site", Author(site, 1))
    assert done.code == 0
    assert done.out.count(".md: held back: ") == 2
