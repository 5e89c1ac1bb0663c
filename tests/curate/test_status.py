"""``sitegen status``: drafts, days to come, and their calendar."""

import json
from pathlib import Path

import pytest

from support.site import CONFIG, essay, sitegen, write_site

NOW = ("--now", "2026-01-01 09:00 +00:00")
FRONTS = {
    "draft": {"draft": "true"},
    "held": {"visibility": "members"},
    "later": {"date": "2026-03-01"},
    "sooner": {"date": "2026-02-01 10:30 +02:00", "expires": "2026-12-24"},
    "leaving": {"expires": "2026-06-01"},
    "gone": {"expires": "2025-06-01"},
    "plain": {},
}


def _site(root: Path, fronts: dict[str, dict[str, str]], settings: str = "") -> Path:
    texts = "".join(
        f"-- essays/{name}.md --\n{essay(name.title(), **front)}" for name, front in fronts.items()
    )
    return write_site(root, f"-- site.yaml --\n{CONFIG}{settings}{texts}")


def test_text_lists_each_state_with_days_and_reasons(tmp_path: Path) -> None:
    root = _site(tmp_path, FRONTS, "timezone: Europe/Berlin\n")
    assert sitegen("status", root, *NOW).out == (
        "drafts:\n"
        "  essays/draft.md: it is a draft\n"
        "  essays/held.md: its front matter has 'visibility: members'\n"
        "scheduled:\n"
        "  essays/sooner.md: it appears on 2026-02-01 09:30; it expires on 2026-12-24\n"
        "  essays/later.md: it appears on 2026-03-01\n"
        "expiring:\n"
        "  essays/leaving.md: it expires on 2026-06-01\n"
        "expired:\n"
        "  essays/gone.md: it expired on 2025-06-01\n"
        "2 drafts, 2 scheduled, 1 expiring, 1 expired\n"
    )


def test_a_collection_without_such_texts_says_so(tmp_path: Path) -> None:
    out = sitegen("status", _site(tmp_path, {"plain": {}})).out
    assert out == "0 drafts, 0 scheduled, 0 expiring, 0 expired\n"


def test_json_has_the_days(tmp_path: Path) -> None:
    root = _site(tmp_path, {"later": FRONTS["later"], "draft": FRONTS["draft"]})
    texts = json.loads(sitegen("status", root, *NOW, "--format", "json").out)["texts"]
    assert texts[1] == {
        "path": "essays/later.md",
        "title": "Later",
        "state": "scheduled",
        "reason": "it appears on 2026-03-01",
        "url": "https://trial.example/later/",
        "appears": "2026-03-01",
        "expires": "",
    }


def test_calendar_has_an_event_for_each_day_to_come(tmp_path: Path) -> None:
    root, file = _site(tmp_path, FRONTS, "timezone: Europe/Berlin\n"), tmp_path / "a.ics"
    assert sitegen("status", root, *NOW, "--ics", file).code == 0
    content = file.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    lines = content.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    chosen = [line for line in lines if line.startswith(("DTSTART", "SUMMARY", "DTSTAMP"))]
    assert chosen == [
        *("DTSTAMP:20260101T090000Z", "DTSTART:20260201T083000Z", "SUMMARY:Sooner appears"),
        *("DTSTAMP:20260101T090000Z", "DTSTART;VALUE=DATE:20261224", "SUMMARY:Sooner expires"),
        *("DTSTAMP:20260101T090000Z", "DTSTART;VALUE=DATE:20260301", "SUMMARY:Later appears"),
        *("DTSTAMP:20260101T090000Z", "DTSTART;VALUE=DATE:20260601", "SUMMARY:Leaving expires"),
    ]


def _uids(file: Path) -> list[str]:
    lines = file.read_bytes().decode().split("\r\n")
    return [line for line in lines if line.startswith("UID:")]


def test_identity_of_an_event_outlives_its_date_and_title(tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    sitegen("status", _site(tmp_path, {"x": {"date": "2026-03-01"}}), *NOW, "--ics", file)
    first = _uids(file)
    write_site(tmp_path, f"-- essays/x.md --\n{essay('New', date='2026-04-01')}")
    sitegen("status", tmp_path, *NOW, "--ics", file)
    assert _uids(file) == first
    assert first[0].endswith("@trial.example")


def test_long_and_special_titles_are_folded_and_escaped(tmp_path: Path) -> None:
    title = '"Ä, b; c\\\\d ' + "ö" * 80 + '"'
    text = f"---\ntitle: {title}\ndate: 2026-03-01\n---\nx\n"
    root, file = write_site(tmp_path, f"-- essays/x.md --\n{text}"), tmp_path / "a.ics"
    sitegen("status", root, *NOW, "--ics", file)
    content = file.read_bytes()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    unfolded = content.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:Ä\\, b\\; c\\\\d " + "ö" * 80 + " appears\r\n" in unfolded


def test_only_a_calendar_is_overwritten(tmp_path: Path) -> None:
    root = _site(tmp_path, FRONTS)
    run = sitegen("status", root, "--ics", root / "essays/plain.md")
    assert run.code == 1
    assert "error[E1461]" in run.err
    assert "plain.md' is not a calendar" in run.err
    assert (root / "essays/plain.md").read_text() == essay("Plain")


def test_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    run = sitegen("status", _site(tmp_path, FRONTS), "--ics", tmp_path / "no/a.ics")
    assert run.code == 1
    assert "calendar cannot be written: no such file or directory" in run.err


@pytest.mark.parametrize("now", ["soon", ""])
def test_a_date_that_is_none_is_refused(tmp_path: Path, now: str) -> None:
    assert sitegen("status", _site(tmp_path, FRONTS), "--now", now).code == 2


def test_a_draft_is_listed_with_the_reason_beside_it(tmp_path: Path) -> None:
    root = _site(tmp_path, {"debts": {"draft": "true  # it is private"}})
    assert "  essays/debts.md: it is private\n" in sitegen("status", root, *NOW).out
