"""``sitegen check``: rules over the texts of a collection, and their findings."""
