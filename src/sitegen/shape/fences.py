"""Code between the tags of other tools -> the same between fences."""

from sitegen.markdown.shortcode_pairs import Pair, pairs_of

_FENCE = "~" * 12


def fenced(body: str) -> str:
    """Replace tags around code by fences; lines keep their numbers, but not their lengths."""
    found = pairs_of(body)
    pairs = sorted(found.pairs.items()) if found else ()
    parts: list[str] = []
    at = 0
    for _, pair in pairs:
        known = pair.opening.shortcode
        if known and known.kind in ("code", "math") and _are_lines(body, pair):
            for tag in pair:
                parts += body[at : tag.start], _FENCE
                at = tag.end
    return "".join([*parts, body[at:]]) if parts else body


def _are_lines(body: str, pair: Pair) -> bool:
    """Return whether each of two tags is a line of its own."""
    for tag in pair:
        before = body[body.rfind("\n", 0, tag.start) + 1 : tag.start]
        after = body[tag.end : tag.end + 1]
        if before.strip() or len(before) > 3 or after.strip(" \t\n"):
            return False
        if "\n" in body[tag.start : tag.end]:
            return False
    return True
