"""The explanation of one problem code."""

from typing import NamedTuple


class Code(NamedTuple):
    """The explanation of one code."""

    title: str
    """A noun phrase: "Front matter is not closed"."""
    meaning: str
    """What sitegen saw and why it matters, in one to three sentences."""
    remedy: str
    """What to do, with an example where one helps."""
