"""The shape of a text: lines to paragraphs, headings, lists and the like."""
