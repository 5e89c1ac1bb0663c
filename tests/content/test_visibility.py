"""Which essays are published, and why others are held back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from sitegen.config.config import Config
from sitegen.content.visibility import Held, Showing, select
from sitegen.model import Card, Essay, Facts, Html, Meta, Moment, Url

ZONE = ZoneInfo("Pacific/Auckland")
SITE = Config(timezone=ZONE)


def moment(text: str) -> Moment:
    return Moment(datetime.fromisoformat(text).replace(tzinfo=ZONE), has_time="T" in text)


def an_essay(meta: Meta) -> Essay:
    card = Card(Url("/a/"), Html("A"), "A", (), None, 1, "", "", Html(), "", None)
    return Essay("essays/a.md", "essay", meta, card, Facts())


def reason(meta: Meta, now: str, *, drafts: bool = False, future: bool = False) -> str:
    published, held = select([an_essay(meta)], Showing(moment(now), drafts, future), SITE)
    assert len(published) + len(held) == 1
    return str(held[0]) if held else ""


def test_a_draft_is_held_back_unless_drafts_are_wanted() -> None:
    draft = Meta(status="draft")
    assert reason(draft, "2020-01-01") == "essays/a.md: held back: it is a draft"
    assert reason(draft, "2020-01-01", drafts=True) == ""


def test_an_essay_dated_today_appears_all_day_in_the_zone_of_the_site() -> None:
    essay = Meta(date=moment("2020-01-02T23:30"))
    assert reason(essay, "2020-01-01") == "essays/a.md: held back: it appears on 2020-01-02 23:30"
    assert reason(essay, "2020-01-02") == ""
    assert reason(essay, "2020-01-02T23:29") != ""
    assert reason(essay, "2020-01-02T23:30") == ""


def test_a_future_essay_is_shown_when_the_future_is_wanted() -> None:
    essay = Meta(date=moment("2020-01-02"))
    assert reason(essay, "2020-01-01") == "essays/a.md: held back: it appears on 2020-01-02"
    assert reason(essay, "2020-01-01", future=True) == ""


def test_an_essay_is_gone_from_the_day_it_expires() -> None:
    essay = Meta(expires=moment("2020-01-02"))
    assert reason(essay, "2020-01-01") == ""
    assert reason(essay, "2020-01-02") == "essays/a.md: held back: it expired on 2020-01-02"


@pytest.mark.parametrize("status", ["published", "unlisted"])
def test_other_essays_are_published(status: str) -> None:
    assert (
        reason(Meta(status="unlisted" if status == "unlisted" else "published"), "2020-01-01") == ""
    )


def test_the_order_of_the_essays_stays() -> None:
    essays = [an_essay(Meta(title=str(number))) for number in range(5)]
    published, held = select(essays, Showing(moment("2020-01-01")), SITE)
    assert [essay.meta.title for essay in published] == ["0", "1", "2", "3", "4"]
    assert held == ()


def test_what_is_held_sorts_by_path() -> None:
    assert Held("a", "future") < Held("b", "draft")
