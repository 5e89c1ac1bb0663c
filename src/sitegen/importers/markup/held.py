"""Pieces of a body that nothing may change, and what stands for them meanwhile."""

import re

from sitegen.text.regex import regex

_HELD = regex("\ue000(\\d+)[\ue001\ue002]")


class Held:
    """Pieces of a body that nothing may change."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._pieces: list[str] = []

    def hold(self, piece: str, *, inline: bool = False) -> str:
        """Put a piece aside and return what stands for it: for a block, or for some words."""
        self._pieces.append(piece)
        end = "\ue002" if inline else "\ue001"
        return f"\ue000{len(self._pieces) - 1}{end}"

    def restore(self, body: str) -> str:
        """Put all pieces back."""

        def piece(found: re.Match[str]) -> str:
            number = int(found[1]) if len(found[1]) < 9 else len(self._pieces)
            return self._pieces[number] if number < len(self._pieces) else ""

        return _HELD.sub(piece, body)
