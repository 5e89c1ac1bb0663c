"""Markup with slots -> markup with addresses: relative, absolute, or for one page of many texts."""

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape

from sitegen.model import Html
from sitegen.text.regex import regex

# These begin at "=", which is rare in texts; beginning at a space takes three times as long.
_SLOT = regex(r'=(?:(?<= href=)|(?<= (src)=))"slot:([0-9]{1,9})"')
_RELATIVE = regex(r'="(?:(?<= href=")#|(?:(?<= href=")|(?<= src="))//?)')
_TAG = regex(r"</?[a-z][^<>]*>")
_NAMES = regex(r'( (?:id|for|headers|aria-(?:labelledby|describedby))="| href="#)([^"]+)')
_HEADING = regex(r"(</?h)([2-5])")
_PICTURE = regex(r'<img\b[^<>]*? src="slot:([0-9]{1,9})"[^<>]*>')
_SIDE = regex(r' (width|height)="([^"]*)"')
_CITATION = regex(r'<a href="cite:([0-9]{1,9})">([^<>]*)</a>')
_LINK = regex(r' href="(/[^"#]*)(?:#([^"]+))?"')
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


def cited(html: Html, citations: Sequence[Html | None]) -> Html:
    """Put the words of citations into a text; one of an unknown work stays as it was typed."""

    def words(slot: re.Match[str]) -> str:
        number = int(slot[1])
        found = citations[number] if number < len(citations) else None
        return slot[2] if found is None else found

    return Html(_CITATION.sub(words, html)) if '"cite:' in html else html


def sized(html: Html, sizes: Iterable[tuple[int, int, int]]) -> Html:
    """Add width and height to the pictures of a text; each size is a slot, a width and a height.

    A side that its author gave stays, and the other one keeps to it.
    """
    known = {slot: (width, height) for slot, width, height in sizes}

    def with_size(picture: re.Match[str]) -> str:
        if int(picture[1]) not in known:
            return picture[0]
        width, height = known[int(picture[1])]
        given = dict(_SIDE.findall(picture[0]))
        wide, high = given.get("width", ""), given.get("height", "")
        odd = given and not f"{wide}{high}".isdecimal()
        if (wide and high) or odd or " style=" in picture[0]:
            return picture[0]
        if wide:
            height = round(int(wide[:6]) * height / width)
        elif high:
            width = round(int(high[:6]) * width / height)
        added = ("" if wide else f' width="{width}"') + ("" if high else f' height="{height}"')
        slot = f' src="slot:{picture[1]}"'
        return picture[0].replace(slot, slot + added, 1)

    return Html(_PICTURE.sub(with_size, html))


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


def prefix_of(step: int) -> str:
    """Return the prefix of the ids of an essay on a page of several."""
    return f"e{step}--"


def within(html: Html, steps: Iterable[tuple[str, int]]) -> Html:
    """Lead links to the essays of a page to their places on it, and tell style sheets their number.

    ``steps``: address and number of each essay; its first line has the id ``step--N``.
    """
    numbers = dict(steps)

    def led(link: re.Match[str]) -> str:
        step = numbers.get(unescape(link[1]))
        if step is None:
            return link[0]
        place = f"{prefix_of(step)}{link[2]}" if link[2] else f"step--{step}"
        return f' href="#{place}" data-step="{step}"'

    return Html(_LINK.sub(led, html))
