"""A site's own words of the interface, in ``strings/LANGUAGE.yaml``."""

from pathlib import Path

from support.site import CONFIG, build, essay, page, problems, write_site

SITE = f"-- site.yaml --\n{CONFIG}-- essays/a.md --\n{essay('A')}"


def test_own_words_replace_those_of_the_language(tmp_path: Path) -> None:
    build(write_site(tmp_path, f"{SITE}-- strings/en.yaml --\nall_essays: Every piece\n"))
    shown = page(tmp_path, "index.html")
    assert "Every piece" in shown
    assert "All themes" in shown


def test_own_words_of_a_region_go_before_those_of_its_language(tmp_path: Path) -> None:
    site = SITE.replace(CONFIG, f"{CONFIG}language: en-GB\n")
    own = "-- strings/en.yaml --\nessays: Pieces\nsite: Place\n"
    more = "-- strings/en-GB.yaml --\nessays: Papers\n"
    build(write_site(tmp_path, site + own + more))
    shown = page(tmp_path, "index.html")
    assert ">Papers</a>" in shown
    assert 'aria-label="Place"' in shown


def test_change_of_own_words_changes_the_pages(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"{SITE}-- strings/en.yaml --\nessays: Pieces\n")
    build(root)
    (root / "strings/en.yaml").write_text("essays: Papers\n", encoding="utf-8")
    build(root)
    assert ">Papers</a>" in page(root, "index.html")
    (root / "strings/en.yaml").unlink()
    build(root)
    assert ">Essays</a>" in page(root, "index.html")


def test_unknown_word_is_reported_with_the_likely_one(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"{SITE}-- strings/en.yaml --\nall_esays: Every piece\n")
    printed = problems(root)
    assert "strings/en.yaml:1:1: warning[W809]: unknown word 'all_esays'" in printed
    assert "did you mean 'all_essays'?" in printed


def test_missing_words_of_a_new_language_are_named(tmp_path: Path) -> None:
    site = SITE.replace(CONFIG, f"{CONFIG}language: sv\n")
    root = write_site(tmp_path, f"{site}-- strings/sv.yaml --\nessays: Essäer\n")
    printed = problems(root)
    assert "strings/sv.yaml: warning[W810]: words are missing: skip, site, themes, feed" in printed
    assert ">Essäer</a>" in page(root, "index.html")
    assert "All themes" in page(root, "index.html")


def test_lost_place_of_a_number_is_reported(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"{SITE}-- strings/en.yaml --\ncount: many essays\n")
    assert "strings/en.yaml:1:1: warning[W811]: 'count' has 0 times {}" in problems(root)


def test_file_that_is_no_language_or_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    root = write_site(tmp_path / "a", f"{SITE}-- strings/English words.yaml --\nessays: A\n")
    assert "error[E809]: 'English words' is not a language tag" in problems(root)
    root = write_site(tmp_path / "b", SITE)
    (root / "strings").mkdir()
    (root / "strings/de.yaml").write_bytes(b"essays: \xff\n")
    assert "strings/de.yaml:1:1: error[E809]: file cannot be read" in problems(root)
