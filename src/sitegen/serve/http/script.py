"""A page -> the same page with the one tag that brings the preview's script."""

import re
from html import escape

_END_OF_BODY = re.compile(rb"</body\s*>", re.IGNORECASE)
CLIENT = "client.js"


def with_script(page: bytes, version: int, held: str, *, follow: bool) -> bytes:
    """Put the tag before the end of the body; every other byte stays.

    ``held`` says why a build would hold the page back; ``follow`` makes the page go by itself
    where the editor edits.
    """
    facts = f' data-version="{version}"'
    facts += f' data-held="{escape(held)}"' if held else ""
    facts += " data-follow" if follow else ""
    tag = f'<script type="module" src="/__sitegen/{CLIENT}"{facts}></script>'.encode()
    ends = [match.start() for match in _END_OF_BODY.finditer(page)]
    place = ends[-1] if ends else len(page)
    return page[:place] + tag + page[place:]
