"""The attributes of a tag or shortcode -> their values by name."""

from collections.abc import Mapping
from html import unescape

from sitegen.text.regex import regex

_ONE = regex(
    r"""([A-Za-z_][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>\]]+))"""
    r"""|"([^"]*)"|'([^']*)'|(\S+)"""
)
_MARK = r"(?:&quot;|&#8220;|&#8221;|&#8243;|&ldquo;|&rdquo;|[“”″„«»])"
_TYPOGRAPHIC = regex(rf"=\s*{_MARK}([^\"]*?)(?:{_MARK}|\")")


def attributes(written: str) -> Mapping[str, str]:
    """Return values by lower-case names; those without a name are ``0``, ``1``, and so on."""
    found: dict[str, str] = {}
    number = 0
    for one in _ONE.finditer(written):
        value = unescape(next((part for part in one.groups()[1:] if part), "")).strip()
        if one[1]:
            found.setdefault(one[1].lower(), value)
        elif value not in ("/", ""):
            found[str(number)] = value
            number += 1
    return found


def of_shortcode(written: str) -> Mapping[str, str]:
    """Return the attributes of a shortcode.

    The visual editor makes typographic quotes and entities of the quotes in them.
    """
    return attributes(_straight(written))


def _straight(written: str) -> str:
    return _TYPOGRAPHIC.sub(r'="\1"', written)
