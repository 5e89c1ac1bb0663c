"""Links to other sites, checked against a server on loopback."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sitegen.check.external import AGENT, CACHE, Manners, ask
from support.checked_texts import examined
from support.problem_text import printed
from support.site import essay, write_site

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
QUICK = Manners(delay=0.0, timeout=5.0, wait=lambda _: None)


class Server(ThreadingHTTPServer):
    """Answers by path, and remembers what it was asked."""

    asked: list[str]
    agents: set[str]
    busy: int
    most_busy: int


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        server = self.server
        server.busy += 1
        server.most_busy = max(server.busy, server.most_busy)
        server.asked.append(f"{self.command} {self.path}")
        server.agents.add(self.headers["User-Agent"])
        status = 200
        if self.path == "/gone":
            status = 410
        elif self.path == "/moved":
            status = 301
        elif self.path == "/visiting":
            status = 302
        elif self.path == "/no-head" and self.command == "HEAD":
            status = 405
        elif self.path == "/trouble" or (
            self.path == "/tired" and len([a for a in server.asked if "/tired" in a]) < 3
        ):
            status = 503
        body = b"User-agent: *\nDisallow: /private\n" if self.path == "/robots.txt" else b"Fine."
        time.sleep(0.01)  # so that a second question would arrive in the midst of the first
        server.busy -= 1  # before the answer: whoever has it may ask again at once
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", "/fine")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.asked, server.agents, server.busy, server.most_busy = [], set(), 0, 0
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def asked(root: Path, server: Server, *paths: str, now: datetime = NOW) -> str:
    base = f"http://127.0.0.1:{server.server_port}"
    links = "\n\n".join(f"[Somewhere]({base}{path}) there." for path in paths)
    write_site(root, f"-- essays/a.md --\n{essay('A', links)}")
    collection = examined(root, NOW)
    found = ask(collection, root, now, QUICK)
    return printed(finding.problem for finding in found).replace(base, "")


def test_links_are_checked_and_reported(tmp_path: Path, server: Server) -> None:
    paths = ("/fine", "/gone", "/moved", "/visiting", "/no-head", "/trouble", "/tired", "/private")
    assert asked(tmp_path, server, *paths) == (
        "essays/a.md:8:13: warning[W1601]: '/gone' is gone: HTTP status 410 (2026-01-01)\n"
        "  hint: find its new address, or link to a copy at web.archive.org\n"
        "essays/a.md:10:13: note[N1602]: '/moved' has moved to '/fine' (2026-01-01)\n"
        "  hint: write the new address\n"
        "essays/a.md:16:13: note[N1603]: '/trouble' could not be read: HTTP status 503"
        " (2026-01-01)\n"
        "  hint: try it in a browser"
    )
    assert server.asked[0] == "GET /robots.txt"
    assert server.asked[1] == "HEAD /fine"
    assert not [request for request in server.asked if "/private" in request]
    assert server.agents == {AGENT}


def test_a_host_is_asked_one_thing_at_a_time(tmp_path: Path, server: Server) -> None:
    asked(tmp_path, server, *(f"/page-{number}" for number in range(20)))
    assert server.most_busy == 1


def test_answers_are_remembered_with_their_dates(tmp_path: Path, server: Server) -> None:
    first = asked(tmp_path, server, "/fine", "/gone")
    requests = len(server.asked)
    assert asked(tmp_path, server, "/fine", "/gone", now=NOW + timedelta(hours=20)) == first
    assert len(server.asked) == requests
    asked(tmp_path, server, "/fine", "/gone", now=NOW + timedelta(days=2))
    assert server.asked[requests:] == ["GET /robots.txt", "HEAD /gone", "GET /gone"]
    kept = json.loads((tmp_path / CACHE).read_text(encoding="utf-8"))
    base = f"http://127.0.0.1:{server.server_port}"
    assert kept[f"{base}/fine"]["asked"] == "2026-01-01T12:00:00Z"
    assert kept[f"{base}/gone"]["status"] == 410


def test_what_no_text_links_to_any_more_is_forgotten(tmp_path: Path, server: Server) -> None:
    asked(tmp_path, server, "/fine", "/gone")
    asked(tmp_path, server, "/fine")
    kept = json.loads((tmp_path / CACHE).read_text(encoding="utf-8"))
    assert list(kept) == [f"http://127.0.0.1:{server.server_port}/fine"]


def test_a_memory_that_cannot_be_read_is_created_again(tmp_path: Path, server: Server) -> None:
    (tmp_path / ".sitegen").mkdir()
    (tmp_path / CACHE).write_text("{", encoding="utf-8")
    assert asked(tmp_path, server, "/fine") == ""


def test_addresses_with_any_characters_are_checked(tmp_path: Path, server: Server) -> None:
    assert asked(tmp_path, server, "/stra%C3%9Fe?q=%C3%BC&b=1#part") == ""
    assert server.asked[1] == "HEAD /stra%C3%9Fe?q=%C3%BC&b=1"


def test_a_server_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    write_site(tmp_path, f"-- essays/a.md --\n{essay('A', '[There](http://127.0.0.1:9/) too.')}")
    collection = examined(tmp_path, NOW)
    (finding,) = ask(collection, tmp_path, NOW, QUICK)
    assert printed([finding.problem]) == (
        "essays/a.md:6:9: note[N1603]: 'http://127.0.0.1:9/' could not be read: connection refused"
        " (2026-01-01)\n  hint: try it in a browser"
    )
