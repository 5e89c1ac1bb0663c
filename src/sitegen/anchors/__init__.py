"""Paragraph ids that survive edits."""
