"""Output folders and paths that are allowed, refused or in the way."""

from pathlib import Path

import pytest

from sitegen.output import manifest
from sitegen.output.paths import path_problems
from sitegen.output.stage import Report, staging
from support.publishing import names, publish, read, refusal


@pytest.fixture
def public(tmp_path: Path) -> Path:
    return tmp_path / "public"


# ------------------------------------------------------------------ what is in the way


def test_a_foreign_file_in_the_way_is_never_overwritten(public: Path) -> None:
    public.mkdir()
    for name in ("index.html", "b.html", "c.html", "a.html"):
        (public / name).write_bytes(b"by another generator")
    with refusal() as problems:
        publish(public, dict.fromkeys(["index.html", "a.html", "b.html", "c.html"], b"ours"))
    assert problems[0].code == "E905"
    assert problems[0].place.path == public.as_posix()
    assert problems[0].message == (
        "this build would overwrite what sitegen did not write: "
        "'a.html', 'b.html', 'c.html' and 1 more"
    )
    assert problems[0].hint == "move it, or name another output folder"
    assert set(read(public).values()) == {b"by another generator"}
    assert names(public.parent) == ["public"]


def test_a_foreign_file_with_the_same_bytes_becomes_ours(public: Path) -> None:
    public.mkdir()
    (public / "index.html").write_bytes(b"home")
    (public / "index.html").chmod(0o644)
    assert publish(public, {"index.html": b"home"}) == Report(0, 1, 0)
    assert publish(public, {"a.html": b"a"}) == Report(1, 0, 1)
    assert read(public) == {"a.html": b"a"}


@pytest.mark.parametrize("inside", ["a", "a/b"])
def test_nothing_is_written_through_a_foreign_link(public: Path, inside: str) -> None:
    elsewhere = public.parent / "elsewhere"
    (elsewhere / "b").mkdir(parents=True)
    publish(public, {"index.html": b"home"})
    (public / inside).parent.mkdir(exist_ok=True)
    (public / inside).symlink_to(elsewhere)
    with refusal() as problems:
        publish(public, {"index.html": b"home", "a/b/index.html": b"page"})
    assert (
        problems[0].message == f"this build would overwrite what sitegen did not write: '{inside}'"
    )
    assert read(elsewhere) == {}


def test_a_link_to_a_folder_with_the_very_same_page_is_still_in_the_way(public: Path) -> None:
    publish(public, {"a/index.html": b"page"})
    (public / "a").rename(public.parent / "elsewhere")
    (public / "a").symlink_to("../elsewhere")
    with refusal() as problems:
        publish(public, {"a/index.html": b"page"})
    assert problems[0].code == "E905"


@pytest.mark.parametrize("path", ["a", "a/deep"])
def test_a_foreign_folder_in_the_way_of_a_file_stays(public: Path, path: str) -> None:
    (public / path).mkdir(parents=True)
    with refusal() as problems:
        publish(public, {"a": b"file"})
    assert problems[0].code == "E905"
    assert (public / path).is_dir()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b'{"files": {"index.html": 3}, "version": 1}',
        b'{"files": {"index.html": "x"}, "version": 2}',
        b'{"files": {"index.html": "x"}, "version": 1, "more": 1}',
        b'{"files": {"\xff": "x"}}',
        b"[" * 200_000,
    ],
)
def test_a_broken_manifest_counts_as_none(public: Path, text: bytes) -> None:
    publish(public, {"index.html": b"old", "gone.html": b"gone"})
    (public / manifest.NAME).write_bytes(text)
    with refusal() as problems:
        publish(public, {"index.html": b"new"})
    assert problems[0].code == "E905"
    assert publish(public, {"index.html": b"old"}) == Report(0, 1, 0)
    assert read(public) == {"index.html": b"old", "gone.html": b"gone"}


def test_a_manifest_with_hostile_paths_removes_nothing_outside(public: Path) -> None:
    publish(public, {"index.html": b"home"})
    outside = public.parent / "outside.txt"
    outside.write_bytes(b"precious")
    (public / "link").symlink_to(public.parent)
    hostile = dict.fromkeys(
        ["../outside.txt", str(outside), "link/outside.txt", "", ".", ".."], "x"
    )
    (public / manifest.NAME).write_bytes(manifest.encode(hostile | {"index.html": "x"}))
    publish(public, {"a.html": b"a"})
    assert outside.read_bytes() == b"precious"
    assert set(read(public)) == {"a.html", "link"}


def test_a_staging_directory_that_is_a_link_is_not_followed(public: Path) -> None:
    precious = public.parent / "precious"
    precious.mkdir()
    (precious / "letter.txt").write_bytes(b"dear")
    room = public.parent / ".public.sitegen-staging"
    room.symlink_to(precious)
    with refusal() as problems:
        publish(public, {"index.html": b""})
    assert problems[0].message == f"cannot write '{room}': file exists"
    assert names(precious) == ["letter.txt"]


# ------------------------------------------------------------------ paths of outputs

COLLISIONS = [
    (
        "about/index.html",
        "about/index.html",
        "'about/index.html' is made from both 'one.md' and 'two.md'",
    ),
    (
        "About.html",
        "about.html",
        "'About.html' (from 'one.md') and 'about.html' (from 'two.md') "
        "are the same file on many systems",
    ),
    (
        "caf\u00e9/x",
        "cafe\u0301/x",
        "'caf\u00e9/x' (from 'one.md') and 'cafe\u0301/x' (from 'two.md') "
        "are the same file on many systems",
    ),
    (
        "a",
        "A/b/index.html",
        "'a' (from 'one.md') is a file, but 'A/b/index.html' (from 'two.md') "
        "needs a folder of that name",
    ),
    (
        "a/b/index.html",
        "a/b",
        "'a/b' (from 'two.md') is a file, but 'a/b/index.html' (from 'one.md') "
        "needs a folder of that name",
    ),
]


@pytest.mark.parametrize(("first", "second", "message"), COLLISIONS)
def test_two_sources_of_one_path_are_both_named(first: str, second: str, message: str) -> None:
    problems = path_problems([(first, "one.md"), (second, "two.md")])
    assert [(problem.code, problem.message) for problem in problems] == [("E906", message)]


def test_the_manifest_has_its_path_for_itself() -> None:
    (problem,) = path_problems([(manifest.NAME, "static/.sitegen-manifest.json")])
    assert problem.message == (
        "'.sitegen-manifest.json' is made from both 'sitegen's own list of files' "
        "and 'static/.sitegen-manifest.json'"
    )


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "has an extra slash"),
        ("/etc/passwd", "has an extra slash"),
        ("a//b", "has an extra slash"),
        ("a/", "has an extra slash"),
        ("../x", "contains '.' or '..'"),
        ("a/../../x", "contains '.' or '..'"),
        ("./x", "contains '.' or '..'"),
        ("a\0b", "contains a character that is not allowed in file names"),
        ("..\\x", "contains a character that is not allowed in file names"),
        ("é" * 128, "has a part of more than 255 bytes"),
        ("a/" * 600 + "b", "is longer than 1,000 bytes"),
        ("\ud800", "is not valid Unicode"),
    ],
)
def test_a_hostile_path_is_refused(path: str, reason: str) -> None:
    (problem,) = path_problems([(path, "essays/a.md")])
    assert problem.code == "E907"
    assert problem.place.path == "essays/a.md"
    shown = path if len(path) <= 60 else f"{path[:59]}…"
    assert problem.message == f"the output path {shown!r} {reason}"


def test_the_longest_names_are_fine(public: Path) -> None:
    deep = "/".join(["d"] * 400)
    files = {"n" * 255: b"long", f"{deep}/index.html": b"deep"}
    publish(public, files)
    publish(public, files | {"index.html": b"home"})
    assert read(public) == files | {"index.html": b"home"}


# ------------------------------------------------------------------ where an output may be


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "home" / "site"
    for folder in ("essays/2010", "templates", "static", ".git"):
        (site / folder).mkdir(parents=True)
    (site / "essays/a.md").write_text("words")
    return site


def attempt(output: Path, site: Path) -> None:
    sources = tuple(site / name for name in ("essays", "templates", "static", ".git", "missing"))
    with staging(output, (site, site.parent), sources) as stage:
        stage.record(stage.place("index.html", b"home"))
        stage.publish()


@pytest.mark.parametrize(
    ("output", "code", "reason"),
    [
        ("/", "E901", "is the root of the file system"),
        ("SITE", "E901", "would replace 'SITE'"),
        ("SITE/essays/..", "E901", "would replace 'SITE'"),
        ("SITE/..", "E901", "would replace 'SITE'"),
        ("SITE/../..", "E901", "would replace 'SITE'"),
        ("SITE/essays", "E901", "would replace 'SITE/essays'"),
        ("SITE/missing", "E901", "would replace 'SITE/missing'"),
        ("SITE/link", "E901", "would replace 'SITE/static'"),
        ("SITE/essays/2010", "E902", "is inside the source folder 'SITE/essays'"),
        ("SITE/essays/new/public", "E902", "is inside the source folder 'SITE/essays'"),
        ("SITE/.git/x", "E902", "is inside the source folder 'SITE/.git'"),
        ("SITE/link/x", "E902", "is inside the source folder 'SITE/static'"),
        ("SITE/essays/a.md", "E903", "is not a folder"),
        (
            "SITE/essays/a.md/x",
            "E903",
            "leads through 'SITE/essays/a.md', which is not a folder",
        ),
        ("SITE/dangling", "E903", "leads through 'SITE/dangling', a link whose target is missing"),
        (
            "SITE/dangling/x",
            "E903",
            "leads through 'SITE/dangling', a link whose target is missing",
        ),
        ("SITE/loop/x", "E903", "leads through 'SITE/loop', a link whose target is missing"),
        ("/proc", "E904", "is a mount point, which cannot be replaced"),
    ],
)
def test_an_output_that_would_do_harm_is_refused(
    site: Path, output: str, code: str, reason: str
) -> None:
    (site / "link").symlink_to("static")
    (site / "dangling").symlink_to("nowhere")
    (site / "loop").symlink_to("loop")
    before = read(site)
    path = Path(output.replace("SITE", str(site)))
    with refusal() as problems:
        attempt(path, site)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].message == f"the output '{path}' {reason.replace('SITE', str(site))}"
    assert problems[0].place.path == path.as_posix()
    assert read(site) == before


@pytest.mark.parametrize("output", ["/proc/site", "/proc/1/site", "/dev/null/site"])
def test_a_place_that_takes_no_files_is_refused_in_words(site: Path, output: str) -> None:
    with refusal() as problems:
        attempt(Path(output), site)
    assert problems[0].code in {"E903", "E909"}


def test_a_null_character_in_the_output_is_refused(site: Path) -> None:
    with refusal() as problems:
        attempt(site / "a\0b", site)
    assert problems[0].message == (
        f"the output '{site}/a\N{SYMBOL FOR NULL}b' "
        "contains a character that is not allowed in file names"
    )


def test_an_output_with_too_long_a_name_is_refused(site: Path) -> None:
    with refusal() as problems:
        attempt(site / ("n" * 255), site)
    assert problems[0].message.endswith("file name too long")


def test_a_linked_output_is_replaced_where_it_really_is(site: Path, tmp_path: Path) -> None:
    real = tmp_path / "www"
    real.mkdir()
    (site / "public").symlink_to(real)
    attempt(site / "public", site)
    assert (site / "public").is_symlink()
    assert read(real) == {"index.html": b"home"}
    assert names(tmp_path) == ["home", "www"]
