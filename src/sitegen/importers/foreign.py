"""The values between formats and the common road: records of an export as its platform has them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct

from sitegen.from_html.types import Removed

Markup = Literal["html", "markdown", "text"]


class Foreign(Struct, frozen=True, kw_only=True):
    """A post or page that may become an essay. Private facts of people are not in it."""

    ident: str
    """What identifies it in every export of its platform: a guid, a ``tag:`` id, a post id."""
    place: str
    """Where it is in the export, for messages: ``posts.xml, item 12`` or ``posts/4.html``."""
    kind: Literal["post", "page"] = "post"
    title: str = ""
    """Plain text: entities decoded, without tags; "" for none."""
    body: str
    markup: Markup = "html"
    draft: str = ""
    """Why it must not be published, such as "it is for members only"; "" to publish it."""
    date: datetime | None = None
    """Its day and time on the author's clock; naive if the platform states no offset."""
    updated: datetime | None = None
    has_time: bool = True
    """Whether ``date`` has a time of day."""
    authors: tuple[str, ...] = ()
    """Names as readers know them; never logins that are e-mail addresses."""
    tags: tuple[str, ...] = ()
    """Tags and categories in order, as written."""
    url: str = ""
    """Its old address, whole; only its path where the export does not name the host."""
    slug: str = ""
    """The platform's own; "" for none."""
    aliases: tuple[str, ...] = ()
    """Paths of still older addresses."""
    summary: str = ""
    description: str = ""
    lang: str = ""
    image: str = ""
    """Address of the picture that represents it."""
    image_alt: str = ""
    notes: Mapping[str, str] = {}
    """As ``from_html.types.Rules.notes``."""
    unwanted: Mapping[str, str] = {}
    """As ``from_html.types.Rules.unwanted``."""
    base: str = ""
    """Address against which relative addresses in the body are resolved, if not ``url``."""
    pictures: Mapping[str, str] = {}
    """Address of a picture in the body -> name of its file among those of the source, where the
    format knows it."""
    extra: Mapping[str, object] = {}
    """Further keys for its front matter, as sitegen names them; values as in JSON."""
    removed: tuple[Removed, ...] = ()
    """Words that the format itself left out."""
    notices: tuple[str, ...] = ()
    """What could not be carried over, one line each."""


class LeftOut(Struct, frozen=True):
    """A record that does not become an essay; it is counted by its reason."""

    reason: str
    """A noun in the plural: "menu items", "trashed posts", "records that cannot be read"."""
    place: str
    title: str = ""


class Remark(Struct, frozen=True):
    """A fact about the whole export, for the report."""

    text: str
    """A sentence without a full stop: "12 posts in this feed; the site may have more"."""
    hint: str = ""


Record = Foreign | LeftOut | Remark


class Wishes(Struct, frozen=True, kw_only=True):
    """Options of an import that concern formats."""

    site: str = ""
    """``--site``: address of the old site, for exports that do not name it."""
    types: frozenset[str] = frozenset()
    """``--type``: further types of posts to take: custom types, "response", "reblog"."""
