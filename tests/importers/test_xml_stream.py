import tracemalloc
from pathlib import Path

import pytest

from sitegen.importers.sources import Export
from sitegen.importers.xml.pieces import Piece, pieces
from sitegen.importers.xml.stream import Broken, Found, Records
from sitegen.problems.errors import SitegenError
from support.xml_exports import left_out, remarks, write

HEAD = '<?xml version="1.0"?>\n<rss xmlns:wp="https://platform.example/1.2/">\n<channel>\n'


def read(export: Export, *names: str) -> list[Found | Broken]:
    """Return the records of the only member."""
    return list(Records(export, export.names[0], frozenset(names or ("item",))))


def titles(export: Export) -> list[str]:
    """Return the titles of all records that can be read."""
    found = (one.element.findtext("title") for one in read(export) if isinstance(one, Found))
    return [title or "" for title in found]


def one_title(folder: Path, title: str, head: str = HEAD) -> str:
    """Return how a title is read."""
    (found,) = titles(write(folder, f"{head}<item><title>{title}</title></item></channel></rss>"))
    return found


def test_records_have_local_names_and_lines(tmp_path: Path) -> None:
    text = f"{HEAD}<item>\n<wp:post_id>4</wp:post_id>\n</item>\n\n<item/>\n</channel></rss>"
    first, second = read(write(tmp_path, text))
    assert isinstance(first, Found)
    assert (first.element.findtext("post_id"), first.line, second.line) == ("4", 4, 8)


def test_the_two_fields_that_are_called_encoded_are_distinguished(tmp_path: Path) -> None:
    spaces = (
        'xmlns:a="http://wordpress.org/export/1.1/excerpt/"'
        ' xmlns:b="http://purl.org/rss/1.0/modules/content/"'
    )
    text = (
        f"<rss {spaces}><item><a:encoded>short</a:encoded><b:encoded>long</b:encoded></item></rss>"
    )
    (found,) = read(write(tmp_path, text))
    assert isinstance(found, Found)
    assert found.element.findtext("excerpt") == "short"
    assert found.element.findtext("content") == "long"


def test_only_the_outermost_elements_are_records(tmp_path: Path) -> None:
    text = f"{HEAD}<link>a</link><item><link>b</link></item></channel></rss>"
    found = read(write(tmp_path, text), "item", "link")
    assert [one.element.tag for one in found if isinstance(one, Found)] == ["link", "item"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Salt & slate", "Salt & slate"),
        ("AT&T &amp; sons", "AT&T & sons"),
        ("caf&eacute;&nbsp;&hellip;", "café\xa0…"),
        ("&unknown; &copy", "&unknown; &copy"),
        ("be\x08ll \x0b&#0;&#x1f;&#xD800;end", "bell end"),
        ("3 < 4 &lt; 5", "3 < 4 < 5"),
        ("<![CDATA[a &nbsp; b]]>", "a &nbsp; b"),
        ("<![CDATA[x]]]]><![CDATA[>y]]>", "x]]>y"),
        ("<!-- <title> -->plain", "plain"),
        ("&#8217;&#x2019;", "’’"),
        ("isn&#146;t &#x93;slate&#x94;", "isn’t “slate”"),
    ],
)
def test_characters_that_break_xml_do_not(tmp_path: Path, written: str, read_as: str) -> None:
    assert one_title(tmp_path, written) == read_as


def test_prefix_that_is_not_declared_is_read(tmp_path: Path) -> None:
    text = "<rss><item><wp:title>a</wp:title><title>b</title></item></rss>"
    assert titles(write(tmp_path, text)) == ["a"]


def test_output_of_a_program_before_the_file_is_skipped(tmp_path: Path) -> None:
    head = f"\n<br />\n<b>Warning</b>: a file is missing in line 4\n{HEAD}"
    assert one_title(tmp_path, "Slate", head) == "Slate"


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("", "utf-8"),
        (' encoding="UTF-8"', "utf-8-sig"),
        (' encoding="utf-16"', "utf-16"),
        ("", "utf-16-le"),
        ("", "utf-16-be"),
        (' encoding="ISO-8859-1"', "cp1252"),
        (' encoding="ISO-8859-1"', "utf-8"),
        (' encoding="utf-16"', "utf-8"),
        (' encoding="no-such"', "utf-8"),
        (' encoding="utf-8"', "cp1252"),
        (' encoding="koi8-r"', "utf-8"),
        (' encoding="windows-1252"', "cp1252"),
    ],
)
def test_encoding_is_found_whatever_is_declared(tmp_path: Path, declared: str, codec: str) -> None:
    text = f'<?xml version="1.0"{declared}?><rss><item><title>Größe “é”</title></item></rss>'
    assert titles(write(tmp_path, text.encode(codec))) == ["Größe “é”"]


def test_cyrillic_of_an_old_encoding_is_read(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="koi8-r"?><rss><item><title>Чай</title></item></rss>'
    assert titles(write(tmp_path, text.encode("koi8-r"))) == ["Чай"]


def test_record_that_is_broken_costs_only_itself(tmp_path: Path) -> None:
    broken = "<item><title>two</title>\n<p><b></item>"
    text = f"{HEAD}<item><title>one</title></item>\n{broken}\n<item><title>three</title></item>"
    found = read(write(tmp_path, f"{text}</channel></rss>"))
    assert [type(one).__name__ for one in found] == ["Found", "Found", "Found"]
    assert [one.whole for one in found if isinstance(one, Found)] == [True, False, True]


def test_field_that_is_not_well_formed_is_read_as_text(tmp_path: Path) -> None:
    text = f"{HEAD}<item><title>one</title><description><p>a<br>b</description></item>"
    (found,) = read(write(tmp_path, f"{text}</channel></rss>"))
    assert isinstance(found, Found)
    assert found.element.findtext("description") == "<p>a<br>b"
    assert not found.whole


def test_cdata_that_ends_too_early_is_read_to_its_end(tmp_path: Path) -> None:
    text = f"{HEAD}<item><title><![CDATA[a[b[0]]>1 <i>c]]></title><link>x</link></item>"
    assert titles(write(tmp_path, f"{text}</channel></rss>")) == ["a[b[0]]>1 <i>c"]


def test_cdata_without_an_end_costs_one_record(tmp_path: Path) -> None:
    one = "<item><title>one</title><body><![CDATA[never closed</body></item>\n"
    two = "<item><title><![CDATA[two]]></title></item>\n"
    text = f"{HEAD}{one}{two}<item><title>three</title></item></channel></rss>"
    found = read(write(tmp_path, text))
    assert [type(record).__name__ for record in found] == ["Broken", "Found", "Found"]
    assert titles(write(tmp_path, text)) == ["two", "three"]


def test_record_without_an_end_costs_one_record(tmp_path: Path) -> None:
    text = f"{HEAD}<item><title>one</title>\n<p><item><title>two</title></item></channel></rss>"
    first, second = read(write(tmp_path, text))
    assert first == Broken("the next one begins inside it", 4)
    assert isinstance(second, Found)


def test_words_in_cdata_begin_no_record(tmp_path: Path) -> None:
    text = f"{HEAD}<item><title><![CDATA[\n<item><title>no</title></item>]]></title></item>"
    assert len(read(write(tmp_path, f"{text}</channel></rss>"))) == 1


@pytest.mark.parametrize("cut", ["<item><title>two", "<item><title><![CDATA[tw", "<item", "<it"])
def test_records_before_a_cut_end_are_kept(tmp_path: Path, cut: str) -> None:
    export = write(tmp_path, f"{HEAD}<item><title>one</title></item>\n{cut}")
    assert titles(export) == ["one"]


def test_cut_end_is_reported(tmp_path: Path) -> None:
    export = write(tmp_path, f"{HEAD}<item><title>one</title></item>\n<item><title>two")
    assert read(export)[-1] == Broken("the file ends inside it", 5)


def test_comment_without_an_end_costs_nothing(tmp_path: Path) -> None:
    export = write(tmp_path, f"{HEAD}<!-- open <item><title>one</title></item></channel></rss>")
    assert titles(export) == ["one"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        ("Dear diary, no XML.", "it is not XML"),
        ("<!DOCTYPE html><html><body>Log in</body></html>", "it is a web page, not an export"),
        (
            '<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss><item>&c;</item></rss>',
            "it declares entities of its own, which no export does and which can be a trap",
        ),
    ],
)
def test_file_that_cannot_be_read_says_why(tmp_path: Path, text: str, why: str) -> None:
    assert read(write(tmp_path, text)) == [Broken(why, 1, whole_file=True)]


def test_members_that_cannot_be_read_are_an_error_behind_the_others(tmp_path: Path) -> None:
    write(tmp_path, "<rss><item/></rss>", "b.xml")
    write(tmp_path, "nothing", "a.xml")
    found: list[object] = []
    with pytest.raises(SitegenError) as error:
        found.extend(pieces(Export(tmp_path), ["a.xml", "b.xml"], frozenset({"item"})))
    assert [problem.code for problem in error.value.problems] == ["E1801"]
    assert error.value.problems[0].message == "cannot be read: it is not XML"


def test_external_entities_are_never_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    text = (
        f'<!DOCTYPE r SYSTEM "file://{tmp_path}/secret"><rss><item><title>&x;</title></item></rss>'
    )
    assert titles(write(tmp_path, text)) == ["&x;"]


def test_broken_records_are_named_with_their_lines_up_to_a_number(tmp_path: Path) -> None:
    text = HEAD + "<item>\n" * 9 + "</channel></rss>"
    export = write(tmp_path, text)
    found = list(pieces(export, export.names, frozenset({"item"})))
    records = [one for one in found if not isinstance(one, Piece)]
    assert left_out(records) == {"records that cannot be read": 9}
    assert remarks(records)[0] == (
        f"{export.path}:4: this record cannot be read: the next one begins inside it"
    )
    assert remarks(records)[4:] == [f"{export.path}: more records cannot be read"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "<item>",
        "<item><![CDATA[",
        "<item><!--",
        '<item a="',
        "<item><title>a</title>",
        "<!--",
        "<item><a></item>",
        "<item>&#</item>",
        "<![CDATA[",
    ],
)
def test_hostile_repetition_ends(tmp_path: Path, unit: str) -> None:
    export = write(tmp_path, HEAD + unit * 20_000)
    assert all(isinstance(one, Found | Broken) for one in read(export))


@pytest.mark.slow
def test_memory_holds_one_record(tmp_path: Path) -> None:
    item = f"<item><title>one</title><body><![CDATA[{'words ' * 2000}]]></body></item>\n"
    export = write(tmp_path, HEAD + item * 2500 + "</channel></rss>")
    tracemalloc.start()
    number = sum(
        isinstance(one, Found) for one in Records(export, "export.xml", frozenset({"item"}))
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number == 2500
    assert export.size("export.xml") > 30_000_000
    assert peak < 12_000_000
