"""Exports in XML, written in a test: files, items, and what a format reads from them."""

from collections.abc import Iterable
from pathlib import Path

from sitegen.importers.detection import format_named
from sitegen.importers.foreign import Foreign, LeftOut, Record, Remark, Wishes
from sitegen.importers.sources import Export

WXR = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
    ' xmlns:excerpt="{space}excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{space}">\n<channel>\n'
    "<title>Tide and Slate</title>\n<link>https://slate.example</link>\n"
)
SPACE = "http://wordpress.org/export/1.2/"


def write(folder: Path, text: str | bytes, name: str = "export.xml") -> Export:
    """Write a file and open it as an export."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return Export(path)


def records(export: Export, name: str, wishes: Wishes | None = None) -> list[Record]:
    """Return all that a format reads from the members that it recognises."""
    module = format_named(name)
    return list(module.read(export, module.recognise(export), wishes or Wishes()))


def posts(found: Iterable[Record]) -> list[Foreign]:
    """Return the posts and pages among some records."""
    return [one for one in found if isinstance(one, Foreign)]


def left_out(found: Iterable[Record]) -> dict[str, int]:
    """Return reasons and how often they occur."""
    reasons = [one.reason for one in found if isinstance(one, LeftOut)]
    return {reason: reasons.count(reason) for reason in reasons}


def remarks(found: Iterable[Record]) -> list[str]:
    """Return what is said of the whole export."""
    return [one.text for one in found if isinstance(one, Remark)]


def wxr(*items: str, head: str = "", space: str = SPACE) -> str:
    """Return an export of WordPress with some items."""
    base = "<wp:base_blog_url>https://slate.example</wp:base_blog_url>\n"
    body = "\n".join(items)
    return f"{WXR.format(space=space)}{base}{head}{body}\n</channel>\n</rss>\n"


def item(content: str = "Slate.", more: str = "", **fields: str) -> str:
    """Return an item of WordPress; ``fields`` are elements of ``wp``, such as ``post_type``."""
    given = {
        "post_id": "7",
        "post_date": "2011-03-04 21:30:00",
        "post_date_gmt": "2011-03-04 20:30:00",
        "post_name": "slate",
        "status": "publish",
        "post_type": "post",
        **fields,
    }
    title, creator = given.pop("title", "Slate"), given.pop("creator", "wren")
    ident = given["post_id"]
    wp = "\n".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in given.items())
    return (
        f"<item>\n<title>{title}</title>\n<link>https://slate.example/2011/slate/</link>\n"
        f"<dc:creator>{creator}</dc:creator>\n"
        f'<guid isPermaLink="false">https://slate.example/?p={ident}</guid>\n'
        f"<content:encoded><![CDATA[{content}]]></content:encoded>\n{wp}\n{more}\n</item>"
    )


def meta(key: str, value: str) -> str:
    """Return a custom field of an item."""
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def attachment(ident: str, file: str, more: str = "", **fields: str) -> str:
    """Return an item for an uploaded file."""
    url = f"https://slate.example/wp-content/uploads/2011/03/{file}"
    given = {"post_id": ident, "post_type": "attachment", "status": "inherit", **fields}
    return item("", more, attachment_url=url, title=file, **given)
