"""Every problem code: what it means and how to mend it (``sitegen explain``, docs/problems.md)."""

from sitegen.codes.broken import BROKEN
from sitegen.codes.building import BUILD
from sitegen.codes.doubling import DOUBLING
from sitegen.codes.entry import Code
from sitegen.codes.external import EXTERNAL
from sitegen.codes.leftovers import LEFTOVERS
from sitegen.codes.spam import SPAM
from sitegen.codes.structure import STRUCTURE
from sitegen.codes.themes import THEMES
from sitegen.codes.waivers import WAIVERS

__all__ = ["CODES", "Code"]

CODES: dict[str, Code] = {
    **BUILD,
    **LEFTOVERS,
    **DOUBLING,
    **SPAM,
    **BROKEN,
    **THEMES,
    **STRUCTURE,
    **EXTERNAL,
    **WAIVERS,
}
"""Code -> explanation. Numbers of three digits are a build's, of four digits ``check``'s."""
