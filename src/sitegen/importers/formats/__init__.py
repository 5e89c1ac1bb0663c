"""Formats of exports: each module reads one, and knows nothing of Markdown."""
