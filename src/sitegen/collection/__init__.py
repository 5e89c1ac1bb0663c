"""Texts -> everything that relates them: themes, links, relations, reading paths."""
