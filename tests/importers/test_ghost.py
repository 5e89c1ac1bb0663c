"""Exports of Ghost: one file of JSON, of any version."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from sitegen.from_html.types import Removed
from sitegen.importers.foreign import Foreign, Record, Wishes
from sitegen.importers.platforms.ghost.rows import rows
from support.exports import EXPORTS, essays, left_out, markdown, records, remarks, zipped

EXPORT = EXPORTS / "ghost"


@pytest.fixture(scope="module")
def found() -> Sequence[Record]:
    return records(EXPORT, "ghost")


@pytest.fixture(scope="module")
def shelves(found: Sequence[Record]) -> Mapping[str, Foreign]:
    return essays(found)


def test_a_post_has_facts_from_all_tables(shelves: Mapping[str, Foreign]) -> None:
    shelf = shelves["Shelf in Lexical"]
    assert shelf.date == datetime.fromisoformat("2022-01-03T00:30:00+01:00")
    assert shelf.authors == ("Ines Holm", "Kim Lund")
    assert shelf.tags == ("Wood", "Home, sweet")
    assert shelf.url == "https://shelf.example/shelf-in-lexical/"
    assert shelf.description == "Shelves."
    assert shelf.image == "https://shelf.example/content/images/cover.jpg"
    assert shelf.image_alt == "A cover"
    assert shelves["Shelf in HTML"].summary == "On shelves & more"
    assert shelves["About"].kind == "page"


def test_lexical_becomes_markdown(shelves: Mapping[str, Foreign]) -> None:
    shelf = shelves["Shelf in Lexical"]
    text = markdown(shelf)
    for part in (
        "Bold **words** and ***both***, `x`, H~2~O  \n[a shelf](https://shelf.example/shelf/)",
        "## Part\n",
        "3. one\n   - deep\n",
        "> Said.",
        '![A shelf](https://shelf.example/content/images/2022/01/shelf.jpg "*Mine*")',
        "![A](https://shelf.example/content/images/a.png)",
        "```python\nif a < 1:\n    b()\n```",
        "A *note*.[^1]",
        "[^1]: Here.",
        "| a |\n| --- |\n| b |",
        "[A card](https://card.example/)",
        "> 👀 Mind the **gap**.",
        "Less.",
        "https://video.example/e",
        "[Buy it](https://shop.example/)",
        "A card from the future",
    ):
        assert part in text
    assert shelf.notices == ("card 'hologram' is not known; its words are kept",)
    assert shelf.removed == (
        Removed("summary of a link", "About cards Cards"),
        Removed("words for e-mails", "Only for letters to members."),
        Removed("subscribe form", "Join the shelf"),
        Removed("caption of the picture that represents it", "By Ann"),
    )


def test_mobiledoc_becomes_markdown(shelves: Mapping[str, Foreign]) -> None:
    assert markdown(shelves["Shelf in Mobiledoc"]) == (
        "## Head\n\n"
        "**bold *both***  \n[lamp](https://shelf.example/lamp/)\n\n"
        "```\nx <\n y\n```\n\n"
        "words of a strange card\n\n"
        "1. item\n\n"
        "![](https://shelf.example/content/images/c.png)\n"
    )


def test_cards_in_html_become_markdown(shelves: Mapping[str, Foreign]) -> None:
    text = markdown(shelves["Shelf in HTML"])
    for part in (
        "[A card](https://card.example/)",
        "More?",
        "(https://shelf.example/content/media/a.mp3)",
        "[The plan](https://shelf.example/content/files/plan.pdf)",
        "![S](https://shelf.example/content/images/2022/01/s.jpg)",
    ):
        assert part in text
    for part in ("0:00", "Join the shelf", "About cards", "plan.pdf\n", "2 KB"):
        assert part not in text


def test_markdown_stays_markdown_and_a_broken_document_keeps_its_words(
    shelves: Mapping[str, Foreign],
) -> None:
    assert (shelves["In Markdown"].markup, shelves["In Markdown"].body) == (
        "markdown",
        "# One\n\n*two*",
    )
    broken = shelves["Broken document"]
    assert (broken.markup, broken.body) == ("text", "Only the words.")
    assert broken.notices == ("its lexical cannot be read, only its words are kept",)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("For members", "it is for members only"),
        ("For payers", "it is for paying members only"),
        ("For tiers", "it is for some members only"),
        ("Draft", "it is a draft"),
        ("Scheduled", "it is scheduled for 2999-01-01"),
        ("Sent", "it was sent by e-mail only"),
        ("Half", "a part of it is for members only"),
        ("Nearly nothing", "its status is 'not stated'"),
        ("About", ""),
    ],
)
def test_only_what_everybody_could_read_is_published(
    shelves: Mapping[str, Foreign], title: str, reason: str
) -> None:
    assert shelves[title].draft == reason


def test_what_cannot_be_read_is_counted_and_the_next_post_is_read(
    found: Sequence[Record],
) -> None:
    assert left_out(found) == [("posts without words", ""), ("records that cannot be read", "")]


def test_nothing_about_people_is_in_any_record(found: Sequence[Record]) -> None:
    for secret in ("@shelf.example", "$2a$", "reader.example", "A Reader"):
        assert secret not in repr(found)


def test_what_is_left_out_is_reported(shelves: Mapping[str, Foreign]) -> None:
    assert shelves["Injected"].notices == (
        "code that was injected into its page is left out",
        "it names another address as the original: https://first.example/a",
    )


def test_a_zip_gives_the_same(found: Sequence[Record], tmp_path: Path) -> None:
    again = records(zipped(EXPORT, tmp_path / "export.zip"), "ghost")
    assert list(essays(again)) == list(essays(found))


def export_of(folder: Path, data: object, *, wrapped: bool = True) -> Path:
    whole = {"meta": {"exported_on": 1, "version": "003"}, "data": data}
    file = folder / "old.json"
    file.write_text(json.dumps({"db": [whole]} if wrapped else whole), encoding="utf-8")
    return file


OLD = {
    "id": 7,
    "title": "Lamp",
    "slug": "lamp",
    "markdown": "*x*",
    "html": "<p><em>x</em></p>",
    "image": "/content/images/l.png",
    "page": 0,
    "status": "published",
    "author_id": 1,
    "published_at": 1420147800000,
}


def test_the_first_versions_are_read(tmp_path: Path) -> None:
    tables = {
        "settings": [{"key": "permalinks", "value": "/:year/:month/:day/:slug/"}],
        "users": [{"id": 1, "name": "Ines Holm"}],
        "posts": [OLD],
        "tags": [{"id": 3, "name": "Wood", "hidden": False}],
        "posts_tags": [{"post_id": 7, "tag_id": 3}],
    }
    file = export_of(tmp_path, tables, wrapped=False)
    found = records(file, "ghost", Wishes(site="https://shelf.example"))
    lamp = essays(found)["Lamp"]
    assert lamp.date == datetime.fromisoformat("2015-01-01T21:30:00+00:00")
    assert lamp.url == "https://shelf.example/2015/01/01/lamp/"
    assert (lamp.authors, lamp.tags, lamp.draft) == (("Ines Holm",), ("Wood",), "")
    assert lamp.image == "https://shelf.example/content/images/l.png"
    assert remarks(found) == []


def test_a_site_behind_a_password_is_not_published(tmp_path: Path) -> None:
    tables = {"posts": [OLD], "settings": [{"key": "is_private", "value": "true"}]}
    found = records(export_of(tmp_path, tables), "ghost")
    assert essays(found)["Lamp"].draft == "the whole site was private"
    assert remarks(found) == ["the export does not name its site"]


# ------------------------------------------------------------------ rows


def read_rows(text: str) -> list[tuple[str, object]]:
    return [(table, row and row.get("id")) for table, row in rows(io.BytesIO(text.encode()))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"data": {"a": [{"id": 1}, {"id": 2}], "b": [{"id": 3}]}}',
            [("a", 1), ("a", 2), ("b", 3)],
        ),
        ('{"data": {"v": 5, "a": [], "b": [{"id": 3}]}}', [("b", 3)]),
        (
            '{"data": {"a": [{"id": 1}, {"id": "2, {"id": 3}], "b": [{"id": 4}]}}',
            [("a", 1), ("a", None), ("b", 4)],
        ),
        (
            '{"data": {"a": [{"id": 1}, {"id": 2 "x": 1}, {"id": 3}], "b": [{"id": 4}]}}',
            [("a", 1), ("a", None), ("a", 3), ("b", 4)],
        ),
        (
            '{"data": {"a": [{"id": 1}, {"id": 2,, "x": 1}], "b": [{"id": 4}]}}',
            [("a", 1), ("a", None), ("b", 4)],
        ),
        ('{"data": {"a": [{"id": 1}, {"id": 2, "te', [("a", 1), ("a", None)]),
        ('{"data": {"a": [{"id": 1}', [("a", 1), ("a", None)]),
        ('{"data": {"a": [{"id": ' + "[" * 100_000, [("a", None)]),
        ('{"meta": 1}', []),
        ("", []),
    ],
)
def test_rows_are_read_also_after_one_that_is_broken(
    text: str, expected: list[tuple[str, object]]
) -> None:
    assert read_rows(text) == expected


def test_a_row_may_be_longer_than_what_is_read_at_once() -> None:
    long = "x" * 3_000_000
    text = json.dumps({"data": {"a": [{"id": 1, "t": long}, {"id": 2, "t": long}, {"id": 3}]}})
    assert read_rows(text) == [("a", 1), ("a", 2), ("a", 3)]
