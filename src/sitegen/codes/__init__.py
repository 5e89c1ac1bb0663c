"""Every problem code: what it means and how to mend it (``sitegen explain``, docs/problems.md)."""

from sitegen.codes.broken import BROKEN
from sitegen.codes.building import BUILD
from sitegen.codes.entry import Code
from sitegen.codes.themes import THEMES

__all__ = ["CODES", "Code"]

CODES: dict[str, Code] = {**BUILD, **BROKEN, **THEMES}
"""Code -> explanation. Numbers of three digits are a build's, of four digits ``check``'s."""
