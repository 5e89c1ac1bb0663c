"""What the preview server adds to a page: its files, and the tag that asks for them."""

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@cache
def client_files() -> Mapping[str, tuple[bytes, str]]:
    """Read the files that stand below ``/__sitegen/``: name -> content and media type."""
    files = sorted(Path(__file__).parent.iterdir())
    return {
        file.name: (file.read_bytes(), _TYPES[file.suffix])
        for file in files
        if file.suffix in _TYPES
    }


def client_tag(version: int, held: str = "", *, follow: bool = False) -> str:
    """Write the tag that brings the client into a page.

    ``version`` is that of the site the page was made from, so that the client sees when it came
    too late for a change. ``held`` says why the page would not be published: "it is a draft".
    """
    attributes = [f' data-version="{version}"']
    if held:
        attributes.append(f' data-held="{escape(held)}"')
    if follow:
        attributes.append(" data-follow")
    return f'<script type="module" src="/__sitegen/client.js"{"".join(attributes)}></script>'
