"""A built site -> what a reader meets on its pages, measured in Chromium."""

import gzip
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, Response, sync_playwright

CHROMIUM = "/usr/bin/chromium"
WINDOWS = ((390, 844), (1440, 900))
USUAL = 900
"""Words of the essay whose page is measured whole."""

_SAMPLE = 12
_HEIGHT = "document.documentElement.scrollHeight"
_ESSAY = """() => {
  const text = document.querySelector(".text"), article = text.closest("article");
  const top = (node) => node.getBoundingClientRect().top + scrollY;
  const after = [...document.querySelectorAll("main > *")].filter(
    (node) => article.compareDocumentPosition(node) & 4 && node.offsetHeight);
  const foot = document.querySelector(".colophon");
  return {
    first: top(text.firstElementChild),
    words: text.innerText.split(/\\s+/).length,
    share: after.length ? (top(foot) - top(after[0])) / document.documentElement.scrollHeight : 0,
    links: after.flatMap((node) => [...node.querySelectorAll("a")]).map((link) => link.pathname),
  };
}"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a reader of one site meets in one window; heights in CSS pixels."""

    first: Sequence[float]
    """Where the text begins on the essays of a sample."""
    heights: Mapping[str, int]
    """Height of each kind of page: of the largest one."""
    share: float
    """The part of an essay's page that follows the text, for a usual essay."""
    links: int
    """Most links to one essay after a text."""
    weight: int
    """Bytes of a usual essay's HTML and style sheets after gzip."""
    requests: int

    @property
    def middle(self) -> float:
        return median(self.first)


def measure(folder: Path) -> list[Measured]:
    """Measure the site in a folder, in each window."""
    with _served(folder) as address, _chromium() as browser:
        return [_in_window(browser, address, folder, window) for window in WINDOWS]


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _in_window(browser: Browser, address: str, folder: Path, window: tuple[int, int]) -> Measured:
    page = browser.new_page(viewport={"width": window[0], "height": window[1]})
    every = _essays(page, address)
    found = {path: _look(page, address + path) for path in _sample(folder, every)}
    usual = min(found, key=lambda path: abs(found[path]["words"] - USUAL))
    kinds = {**_kinds(folder), "essay": usual}
    weight, requests = _weight(browser, address + usual)
    return Measured(
        first=[one["first"] for one in found.values()],
        heights={kind: _height(page, address + path) for kind, path in kinds.items()},
        share=found[usual]["share"],
        links=max(one["links"].count(path) for one in found.values() for path in every - {""}),
        weight=weight,
        requests=requests,
    )


def _essays(page: Page, address: str) -> set[str]:
    """Return the addresses of all essays."""
    page.goto(f"{address}/essays/")
    links = "links => links.map(link => link.pathname)"
    return {
        path
        for path in page.locator("main a").evaluate_all(links)
        if not path.startswith(("/themes/", "/essays/", "/authors/"))
    }


def _sample(folder: Path, every: set[str]) -> list[str]:
    """Choose essays evenly, and besides them those with the longest title and the longest text."""

    def title(path: str) -> int:
        html = (folder / path.strip("/") / "index.html").read_text(encoding="utf-8")
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
        return len(re.sub("<[^>]+>", "", heading[1])) if heading else 0

    paths = sorted(every)
    largest = max(paths, key=lambda path: _size(folder / path.strip("/") / "index.html"))
    return list(
        dict.fromkeys((*paths[:: -(-len(paths) // _SAMPLE)], max(paths, key=title), largest))
    )


def _size(file: Path) -> int:
    return file.stat().st_size


def _kinds(folder: Path) -> dict[str, str]:
    """Return a page of each kind, the largest."""
    patterns = {
        "home": "index.html",
        "all essays": "essays/index.html",
        "themes and map": "themes/index.html",
        "theme": "themes/*/index.html",
        "passages": "themes/*/passages/index.html",
        "index": "index/**/index.html",
        "paths": "paths/index.html",
        "path": "paths/*/index.html",
        "author": "authors/*/index.html",
        "search": "search/index.html",
        "404": "404.html",
    }
    found = {kind: sorted(folder.glob(pattern)) for kind, pattern in patterns.items()}
    return {
        kind: "/" + max(files, key=_size).relative_to(folder).as_posix().removesuffix("index.html")
        for kind, files in found.items()
        if files
    }


def _look(page: Page, address: str) -> Mapping[str, Any]:
    page.goto(address)
    found: Mapping[str, Any] = page.evaluate(_ESSAY)
    return found


def _height(page: Page, address: str) -> int:
    page.goto(address, wait_until="networkidle")
    return int(page.evaluate(_HEIGHT))


def _weight(browser: Browser, address: str) -> tuple[int, int]:
    """Return the bytes of HTML and CSS after gzip, and all requests, of a first visit."""
    answers: list[Response] = []
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)  # which cannot wrap what is built in
    page.goto(address, wait_until="networkidle")
    read = [one for one in answers if re.search("html|css", one.headers.get("content-type", ""))]
    size = sum(len(gzip.compress(one.body(), 9)) for one in read)
    page.context.close()
    return size, len(answers)
