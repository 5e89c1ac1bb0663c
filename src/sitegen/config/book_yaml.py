"""The setting ``book:`` of site.yaml -> BookSettings."""

import posixpath

from sitegen.config.config import BookSettings
from sitegen.config.schema.forms import FLAG, LINE, TEXTS, one_of, record, words
from sitegen.config.schema.keys import Fields, Form, Key, vocabulary
from sitegen.config.schema.nodes import Node, Table, shown
from sitegen.problems.errors import fail

PAPERS = ("a5", "a4", "letter", "6x9in")


def _file(node: Node) -> str:
    text = words(node).text.strip()
    path = posixpath.normpath(text.replace("\\", "/"))
    if posixpath.isabs(path) or path.partition("/")[0] in ("..", "~") or not path.isprintable():
        message = f"{shown(text)} is not a file inside the folder of the site"
        raise fail(node.place, "E209", message, "write a path such as static/cover.jpg")
    return path


_LINK = Key("link", FLAG, "Whether the site offers the book")
_PAPER = Key("paper", one_of(*PAPERS), "Size of the page: a5, a4, letter or 6x9in")
_COVER = Key("cover", Form(_file, LINE.schema), "Picture for the cover: static/cover.jpg")
_FONTS = Key(
    "fonts", TEXTS, "Fonts of the PDF, the chief one first: files, or names of installed ones"
)
_KEYS = vocabulary(_LINK, _PAPER, _COVER, _FONTS)


def _settings(fields: Fields) -> BookSettings:
    given = fields.values()
    return BookSettings(**{"link": True, **given})


_MAPPING = record(_KEYS, _settings)


def _book(node: Node) -> BookSettings:
    return _MAPPING.read(node) if isinstance(node, Table) else BookSettings(link=FLAG.read(node))


BOOK = Form(_book, {"anyOf": [{**FLAG.schema}, {**_MAPPING.schema}]})
