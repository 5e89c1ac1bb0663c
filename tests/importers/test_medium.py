"""Archives of Medium: a page for each story and response."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitegen.from_html.types import Removed
from sitegen.importers.foreign import Foreign, Record, Wishes
from support.exports import EXPORTS, essays, left_out, markdown, records, remarks, zipped

ARCHIVE = EXPORTS / "medium"


@pytest.fixture
def found() -> Sequence[Record]:
    return records(ARCHIVE, "medium")


@pytest.fixture
def kites(found: Sequence[Record]) -> Foreign:
    return essays(found)["Kites, over the dyke"]


def test_a_story_has_the_facts_of_its_page(kites: Foreign) -> None:
    assert kites.ident == "a1b2c3d4e5f6"
    assert kites.date == datetime(2019, 3, 2, 22, 15, tzinfo=UTC)
    assert kites.url == "https://medium.example/@olga/kites-over-the-dyke-a1b2c3d4e5f6"
    assert kites.slug == "kites-over-the-dyke"
    assert (kites.authors, kites.tags) == (("Olga Reed",), ("Kites", "Wind"))
    assert kites.summary == "A short one"
    assert kites.removed == (Removed("summary of a link", "All of them wind.example"),)


def test_blocks_of_medium_become_plain_markdown(kites: Foreign) -> None:
    assert markdown(kites) == (
        "Wind\n\n"
        "A kite needs a fool and a wind.\n\n"
        "```python\nif wind > 3:\n    fly()\n```\n\n"
        "```\nplain  text\nkept\n```\n\n"
        "[gist.github.example/olga/00112233445566778899aabbccddeeff]"
        "(https://gist.github.example/olga/00112233445566778899aabbccddeeff)\n\n"
        "<https://video.example/watch?v=9>\n\nA flight\n\n"
        "---\n\n"
        "Later.\n\n"
        "> Hold on.\n\n"
        '![A red kite](https://cdn.medium.example/max/800/1*kite.jpeg "Red")\n\n'
        "[How winds work](https://wind.example/)\n"
    )


def test_the_first_words_of_a_story_are_no_summary(found: Sequence[Record]) -> None:
    story = essays(found)["No subtitle"]
    assert story.summary == ""
    assert markdown(story) == "The first words are the summary, as Medium makes it.\n"


def test_a_draft_has_no_date_and_is_not_published(found: Sequence[Record]) -> None:
    draft = essays(found)["Strings"]
    assert (draft.draft, draft.date, draft.url) == ("it is a draft", None, "")


def test_responses_are_left_out_unless_they_are_wished_for(found: Sequence[Record]) -> None:
    assert ("responses to other stories", "I agree, wholly") in left_out(found)
    wished = records(ARCHIVE, "medium", Wishes(types=frozenset({"response"})))
    assert "I agree, wholly" in essays(wished)


def test_a_page_that_ends_in_the_middle_keeps_its_words_and_the_day_of_its_name(
    found: Sequence[Record],
) -> None:
    cut = essays(found)["Without a foot"]
    assert markdown(cut) == "The end of this file is mis\n"
    assert (cut.date, cut.has_time) == (datetime(2019, 5, 5), False)


def test_other_folders_are_counted_and_never_read(found: Sequence[Record]) -> None:
    assert ("stories without words", "Empty") in left_out(found)
    others = "files that are not stories, which are not read: claps (1), profile (1)"
    assert remarks(found) == [others]
    assert "mail.example" not in repr(found)


def test_the_archive_itself_gives_the_same(found: Sequence[Record], tmp_path: Path) -> None:
    again = records(zipped(ARCHIVE, tmp_path / "export.zip"), "medium")
    assert [len(again), *essays(again)] == [len(found), *essays(found)]


def _story(body: str, title: str, summary: str) -> str:
    return (
        f'<article class="h-entry"><header><h1 class="p-name">{title}</h1></header>'
        f'<section data-field="subtitle" class="p-summary">{summary}</section>'
        f'<section data-field="body" class="e-content">{body}</section></article>'
    )


def test_a_response_has_first_words_for_title_and_subtitle(tmp_path: Path) -> None:
    first = '<p class="graf graf--p">Not all kites are red. Mine is not.</p>'
    second = '<p class="graf graf--p">It is blue, and I say so to all who ask.</p>'
    long = second * 15
    for number, body in enumerate((first + second, first + long)):
        html = _story(body, "Not all kites are red.", "It is blue, and I…")
        (tmp_path / f"2019-03-0{number + 1}_Not-a1b2c3d4e5f{number}.html").write_text(
            html, encoding="utf-8"
        )
    found = records(tmp_path, "medium")
    assert left_out(found) == [("responses to other stories", "Not all kites are red.")]
    held = essays(found)["Not all kites are red."]
    assert held.draft == "it has no title of its own and may be a response"
    wished = records(tmp_path, "medium", Wishes(types=frozenset({"response"})))
    assert [one.draft for one in wished if isinstance(one, Foreign)] == ["", ""]
