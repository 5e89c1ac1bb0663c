"""Medium's own blocks in the HTML of a story -> plain HTML."""

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import parse_qs

from msgspec import Struct

from sitegen.from_html.types import Removed
from sitegen.importers.markup.html import link_to
from sitegen.importers.markup.page import Element, Page, edited
from sitegen.text.addresses import parts_of


class Story(Struct, frozen=True):
    """The body of a story as plain HTML, and what was found in it."""

    body: str
    summary: str
    removed: tuple[Removed, ...]
    notices: tuple[str, ...]


def rewritten(page: Page, body: Element, title: str) -> Story:
    """Replace Medium's blocks, and leave out title and subtitle, which metadata repeat."""
    heads = list(_heads(page, body, title))
    edits = [(head.start, head.end, "") for head in heads]
    removed = []
    for element in page.inside(body):
        classes = element.classes
        if "graf--mixtapeEmbed" in classes:
            card, rest = _card(page, element)
            edits.append((element.start, element.end, card))
            removed += [Removed("summary of a link", rest)] if rest else []
        elif "graf--kicker" in classes:
            edits.append((element.start, element.end, f"<p>{page.source(element)}</p>"))
        elif element.tag == "pre":
            edits.append((element.start, element.end, _code(page, element)))
        elif element.tag == "iframe" and (address := _shown(element.get("src"))):
            edits.append((element.start, element.end, link_to(address)))
    edits += _dividers(page, body, heads)
    return Story(edited(page.html, _in(edits, body)), _summary(page, heads), tuple(removed), ())


def _in(edits: list[tuple[int, int, str]], body: Element) -> Iterator[tuple[int, int, str]]:
    yield 0, body.inner, ""
    yield from edits
    yield body.close, 2**62, ""


def _heads(page: Page, body: Element, title: str) -> Iterator[Element]:
    """Yield the title and the subtitle at the beginning of a body."""
    grafs = [one for one in page.inside(body) if "graf" in one.classes][:3]
    for number, graf in enumerate(grafs):
        if "graf--title" in graf.classes or (not number and page.words(graf) == title):
            if graf.tag[0] == "h":
                yield graf
        elif "graf--subtitle" in graf.classes:
            yield graf


def _summary(page: Page, heads: list[Element]) -> str:
    """Return the subtitle; without one, Medium repeats the beginning of the text instead."""
    subtitle = [head for head in heads if "graf--subtitle" in head.classes]
    if subtitle:
        return page.words(subtitle[0])
    stated = page.words(page.first(".p-summary"))
    body = page.words(page.first(".e-content,[data-field=body]"))
    return "" if stated.rstrip(" .…") in body else stated


def _card(page: Page, element: Element) -> tuple[str, str]:
    """Return a link card as a link, and the words in it that are about the other page."""
    link = page.first("a", element)
    if not link:
        return f"<p>{page.source(element)}</p>", ""
    title, about = page.words(page.first("strong", link)), page.words(page.first("em", link))
    rest = page.words(link).removeprefix(title).strip() if title else ""
    rest = f"{about} {rest.removeprefix(about).strip()}".strip()
    return link_to(link.get("data-href") or link.get("href"), title or page.words(link)), rest


def _code(page: Page, element: Element) -> str:
    language = re.sub(r"[^\w+#-]", "", element.get("data-code-block-lang"))
    mark = f' class="language-{language}"' if language and language != "plaintext" else ""
    return f"<pre><code{mark}>{escape(page.raw(element), quote=False)}</code></pre>"


def _shown(source: str) -> str:
    """Return the address of what a frame of Medium or Embedly shows."""
    parts = parts_of(source)
    inner = parse_qs(parts.query)
    found = inner.get("url") or inner.get("src")
    return found[0] if found and found[0].startswith(("http://", "https://")) else ""


def _dividers(page: Page, body: Element, heads: list[Element]) -> Iterator[tuple[int, int, str]]:
    """Delete the rule at the beginning: a rule belongs only between two sections."""
    dropped = [head.start for head in heads]
    for rule in page.all("hr", body):
        before = page.html[body.inner : rule.start]
        if not _words(page, body.inner, rule.start, dropped) and "<img" not in before:
            yield rule.start, rule.end, ""


def _words(page: Page, start: int, end: int, dropped: list[int]) -> bool:
    grafs = (one for one in page.elements if "graf" in one.classes and start < one.start < end)
    return any(graf.start not in dropped for graf in grafs)
