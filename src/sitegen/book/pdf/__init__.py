"""Manuscript -> PDF, set by typst."""
