"""One state of a site, whole: each page is made when it is first asked for, then kept."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from html import escape
from pathlib import Path
from posixpath import basename
from threading import Lock

from msgspec import Struct
from msgspec.structs import replace

from sitegen.collection.index import Index
from sitegen.model import Essay, Html, Words
from sitegen.problems.errors import Problem, SitegenError
from sitegen.render import feeds
from sitegen.render.renderer import Renderer
from sitegen.serve.http.media import HTML, media_type
from sitegen.serve.site import Found
from sitegen.views.filling import fetching, filled
from sitegen.views.pages import Plan, plan_text
from sitegen.views.types import Page

MOST_KEPT = 200
"""Pages that are kept once they were made."""


class Standing(Struct, frozen=True):
    """What an edition is made of."""

    index: Index
    pages: tuple[Plan, ...]
    renderer: Renderer
    files: Mapping[str, Path]
    """Path in the output -> the file that is published there."""
    held: Mapping[str, str]
    """Path of a text -> why a build would hold it back."""
    words: Callable[[str], Words]
    """Finds the words of a text by its path."""


class Edition:
    """Answers for every address of one state of the site."""

    def __init__(self, standing: Standing) -> None:
        base = standing.index.config.base_path
        self._standing = standing
        self._plans = {_key(base, page.path): page for page in standing.pages}
        self._files = {_key(base, path): file for path, file in standing.files.items()}
        self._not_found = f"{base}/404.html"
        self._made: OrderedDict[str, bytes] = OrderedDict()
        self._past: Mapping[str, bytes] = {}
        """Pages as they were made for the edition before, those asked for last at the end."""
        self._lock = Lock()

    def reworded(self, index: Index, text: Essay, words: Callable[[str], Words]) -> "Edition":
        """Give the same edition with other words of one text; ``index`` is right for its page.

        Pages that show the text's words are to be made anew; all others stay.
        """
        new = self._copy(replace(self._standing, index=index, words=words))
        page = plan_text(index, text)
        key = _key(index.config.base_path, page.path)
        new._plans = {**self._plans, key: page}
        for path, content in self._recent().items():
            if path != key and self._plans[path].template:  # else a feed
                new._made[path] = content
        return new

    def restyled(self, renderer: Renderer) -> "Edition":
        """Give the same edition with other templates."""
        return self._copy(replace(self._standing, renderer=renderer))

    def _copy(self, standing: Standing) -> "Edition":
        new = copy(self)
        new._standing, new._made, new._lock = standing, OrderedDict(), Lock()
        new._past = dict(reversed(list(self.recent(MOST_KEPT).items())))
        return new

    def _recent(self) -> dict[str, bytes]:
        with self._lock:
            return dict(self._made)

    @property
    def index(self) -> Index:
        """How its texts hang together."""
        return self._standing.index

    def words(self, path: str) -> Words:
        """Give the words of a text; none where it is no part of this edition."""
        return self._standing.words(path) if path in self.index.texts else Words(Html())

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
        view = filled(page.view(), fetching(standing.words))
        if not isinstance(view, Page):
            return feeds.write(view).encode()
        return standing.renderer.render(page.template, view).encode()

    def recent(self, most: int) -> Mapping[str, bytes]:
        """Give the pages asked for last, the latest first."""
        made = self._recent()
        past = {path: page for path, page in self._past.items() if path not in made}
        return dict(list(reversed((past | made).items()))[:most])


def _key(base: str, path: str) -> str:
    """Name the address at which a file of the output answers, decoded."""
    whole = f"{base}/{path}"
    return whole.removesuffix("index.html") if basename(path) == "index.html" else whole


def _media(page: Plan) -> str:
    return HTML if page.template else media_type(page.path)


def faulty(problems: Sequence[Problem]) -> bytes:
    """Write the page that stands in where there is none yet; the preview's script tells more."""
    items = "".join(
        f"<li><b>{escape(str(problem.place))}</b> {escape(problem.message)}</li>"
        for problem in problems
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Not yet</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/__sitegen/faulty.css"></head>'
        f"<body><h1>This page cannot be shown yet</h1><ul>{items}</ul></body></html>\n"
    ).encode()
