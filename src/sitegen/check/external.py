"""Links to other sites -> findings: asked politely, answers remembered with their dates."""

import json
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener
from urllib.robotparser import RobotFileParser

import msgspec
from msgspec import Struct

from sitegen import __version__
from sitegen.check.case import Collection, Finding
from sitegen.problems.errors import Place, Problem

EXTERNAL_CODES = frozenset({"W1601", "N1602", "N1603"})
CACHE = ".sitegen/links.json"
AGENT = f"sitegen/{__version__} (link check)"
_HOSTS = 8
"""Hosts asked at a time; each of them one thing after the other."""
_KEPT = {True: timedelta(days=7), False: timedelta(days=1)}
"""How long a good answer counts, and another one."""


class Manners(Struct, frozen=True):
    """How to ask."""

    delay: float = 1.0
    """Seconds between two requests to one host."""
    timeout: float = 15.0
    tries: int = 3
    wait: Callable[[float], None] = time.sleep


class Answer(Struct, frozen=True):
    """What another site said of an address."""

    status: int
    """0 where there was none."""
    asked: datetime
    moved: str = ""
    """Where it leads for good."""
    why: str = ""
    """What went wrong below HTTP."""
    gone: bool = False
    """Whether it is sure that nothing is there."""


def ask(collection: Collection, root: Path, now: datetime, manners: Manners) -> tuple[Finding, ...]:
    """Ask every address outside that a text links to, except those answered lately.

    ``HEAD``, then ``GET`` where that is not understood; one request at a time to each host, as
    its robots.txt allows (RFC 9309).
    """
    links = _links(collection)
    answers = _remembered(root / CACHE)
    waiting = [url for url in links if url not in answers or _is_old(answers[url], now)]
    for url, answer in _answers(waiting, now, manners):
        answers[url] = answer
    _remember(root / CACHE, {url: answers[url] for url in sorted(answers) if url in links})
    found = (_finding(url, answers[url], places) for url, places in links.items() if url in answers)
    return tuple(finding for findings in found for finding in findings)


def _links(collection: Collection) -> Mapping[str, list[Place]]:
    links: dict[str, list[Place]] = {}
    own = urlsplit(collection.config.base_url).netloc
    for case in collection.cases.values():
        for link in case.essay.facts.links:
            parts = urlsplit(link.target) if link.target.startswith(("http:", "https:")) else None
            if parts and parts.netloc and parts.netloc != own:
                links.setdefault(link.target, []).append(link.place)
    return links


def _is_old(answer: Answer, now: datetime) -> bool:
    return now - answer.asked > _KEPT[200 <= answer.status < 400]


# ------------------------------------------------------------------ what is remembered


def _remembered(file: Path) -> dict[str, Answer]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Answer])
    except (OSError, msgspec.MsgspecError):
        return {}


def _remember(file: Path, answers: Mapping[str, Answer]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(msgspec.to_builtins(answers), indent=1, ensure_ascii=False)
    part = file.with_suffix(".part")
    part.write_text(f"{text}\n", encoding="utf-8")
    part.replace(file)


# ------------------------------------------------------------------ asking


def _answers(urls: Sequence[str], now: datetime, manners: Manners) -> Iterator[tuple[str, Answer]]:
    hosts: dict[tuple[str, str], list[str]] = {}
    for url in urls:
        parts = urlsplit(url)
        hosts.setdefault((parts.scheme, parts.netloc), []).append(url)
    if not hosts:
        return
    with ThreadPoolExecutor(min(_HOSTS, len(hosts))) as pool:
        asked = [pool.submit(_ask_host, of_host, now, manners) for of_host in hosts.values()]
        for answers in asked:
            yield from answers.result()


def _ask_host(urls: Sequence[str], now: datetime, manners: Manners) -> list[tuple[str, Answer]]:
    rules = _robots(urls[0], manners)
    answers: list[tuple[str, Answer]] = []
    for url in urls:
        if rules.can_fetch(AGENT, url):
            manners.wait(max(manners.delay, float(rules.crawl_delay(AGENT) or 0)))
            answers.append((url, _ask(url, now, manners)))
    return answers


def _robots(url: str, manners: Manners) -> RobotFileParser:
    """Read a host's rules; without any, or without an answer, all may be asked."""
    parts = urlsplit(url)
    rules = RobotFileParser()
    address = f"{parts.scheme}://{parts.netloc}/robots.txt"
    try:
        with _open("GET", address, manners, _Redirects()) as answer:
            rules.parse(answer.read(500_000).decode("utf-8", "replace").splitlines())
    except (OSError, HTTPException, ValueError):
        rules.parse([])
    return rules


class _Redirects(HTTPRedirectHandler):
    """Follows redirects, and remembers where those led that are for good."""

    def __init__(self) -> None:
        self.moved = ""
        self._for_good = True

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        self._for_good = self._for_good and code in (301, 308)
        if self._for_good:
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
        # An URLError wraps what the system said.
        reason = getattr(error, "reason", error)
        unknown = isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME
        why = "there is no such host" if unknown else _reason(reason)
        return Answer(0, now, why=why, gone=unknown)


def _reason(error: object) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(said).lower()


# ------------------------------------------------------------------ what is told


def _finding(url: str, answer: Answer, places: Sequence[Place]) -> Iterator[Finding]:
    told = _told(url, answer)
    if told:
        code, message, hint = told
        for place in places:
            yield Finding(Problem(place, code, message, hint))


def _told(url: str, answer: Answer) -> tuple[str, str, str] | None:
    said = f"it answers {answer.status}" if answer.status else answer.why
    day = answer.asked.date().isoformat()
    if answer.gone:
        hint = "find its new address, or link to a copy at web.archive.org"
        return "W1601", f"'{url}' is gone: {said} ({day})", hint
    if answer.moved:
        return "N1602", f"'{url}' has moved to '{answer.moved}' ({day})", "write the new address"
    if 200 <= answer.status < 400:
        return None
    return "N1603", f"'{url}' could not be read: {said} ({day})", "try it in a browser"
