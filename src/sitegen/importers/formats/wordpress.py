"""WordPress: its export (WXR 1.0 to 1.2), in one file or several."""

from collections.abc import Iterator, Sequence

from sitegen.importers.foreign import Record, Wishes
from sitegen.importers.formats import squarespace
from sitegen.importers.sources import Export
from sitegen.importers.wordpress.reading import is_wxr, read_wxr


def recognise(export: Export) -> Sequence[str]:
    """Return the members that WordPress wrote."""
    return [
        name
        for name in export.names
        if is_wxr(export, name) and not squarespace.is_ours(export, name)
    ]


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    """Yield every item of an export, and at the end what is not imported with them."""
    return read_wxr(export, names, wishes, classic=True)
