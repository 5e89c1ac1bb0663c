"""Events for open pages: one publisher, many listeners (Server-Sent Events, WHATWG HTML 9.2)."""

import secrets
from collections import deque
from collections.abc import Callable, Iterator
from queue import Empty, Full, Queue
from threading import Lock

KEEP_ALIVE = 15.0
"""Seconds of silence after which a stream sends a comment, which keeps the connection open."""
MOST_STREAMS = 64
MEMORY = 64
"""Past events that are kept for listeners that missed them."""
_GREETING = b"retry: 500\n\n"
_STILL_HERE = b": still here\n\n"


class Stream:
    """The queue of messages for one listener; the publisher never waits for it."""

    def __init__(self, waiting: list[bytes]) -> None:
        self._queue: Queue[bytes] = Queue(2 * MEMORY + 1)
        for chunk in waiting:
            self._queue.put_nowait(chunk)

    def put(self, chunk: bytes) -> bool:
        """Append a message; return False if the queue is full."""
        try:
            self._queue.put_nowait(chunk)
        except Full:
            return False
        return True

    def end(self) -> None:
        """End the stream; the listener reconnects by itself and asks for what it missed."""
        while not self.put(b""):
            try:
                self._queue.get_nowait()
            except Empty:
                continue

    def __iter__(self) -> Iterator[bytes]:
        while True:
            try:
                chunk = self._queue.get(timeout=KEEP_ALIVE)
            except Empty:
                chunk = _STILL_HERE
            if not chunk:
                return
            yield chunk


class Hub:
    """A publisher that numbers events, keeps the last ones, and sends them to every stream."""

    def __init__(self, greeting: Callable[[], tuple[str, str]]) -> None:
        """``greeting`` returns name and data of the first event for a new listener."""
        self._greeting = greeting
        self._run = secrets.token_hex(4)
        self._number = 0
        self._past: deque[tuple[int, bytes]] = deque(maxlen=MEMORY)
        self._streams: set[Stream] = set()
        self._lock = Lock()
        self._closed = False

    def publish(self, name: str, data: str) -> None:
        """Send an event to all listeners; ``data`` is one line."""
        with self._lock:
            self._number += 1
            chunk = _message(name, data, f"{self._run}-{self._number}")
            self._past.append((self._number, chunk))
            for stream in [stream for stream in self._streams if not stream.put(chunk)]:
                self._streams.discard(stream)
                stream.end()

    def join(self, last_id: str = "") -> Stream | None:
        """Open a stream; return None if there are too many.

        It begins with the events after ``last_id``, or with the greeting if that event is unknown.
        """
        with self._lock:
            if self._closed or len(self._streams) >= MOST_STREAMS:
                return None
            missed = self._missed(last_id)
            if missed is None:
                missed = [_message(*self._greeting(), f"{self._run}-{self._number}")]
            stream = Stream([_GREETING, *missed])
            self._streams.add(stream)
            return stream

    def _missed(self, last_id: str) -> list[bytes] | None:
        run, _, number = last_id.partition("-")
        if run != self._run or not (number.isascii() and number.isdecimal()) or len(number) > 18:
            return None
        seen = int(number)
        oldest = self._past[0][0] if self._past else self._number + 1
        if not oldest - 1 <= seen <= self._number:
            return None
        return [chunk for past, chunk in self._past if past > seen]

    def leave(self, stream: Stream) -> None:
        """Remove a stream whose listener has left."""
        with self._lock:
            self._streams.discard(stream)

    def close(self) -> None:
        """End all streams, and open no more."""
        with self._lock:
            self._closed = True
            for stream in self._streams:
                stream.end()
            self._streams.clear()


def _message(name: str, data: str, number: str) -> bytes:
    return f"id: {number}\nevent: {name}\ndata: {data}\n\n".encode()
