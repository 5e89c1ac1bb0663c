"""A format of its own for tests of the common road: a file of Foreign records as JSON."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from sitegen.importers.foreign import Foreign, LeftOut, Record, Wishes
from sitegen.importers.sources import Export

_MARK = b'{"records": ['


def recognise(export: Export) -> Sequence[str]:
    return [name for name in export.names if export.head(name, 20).startswith(_MARK)]


def read(export: Export, names: Sequence[str], wishes: Wishes) -> Iterator[Record]:
    del wishes
    for name in names:
        for one in msgspec.json.decode(export.read(name))["records"]:
            if "reason" in one:
                yield msgspec.convert(one, LeftOut)
            else:
                yield msgspec.convert(one, Foreign)


def post(
    title: str = "Rope", body: str = "<p>Some words.</p>", **facts: object
) -> dict[str, object]:
    """Return a record; its identity is made from its title."""
    known = {"ident": title, "place": f"records.json, {title}", "title": title, "body": body}
    day = datetime.fromisoformat("2010-04-08T17:30:00+02:00")
    return {**known, "date": day.isoformat(), **facts}


def write_records(file: Path, *records: dict[str, object]) -> Path:
    """Write an export."""
    file.parent.mkdir(parents=True, exist_ok=True)
    content = b", ".join(msgspec.json.encode(one) for one in records)
    file.write_bytes(_MARK + content + b"]}")
    return file
