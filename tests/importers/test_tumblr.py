"""Posts of Tumblr as its API gives them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitegen.importers.foreign import Foreign, Record, Wishes
from support.exports import EXPORTS, essays, left_out, markdown, records, zipped

EXPORT = EXPORTS / "tumblr"


@pytest.fixture(scope="module")
def found() -> Sequence[Record]:
    return records(EXPORT, "tumblr")


def numbered(found: Sequence[Record]) -> dict[str, Foreign]:
    return {one.ident: one for one in found if isinstance(one, Foreign)}


def test_a_post_has_its_facts_on_the_clock_of_its_blog(found: Sequence[Record]) -> None:
    pegs = numbered(found)["501"]
    assert pegs.title == "Pegs & pins"
    assert pegs.date == datetime.fromisoformat("2015-02-02T00:30:00+01:00")
    assert pegs.date.utcoffset() == datetime.fromisoformat("2015-02-02T00:30+01:00").utcoffset()
    assert pegs.tags == ("pegs, wooden", "walls")
    assert (pegs.url, pegs.slug) == ("https://pegs.tumblr.example/post/501/x501", "x501")


@pytest.mark.parametrize(
    ("ident", "text"),
    [
        ("501", "A peg *holds*.\n"),
        ("502", "> What hangs \\<b> falls\n\n— [a saying](https://say.example)\n"),
        ("503", "<https://page.example/>\n\nGo there.\n"),
        ("504", "**A:** Is it in?  \n**B:** It is \\<out>.\n"),
        (
            "505",
            '![](https://media.example/l.jpg "left")\n\n![](https://media.example/r.jpg)\n\n'
            "Two pegs.\n",
        ),
        ("506", "[Door: Creak](https://sound.example/c.mp3)\n\nListen.\n"),
        ("507", "<https://video.example/7>\n\nWatch.\n"),
        ("508", "> Why pegs?\n\nBecause.\n"),
        (
            "509",
            "Some **bold, *some*** *both* [🎈](https://balloon.example/) end\n\n"
            "- a\n  - b\n\n1. c\n\n"
            "## Small head\n\n> Said.\n\n"
            '![A peg](https://media.example/xl.jpg "Mine")\n\n'
            "[A page](https://page.example/)\n\n<https://video.example/8>\n\n"
            "Wood?\n\n- Yes\n- No\n",
        ),
        ("510", "> Is it wood?\n\nIt is.\n"),
    ],
)
def test_each_kind_of_post_becomes_plain_markdown(
    found: Sequence[Record], ident: str, text: str
) -> None:
    assert markdown(numbered(found)[ident]) == text


def test_who_asked_is_not_named(found: Sequence[Record]) -> None:
    assert "someone-private" not in repr(found)
    assert numbered(found)["508"].notices == ("the name of the person who asked is left out",)
    assert numbered(found)["509"].notices == ("block 'smell' is not known and left out",)


def test_only_published_posts_are_published(found: Sequence[Record]) -> None:
    posts = essays(found)
    assert posts["Private"].draft == "it is private"
    assert posts["Queued"].draft == "it is scheduled"
    assert posts["No state"].draft == "nothing says that it was published"
    assert posts["No state"].date == datetime(2015, 2, 1, 23, 30, tzinfo=UTC)


def test_what_is_left_out_is_counted(found: Sequence[Record]) -> None:
    assert left_out(found) == [
        ("reblogs", ""),
        ("reblogs", ""),
        ("posts without words", ""),
        ("records that cannot be read", ""),
    ]


def test_reblogs_are_essays_if_they_are_wished_for() -> None:
    posts = numbered(records(EXPORT, "tumblr", Wishes(types=frozenset({"reblog"}))))
    assert markdown(posts["512"]) == "> Theirs.\n\nMine.\n"


def test_an_answer_of_the_api_and_a_zip_give_the_same(
    found: Sequence[Record], tmp_path: Path
) -> None:
    again = records(zipped(EXPORT, tmp_path / "export.zip"), "tumblr")
    assert list(numbered(again)) == list(numbered(found))
    posts = [json.loads(file.read_text("utf-8")) for file in sorted(EXPORT.glob("50*.json"))]
    (tmp_path / "all").mkdir()
    answer = {"meta": {"status": 200}, "response": {"posts": posts}}
    (tmp_path / "all/posts.json").write_text(json.dumps(answer), encoding="utf-8")
    assert len(numbered(records(tmp_path / "all", "tumblr"))) == 9
