"""The program itself, as far as it decides what a site's files are -> a fingerprint."""

import sys

from sitegen.incremental.unchanged import installed
from sitegen.store.codec import encode, fingerprint


def program() -> bytes:
    """Fingerprint this program and the libraries it renders with, by their files' sizes and times.

    Nothing is imported for it, nor read.
    """
    return fingerprint(sys.version.encode(), encode([row[:3] for row in installed()]))
