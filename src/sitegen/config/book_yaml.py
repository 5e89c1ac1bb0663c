"""The setting ``book:`` of site.yaml -> BookSettings."""

import posixpath

from sitegen import THEME_FOLDERS
from sitegen.config.config import BookSettings
from sitegen.config.schema.forms import FLAG, LINE, many, one_of, record, words
from sitegen.config.schema.keys import Fields, Form, Key, vocabulary
from sitegen.config.schema.nodes import Node, Table, shown
from sitegen.problems.errors import fail

FONT_FILES = (".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2")
PAPERS = ("a5", "a4", "letter", "6x9in")


def _file(node: Node) -> str:
    text = words(node).text.strip()
    path = posixpath.normpath(text.replace("\\", "/"))
    if path.partition("/")[0] not in THEME_FOLDERS or not path.isprintable():
        message = f"{shown(text)} is not a file in static/ or templates/"
        raise fail(node.place, "E209", message, "write a path such as static/cover.jpg")
    return path


def _font(node: Node) -> str:
    """Read the name of a font, or the path of its file."""
    name = words(node).text.strip()
    return _file(node) if name.lower().endswith(FONT_FILES) else name


_LINK = Key("link", FLAG, "Whether the site offers the book")
_PAPER = Key("paper", one_of(*PAPERS), "Size of the page: a5, a4, letter or 6x9in")
_COVER = Key("cover", Form(_file, LINE.schema), "Picture for the cover: static/cover.jpg")
_FONTS = Key(
    "fonts",
    many(Form(_font, LINE.schema)),
    "Fonts of the PDF, the chief one first: files, or names of installed ones",
)
_KEYS = vocabulary(_LINK, _PAPER, _COVER, _FONTS)


def _settings(fields: Fields) -> BookSettings:
    given = fields.values()
    return BookSettings(**{"link": True, **given})


_MAPPING = record(_KEYS, _settings)


def _book(node: Node) -> BookSettings:
    return _MAPPING.read(node) if isinstance(node, Table) else BookSettings(link=FLAG.read(node))


BOOK = Form(_book, {"anyOf": [{**FLAG.schema}, {**_MAPPING.schema}]})
