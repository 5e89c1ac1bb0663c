"""WordPress: its export (WXR 1.0 to 1.2), in one file or several."""

from collections.abc import Sequence

from sitegen.importers.platforms.wordpress.reading import is_squarespace, is_wxr, read_wxr
from sitegen.importers.sources import Export


def recognise(export: Export) -> Sequence[str]:
    """Return the members that WordPress wrote."""
    found = (name for name in export.names if is_wxr(export, name))
    return [name for name in found if not is_squarespace(export, name)]


read = read_wxr
