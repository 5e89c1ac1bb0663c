"""A preview that can no longer follow its sources says so on every page."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest

from sitegen.content.visibility import Showing
from sitegen.model import Moment
from sitegen.problems.errors import Problem
from sitegen.serve.preview.preview import Preview
from sitegen.serve.session import Callbacks, ServeOptions, Session
from sitegen.serve.site import Change
from support.site import essay, write_site
from support.waiting import LIMIT, eventually

pytestmark = pytest.mark.slow


def _described(problem: Problem) -> Mapping[str, object]:
    return {"code": problem.code, "message": problem.message}


@contextmanager
def _serving(preview: Preview, root: Path, said: list[str]) -> Iterator[str]:
    options = ServeOptions("127.0.0.1", 0, poll=False, follow=False, editor="")
    callbacks = Callbacks(said.append, lambda change, seconds: None, _described)  # noqa: ARG005
    session = Session(root, preview, options, callbacks)
    thread = Thread(target=session.run, args=(lambda: None,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{session.server.port}"
    finally:
        session.server.shutdown()
        thread.join()


def _problems(url: str) -> list[dict[str, str]]:
    """Read the problems that a page hears of when it is opened."""
    with urlopen(f"{url}/__sitegen/events", timeout=LIMIT) as stream:
        data = next(line[6:] for line in stream if line.startswith(b"data: "))
    found: list[dict[str, str]] = json.loads(data)["problems"]
    return found


def _preview(root: Path) -> Preview:
    write_site(root, f"-- essays/harbour.md --\n{essay('Harbour')}")
    return Preview(root, lambda: Showing(Moment(datetime.now(UTC))))


def test_a_page_says_that_its_sources_are_no_longer_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def update() -> None:
        raise SystemExit("no threads left")

    preview, said = _preview(tmp_path), list[str]()
    monkeypatch.setattr(preview, "update", update)
    message = "the preview has stopped following the sources: SystemExit: no threads left"
    with _serving(preview, tmp_path, said) as url:
        eventually(lambda: said == [message])
        assert _problems(url) == [{"code": "E915", "message": message}]


def test_a_page_says_that_an_update_failed_until_one_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def update() -> Change | None:
        if broken:
            raise RuntimeError("a mistake in the program")
        return read()

    broken = True
    preview, said = _preview(tmp_path), list[str]()
    read = preview.update
    monkeypatch.setattr(preview, "update", update)
    message = "cannot read the sources: RuntimeError: a mistake in the program"
    with _serving(preview, tmp_path, said) as url:
        eventually(lambda: message in said)
        assert _problems(url) == [{"code": "E915", "message": message}]
        broken = False
        (tmp_path / "essays/harbour.md").write_text(essay("Harbour", "Ships."))
        eventually(lambda: _problems(url) == [])
