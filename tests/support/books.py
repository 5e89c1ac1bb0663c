"""Books as readers get them: the files of an EPUB, the pages and tags of a PDF; hostile essays."""

import zipfile
import zlib
from base64 import b64decode
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2

from support.picture_files import chunk, exif

SITE = """\
-- site.yaml --
title: "Tea & <Sugar>"
subtitle: Notes on *small* things
base_url: https://trial.example/
author: The Editors
licence: CC BY 4.0
paths: [morning, evening]
-- essays/kettle.md --
---
title: The Kettle
date: 2020-01-02
tags: [Water, Fire]
source: {kind: repost, title: Old Kettles, url: "https://old.example/kettles"}
errata: [{date: 2021-02-03, text: "It holds two litres."}]
---

A kettle boils.[^1] It [leads on](cup.md#handles). [Steam]{index="Steam; Water!hot"} rises.

[^1]: Slowly, with *some* noise.
-- essays/cup.md --
---
title: The Cup
date: 2020-03-04
tags: [Clay]
---

A cup has a handle.

## Handles

| Kind | Fingers |
|------|--------:|
| wide | 3 |

Some are [wide]{index="Handles"}.
-- essays/spoon.md --
---
title: The Spoon
date: 2020-05-06
tags: [Fire]
---

A spoon stirs.
-- essays/draft.md --
---
title: Nobody sees this
date: 2020-05-06
draft: true
---

Hidden words.
-- essays/_themes/fire.md --
---
title: Fire
order: [{essay: spoon, why: It is hot.}]
---

On heat.
-- essays/_paths/morning.md --
---
title: Morning
steps: [{essay: kettle, note: First the water.}, {essay: cup, note: Then what holds it.}]
---

How a day begins.
-- essays/_paths/evening.md --
---
title: Evening
steps: [{essay: cup, note: Once more.}, {essay: spoon, note: And stir.}]
---

How it ends.
-- essays/_pages/colophon.md --
---
title: Colophon
---

Printed with care.
"""

HOSTILE = """\
-- site.yaml --
title: 'A & B <i> "x" # $ @ \\'
base_url: https://trial.example/
author: "C & <D>"
-- essays/one.md --
---
title: '* # @ $ _ \\ {{ x }} ]]> & <b> "q" ~ `'
date: 2020-01-02
tags: ["T & <U>"]
summary: "*em* & <x> [l](two.md)"
---

Note[^1], again[^1], in a heading too.

# A heading[^2]

#### A skipped level

[^1]: One.

    > quoted in a note

[^2]: Two, and one[^1].

```python
x = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
```

https://trial.example/without/an/end/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa

> ### In a quotation

Term
:   Said.

1. x
   - y

- [x] done

::: verse
A line\
another
:::

> [!warning] Title
> Words.

$E = mc^2$

$$
\\sum_{i=1}^n \\frac{\\sqrt{i}}{\\left(i+1\\right)} \\sin x \\hat{y} \\text{ if }
\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}
$$

<div><li>odd</li><span><div>block</div></span><ul>loose<li>x</li></ul><dl><dd>alone</dd></dl></div>

<p id="1 st">a</p><p id="d">b</p><p id="d">c</p>

[to it](#d) [nothing](two.md#none) <time datetime="x">then</time> <q>said</q> <bdo>x</bdo>

<table><tr><td rowspan="9">r</td><td colspan="2">c</td></tr><tr><td>1</td></tr></table>

<figure><img src="https://far.example/x.png" alt="Far">
<figcaption>A</figcaption><figcaption>B</figcaption></figure>

<audio src="https://far.example/x.mp3" controls></audio>
<details><summary>More</summary>In it.</details>
-- essays/two.md --
---
title: مقالة
date: 2021-03-04
lang: ar
---

نص عربي[^1] مع English.

[^1]: ملاحظة
-- essays/three.md --
---
title: Very long title that goes on and on, and on and on, and on and on, and on and on, to no end
---

![[one]]
"""


PICTURE = b"\x89PNG\r\n\x1a\n" + b"".join(
    chunk(kind, data)
    for kind, data in (
        (b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
)
"""A whole picture: one black point."""


_GREY = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERX"
    "RTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAA"
    "AAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z"
)
"""A JPEG of 8 by 8 grey points."""


def photograph() -> bytes:
    """Return a whole JPEG file that tells where it was taken."""
    data = b"Exif\0\0" + exif(gps=True)
    return _GREY[:2] + b"\xff\xe1" + (len(data) + 2).to_bytes(2, "big") + data + _GREY[2:]


def epub_files(book: Path) -> dict[str, str]:
    """Read the texts in an EPUB, by their names below its folder."""
    with zipfile.ZipFile(book) as archive:
        names = [name for name in archive.namelist() if name.endswith(("ml", ".opf", ".svg"))]
        return {name.removeprefix("EPUB/"): archive.read(name).decode() for name in names}


def pdf_pages(book: Path) -> dict[str, str]:
    """Read the words of each page of a PDF, by its printed number."""
    document = pypdfium2.PdfDocument(book)
    pages = {
        document.get_page_label(number): page.get_textpage().get_text_bounded()
        for number, page in enumerate(document)
    }
    document.close()
    return pages


def pdf_tags(book: Path) -> Counter[str]:
    """Count the kinds of tags of a PDF."""
    tags: Counter[str] = Counter()
    with pikepdf.open(book) as document:
        waiting: list[pikepdf.Object] = [document.Root.StructTreeRoot.K]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting += list(node.as_list())
            elif isinstance(node, pikepdf.Dictionary):
                if "/S" in node:
                    tags[str(node.S)[1:]] += 1
                if "/K" in node:
                    waiting.append(node.K)
    return tags


def is_accessible(book: Path) -> bool:
    """Return whether a PDF says that it keeps to PDF/UA-1."""
    return b"<pdfuaid:part>1</pdfuaid:part>" in book.read_bytes()
