"""The editor's desk."""
