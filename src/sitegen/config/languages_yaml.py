"""``languages`` of site.yaml -> the languages that have pages of their own."""

from sitegen.config.config import SiteLanguage
from sitegen.config.schema.forms import BLOCK, LANGUAGE, LINE, many, table
from sitegen.config.schema.keys import Fields, Form, Key, is_empty, unknown_key, vocabulary
from sitegen.config.schema.nodes import Entry, Node, Scalar, Table
from sitegen.problems.errors import SitegenError


def _languages(node: Node) -> tuple[SiteLanguage, ...]:
    """Read ``[en, de]``, or a mapping of each tag to what the site is called in it."""
    if not isinstance(node, Table):
        return tuple(map(SiteLanguage, many(LANGUAGE).read(node)))
    return tuple(_language(entry) for entry in node.entries)


def _language(entry: Entry) -> SiteLanguage:
    tag = LANGUAGE.read(Scalar(entry.key, entry.place))
    if is_empty(entry.node):
        return SiteLanguage(tag)
    fields = Fields(table(entry.node, "write title: and the name of the collection"), _NAMED)
    found = SiteLanguage(tag, **fields.values())
    strange = [unknown_key(one, _NAMED, "E802") for one in fields.unknown]
    if fields.problems or strange:
        raise SitegenError([*fields.problems, *strange])
    return found


_NAMED = vocabulary(
    Key("title", LINE, "Name of the collection in this language"),
    Key("short_title", LINE, "The name at the top of pages, if it is shorter"),
    Key("subtitle", LINE, "One line under the name"),
    Key("description", BLOCK, "One or two sentences for search engines and feeds"),
)


LANGUAGES = Form(_languages, {"type": ["array", "object"]})
