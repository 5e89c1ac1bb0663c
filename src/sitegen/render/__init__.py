"""Views -> text: HTML through Jinja, feeds, the full-text index."""
