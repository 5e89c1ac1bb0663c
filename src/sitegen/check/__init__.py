"""The care of a collection: rules over its texts, and what they find."""
