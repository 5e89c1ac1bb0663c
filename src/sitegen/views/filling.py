"""View + words -> view with the texts and maps that it only named."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from html import escape
from typing import Any, TypeVar, get_args, get_type_hints
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from sitegen.drawing.scene import Drawing
from sitegen.model import Words
from sitegen.text.html_parts import part_of, quoted, with_embeds
from sitegen.text.link_slots import cited, fill, namespaced, sized, within
from sitegen.views.citation import Citation
from sitegen.views.json_ld import article
from sitegen.views.parts import Embedded, Text
from sitegen.views.types import EssayPage, View

V = TypeVar("V", bound=Struct)
Edit = Callable[[Any], Any]  # Any: a value of the type that it is registered for
_PARTS = frozenset({Text, Drawing})
"""Types of the values that a view only names until it is rendered."""


def filled(view: View, fetch: Callable[[Text], Text]) -> View:
    """Put texts, maps and citations into a view."""
    view = _edited(view, {Text: fetch, Drawing: _drawn})
    if isinstance(view, EssayPage):
        head = replace(view.head, json_ld=article(view))
        return replace(view, head=head, citation=_citation(view))
    return view


def _drawn(drawing: Drawing) -> Drawing:
    from sitegen.drawing.layout import draw  # noqa: PLC0415 (few pages have a map)

    return draw(drawing.scene)


def _citation(page: EssayPage) -> Citation:
    site = page.site
    source_note = page.source.note if page.source else ""
    return Citation(
        card=page.card,
        collection=site.title,
        collection_name=site.name,
        origin=site.origin,
        language=site.language,
        conjunction=site.labels["and"],
        note=" ".join(filter(None, (source_note, page.editor_note_text))),
    )


def fetching(words_of: Callable[[str], Words]) -> Callable[[Text], Text]:
    """Return a function that puts words and the addresses of links into a text.

    It remembers the latest texts: an essay is in several feeds, one soon after the other.
    """

    @lru_cache(24)
    def fetch(text: Text) -> Text:
        words = words_of(text.path)
        quotations = {embed.slot: _quotation(embed, fetch) for embed in text.embeds}
        parts = [with_embeds(part, quotations) for part in (words.html, *words.notes)]
        if text.sizes:
            parts = [sized(part, text.sizes) for part in parts]
        html, *notes = (cited(fill(part, text.hrefs), text.citations) for part in parts)
        works = text.works
        if text.prefix:
            html, *notes = (namespaced(part, text.prefix) for part in (html, *notes))
            works = tuple(namespaced(work, text.prefix) for work in works)
        if text.steps:
            html, *notes = (within(part, text.steps) for part in (html, *notes))
        return replace(text, html=html, notes=tuple(notes), works=works, source=words.source)

    return fetch


def _quotation(embed: Embedded, fetch: Callable[[Text], Text]) -> tuple[str, str]:
    """Return attributes and words of a quoted text, with a link; "" if the part is not found."""
    html: str = fetch(embed.text).html
    if embed.part:
        html = part_of(html, embed.part)
    fragment = f"#{quote(embed.part)}" if embed.part else ""
    source = f'<a href="{escape(embed.url + fragment)}">{embed.title}</a>'
    own = {"lang": embed.lang, "dir": embed.dir}
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in own.items() if value)
    return attributes, quoted(html, embed.url, source) if html else ""


def with_fingerprints(view: V, fingerprints: Mapping[str, bytes]) -> V:
    """Put the fingerprints of present words, by the paths of files, into the texts of a view."""

    def present(text: Text) -> Text:
        embeds = tuple(replace(embed, text=present(embed.text)) for embed in text.embeds)
        fingerprint = fingerprints.get(text.path, text.fingerprint)
        return replace(text, fingerprint=fingerprint, embeds=embeds)

    changed: V = _edited(view, {Text: present})
    return changed


def texts_of(view: View) -> tuple[str, ...]:
    """Return the paths of the files whose words a view shows."""
    paths: list[str] = []

    def note(text: Text) -> Text:
        paths.append(text.path)
        for embed in text.embeds:
            note(embed.text)
        return text

    _edited(view, {Text: note})
    return tuple(paths)


def _edited(value: Any, edits: Mapping[type, Edit]) -> Any:  # Any: of the same type
    """Replace the parts of a value for which there is an edit, at any depth."""
    if edit := edits.get(type(value)):
        return edit(value)
    if isinstance(value, tuple):
        return tuple([_edited(item, edits) for item in value])
    if isinstance(value, Mapping):
        return {key: _edited(item, edits) for key, item in value.items()}
    names = _holders(type(value)) if isinstance(value, Struct) else ()
    changes = {name: _edited(getattr(value, name), edits) for name in names}
    return replace(value, **changes) if changes else value


@cache
def _holders(kind: type[Struct]) -> tuple[str, ...]:
    """Return the fields of a struct that may hold a part, by their annotations."""
    return tuple(name for name, hint in _hints(kind).items() if _may_hold_part(hint))


_hints = cache(get_type_hints)


def _may_hold_part(hint: object) -> bool:
    seen = [hint]
    for each in seen:
        is_struct = isinstance(each, type) and issubclass(each, Struct)
        inner = _hints(each).values() if is_struct else get_args(each)
        seen += [other for other in inner if other not in seen]
    return not _PARTS.isdisjoint(seen)
