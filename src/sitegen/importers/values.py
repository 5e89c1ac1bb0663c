"""Values of JSON and addresses -> texts, tables, names and slugs."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from sitegen.importers import fields
from sitegen.model import Json
from sitegen.text.addresses import parts_of


def text_of(value: Json) -> str:
    """Return a text of JSON; "" for anything else but numbers."""
    if isinstance(value, bool):
        return ""
    return str(value) if isinstance(value, str | int | float) else ""


def table_of(value: Json) -> dict[str, Json]:
    """Return a table of JSON; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def tables_of(value: Json) -> list[dict[str, Json]]:
    """Return the tables in a list of JSON."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def names_of(written: Iterable[str]) -> tuple[str, ...]:
    """Return the names of people, each once and in order, without e-mail addresses."""
    return tuple(dict.fromkeys(name for one in written if (name := fields.name(one))))


def last_part(address: str) -> str:
    """Return the last part of an address without its suffix, decoded: usually a slug."""
    parts = [part for part in parts_of(address).path.split("/") if part]
    return re.sub(r"\.(?:html?|php|aspx?)$", "", unquote(parts[-1])) if parts else ""
