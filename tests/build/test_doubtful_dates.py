"""Dates with two readings or none: undated, decided by the others, or held back."""

from pathlib import Path

import pytest

from support.site import build, essay, page, sitegen, tree, write_site


def site(tmp_path: Path, **dates: str) -> Path:
    texts = (f"-- essays/{name}.md --\n{essay(name, date=date)}" for name, date in dates.items())
    return write_site(tmp_path / "site", "".join(texts))


def day(root: Path, name: str) -> str:
    html = page(root, f"{name}/index.html")
    return html.partition("<time datetime=")[2].partition(">")[2].partition("<")[0]


def test_an_ambiguous_date_alone_is_left_out_with_both_readings(tmp_path: Path) -> None:
    root = site(tmp_path, bread="04/08/2010")
    run = build(root)
    assert (run.code, day(root, "bread")) == (0, "")
    assert "bread.md:3:7: warning[W211]: date: '04/08/2010' is ambiguous" in run.err
    assert "write 2010-08-04 for 4 August or 2010-04-08 for 8 April" in run.err
    assert "<entry>" not in (root / "public/feed.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("other", "shown"),
    [
        ("25/12/2010", "4 August 2010"),
        ("12/25/2010", "8 April 2010"),
        ("25.12.2010", "4 August 2010"),
    ],
)
def test_the_other_dates_of_the_collection_decide(tmp_path: Path, other: str, shown: str) -> None:
    root = site(tmp_path, bread="04/08/2010", rye="05/06/2011 17:30", salt=other)
    run = build(root)
    assert (run.code, day(root, "bread")) == (0, shown)
    first = "month" if shown == "8 April 2010" else "day"
    assert (
        f"bread.md:3:7: warning[W226]: 2 dates such as '04/08/2010' are read with the {first} "
        "first, as in essays/salt.md"
    ) in run.err
    assert "W211" not in run.err


def test_dates_of_both_orders_decide_nothing(tmp_path: Path) -> None:
    root = site(tmp_path, bread="04/08/2010", salt="25/12/2010", rye="12/25/2010")
    assert "W211" in build(root).err
    assert day(root, "bread") == ""


def test_the_name_of_a_file_decides_its_date_and_those_of_others(tmp_path: Path) -> None:
    root = write_site(
        tmp_path / "site",
        f"-- essays/2010-04-08-bread.md --\n{essay('Bread', date='04/08/2010')}"
        f"-- essays/salt.md --\n{essay('Salt', date='05/06/2010')}",
    )
    run = build(root)
    assert (day(root, "bread"), day(root, "salt")) == ("8 April 2010", "6 May 2010")
    assert "W226" in run.err


@pytest.mark.parametrize("date", ["04/08/2026", "2026-02-30", "spring 2027", "2026-13-01"])
def test_a_date_that_may_lie_ahead_holds_the_text_back(tmp_path: Path, date: str) -> None:
    root = site(tmp_path, bread=date, salt="2010-04-08")
    run = build(root, "--verbose")
    assert (run.code, (root / "public/bread").exists()) == (0, False)
    assert "held back: it appears on" in run.out + run.err


def test_an_update_and_the_day_to_expire_are_decided_too(tmp_path: Path) -> None:
    root = write_site(
        tmp_path / "site",
        f"-- essays/bread.md --\n{essay('Bread', updated='04/08/2021', expires='02/03/2026')}"
        f"-- essays/salt.md --\n{essay('Salt', date='25/12/2010')}",
    )
    assert sitegen("build", root, "--now", "2026-02-15").code == 0
    assert "4 August 2021" in page(root, "bread/index.html")
    assert sitegen("build", root, "--now", "2026-03-02").code == 0
    assert not (root / "public/bread").exists()


def test_an_undecided_day_to_expire_is_the_earlier_one(tmp_path: Path) -> None:
    text = (
        f"-- essays/bread.md --\n{essay('Bread', expires='02/03/2026')}-- essays/a.md --\n{essay()}"
    )
    root = write_site(tmp_path / "site", text)
    assert sitegen("build", root, "--now", "2026-02-02").code == 0
    assert sitegen("build", root, "--now", "2026-02-03").code == 0
    assert not (root / "public/bread").exists()


def test_a_later_build_decides_as_a_build_from_nothing(tmp_path: Path) -> None:
    root = site(tmp_path, bread="04/08/2010", salt="2010-04-08")
    salt = root / "essays/salt.md"
    for date in ("25/12/2010", "12/25/2010", "2010-04-08", "25.12.2010", "2011-01-01"):
        salt.write_text(essay("salt", date=date), encoding="utf-8")
        run, made = build(root), tree(root / "public")
        sitegen("clean", root)
        assert (build(root).err, tree(root / "public")) == (run.err, made)


# ------------------------------------------------------------------ days and zones


@pytest.mark.parametrize(
    ("written", "shown", "stamp"),
    [
        ("2013-03-14 23:42:50 -0500", "14 March 2013", "2013-03-14T23:42:50-05:00"),
        ("2013-03-14T00:30:00+09:00", "14 March 2013", "2013-03-14T00:30:00+09:00"),
        ("2013-03-14 14:00:00 -5", "14 March 2013", "2013-03-14T14:00:00-05:00"),
        ("2013-03-14", "14 March 2013", "2013-03-14T00:00:00+01:00"),
        ("1900-01-01", "1 January 1900", "1900-01-01T00:00:00+00:09"),
        ("27. 2. 2025", "27 February 2025", "2025-02-27T00:00:00+01:00"),
    ],
)
def test_readers_see_the_day_that_the_author_wrote(
    tmp_path: Path, written: str, shown: str, stamp: str
) -> None:
    root = site(tmp_path, bread=written)
    with (root / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("timezone: Europe/Paris\n")
    assert build(root).code == 0
    assert day(root, "bread") == shown
    for name in ("feed.xml", "feed.json"):
        assert stamp in (root / "public" / name).read_text(encoding="utf-8")
    # New words alone: the front matter is not read again.
    file = root / "essays/bread.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert build(root).code == 0
    assert day(root, "bread") == shown
    assert stamp in (root / "public/feed.xml").read_text(encoding="utf-8")


def test_lists_are_in_the_order_of_the_days_that_they_show(tmp_path: Path) -> None:
    root = site(
        tmp_path,
        first="2013-12-31 23:00 -0500",  # in UTC later than the next one
        second="2014-01-01 01:00 +0000",
        third="2014-01-02",
    )
    assert build(root).code == 0
    html = page(root, "essays/index.html")
    places = [html.index(f">{name}<") for name in ("third", "second", "first")]
    assert places == sorted(places)
    assert html.count("2013</h2>") == 1


# ------------------------------------------------------------------ empty texts


@pytest.mark.parametrize(
    "words", ["", "\n \n", "\ufeff", "\u200b\n", "---\n---\n", "---\n\n---\n \n"]
)
def test_an_empty_essay_is_held_back_and_reported(tmp_path: Path, words: str) -> None:
    root = write_site(
        tmp_path / "site", f"-- essays/a.md --\n{essay()}-- essays/todo.md --\n{words}"
    )
    run = build(root, "--verbose")
    assert (run.code, (root / "public/todo").exists()) == (0, False)
    assert "essays/todo.md: warning[W118]: text is empty and is held back" in run.err
    assert "essays/todo.md: held back: it is empty" in run.out + run.err


def test_an_essay_that_becomes_empty_disappears_and_comes_back(tmp_path: Path) -> None:
    root = write_site(
        tmp_path / "site", f"-- essays/a.md --\n{essay()}-- essays/todo.md --\nHello.\n"
    )
    for words in ("Hello.\n", "", "Hello again.\n"):
        (root / "essays/todo.md").write_text(words, encoding="utf-8")
        assert build(root).code == 0
        assert (root / "public/todo").exists() == bool(words)


def test_an_essay_with_a_title_alone_and_an_empty_theme_are_no_matter(tmp_path: Path) -> None:
    root = write_site(
        tmp_path / "site",
        f"-- essays/a.md --\n{essay(tags='bread')}-- essays/b.md --\n---\ntitle: B\n---\n"
        "-- essays/_themes/bread.md --\n",
    )
    assert "W118" not in build(root).err
    assert (root / "public/b/index.html").exists()
