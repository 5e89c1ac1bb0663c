"""HTML -> Markdown: the writer for imports and for HTML pasted into essays."""
