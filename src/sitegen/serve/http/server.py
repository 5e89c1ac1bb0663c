"""The HTTP server of the preview: it limits connections and logs errors."""

import contextlib
import errno
import socket
import sys
import traceback
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from socketserver import TCPServer
from threading import BoundedSemaphore, Lock, Thread

from sitegen.serve.http.handler import Handler, ServerContext

MOST_CONNECTIONS = 192
"""At most 64 streams, and room for pages and for clients that connect and send nothing."""
_BUSY = (
    f"HTTP/1.1 503 {HTTPStatus.SERVICE_UNAVAILABLE.phrase}\r\n"
    "Connection: close\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n"
).encode()

_Socket = socket.socket
# The base class also allows datagrams, for another kind of server.
_Request = socket.socket | tuple[bytes, socket.socket]


class Server(ThreadingHTTPServer):
    """A server with one thread per connection, up to a limit."""

    request_queue_size = 128

    def __init__(self, port: int, context: ServerContext) -> None:
        self.context = context
        self.address_family = socket.AF_INET6 if ":" in context.host else socket.AF_INET
        self._free = BoundedSemaphore(MOST_CONNECTIONS)
        self._open: dict[_Socket, Thread] = {}
        self._lock = Lock()
        self._logged: set[str] = set()
        super().__init__((context.host, port), Handler)
        self._serving = False
        self.port = int(self.socket.getsockname()[1])

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        """Answer requests until an exception or ``end``."""
        try:
            self._serving = True
            super().serve_forever(poll_interval)
        finally:
            self._serving = False  # ``shutdown`` waits endlessly unless this method runs

    def server_bind(self) -> None:
        """Bind without a look-up of this machine's name, which may take seconds."""
        TCPServer.server_bind(self)

    def process_request(self, request: _Request, client_address: object) -> None:
        """Answer a connection in a thread, or refuse it if there are too many."""
        assert isinstance(request, _Socket)  # noqa: S101 (narrows the base class's type)
        if not self._free.acquire(blocking=False):
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
        """Close an accepted connection.

        Its thread calls this, and so does the base class if a signal arrives meanwhile.
        """
        assert isinstance(request, _Socket)  # noqa: S101 (narrows the base class's type)
        with self._lock:
            thread = self._open.pop(request, None)
        super().shutdown_request(request)
        if thread:
            self._free.release()

    def handle_error(self, request: _Request, client_address: object) -> None:  # noqa: ARG002
        """Log an exception once; a client that disconnects is not an error."""
        error = sys.exception()
        if error is None or isinstance(error, OSError):
            return
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} in {frame.filename}:{frame.lineno}"
        with self._lock:
            is_new = place not in self._logged
            self._logged.add(place)
        if is_new:
            self.context.log(f"cannot serve a page: {place}: {error}")

    def end(self) -> None:
        """Stop listening, close every stream and connection, and wait for their threads."""
        if self._serving:
            self.shutdown()
        self.server_close()
        self.context.events.close()
        with self._lock:
            left = list(self._open.items())
        for request, _ in left:
            with contextlib.suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)
        for _, thread in left:
            thread.join(timeout=5)


def listen(port: int, context: ServerContext) -> Server:
    """Open a server at a port, or at the next free one; ``serve_forever`` makes it answer."""
    last = min(port + 100, 65_535)
    while True:
        try:
            return Server(port, context)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or port >= last:
                raise
        port += 1
