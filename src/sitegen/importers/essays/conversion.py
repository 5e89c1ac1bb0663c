"""A Foreign -> Markdown, with the pictures and links in it."""

import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from sitegen.from_html.converter import to_markdown
from sitegen.from_html.types import Converted, Picture, Rules
from sitegen.importers.essays.links import addresses
from sitegen.importers.foreign import Foreign, Wishes
from sitegen.importers.pictures.at_hand import is_picture
from sitegen.text.addresses import joined, parts_of


def completed(foreign: Foreign, wishes: Wishes) -> Foreign:
    """Return a Foreign with its whole old address, if its site is known."""
    try:
        msgspec.json.encode(foreign)
    except UnicodeEncodeError:  # halves of characters, from JSON
        foreign = msgspec.convert(_sound(msgspec.to_builtins(foreign)), Foreign)
    if not foreign.url or parts_of(foreign.url).netloc or not wishes.site:
        return foreign
    site = wishes.site if "://" in wishes.site else f"https://{wishes.site}"
    return replace(foreign, url=joined(f"{site.rstrip('/')}/", foreign.url))


def _sound(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_sound(key): _sound(one) for key, one in value.items()}
    return [_sound(one) for one in value] if isinstance(value, (list, tuple)) else value


def converted(foreign: Foreign) -> Converted:
    """Return the text as Markdown; text that is Markdown or plain stays as it is."""
    if foreign.markup == "html":
        rules = Rules(
            base=foreign.base or (foreign.url if "://" in foreign.url else ""),
            title=foreign.title,
            notes=foreign.notes,
            unwanted=foreign.unwanted,
        )
        return to_markdown(foreign.body, rules)
    body = foreign.body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    body = f"{_NOT_TEXT.sub('', body)}\n" if body.strip() else ""
    if foreign.markup == "text" and "<" in body:
        body = _NO_TAG.sub(r"\\<", body)
    found = tuple(addresses(body))
    pictures = (Picture(one) for one in found if is_picture(one))
    links = (one for one in found if not is_picture(one))
    return Converted(body, tuple(pictures), tuple(links))


_ELEMENTS = (
    "a|abbr|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|"
    "ol|p|pre|q|s|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul"
)
_NO_TAG = re.compile(
    rf"<(?=[a-z/!?])(?![a-z][a-z+.-]*:|/?(?:{_ELEMENTS})\b[^<>]{{0,500}}>|!--)", re.IGNORECASE
)
"""A character that begins no tag of HTML, but would hide words."""
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


def first_words(markdown: str, most: int = 8) -> str:
    """Return the first words of a text, for one without a title."""
    for line in _lines(markdown):
        words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[*_`#>~\\]|<[^>]*>", r"\1", line).split()
        if any(re.search(r"\w", word) for word in words):
            return " ".join(words[:most]).rstrip(",;:–-") + ("…" if len(words) > most else "")
    return ""


def _lines(markdown: str) -> Iterator[str]:
    for line in markdown[:4000].split("\n"):
        if line.strip() and not line.lstrip().startswith(("![", "```", "|", ":::", "[^")):
            yield line
