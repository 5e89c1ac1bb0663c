"""Archives of Substack: ``posts.csv`` and a file for each post."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitegen.importers.foreign import Foreign, Record, Wishes
from support.exports import EXPORTS, essays, left_out, markdown, records, remarks, zipped

ARCHIVE = EXPORTS / "substack"


@pytest.fixture
def found() -> Sequence[Record]:
    return records(ARCHIVE, "substack", Wishes(site="https://quay.example/"))


@pytest.fixture
def ferry(found: Sequence[Record]) -> Foreign:
    return essays(found)['The "last" ferry & the first']


def test_a_post_has_the_facts_of_its_row(ferry: Foreign) -> None:
    assert ferry.ident == "77001"
    assert ferry.date == datetime(2022, 5, 1, 21, 30, tzinfo=UTC)
    assert (ferry.slug, ferry.url) == ("ferry", "https://quay.example/p/ferry")
    assert ferry.summary == "On “waiting”"
    assert ferry.draft == ""


def test_blocks_of_substack_become_plain_markdown(ferry: Foreign) -> None:
    text = markdown(ferry)
    address = "https://substack-post-media.s3.amazonaws.com/public/images/ferry_800x600.jpeg"
    for part in (
        "The ferry leaves at nine[^1], says Ann Oar.",
        f'![A ferry]({address} "At the *quay*.")',
        "> Waiting is a place.[^2]",
        "<https://www.youtube.com/watch?v=abc123>",
        "a^2 < b",
        "The rope is wet,  \nthe post is old.",
        "```python\nif tide < 2:\n    wait()\n```",
        "https://media.example/a.png",
        "https://media.example/b.png",
        "Two boats",
        "[Tide tables](https://quay.example/p/tide-tables?utm_source=x)",
        "> No ferry today.",
        "[The book of ferries](https://shop.example/book)",
        "[^1]: In summer.",
        "[^2]: It is.",
    ):
        assert part in text
    for part in ("Subscribe", "Thanks for reading", "original spacing", "cdn.example", "bucketeer"):
        assert part not in text


def test_what_is_only_on_substack_is_reported(ferry: Foreign) -> None:
    assert ferry.notices == ("a poll that is only on Substack is left out",)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Tide tables", "it is for paying readers only"),
        ("Harbour mice", "it is for readers who do not pay only"),
        ("Later", "it is a draft"),
        ("Half", "its end is for paying readers"),
        ("", "nothing says that it was published"),
        ("No row", "no row of posts.csv names it, so nothing says that it was published"),
        ("Foghorn", ""),
        ("About the quay", ""),
    ],
)
def test_only_what_everyone_could_read_is_published(
    found: Sequence[Record], title: str, reason: str
) -> None:
    assert essays(found)[title].draft == reason


def test_every_other_record_is_left_out_with_its_reason(found: Sequence[Record]) -> None:
    assert left_out(found) == [
        ("threads", "What do you carry?"),
        ("records that cannot be read", ""),
        ("posts whose file is not in the export", "Lost"),
        ("restacks", ""),
    ]
    assert remarks(found) == ["files about subscribers, which are not read: 2"]


def test_a_podcast_keeps_its_recording_and_a_page_is_a_page(found: Sequence[Record]) -> None:
    assert "https://sound.example/fog.mp3" in markdown(essays(found)["Foghorn"])
    assert essays(found)["About the quay"].kind == "page"


def test_a_thread_is_an_essay_if_it_is_wished_for() -> None:
    wishes = Wishes(types=frozenset({"thread"}))
    assert "What do you carry?" in essays(records(ARCHIVE, "substack", wishes))


def test_an_archive_that_does_not_name_its_site_says_so() -> None:
    found = records(ARCHIVE, "substack")
    assert "the archive does not name its site, so old addresses are paths" in remarks(found)
    assert essays(found)["Later"].url == "/p/later"


def test_the_archive_itself_gives_the_same(found: Sequence[Record], tmp_path: Path) -> None:
    archive = zipped(ARCHIVE, tmp_path / "export.zip")
    again = records(archive, "substack", Wishes(site="https://quay.example/"))
    assert [len(again), *essays(again)] == [len(found), *essays(found)]


def test_nothing_about_readers_is_in_any_record(found: Sequence[Record]) -> None:
    assert "reader.example" not in repr(found)


def test_posts_without_their_list_are_drafts(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/88100.rope.html").write_text("<p>A rope.</p>", encoding="utf-8")
    (draft,) = essays(records(tmp_path, "substack")).values()
    assert (draft.title, draft.slug) == ("Rope", "rope")
    assert draft.draft.startswith("no row of posts.csv")
