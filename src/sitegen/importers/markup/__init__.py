"""HTML and shortcodes as written -> elements, attributes, paragraphs."""
