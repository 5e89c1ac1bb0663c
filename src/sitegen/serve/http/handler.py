"""Requests of one connection, limited in size and time -> answers."""

import os
import re
import stat
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import unquote_to_bytes

from sitegen.serve.http.client import with_script
from sitegen.serve.http.events import Hub
from sitegen.serve.http.gate import allowed_hosts, is_allowed
from sitegen.serve.http.media import HTML
from sitegen.serve.site import Resource, Site
from sitegen.text.slugs import quote_path

TIMEOUT = 10.0
"""Seconds in which a whole request has to arrive, and an answer has to be received."""
LARGEST_HEAD = 32_768
"""Bytes that a request may have; it has no body."""
LONGEST_LINE = 8_192
"""Bytes of its first line."""
OWN = "/__sitegen/"
METHODS = ("GET", "HEAD")
_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
_HEAD_END = b"\r\n\r\n"
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII)


class ServerContext(NamedTuple):
    """The site and tools with which the server answers requests."""

    host: str
    """The host to listen on."""
    site: Site
    events: Hub
    own_page: Callable[[str, str], Resource | None]
    """Decoded path below ``/__sitegen/`` and query -> the answer."""
    log: Callable[[str], None]
    follow: bool = False
    """Whether the browser opens the page of each text that is edited."""


class _Server(Protocol):
    context: ServerContext
    port: int


class Handler(BaseHTTPRequestHandler):
    """Handler of GET and HEAD requests; a path is looked up, never used as the name of a file."""

    server: _Server  # type: ignore[assignment]  # the base class does not know ours
    protocol_version = "HTTP/1.1"
    # What is not a request at all is refused in HTTP/1.1, not in HTTP/0.9.
    default_request_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 65_536

    def setup(self) -> None:
        """Read from the connection itself, so that one deadline applies to a whole request."""
        super().setup()
        self.rfile.close()
        self._received = b""
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
        """Read to the end of a request's headers; return b"" if no whole request arrives."""
        deadline = time.monotonic() + TIMEOUT
        while not (refusal := _too_large(self._received)) and _HEAD_END not in self._received:
            left = deadline - time.monotonic()
            if left <= 0:
                return b""
            self.connection.settimeout(left)
            chunk = self.connection.recv(LARGEST_HEAD)
            if not chunk:
                return b""
            self._received += chunk
        if refusal:
            self.requestline, self.command, self.request_version = "", "", self.protocol_version
            self.send_error(refusal)
            return b""
        self.connection.settimeout(TIMEOUT)
        head, _, self._received = self._received.partition(_HEAD_END)
        return head + _HEAD_END

    def parse_request(self) -> bool:
        """Read the headers and refuse what is not allowed; False if the request was answered."""
        if not super().parse_request():
            return False
        address, server = str(self.connection.getsockname()[0]), self.server
        length = self.headers.get("Content-Length", "0").strip()
        has_body = length != "0" or "Transfer-Encoding" in self.headers
        if not is_allowed(self.headers, allowed_hosts(server.context.host, address, server.port)):
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.command not in METHODS:
            self.close_connection = True
            self._reply(HTTPStatus.METHOD_NOT_ALLOWED, {"Allow": ", ".join(METHODS)})
        elif has_body or not self.path.startswith("/") or "#" in self.path:
            self.send_error(HTTPStatus.BAD_REQUEST)
        else:
            return True
        return False

    def handle_expect_100(self) -> bool:
        """Ask for no body: requests have none."""
        return True

    # ------------------------------------------------------------------ answers

    def do_GET(self) -> None:
        """Answer; an exception ends this request only, and the server logs it."""
        self._begun = False
        try:
            self._answer()
        except Exception as error:
            if not self._begun and not isinstance(error, OSError):
                self.send_error(HTTPStatus.INTERNAL_SERVER_ERROR)
            raise

    do_HEAD = do_GET  # noqa: N815 (the base class's name)

    def _answer(self) -> None:
        target, _, query = self.path.partition("?")
        context = self.server.context
        # An invalid path is decoded to one that no page has.
        path = unquote_to_bytes(target.encode("latin-1")).decode(errors="replace")
        # Read before the page is rendered: a change in between is reported again, never missed.
        version = context.site.version
        if path == f"{OWN}events":
            self._stream(context.events)
        elif path.startswith(OWN):
            self._show(context.own_page(path.removeprefix(OWN), query), version)
        elif found := context.site.get(path):
            self._show(found, version)
        elif context.site.get(f"{path}/"):
            self._reply(HTTPStatus.FOUND, {"Location": quote_path(f"{path}/")})
        else:
            self._show(None, version)

    def _show(self, found: Resource | None, version: int) -> None:
        context = self.server.context
        found = found or Resource(context.site.not_found(), HTML, status=HTTPStatus.NOT_FOUND)
        body = found.content
        if isinstance(body, Path):
            if not self._send_file(body, found.media_type):
                self._show(None, version)  # deleted since the last update
            return
        if found.media_type == HTML:
            body = with_script(body, version, found.held, follow=context.follow)
        self._reply(HTTPStatus(found.status), {"Content-Type": found.media_type}, body)

    def _send_file(self, path: Path, media_type: str) -> bool:
        """Send a file, or the part of it that is requested; False if it is not a regular file."""
        try:
            file = open(path, "rb", opener=_open_at_once)  # noqa: SIM115 (``with`` follows)
        except OSError:
            return False
        with file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return False
            part = self._send_head(status.st_size, media_type)
            self.wfile.flush()
            if part and self.command == "GET":
                sent = self.connection.sendfile(file, part.start, len(part))
                self.close_connection |= sent < len(part)
        return True

    def _send_head(self, size: int, media_type: str) -> range:
        """Begin the answer with a file and return the part of it to send."""
        headers = {"Accept-Ranges": "bytes", "Content-Type": media_type}
        # There are no validators, so a range that depends on one (If-Range) is the whole file.
        ignored = self.command != "GET" or "If-Range" in self.headers
        part = None if ignored else read_range(self.headers.get("Range", ""), size)
        if part is None:
            status, part = HTTPStatus.OK, range(size)
        elif part:
            headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
            status = HTTPStatus.PARTIAL_CONTENT
        else:
            headers["Content-Range"] = f"bytes */{size}"
            status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        self._begin(status, headers, len(part))
        return part

    def _stream(self, events: Hub) -> None:
        """Send events until the listener leaves or the server stops."""
        stream = events.join(self.headers.get("Last-Event-ID", ""))
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
            events.leave(stream)

    # ------------------------------------------------------------------ writing

    def _reply(self, status: HTTPStatus, headers: Mapping[str, str], body: bytes = b"") -> None:
        self._begin(status, headers, len(body))
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(
        self, status: HTTPStatus, headers: Mapping[str, str], length: int | None = None
    ) -> None:
        self._begun = True
        self.send_response(status)
        for name, value in {**_ALWAYS, **headers}.items():
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(length))
        if length is None or self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def version_string(self) -> str:
        """Return the program's name, without its version."""
        return "sitegen"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse a request with a text that repeats nothing of it."""
        del message, explain
        self.close_connection = True
        body = f"{HTTPStatus(code).phrase}\n".encode()
        self._reply(HTTPStatus(code), {"Content-Type": "text/plain; charset=utf-8"}, body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
        """Do not log each request; the log is for changes."""


def _too_large(received: bytes) -> HTTPStatus | None:
    head = received.partition(_HEAD_END)[0]
    if len(head.partition(b"\r\n")[0]) > LONGEST_LINE:
        return HTTPStatus.REQUEST_URI_TOO_LONG
    return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE if len(head) > LARGEST_HEAD else None


def _open_at_once(path: str, flags: int) -> int:
    # The file of the last update may be a pipe by now, which would wait for a writer.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_range(header: str, size: int) -> range | None:
    """Return the bytes that a ``Range`` header requests (RFC 9110, section 14); None for all.

    An empty range means that the file has none of them. Whatever is not a single range of bytes
    is ignored, as the standard allows.
    """
    match = _RANGE.fullmatch(header.strip())
    if match is None or match[1] == match[2] == "":
        return None
    if match[1] == "":
        return range(max(0, size - int(match[2])), size)
    start, last = int(match[1]), int(match[2] or size)
    return None if match[2] and last < start else range(start, min(size, last + 1))
