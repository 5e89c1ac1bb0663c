"""A site in several languages: each has its home page, lists, themes, feeds and search."""

import json
import re
import shutil
from pathlib import Path

import pytest

from support.site import CONFIG, build, essay, page, problems, sitegen, tree, write_site

DATA = Path(__file__).parents[1] / "data/languages"
GERMAN = "languages: {de: {title: Die Fragen}}\n"
HREFLANG = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
SWITCH = re.compile(
    r'<a href="([^"]+)" hreflang="[^"]+" lang="[^"]+" dir="auto">(English|Deutsch)</a>'
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection in English and German, built."""
    root = tmp_path_factory.mktemp("languages") / "site"
    shutil.copytree(DATA, root)
    assert not problems(root)
    return root


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "site")
    return tmp_path / "site"


def test_home_page_of_each_language_has_its_words_titles_and_essays(site: Path) -> None:
    english, german = page(site, "index.html"), page(site, "de/index.html")
    assert '<html lang="en"' in english
    assert '<html lang="de"' in german
    assert "<h1>The Wrong Questions</h1>" in english
    assert "<h1>Die falschen Fragen</h1>" in german
    assert "Über Eis" not in english
    assert "On Ice" not in german
    assert "1. April 2021" in german
    assert "Willkommen." in german


def test_navigation_leads_to_pages_in_the_language(site: Path) -> None:
    german = page(site, "de/eis/index.html").partition("</nav>")[0]
    for address in ("", "themes/", "essays/", "search/", "ueber/", "paths/", "index/"):
        assert f'href="/de/{address}' in german
    assert ">Über uns</a>" in german
    assert 'href="https://code.example/"' in german


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("", "de/"),
        ("ice/", "de/eis/"),
        ("about/", "de/ueber/"),
        ("themes/", "de/themes/"),
        ("themes/ice/", "de/themes/eis/"),
        ("themes/ice/passages/", "de/themes/eis/passages/"),
        ("paths/first/", "de/paths/anfang/"),
        ("search/", "de/search/"),
        ("index/", "de/index/"),
    ],
)
def test_page_and_its_counterpart_name_each_other(site: Path, english: str, german: str) -> None:
    here, there = page(site, f"{english}index.html"), page(site, f"{german}index.html")
    base = "https://trial.example/"
    assert HREFLANG.findall(here) == [("en", base + english), ("de", base + german)]
    assert HREFLANG.findall(there) == HREFLANG.findall(here)
    assert SWITCH.findall(here) == [(f"/{german}", "Deutsch")]
    assert SWITCH.findall(there) == [(f"/{english}", "English")]


@pytest.mark.parametrize("path", ["alone/index.html", "404.html"])
def test_page_without_counterpart_leads_to_the_home_page(site: Path, path: str) -> None:
    assert not HREFLANG.findall(page(site, path))
    assert SWITCH.findall(page(site, path)) == [("/de/", "Deutsch")]


def test_every_hreflang_is_answered(site: Path) -> None:
    found: dict[str, list[tuple[str, str]]] = {}
    for file in sorted((site / "public").rglob("*.html")):
        if links := HREFLANG.findall(file.read_text(encoding="utf-8")):
            url = "/" + file.relative_to(site / "public").as_posix().removesuffix("index.html")
            found[f"https://trial.example{url}"] = links
    for url, links in found.items():
        assert url in [address for _, address in links]
        assert all(found[address] == links for _, address in links)


def test_feeds_hold_the_essays_of_their_language(site: Path) -> None:
    english, german = page(site, "feed.xml"), page(site, "de/feed.xml")
    assert "<id>https://trial.example/de/</id>" in german
    assert "On Ice" in english
    assert "Über Eis" not in english
    assert "Über Eis" in german
    assert "On Ice" not in german
    assert 'href="https://trial.example/de/feed.xml"' in page(site, "de/eis/index.html")
    assert json.loads(page(site, "de/feed.json"))["language"] == "de"


def test_search_finds_what_is_in_its_language(site: Path) -> None:
    titles = [item["title"] for item in json.loads(page(site, "de/search.json"))["items"]]
    assert titles == ["Über Werkzeuge", "Über Eis", "Eis", "Werkzeuge", "Schlitten"]
    assert 'data-index="/de/search.json"' in page(site, "de/search/index.html")
    assert "fahrer" in page(site, "de/search/words.txt") or "schlit" in page(
        site, "de/search/words.txt"
    )
    assert "sledge" not in page(site, "de/search/words.txt")


def test_translated_essay_may_keep_its_tags(site: Path) -> None:
    # Its tag is "Tools", as in English.
    assert '<a href="/de/themes/werkzeuge/">Werkzeuge</a>' in page(site, "de/werkzeuge/index.html")
    assert "Auch" not in page(site, "de/themes/werkzeuge/index.html").partition("<main")[2]


def test_themes_of_the_home_page_are_translated(site: Path) -> None:
    german = page(site, "de/index.html")
    assert german.index('href="/de/themes/eis/">Eis') < german.index("/de/themes/werkzeuge/")


def test_link_into_another_language_works_and_is_mentioned_there(site: Path) -> None:
    assert 'href="/alone/">einer auf Englisch</a>' in page(site, "de/eis/index.html")
    mentioned = page(site, "alone/index.html").partition("</article>")[2]
    assert re.search(r'lang="de"[^>]*>Über Eis</a>', mentioned)


def test_sitemap_and_robots_are_there_once(site: Path) -> None:
    sitemap = page(site, "sitemap.xml")
    assert "<loc>https://trial.example/de/eis/</loc>" in sitemap
    assert "<loc>https://trial.example/ice/</loc>" in sitemap
    for path in ("sitemap.xml", "robots.txt", "404.html"):
        assert not (site / "public/de" / path).exists()


def test_build_after_an_edit_is_a_build_from_nothing(copy: Path, tmp_path: Path) -> None:
    build(copy)
    edits = {
        "essays/de/eis.md": ("Über Eis", "Vom Eis"),
        "essays/ice.md": ("On Ice", "About Ice"),
        "essays/_themes/de/eis.md": ("title: Eis", "title: Das Eis"),
        "essays/tools.md": ("answered.", "answered once."),
        "site.yaml": ("Die falschen Fragen", "Falsche Fragen"),
        "essays/de/index.md": ("Willkommen", "Guten Tag"),
    }
    for number, (path, (old, new)) in enumerate(edits.items()):
        file = copy / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        build(copy)
        clean = tmp_path / f"clean{number}"
        shutil.copytree(copy, clean, ignore=shutil.ignore_patterns("public", ".sitegen"))
        build(clean)
        assert tree(copy / "public") == tree(clean / "public")


def test_only_pages_that_show_a_title_are_made_again(copy: Path) -> None:
    build(copy)
    file = copy / "essays/de/werkzeuge.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("beantwortet hat", "beantwortet hatte"), encoding="utf-8")
    printed = build(copy, "--why").out + build(copy).out
    assert "alone/index.html" not in printed
    assert "\nindex.html" not in printed


def test_folder_decides_the_language_unless_the_text_says_it(tmp_path: Path) -> None:
    texts = f"-- essays/de/a.md --\n{essay('A')}-- essays/de/b.md --\n{essay('B', lang='en')}"
    root = write_site(tmp_path, f"-- site.yaml --\n{CONFIG}{GERMAN}{texts}")
    build(root)
    assert '<html lang="de"' in page(root, "de/a/index.html")
    assert '<html lang="en"' in page(root, "de/b/index.html")
    assert ">B</a>" not in page(root, "de/essays/index.html")
    assert ">B</a>" in page(root, "essays/index.html")


def test_region_belongs_to_its_language_and_an_unknown_language_to_the_main_one(
    tmp_path: Path,
) -> None:
    texts = (
        f"-- essays/a.md --\n{essay('A', lang='de-AT')}-- essays/b.md --\n{essay('B', lang='fr')}"
    )
    root = write_site(tmp_path, f"-- site.yaml --\n{CONFIG}{GERMAN}{texts}")
    build(root)
    assert ">A</a>" in page(root, "de/essays/index.html")
    assert ">B</a>" in page(root, "essays/index.html")


def test_list_of_languages_keeps_the_title(tmp_path: Path) -> None:
    text = f"-- essays/de/a.md --\n{essay('A')}"
    root = write_site(tmp_path, f"-- site.yaml --\n{CONFIG}languages: [en, de]\n{text}")
    build(root)
    assert page(root, "de/index.html").count("<h1>") == 1
    assert "Alle Essays" in page(root, "de/index.html")


def test_one_language_in_the_list_changes_nothing(tmp_path: Path) -> None:
    text = f"-- essays/a.md --\n{essay('A', tags='[Ice]')}"
    one = write_site(tmp_path / "a", f"-- site.yaml --\n{CONFIG}{text}")
    two = write_site(tmp_path / "b", f"-- site.yaml --\n{CONFIG}languages: [en]\n{text}")
    build(one)
    build(two)
    assert tree(one / "public") == tree(two / "public")


def test_path_may_have_an_essay_in_another_language(tmp_path: Path) -> None:
    texts = (
        f"-- essays/a.md --\n{essay('A', tags='[Ice]')}-- essays/de/b.md --\n{essay('B')}"
        "-- essays/_paths/de/weg.md --\n---\ntitle: Weg\nsteps: [b, a]\n---\n\nWorte.\n"
    )
    root = write_site(tmp_path, f"-- site.yaml --\n{CONFIG}{GERMAN}{texts}")
    assert not problems(root)
    assert 'lang="en"' in page(root, "de/paths/weg/index.html")
    assert "2. Januar 2020" in page(root, "de/paths/weg/index.html")


def test_texts_of_one_name_in_two_languages_are_told_apart(tmp_path: Path) -> None:
    texts = (
        f"-- essays/value.md --\n{essay('Value')}-- essays/other.md --\n{essay('Other')}"
        f"-- essays/de/value.md --\n{essay('Wert', translation_of='value.md')}"
        "-- essays/_paths/way.md --\n---\ntitle: Way\nsteps: [value, other]\n---\n\nWords.\n"
    )
    root = write_site(tmp_path, f"-- site.yaml --\n{CONFIG}{GERMAN}{texts}")
    assert not problems(root)
    assert len(HREFLANG.findall(page(root, "de/value/index.html"))) == 2
    assert 'href="/value/?path=way"' in page(root, "paths/way/index.html")


def test_text_at_an_address_of_a_language_moves_away(tmp_path: Path) -> None:
    text = f"-- essays/de/themes.md --\n{essay('T')}"
    printed = problems(write_site(tmp_path, f"-- site.yaml --\n{CONFIG}{GERMAN}{text}"))
    assert "warning[W610]: '/de/themes/' is the address of a page of the site" in printed


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[german]", "languages: 'german' is not a language tag"),
        ("{de: {titel: T}}", "languages: unknown key 'titel'"),
        ("{de: T}", "languages: expected a mapping"),
    ],
)
def test_mistake_in_languages_is_reported(tmp_path: Path, written: str, message: str) -> None:
    site = f"-- site.yaml --\n{CONFIG}languages: {written}\n-- essays/a.md --\n{essay('A')}"
    printed = problems(write_site(tmp_path, site))
    assert message in printed


def test_settings_print_languages_as_they_are_read(copy: Path) -> None:
    printed = sitegen("config", copy).out
    (copy / "site.yaml").write_text(printed, encoding="utf-8")
    assert sitegen("config", copy).out == printed
    assert '"de": {title: "Die falschen Fragen"' in printed
