"""Injected spam: advertisements, hidden text and link farms that others put into a text."""

from sitegen.check.spam.farms import farms
from sitegen.check.spam.hidden import hidden
from sitegen.check.spam.injected import injected

__all__ = ["farms", "hidden", "injected"]
