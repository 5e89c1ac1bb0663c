"""Publish a curated collection of essays as a web site."""

__version__ = "0.1.0"

SITE_FILE = "site.yaml"
SOURCE_FOLDERS = ("essays", "templates", "static")
"""Folders of the owner's files; a build writes one file there, the anchor registry."""
ANCHOR_REGISTRY = "essays/.anchors.yaml"
CACHE_FOLDER = ".sitegen"
