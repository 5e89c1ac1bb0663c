"""Texts -> how they hang together: themes, links, relations, reading paths."""
