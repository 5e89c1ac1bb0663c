"""``sitegen serve``."""

import gc
import os
import signal
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import ParamSpec

import click

from sitegen import SITE_FILE
from sitegen.cli.report import Reporter, count, described, echo, excerpt
from sitegen.cli.streams import ReaderLeftError
from sitegen.config.site_yaml import read_config
from sitegen.content.visibility import Showing
from sitegen.model import Moment
from sitegen.problems.errors import Problem, SitegenError
from sitegen.serve.desk.editor import editor_link, link_pattern
from sitegen.serve.http.handler import OWN
from sitegen.serve.preview.preview import Preview
from sitegen.serve.session import Callbacks, ServeOptions, Session
from sitegen.serve.site import Change

_P = ParamSpec("_P")
_SHOWN = 3
"""Names in a line before the rest are counted."""
_EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 (these hosts cause a warning)


@click.command()
@click.argument(
    "directory", type=click.Path(path_type=Path, exists=True, file_okay=False), default="."
)
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, help="Port (default: 8000).")
@click.option("--host", default="127.0.0.1", help="Address to listen on (default: 127.0.0.1).")
@click.option("--open", "open_", is_flag=True, help="Open the home page in a browser.")
@click.option("--poll", is_flag=True, help="Check for changes twice a second.")
@click.option("--no-drafts", is_flag=True, help="Hide drafts and future essays.")
@click.option("--follow", is_flag=True, help="Let the browser follow your edits.")
@click.option("--editor", metavar="CMD", help="Editor for links to sources ($VISUAL).")
def serve(directory: Path, port: int, host: str, editor: str | None, **flags: bool) -> None:
    """Preview the collection in DIRECTORY (default: the current folder) while you write.

    Each save updates the pages. Only this machine can read the preview: other web sites cannot,
    and other machines only with --host.
    """
    root = directory.absolute()
    _find(directory)
    gc.disable()  # almost everything that is made here is kept
    preview = Preview(root, _showing(drafts=not flags["no_drafts"]), version=int(time.time()))
    gc.freeze()
    gc.enable()
    links = link_pattern(os.environ.get("VISUAL", "") if editor is None else editor)
    options = ServeOptions(host, port, flags["poll"], flags["follow"], links)
    describe = partial(_describe, root, links)
    callbacks = Callbacks(_printing(echo), _printing(partial(_report, directory)), describe)
    try:
        session = Session(root, preview, options, callbacks)
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host}:{port}: {error.strerror}") from error
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        greet = partial(_greet, directory, session, options, preview, open_=flags["open_"])
        session.run(_printing(greet))
    except KeyboardInterrupt:
        _printing(echo)("")


def _find(directory: Path) -> None:
    """End with status 1 where there is no collection; one with mistakes is shown all the same."""
    if not (directory / SITE_FILE).is_file():
        try:
            read_config(directory)
        except SitegenError as error:
            Reporter(directory).show(error.problems)
            raise SystemExit(1) from error


def _printing(say: Callable[_P, None]) -> Callable[_P, None]:
    """Make a function that prints without failing: readers of pages need no log."""

    def printing(*args: _P.args, **kwargs: _P.kwargs) -> None:
        with suppress(ReaderLeftError):
            say(*args, **kwargs)

    return printing


def _showing(*, drafts: bool) -> Callable[[], Showing]:
    return lambda: Showing(Moment(datetime.now(UTC)), drafts=drafts, future=drafts)


def _greet(
    directory: Path, session: Session, options: ServeOptions, preview: Preview, *, open_: bool
) -> None:
    Reporter(directory).show(preview.problems)
    port = session.server.port
    if options.port not in (0, port):
        echo(f"port {options.port} is in use; using {port}")
    if options.host in _EVERYWHERE:
        echo("warning: every machine on this network can read the preview, including drafts")
    host = "localhost" if options.host in _EVERYWHERE else options.host
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}{preview.home}"
    echo(f"{url} shows the collection; press Ctrl-C to stop")
    echo(f"{url.removesuffix(preview.home)}{OWN} is the editor's desk, with all that is unfinished")
    if open_:
        webbrowser.open(url)


def _describe(root: Path, editor: str, problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        **described(problem, place.path),
        "excerpt": "\n".join(excerpt(root, problem)),
        "editor": editor_link(editor, root, place),
    }


def _report(directory: Path, change: Change, seconds: float) -> None:
    if not change.replaced:
        Reporter(directory).show(change.problems)
        echo(f"{count(change.problems)}; still showing the last good pages", fg="red")
        return
    problems = f"; {counted}" if (counted := count(change.problems)) else ""
    pages = f" → {_few(change.changed)}" if change.changed else ""
    sources = _few(change.sources) or ("" if pages else "no more errors")
    echo(f"{sources}{pages} in {seconds * 1000:.0f} ms{problems}".strip())


def _few(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_SHOWN])
    more = len(names) - _SHOWN
    return f"{shown} and {more:,} more" if more > 0 else shown
