"""Folder essays/ -> sources: find, read, decode, split."""
