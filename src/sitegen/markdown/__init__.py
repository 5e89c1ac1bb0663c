"""Markdown -> HTML with link slots, and the facts of a text."""
