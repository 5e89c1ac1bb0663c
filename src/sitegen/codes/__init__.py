"""Every problem code: what it means and how to mend it (``sitegen explain``, docs/problems.md)."""

from sitegen.codes.building import BUILD
from sitegen.codes.entry import Code

__all__ = ["CODES", "Code"]

CODES: dict[str, Code] = {**BUILD}
"""Code -> explanation. Numbers of three digits are a build's, of four digits ``check``'s."""
