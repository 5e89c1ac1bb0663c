"""Keys that hide a text: what counts where several disagree, and what is said about it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from sitegen.config.config import Config
from sitegen.content.frontmatter.hiding import KEYS
from sitegen.content.frontmatter.hiding_keys import HIDING
from sitegen.content.frontmatter.meta import read_front_matter
from sitegen.content.visibility import Showing, select
from sitegen.model import Card, Essay, Facts, Html, Meta, Moment, Source, Url

HELD = "is not understood, so the text is held back"
NARROW = "keeps the text out of all lists, feeds and the search"


UTC = ZoneInfo("UTC")


def read(front: str, kind: str = "yaml") -> tuple[Meta, list[str]]:
    source = Source("essays/a.md", "essay", front, "toml" if kind == "toml" else "yaml", 2, "", 9)
    meta, problems = read_front_matter(source, Config(timezone=UTC))
    return meta, [f"{problem.code} {problem.message}" for problem in problems]


def held(front: str) -> str:
    card = Card(Url("/a/"), Html("A"), "A", (), None, 1, "", "", Html(), "", None)
    essay = Essay("essays/a.md", "essay", read(front)[0], card, Facts())
    now = Moment(datetime(2026, 1, 1, tzinfo=UTC))
    return ", ".join(map(str, select([essay], Showing(now), Config(timezone=UTC))[1]))


@pytest.mark.parametrize(
    ("front", "status"),
    [
        ("draft: false\ndraft: true\n", "draft"),
        ("draft: true\ndraft: false\n", "draft"),
        ("publish: true\npublish: false\n", "draft"),
        ("Draft: true\ndraft: false\n", "draft"),
        ("unlisted: true\nunlisted: false\n", "unlisted"),
        ("build: {render: never, render: always}\n", "draft"),
        ("unlisted: true\nstatus: published\nvisibility: public\n", "unlisted"),
        ("noindex: true\nvisibility: members\n", "draft"),
    ],
)
def test_the_most_careful_of_several_values_counts(front: str, status: str) -> None:
    assert read(front)[0].status == status


@pytest.mark.parametrize(
    "front", ["draft = true", "draft = 1", 'publish = "no"', "[build]\nrender = 'never'"]
)
def test_keys_that_hide_are_read_in_toml_too(front: str) -> None:
    assert read(front, "toml")[0].status == "draft"


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("draft: maybe\n", "W231 draft: 'maybe' is not understood, so the text is held back"),
        ("hidden: so so\n", "W231 hidden: 'so so' is not understood, so the text is in no list"),
        ("visibility: {a: b}\n", f"W231 visibility: a mapping {HELD}"),
        ("expires: soon\n", "W231 expires: 'soon' is not a date, so the text is held back"),
        (
            "expires: 2010\n",
            "W231 expires: '2010' is not a date, so the text is held back from 2010-01-01",
        ),
        ("drafft: true\n", "W231 'drafft' may be a typo of 'draft', so the text is held back"),
        ("sitemap: false\n", f"W232 'sitemap: false' {NARROW}"),
        ("robots: NoIndex\n", f"W232 'robots: NoIndex' {NARROW}"),
    ],
)
def test_a_doubt_about_a_key_that_hides_is_one_warning(front: str, problem: str) -> None:
    assert read(front)[1] == [problem]


@pytest.mark.parametrize(
    "front",
    [
        "publish: false\n",
        "unlisted: true\nsitemap: false\n",
        "password: open sesame\nnoindex: true\n",
        "eleventyExcludeFromCollections: true\n",
        "permalink: false\n",
        "isDraft: false\n",
        "publisher: no\n",
        "status: evergreen\n",
    ],
)
def test_a_key_that_is_understood_brings_no_warning(front: str) -> None:
    assert read(front)[1] == []


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("publish: false\n", "its front matter has 'publish: false'"),
        ("password: open sesame\n", "its front matter has 'password'"),
        ("draft: true\n", "it is a draft"),
        ("status: Draft\n", "it is a draft"),
        ("date: 2001-01-01\npublishDate: 2099-02-03\n", "it appears on 2099-02-03"),
        ("date: 2099-02-03\npublishDate: 2001-01-01\n", "it appears on 2099-02-03"),
        ("published_at: 04/08/2099\n", "it appears on 2099-08-04"),
        ("date: 2001-01-01\npublishDate: autumn 2099\n", "it appears on 2099-01-01"),
        ("expires: 2099-01-01\nunpublishdate: 2001-01-01\n", "it expired on 2001-01-01"),
    ],
)
def test_the_reason_names_the_key_or_the_day(front: str, reason: str) -> None:
    assert held(front) == f"essays/a.md: held back: {reason}"


@pytest.mark.parametrize(
    "front", ["date: 2001-01-01\npublishDate: 2001-02-03\n", "pubDate: soon\n", "expires: never\n"]
)
def test_dates_that_are_past_or_none_hold_nothing_back(front: str) -> None:
    assert held(front) == ""


def test_no_key_is_in_two_rows_and_each_row_names_its_source() -> None:
    names = [name for rule in HIDING for name in rule.keys.split()]
    assert len(names) == len({*names})
    assert {*names} <= KEYS
    assert all(rule.source for rule in HIDING)
