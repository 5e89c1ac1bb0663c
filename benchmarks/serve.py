"""A save -> when it is served, by sitegen and by ``hugo server``; what a preview costs besides."""

import argparse
import compileall
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

import corpus
from peers import hugo_binary

SOURCE = Path(__file__).parents[1] / "src"
SAVES = 15
PATIENCE = 60.0
QUIET = 0.3
"""Seconds between two saves, besides what the last rebuild takes."""
STREAMS, HALF_OPEN = 30, 45
MANY_SAVES = 500


@dataclass(frozen=True, slots=True)
class Server:
    """A preview server, as it is measured."""

    name: str
    write: Callable[[Path, int, int], None]
    command: Callable[[Path, int], list[str]]
    essays: str
    base: str
    """The template that every page extends, in the site."""
    original: Path


def _sitegen(site: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "sitegen", "serve", str(site), "--port", str(port)]


def _hugo(site: Path, port: int) -> list[str]:
    options = ["--source", str(site), "--port", str(port), "--noBuildLock", "--buildDrafts"]
    return [str(hugo_binary()), "server", *options, "--renderToMemory"]


SITEGEN = Server(
    "sitegen",
    corpus.write_sitegen,
    _sitegen,
    "essays",
    "templates/base.html",
    corpus.THEME / "templates/base.html",
)
HUGO = Server(
    "hugo server",
    corpus.write_hugo,
    _hugo,
    "content/essays",
    "layouts/baseof.html",
    corpus.HUGO / "layouts/baseof.html",
)


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers."""

    process: subprocess.Popen[bytes]
    port: int
    started: float
    """Seconds from its start to the first home page."""

    def get(self, path: str) -> bytes:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().read()
        finally:
            connection.close()


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,1000", help="essays, such as 100,1000,10000")
    parser.add_argument("--saves", type=int, default=SAVES, help="saves of each kind")
    parser.add_argument("--without-hugo", action="store_true")
    options = parser.parse_args()
    compileall.compile_dir(SOURCE, quiet=1)
    servers = [SITEGEN] if options.without_hugo else [SITEGEN, HUGO]
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-") as work:
        for size in map(int, options.sizes.split(",")):
            print(f"\n{size:,} essays, median of {options.saves} saves, ms\n")
            print("| server | start s | " + " | ".join(EDITS) + " |")
            print("|---|--:|" + "--:|" * len(EDITS))
            for server in servers:
                site = _site(server, Path(work) / f"{server.name[0]}{size}", size)
                print(_row(server, site, options.saves), flush=True)
            if size == 1000:
                _cost(Path(work) / f"s{size}")
    return 0


def _site(server: Server, site: Path, size: int) -> Path:
    server.write(site, size, corpus.SEED)
    base = site / server.base
    base.parent.mkdir(exist_ok=True)
    if not base.exists():
        shutil.copy(server.original, base)
    if server is SITEGEN:  # a warm cache is what a preview starts from
        command = [sys.executable, "-m", "sitegen", "build", str(site), "--quiet"]
        subprocess.run(command, check=True, env=_environment())
    return site


def _row(server: Server, site: Path, saves: int) -> str:
    with _running(server, site) as running:
        cells = [f"{running.started:.2f}"]
        for edit in EDITS.values():
            times = [_save_to_served(server, running, site, edit, n) for n in range(saves)]
            cells.append(f"{median(times) * 1000:.0f}")
    return f"| {server.name} | " + " | ".join(cells) + " |"


def _save_to_served(
    server: Server, running: Running, site: Path, edit: "Edit", number: int
) -> float:
    """Save once and ask for the essay's page until it shows what was saved."""
    essays = sorted((site / server.essays).glob("*.md"))
    essay = essays[len(essays) // 2]
    mark = f"mark{time.time_ns()}"
    file = site / server.base if edit is template else essay
    text = edit(file.read_text("utf-8"), mark)
    saved = time.perf_counter()
    file.write_text(text, "utf-8")
    # In lower case: Hugo writes the names of themes with capitals.
    while mark.encode() not in running.get(f"/{essay.stem}/").lower():
        if time.perf_counter() - saved > PATIENCE:
            raise TimeoutError(f"save {number} of {file} was never served")
        time.sleep(0.001)
    took = time.perf_counter() - saved
    time.sleep(QUIET + 2 * took + len(essays) / 5000)
    return took


Edit = Callable[[str, str], str]


def body(text: str, mark: str) -> str:
    return re.sub(r"\nA mark: .*\n|\Z", f"\nA mark: {mark}.\n", text, count=1)


def title(text: str, mark: str) -> str:
    return re.sub(r'^title: "[^"]*"', f'title: "Another title {mark}"', text, flags=re.M)


def tag(text: str, mark: str) -> str:
    return re.sub(r"^tags: \[.*\]", f'tags: ["glass {mark}"]', text, flags=re.M)


def template(text: str, mark: str) -> str:
    text = re.sub(r"<p hidden>mark\d+</p>\n", "", text)  # Hugo drops comments
    return text.replace("</body>", f"<p hidden>{mark}</p>\n</body>")


EDITS: dict[str, Edit] = {"body": body, "title": title, "tag": tag, "template": template}


def _cost(site: Path) -> None:
    """Measure what a preview of sitegen takes while nothing or much happens."""
    essay = sorted((site / "essays").glob("*.md"))[0]
    with _running(SITEGEN, site) as running:
        process = running.process.pid
        time.sleep(2)
        before = _cpu(process)
        time.sleep(5)
        print(f"\nidle: {_cpu(process) - before:.2f} s of CPU in 5 s")
        print(f"memory after the start: {_memory(process):.0f} MB")
        for number in range(MANY_SAVES):
            essay.write_text(body(essay.read_text("utf-8"), f"mark{number}"), "utf-8")
            running.get(f"/{essay.stem}/")
            time.sleep(0.1)
            if number == 20:
                print(f"after {number} saves: {_memory(process):.0f} MB")
        print(f"after {MANY_SAVES} saves: {_memory(process):.0f} MB")
        with _crowd(running.port):
            started = time.perf_counter()
            running.get("/")
            took = time.perf_counter() - started
        print(f"a page beside {STREAMS} streams and {HALF_OPEN} half-open clients: {took:.3f} s")


@contextmanager
def _crowd(port: int) -> Iterator[None]:
    whole = f"GET /__sitegen/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(STREAMS + HALF_OPEN)]
    try:
        for number, client in enumerate(clients):
            client.sendall(whole if number < STREAMS else whole[:9])
        time.sleep(0.5)
        yield
    finally:
        for client in clients:
            client.close()


@contextmanager
def _running(server: Server, site: Path) -> Iterator[Running]:
    port = _free_port()
    started = time.perf_counter()
    process = subprocess.Popen(
        server.command(site, port),
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        running = Running(process, port, 0)
        while not _answers(running, started):
            time.sleep(0.005)
        yield Running(process, port, time.perf_counter() - started)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _answers(running: Running, started: float) -> bool:
    if running.process.poll() is not None or time.perf_counter() - started > PATIENCE:
        raise ChildProcessError("the server did not start")
    try:
        return b"</html>" in running.get("/")
    except OSError:
        return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _environment() -> dict[str, str]:
    plain = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    return {**plain, "PYTHONPATH": str(SOURCE)}


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    """Resident memory in MB (10⁶ bytes)."""
    status: Sequence[str] = Path(f"/proc/{process}/status").read_text().splitlines()
    found = next(line for line in status if line.startswith("VmRSS:"))
    return int(found.split()[1]) * 1024 / 1e6


if __name__ == "__main__":
    sys.exit(main())
