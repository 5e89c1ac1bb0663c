"""References as files: other programs read them back."""

import json
from pathlib import Path
from urllib.parse import parse_qs, unquote

import html5lib
import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from sitegen.model import Author, Day, Html, Mention, Url
from sitegen.views.references import Reference, bibtex, coins, csl_json, reference, ris
from support.site import build, essay, page, write_site

ONE = Reference(
    title="50 % & {more} – “é”, $5_a",
    authors=("Ann Lee", "Ludwig van Beethoven", "The Bo_b Trust", "夏目 漱石"),
    collection="Essays # 1",
    date="2020-01-02",
    url="https://x.example/a/",
    language="en",
    note="A note.",
)
BARE = Reference("A", (), "Essays", "", "https://x.example/b/", "en")
CSL_KEYS = {
    *("id", "type", "title", "author", "container-title", "issued", "URL", "language", "note"),
}
"""Keys that we write, each as the schema of CSL data has it."""


def test_bibtex_is_read_back() -> None:
    library = parse_string(bibtex([ONE, BARE]))
    assert not library.failed_blocks
    entry, bare = library.entries
    assert entry.entry_type == "online"
    assert entry["url"] == ONE.url
    assert entry["date"] == "2020-01-02"
    assert entry["title"] == "{50 \\% \\& (more) – “é”, \\$5\\_a}"
    assert (
        entry["author"] == "Ann Lee and Ludwig van Beethoven and {The Bo\\_b Trust} and {夏目 漱石}"
    )
    assert set(bare.fields_dict) == {"title", "organization", "url", "langid"}


def test_keys_in_a_file_differ() -> None:
    library = parse_string(bibtex([ONE, ONE, BARE]))
    assert not library.failed_blocks
    assert [one.key for one in library.entries] == [ONE.key, f"{ONE.key}--2", "a"]
    assert [one["id"] for one in json.loads(csl_json([ONE, ONE]))] == [ONE.key, f"{ONE.key}--2"]


def test_ris_is_read_back() -> None:
    one, bare = rispy.loads(ris([ONE, BARE]))
    assert one["authors"] == ["Lee, Ann", "van Beethoven, Ludwig", "The Bo_b Trust", "夏目 漱石"]
    assert (one["type_of_reference"], one["title"]) == ("ELEC", ONE.title)
    assert (one["year"], one["date"], one["language"]) == ("2020", "2020/01/02", "en")
    assert one["urls"] == [ONE.url]
    assert bare["title"] == "A"


def test_no_line_of_ris_is_begun_by_a_title() -> None:
    reference_ = Reference("A\nER  - \nTY  - JOUR", (), "E", "", "https://x.example/", "en")
    assert len(rispy.loads(ris([reference_]))) == 1


def test_csl_json_has_the_shape_that_processors_read() -> None:
    one, bare = json.loads(csl_json([ONE, BARE]))
    assert set(one) == CSL_KEYS
    assert set(bare) == {"id", "type", "title", "container-title", "URL", "language"}
    assert one["issued"] == {"date-parts": [[2020, 1, 2]]}
    assert one["author"] == [
        {"family": "Lee", "given": "Ann"},
        {"family": "van Beethoven", "given": "Ludwig"},
        {"literal": "The Bo_b Trust"},
        {"literal": "夏目 漱石"},
    ]


def test_coins_has_the_same_facts() -> None:
    found = parse_qs(coins(ONE))
    assert found["rft.title"] == [ONE.title]
    assert found["rft.creator"] == list(ONE.authors)
    assert found["rft.identifier"] == [ONE.url]


def test_reference_is_in_the_language_of_its_essay() -> None:
    day = Day("2020-01-02T10:00:00+00:00", "", "2020", "")
    mention = Mention(Url("/a/"), Html("A"), "A", (Author("Ann Lee"),), day, 1, "de", "")
    one = reference(mention, "Essays", "https://x.example", "en")
    assert (one.language, one.date, one.url) == ("de", "2020-01-02", "https://x.example/a/")


SITE = (
    f"-- essays/a.md --\n{essay('One & two', tags='[Ice]')}"
    f"-- essays/b.md --\n{essay('Hidden', tags='[Ice]', status='unlisted')}"
    f"-- essays/c.md --\n{essay('Secret', tags='[Ice]', draft='true')}"
    "-- essays/_paths/way.md --\n---\ntitle: Way\nsteps: [a.md]\n---\n\nWords.\n"
)


@pytest.mark.parametrize("folder", ["essays/", "themes/ice/", "paths/way/"])
def test_lists_of_essays_link_to_their_references(tmp_path: Path, folder: str) -> None:
    root = write_site(tmp_path, SITE)
    assert build(root).code == 0
    for suffix in ("bib", "ris", "json"):
        assert f'href="/{folder}cite.{suffix}"' in page(root, f"{folder}index.html")
        written = page(root, f"{folder}cite.{suffix}")
        assert "two" in written
        assert "Hidden" not in written
        assert "Secret" not in written


def test_essay_has_its_reference_in_each_format(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    assert build(root).code == 0
    document = html5lib.parse(page(root, "a/index.html"), namespaceHTMLElements=False)
    links = {link.text: unquote(link.get("href")) for link in document.iterfind(".//a[@download]")}
    assert links["BibTeX"].endswith(bibtex_of(root))
    assert "TI  - One & two\n" in links["RIS"]
    assert '"title":"One & two"' in links["CSL-JSON"]
    found = document.find(".//span[@class='Z3988']").get("title")
    assert parse_qs(found)["rft.title"] == ["One & two"]


def bibtex_of(root: Path) -> str:
    return page(root, "essays/cite.bib")
