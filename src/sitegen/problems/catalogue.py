"""Every problem code: what it means and how to mend it (``sitegen explain``, docs/problems.md)."""

from sitegen.problems.codes.broken import BROKEN
from sitegen.problems.codes.building import BUILD
from sitegen.problems.codes.doubling import DOUBLING
from sitegen.problems.codes.entry import Code
from sitegen.problems.codes.external import EXTERNAL
from sitegen.problems.codes.leftovers import LEFTOVERS
from sitegen.problems.codes.spam import SPAM
from sitegen.problems.codes.structure import STRUCTURE
from sitegen.problems.codes.themes import THEMES
from sitegen.problems.codes.waivers import WAIVERS

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
