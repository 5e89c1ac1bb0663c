"""Manuscript -> EPUB 3.3."""
