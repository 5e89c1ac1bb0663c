"""One version of a site: each page is rendered when it is first requested, then kept."""

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from copy import copy
from html import escape
from posixpath import basename
from threading import Lock

from sitegen.collection.index import Index
from sitegen.incremental.plan import SitePlan
from sitegen.model import Essay, Html, Words
from sitegen.problems.errors import Problem, SitegenError
from sitegen.render import feeds, wordlist
from sitegen.render.renderer import Renderer
from sitegen.serve.http.media import HTML, media_type
from sitegen.serve.preview.texts import WordsOf
from sitegen.serve.preview.word_list import WordList
from sitegen.serve.site import Edit, Resource
from sitegen.text.slugs import quote_path
from sitegen.theme.files import squeezed_file
from sitegen.views.filling import fetching, filled
from sitegen.views.pages import plan_text
from sitegen.views.types import Page

MOST_KEPT = 200
"""Rendered pages that are kept."""

_SHOW_WORDS = ("", "path-print.html")
"""Templates of files that show the words of texts with a page of their own; "" for feeds."""

_ID = re.compile(r'<\w+(?: [^<>]*?)? id="([^"]+)"')
_BETWEEN = re.compile(r"(?:\s|</?\w+>)+$")
"""What may come between an element and the next one with an id."""


class Edition:
    """All answers for one version of a site; ``held`` says why a build would hold a text back."""

    def __init__(
        self,
        site: SitePlan,
        renderer: Renderer,
        held: Mapping[str, str],
        words_of: WordsOf,
        word_list: WordList,
    ) -> None:
        self.index: Index = site.index
        self.renderer = renderer
        self._held = held
        self._words_of = words_of
        self._word_list = word_list
        base = site.index.config.base_path
        self._plans = {_address(base, page.path): page for page in site.pages}
        self._files = {_address(base, path): file for path, (file, _) in site.copies.items()}
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._older_pages: Mapping[str, bytes] = {}
        """Pages as rendered for earlier editions, the last requested at the end."""
        self._lock = Lock()

    def with_text(self, index: Index, text: Essay, words_of: WordsOf) -> "Edition":
        """Return an edition with other words of one text; ``index`` is right for its page.

        Pages that show the words of the text are rendered again; all others stay.
        """
        new = self.with_renderer(self.renderer)
        new.index, new._words_of = index, words_of
        plan = plan_text(index, text)
        own = _address(index.config.base_path, plan.path)
        new._plans = {**self._plans, own: plan}
        quoting = index.links.quoting(text.path)
        for path, content in self._rendered().items():
            kept = self._plans[path]
            shows = kept.template in _SHOW_WORDS or kept.source in quoting
            if path != own and not shows:
                new._pages[path] = content
        return new

    def with_renderer(self, renderer: Renderer) -> "Edition":
        """Return an edition with other templates."""
        new = copy(self)
        new.renderer, new._pages, new._lock = renderer, OrderedDict(), Lock()
        new._older_pages = self.recent(MOST_KEPT)
        return new

    def _rendered(self) -> dict[str, bytes]:
        with self._lock:
            return dict(self._pages)

    def get(self, path: str) -> Resource | None:
        """Return the answer for a path; for a page that cannot be rendered, its problems."""
        plan = self._plans.get(path)
        if plan is None:
            file = self._files.get(path)
            if not file:
                return self._found_words(path)
            return Resource(squeezed_file(file) or file, media_type(path))
        try:
            content = self.page(path)
        except SitegenError as error:
            return Resource(error_page(error.problems), HTML, status=500)
        media = HTML if plan.template else media_type(plan.path)
        return Resource(content, media, self._held.get(plan.source, ""))

    def _found_words(self, path: str) -> Resource | None:
        """Return the full-text index, if that is asked for: unlike a page, it is not kept."""
        config = self.index.config
        for index in self.index.editions if config.search != "off" else ():
            if path == _address(config.base_path, index.config.folder + wordlist.PATH):
                return Resource(self._word_list.write(index, self._words_of), media_type(path))
        return None

    def not_found(self) -> bytes:
        """Return the site's own page for unknown addresses."""
        found = self.get(f"{self.index.config.base_path}/404.html")
        return found.content if found and isinstance(found.content, bytes) else b""

    def page(self, path: str) -> bytes:
        """Return the page at a path, rendered once; raise SitegenError or KeyError."""
        with self._lock:
            if path not in self._pages:
                self._pages[path] = self._render(path)
                while len(self._pages) > MOST_KEPT:
                    self._pages.popitem(last=False)
            self._pages.move_to_end(path)
            return self._pages[path]

    def _render(self, path: str) -> bytes:
        plan = self._plans[path]
        view = filled(plan.view(), fetching(self._words_of))
        if isinstance(view, Page):
            return self.renderer.render(plan.template, view).encode()
        return feeds.write(view).encode()

    def recent(self, most: int) -> Mapping[str, bytes]:
        """Return the pages requested last, the latest at the end."""
        pages = self._rendered()
        older = [(path, page) for path, page in self._older_pages.items() if path not in pages]
        return dict([*older, *pages.items()][-most:])

    def changed_pages(self, before: Mapping[str, bytes]) -> tuple[str, ...]:
        """Render some pages in their order; return the addresses of those that changed or vanished.

        The last comes first. Raise SitegenError for a mistake that shows only while a template is
        filled.
        """
        plans = self._plans
        changed = [at for at, page in before.items() if at not in plans or self.page(at) != page]
        return tuple(quote_path(path) for path in reversed(changed))

    def edit_since(self, before: "Edition", path: str) -> Edit:
        """Return the edit of a text since another edition."""
        ids = changed_ids(before.words(path), self.words(path))
        return Edit(self.index.texts[path].card.url, ids)

    def words(self, path: str) -> Words:
        """Return the words of a text; none if it is not in this edition."""
        return self._words_of(path) if path in self.index.texts else Words(Html())


def _address(base: str, path: str) -> str:
    """Return the decoded address of a file of the output."""
    whole = f"{base}/{path}"
    return whole.removesuffix("index.html") if basename(path) == "index.html" else whole


def changed_ids(before: Words, after: Words) -> tuple[str, ...]:
    """Return the ids of elements and notes whose words are new, in their order."""
    known = set(_pieces(before).values())
    return tuple(name for name, piece in _pieces(after).items() if piece not in known)


def _pieces(text: Words) -> dict[str, str]:
    """Split a text at its ids: what is between two ids belongs to the first."""
    parts = _ID.split(text.html)
    pieces = (_BETWEEN.sub("", piece) for piece in parts[2::2])
    notes = {f"fn{number}": str(note) for number, note in enumerate(text.notes, 1)}
    return dict(zip(parts[1::2], pieces, strict=True)) | notes


def error_page(problems: Sequence[Problem]) -> bytes:
    """Write the page that lists the problems of a page or site that cannot be shown."""
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
