"""Markup with slots -> markup with addresses: relative, absolute, or for one page of many texts."""

import re
from collections.abc import Sequence
from html import escape

from sitegen.model import Html
from sitegen.text.regex import regex

# These begin at "=", which is rare in texts; beginning at a space takes three times as long.
_SLOT = regex(r'=(?:(?<= href=)|(?<= (src)=))"slot:([0-9]{1,9})"')
_RELATIVE = regex(r'="(?:(?<= href=")#|(?:(?<= href=")|(?<= src="))//?)')
_TAG = regex(r"</?[a-z][^<>]*>")
_NAMES = regex(r'( (?:id|for|headers|aria-(?:labelledby|describedby))="| href="#)([^"]+)')
_HEADING = regex(r"(</?h)([2-5])")
_DEAD = regex(r' href="slot:[0-9]{1,9}"')


def fill(html: Html, hrefs: Sequence[str | None]) -> Html:
    """Put the addresses into the slots of a text; a dead link only loses its href."""

    def address(slot: re.Match[str]) -> str:
        number = int(slot[2])
        href = hrefs[number] if number < len(hrefs) else None
        if href is not None:
            return f'="{escape(href)}"'
        # An image needs an address; this one is valid and empty.
        return '="data:,"' if slot[1] else slot[0]

    filled = _SLOT.sub(address, html)
    return Html(_DEAD.sub("", filled) if '="slot:' in filled else filled)


def absolute(html: Html, url: str) -> Html:
    """Make the addresses of a filled text absolute; ``url``: its own absolute address."""
    host = "/".join(url.split("/")[:3])
    complete = {
        '="#': f'="{escape(url)}#',
        '="//': '="https://',
        '="/': f'="{escape(host)}/',
    }
    return Html(_RELATIVE.sub(lambda start: complete[start[0]], html))


def namespaced(html: Html, prefix: str) -> Html:
    """Prepare a filled text for a page of several texts: its ids and the links to them get a
    prefix, and its headings move one level down."""

    def named(found: re.Match[str]) -> str:
        return found[1] + " ".join(prefix + name for name in found[2].split())

    def moved(tag: re.Match[str]) -> str:
        deeper = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", tag[0], count=1)
        return _NAMES.sub(named, deeper)

    return Html(_TAG.sub(moved, html))
