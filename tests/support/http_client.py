"""A server on loopback over a small site, and raw requests to it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.serve.http.events import Hub
from sitegen.serve.http.handler import ServerContext
from sitegen.serve.http.media import HTML, media_type
from sitegen.serve.http.server import Server, listen
from sitegen.serve.site import Resource

HOME = b"<!DOCTYPE html>\n<title>Home</title><body><p>Welcome.</p></body>\n"
MISSING = b"<!DOCTYPE html>\n<title>Missing</title><body><p>Not here.</p></body>\n"
SECRET = "the words of a draft that nobody else may read"


class Shelf:
    """A site of pages from a mapping; "/broken/" raises."""

    version = 7

    def __init__(self, pages: dict[str, Resource]) -> None:
        self.pages = pages

    def get(self, path: str) -> Resource | None:
        if path == "/broken/":
            raise ZeroDivisionError("of the page")
        return self.pages.get(path)

    def not_found(self) -> bytes:
        return MISSING


@dataclass
class Bench:
    """A running server."""

    server: Server
    hub: Hub
    said: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return self.server.port

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def raw(self, request: bytes) -> bytes:
        """Send bytes and read all that comes until the server closes."""
        with self.connect() as connection:
            # Refused before all was sent, what it answered may still be there.
            with suppress(ConnectionError):
                connection.sendall(request)
            return read_all(connection)

    def ask(self, path: str = "/", *headers: str, method: str = "GET", host: str = "") -> "Answer":
        """Ask for one page on a connection of its own."""
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {host or f'127.0.0.1:{self.port}'}",
            "Connection: close",
            *headers,
        ]
        return answer(self.raw("\r\n".join([*lines, "", ""]).encode("latin-1")))


@dataclass
class Answer:
    """A response, taken apart."""

    status: int
    headers: dict[str, str]
    body: bytes


def answer(response: bytes) -> Answer:
    head, _, body = response.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Answer(int(first.split()[1]), headers, body)


def read_all(connection: socket.socket) -> bytes:
    chunks = []
    with suppress(ConnectionError):
        while chunk := connection.recv(65_536):
            chunks.append(chunk)
    return b"".join(chunks)


@contextmanager
def serving(folder: Path, host: str = "127.0.0.1") -> Iterator[Bench]:
    """Serve a small site whose files lie in ``folder``, beside others that are not of the site."""
    (folder / "secret.txt").write_text(SECRET)
    (folder / "talk.mp3").write_bytes(bytes(range(256)) * 40)
    pages = {
        "/": Resource(HOME, HTML),
        "/draft/": Resource(HOME, HTML, held='it is a "draft"'),
        "/café/": Resource(HOME, HTML),
        "/feed.xml": Resource(b"<feed/>", media_type("feed.xml")),
        "/talk.mp3": Resource(folder / "talk.mp3", media_type("talk.mp3")),
        "/gone.png": Resource(folder / "gone.png", media_type("gone.png")),
        "/folder.png": Resource(folder, media_type("folder.png")),
    }
    own = {"client.js": Resource(b"run()", media_type("client.js"))}
    hub = Hub(lambda: ("problems", '{"version": 7}'))
    said: list[str] = []
    context = ServerContext(host, Shelf(pages), hub, lambda path, _: own.get(path), said.append)
    server = listen(0, context)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Bench(server, hub, said)
    finally:
        server.end()
        thread.join()
