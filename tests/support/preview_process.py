"""The preview server in a process of its own, as an editor starts it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from support.waiting import LIMIT, eventually

SOURCES = Path(__file__).parents[2] / "src"


class Run:
    """A preview server in a process of its own."""

    def __init__(self, process: subprocess.Popen[bytes], output: Path) -> None:
        self.process = process
        self.output = output
        self.url = ""

    def lines(self) -> list[str]:
        return self.output.read_text(encoding="utf-8").splitlines()

    def get(self, path: str = "") -> str:
        try:
            with urlopen(self.url + path, timeout=LIMIT) as response:
                return str(response.read(), "utf-8")
        except HTTPError as error:
            with error:
                return str(error.read(), "utf-8")

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(LIMIT)


@contextmanager
def serving(
    root: Path, *options: str, visual: str = "code", output: Path | None = None
) -> Iterator[Run]:
    output = output or root.parent / f"{root.name}.out"
    command = [sys.executable, "-m", "sitegen", "serve", str(root), "--port", "0", *options]
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), "VISUAL": visual, "NO_COLOR": "1"}
    with output.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment)
    run = Run(process, output)
    try:
        eventually(lambda: process.poll() is not None or "Ctrl-C" in output.read_text())
        found = re.search(r"http://\S+", output.read_text())
        run.url = found[0].rstrip("/") + "/" if found else ""
        yield run
    finally:
        process.kill()
        process.wait()
