"""``sitegen provenance``: the collection as a table, with what is missing."""

import csv
import io
import json
from pathlib import Path

import pytest

from support.site import CONFIG, essay, sitegen, write_site

WHOLE = (
    "{kind: repost, title: T, author: Kit Moss, site: The Blog, url: 'https://old.example/t',"
    " published: 2010-04, licence: CC BY 4.0, retrieved: 2020-01-02}"
)


def _site(root: Path, **fronts: dict[str, str]) -> Path:
    texts = "".join(f"-- essays/{name}.md --\n{essay(**front)}" for name, front in fronts.items())
    return write_site(root, f"-- site.yaml --\n{CONFIG}licence: CC0\n{texts}")


def test_text_names_each_source_and_what_is_missing(tmp_path: Path) -> None:
    root = _site(tmp_path, a={"source": WHOLE}, b={"source": "{kind: excerpt, title: B}"}, c={})
    assert sitegen("provenance", root).out == (
        "essays/a.md: repost, T, Kit Moss, The Blog, 2010-04, CC BY 4.0\n"
        "essays/b.md: excerpt, B\n"
        "  missing: source.author, source.url, source.published, source.licence\n"
        "essays/c.md: no source, CC0\n"
        "  missing: source\n"
        "3 essays, 1 complete; missing: source.author (1), source.url (1), source.published (1),"
        " source.licence (1), source (1)\n"
    )


def test_facts_of_the_essay_itself_are_missed_too(tmp_path: Path) -> None:
    text = "-- site.yaml --\ntitle: T\n-- essays/a.md --\n---\nsource: {kind: original}\n---\nx\n"
    out = sitegen("provenance", write_site(tmp_path, text)).out
    assert "  missing: authors, date, licence\n" in out


def test_drafts_are_in_the_table_and_pages_are_not(tmp_path: Path) -> None:
    root = _site(tmp_path, a={"draft": "true"})
    write_site(root, "-- essays/_pages/p.md --\nP\n")
    rows = json.loads(sitegen("provenance", root, "--format", "json").out)["essays"]
    assert [(row["path"], row["status"]) for row in rows] == [("essays/a.md", "draft")]


def test_json_counts_what_is_missing(tmp_path: Path) -> None:
    root = _site(tmp_path, a={}, b={}, c={"source": WHOLE, "editor_note": "Kept."})
    document = json.loads(sitegen("provenance", root, "--format", "json").out)
    assert document["missing"] == {"source": 2}
    assert document["essays"][2]["source_url"] == "https://old.example/t"
    assert document["essays"][2]["editor_note"] == "Kept."
    assert document["essays"][2]["missing"] == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_csv_has_no_formula(tmp_path: Path, start: str) -> None:
    front = {"title": f"'{start}1+cmd|x'", "editor_note": f'"{start}A1, \\"b\\""'}
    out = sitegen("provenance", _site(tmp_path, a=front), "--format", "csv").out
    row = next(csv.DictReader(io.StringIO(out)))
    assert row["title"] == f"'{start}1+cmd|x"
    assert row["editor_note"] == f'\'{start}A1, "b"'
    assert row["missing"] == "source"


def test_outside_of_a_collection_it_says_so(tmp_path: Path) -> None:
    run = sitegen("provenance", tmp_path)
    assert run.code == 1
    assert "error[E853]" in run.err
