"""Attributes of a tag -> the trick that hides its content."""

import re

_STYLE = re.compile(r"""\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)""")
_COLOR = re.compile(r"""\s(?:text|color)\s*=\s*["']?(#?\w+)""")
_GROUND = re.compile(r"\sbgcolor\s*=|[\s;\"']background(?:-color|-image)?\s*:|\sclass\s*=")
_HIDDEN = re.compile(r"\shidden(?=[\s/=]|$)")
_VALUES = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")

_TRICKS = (
    ("display:none", r"display\s*:\s*none", False),
    ("visibility:hidden", r"visibility\s*:\s*(?:hidden|collapse)", False),
    ("font-size:0", r"font-size\s*:\s*(?:0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:!|;|$)|1px)", False),
    ("opacity:0", r"opacity\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:!|;|$)", False),
    ("a text-indent off the screen", r"text-indent\s*:\s*-\s*\d{3,}", True),
    (
        "a position off the screen",
        r"(?:^|[;\s])(?:left|top|right|bottom|margin[a-z-]*)\s*:[^;]*-\s*\d{3,}",
        True,
    ),
    ("a clip off the screen", r"clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01]", True),
)
"""Name, pattern of the style, and whether texts for screen readers are hidden by it too."""
_BOX = re.compile(r"(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:!|;|$)")
_CUT = re.compile(r"overflow\s*:\s*(?:hidden|auto)")
_WHITES = r"(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))"
_WHITE = re.compile(rf"(?:^|[;\s])color\s*:\s*{_WHITES}")
_WHITE_GROUND = re.compile(rf"background(?:-color)?\s*:\s*{_WHITES}")


def trick(attributes: str, *, grounded: bool) -> tuple[str, bool]:
    """Return the trick, and whether texts for screen readers are hidden by the same one.

    ``grounded``: whether an element around the tag may have a background of its own.
    """
    text = attributes.lower()
    if _HIDDEN.search(_VALUES.sub("=", text)):
        return "the hidden attribute", True
    found = _STYLE.search(text)
    style = found[1].strip("\"'") if found else ""
    for name, pattern, aloud in _TRICKS:
        if re.search(pattern, style):
            return name, aloud
    if _BOX.search(style) and _CUT.search(style):
        return "a box of size zero", True
    color = _COLOR.search(text)
    white = _WHITE.search(style) or (color and color[1] in {"white", "#fff", "#ffffff"})
    if white and (_WHITE_GROUND.search(style) or not (grounded or has_ground(text))):
        return "white text on a white background", False
    return "", False


def has_ground(attributes: str) -> bool:
    """Return whether a tag may have a background: a colour, an image, or a class."""
    return bool(_GROUND.search(attributes.lower()))
