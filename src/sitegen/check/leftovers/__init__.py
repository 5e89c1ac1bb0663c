"""Rules of leftovers: what blog platforms print around a text (10xx)."""
