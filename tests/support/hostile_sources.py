"""Sources that are damaged, empty, too large or no exports at all, and what each ends as.

A row says the exit code of ``sitegen import``, words of its messages, and how many texts come.
"""

import io
import json
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from support.hostile_exports import EXPORTS, Post
from support.xml_exports import item, wxr

Make = Callable[[Path], Path]


class Hostile(Struct, frozen=True):
    """A source and what it ends as."""

    make: Make
    """Write it into a folder and return its path."""
    code: int
    said: str
    """Words of the output."""
    texts: int = 0
    """How many essays there are afterwards."""


PAGE = "<!DOCTYPE html><html><head><title>Slate</title></head><body><article><h1>Slate</h1>"
PAGE += f"<p>{'Slate is quiet when the rain comes over the hill. ' * 9}</p></article></body></html>"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(60)


def file(name: str, content: str | bytes) -> Make:
    """Return what writes one file."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def folder_of(files: Mapping[str, str | bytes]) -> Make:
    """Return what writes a folder of files."""

    def make(folder: Path) -> Path:
        for name, content in files.items():
            path = folder / "given" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        (folder / "given").mkdir(exist_ok=True)
        return folder / "given"

    return make


def archive(*members: tuple[str, str | bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive; a name may occur twice."""
    content = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(content, "w", packed) as out:
        warnings.simplefilter("ignore")  # about names that occur twice
        for name, one in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = packed
            out.writestr(info, one)
    return content.getvalue()


def of(name: str, **fields: str) -> Make:
    """Return what writes an export of a format with one post."""
    return lambda folder: EXPORTS[name](folder, [Post(**fields)])


# ------------------------------------------------------------------ XML

ONE = item("Slate one.", post_id="1", title="One", post_name="one")
TWO = item("Slate two.", post_id="2", title="Two", post_name="two")
WXR = wxr(ONE, TWO)
_ENTITIES = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
_OUTSIDE = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n'


def _declared(text: str, declaration: str) -> str:
    start = text.index("<rss")
    return text[:start] + declaration + text[start:].replace("<title>One", "<title>&b;&a;One", 1)


XML: dict[str, Hostile] = {
    "XML with a bare &": Hostile(file("a.xml", WXR.replace("One<", "One & 1<")), 0, "2 essays", 2),
    "XML with named entities": Hostile(
        file("a.xml", WXR.replace("One<", "One&nbsp;&hellip;&nosuch;<")), 0, "2 essays", 2
    ),
    "XML with control characters": Hostile(
        file("a.xml", WXR.replace("Slate one", "Sl\x08a\x00te\x1f one")), 0, "2 essays", 2
    ),
    "XML whose end is cut in a record": Hostile(
        file("a.xml", WXR[: WXR.index("Slate two")]), 0, "the file ends inside it", 1
    ),
    "XML whose end is cut behind a record": Hostile(
        file("a.xml", WXR[: WXR.rindex("</item>") + 7]), 0, "2 essays", 2
    ),
    "XML whose end is cut in the head": Hostile(
        file("a.xml", WXR[: WXR.index("<title>Tide")]), 0, "there is nothing to import in it"
    ),
    "XML with one record that is not closed": Hostile(
        file("a.xml", WXR.replace("</item>", "", 1)), 0, "it is not well-formed in the export", 2
    ),
    "XML in Latin-1 that says it is UTF-8": Hostile(
        file("a.xml", WXR.replace("One<", "Größe<").encode("latin-1")), 0, "2 essays", 2
    ),
    "XML in UTF-16": Hostile(
        file("a.xml", WXR.replace("UTF-8", "utf-16").encode("utf-16")), 0, "2 essays", 2
    ),
    "XML with bytes that are no characters": Hostile(
        file("a.xml", WXR.encode().replace(b"Slate one", b"Sl\xff\xfeate one")), 0, "2 essays", 2
    ),
    "XML that declares entities, each of the one before": Hostile(
        file("a.xml", _declared(WXR, _ENTITIES)), 1, "it declares entities of its own"
    ),
    "XML that declares an entity of a file": Hostile(
        file("a.xml", _declared(WXR, _OUTSIDE)), 1, "it declares entities of its own"
    ),
    "XML with 10,000 levels of elements": Hostile(
        file("a.xml", wxr(TWO, f"<item>{'<wp:meta>' * 10_000}x")), 0, "1 essay", 1
    ),
    "XML with a record of another kind in the middle": Hostile(
        file("a.xml", wxr(ONE, "<item><wp:post_type>x</wp:post_type><b></item>", TWO)), 0, "", 2
    ),
    "XML with PHP warnings before it": Hostile(
        file("a.xml", f"<br />\n<b>Warning</b>: memory in line 3\n{WXR}"), 0, "2 essays", 2
    ),
    "XML that is a page to log in": Hostile(
        file("a.xml", "<!DOCTYPE html><html><body><form>Log in</form></body></html>"), 1, ""
    ),
    "XML that is a list of subscriptions": Hostile(
        file("a.xml", '<?xml version="1.0"?><opml version="2.0"><body/></opml>'), 1, "OPML"
    ),
    "XML whose elements all have the same id": Hostile(
        file("a.xml", wxr(*[ONE] * 3)), 0, "records that occur twice (2)", 1
    ),
    "RSS whose end is cut": Hostile(
        lambda folder: _cut(of("feed")(folder), b"</item>"), 0, "it is not well-formed", 1
    ),
    "Atom of Blogger whose end is cut": Hostile(
        lambda folder: _cut(of("blogger")(folder), b"</entry>"), 0, "it is not well-formed", 1
    ),
    "a journal whose end is cut": Hostile(
        lambda folder: _cut(of("livejournal")(folder), b"</entry>"), 0, "it is not well-formed", 1
    ),
}


def _cut(path: Path, at: bytes) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(at)])
    return path


# ------------------------------------------------------------------ JSON


def ghost(posts: object, **tables: object) -> str:
    """Return an export of Ghost with any value as its posts."""
    return json.dumps({"db": [{"meta": {"version": "5.7"}, "data": {"posts": posts, **tables}}]})


_POST: dict[str, object] = {
    "id": "1",
    "title": "Slate",
    "slug": "slate",
    "html": "<p>Quiet.</p>",
    "type": "post",
}
_POST |= {"status": "published", "visibility": "public", "published_at": "2011-03-04 21:30:00"}
_DEEP = "[" * 100_000
_WRONG = {key: [{"a": 1}, None] for key in _POST} | {"id": "2"}

JSON: dict[str, Hostile] = {
    "JSON whose end is cut": Hostile(
        file("g.json", ghost([_POST, _POST | {"id": "2"}])[:-80]), 0, "1 essay", 1
    ),
    "JSON with wrong types in every field": Hostile(
        file("g.json", ghost([_POST, _WRONG, 5, None, "x", [], {}])), 0, "1 essay", 1
    ),
    "JSON with NaN and Infinity": Hostile(
        file("g.json", ghost([_POST | {"featured": float("nan"), "x": float("inf")}])), 0, "", 1
    ),
    "JSON with 100,000 open lists": Hostile(
        file("g.json", ghost([_POST])[:-4] + f', "x": {_DEEP}'), 0, "1 essay", 1
    ),
    "JSON with 100,000 open lists in a post": Hostile(
        file("g.json", ghost([_POST, 7]).replace("7]", f'{{"id": "2", "html": {_DEEP}')), 0, "", 1
    ),
    "JSON with each key twice": Hostile(
        file("g.json", ghost([_POST]).replace('"title"', '"title": "No", "title"')), 0, "", 1
    ),
    "JSON with numbers of 5,000 digits": Hostile(
        file("g.json", ghost([_POST, 7]).replace("7]", f'{{"id": {"9" * 5000}}}]')), 0, "", 1
    ),
    "JSON with halves of characters": Hostile(
        file("g.json", ghost([_POST | {"title": "Half \ud83d", "html": "<p>\udc00 x</p>"}])),
        0,
        "",
        1,
    ),
    "JSON whose lists are a table": Hostile(
        file("g.json", ghost({"a": _POST})), 0, "files without posts (1)"
    ),
    "JSON that is only null": Hostile(file("g.json", "null"), 1, "E1802"),
    "JSON with a text of a mobiledoc that is broken": Hostile(
        file("g.json", ghost([_POST | {"html": None, "mobiledoc": '{"sections": [[1'}])), 0, "", 1
    ),
    "JSON with a lexical text of 50,000 levels": Hostile(
        file(
            "g.json", ghost([_POST | {"html": None, "lexical": '{"root":{"children":[' * 50_000}])
        ),
        0,
        "",
        1,
    ),
    "a post of Tumblr with wrong types": Hostile(
        folder_of(
            {
                "json/1.json": '{"type": "text", "id": [1], "id_string": {}, "blog_name": 5, '
                '"post_url": [], "slug": 7, "date": {}, "state": 1, "tags": "x", "title": {}, '
                '"body": [1]}',
                "json/2.json": '{"type": "blocks", "id": 2, "id_string": "2", "blog_name": "a", '
                '"post_url": "https://a.example/2", "date": "2023-01-05 07:00:00 GMT", "state": '
                '"published", "content": [5, null, {"type": 9, "text": [1], "formatting": 7}, '
                '{"type": "text", "text": "Quiet.", "formatting": [{"start": -5, "end": 1e99, '
                '"type": "bold"}, {"start": "x"}]}], "layout": [{"type": "rows", "display": 3}]}',
            }
        ),
        0,
        "",
        1,
    ),
    "a feed in JSON with wrong types": Hostile(
        file(
            "f.json",
            '{"version": "https://jsonfeed.org/version/1.1", "title": 5, "home_page_url": [], '
            '"items": [5, null, {"id": {}, "url": 3, "title": [], "content_html": {}}, {"id": 1, '
            '"url": "https://a.example/1", "authors": 5, "tags": {"a": 1}, "content_html": '
            '"<p>Quiet.</p>", "date_published": 20110304}]}',
        ),
        0,
        "",
        1,
    ),
}
