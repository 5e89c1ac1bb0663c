"""Text tools: regular expressions, slugs, dates, suggestions, link slots."""
