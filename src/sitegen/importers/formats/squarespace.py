"""Squarespace: it writes the format of WordPress, with habits of its own.

Addresses are relative, ids of authors negative, their logins e-mail addresses; a body is complete
HTML, and the alternative text of a picture is often the name of its file.
"""

from collections.abc import Iterator, Sequence

from sitegen.importers.foreign import Record, Wishes
from sitegen.importers.sources import Export
from sitegen.importers.wordpress.reading import is_wxr, read_wxr
from sitegen.importers.xml_text import sniff
from sitegen.text.regex import regex

_SIGN = regex(r"author_id>(?:<!\[CDATA\[)?-\d|\bsqs-|squarespace|<link>/[^<]*</link>")


def recognise(export: Export) -> Sequence[str]:
    """Return the members that Squarespace wrote."""
    return [name for name in export.names if is_wxr(export, name) and is_ours(export, name)]


def is_ours(export: Export, name: str) -> bool:
    """Return whether a member in the format of WordPress is from Squarespace."""
    head = sniff(export, name).text
    return "base_blog_url>" not in head and bool(_SIGN.search(head))


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Yield every item of an export."""
    return read_wxr(export, names, wishes, classic=False)
