"""Front matter of imported essays: what is written is what the loader reads."""

from datetime import datetime, timedelta, timezone

import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.config.config import Config
from sitegen.content.frontmatter.meta import read_front_matter
from sitegen.content.loader.split import split
from sitegen.content.parse import Parser
from sitegen.importers.essays.front import Front, folded_tags, front_matter, one_line
from sitegen.importers.foreign import Foreign
from sitegen.model import Essay, Meta

_PARSER = Parser(Config())
_TEXT = st.text(
    st.sampled_from("ab Zé'\"#:-*_`[]{}<>&\\,|%@!?~^=$1.\t\n\x00\u2028…“”"), max_size=25
) | st.sampled_from(
    [
        "yes",
        "null",
        "~",
        "2010",
        "1e3",
        "- a",
        "? a",
        "a: b",
        "a #b",
        "0x1F",
        "---",
        "12:30",
        "*",
        "&a",
    ]
)
_ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=_ZONES)


def inline(text: str) -> str:
    return _PARSER.inline(text)[1]


def written(foreign: Foreign, front: Front = Front()) -> str:  # noqa: B008 (a value)
    return f"---\n{front_matter(foreign, front, inline)}---\n\nWords.\n"


def read(text: str) -> Meta:
    source = split("essays/a.md", "essay", text)
    meta, problems = read_front_matter(source, Config())
    assert not source.problems
    assert not problems
    return meta


def essay(text: str) -> Essay:
    return _PARSER.parse(split("essays/a.md", "essay", text)).essay


def foreign(**facts: object) -> Foreign:
    return Foreign(ident="1", place="x", body="", **facts)  # type: ignore[arg-type]  # drawn


@given(_TEXT, _TEXT)
def test_title_is_read_as_it_was(title: str, summary: str) -> None:
    plain, shown = one_line(title), essay(written(foreign(title=title, summary=summary))).card
    if any(char.isalnum() for char in plain):
        typeset = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}
        table = str.maketrans(typeset)
        squeezed = shown.name.translate(table).replace(" ", "").replace("-", "")
        assert squeezed == plain.translate(table).replace(" ", "").replace("-", "")


@given(st.lists(_TEXT, max_size=4), st.lists(_TEXT, max_size=4))
def test_names_and_tags_are_read_as_they_were(authors: list[str], tags: list[str]) -> None:
    authors = [name for name in authors if one_line(name)]
    folded = folded_tags(tags, {})
    meta = read(written(foreign(authors=tuple(authors)), Front(tags=folded)))
    assert [one.name for one in meta.authors] == [one_line(name) for name in authors]
    assert tuple(one.text for one in meta.tags) == folded


@given(_MOMENTS, st.booleans())
def test_day_and_time_are_those_of_the_author(at: datetime, has_time: bool) -> None:
    meta = read(written(foreign(date=at, has_time=has_time)))
    assert meta.date is not None
    if has_time:
        assert meta.date.at == at.replace(microsecond=0)
        assert meta.date.at.date() == at.date()
    else:
        assert meta.date.at.date() == at.date()


@given(
    st.dictionaries(
        st.sampled_from(["mood", "weight", "a b"]),
        st.recursive(
            st.none() | st.booleans() | st.integers(-999, 999) | _TEXT.map(one_line),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner)
            ),
            max_leaves=6,
        ),
    )
)
def test_further_keys_are_read_by_any_reader_of_yaml(extra: dict[str, object]) -> None:
    text = front_matter(foreign(extra=extra), Front(), inline)
    assert (yaml.safe_load(text) or {}) == extra


def test_time_without_an_offset_stays_without_one() -> None:
    at = datetime(2010, 4, 8, 17, 30)
    assert "date: 2010-04-08 17:30:00\n" in written(foreign(date=at))


def test_tags_of_one_theme_are_one_tag_in_the_first_spelling() -> None:
    spelled: dict[str, str] = {}
    assert folded_tags(["Tools and People", "C", "c++"], spelled) == (
        "Tools and People",
        "C",
        "c++",
    )
    assert folded_tags(["tools-and-people", "#C", "c", "!"], spelled) == ("Tools and People", "C")


def test_source_that_a_text_states_itself_stays() -> None:
    source = {"kind": "retelling", "url": "https://a.example/"}
    text = written(foreign(url="https://b.example/x", extra={"source": source, "draft": False}))
    assert "source: {kind: retelling, url: https://a.example/}\ndraft: false\n" in text


def test_nothing_makes_a_draft_public() -> None:
    text = written(foreign(draft="it is private", extra={"draft": False}))
    assert "draft: true  # it is private\n" in text
    assert "false" not in text
