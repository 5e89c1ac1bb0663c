"""The preview's script: its files, and the tag that loads it into a page."""

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from sitegen.serve.http.media import media_type
from sitegen.serve.site import Resource

_FOLDER = Path(__file__).parents[1] / "client"
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)


def client_files() -> Mapping[str, Resource]:
    """Return the script's files by their names below ``/__sitegen/``."""
    return {file.name: Resource(file, media_type(file.name)) for file in sorted(_FOLDER.iterdir())}


def with_script(page: bytes, version: int, held: str, *, follow: bool) -> bytes:
    """Insert the script's tag before the end of the body; every other byte stays.

    ``held`` is why a build would hold the page back; with ``follow`` the browser opens the page of
    each text that is edited.
    """
    data = f' data-version="{version}"'
    data += f' data-held="{escape(held)}"' if held else ""
    data += " data-follow" if follow else ""
    tag = f'<script type="module" src="/__sitegen/client.js"{data}></script>'.encode()
    ends = [match.start() for match in _BODY_END.finditer(page)]
    place = ends[-1] if ends else len(page)
    return page[:place] + tag + page[place:]
