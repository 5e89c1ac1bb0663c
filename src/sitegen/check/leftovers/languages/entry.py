"""The phrases of one language."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Kind = Literal["comments", "share", "navigation", "labels", "byline", "related", "subscription"]


class Language(Struct, frozen=True):
    """What platforms print in one language, and its calendar."""

    months: str
    """Names and short names, with ``|`` between them."""
    weekdays: str
    phrases: Mapping[Kind, str]
    """One a line; see ``languages``."""
