"""Types of the writer: what it is to know of some HTML, and what it returns."""

from collections.abc import Mapping

from msgspec import Struct


class Rules(Struct, frozen=True, kw_only=True):
    """Facts that a platform's HTML does not say itself."""

    base: str = ""
    """Address against which relative addresses are resolved; "" to leave them."""
    title: str = ""
    """Title of the text: a first heading that repeats it is left out."""
    level: int = 2
    """Level of its highest headings in the Markdown."""
    notes: Mapping[str, str] = {}
    """Id of a footnote whose words are not in the HTML -> its words, as HTML."""
    unwanted: Mapping[str, str] = {}
    """``.class``, ``#id`` or ``tag`` of an element that a platform put there -> what it is, such as
    "subscribe form". Its words go to ``Converted.removed``. A star at the end of a class matches
    what it begins."""


class Picture(Struct, frozen=True):
    """A picture that a text shows."""

    address: str
    """As written in the Markdown."""
    alt: str = ""


class Removed(Struct, frozen=True):
    """Words that a platform put into a text, and that are left out."""

    what: str
    """What they are, as a noun: "subscribe form"."""
    text: str
    """The words, without markup."""


class Converted(Struct, frozen=True):
    """HTML as Markdown."""

    markdown: str
    """Ends with a line feed; "" for nothing."""
    pictures: tuple[Picture, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses that it links to, as written in the Markdown, in order."""
    removed: tuple[Removed, ...] = ()
    notices: tuple[str, ...] = ()
    """What is shown in another way, one line each: "frame of video.example is a link"."""
