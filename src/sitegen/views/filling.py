"""View + bodies -> view: the texts that a view only names are put into it."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from sitegen.links import fill
from sitegen.model import Words
from sitegen.views.types import EssayPage, Feed, PlainPage, Text, ThemePage, View


def filled(view: View, words_of: Callable[[str], Words]) -> View:
    """Put the words of its texts, each found by the name of its file, into a view."""

    def fetched(text: Text) -> Text:
        words = words_of(text.path)
        notes = tuple(fill(note, text.hrefs) for note in words.notes)
        return replace(text, html=fill(words.html, text.hrefs), notes=notes)

    return _with_texts(view, fetched)


def renewed(view: View, prints: Mapping[str, bytes]) -> View:
    """Name the present words in a view that was made before they changed."""

    def present(text: Text) -> Text:
        return replace(text, print=prints[text.path]) if text.path in prints else text

    return _with_texts(view, present)


def texts_of(view: View) -> tuple[str, ...]:
    """Name the files whose bodies a view shows."""
    match view:
        case EssayPage() | PlainPage():
            return (view.text.path,)
        case ThemePage() if view.intro:
            return (view.intro.path,)
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
        case Feed():
            entries = tuple(replace(entry, text=change(entry.text)) for entry in view.entries)
            return replace(view, entries=entries)
        case _:
            return view
