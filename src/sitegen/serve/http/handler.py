"""One connection: read requests, bounded in size and time, and answer them."""

import os
import stat
import time
from collections.abc import Callable, Mapping
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol
from urllib.parse import unquote_to_bytes

from sitegen.serve.http.events import Hub
from sitegen.serve.http.gate import admits, allowed_hosts
from sitegen.serve.http.media import HTML
from sitegen.serve.http.ranges import UnsatisfiableError, read_range
from sitegen.serve.http.script import with_script
from sitegen.serve.site import Found, Site
from sitegen.text.slugs import quote_path

PATIENCE = 10.0
"""Seconds in which a request has to arrive whole, and an answer has to be taken."""
LARGEST_HEAD = 32_768
"""Bytes that a request may have; it has no body."""
LONGEST_LINE = 8_192
"""Bytes of its first line."""
INSIDE = "/__sitegen/"
METHODS = ("GET", "HEAD")
_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
# What was a file at the last look may be a pipe by now, which would wait for a writer.
_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_BINARY"))
_HEAD_END = b"\r\n\r\n"


Inside = Callable[[str, str], Found | None]
"""Decoded path below ``/__sitegen/`` and query -> what stands there."""


class Tools(NamedTuple):
    """What the server uses besides the site."""

    hub: Hub
    inside: Inside
    log: Callable[[str], None]
    follow: bool = False
    """Whether pages go by themselves where the editor edits."""


class Serving(Protocol):
    """The server, as one of its connections sees it."""

    site: Site
    tools: Tools
    given: str
    """The host it was told to listen on."""
    port: int

    def tell(self, error: BaseException) -> None:
        """Log an exception once."""


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD; a path is only ever looked up, never made a file's name."""

    server: Serving  # type: ignore[assignment]  # the base class knows nothing of ours
    protocol_version = "HTTP/1.1"
    # What is no request at all is refused in the protocol of today, not of 1991.
    default_request_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 65_536

    def setup(self) -> None:
        """Read from the connection itself, so that one deadline holds for a whole request."""
        super().setup()
        self.rfile.close()
        self._ahead = b""
        self._begun = False

    def handle_one_request(self) -> None:
        """Read one request and answer it."""
        try:
            head = self._receive()
            if not head:
                self.close_connection = True
                return
            self.rfile = BytesIO(head)
            super().handle_one_request()
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def _receive(self) -> bytes:
        """Read up to the end of a request's headers; b"" where there is no whole request."""
        deadline = time.monotonic() + PATIENCE
        while not (too_large := self._too_large()) and _HEAD_END not in self._ahead:
            left = deadline - time.monotonic()
            if left <= 0:
                return b""
            self.connection.settimeout(left)
            chunk = self.connection.recv(LARGEST_HEAD)
            if not chunk:
                return b""
            self._ahead += chunk
        if too_large:
            self._refuse_unread(too_large)
            return b""
        self.connection.settimeout(PATIENCE)
        head, _, self._ahead = self._ahead.partition(_HEAD_END)
        return head + _HEAD_END

    def _too_large(self) -> HTTPStatus | None:
        head = self._ahead.partition(_HEAD_END)[0]
        if len(head.partition(b"\r\n")[0]) > LONGEST_LINE:
            return HTTPStatus.REQUEST_URI_TOO_LONG
        if len(head) > LARGEST_HEAD:
            return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        return None

    def _refuse_unread(self, status: HTTPStatus) -> None:
        self.requestline, self.command, self.request_version = "", "", self.protocol_version
        self.send_error(status)
        self.wfile.flush()

    def parse_request(self) -> bool:
        """Read the headers and turn away what may not come in; False when it was answered."""
        if not super().parse_request():
            return False
        address, server = str(self.connection.getsockname()[0]), self.server
        if not admits(self.headers, allowed_hosts(server.given, address, server.port)):
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.command not in METHODS:
            self._reply(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": ", ".join(METHODS)})
            self.close_connection = True
        elif _has_body(self.headers) or not self.path.startswith("/") or "#" in self.path:
            self.send_error(HTTPStatus.BAD_REQUEST)
        else:
            return True
        self.wfile.flush()
        return False

    def handle_expect_100(self) -> bool:
        """Ask for no body: requests have none."""
        return True

    def do_GET(self) -> None:
        """Answer; what goes wrong in here ends this request alone."""
        self._begun = False
        try:
            self._answer()
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001 (the edge of a request: the server lives on)
            self.server.tell(error)
            self.close_connection = True
            if not self._begun:
                self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)

    do_HEAD = do_GET  # noqa: N815 (the base class's name)

    def _answer(self) -> None:
        target, _, query = self.path.partition("?")
        path = _decoded(target)
        if path == f"{INSIDE}events":
            self._stream()
        elif path.startswith(INSIDE):
            self._show(self.server.tools.inside(path.removeprefix(INSIDE), query))
        else:
            # Read before the page is made: a change in between is told again, never missed.
            version = self.server.site.version
            found = self.server.site.get(path)
            if path and found is None and self.server.site.get(f"{path}/"):
                self._reply(HTTPStatus.FOUND, {"Location": quote_path(f"{path}/")})
            else:
                self._show(found, version)

    def _show(self, found: Found | None, version: int | None = None) -> None:
        site = self.server.site
        version = site.version if version is None else version
        found = found or Found(site.not_found(), HTML, status=HTTPStatus.NOT_FOUND)
        if isinstance(found.content, Path):
            self._file(found.content, found.media_type)
            return
        body = found.content
        if found.media_type == HTML:
            body = with_script(body, version, found.held, follow=self.server.tools.follow)
        self._reply(HTTPStatus(found.status), {"Content-Type": found.media_type}, body)

    def _file(self, path: Path, media_type: str) -> None:
        try:
            file = os.fdopen(os.open(path, _READ), "rb")
        except OSError:
            self._show(None)  # it went away since the last look; the next one will know
            return
        with file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode):
                self._part(file, status.st_size, media_type)
            else:
                self._show(None)

    def _part(self, file: BinaryIO, size: int, media_type: str) -> None:
        headers = {"Accept-Ranges": "bytes", "Content-Type": media_type}
        # There are no validators, so a range that depends on one (If-Range) is a whole.
        asked = "" if "If-Range" in self.headers else self.headers.get("Range", "")
        try:
            part = read_range(asked, size) if self.command == "GET" else None
        except UnsatisfiableError:
            headers["Content-Range"] = f"bytes */{size}"
            self._reply(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers)
            return
        if part is not None:
            headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
        wanted = range(size) if part is None else part
        self._begin(HTTPStatus.OK if part is None else HTTPStatus.PARTIAL_CONTENT, headers, wanted)
        self.wfile.flush()
        if self.command == "GET" and wanted:
            sent = self.connection.sendfile(file, wanted.start, len(wanted))
            self.close_connection |= sent < len(wanted)

    def _stream(self) -> None:
        """Tell events until the listener goes or the server ends."""
        hub = self.server.tools.hub
        stream = hub.join(self.headers.get("Last-Event-ID", ""))
        if stream is None:
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        try:
            self.close_connection = True
            self._begin(HTTPStatus.OK, {"Content-Type": "text/event-stream; charset=utf-8"})
            for chunk in stream if self.command == "GET" else ():
                self.wfile.write(chunk)
                self.wfile.flush()
        finally:
            hub.leave(stream)

    # ------------------------------------------------------------------ writing

    def _reply(self, status: HTTPStatus, headers: Mapping[str, str], body: bytes = b"") -> None:
        self._begin(status, headers, range(len(body)))
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(
        self, status: HTTPStatus, headers: Mapping[str, str], length: range | None = None
    ) -> None:
        self._begun = True
        self.send_response(status)
        for name, value in {**_ALWAYS, **headers}.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(len(length)))
        if length is None or self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def version_string(self) -> str:
        """Name the program, and not its version."""
        return "sitegen"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse a request in words that repeat nothing of it."""
        del message, explain
        self.close_connection = True
        body = f"{HTTPStatus(code).phrase}\n".encode()
        self._reply(HTTPStatus(code), {"Content-Type": "text/plain; charset=utf-8"}, body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Keep quiet about each request; the log is for what changes."""


def _has_body(headers: Message) -> bool:
    return "Transfer-Encoding" in headers or headers.get("Content-Length", "0").strip() != "0"


def _decoded(target: str) -> str:
    try:
        return unquote_to_bytes(target.encode("latin-1")).decode()
    except UnicodeDecodeError:
        return ""  # which stands nowhere
