"""The preview's HTTP server: requests, refusals, ranges, events and slow clients."""

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import BaseServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.serve.http import handler
from sitegen.serve.http import server as http
from sitegen.serve.http.client import with_script
from sitegen.serve.http.events import MOST_STREAMS, Hub
from sitegen.serve.http.gate import allowed_hosts
from sitegen.serve.http.handler import read_range
from support.http_client import HOME, MISSING, SECRET, Bench, answer, read_all, serving
from support.waiting import eventually

TAG = b'<script type="module" src="/__sitegen/client.js" data-version="7"></script>'


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with serving(tmp_path) as bench:
        yield bench


# ------------------------------------------------------------------ answers


def test_a_page_has_one_script_more_than_its_bytes(bench: Bench) -> None:
    body = bench.ask("/").body
    assert TAG in body
    assert body.replace(TAG, b"") == HOME


def test_a_page_that_is_held_back_says_why_in_its_script_tag(bench: Bench) -> None:
    held = b'data-version="7" data-held="it is a &quot;draft&quot;"'
    assert held in bench.ask("/draft/").body


def test_every_answer_forbids_to_keep_it_or_to_read_it_elsewhere(bench: Bench) -> None:
    for path in ("/", "/feed.xml", "/talk.mp3", "/nothing/", "/__sitegen/client.js"):
        headers = bench.ask(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
        assert not [name for name in headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/talk.mp3", "audio/mpeg"),
        ("/__sitegen/client.js", "text/javascript; charset=utf-8"),
        ("/caf%C3%A9/", "text/html; charset=utf-8"),
    ],
)
def test_an_answer_has_the_type_of_its_content(bench: Bench, path: str, media: str) -> None:
    found = bench.ask(path)
    assert (found.status, found.headers["Content-Type"]) == (200, media)


def test_what_is_not_there_gets_the_sites_own_page(bench: Bench) -> None:
    for path in ("/nothing/", "/__sitegen/nothing.js", "/gone.png", "/folder.png", "/%ff/"):
        found = bench.ask(path)
        assert (found.status, found.body.replace(TAG, b"")) == (404, MISSING)


def test_head_gives_the_headers_of_get_and_no_body(bench: Bench) -> None:
    for path in ("/", "/talk.mp3", "/nothing/"):
        get, head = bench.ask(path), bench.ask(path, method="HEAD")
        assert head.body == b""
        assert head.status == get.status
        assert {**head.headers, "Date": ""} == {**get.headers, "Date": ""}


def test_a_query_is_no_part_of_the_address(bench: Bench) -> None:
    assert bench.ask("/?raw&url=/secret.txt").body == bench.ask("/").body


def test_an_address_without_its_slash_leads_to_the_page(bench: Bench) -> None:
    found = bench.ask("/caf%C3%A9?next=//evil.example")
    assert (found.status, found.headers["Location"]) == (302, "/caf%C3%A9/")


@pytest.mark.parametrize(
    "path", ["//evil.example", "/%2Fevil.example", "/\\evil.example", "/%5Cevil.example/..", "/x"]
)
def test_no_redirect_contains_the_requested_path(bench: Bench, path: str) -> None:
    found = bench.ask(path)
    assert found.status == 404
    assert "Location" not in found.headers


def test_several_requests_share_a_connection(bench: Bench) -> None:
    request = f"GET /feed.xml HTTP/1.1\r\nHost: localhost:{bench.port}\r\n\r\n".encode()
    last = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    assert bench.raw(request * 3 + last).count(b"<feed/>") == 4


# ------------------------------------------------------------------ parts of files


@pytest.mark.parametrize(
    ("asked", "status", "content_range", "length"),
    [
        ("bytes=0-0", 206, "bytes 0-0/10240", 1),
        ("bytes=10200-", 206, "bytes 10200-10239/10240", 40),
        ("bytes=-40", 206, "bytes 10200-10239/10240", 40),
        ("bytes=0-99999", 206, "bytes 0-10239/10240", 10_240),
        ("bytes=10240-", 416, "bytes */10240", 0),
        ("bytes=-0", 416, "bytes */10240", 0),
        ("bytes=5-2", 200, None, 10_240),
        ("bytes=0-1,5-6", 200, None, 10_240),
        ("bytes=-", 200, None, 10_240),
        ("lines=1-2", 200, None, 10_240),
        ("bytes=" + "9" * 400 + "-", 200, None, 10_240),
    ],
)
def test_a_file_is_given_in_parts(
    bench: Bench, asked: str, status: int, content_range: str | None, length: int
) -> None:
    found = bench.ask("/talk.mp3", f"Range: {asked}")
    assert (found.status, found.headers.get("Content-Range")) == (status, content_range)
    assert len(found.body) == length == int(found.headers["Content-Length"])


def test_a_part_of_what_may_have_changed_is_the_whole(bench: Bench) -> None:
    found = bench.ask("/talk.mp3", "Range: bytes=0-0", 'If-Range: "1"')
    assert (found.status, len(found.body)) == (200, 10_240)


@given(st.integers(0, 50), st.integers(0, 60), st.integers(0, 60))
def test_a_range_is_a_slice(size: int, first: int, last: int) -> None:
    content = bytes(range(size))
    for header, wanted in (
        (f"bytes={first}-{last}", content[first : last + 1]),
        (f"bytes={first}-", content[first:]),
        (f"bytes=-{last}", content[-last:] if last else b""),
    ):
        part = read_range(header, size)
        assert (last < first) if part is None else content[part.start : part.stop] == wanted


@given(st.text())
def test_no_header_of_a_range_is_too_strange(header: str) -> None:
    assert read_range(f"bytes {header}", 10) is None


# ------------------------------------------------------------------ who may come in

FOREIGN_HOSTS = [
    "evil.example",
    "evil.example:{port}",
    "localhost.evil.example:{port}",
    "localhost",
    "localhost:{port}.evil.example",
    "localhost:1",
    "127.0.0.1",
    "127.0.0.2:{port}",
    "127.1:{port}",
    "0.0.0.0:{port}",
    "2130706433:{port}",
    "[::]:{port}",
    "user@localhost:{port}",
    "localhost:{port}@evil.example",
    "localhost:{port}, evil.example",
    "localhost:{port}/",
    "",
]


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
@pytest.mark.parametrize("path", ["/", "/nothing/", "/__sitegen/events", "/__sitegen/client.js"])
def test_a_foreign_host_gets_no_answer(bench: Bench, host: str, path: str) -> None:
    host = host.format(port=bench.port)
    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    found = answer(bench.raw(request.encode()))
    assert (found.status, found.body) == (403, b"Forbidden\n")


@pytest.mark.parametrize("hosts", ["", "Host: localhost:{port}\r\nHost: evil.example\r\n"])
def test_a_request_has_one_host(bench: Bench, hosts: str) -> None:
    request = f"GET / HTTP/1.1\r\n{hosts.format(port=bench.port)}Connection: close\r\n\r\n"
    assert answer(bench.raw(request.encode())).status == 403


@pytest.mark.parametrize("host", ["localhost", "LocalHost", "127.0.0.1", "[::1]"])
def test_this_machine_has_four_names(bench: Bench, host: str) -> None:
    assert bench.ask("/", host=f"{host}:{bench.port}").status == 200


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://evil.example",
        "https://localhost:{port}",
        "http://localhost",
        "http://localhost:1",
        "http://localhost:{port}",
        "http://127.0.0.1:{port}.evil.example",
        "http://127.0.0.1:{port}/",
        "http://[::1]:{port}",
        "file://",
    ],
)
def test_a_foreign_origin_gets_no_answer(bench: Bench, origin: str) -> None:
    found = bench.ask("/", f"Origin: {origin.format(port=bench.port)}")
    assert (found.status, found.body) == (403, b"Forbidden\n")


def test_the_servers_own_origin_is_welcome(bench: Bench) -> None:
    assert bench.ask("/", f"Origin: http://127.0.0.1:{bench.port}").status == 200


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("same-origin", "cors", "empty", 200),
        ("none", "navigate", "document", 200),
        ("cross-site", "navigate", "document", 200),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "navigate", "embed", 403),
        ("cross-site", "no-cors", "script", 403),
        ("cross-site", "no-cors", "image", 403),
        ("cross-site", "cors", "empty", 403),
        ("same-site", "cors", "empty", 403),
        ("same-site", "no-cors", "style", 403),
    ],
)
def test_another_site_may_link_here_and_nothing_else(
    bench: Bench, site: str, mode: str, dest: str, status: int
) -> None:
    headers = f"Sec-Fetch-Site: {site}", f"Sec-Fetch-Mode: {mode}", f"Sec-Fetch-Dest: {dest}"
    assert bench.ask("/", *headers).status == status


def test_a_server_for_the_network_answers_to_its_own_addresses_alone(tmp_path: Path) -> None:
    with serving(tmp_path, "0.0.0.0") as bench:
        assert bench.ask("/").status == 200
        assert bench.ask("/", host=f"0.0.0.0:{bench.port}").status == 403
        assert bench.ask("/", host=f"evil.example:{bench.port}").status == 403
    assert allowed_hosts("0.0.0.0", "192.0.2.7", 8000) == {
        "localhost:8000",
        "127.0.0.1:8000",
        "[::1]:8000",
        "192.0.2.7:8000",
    }
    assert "[fe80::1]" in allowed_hosts("fe80::1", "fe80::1", 80)


# ------------------------------------------------------------------ hostile requests

CLIMBS = [
    "/../secret.txt",
    "/../../../../etc/passwd",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/.%2e/secret.txt",
    "/%2e./secret.txt",
    "/..\\secret.txt",
    "/..%5csecret.txt",
    "/%2e%2e%5csecret.txt",
    "/%252e%252e%252fsecret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/%c0%ae%c0%ae%c0%afsecret.txt",
    "/%e0%80%ae%e0%80%ae/secret.txt",
    "/%uff0e%uff0e/secret.txt",
    "/%ef%bc%8e%ef%bc%8e/secret.txt",
    "/....//secret.txt",
    "/..;/secret.txt",
    "/..%00/secret.txt",
    "/secret.txt",
    "/secret.txt%00.html",
    "/secret.txt?raw",
    "/secret.txt?import&raw",
    "/?file=secret.txt",
    "/@fs/secret.txt",
    "//secret.txt",
    "/./secret.txt",
    "/%2fsecret.txt",
    "/talk.mp3/../secret.txt",
    "/__sitegen/../secret.txt",
    "/__sitegen/%2e%2e/secret.txt",
    "/__sitegen/..%2f..%2fsecret.txt",
    "/__sitegen//etc/passwd",
    "/C:%5csecret.txt",
    "/file:///etc/passwd",
    "/proc/self/environ",
    "/con",
    "/.git/config",
    "/%",
    "/%zz",
]


@pytest.mark.parametrize(
    "climb", [*CLIMBS, "../secret.txt", "secret.txt", "*", "http://x/", "/#/.."]
)
def test_no_path_leads_to_a_file_that_is_not_of_the_site(bench: Bench, climb: str) -> None:
    found = bench.ask(climb)
    assert found.status in ({200} if climb == "/?file=secret.txt" else {400, 404})
    assert SECRET.encode() not in found.body
    assert b"root:" not in found.body
    assert bench.ask("/").status == 200


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "BREW"]
)
def test_only_get_and_head_are_answered(bench: Bench, method: str) -> None:
    found = bench.ask("/", method=method)
    assert (found.status, found.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 40_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 150 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 9_000 + b"\r\n", 431),
        (b"GET / HTTP/9.9\r\n\r\n", 505),
        (b"GET / SMTP/1.0\r\n\r\n", 400),
        (b"GET\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"\x00\xff\xfe \xff HTTP/1.1\r\n\r\n", 403),
        (b"GET / HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 9\r\n\r\nGET /x HT", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost:PORT\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    ],
)
def test_a_malformed_request_is_refused_and_the_server_lives(
    bench: Bench, request_bytes: bytes, status: int
) -> None:
    request = request_bytes.replace(b"PORT", str(bench.port).encode())
    response = bench.raw(request)
    # Closed with a part of it unread, the connection may be reset before the answer is read.
    assert not response or answer(response).status == status
    assert response.count(b"HTTP/1.1 ") <= 1
    assert bench.ask("/").status == 200


def test_an_error_repeats_nothing_of_the_request(bench: Bench) -> None:
    assert b"<script>" not in bench.raw(b"GET <script>alert(1)</script> x y HTTP/1.1\r\n\r\n")
    assert b"alert" not in bench.ask("/<script>alert(1)</script>").body


def test_an_exception_ends_one_request_and_is_said_once(bench: Bench) -> None:
    for _ in range(3):
        found = bench.ask("/broken/")
        assert (found.status, found.body) == (500, b"Internal Server Error\n")
    assert bench.ask("/").status == 200
    (line,) = bench.said
    assert line.startswith("cannot serve a page: ZeroDivisionError in ")
    assert line.endswith(": of the page")


def test_a_pipe_in_place_of_a_file_blocks_nothing(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "talk.mp3").unlink()
    os.mkfifo(tmp_path / "talk.mp3")
    assert bench.ask("/talk.mp3").status == 404


# ------------------------------------------------------------------ many and slow clients


def test_thirty_streams_and_forty_five_half_open_clients_leave_room_for_pages(
    bench: Bench,
) -> None:
    streams = [Listener(bench) for _ in range(30)]
    halves = [bench.connect() for _ in range(45)]
    for number, half in enumerate(halves):
        half.sendall(b"GET / HTTP/1.1\r\nHost: local"[: number % 20])
    try:
        for _ in range(10):
            assert bench.ask("/").status == 200
        bench.hub.publish("change", "{}")
        for stream in streams:
            stream.hear(b"event: change")
    finally:
        for connection in (*(stream.connection for stream in streams), *halves):
            connection.close()


def test_a_client_that_says_nothing_whole_is_left_alone_after_a_while(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handler, "TIMEOUT", 0.2)
    with bench.connect() as silent, bench.connect() as slow:
        stop = threading.Event()

        def drip() -> None:
            # A byte now and then: each is in time, the request as a whole is not.
            while not stop.wait(0.02):
                try:
                    slow.send(b"G")
                except OSError:
                    return

        dripping = threading.Thread(target=drip)
        dripping.start()
        try:
            assert read_all(silent) == b""
            assert read_all(slow) == b""
        finally:
            stop.set()
            dripping.join()


def test_one_client_too_many_is_turned_away_until_another_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "MOST_CONNECTIONS", 2)
    with serving(tmp_path) as bench:
        first, second = bench.connect(), bench.connect()
        try:
            eventually(lambda: bench.raw(b"").startswith(b"HTTP/1.1 503 "))
        finally:
            first.close()
            second.close()
        eventually(lambda: bench.ask("/").status == 200)


def test_a_connection_that_is_closed_twice_gives_its_place_back_once(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The base class closes it too, where a signal comes while it is let in.
    failures: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", failures.append)
    before = set(threading.enumerate())
    ours, theirs = socket.socketpair()
    with ours:
        bench.server.process_request(theirs, ("127.0.0.1", 0))
        bench.server.shutdown_request(theirs)
    eventually(lambda: set(threading.enumerate()) <= before)
    assert not failures
    assert bench.ask("/").status == 200


def test_a_server_that_is_interrupted_before_it_began_comes_to_its_end(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_server: BaseServer, _poll_interval: float) -> None:
        raise KeyboardInterrupt

    server = http.listen(0, bench.server.context)
    monkeypatch.setattr(BaseServer, "serve_forever", interrupted)
    with pytest.raises(KeyboardInterrupt):
        server.serve_forever()
    ending = threading.Thread(target=server.end, daemon=True)
    ending.start()
    ending.join(timeout=10)
    assert not ending.is_alive()


def test_ending_the_server_leaves_no_thread(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    with serving(tmp_path) as bench:
        stream, half = Listener(bench).connection, bench.connect()
        bench.ask("/")
    assert set(threading.enumerate()) <= before
    with stream, half:
        for connection in (stream, half):
            read_all(connection)  # comes to its end


# ------------------------------------------------------------------ events


class Listener:
    """An open stream of events, its head read."""

    def __init__(self, bench: Bench, last_id: str = "") -> None:
        self.connection = bench.connect()
        self.heard = b""
        head = f"GET /__sitegen/events HTTP/1.1\r\nHost: localhost:{bench.port}\r\n"
        head += f"Last-Event-ID: {last_id}\r\n" if last_id else ""
        self.connection.sendall(f"{head}\r\n".encode())
        self.hear(b"retry: 500\n\n")

    def hear(self, wanted: bytes) -> bytes:
        """Read until some bytes came; give all that was ever read."""
        while wanted not in self.heard:
            chunk = self.connection.recv(65_536)
            assert chunk, f"the stream ended without {wanted!r}"
            self.heard += chunk
        return self.heard


def test_a_new_listener_gets_the_state_and_then_each_change(bench: Bench) -> None:
    listener = Listener(bench)
    with listener.connection:
        first = listener.hear(b'"version": 7}\n\n')
        assert b"Content-Type: text/event-stream; charset=utf-8\r\n" in first
        assert b"event: problems\n" in first
        bench.hub.publish("change", '{"version": 8}')
        assert b'event: change\ndata: {"version": 8}\n\n' in listener.hear(b"8}\n\n")


def test_a_listener_that_comes_back_gets_what_it_missed(bench: Bench) -> None:
    listener = Listener(bench)
    with listener.connection:
        bench.hub.publish("change", '"one"')
        told = listener.hear(b'"one"\n\n').decode()
    last_id = told.rpartition("id: ")[2].partition("\n")[0]
    for word in ("two", "three"):
        bench.hub.publish("change", f'"{word}"')
    listener = Listener(bench, last_id)
    with listener.connection:
        missed = listener.hear(b'"three"\n\n')
    assert [word in missed for word in (b"one", b"two", b"problems")] == [False, True, False]


@pytest.mark.parametrize("last_id", ["", "0", "-", "feed-1", "x" * 2_000, "{run}-999", "{run}-²"])
def test_an_unknown_listener_begins_with_the_state(last_id: str) -> None:
    hub = Hub(lambda: ("problems", "[]"))
    run = chunks(hub)[1].decode().partition("id: ")[2].partition("-")[0]
    for number in range(200):
        hub.publish("change", str(number))
    told = chunks(hub, last_id.format(run=run))
    assert [b"event: problems" in chunk for chunk in told] == [False, True]


def chunks(hub: Hub, last_id: str = "") -> list[bytes]:
    stream = hub.join(last_id)
    assert stream is not None
    hub.leave(stream)
    stream.end()
    return list(stream)


def test_a_listener_that_reads_nothing_does_not_stop_the_publisher() -> None:
    hub = Hub(lambda: ("problems", "[]"))
    stuck = hub.join()
    assert stuck is not None
    for number in range(10_000):
        hub.publish("change", str(number))
    assert len(list(stuck)) < 200


def test_streams_are_counted() -> None:
    hub = Hub(lambda: ("problems", "[]"))
    streams = [hub.join() for _ in range(MOST_STREAMS)]
    assert hub.join() is None
    hub.leave(next(stream for stream in streams if stream))
    assert hub.join() is not None


def test_a_closed_hub_ends_its_streams_and_opens_none() -> None:
    hub = Hub(lambda: ("problems", "[]"))
    stream = hub.join()
    hub.close()
    assert stream is not None
    assert len(list(stream)) == 2
    assert hub.join() is None


# ------------------------------------------------------------------ the script's tag


@given(st.binary(), st.integers(0), st.text(), st.booleans())
def test_every_byte_of_a_page_stays(page: bytes, version: int, held: str, follow: bool) -> None:
    tagged = with_script(page, version, held, follow=follow)
    start = tagged.index(b'<script type="module" src="/__sitegen/client.js"')
    end = tagged.index(b"</script>", start) + len(b"</script>")
    assert tagged[:start] + tagged[end:] == page


def test_the_script_is_before_the_last_end_of_a_body() -> None:
    page = b"<pre>&lt;/body></body></pre></BODY >\n"
    tag = b'<script type="module" src="/__sitegen/client.js" data-version="1" data-follow></script>'
    assert (
        with_script(page, 1, "", follow=True) == b"<pre>&lt;/body></body></pre>%b</BODY >\n" % tag
    )
