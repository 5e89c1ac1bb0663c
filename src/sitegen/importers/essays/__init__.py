"""A Foreign -> the Markdown and front matter of its essay."""
