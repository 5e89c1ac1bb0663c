"""Loading the files of ``essays/``: kinds, limits and files that cannot be read."""

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.loader.walk import LARGEST, Tree, load, read, walk
from sitegen.model import Source
from sitegen.problems.errors import Place, Problem


def _write(root: Path, *paths: str, content: bytes = b"Text\n") -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


# ------------------------------------------------------------------ what is not a file


def test_pipes_and_sockets_are_left_out_and_never_opened(tmp_path: Path) -> None:
    _write(tmp_path, "essays/a.md")
    os.mkfifo(tmp_path / "essays/pipe.md")
    (tmp_path / "essays/to-pipe.md").symlink_to("pipe.md")
    here = Path.cwd()
    os.chdir(tmp_path / "essays")  # the path of a socket may have only 108 bytes
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.md")
    finally:
        os.chdir(here)
    message = "pipe, socket or device among the essays is ignored"
    sources, tree = load(tmp_path)
    assert [source.path for source in sources] == ["essays/a.md"]
    assert tree.problems == tuple(
        Problem(Place(f"essays/{name}"), "W112", message, "remove it")
        for name in ("pipe.md", "socket.md", "to-pipe.md")
    )


def test_what_became_a_pipe_since_it_was_found_is_not_waited_for(tmp_path: Path) -> None:
    _write(tmp_path, "essays/a.md")
    os.mkfifo(tmp_path / "essays/pipe.md")
    problem = Problem(Place("essays/pipe.md"), "E102", "cannot be read: not a regular file")
    assert read(tmp_path, "essays/pipe.md", "essay").problems == (problem,)


def test_what_is_gone_since_it_was_found_is_an_error(tmp_path: Path) -> None:
    hint = "check that it exists and that you may read it"
    message = "cannot be read: no such file or directory"
    problem = Problem(Place("essays/a.md"), "E102", message, hint)
    assert read(tmp_path, "essays/a.md", "page") == Source(
        "essays/a.md", "page", "", "", 1, "", 1, (problem,)
    )


@pytest.fixture
def guarded() -> Iterator[Path]:
    """Give a folder to somebody whom the rights of files bind, which root is not."""
    with tempfile.TemporaryDirectory() as folder:
        root = os.geteuid() == 0
        if root:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            for path in sorted(Path(folder).rglob("*")):
                path.chmod(0o700)
            if root:
                os.seteuid(0)


def test_a_file_and_a_folder_that_may_not_be_read_are_errors(guarded: Path) -> None:
    _write(guarded, "essays/a.md", "essays/closed/b.md")
    (guarded / "essays/a.md").chmod(0)
    (guarded / "essays/closed").chmod(0)
    sources, tree = load(guarded)
    hint = "check that it exists and that you may read it"
    message = "cannot be read: permission denied"
    assert [source.problems for source in sources] == [
        (Problem(Place("essays/a.md"), "E102", message, hint),)
    ]
    assert tree == Tree(
        essays=("essays/a.md",), problems=(Problem(Place("essays/closed"), "E102", message, hint),)
    )


# ------------------------------------------------------------------ reading


def test_essays_come_first_then_themes_then_pages(tmp_path: Path) -> None:
    _write(tmp_path, "essays/b.md", "essays/a.md", "essays/_pages/p.md", "essays/_themes/t.md")
    sources, tree = load(tmp_path)
    assert [(source.path, source.kind) for source in sources] == [
        ("essays/a.md", "essay"),
        ("essays/b.md", "essay"),
        ("essays/_themes/t.md", "theme"),
        ("essays/_pages/p.md", "page"),
    ]
    assert tree == walk(tmp_path)
    assert list(sources) == [read(tmp_path, source.path, source.kind) for source in sources]


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", [b"", b"\n"])
def test_lines_keep_their_numbers_whatever_ends_them(
    tmp_path: Path, line_end: bytes, mark: bytes, last: bytes
) -> None:
    text = b"\n--- \ntitle: A\n---\n\nText" + last
    _write(tmp_path, "essays/a.md", content=mark + text.replace(b"\n", line_end))
    assert read(tmp_path, "essays/a.md", "essay") == Source(
        path="essays/a.md",
        kind="essay",
        front="title: A\n",
        front_format="yaml",
        front_line=3,
        body=f"\nText{last.decode()}",
        body_line=5,
    )


def test_mixed_line_ends_are_read_as_one_kind(tmp_path: Path) -> None:
    _write(tmp_path, "essays/a.md", content=b"---\r\ntitle: A\r---\nOne\r\rTwo\r\n")
    source = read(tmp_path, "essays/a.md", "essay")
    assert (source.front, source.body, source.body_line) == ("title: A\n", "One\n\nTwo\n", 4)


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    _write(tmp_path, "essays/a.md", content=b"")
    assert read(tmp_path, "essays/a.md", "essay") == Source(
        "essays/a.md", "essay", "", "", 1, "", 1
    )


def test_a_text_may_have_two_million_bytes(tmp_path: Path) -> None:
    _write(tmp_path, "essays/a.md", content=b"x" * LARGEST)
    assert read(tmp_path, "essays/a.md", "essay").body == "x" * LARGEST


def test_a_larger_file_is_an_error(tmp_path: Path) -> None:
    _write(tmp_path, "essays/a.md", content=b"x" * 3_000_000)
    message = "file too large: 3,000,000 bytes (limit: 2,000,000)"
    problem = Problem(Place("essays/a.md"), "E105", message, "split it into several essays")
    source = read(tmp_path, "essays/a.md", "essay")
    assert (source.body, source.problems) == ("", (problem,))


def test_all_mistakes_of_a_file_are_found_at_once(tmp_path: Path) -> None:
    content = "---\ntitle: Café\n\nOnce\fupon\n".encode("latin-1")
    _write(tmp_path, "essays/a.mdx", content=content)
    source = read(tmp_path, "essays/a.mdx", "essay")
    assert (source.front, source.body) == ("title: Café\n\n", "Onceupon\n")
    assert [(problem.code, str(problem.place)) for problem in source.problems] == [
        ("E106", "essays/a.mdx:2:11"),
        ("W113", "essays/a.mdx:4:5"),
        ("E107", "essays/a.mdx:1"),
    ]


@given(st.binary(max_size=400), st.sampled_from([b"", b"---\n", b"+++\n", b"Title: "]))
def test_no_bytes_are_too_much_for_the_loader(content: bytes, head: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), "essays/a.md", content=head + content)
        ((source,), tree) = load(Path(folder))
        assert tree == Tree(essays=("essays/a.md",))
        assert "\r" not in source.front + source.body
