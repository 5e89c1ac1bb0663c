"""One state of a site, whole: each page is made when it is first asked for, then kept."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from posixpath import basename
from threading import Lock

from msgspec import Struct

from sitegen import feeds
from sitegen.errors import Problem, SitegenError
from sitegen.index import Index
from sitegen.model import Words
from sitegen.renderer import Renderer
from sitegen.serve.media import HTML, media_type
from sitegen.serve.site import Found
from sitegen.views import Plan, plan
from sitegen.views.filling import filled
from sitegen.views.types import Data

MOST_KEPT = 200
"""Pages that are kept once they were made."""


class Standing(Struct, frozen=True):
    """What an edition is made of."""

    index: Index
    renderer: Renderer
    files: Mapping[str, Path]
    """Path in the output -> the file that is published there."""
    held: Mapping[str, str]
    """Path of a text -> why a build would hold it back."""


class Edition:
    """Answers for every address of one state of the site."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        base = standing.index.config.base_path
        self._plans = {_key(base, page.path): page for page in plan(standing.index)}
        self._files = {_key(base, path): file for path, file in standing.files.items()}
        self._not_found = f"{base}/404.html"
        self._made: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    @property
    def index(self) -> Index:
        """How its texts hang together."""
        return self._standing.index

    @property
    def claims(self) -> Iterator[tuple[str, str]]:
        """Every path of the output that is rendered, with its source."""
        return ((page.path, page.source) for page in self._plans.values())

    def get(self, path: str) -> Found | None:
        """Find what stands at a path; a page that cannot be made says why."""
        page = self._plans.get(path)
        if page is None:
            file = self._files.get(path)
            return Found(file, media_type(path)) if file else None
        try:
            content = self.page(path)
        except SitegenError as error:
            return Found(faulty(error.problems), HTML, status=500)
        return Found(content, _media(page), self._standing.held.get(page.source, ""))

    def not_found(self) -> bytes:
        """Give the site's own page for what is not there."""
        found = self.get(self._not_found)
        return found.content if found and isinstance(found.content, bytes) else b""

    def page(self, path: str) -> bytes:
        """Make the page at a path, or give it as it was made; raise SitegenError or KeyError."""
        with self._lock:
            if path not in self._made:
                self._made[path] = self._make(self._plans[path])
                while len(self._made) > MOST_KEPT:
                    self._made.popitem(last=False)
            self._made.move_to_end(path)
            return self._made[path]

    def remade(self, path: str) -> bytes | None:
        """Make the page at a path as it is now; None where none stands any more."""
        return self.page(path) if path in self._plans else None

    def _make(self, page: Plan) -> bytes:
        standing = self._standing
        view = filled(page.view(), self._words)
        if isinstance(view, Data):
            return feeds.write(view).encode()
        return standing.renderer.render(page.template, view).encode()

    def _words(self, path: str) -> Words:
        body = self._standing.index.texts[path].body
        return Words(body.html, body.notes)

    def recent(self, most: int) -> Mapping[str, bytes]:
        """Give the pages asked for last, the latest first."""
        with self._lock:
            latest = list(self._made.items())[-most:]
        return dict(reversed(latest))


def _key(base: str, path: str) -> str:
    """Name the address at which a file of the output answers, decoded."""
    whole = f"{base}/{path}"
    return whole.removesuffix("index.html") if basename(path) == "index.html" else whole


def _media(page: Plan) -> str:
    return HTML if page.template else media_type(page.path)


def faulty(problems: Sequence[Problem]) -> bytes:
    """Write the page that stands in where there is none yet; the preview's script tells more."""
    items = "".join(
        f"<li><b>{escape(str(problem.place))}</b>: {escape(problem.message)}</li>"
        for problem in problems
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Not yet</title></head>'
        f"<body><h1>This page cannot be shown yet</h1><ul>{items}</ul></body></html>\n"
    ).encode()
