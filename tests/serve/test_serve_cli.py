"""The command ``sitegen serve``: its lines, links to the editor, and end."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from urllib.request import urlopen

import pytest

from support.preview_process import SOURCES, Run, serving
from support.saving import WAYS, in_place, rename_over
from support.site import build, essay, tree, write_site
from support.waiting import LIMIT, eventually

pytestmark = pytest.mark.slow

PAUSE = float(os.environ.get("SITEGEN_PAUSE", "0"))
"""Seconds between two of many saves; 6 makes a session of ten minutes."""
SITE = f"-- essays/harbour.md --\n{essay('Harbour', 'Ships.')}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", SITE)


def test_each_save_is_served_and_reported_in_one_line(root: Path) -> None:
    with serving(root) as run:
        assert "Ships." in run.get("harbour/")
        assert run.lines()[1].startswith(f"{run.url}__sitegen/ is the editor's desk")
        (root / "essays/harbour.md").write_text(essay("Harbour", "Ships and cranes."))
        eventually(lambda: "cranes" in run.get("harbour/"))
        eventually(lambda: len(run.lines()) == 3)
        told = re.sub(r"\d+ ms", "N ms", run.lines()[2])
        assert told == "essays/harbour.md → /harbour/ in N ms"


def test_a_broken_text_is_reported_with_its_line_until_it_is_fixed(root: Path) -> None:
    with serving(root) as run:
        file = root / "essays/harbour.md"
        file.write_text("---\ntitle: Harbour\nships\n---\n")
        eventually(lambda: "1 error; still showing the last good pages" in run.lines())
        assert "Ships." in run.get("harbour/")
        assert f"{file}:3:1: error[E202]: 'ships' is not a 'key: value' line" in (run.lines())
        told = events(run)
        assert told["problems"][0]["excerpt"] == "    3 | ships\n      | ^"
        assert told["problems"][0]["editor"] == f"vscode://file{file}:3:1"
        file.write_text(essay("Harbour", "Fixed."))
        eventually(lambda: "Fixed." in run.get("harbour/"))


def events(run: Run) -> dict[str, list[dict[str, str]]]:
    """Read the state that a new listener gets."""
    with urlopen(f"{run.url}__sitegen/events", timeout=LIMIT) as stream:
        for line in stream:
            if line.startswith(b"data: "):
                found: dict[str, list[dict[str, str]]] = json.loads(line[6:])
                return found
    raise AssertionError("no event came")


def test_a_site_that_is_broken_from_the_start_is_shown_when_it_is_fixed(root: Path) -> None:
    config = (root / "site.yaml").read_text()
    (root / "site.yaml").write_text("title: [")
    with serving(root) as run:
        assert "This page cannot be shown yet" in run.get()
        (root / "site.yaml").write_text(config)
        eventually(lambda: "Harbour" in run.get())


def test_a_session_of_many_saves_ends_with_the_pages_of_a_clean_build(root: Path) -> None:
    randomly = Random(7)
    for number in range(6):
        (root / f"essays/e{number}.md").write_text(essay(f"E {number}"))
    with serving(root) as run:
        for step in range(100):
            number = randomly.randrange(6)
            file = root / f"essays/e{number}.md"
            texts = [
                essay(f"E {number}", f"Body {step}. See [it](e{(number + 1) % 6}.md)."),
                essay(f"Title {step}", tags=f"[t{step % 4}]"),
                essay(f"E {number}", date=f"20{10 + step % 10}-01-02"),
                essay(f"E {number}", status="draft"),
                "---\ntitle: A\nbroken\n---\n",
            ]
            if step % 25 == 24:
                (root / "site.yaml").write_text(f"title: Session {step}\n")
            if step % 9 == 8:
                (root / "templates").mkdir(exist_ok=True)
                foot = "{% block end %}" + randomly.choice([f"Step {step}", "{{", "{{ no.such }}"])
                in_place(root / "templates/essay.html", _OWN + foot + "{% endblock %}\n")
            randomly.choice(WAYS)(file, randomly.choice(texts))
            time.sleep(PAUSE + randomly.choice([0, 0, 0.01, 0.1]))
        for number in range(6):
            in_place(root / f"essays/e{number}.md", essay(f"E {number}", f"The end of {number}."))
        in_place(root / "templates/essay.html", _OWN)
        last = root / "essays/e5.md"
        rename_over(last, essay("The last", "With [a link](e0.md)."))
        build(root, "--drafts", "--future")
        pages = {
            path: page.decode() for path, page in tree(root / "public").items() if ".html" in path
        }
        served = dict.fromkeys(pages, "")

        def all_is_served() -> bool:
            for path in pages:
                served[path] = _SCRIPT.sub("", run.get(path.removesuffix("index.html")))
            return served == pages

        eventually(all_is_served)


_OWN = '{% extends "default/essay.html" %}\n'
_SCRIPT = re.compile(r'<script type="module" src="/__sitegen/client.js"[^>]*></script>')


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("options", [(), ("--poll",)])
def test_a_signal_ends_it_and_no_file_is_left(
    root: Path, number: signal.Signals, code: int, options: tuple[str, ...]
) -> None:
    before = tree(root)
    with serving(root, *options) as run:
        port = int(run.url.rpartition(":")[2].rstrip("/"))
        with socket.create_connection(("127.0.0.1", port)) as half_open:
            half_open.sendall(b"GET")
            assert run.end(number) == code
        assert "Traceback" not in run.output.read_text()
    assert tree(root) == before


def test_a_port_that_is_taken_is_passed_over_in_one_line(root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(root, "--port", str(port)) as run:
            assert re.fullmatch(rf"port {port} is in use; using \d+", run.lines()[0])
            assert "Ships." in run.get("harbour/")


def test_a_server_for_the_network_warns(root: Path) -> None:
    with serving(root, "--host", "0.0.0.0") as run:
        assert run.lines()[0] == (
            "warning: every machine on this network can read the preview, including drafts"
        )
        assert "Ships." in run.get("harbour/")


def test_an_address_that_is_not_of_this_machine_is_an_error_of_one_line(root: Path) -> None:
    with serving(root, "--host", "192.0.2.1") as run:
        assert run.process.wait(LIMIT) == 1
        assert run.lines() == [
            "Error: cannot listen on 192.0.2.1:0: Cannot assign requested address"
        ]


def test_drafts_are_shown_with_their_reason_unless_the_editor_wants_none(root: Path) -> None:
    (root / "essays/plan.md").write_text(essay("Plan", status="draft"))
    with serving(root, "--follow") as run:
        assert 'data-held="it is a draft" data-follow>' in run.get("plan/")
    with serving(root, "--no-drafts") as run:
        assert "data-held" not in run.get("plan/")
        assert "Plan" not in run.get("plan/")


def test_the_desk_answers_and_finds(root: Path) -> None:
    with serving(root) as run:
        desk = run.get("__sitegen/")
        assert '<a href="/harbour/">Harbour</a>' in desk
        saved = datetime.fromtimestamp((root / "essays/harbour.md").stat().st_mtime, UTC)
        assert f'<time datetime="{saved.date()}">' in desk
        (root / "essays/harbour.md").write_text(essay("Harbour", "Ships and cranes."))
        eventually(lambda: "<mark>cranes</mark>" in run.get("__sitegen/?q=crane"))
        assert f"vscode://file{root}/essays/harbour.md:6:1" in run.get("__sitegen/?q=crane")
        assert "</main>" in run.get("__sitegen/?q=%22*%00%FF&q=%zz")


def test_the_desk_of_a_broken_site_says_what_is_wrong(root: Path) -> None:
    (root / "site.yaml").write_text("title: [")
    with serving(root) as run:
        assert "site.yaml:1:8" in run.get("__sitegen/")


# ------------------------------------------------------------------ what the log has no part in


def test_the_log_of_the_preview_in_its_own_folder_is_no_change(root: Path) -> None:
    output = root / "serve.log"
    with serving(root, output=output) as run:
        for number in range(3):
            (root / "notes.txt").write_text(f"Not a source {number}.")
            (root / "essays/harbour.md").write_text(essay("Harbour", f"Ships {number}."))
            eventually(lambda text=f"Ships {number}.": text in run.get("harbour/"))  # type: ignore[misc]  # a default
        eventually(lambda: "Ships 2." in run.get("harbour/") and len(run.lines()) >= 4)
        assert not [line for line in run.lines() if "serve.log" in line or "notes" in line]


@pytest.mark.parametrize("output", ["a reader that left", "a full disk"])
def test_edits_are_served_whatever_becomes_of_the_log(root: Path, output: str) -> None:
    port = _free_port()
    command = [sys.executable, "-m", "sitegen", "serve", str(root), "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    with Path("/dev/full").open("wb") as full:
        to = subprocess.PIPE if output == "a reader that left" else full
        process = subprocess.Popen(command, stdout=to, stderr=subprocess.DEVNULL, env=environment)
    run = Run(process, root)
    run.url = f"http://127.0.0.1:{port}/"
    try:
        eventually(lambda: _answers(run))
        if process.stdout:
            process.stdout.readline()
            process.stdout.close()
        for number in range(3):
            (root / "essays/harbour.md").write_text(essay("Harbour", f"Ships {number}."))
            eventually(lambda text=f"Ships {number}.": text in run.get("harbour/"))  # type: ignore[misc]  # a default
        assert run.end(signal.SIGINT) == 0
    finally:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _answers(page: Run) -> bool:
    try:
        return "Ships." in page.get("harbour/")
    except OSError:
        return False
