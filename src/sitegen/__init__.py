"""Publish a curated collection of essays as a web site."""

__version__ = "0.1.0"

SITE_FILE = "site.yaml"
ESSAYS_FOLDER = "essays"
"""Folder of the texts, unless site.yaml names another."""
STRINGS_FOLDER = "strings"
"""Folder of words of the interface, one file for each language."""
THEME_FOLDERS = ("templates", "static", STRINGS_FOLDER)
"""Folders of the owner's other files; a build writes nothing there."""
ANCHOR_REGISTRY = ".anchors.yaml"
"""File in the folder of the texts; the only one that a build writes there."""
CACHE_FOLDER = ".sitegen"
