"""Every problem code: what it means and how to mend it (``sitegen explain``, docs/problems.md)."""

from sitegen.codes.building import BUILD
from sitegen.codes.entry import Code
from sitegen.codes.external import EXTERNAL
from sitegen.codes.leftovers import LEFTOVERS
from sitegen.codes.structure import STRUCTURE
from sitegen.codes.waivers import WAIVERS

__all__ = ["CODES", "Code"]

CODES: dict[str, Code] = {**BUILD, **LEFTOVERS, **STRUCTURE, **EXTERNAL, **WAIVERS}
"""Code -> explanation. Numbers of three digits are a build's, of four digits ``check``'s."""
