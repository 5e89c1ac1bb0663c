"""View + bodies -> view: what a view only names is put into it, texts and maps."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from msgspec.structs import replace

from sitegen.drawing.layout import draw
from sitegen.model import Words
from sitegen.text.link_slots import apart, fill
from sitegen.views.citation import Citation
from sitegen.views.json_ld import article
from sitegen.views.parts import Text
from sitegen.views.types import (
    EssayPage,
    Feed,
    PathPage,
    PathPrintPage,
    PlainPage,
    ThemePage,
    ThemesPage,
    View,
)


def filled(view: View, fetched: Callable[[Text], Text]) -> View:
    """Put the words of its texts into a view, and what it says a second time; draw its map."""
    view = _with_texts(view, fetched)
    match view:
        case EssayPage():
            head = replace(view.head, json_ld=article(view))
            return replace(view, head=head, citation=cited(view))
        case ThemePage() | ThemesPage() if view.map:
            return replace(view, map=draw(view.map.scene))
        case _:
            return view


def cited(page: EssayPage) -> Citation:
    """Gather what a citation of an essay says."""
    site = page.site
    return Citation(
        card=page.card,
        collection=site.title,
        collection_name=site.name,
        origin=site.origin,
        language=site.language,
        conjunction=site.words["and"],
        note=page.source.note if page.source else "",
    )


def filling(words_of: Callable[[str], Words]) -> Callable[[Text], Text]:
    """Make what fetches a text's words, each found by the name of its file, and fills its links.

    An essay stands in several feeds, one soon after the other: it is filled once.
    """

    @lru_cache(24)
    def fetched(text: Text) -> Text:
        words = words_of(text.path)
        html, *notes = (fill(part, text.hrefs) for part in (words.html, *words.notes))
        if text.prefix:
            html, *notes = (apart(part, text.prefix) for part in (html, *notes))
        return replace(text, html=html, notes=tuple(notes))

    return fetched


def renewed(view: View, fingerprints: Mapping[str, bytes]) -> View:
    """Name the present words in a view that was made before they changed."""

    def present(text: Text) -> Text:
        return (
            replace(text, fingerprint=fingerprints[text.path])
            if text.path in fingerprints
            else text
        )

    return _with_texts(view, present)


def texts_of(view: View) -> tuple[str, ...]:
    """Name the files whose bodies a view shows."""
    match view:
        case EssayPage() | PlainPage():
            return (view.text.path,)
        case ThemePage() if view.intro:
            return (view.intro.path,)
        case PathPage():
            return (view.intro.path,)
        case PathPrintPage():
            return (view.intro.path, *(printed.text.path for printed in view.texts))
        case Feed():
            return tuple(entry.text.path for entry in view.entries)
        case _:
            return ()


def _with_texts(view: View, change: Callable[[Text], Text]) -> View:
    match view:
        case EssayPage() | PlainPage():
            return replace(view, text=change(view.text))
        case ThemePage() if view.intro:
            return replace(view, intro=change(view.intro))
        case PathPage():
            return replace(view, intro=change(view.intro))
        case PathPrintPage():
            texts = tuple(replace(printed, text=change(printed.text)) for printed in view.texts)
            return replace(view, intro=change(view.intro), texts=texts)
        case Feed():
            entries = tuple(replace(entry, text=change(entry.text)) for entry in view.entries)
            return replace(view, entries=entries)
        case _:
            return view
