"""Pieces of a body that nothing may change, and their placeholders meanwhile."""

import re

from sitegen.text.regex import regex

_HELD = regex("\ue000(\\d+)[\ue001\ue002]")


class Held:
    """Pieces of a body that nothing may change."""

    def __init__(self) -> None:
        """Begin without pieces."""
        self._pieces: list[str] = []

    def hold(self, piece: str, *, inline: bool = False) -> str:
        """Put a piece aside and return its placeholder: that of a block, or of some words."""
        self._pieces.append(piece)
        end = "\ue002" if inline else "\ue001"
        return f"\ue000{len(self._pieces) - 1}{end}"

    def restore(self, body: str) -> str:
        """Replace each placeholder by its piece."""

        def piece(found: re.Match[str]) -> str:
            number = int(found[1]) if len(found[1]) < 9 else len(self._pieces)
            return self._pieces[number] if number < len(self._pieces) else ""

        return _HELD.sub(piece, body)
