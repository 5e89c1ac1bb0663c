"""The watcher: each way of saving ends with an update, and a storm of changes with few."""

import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from sitegen.config.config import Config
from sitegen.serve.preview import debounce
from sitegen.serve.preview.debounce import BURST_PAUSE, Debouncer
from sitegen.serve.preview.sources import scope_of
from sitegen.serve.preview.watch import Listener, Watcher
from support.forked import in_child
from support.saving import WAYS
from support.waiting import eventually

pytestmark = pytest.mark.slow

Texts = dict[str, str]


class Onlooker:
    """Reads all files at each update."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.seen: list[Texts] = []
        self.said: list[str] = []

    def update(self) -> None:
        self.seen.append(texts(self.root))

    def sees(self, **files: str) -> bool:
        wanted = {name.replace("__", "/"): text for name, text in files.items()}
        last = self.seen[-1] if self.seen else {}
        return {name: last.get(f"{name}.md") for name in wanted} == wanted


def texts(root: Path) -> Texts:
    found = {}
    for file in sorted(
        path for name in Config().source_folders for path in (root / name).rglob("*.md")
    ):
        try:
            found[file.relative_to(root).as_posix()] = file.read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
    return found


@contextmanager
def watched(root: Path, *, poll: bool = False) -> Iterator[Onlooker]:
    onlooker = Onlooker(root)
    listener = Listener(onlooker.update, onlooker.said.append)
    watcher = Watcher(partial(scope_of, root, Config()), listener, poll=poll)
    watcher.start()
    try:
        eventually(lambda: onlooker.seen, "the first update")
        yield onlooker
    finally:
        watcher.end()


@pytest.fixture(params=["watched", "polled"])
def onlooker(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Onlooker]:
    (tmp_path / "essays").mkdir()
    (tmp_path / "essays/a.md").write_text("first")
    with watched(tmp_path, poll=request.param == "polled") as onlooker:
        yield onlooker


# ------------------------------------------------------------------ ways of saving


@pytest.mark.parametrize("save", WAYS, ids=lambda save: save.__name__)
def test_each_way_of_saving_ends_with_the_final_text(
    onlooker: Onlooker, save: Callable[[Path, str], None]
) -> None:
    file = onlooker.root / "essays/a.md"
    for text in ("second", "third"):
        save(file, text)
        eventually(partial(onlooker.sees, essays__a=text), text)


@pytest.mark.parametrize("save", WAYS, ids=lambda save: save.__name__)
def test_a_save_is_never_seen_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path, str], None]
) -> None:
    monkeypatch.setattr(debounce, "PAUSE", 5.0)  # a busy machine may let a writer wait
    file = tmp_path / "essays/a.md"
    file.parent.mkdir()
    file.write_text("first")
    with watched(tmp_path) as onlooker:
        save(file, "second")
        eventually(lambda: onlooker.sees(essays__a="second"))
    assert {seen.get("essays/a.md") for seen in onlooker.seen} <= {"first", "second"}


def test_a_save_is_seen_where_the_library_keeps_its_delay_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchdog.observers.inotify_move_event_grouper", None)
    file = tmp_path / "essays/a.md"
    file.parent.mkdir()
    with watched(tmp_path) as onlooker:
        file.write_text("seen")
        eventually(lambda: onlooker.sees(essays__a="seen"))


def test_a_checkout_ends_with_the_texts_of_its_branch(onlooker: Onlooker) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=Editor", "-c", "user.email=editor@site.example"]
        command = ["git", *identity, *arguments]
        subprocess.run(command, cwd=onlooker.root, check=True, capture_output=True)

    git("init", "--initial-branch", "main")
    git("add", ".")
    git("commit", "--message", "First")
    git("checkout", "-b", "other")
    (onlooker.root / "essays/a.md").write_text("of the branch")
    (onlooker.root / "essays/b.md").write_text("added")
    git("add", ".")
    git("commit", "--message", "Other")
    git("checkout", "main")
    eventually(lambda: onlooker.seen[-1] == {"essays/a.md": "first"})
    git("checkout", "other")
    eventually(lambda: onlooker.sees(essays__a="of the branch", essays__b="added"))


# ------------------------------------------------------------------ folders


def test_a_folder_deleted_and_created_again_is_watched(onlooker: Onlooker) -> None:
    essays = onlooker.root / "essays"
    for text in ("once more", "and again"):
        shutil.rmtree(essays)
        eventually(lambda: onlooker.seen[-1] == {})
        essays.mkdir()
        (essays / "a.md").write_text(text)
        eventually(partial(onlooker.sees, essays__a=text), text)
        (essays / "a.md").write_text(f"{text}, edited")
        eventually(partial(onlooker.sees, essays__a=f"{text}, edited"), text)


def test_a_folder_moved_away_and_replaced_is_watched_in_its_new_shape(onlooker: Onlooker) -> None:
    essays = onlooker.root / "essays"
    essays.rename(onlooker.root / "old")
    essays.mkdir()
    (essays / "b.md").write_text("new")
    eventually(lambda: onlooker.seen[-1] == {"essays/b.md": "new"})
    (essays / "b.md").write_text("newer")
    eventually(lambda: onlooker.sees(essays__b="newer"))


def test_a_folder_made_later_is_watched(onlooker: Onlooker) -> None:
    inner = onlooker.root / "templates/deep/er"
    inner.mkdir(parents=True)
    (inner / "t.md").write_text("one")
    eventually(lambda: onlooker.sees(templates__deep__er__t="one"))
    (inner / "t.md").write_text("two")
    eventually(lambda: onlooker.sees(templates__deep__er__t="two"))


def test_a_folder_moved_in_with_all_its_files_is_seen_and_watched(onlooker: Onlooker) -> None:
    outside = onlooker.root / "outside"
    outside.mkdir()
    (outside / "b.md").write_text("one")
    outside.rename(onlooker.root / "essays/inside")
    eventually(lambda: onlooker.sees(essays__inside__b="one"))
    (onlooker.root / "essays/inside/b.md").write_text("two")
    eventually(lambda: onlooker.sees(essays__inside__b="two"))


def test_a_change_of_a_file_in_the_root_causes_an_update(onlooker: Onlooker) -> None:
    updates = len(onlooker.seen)
    (onlooker.root / "site.yaml").write_text("title: Trial\n")
    eventually(lambda: len(onlooker.seen) > updates)


def test_a_folder_reached_by_a_link_is_watched(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    root = tmp_path / "site"
    root.mkdir()
    (root / "essays").symlink_to(elsewhere)
    with watched(root) as onlooker:
        (elsewhere / "a.md").write_text("far")
        eventually(lambda: onlooker.sees(essays__a="far"))


# ------------------------------------------------------------------ many changes, lost events


def test_a_storm_of_a_thousand_files_causes_three_updates_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A busy machine may let a writer wait.
    monkeypatch.setattr(debounce, "BURST_PAUSE", 1.0)
    monkeypatch.setattr(debounce, "LONGEST_PAUSE", 60.0)
    essays = tmp_path / "essays"
    essays.mkdir()
    for number in range(1000):
        (essays / f"{number}.md").write_text("before")
    with watched(tmp_path) as onlooker:
        before = len(onlooker.seen)
        # Another process, as it is outside of tests: a thread of this one would pause it.
        storm = f"for n in $(seq 0 999); do echo after > {essays}/$n.md; done"
        subprocess.run(["sh", "-c", storm], check=True)
        eventually(lambda: set(onlooker.seen[-1].values()) == {"after\n"})
        time.sleep(1.5)
        assert len(onlooker.seen) - before <= 3


def test_a_change_during_an_update_causes_another() -> None:
    updating, go_on = threading.Event(), threading.Event()
    updates: list[int] = []

    def update() -> None:
        updates.append(len(updates))
        updating.set()
        assert go_on.wait(10)

    debouncer = Debouncer(update)
    debouncer.start()
    try:
        debouncer.notify("essays/a.md")
        assert updating.wait(10)
        for _ in range(100):
            debouncer.notify("essays/a.md")
        go_on.set()
        eventually(lambda: len(updates) == 2)
        time.sleep(2 * BURST_PAUSE)
        assert updates == [0, 1]
    finally:
        debouncer.end()


def test_reading_the_sources_causes_no_update(tmp_path: Path) -> None:
    (tmp_path / "essays").mkdir()
    (tmp_path / "essays/a.md").write_text("first")
    with watched(tmp_path) as onlooker:
        time.sleep(2 * BURST_PAUSE)
        updates = len(onlooker.seen)
        for _ in range(100):
            texts(tmp_path)
        time.sleep(2 * BURST_PAUSE)
        assert len(onlooker.seen) == updates


@in_child  # without threads that the limit would disturb
def test_where_the_system_has_no_watches_left_folders_are_polled_and_it_is_said(
    tmp_path: Path,
) -> None:
    (tmp_path / "essays").mkdir()
    onlooker = Onlooker(tmp_path)

    def update() -> None:
        with suppress(OSError):  # the first update may fall into the time without files
            onlooker.update()

    listener = Listener(update, onlooker.said.append)
    watcher = Watcher(partial(scope_of, tmp_path, Config()), listener)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        watcher.start()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    try:
        (tmp_path / "essays/a.md").write_text("polled")
        eventually(lambda: onlooker.sees(essays__a="polled"))
    finally:
        watcher.end()
    assert onlooker.said == [
        "cannot watch folders, polling them twice a second: inotify instance limit reached"
    ]


def test_ending_leaves_no_thread(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    for poll in (False, True):
        with watched(tmp_path, poll=poll):
            pass
    assert set(threading.enumerate()) <= before


@pytest.mark.parametrize("poll", [False, True])
def test_a_thread_that_ends_by_an_error_reports_it(tmp_path: Path, *, poll: bool) -> None:
    (tmp_path / "essays").mkdir()
    errors: list[BaseException] = []

    def update() -> None:
        raise SystemExit("out of memory")

    listener = Listener(update, errors.append, failed=errors.append)  # type: ignore[arg-type]  # one list for both
    watcher = Watcher(partial(scope_of, tmp_path, Config()), listener, poll=poll)
    watcher.start()
    try:
        eventually(lambda: errors)
    finally:
        watcher.end()
    assert [str(error) for error in errors] == ["out of memory"]


@pytest.mark.parametrize(
    ("path", "includes"),
    [
        ("site.yaml", True),
        ("essays/a.md", True),
        ("essays/.anchors.yaml", True),
        ("essays/.obsidian/state.json", False),
        ("essays/.a.md.swp", False),
        ("static/.well-known/x", True),
        ("templates/essay.html", True),
        ("essays", True),
        ("serve.log", False),
        ("notes.txt", False),
        (".sitegen/stamp", False),
        ("public/index.html", False),
    ],
)
def test_only_what_a_build_reads_is_a_change(tmp_path: Path, path: str, *, includes: bool) -> None:
    scope = scope_of(tmp_path, Config())
    assert scope.includes(str(tmp_path.resolve() / path)) == includes


@pytest.mark.parametrize(
    ("path", "includes"),
    [
        ("content", True),
        ("content/posts/a.md", True),
        ("content/drafts/a.md", False),
        ("essays/a.md", False),
    ],
)
def test_the_folder_of_the_texts_is_that_of_the_settings(
    tmp_path: Path, path: str, *, includes: bool
) -> None:
    scope = scope_of(tmp_path, Config(essays="content/posts"))
    assert scope.includes(str(tmp_path.resolve() / path)) == includes


@pytest.mark.parametrize(
    ("path", "includes"),
    [("a.md", True), ("notes/b.md", True), ("public/a.html", False), (".obsidian/x", False)],
)
def test_in_the_root_all_but_the_output_is_a_change(
    tmp_path: Path, path: str, *, includes: bool
) -> None:
    scope = scope_of(tmp_path, Config(essays="."))
    assert scope.includes(str(tmp_path.resolve() / path)) == includes


def test_a_folder_that_comes_later_is_watched(tmp_path: Path) -> None:
    onlooker = Onlooker(tmp_path)
    scope = partial(scope_of, tmp_path, Config(essays="content/posts"))
    seen: list[bool] = []
    file = tmp_path / "content/posts/a.md"
    listener = Listener(lambda: seen.append(file.is_file()), onlooker.said.append)
    watcher = Watcher(scope, listener)
    watcher.start()
    try:
        eventually(lambda: seen)
        file.parent.parent.mkdir()
        eventually(lambda: len(seen) > 1)
        file.parent.mkdir()
        file.write_text("late")
        eventually(lambda: seen[-1])
    finally:
        watcher.end()
    assert seen[-1]
