"""``sitegen check``: rules for the texts of a collection, and their findings."""
