"""A site in memory -> answers over HTTP, to this machine's own pages and to nobody else."""

import contextlib
import errno
import socket
import sys
import traceback
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from socketserver import TCPServer
from threading import BoundedSemaphore, Lock, Thread

from sitegen.serve.http.handler import Handler, Tools
from sitegen.serve.site import Site

MOST_CONNECTIONS = 192
"""Streams, of which there are 64 at most, pages, and whoever connects and says nothing."""
_BUSY = (
    f"HTTP/1.1 503 {HTTPStatus.SERVICE_UNAVAILABLE.phrase}\r\n"
    "Connection: close\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n"
).encode()

_Socket = socket.socket
# The base class allows datagrams, which belong to another kind of server.
_Request = socket.socket | tuple[bytes, socket.socket]


class Server(ThreadingHTTPServer):
    """Listens; each connection has a thread of its own, up to a cap."""

    request_queue_size = 128

    def __init__(self, address: tuple[str, int], site: Site, tools: Tools) -> None:
        self.site = site
        self.tools = tools
        self.given = address[0]
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self._room = BoundedSemaphore(MOST_CONNECTIONS)
        self._open: dict[_Socket, Thread] = {}
        self._lock = Lock()
        self._told: set[str] = set()
        super().__init__(address, Handler)
        self._serving = False
        self.port = int(self.socket.getsockname()[1])

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        """Answer until an exception or ``end``."""
        try:
            self._serving = True
            super().serve_forever(poll_interval)
        finally:
            self._serving = False  # who waits for the end of what was never begun waits for ever

    def server_bind(self) -> None:
        """Bind without asking the network for this machine's name, which may take seconds."""
        TCPServer.server_bind(self)

    def process_request(self, request: _Request, client_address: object) -> None:
        """Answer a connection in a thread, or turn it away where there are too many."""
        assert isinstance(request, _Socket)  # noqa: S101 (narrows the base class's type)
        if not self._room.acquire(blocking=False):
            with contextlib.suppress(OSError):
                request.settimeout(0)
                request.send(_BUSY)
            super().shutdown_request(request)
            return
        thread = Thread(
            target=self.process_request_thread, args=(request, client_address), daemon=True
        )
        with self._lock:
            self._open[request] = thread
        thread.start()

    def shutdown_request(self, request: _Request) -> None:
        """Close a connection that was let in.

        Called by its thread, and by the base class too where a signal comes while it is let in.
        """
        assert isinstance(request, _Socket)  # noqa: S101 (narrows the base class's type)
        with self._lock:
            thread = self._open.pop(request, None)
        super().shutdown_request(request)
        if thread:
            self._room.release()

    def handle_error(self, request: _Request, client_address: object) -> None:  # noqa: ARG002
        """Say what went wrong in a request, once; a client that went away is nothing wrong."""
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.tell(error)

    def tell(self, error: BaseException) -> None:
        """Log an exception, unless the same one was logged before."""
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} in {frame.filename}:{frame.lineno}"
        with self._lock:
            known = place in self._told
            self._told.add(place)
        if not known:
            self.tools.log(f"a page could not be served: {place}: {error}")

    def end(self) -> None:
        """Stop listening, end every stream and connection, and wait for their threads."""
        if self._serving:
            self.shutdown()
        self.server_close()
        self.tools.hub.close()
        with self._lock:
            left = list(self._open.items())
        for request, _ in left:
            with contextlib.suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)
        for _, thread in left:
            thread.join(timeout=5)


def listen(address: tuple[str, int], site: Site, tools: Tools) -> Server:
    """Open a server at an address, or at the next free port; it answers once ``serve_forever``."""
    host, port = address
    while True:
        try:
            return Server((host, port), site, tools)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or port - address[1] >= 100 or port > 65_534:
                raise
        port += 1
