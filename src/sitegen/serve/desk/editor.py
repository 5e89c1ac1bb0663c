"""A place in a source -> the address that opens it in the editor's program."""

from pathlib import Path, PurePath
from urllib.parse import quote

from sitegen.problems.errors import Place

_FILE = "{scheme}://file{path}:{line}:{column}"
_OPEN = "{scheme}://open?url=file://{path}&line={line}&column={column}"
_KNOWN = {
    "code": ("vscode", _FILE),
    "code-insiders": ("vscode-insiders", _FILE),
    "codium": ("vscodium", _FILE),
    "cursor": ("cursor", _FILE),
    "windsurf": ("windsurf", _FILE),
    "zed": ("zed", _FILE),
    "subl": ("subl", _OPEN),
    "mate": ("txmt", _OPEN),
    "bbedit": ("x-bbedit", _OPEN),
    "mvim": ("mvim", _OPEN),
    "idea": ("idea", "{scheme}://open?file={path}&line={line}&column={column}"),
}


def link_pattern(command: str) -> str:
    """Return the pattern of addresses for an editor's command: ``code``, ``subl --wait``.

    A command with ``{path}`` in it is a pattern already. Return "" if browsers cannot open the
    editor.
    """
    if "{path}" in command:
        return command
    words = command.split() or ["code"]
    scheme, form = _KNOWN.get(PurePath(words[0]).stem, ("", ""))
    return form.replace("{scheme}", scheme)


def editor_link(pattern: str, root: Path, place: Place) -> str:
    """Fill a pattern; a place that is a whole file opens at its first line."""
    return (
        pattern.replace("{path}", quote((root / place.path).absolute().as_posix()))
        .replace("{line}", str(place.line or 1))
        .replace("{column}", str(place.column or 1))
    )
