"""A fake of the preview server: given pages, the real client, events as a test sends them."""

import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue

from sitegen.serve.desk import desk

CLIENT = Path(desk.__file__).parents[1] / "client"
MEDIA = {".js": "text/javascript", ".css": "text/css"}
NOTHING = "<!DOCTYPE html><title>Nothing</title><body><main>Nothing here.</main></body>"
Event = tuple[str, Mapping[str, object]]


class FakePreview:
    """Serves ``files`` and tells its listeners what the tests say."""

    def __init__(self, files: dict[str, tuple[str, str]]) -> None:
        self.files = files
        """Path -> text and media type; the client's tag is put at the end of a body."""
        self.held: dict[str, str] = {}
        self.follow = False
        self.silent = False
        """Whether listeners are refused."""
        self.version = 1
        self.problems: list[Mapping[str, object]] = []
        self.streams: list[Queue[Event | None]] = []
        self.origin = ""

    def page(self, path: str, html: str) -> None:
        self.files[path] = (html, "text/html; charset=utf-8")

    def change(
        self,
        *changed: str,
        edited: str = "",
        ids: Iterable[str] = (),
        css: bool = False,
        problems: Iterable[Mapping[str, object]] = (),
    ) -> None:
        """Report a new version of the site."""
        self.version += 1
        self.problems = list(problems)
        self._send(
            "change",
            {
                "version": self.version,
                "changed": changed,
                "edited": {"url": edited, "ids": list(ids)} if edited else None,
                "css": css,
                "problems": self.problems,
            },
        )

    def complain(self, *problems: Mapping[str, object]) -> None:
        """Report problems that leave the last good site as it is."""
        self.problems = list(problems)
        self._send("problems", self.state())

    def state(self) -> Mapping[str, object]:
        return {"version": self.version, "problems": self.problems}

    def hang_up(self) -> None:
        for stream in self.streams:
            stream.put(None)

    def _send(self, name: str, data: Mapping[str, object]) -> None:
        for stream in self.streams:
            stream.put((name, data))

    def answer(self, path: str) -> tuple[int, bytes, str]:
        file = CLIENT / path.removeprefix("/__sitegen/")
        if file.parent == CLIENT and file.is_file():
            return 200, file.read_bytes(), MEDIA[file.suffix]
        status = 200 if path in self.files else 404
        text, media = self.files.get(path, (NOTHING, "text/html"))
        return status, text.replace("</body>", self._tag(path) + "</body>").encode(), media

    def _tag(self, path: str) -> str:
        facts = f'data-version="{self.version}"'
        facts += f' data-held="{self.held[path]}"' if path in self.held else ""
        facts += " data-follow" if self.follow else ""
        return f'<script type="module" src="/__sitegen/client.js" {facts}></script>'


@contextmanager
def running(files: dict[str, tuple[str, str]]) -> Iterator[FakePreview]:
    """Run a fake preview server on a free port of the loopback."""
    preview = FakePreview(files)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path == "/__sitegen/events" and not preview.silent:
                _stream(self, preview)
                return
            status, content, media = preview.answer(path)
            self.send_response(status)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A browser may go at any time."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        preview.origin = f"http://127.0.0.1:{server.server_port}"
        yield preview
        preview.hang_up()
        server.shutdown()
        thread.join()


def _stream(handler: BaseHTTPRequestHandler, preview: FakePreview) -> None:
    queue: Queue[Event | None] = Queue()
    queue.put(("problems", preview.state()))
    preview.streams.append(queue)
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Cache-Control", "no-store")
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(b"retry: 100\n\n")
    try:
        for name, data in _events(queue):
            handler.wfile.write(f"event: {name}\ndata: {json.dumps(data)}\n\n".encode())
    except OSError:
        pass  # the tab is closed
    finally:
        preview.streams.remove(queue)
        handler.close_connection = True


def _events(queue: "Queue[Event | None]") -> Iterator[Event]:
    while True:
        try:
            event = queue.get(timeout=0.5)
        except Empty:
            event = ("beat", {})  # finds out whether the tab is still there
        if event is None:
            return
        yield event
