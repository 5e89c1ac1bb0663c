from datetime import datetime
from html import escape
from pathlib import Path

import pytest

from sitegen.importers.foreign import Foreign
from sitegen.importers.formats import livejournal
from support.xml_exports import left_out, posts, records, write


def month(*entries: str) -> str:
    """Return an export of a month."""
    return (
        f"<?xml version=\"1.0\" encoding='utf-8'?>\n<livejournal>\n{''.join(entries)}</livejournal>"
    )


def entry(event: str = "We moved.", security: str = "public", more: str = "") -> str:
    """Return an entry of such an export."""
    return (
        "<entry>\n<itemid>256</itemid>\n<eventtime>2004-03-08 23:10:00</eventtime>\n"
        "<logtime>2004-03-09 04:10:31</logtime>\n<subject>stairs &amp;amp; walls</subject>\n"
        f"<event>{escape(event)}</event>\n<security>{security}</security>\n{more}</entry>\n"
    )


def only(folder: Path, text: str) -> Foreign:
    """Return the only entry of an export."""
    (post,) = posts(records(write(folder, text), "livejournal"))
    return post


def body(folder: Path, event: str) -> str:
    """Return how a text is read, on one line."""
    return " ".join(only(folder, month(entry(event))).body.split())


def test_journal_is_recognised(tmp_path: Path) -> None:
    assert livejournal.recognise(write(tmp_path, month(entry()))) == ["export.xml"]
    assert livejournal.recognise(write(tmp_path, "<event><name>x</name></event>")) == []


def test_entry_has_the_day_of_its_author(tmp_path: Path) -> None:
    post = only(tmp_path, month(entry(more="<taglist>moving, old house</taglist>")))
    assert post.date == datetime(2004, 3, 8, 23, 10)
    assert (post.title, post.draft) == ("stairs & walls", "")
    assert post.tags == ("moving", "old house")


@pytest.mark.parametrize(
    ("security", "why"),
    [
        ("public", ""),
        ("usemask", "it is for friends only"),
        ("private", "it is private"),
        ("", "the export does not say that it is public"),
        ("other", "the export does not say that it is public"),
    ],
)
def test_what_is_not_for_all_is_a_draft(tmp_path: Path, security: str, why: str) -> None:
    assert only(tmp_path, month(entry(security=security))).draft == why


@pytest.mark.parametrize(
    ("event", "shown"),
    [
        ("One.\nTwo.\n\nThree.", "<p>One.<br> Two.</p> <p>Three.</p>"),
        ('With <lj user="rook"> and <lj user="wren"></lj>.', "<p>With rook and wren.</p>"),
        ('With <lj comm="old_walls" />.', "<p>With old_walls.</p>"),
        ("With <user name=rook site=a.example>.", "<p>With rook.</p>"),
        ('A <lj-cut text="more">b</lj-cut> c.', "<p>A b c.</p>"),
        ("A <cut>b</cut> c.", "<p>A b c.</p>"),
        ("<lj-raw><p>a\nb</p></lj-raw>", "<p>a b</p>"),
        ('<lj-embed id="1"><iframe src="x"></iframe></lj-embed>', '<iframe src="x"></iframe>'),
    ],
)
def test_tags_of_the_platform_are_read(tmp_path: Path, event: str, shown: str) -> None:
    assert body(tmp_path, event) == shown


def test_label_of_a_cut_is_removed_not_lost(tmp_path: Path) -> None:
    post = only(tmp_path, month(entry('A <lj-cut text="the gory part">b</lj-cut>')))
    assert [one.text for one in post.removed] == ["the gory part"]


def test_what_is_lost_is_reported(tmp_path: Path) -> None:
    post = only(tmp_path, month(entry('A <lj-embed id="1" /> <lj-poll-4> b')))
    assert post.notices == (
        "an embedded film or sound is lost: the export does not have its address",
        "a tag 'lj-poll' is left out; the text in it is kept",
    )


LJDUMP = """<?xml version="1.0"?>
<event>
<itemid>3</itemid>
<eventtime>2004-03-08 23:10:00</eventtime>
<subject>stairs</subject>
<event>We moved.
It rained.</event>
<url>https://wren.example/900.html</url>{more}
<props><taglist>moving, rain</taglist>{props}</props>
</event>
"""


def test_file_of_ljdump_is_read(tmp_path: Path) -> None:
    post = only(tmp_path, LJDUMP.format(more="", props=""))
    assert (post.title, post.draft, post.url) == ("stairs", "", "https://wren.example/900.html")
    assert post.tags == ("moving", "rain")
    assert "<br>" in post.body


def test_file_of_ljdump_that_is_formatted_keeps_its_lines(tmp_path: Path) -> None:
    text = LJDUMP.format(more="", props="<opt_preformatted>1</opt_preformatted>")
    assert "<br>" not in only(tmp_path, text).body


def test_private_file_of_ljdump_is_a_draft(tmp_path: Path) -> None:
    text = LJDUMP.format(more="<security>usemask</security>", props="")
    assert only(tmp_path, text).draft == "it is for friends only"


def test_entry_that_is_broken_leaves_its_neighbours_whole(tmp_path: Path) -> None:
    broken = entry("Cut").partition("Cut")[0]
    found = records(write(tmp_path, month(entry("One."), broken, entry("Two."))), "livejournal")
    assert len(posts(found)) == 2
    assert left_out(found) == {"records that cannot be read": 1}
