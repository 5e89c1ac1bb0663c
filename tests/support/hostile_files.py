"""Archives, folders and single files that no platform would make, and what each ends as."""

import os
import struct
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from support.hostile_exports import EXPORTS, Post
from support.hostile_sources import (
    PAGE,
    PICTURE,
    WXR,
    Hostile,
    archive,
    file,
    folder_of,
)


def zipped(*members: tuple[str, str | bytes]) -> Callable[[Path], Path]:
    """Return what writes an archive."""
    return file("export.zip", archive(*members))


def _changed(offset: int, value: int) -> bytes:
    """Return an archive of a page with a changed field in both headers of its first member."""
    content = bytearray(archive(("a.html", PAGE)))
    central = content.index(b"PK\x01\x02")
    content[offset : offset + 2] = struct.pack("<H", value)
    content[central + offset + 2 : central + offset + 4] = struct.pack("<H", value)
    return bytes(content)


def _links(folder: Path) -> Path:
    given = folder_of({"a.html": PAGE})(folder)
    (folder / "secret.html").write_text(PAGE.replace("Slate", "Secret"), encoding="utf-8")
    (given / "b.html").symlink_to(folder / "secret.html")
    (given / "up").symlink_to(folder)
    (given / "again").symlink_to(given)
    return given


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.xml")
    return folder / "pipe.xml"


def _with_pipe(folder: Path) -> Path:
    given = folder_of({"a.html": PAGE})(folder)
    os.mkfifo(given / "b.html")
    return given


def _odd_name(folder: Path) -> Path:
    given = folder_of({"a.html": PAGE})(folder)
    name = os.fsdecode(b"b\xff.html")
    (given / name).write_text(PAGE.replace("Slate", "Other"), encoding="utf-8")
    return given


_BOMB = archive(("a.html", b"<p>" + b"a" * 30_000_000))

ARCHIVES: dict[str, Hostile] = {
    "a zip with a member of 30 MB in 30 KB": Hostile(file("e.zip", _BOMB), 1, "E1803"),
    "a zip of 5,000 small pages": Hostile(
        file("e.zip", archive(*[(f"{n}.txt", "x") for n in range(5000)])), 1, "E1802"
    ),
    "a zip with names that lead out of it": Hostile(
        zipped(("../../up.html", PAGE), ("/etc/x.html", PAGE), ("C:\\x.html", PAGE)), 0, "", 3
    ),
    "a zip with a name of 5,000 characters": Hostile(
        zipped(("a" * 5000 + ".html", PAGE)), 0, "", 1
    ),
    "a zip with the same name twice": Hostile(
        zipped(("a.html", PAGE), ("a.html", PAGE.replace("Slate", "Other"))), 0, "", 1
    ),
    "a zip with members that are encrypted": Hostile(file("e.zip", _changed(6, 1)), 1, "encrypted"),
    "a zip with a way of packing that is unknown": Hostile(
        file("e.zip", _changed(8, 77)), 1, "E1801"
    ),
    "a zip whose end is cut": Hostile(file("e.zip", archive(("a.html", PAGE))[:-30]), 1, ""),
    "a zip whose beginning is cut": Hostile(file("e.zip", archive(("a.html", PAGE))[40:]), 1, ""),
    "a zip with a damaged member": Hostile(
        file(
            "e.zip",
            archive(("a.html", PAGE), packed=zipfile.ZIP_STORED).replace(b"quiet", b"loud!"),
        ),
        1,
        "E1801",
    ),
    "a zip without members": Hostile(file("e.zip", archive()), 1, "E1802"),
    "a zip in a zip": Hostile(zipped(("export.zip", archive(("a.xml", WXR)))), 1, "", 0),
    "a zip with pictures only": Hostile(zipped(("a.png", PICTURE)), 1, "E1802"),
    "a document of an office program": Hostile(
        zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")), 1, "document"
    ),
}

FILES: dict[str, Hostile] = {
    "no file": Hostile(lambda folder: folder / "none.xml", 1, "E1801"),
    "an empty file": Hostile(file("a.xml", ""), 1, "E1802"),
    "an empty folder": Hostile(folder_of({}), 1, "there is no file"),
    "a file of spaces": Hostile(file("a.txt", " \n" * 5000), 1, "E1802"),
    "a file of 5 MB of zeros": Hostile(file("a.xml", bytes(5_000_000)), 1, "E1802"),
    "a PDF": Hostile(file("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40), 1, "a PDF"),
    "a PDF that is called .html": Hostile(file("a.html", b"%PDF-1.7\n" + bytes(900)), 1, "a PDF"),
    "a picture": Hostile(file("a.png", PICTURE), 1, "E1802"),
    "a picture that is called .xml": Hostile(file("a.xml", PICTURE), 1, "E1802"),
    "a program": Hostile(file("a.html", b"\x7fELF" + bytes(range(256)) * 50), 1, "E1802"),
    "a database": Hostile(file("a.db", b"SQLite format 3\0" + bytes(900)), 1, "a database"),
    "a pipe": Hostile(_pipe, 1, "neither a file nor a folder"),
    "a pipe in a folder": Hostile(_with_pipe, 0, "1 essay", 1),
    "links in a folder, also to itself": Hostile(_links, 0, "1 essay", 1),
    "a name that is not UTF-8": Hostile(_odd_name, 0, "2 essays", 2),
    "a folder of 60 levels": Hostile(folder_of({"d/" * 60 + "a.html": PAGE}), 0, "1 essay", 1),
    "a page without an end": Hostile(file("a.html", PAGE[: len(PAGE) // 2]), 0, "1 essay", 1),
    "a page in UTF-16 without a mark": Hostile(
        file("a.html", PAGE.encode("utf-16-le")), 1, "E1802"
    ),
    "a page with NUL in every word": Hostile(file("a.html", PAGE.replace("qu", "q\0u")), 0, "", 1),
    "a list of posts without a column": Hostile(
        folder_of(
            {"posts.csv": "post_id,title\n1.slate,Slate\n", "posts/1.slate.html": "<p>x y</p>"}
        ),
        0,
        "pages without a text (1)",
    ),
    "a list of posts with NUL and an open quote": Hostile(
        folder_of(
            {
                "posts.csv": "post_id,post_date,is_published,audience,title,subtitle\n"
                '1.slate,2023-02-01T05:00:00.000Z,true,everyone,"Sla\0te\n' + "x" * 200_000,
                "posts/1.slate.html": "<p>Quiet slate.</p>",
            }
        ),
        0,
        "records that cannot be read (1)",
    ),
    "front matter in YAML that is broken": Hostile(
        folder_of({"hugo.toml": "", "content/posts/a.md": "---\ntitle: [x\n: y\n---\nQuiet.\n"}),
        0,
        "",
        1,
    ),
    "front matter with references of references": Hostile(
        folder_of(
            {
                "hugo.toml": "",
                "content/posts/a.md": "---\ntitle: T\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
                "---\nQuiet.\n",
            }
        ),
        0,
        "",
        1,
    ),
    "front matter with 500 open lists": Hostile(
        folder_of(
            {"hugo.toml": "", "content/posts/a.md": f"---\ntitle: {'[' * 500}\n---\nQuiet.\n"}
        ),
        0,
        "",
        1,
    ),
    "front matter without an end": Hostile(
        folder_of({"hugo.toml": "", "content/posts/a.md": "---\ntitle: T\n\nQuiet.\n"}), 0, "", 1
    ),
    "settings of a site that are broken": Hostile(
        folder_of({"hugo.toml": "= [", "content/posts/a.md": "---\ntitle: T\n---\nQuiet.\n"}),
        0,
        "",
        1,
    ),
    "an entry list without its ends": Hostile(
        file(
            "mt.txt",
            "AUTHOR: A\nTITLE: Slate\nSTATUS: Publish\nDATE: 99/99/9999 99:99:99\n"
            "-----\nBODY:\nQuiet",
        ),
        0,
        "",
        1,
    ),
}
NONSENSE = Post(
    title='--- "a": [b, {c}] # & *d | %e @f\n!!g',
    slug="../../CON",
    date="0000-00-00 00:00:00",
    url="http://[::1/../x\\y?z#",
    tag="x: [y, #z",
    body="<p>Quiet slate.</p>\n---\ntitle: stolen\n---\n<p>Rain.</p>",
)


def _nonsense(name: str, folder: Path) -> Path:
    return EXPORTS[name](folder, [NONSENSE])


_REFUSED = {"movabletype": "E1802", "text": "E1802"}
"""Formats that are not recognised if their titles are nonsense."""
for name in EXPORTS:
    FILES[f"a title, date, slug and address of nonsense ({name})"] = Hostile(
        partial(_nonsense, name),
        int(name in _REFUSED),
        _REFUSED.get(name, ""),
        int(name not in _REFUSED),
    )
