"""The published tree and the spare one, known by the times of their folders."""

import shutil
import time
from pathlib import Path
from random import Random

from sitegen.output import trees
from sitegen.output.spare import TreePair, recall
from sitegen.output.stage import staging
from support.publishing import Files, read

PAUSE = 0.12
"""Seconds after which a folder's times can be trusted."""
FILES: Files = {
    "index.html": b"home",
    "feed.xml": b"feed",
    **{f"{name}/index.html": name.encode() for name in ("a", "b", "b/c", "d", "e/f/g")},
}


def publish(folder: Path, files: Files, known: TreePair | None) -> TreePair | None:
    """Publish, and hold what is known of the output against what a walk through it finds."""
    public, spare = folder / "public", folder / "spare"
    with staging(public, spare=spare, known=known) as stage:
        assert stage.on_disk == trees.scan(public).entries
        for path, content in files.items():
            stage.record(stage.place(path, content))
        stage.publish()
    return stage.trees


def settled(folder: Path) -> TreePair | None:
    """Publish until both trees are known."""
    known = None
    for number in range(3):
        known = publish(folder, FILES | {"feed.xml": bytes([number])}, known)
        time.sleep(PAUSE)
    assert known
    return known


def is_known(folder: Path, known: TreePair | None) -> bool:
    """Tell whether a look is spared the walk; it may be had once, for it tidies the spare tree."""
    assert known
    return recall(folder / "public", folder / "spare", known) is not None


def test_trees_that_were_left_alone_are_known(tmp_path: Path) -> None:
    known = settled(tmp_path)
    assert known
    assert known.fresh == ("",)
    assert is_known(tmp_path, known)


def test_trees_that_somebody_came_into_are_walked_through(tmp_path: Path) -> None:
    known = settled(tmp_path)
    for tree in ("public", "spare"):
        stranger = tmp_path / tree / "b/c/stranger.txt"
        stranger.write_text("a stranger")
        assert not is_known(tmp_path, known)
        stranger.unlink()
    assert not is_known(tmp_path, known)


def test_folders_that_changed_just_now_are_not_trusted(tmp_path: Path) -> None:
    known = publish(tmp_path, FILES, settled(tmp_path))
    assert known
    known = publish(tmp_path, FILES | {"a/index.html": b"new"}, known)
    assert known
    assert known.fresh == ("", "a")


def test_whatever_happens_to_both_trees_the_site_is_what_was_asked_for(tmp_path: Path) -> None:
    chance = Random(20261122)
    known, strangers = settled(tmp_path), Files()
    for number in range(25):
        files = {path: content for path, content in FILES.items() if chance.random() < 0.9}
        for path in chance.sample(sorted(files), chance.randrange(2)):
            files[path] = bytes([number])
        _meddle(chance, tmp_path, strangers)
        known = publish(tmp_path, files, known)
        assert read(tmp_path / "public") == {**files, **strangers}
        if chance.random() < 0.7:
            time.sleep(PAUSE)


def _meddle(chance: Random, folder: Path, strangers: Files) -> None:
    public, spare = folder / "public", folder / "spare"
    match chance.randrange(8):
        case 0:
            path = f"{chance.choice(['', 'a/', 'b/', 'strange/'])}stranger-{len(strangers)}.txt"
            (public / path).parent.mkdir(exist_ok=True)
            (public / path).write_bytes(b"stranger")
            strangers[path] = b"stranger"
        case 1:
            for file in chance.sample([*public.rglob("index.html")], 1):
                file.write_bytes(b"tampered with")
        case 2:
            for file in chance.sample([*public.rglob("index.html")], 1):
                file.unlink()
        case 3:
            (spare / "a").mkdir(exist_ok=True)
            (spare / "a/junk.html").write_bytes(b"junk")
        case 4:
            shutil.rmtree(spare / "b", ignore_errors=True)
        case 5:
            for file in chance.sample([*public.rglob("index.html")], 1):
                Path(shutil.copy2(file, f"{file}.copy")).replace(file)
        case _:
            pass
