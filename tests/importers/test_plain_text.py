"""Texts pasted from a browser, or saved as text."""

from datetime import datetime
from pathlib import Path
from zlib import compress

import pytest

from sitegen.from_html.types import Removed
from sitegen.importers.foreign import Foreign
from support.exports import essays, left_out, records
from support.picture_files import chunk, png

BODY = "A gate is a wall that changed its mind. I oiled it, and by noon it sang to the dog."


def read(folder: Path, text: str | bytes) -> Foreign:
    content = text.encode() if isinstance(text, str) else text
    (folder / "a.txt").write_bytes(content)
    (one,) = essays(records(folder / "a.txt", "text")).values()
    return one


@pytest.mark.parametrize(
    ("head", "title", "date", "author"),
    [
        ("The gate\n\n", "The gate", None, ""),
        ("# The gate\n\n", "The gate", None, ""),
        ("The gate\n", "The gate", None, ""),
        ("Is it a gate?\n\n", "Is it a gate?", None, ""),
        ("the gate\nby Nils Oak\n\n", "the gate", None, "Nils Oak"),
        ("Thursday, April 8, 2010\nThe gate\n\n", "The gate", "2010-04-08", ""),
        ("The gate\nApril 8, 2010\n\n", "The gate", "2010-04-08", ""),
        ("The gate\nPosted on April 8, 2010 by Nils Oak\n\n", "The gate", "2010-04-08", "Nils Oak"),
        ("Das Tor\nvon Nils Oak\n8. April 2010\n\n", "Das Tor", "2010-04-08", "Nils Oak"),
        (
            "La porte\nPublié le 8 avril 2010\npar Nils Oak\n\n",
            "La porte",
            "2010-04-08",
            "Nils Oak",
        ),
        (
            "Title: The gate\nDate: 2010-04-08\nAuthor: Nils Oak\n\n",
            "The gate",
            "2010-04-08",
            "Nils Oak",
        ),
        (
            "Nils Oak's Blog\nHome | About | Mail\n\nApril 8, 2010\nThe gate\n\n",
            "The gate",
            "2010-04-08",
            "",
        ),
        ("", "", None, ""),
    ],
)
def test_lines_above_a_text_are_its_title_date_and_author(
    tmp_path: Path, head: str, title: str, date: str | None, author: str
) -> None:
    one = read(tmp_path, head + BODY)
    assert (one.title, one.authors) == (title, (author,) if author else ())
    assert one.date == (datetime.fromisoformat(date) if date else None)
    assert one.body.strip() == BODY


def test_what_is_above_the_title_is_removed_with_its_reason(tmp_path: Path) -> None:
    one = read(tmp_path, f"Gate and Post\nHome  About\n\nApril 8, 2010\nThe gate\n\n{BODY}\n")
    assert one.removed == (Removed("head of a page", "Gate and Post\nHome  About"),)


@pytest.mark.parametrize(
    "text",
    [
        "Roses are red,\nviolets are blue,\nand this one\nis for you.\n",
        "one line\ntwo lines\nthree lines\n1 May 1999\n",
        "It rained.\nI went home.\nThat was all there was.\n",
        "- flour\n- water\n- salt, and time for it\n",
    ],
)
def test_poems_and_lists_keep_every_line(tmp_path: Path, text: str) -> None:
    one = read(tmp_path, text)
    assert (one.title, one.body) == ("", text)


def test_the_foot_names_author_and_themes(tmp_path: Path) -> None:
    foot = "Posted by Nils Oak at 5:30 PM\nLabels: gates, old walls\n"
    one = read(tmp_path, f"The gate\n\n{BODY}\n\n{foot}")
    assert (one.authors, one.tags) == (("Nils Oak",), ("gates", "old walls"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_other_encodings_and_line_ends_are_read(tmp_path: Path, encoding: str) -> None:
    text = f"Das Café\r\n\r\n„Größe“ ist ein Wort. {BODY}\r\n"
    one = read(tmp_path, text.encode(encoding))
    assert one.title == "Das Café"
    assert one.body.strip() == f"„Größe“ ist ein Wort. {BODY}"


def test_files_that_are_no_prose_are_not_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.css").write_text(f"/* {BODY} */", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (tmp_path / "d.txt").write_text('{"a": [1, 2, 3, 4, 5, 6, 7]}', encoding="utf-8")
    found = records(tmp_path, "text")
    assert (len(found), left_out(found)) == (1, [])


def test_pictures_that_decode_into_letters_are_not_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    row = b"\0" + b"\x1e\x96\x5a" * 900
    for name, rows in (("b.png", 600), ("c", 200)):
        (tmp_path / name).write_bytes(png(900, rows, b"", chunk(b"IDAT", compress(row * rows))))
    found = records(tmp_path, "text")
    assert (len(found), left_out(found)) == (1, [])


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\n```\nif a <b>: go()\n```\n",
        f"{BODY} Write `<gate>` there.\n",
        f"{BODY} See [the wall](https://wall.example/).\n",
        f"{BODY} See [the wall].\n\n[the wall]: https://wall.example/\n",
    ],
)
def test_what_is_markdown_already_stays_markdown(tmp_path: Path, text: str) -> None:
    one = read(tmp_path, text)
    assert (one.markup, one.body) == ("markdown", text)


@pytest.mark.parametrize("name", ["a.mjs", "b.svelte", "c.test.ts", ".notes", ".cache/d.txt"])
def test_programs_and_hidden_files_are_not_texts(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(BODY, encoding="utf-8")
    feed = f"<rss version='2.0'><channel><item><title>Gate</title>{BODY}</item></channel></rss>"
    (tmp_path / "e.mjs").write_text(feed, encoding="utf-8")
    (tmp_path / "f.txt").write_text(BODY, encoding="utf-8")
    assert len(records(tmp_path, "text")) == 1


def test_code_in_a_text_does_not_hide_that_it_is_prose(tmp_path: Path) -> None:
    code = "```\n" + "x[1] += 2; /* 3 */\n" * 40 + "```\n"
    assert read(tmp_path, f"# The gate\n\n{BODY}\n\n{code}").title == "The gate"
    (tmp_path / "a").write_text(f"#!/bin/sh\n# {BODY}\n", encoding="utf-8")
    assert len(records(tmp_path, "text")) == 1
