"""Publishing: what is written, kept, removed and refused."""

import os
import stat
import string
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.output import manifest
from sitegen.output.stage import Report, staging
from support.publishing import Files, names, publish, read, refusal


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "public"


def test_a_first_site_is_written_and_nothing_else(public: Path) -> None:
    assert publish(public, {"index.html": b"home", "a/b/index.html": b"deep"}) == Report(2, 0, 0)
    assert read(public) == {"index.html": b"home", "a/b/index.html": b"deep"}
    assert names(public.parent) == ["public"]


def test_missing_parents_of_the_output_are_made(tmp_path: Path) -> None:
    publish(tmp_path / "build/web/public", {"index.html": b""})
    assert read(tmp_path / "build/web/public") == {"index.html": b""}


def test_a_report_counts_written_unchanged_and_removed(public: Path) -> None:
    publish(public, {"a.html": b"a", "b.html": b"b", "c.html": b"c", "d/e.html": b"e"})
    report = publish(public, {"a.html": b"a", "b.html": b"new", "f.html": b"f"})
    assert report == Report(written=2, unchanged=1, removed=2)


def test_the_manifest_is_sorted_and_the_same_in_any_order(tmp_path: Path) -> None:
    publish(tmp_path / "one", {"b.html": b"b", "a.html": b"a"})
    publish(tmp_path / "two", {"a.html": b"a", "b.html": b"b"})
    text = (tmp_path / "one" / manifest.NAME).read_bytes()
    assert text == (tmp_path / "two" / manifest.NAME).read_bytes()
    assert text.decode() == (
        "{\n"
        ' "files": {\n'
        '  "a.html": "ca978112ca1bbdcafac231b39a23dc4d",\n'
        '  "b.html": "3e23e8160039594a33894f6564e1b134"\n'
        " },\n"
        ' "version": 1\n'
        "}\n"
    )


def test_a_site_without_changes_is_not_touched_at_all(public: Path) -> None:
    files = {"index.html": b"home", "a/index.html": b"a"}
    publish(public, files)
    before = public.stat().st_ino, public.stat().st_mtime_ns
    assert publish(public, files) == Report(0, 2, 0)
    assert (public.stat().st_ino, public.stat().st_mtime_ns) == before


def test_an_unchanged_file_keeps_inode_and_times_and_a_changed_one_gets_new_ones(
    public: Path,
) -> None:
    publish(public, {"same.html": b"same", "other.html": b"old"})
    os.utime(public / "same.html", ns=(10**18, 10**18))
    same, other = (public / "same.html").stat(), (public / "other.html").stat()
    os.link(public / "other.html", public.parent / "backup.html")
    publish(public, {"same.html": b"same", "other.html": b"new"})
    assert (public / "same.html").stat().st_ino == same.st_ino
    assert (public / "same.html").stat().st_mtime_ns == 10**18
    assert (public / "other.html").stat().st_ino != other.st_ino
    assert (public.parent / "backup.html").read_bytes() == b"old"


def test_leaving_the_stage_without_publishing_changes_nothing(public: Path) -> None:
    publish(public, {"index.html": b"old"})
    with staging(public) as stage:
        stage.record(stage.place("index.html", b"new"))
    with pytest.raises(ZeroDivisionError), staging(public) as stage:
        stage.record(stage.place("index.html", b"new" * (1 // 0)))
    assert read(public) == {"index.html": b"old"}
    assert names(public.parent) == ["public"]


def test_a_file_is_copied_without_its_permissions(public: Path) -> None:
    source = public.parent / "photo.jpg"
    source.write_bytes(b"x" * 3_000_000)
    source.chmod(0o6755)
    with staging(public) as stage:
        stage.record(stage.place("photo.jpg", source))
        assert stage.publish() == Report(1, 0, 0)
    assert (public / "photo.jpg").read_bytes() == source.read_bytes()
    assert stat.S_IMODE((public / "photo.jpg").stat().st_mode) & 0o7111 == 0
    with staging(public) as stage:
        stage.record(stage.place("photo.jpg", source))
        assert stage.publish() == Report(0, 1, 0)


def test_a_file_that_cannot_be_copied_is_named(public: Path) -> None:
    publish(public, {"index.html": b"old"})
    missing = public.parent / "photo.jpg"
    with refusal() as problems, staging(public) as stage:
        stage.place("photo.jpg", missing)
    assert problems[0].code == "E910"
    assert problems[0].message == f"cannot read '{missing}': no such file or directory"
    assert read(public) == {"index.html": b"old"}


@pytest.mark.parametrize(
    ("umask", "file", "folder"), [(0o022, 0o644, 0o755), (0o077, 0o600, 0o700)]
)
def test_permissions_follow_the_umask(public: Path, umask: int, file: int, folder: int) -> None:
    former = os.umask(umask)
    try:
        publish(public, {"a/index.html": b"a"})
    finally:
        os.umask(former)
    assert stat.S_IMODE((public / "a/index.html").stat().st_mode) == file
    assert stat.S_IMODE((public / "a").stat().st_mode) == folder
    assert stat.S_IMODE(public.stat().st_mode) == folder


def test_permissions_that_moved_are_set_right_again(public: Path) -> None:
    publish(public, {"index.html": b"home"})
    (public / "index.html").chmod(0o755)
    assert publish(public, {"index.html": b"home"}) == Report(1, 0, 0)
    assert stat.S_IMODE((public / "index.html").stat().st_mode) == 0o644


# ------------------------------------------------------------------ what is kept and removed


def test_foreign_files_survive_as_they_are(public: Path) -> None:
    publish(public, {"index.html": b"old", "a/index.html": b"a"})
    (public / ".git/refs/tags").mkdir(parents=True)
    (public / ".git/HEAD").write_bytes(b"ref")
    (public / ".git").chmod(0o2750)
    (public / "CNAME").write_bytes(b"essays.example")
    (public / ".well-known").mkdir()
    (public / ".well-known/security.txt").write_bytes(b"mail")
    (public / "a/by-hand.html").write_bytes(b"hand")
    (public / "outside").symlink_to(public.parent)
    (public / "nowhere").symlink_to("missing")
    os.mkfifo(public / "pipe")
    os.utime(public / ".git", ns=(10**18, 10**18))
    publish(public, {"index.html": b"new"})
    (public / "pipe").unlink()
    assert read(public) == {
        "index.html": b"new",
        ".git/HEAD": b"ref",
        "CNAME": b"essays.example",
        ".well-known/security.txt": b"mail",
        "a/by-hand.html": b"hand",
        "outside": os.fsencode(public.parent),
        "nowhere": b"missing",
    }
    assert (public / ".git/refs/tags").is_dir()
    assert stat.S_IMODE((public / ".git").stat().st_mode) == 0o2750
    assert (public / ".git").stat().st_mtime_ns == 10**18


def test_a_git_file_of_a_worktree_survives(public: Path) -> None:
    public.mkdir()
    (public / ".git").write_bytes(b"gitdir: ../.git/worktrees/public\n")
    publish(public, {"index.html": b"home"})
    publish(public, {"index.html": b"new"})
    assert (public / ".git").read_bytes() == b"gitdir: ../.git/worktrees/public\n"


def test_removed_pages_go_with_their_empty_folders(public: Path) -> None:
    publish(public, {"index.html": b"", "a/b/c/index.html": b"", "a/x.html": b""})
    publish(public, {"index.html": b"", "a/x.html": b""})
    assert sorted(path.name for path in public.rglob("*")) == [
        manifest.NAME,
        "a",
        "index.html",
        "x.html",
    ]


def test_the_permissions_of_an_existing_output_stay(public: Path) -> None:
    public.mkdir()
    public.chmod(0o2775)
    publish(public, {"index.html": b""})
    assert stat.S_IMODE(public.stat().st_mode) == 0o2775


@pytest.mark.parametrize("harm", ["edit", "same size", "delete", "link", "folder", "pipe"])
def test_an_output_that_was_tampered_with_is_repaired(public: Path, harm: str) -> None:
    files = {"index.html": b"home", "a/index.html": b"a"}
    publish(public, files)
    page = public / "index.html"
    state = page.stat()
    if harm == "edit":
        page.write_bytes(b"something else")
    elif harm == "same size":
        page.write_bytes(b"hone")
        os.utime(page, ns=(state.st_atime_ns, state.st_mtime_ns))
    else:
        page.unlink()
    if harm == "link":
        page.symlink_to("a/index.html")
    elif harm == "pipe":
        os.mkfifo(page)
    elif harm == "folder":
        page = public / "a/index.html"
        page.unlink()
        page.parent.rmdir()
    publish(public, files)
    assert read(public) == files


def test_a_link_to_the_very_same_bytes_becomes_a_file_again(public: Path) -> None:
    publish(public, {"index.html": b"home"})
    (public / "index.html").rename(public.parent / "elsewhere.html")
    (public / "index.html").symlink_to("../elsewhere.html")
    assert publish(public, {"index.html": b"home"}) == Report(1, 0, 0)
    assert not (public / "index.html").is_symlink()


def test_a_page_becomes_a_folder_and_back(public: Path) -> None:
    publish(public, {"a": b"file"})
    publish(public, {"a/index.html": b"page", "a/b/c": b"deep"})
    assert read(public) == {"a/index.html": b"page", "a/b/c": b"deep"}
    publish(public, {"a": b"file"})
    assert read(public) == {"a": b"file"}


letters = st.text(string.ascii_lowercase[:3], min_size=1, max_size=1)
paths = st.lists(letters, min_size=1, max_size=3).map("/".join)


def fits(files: Files) -> bool:
    return not any(one != other and other.startswith(f"{one}/") for one in files for other in files)


sites = st.dictionaries(paths, st.sampled_from([b"", b"one", b"two"]), max_size=6).filter(fits)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(sites, min_size=1, max_size=4), sites)
def test_after_any_history_an_output_holds_the_last_site_and_foreign_files(
    history: list[Files], foreign: Files
) -> None:
    with TemporaryDirectory() as folder:
        public = Path(folder) / "public"
        for path, content in foreign.items():
            (public / "foreign" / path).parent.mkdir(parents=True, exist_ok=True)
            (public / "foreign" / path).write_bytes(content)
        for site in history:
            publish(public, site)
        kept = {f"foreign/{path}": content for path, content in foreign.items()}
        assert read(public) == history[-1] | kept
        clean = Path(folder) / "clean"
        publish(clean, history[-1])
        assert (clean / manifest.NAME).read_bytes() == (public / manifest.NAME).read_bytes()
        folders = {path for path in public.rglob("*") if path.is_dir()}
        assert all(any(inner.is_file() for inner in path.rglob("*")) for path in folders)
