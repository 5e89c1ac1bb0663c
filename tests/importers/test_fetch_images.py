"""Pictures fetched from a server on loopback."""

import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from sitegen.check.external import Manners
from sitegen.importers import detection
from sitegen.importers.pictures.fetching import AGENT, LARGEST, Fetcher, NotFetchedError
from sitegen.importers.pictures.missing import fetch_pictures
from support import foreign_records
from support.foreign_records import post, write_records
from support.site import Run, sitegen

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)
QUICK = Manners(delay=0.0, timeout=5.0, wait=lambda _: None)
ANSWERS = {
    "/lamp.png": (200, "image/png", PICTURE),
    "/lamp": (200, "application/octet-stream", PICTURE),
    "/page.png": (200, "text/html", b"<p>Not here.</p>"),
    "/false.png": (200, "image/png", b"<html>"),
    "/drawing.svg": (200, "image/svg+xml", b"<svg xmlns='x'></svg>"),
    "/large.png": (200, "image/png", PICTURE + bytes(LARGEST)),
    "/gone.png": (404, "text/plain", b""),
    "/moved.png": (302, "text/plain", b"/lamp.png"),
    "/away.png": (302, "text/plain", b"file:///etc/passwd"),
    "/circle.png": (302, "text/plain", b"/circle.png"),
    "/busy.png": (503, "text/plain", b""),
}


class Server(ThreadingHTTPServer):
    """Remembers what it was asked."""

    asked: list[str]
    agents: set[str]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        status, kind, body = ANSWERS[self.path]
        self.server.asked.append(self.path)
        self.server.agents.add(self.headers["User-Agent"])
        self.send_response(status)
        if status == 302:
            self.send_header("Location", body.decode())
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.asked, server.agents = [], set()
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Import records into ``site`` below ``tmp_path``."""
    monkeypatch.setitem(sys.modules, "sitegen.importers.formats.feed", foreign_records)
    monkeypatch.setattr(detection, "FORMATS", ("feed",))

    def run(*records: dict[str, object]) -> Run:
        export = write_records(tmp_path / "records.json", *records)
        return sitegen("import", export, "--into", tmp_path / "site")

    return run


def fetched(tmp_path: Path) -> list[tuple[str, str]]:
    found = fetch_pictures(tmp_path / "site/essays", Fetcher(QUICK, private=True), lambda *_: None)
    return [(one.file, one.why) for one in found]


def picture(address: str) -> dict[str, object]:
    return post("Rope", f"![A lamp]({address})\n", markup="markdown", image=address)


def test_picture_is_put_beside_its_essay(
    site: Callable[..., Run], tmp_path: Path, address: str
) -> None:
    site(picture(f"{address}/lamp.png"))
    assert fetched(tmp_path) == [("rope/lamp.png", "")]
    assert (tmp_path / "site/essays/rope/lamp.png").read_bytes() == PICTURE
    text = (tmp_path / "site/essays/rope.md").read_text(encoding="utf-8")
    assert text.endswith("\n\n![A lamp](rope/lamp.png)\n")
    assert "image: {path: rope/lamp.png}\n" in text


def test_what_was_fetched_is_not_asked_for_again(
    site: Callable[..., Run], tmp_path: Path, server: Server, address: str
) -> None:
    site(picture(f"{address}/lamp.png"))
    fetched(tmp_path)
    assert fetched(tmp_path) == []
    assert server.asked == ["/lamp.png"]
    assert server.agents == {AGENT}


def test_picture_of_an_essay_that_was_moved_is_found(
    site: Callable[..., Run], tmp_path: Path, address: str
) -> None:
    site(picture(f"{address}/moved.png"))
    essays = tmp_path / "site/essays"
    (essays / "old").mkdir()
    (essays / "rope.md").rename(essays / "old/cord.md")
    assert fetched(tmp_path) == [("old/cord/moved.png", "")]


def test_picture_that_its_author_removed_is_not_fetched(
    site: Callable[..., Run], tmp_path: Path, server: Server, address: str
) -> None:
    site(picture(f"{address}/lamp.png"))
    (tmp_path / "site/essays/rope.md").write_text("Only words.\n", encoding="utf-8")
    assert fetched(tmp_path) == []
    assert server.asked == []


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/page.png", "it is text/html, not a picture"),
        ("/false.png", "it is said to be image/png, but its bytes are not those of a picture"),
        ("/drawing.svg", "it is an SVG, which may contain a script: save it by hand"),
        ("/large.png", "it is larger than 30 MiB"),
        ("/gone.png", "HTTP status 404"),
        ("/away.png", "HTTP status 302"),
        ("/busy.png", "HTTP status 503"),
    ],
)
def test_what_is_no_picture_stays_listed_with_the_reason(
    site: Callable[..., Run], tmp_path: Path, address: str, path: str, why: str
) -> None:
    site(picture(f"{address}{path}"))
    assert fetched(tmp_path) == [("", why)]
    assert fetched(tmp_path) == [("", why)]


def test_redirects_in_a_circle_end(address: str) -> None:
    with pytest.raises(NotFetchedError, match="HTTP status 302"):
        Fetcher(QUICK, private=True).fetch(f"{address}/circle.png")


def test_file_gets_the_ending_of_its_kind(
    site: Callable[..., Run], tmp_path: Path, address: str
) -> None:
    site(picture(f"{address}/lamp"))
    assert fetched(tmp_path) == [("rope/lamp.png", "")]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.0"]
)
def test_private_hosts_are_refused(server: Server, host: str) -> None:
    with pytest.raises(NotFetchedError, match="its host is in a private network"):
        Fetcher(QUICK).fetch(f"http://{host}:{server.server_port}/lamp.png")
    assert server.asked == []


def test_command_asks_only_when_it_has_the_option(
    site: Callable[..., Run], tmp_path: Path, server: Server, address: str
) -> None:
    site(picture(f"{address}/lamp.png"))
    assert server.asked == []
    run = sitegen("import", "--fetch-images", "--into", tmp_path / "site")
    assert "its host is in a private network; --allow-private-hosts allows it" in run.out
    dry = sitegen("import", "--fetch-images", "--dry-run", "--into", tmp_path / "site")
    assert dry.out == f"would fetch {address}/lamp.png for rope.md\n"
    assert server.asked == []
    run = sitegen(
        *("import", "--fetch-images", "--allow-private-hosts", "--into", tmp_path / "site")
    )
    assert run.out == "fetched 1 picture of 1\n"
    assert server.asked == ["/lamp.png"]
    again = sitegen("import", "--fetch-images", "--into", tmp_path / "site")
    assert again.out == "every picture is at hand\n"


def test_requests_to_one_host_have_a_pause(address: str) -> None:
    pauses: list[float] = []
    manners = Manners(delay=2.0, timeout=5.0, wait=pauses.append)
    fetcher = Fetcher(manners, private=True)
    fetcher.fetch(f"{address}/lamp.png")
    fetcher.fetch(f"{address}/lamp.png")
    assert pauses == [2.0]
