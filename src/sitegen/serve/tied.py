"""Texts -> Index, tied together anew only when what one text shows of another moved."""

from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import Config
from sitegen.index import Index, Surroundings, assemble
from sitegen.model import Essay, Html
from sitegen.tag_index import Inline
from sitegen.visibility import Held


class Strands(Struct, frozen=True):
    """All that an index is made of."""

    config: Config
    published: tuple[Essay, ...]
    held: tuple[Held, ...]
    files: Surroundings
    inline: Inline


class Tied(Struct, frozen=True):
    """An index and what it was made of."""

    strands: Strands
    index: Index


def tie(strands: Strands, known: Tied | None) -> Tied:
    """Make the index, or put new words into the one that is known where nothing else changed."""
    if known is None or not _only_words_differ(strands, known.strands):
        files, inline = strands.files, strands.inline
        index = assemble(strands.config, strands.published, strands.held, files, inline)
        return Tied(strands, index)
    texts = {text.path: text for text in strands.published}
    index = replace(known.index, texts={path: texts[path] for path in known.index.texts})
    return Tied(strands, index)


def _only_words_differ(new: Strands, old: Strands) -> bool:
    if replace(new, published=()) != replace(old, published=()):
        return False
    if len(new.published) != len(old.published):
        return False
    both = zip(new.published, old.published, strict=True)
    edited = [(now, before) for now, before in both if now is not before]
    if any(_wordless(now) != _wordless(before) for now, before in edited):
        return False
    # Each paragraph has an id, and few are ever linked to.
    moved = {name for now, before in edited for name in now.body.ids ^ before.body.ids}
    links = (link for text in new.published for link in text.body.links if link.fragment)
    return not any({link.fragment, unquote(link.fragment)} & moved for link in links)


def _wordless(text: Essay) -> Essay:
    """Take out of a text what its own page alone shows; the places of its links stay."""
    body = replace(text.body, html=Html(), notes=(), ids=frozenset(), words=0, print=b"")
    return replace(text, body=body)
