"""The care of a collection: front matter edited in place, themes renamed, merged, suggested."""
