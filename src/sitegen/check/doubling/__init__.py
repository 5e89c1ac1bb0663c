"""Doubling: words that stand twice, in one text or in two."""

from sitegen.check.doubling.between import shared
from sitegen.check.doubling.within import doubled

__all__ = ["doubled", "shared"]
