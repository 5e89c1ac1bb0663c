"""Squarespace: it writes the format of WordPress, with habits of its own.

Addresses are relative, ids of authors negative, their logins e-mail addresses; a body is complete
HTML, and the alternative text of a picture is often the name of its file.
"""

from collections.abc import Sequence

from sitegen.importers.platforms.wordpress.reading import is_squarespace, is_wxr, read_wxr
from sitegen.importers.sources import Export


def recognise(export: Export) -> Sequence[str]:
    """Return the members that Squarespace wrote."""
    return [name for name in export.names if is_wxr(export, name) and is_squarespace(export, name)]


read = read_wxr
