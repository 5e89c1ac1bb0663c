"""Resolved links -> the texts that other texts quote, ``![[note#part]]``, without circles."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sitegen.collection.catalogue import Catalogue
from sitegen.collection.groups import grouped
from sitegen.collection.links.atlas import Atlas
from sitegen.collection.links.resolution import Resolution
from sitegen.model import Essay, Link
from sitegen.problems.errors import Problem

_MOST = 50
"""Texts that a page quotes, those in quoted texts included."""


class Embed(Struct, frozen=True, gc=False):
    """A text that another one quotes."""

    slot: int
    """Number of the link that it replaces."""
    text: str
    """Its path."""
    part: str
    """Id of the part that is quoted; "" for the whole text."""


class _Wish(Struct, frozen=True, gc=False):
    """A quotation that an author asks for."""

    host: str
    embed: Embed
    link: Link


def find_embeds(
    catalogue: Catalogue, resolutions: Mapping[str, Sequence[Resolution]], atlas: Atlas
) -> tuple[Mapping[str, tuple[Embed, ...]], tuple[Problem, ...]]:
    """Choose what each text quotes; what cannot be quoted stays a link, and is reported."""
    texts = catalogue.texts.values()
    wishes = [wish for text in texts for wish in _wishes(text, resolutions, atlas)]
    circles = _circles(wishes)
    refused = {
        wish: why
        for wish in wishes
        if (why := _why_not(wish, catalogue.texts[wish.embed.text], circles))
    }
    quoted = grouped((wish.host, wish) for wish in wishes if wish not in refused)
    sizes: dict[str, int] = {}
    found: dict[str, tuple[Embed, ...]] = {}
    for host in _innermost_first(quoted):
        kept = list(_that_fit(quoted[host], sizes))
        sizes[host] = 1 + sum(sizes.get(wish.embed.text, 1) for wish in kept)
        found[host] = tuple([wish.embed for wish in kept])
        why = f"the page quotes more than {_MOST} texts"
        refused |= dict.fromkeys(quoted[host][len(kept) :], why)
    return found, tuple(_problem(wish, why) for wish, why in refused.items())


def _why_not(wish: _Wish, text: Essay, circles: Mapping[str, int]) -> str:
    if text.meta.status == "unlisted":
        return f"{text.path} is unlisted"
    if wish.host == text.path:
        return "it is this text itself"
    return f"{text.path} quotes this text" if circles[wish.host] == circles[text.path] else ""


def _problem(wish: _Wish, why: str) -> Problem:
    message = f"'{wish.link.target}' is linked and not quoted, because {why}"
    return Problem(wish.link.place, "W418", message, "write a link: [[...]]")


def _wishes(
    text: Essay, resolutions: Mapping[str, Sequence[Resolution]], atlas: Atlas
) -> Iterator[_Wish]:
    for slot, link in enumerate(text.facts.links):
        if link.kind != "embed":
            continue
        there = resolutions[text.path][slot].destination
        target = there.text if there else None
        if not target or target.kind not in ("essay", "page"):
            continue
        part = atlas.anchor(link.fragment, target) if link.fragment else ""
        if part or not link.fragment:
            yield _Wish(text.path, Embed(slot, target.path, part), link)


def _circles(wishes: Sequence[_Wish]) -> Mapping[str, int]:
    """Return the number of the circle that each text is on; texts on one quote each other.

    Tarjan's algorithm for strongly connected components, without recursion.
    """
    ways = grouped((wish.host, wish.embed.text) for wish in wishes)
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    circles: dict[str, int] = {}
    path: list[str] = []
    for start in sorted(ways):
        stack = [] if start in numbers else [start]
        while stack:
            text = stack[-1]
            if text not in numbers:
                numbers[text] = lowest[text] = len(numbers)
                path.append(text)
            ahead = next((to for to in ways.get(text, ()) if to not in numbers), None)
            if ahead is not None:
                stack.append(ahead)
                continue
            around = [lowest[to] for to in ways.get(text, ()) if to not in circles]
            lowest[text] = min((lowest[text], *around))
            if lowest[text] == numbers[text]:
                while text not in circles:
                    circles[path.pop()] = numbers[text]
            stack.pop()
    return circles


def _innermost_first(quoted: Mapping[str, Sequence[_Wish]]) -> Sequence[str]:
    """Order texts so that each follows those that it quotes."""
    order: dict[str, None] = {}
    for start in sorted(quoted):
        stack = [start]
        while stack:
            inner = {wish.embed.text for wish in quoted[stack[-1]]} & quoted.keys() - order.keys()
            if inner:
                stack.append(min(inner))
            else:
                order.setdefault(stack.pop())
    return list(order)


def _that_fit(wishes: Sequence[_Wish], sizes: Mapping[str, int]) -> Iterator[_Wish]:
    total = 0
    for wish in wishes:
        total += sizes.get(wish.embed.text, 1)
        if total > _MOST:
            return
        yield wish
