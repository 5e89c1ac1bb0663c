"""Links to other sites -> findings: one polite request each, answers saved with their dates."""

import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener
from urllib.robotparser import RobotFileParser

import msgspec
from msgspec import Struct

from sitegen import __version__
from sitegen.check.types import Collection, Finding
from sitegen.problems.errors import Place, Problem
from sitegen.store.files import atomic_write

EXTERNAL_CODES = frozenset({"W1601", "N1602", "N1603"})
CACHE = ".sitegen/links.json"
AGENT = f"sitegen/{__version__} (link check)"
_HOSTS = 8
"""Hosts with a request at the same time; each gets one after the other."""
_KEPT = {True: timedelta(days=7), False: timedelta(days=1)}
"""Period for which a good answer is valid, and that for any other."""


class Manners(Struct, frozen=True):
    """Limits of requests."""

    delay: float = 1.0
    """Seconds between two requests to one host."""
    timeout: float = 15.0
    tries: int = 3
    wait: Callable[[float], None] = time.sleep


class Answer(Struct, frozen=True):
    """The answer of another site."""

    status: int
    """HTTP status; 0 without an answer."""
    asked: datetime
    moved: str = ""
    """Target of a permanent redirect."""
    why: str = ""
    """Reason for the lack of an answer."""
    gone: bool = False
    """Whether the address certainly does not exist."""

    @property
    def is_good(self) -> bool:
        """Return whether the address exists."""
        return 200 <= self.status < 400


def ask(collection: Collection, root: Path, now: datetime, manners: Manners) -> tuple[Finding, ...]:
    """Request every address of another site in links, except those answered recently.

    ``HEAD``, then ``GET`` where that fails; one request at a time to each host, as its robots.txt
    allows (RFC 9309).
    """
    links = _links(collection)
    answers = _load(root / CACHE)
    recent = {url for url, one in answers.items() if now - one.asked <= _KEPT[one.is_good]}
    waiting = [url for url in links if url not in recent]
    answers.update(_answers(waiting, now, manners))
    _save(root / CACHE, {url: answers[url] for url in sorted(answers) if url in links})
    asked = [url for url in links if url in answers]
    return tuple(one for url in asked for one in _findings(url, answers[url], links[url]))


def _links(collection: Collection) -> Mapping[str, list[Place]]:
    links: dict[str, list[Place]] = {}
    own = urlsplit(collection.config.base_url).netloc
    for text in collection.texts.values():
        for link in text.essay.facts.links:
            parts = urlsplit(link.target) if link.target.startswith(("http:", "https:")) else None
            if parts and parts.netloc and parts.netloc != own:
                links.setdefault(link.target, []).append(link.place)
    return links


# ------------------------------------------------------------------ saved answers


def _load(file: Path) -> dict[str, Answer]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Answer])
    except (OSError, msgspec.MsgspecError):
        return {}


def _save(file: Path, answers: Mapping[str, Answer]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    atomic_write(file, msgspec.json.format(msgspec.json.encode(answers), indent=1) + b"\n")


# ------------------------------------------------------------------ requests


def _answers(urls: Sequence[str], now: datetime, manners: Manners) -> Iterator[tuple[str, Answer]]:
    hosts: dict[tuple[str, str], list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url)[:2], []).append(url)
    with ThreadPoolExecutor(_HOSTS) as pool:
        for answers in pool.map(partial(_ask_host, now, manners), hosts.values()):
            yield from answers


def _ask_host(now: datetime, manners: Manners, urls: Sequence[str]) -> list[tuple[str, Answer]]:
    rules = _robots(urls[0], manners)
    delay = max(manners.delay, float(rules.crawl_delay(AGENT) or 0))
    answers: list[tuple[str, Answer]] = []
    for url in urls:
        if rules.can_fetch(AGENT, url):
            manners.wait(delay)
            answers.append((url, _ask(url, now, manners)))
    return answers


def _robots(url: str, manners: Manners) -> RobotFileParser:
    """Return a host's rules; without any, or without an answer, all requests are allowed."""
    rules = RobotFileParser()
    try:
        with _open("GET", urljoin(url, "/robots.txt"), manners, _Redirects()) as answer:
            rules.parse(answer.read(500_000).decode("utf-8", "replace").splitlines())
    except (OSError, HTTPException, ValueError):
        rules.parse([])
    return rules


class _Redirects(HTTPRedirectHandler):
    """Follows redirects, and keeps the target of permanent ones."""

    moved = ""
    _permanent = True

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        self._permanent = self._permanent and code in (301, 308)
        if self._permanent:
            self.moved = newurl
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(method: str, url: str, manners: Manners, redirects: _Redirects) -> HTTPResponse:
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    address = parts._replace(
        netloc=host,
        path=quote(parts.path, safe="/%:=&~+!$,;'@()*"),
        query=quote(parts.query, safe="/%:=&?~+!$,;'@()*[]"),
        fragment="",
    )
    request = Request(address.geturl(), method=method, headers={"User-Agent": AGENT})  # noqa: S310 (http or https: see _links)
    answer: HTTPResponse = build_opener(redirects).open(request, timeout=manners.timeout)
    return answer


def _ask(url: str, now: datetime, manners: Manners) -> Answer:
    answer = Answer(0, now)
    for trial in range(manners.tries):
        if trial:
            manners.wait(manners.delay * 2**trial)
        for method in ("HEAD", "GET"):
            answer = _answer(method, url, now, manners)
            if 0 < answer.status < 400:
                return answer
        if answer.gone or (400 <= answer.status < 500 and answer.status != 429):
            return answer
    return answer


def _answer(method: str, url: str, now: datetime, manners: Manners) -> Answer:
    redirects = _Redirects()
    try:
        with _open(method, url, manners, redirects) as answer:
            return Answer(answer.status, now, redirects.moved)
    except HTTPError as error:
        error.close()
        return Answer(error.code, now, gone=error.code in (404, 410))
    except (OSError, HTTPException, ValueError) as error:
        # A URLError wraps the error of the system.
        reason = getattr(error, "reason", error)
        if isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME:
            return Answer(0, now, why="host not found", gone=True)
        why = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        return Answer(0, now, why=str(why).lower())


# ------------------------------------------------------------------ findings


def _findings(url: str, answer: Answer, places: Sequence[Place]) -> Iterator[Finding]:
    why = f"HTTP status {answer.status}" if answer.status else answer.why
    if answer.gone:
        code, what = "W1601", f"is gone: {why}"
        hint = "find its new address, or link to a copy at web.archive.org"
    elif answer.moved:
        code, what, hint = "N1602", f"has moved to '{answer.moved}'", "write the new address"
    elif not answer.is_good:
        code, what, hint = "N1603", f"could not be read: {why}", "try it in a browser"
    else:
        return
    message = f"'{url}' {what} ({answer.asked.date()})"
    for place in places:
        yield Finding(Problem(place, code, message, hint))
