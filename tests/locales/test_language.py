"""A language is one data file: those that are shipped are whole, and a new one works at once."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sitegen.check import wordlists
from sitegen.check.leftovers import phrases
from sitegen.check.spam import terms
from sitegen.locales import language as locales
from sitegen.locales.plurals import BETWEEN
from sitegen.locales.words import callouts_of, day_text, quotes_of, words, written_date_text
from sitegen.problems.errors import SitegenError
from support.site import CONFIG, build, essay, page, sitegen, write_site

FILES = sorted(locales.FOLDER.glob("*.toml"))
SPOKEN = [file for file in FILES if "\n[words]\n" in file.read_text(encoding="utf-8")]
ENGLISH = locales.FOLDER / "en.toml"
CACHED = (
    *(wordlists.listed, wordlists.words, wordlists.pattern, phrases._index),
    *(terms._terms, terms._indexes, terms.ranks),
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_file_is_toml_and_read_as_toml(file: Path) -> None:
    whole = tomllib.loads(file.read_text(encoding="utf-8"))
    assert locales.read_tables(file) == whole


def test_ten_languages_have_words() -> None:
    spoken = ["ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt"]
    assert [file.stem for file in SPOKEN] == spoken


@pytest.mark.parametrize("file", SPOKEN, ids=lambda file: file.stem)
def test_language_has_every_word_with_the_same_gaps(file: Path) -> None:
    english, other = (tomllib.loads(one.read_text("utf-8")) for one in (ENGLISH, file))
    for section in ("words", "labels"):
        assert list(other[section]) == list(english[section])
        assert all(other[section].values())
        assert _gaps(other[section]) == _gaps(english[section])
    assert len(other["dates"]["months"]) == len(other["dates"].get("alone", range(12))) == 12
    assert other["dates"].keys() | {"regions", "alone"} == english["dates"].keys() | {"alone"}
    assert other["quotes"][file.stem]


def _gaps(section: dict[str, str]) -> dict[str, list[str]]:
    last = ((key, text.split(BETWEEN)[-1]) for key, text in section.items())
    return {key: re.findall(r"\{\w*\}", text) for key, text in last}


@pytest.mark.parametrize("file", SPOKEN, ids=lambda file: file.stem)
def test_language_has_a_title_for_every_kind_of_box(file: Path) -> None:
    titled = set(callouts_of("de"))
    assert file == ENGLISH or titled <= set(callouts_of(file.stem))


# ------------------------------------------------------------------ a new language


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make a folder of languages that a test may add to."""
    folder = tmp_path / "locales"
    folder.mkdir()
    for file in FILES:
        (folder / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(locales, "FOLDER", folder)
    for function in CACHED:
        function.cache_clear()
    yield folder
    for function in CACHED:
        function.cache_clear()


def toy(folder: Path, leave_out: str = "") -> None:
    """Add a language as en.toml says: its sections copied, the values translated."""
    text = ENGLISH.read_text(encoding="utf-8")
    sections = text[text.index("\n[words]\n") : text.index("\n[dates.regions]\n") + 1]
    sections = re.sub(r'^(\w[\w-]*) = "(.*)"$', r'\1 = "Q\2"', sections, flags=re.MULTILINE)
    sections = re.sub(rf"^{leave_out} = .*\n", "", sections, flags=re.M) if leave_out else sections
    sections = sections.replace('day = "Q{day}', 'day = "{day}a')
    (folder / "qx.toml").write_text(
        f"""{sections}[quotes]
qx = [["<", ">"], ["‹", "›"]]

[check]
months = "kvar"
forms = "komet"
invitations = "skribu kometon"

[phrases]
comments = '''
neniu kometo
afiŝita je {{date}}
'''

[offer]
price = "bonpreze, nur nun"

[trades.pharmacy]
names = "pilolego*"
""",
        encoding="utf-8",
    )


def test_new_language_is_one_file(folder: Path, tmp_path: Path) -> None:
    toy(folder)
    text = essay("A", '"Wora," she said, "is wora."', date="2010-04-08")
    site = f"-- site.yaml --\n{CONFIG}language: qx\n-- essays/a.md --\n{text}"
    root = write_site(tmp_path / "site", site)
    assert build(root).code == 0
    shown = page(root, "a/index.html")
    assert "QSkip to the text" in shown
    assert "8a April 2010" in shown
    assert "&lt;Wora,&gt; she said" in shown
    assert day_text(date(2010, 4, 1), "qx-QX") == "Q1a April 2010"


def test_check_knows_a_new_language(folder: Path, tmp_path: Path) -> None:
    toy(folder)
    body = (
        "Wora wora wora.\n\nBonvolu do skribu kometon al ni.\n\nPilolegoj bonpreze nur nun.\n\n"
        "Neniu kometo\n\nAfiŝita je 8 kvar 2010"
    )
    root = write_site(tmp_path / "site", f"-- essays/a.md --\n{essay(body=body)}")
    printed = sitegen("check", root).err
    assert ":8:12: warning[W1313]: 'skribu kometon' invites comments" in printed
    assert ":10: error[E1201]: paragraph advertises pharmacy" in printed
    assert ":12: warning[W1001]: 'Neniu kometo' and the 2 lines after it are left over" in printed


def test_forgotten_word_is_named_with_its_file(folder: Path) -> None:
    toy(folder, leave_out="all_themes")
    with pytest.raises(SitegenError) as caught:
        words("qx")
    assert str(caught.value) == "locales/qx.toml: words are missing: 'all_themes'"


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[words]\nskip = A\n", "invalid character"),
        ("[words]\nskip = 'A'\n", "invalid character"),
        ('[words]\nskip = "A"\n', "missing required field `labels`"),
        ("[quotes]\nqx = 1\n", "Expected `array`"),
    ],
)
def test_file_that_cannot_be_used_is_named(folder: Path, written: str, message: str) -> None:
    (folder / "qx.toml").write_text(written, encoding="utf-8")
    with pytest.raises(SitegenError, match=message) as caught:
        words("qx")
    assert caught.value.problems[0].place.path == "locales/qx.toml"


def test_language_without_a_file_has_english_words_and_its_own_quotes() -> None:
    assert words("sv") == words("en")
    assert quotes_of("sv").double == ("”", "”")
    assert quotes_of("xx") == quotes_of("en")


@pytest.mark.parametrize(
    ("tag", "day", "month"),
    [
        ("pl", "8 kwietnia 2010", "kwiecień 2010"),
        ("ja", "2010年4月8日", "2010年4月"),
        ("ar", "8 أبريل 2010", "أبريل 2010"),
        ("de", "8. April 2010", "April 2010"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(tag: str, day: str, month: str) -> None:
    assert day_text(date(2010, 4, 8), tag) == day
    assert written_date_text("2010-04", tag) == month
