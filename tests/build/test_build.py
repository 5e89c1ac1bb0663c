"""Whole builds: from sources to a site."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest

from support.published_pages import Site
from support.site import build, essay, page, problems, sitegen, tree, write_site

REPOSITORY = Path(__file__).parents[2]
GOLDEN = Path(__file__).parents[1] / "data" / "golden"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection of this repository, built under --strict."""
    output = tmp_path_factory.mktemp("shipped") / "public"
    run = sitegen("build", REPOSITORY, "--output", output, "--now", "2026-11-21", "--strict")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("5 essays, 12 themes, ")
    return output


@pytest.mark.slow
def test_every_link_and_fragment_of_the_shipped_collection_resolves(shipped: Path) -> None:
    site = Site(shipped, "https://essays.example")
    assert len(site.pages) > 30
    assert site.broken() == []
    assert site.duplicate_ids() == []


def test_the_golden_site_is_as_expected(tmp_path: Path) -> None:
    expected = GOLDEN / "expected"
    run = sitegen("build", GOLDEN, "--output", tmp_path / "public", "--now", "2026-01-01")
    assert run.code == 0
    if "RENEW" in os.environ:
        for path, content in tree(tmp_path / "public").items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(content)
    assert tree(tmp_path / "public") == tree(expected)


ENVIRONMENTS = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "99"},
)


@pytest.mark.slow
def test_the_same_sources_give_the_same_bytes_wherever_they_are_built(tmp_path: Path) -> None:
    trees = []
    for number, environment in enumerate(ENVIRONMENTS):
        root = tmp_path / f"a path {number}" / ("x" * 40 * number + "site")
        copied = sorted(tree(GOLDEN).items(), reverse=number % 2 == 0)
        for path, content in copied:
            if not path.startswith("expected/"):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(content)
        os.utime(root / "site.yaml", (number, number))
        subprocess.run(
            [sys.executable, "-m", "sitegen", "build", root, "--now", "2026-01-01", "--quiet"],
            env={**os.environ, **environment, "PYTHONPATH": str(REPOSITORY / "src")},
            check=True,
            umask=0o022 if number else 0o027,
        )
        trees.append(tree(root / "public"))
    assert trees[0] == trees[1] == trees[2]
    assert not any(str(tmp_path).encode() in content for content in trees[0].values())


SECRETS = {
    "essays/draft.md": essay("Quokka", "Quokka text.", draft="true", tags="quokkas"),
    "essays/status.md": essay("Quokka", "Quokka.", status="draft", aliases="/quokka-old/"),
    "essays/unpublished.md": essay("Quokka", "Quokka.", published="false"),
    "essays/future.md": essay("Quokka", "[Quokka]{theme=open}.", date="2030-01-01", tags="open"),
    "essays/expired.md": essay("Quokka", "Quokka.", expires="2021-01-01"),
    "essays/quokka/index.md": essay("Quokka", "![Quokka](quokka.png)", draft="true"),
    "essays/quokka/quokka.png": "quokka",
    "essays/_themes/quokkas.md": "---\ntitle: Quokkas\ndraft: true\n---\n\nQuokka.\n",
}


def test_no_word_of_what_is_held_back_is_published(tmp_path: Path) -> None:
    text = "".join(f"-- {path} --\n{content}\n" for path, content in SECRETS.items())
    open_essay = essay("Open", "See [this](draft.md) and [that](future.md).", tags="open")
    root = write_site(tmp_path, f"{text}-- essays/open.md --\n{open_essay}")

    run = build(root, "--verbose")

    assert run.code == 0
    published = tree(root / "public")
    assert "open/index.html" in published
    for path, content in published.items():
        assert "quokka" not in path.lower(), path
        assert b"quokka" not in content.lower(), path
    assert "essays/future.md: held back: it appears on 2030-01-01\n" in run.out
    assert "essays/expired.md: held back: it expired on 2021-01-01\n" in run.out
    assert "essays/unpublished.md: held back: its front matter has 'published: false'\n" in run.out
    assert run.out.count("held back: it is a draft") == 4
    assert "7 texts held back" in run.out


def test_drafts_and_the_future_are_published_when_asked_for(tmp_path: Path) -> None:
    text = "".join(f"-- {path} --\n{content}\n" for path, content in SECRETS.items())
    root = write_site(tmp_path, text)
    assert build(root, "--drafts", "--future").code == 0
    built = tree(root / "public")
    assert {"draft/index.html", "future/index.html", "quokka/quokka.png"} <= set(built)
    assert "expired/index.html" not in built


def test_an_unlisted_essay_has_a_page_and_is_in_no_list(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        f"-- essays/a.md --\n{essay('Zebra', status='unlisted', tags='t')}"
        f"-- essays/b.md --\n{essay('Bee', tags='t')}",
    )
    assert build(root, "--strict").code == 0
    assert '<meta name="robots" content="noindex">' in page(root, "a/index.html")
    others = {path: text for path, text in tree(root / "public").items() if path[:2] != "a/"}
    assert not any(b"Zebra" in content for content in others.values())


@pytest.mark.slow
def test_a_site_below_a_path_has_that_path_in_every_address(tmp_path: Path) -> None:
    output = tmp_path / "public"
    base = ["--base-url", "https://x.example/project", "--now", "2026-11-21"]
    assert sitegen("build", REPOSITORY, "--output", output, *base).code == 0
    site = Site(output, "https://x.example", "/project")
    assert len(site.pages) > 30
    assert site.broken() == []


def test_a_bundle_brings_its_files_and_an_essay_those_it_shows(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        f"-- essays/my bundle/index.md --\n{essay('Bundle', '![A map](my map.png)')}"
        "-- essays/my bundle/my map.png --\nmap\n"
        "-- essays/my bundle/data.csv --\na,b\n"
        f"-- essays/plain.md --\n{essay('Plain', '![A cat](img/cat#1.png)')}".replace(
            "my map.png)", "my%20map.png)"
        ).replace("cat#1.png)", "cat%231.png)")
        + "-- essays/img/cat#1.png --\ncat\n-- essays/img/unused.png --\nno\n",
    )
    run = build(root, "--strict")
    assert (run.code, run.err) == (0, "")
    built = tree(root / "public")
    assert built["my-bundle/my map.png"] == b"map\n"
    assert built["my-bundle/data.csv"] == b"a,b\n"
    assert built["img/cat#1.png"] == b"cat\n"
    assert "img/unused.png" not in built
    assert 'src="/my-bundle/my%20map.png"' in page(root, "my-bundle/index.html")
    assert 'src="/img/cat%231.png"' in page(root, "plain/index.html")


def test_old_addresses_redirect_by_page_and_by_rule(tmp_path: Path) -> None:
    front = essay("New", aliases="[/2010/04/old.html, old-name]")
    root = write_site(tmp_path, f"-- essays/new.md --\n{front}")
    assert build(root, "--strict").code == 0
    assert 'url=/new/"' in page(root, "2010/04/old.html")
    assert 'href="https://trial.example/new/"' in page(root, "old-name/index.html")
    assert page(root, "_redirects") == "/2010/04/old.html /new/ 301\n/old-name/ /new/ 301\n"


def test_a_template_of_the_sites_own_replaces_one_file_of_the_theme(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        f"-- essays/a.md --\n{essay('Own & only')}"
        "-- templates/404.html --\n<p>Lost at {{ site.name }}</p>\n"
        "-- templates/special.html --\n<h1>{{ card.title }}</h1>\n"
        f"-- essays/b.md --\n{essay('B', template='special.html')}",
    )
    assert build(root).code == 0
    assert page(root, "404.html") == "<p>Lost at Trial</p>\n"
    assert page(root, "b/index.html") == "<h1>B</h1>\n"
    assert "<h1>Own &amp; only</h1>" in page(root, "a/index.html")


def test_a_file_of_the_owners_replaces_a_generated_one(tmp_path: Path) -> None:
    own = "-- static/robots.txt --\nUser-agent: *\nDisallow: /\n"
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay()}{own}")
    assert build(root, "--strict").code == 0
    assert page(root, "robots.txt") == "User-agent: *\nDisallow: /\n"


def test_redirects_of_the_owners_go_before_those_of_aliases(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        f"-- essays/a.md --\n{essay(aliases='/old/')}-- static/_redirects --\n/x /y 302\n\n",
    )
    assert build(root, "--strict").code == 0
    assert page(root, "_redirects") == "/x /y 302\n/old/ /a/ 301\n"


def test_a_picture_from_elsewhere_keeps_its_address(tmp_path: Path) -> None:
    picture = "https://pictures.example/a.png"
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay(image=picture)}")
    assert build(root).code == 0
    assert f'<meta property="og:image" content="{picture}">' in page(root, "a/index.html")


def test_readers_see_where_an_essay_comes_from(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        f"-- essays/a.md --\n{essay(source='https://old.example/a/')}"
        f"-- essays/b.md --\n{essay(source='{kind: retelling, title: Old, published: 2010-04}')}"
        f"-- essays/c.md --\n{essay()}",
    )
    assert build(root, "--strict").code == 0
    link = '<a href="https://old.example/a/">https://old.example/a/</a>'
    assert f"First published as <cite>{link}</cite>." in page(root, "a/index.html")
    assert "A retelling of <cite>Old</cite>, April 2010." in page(root, "b/index.html")
    assert 'class="source"' not in page(root, "c/index.html")


def test_the_order_of_a_theme_may_name_essays_of_narrower_themes(tmp_path: Path) -> None:
    order = "order:\n  - essay: a\n    why: It comes first.\n"
    root = write_site(
        tmp_path,
        f"-- essays/a.md --\n{essay(tags='harbours')}-- essays/b.md --\n{essay('B', tags='trade')}"
        f"-- essays/_themes/trade.md --\n---\ntitle: Trade\nnarrower: [harbours]\n{order}---\n",
    )
    run = build(root, "--strict")
    assert (run.code, run.err) == (0, "")
    assert "It comes first." in page(root, "themes/trade/index.html")


def test_every_page_is_described_even_if_nobody_described_it(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        f"-- site.yaml --\ntitle: Bare\n-- essays/a.md --\n{essay('One', '', tags='trade')}"
        f"-- essays/b.md --\n{essay('Two', 'Words.', tags='trade')}"
        "-- essays/_themes/empty.md --\n---\ntitle: Empty\n---\n",
    )
    assert build(root).code == 0
    described = {
        path: re.search('<meta name="description" content="([^"]*)">', content.decode())
        for path, content in tree(root / "public").items()
        if path.endswith(".html")
    }
    texts = {path: found and found[1] for path, found in described.items()}
    assert all(texts.values())
    assert texts["index.html"] == "trade"
    assert texts["themes/trade/index.html"] == "One, Two"
    assert texts["a/index.html"] == "One"


def test_a_german_site_speaks_german_to_the_last_label(tmp_path: Path) -> None:
    text = essay('Wer "hört" zu?', 'Er sagte "ja"[^1].\n\n[^1]: Nein.', tags="[Zuhören, b]")
    root = write_site(
        tmp_path,
        "-- site.yaml --\ntitle: Essays\nlanguage: de\nauthor: Die Redaktion\n"
        f"-- essays/a.md --\n{text}",
    )
    assert build(root, "--strict").code == 0
    read = page(root, "a/index.html")
    assert "Er sagte „ja“<sup" in read
    assert 'aria-label="Anmerkung 1"' in read
    assert 'aria-label="Zurück zu Anmerkung 1 im Text"' in read
    assert "Die Redaktion, „Wer „hört“ zu?“ <cite>Essays</cite>, 2. Januar 2020." in read
    assert ">Anmerkungen</h2>" in read
    for word in ("Note", "Notes", "Related", "Cite", "Themes", "minute"):
        assert f">{word}" not in read


def test_feeds_hold_full_text_with_absolute_addresses(shipped: Path) -> None:
    read = feedparser.parse((shipped / "feed.xml").read_bytes())
    assert read.bozo == 0
    assert len(read.entries) == 5
    for entry in read.entries:
        assert entry.id == entry.link
        assert len(entry.content[0].value) > 3000
        assert 'href="/' not in entry.content[0].value
        assert 'href="#' not in entry.content[0].value
    passion = json.loads((shipped / "themes/passion/feed.json").read_text(encoding="utf-8"))
    assert passion["feed_url"] == "https://essays.example/themes/passion/feed.json"
    assert passion["items"]


def test_warnings_do_not_stop_a_build_unless_it_is_strict(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay('A', 'See [it](b.md).')}")
    run = build(root)
    assert run.code == 0
    assert "warning[W401]" in run.err
    assert "(1 warning)" in run.out
    before = tree(root / "public")
    strict = build(root, "--strict")
    assert strict.code == 1
    assert strict.err.endswith("1 warning; nothing published\n")
    assert tree(root / "public") == before
    assert build(root, "--quiet").err == ""


def test_problems_come_as_json_for_programs(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a.md --\n{essay(date='2010-02-30')}")
    run = build(root, "--format", "json", "--strict")
    document = json.loads(run.out)
    assert (run.code, run.err) == (1, "")
    assert document["published"] is False
    assert document["problems"] == [
        {
            "path": f"{root.as_posix()}/essays/a.md",
            "line": 3,
            "column": 7,
            "severity": "warning",
            "code": document["problems"][0]["code"],
            "message": document["problems"][0]["message"],
            "hint": document["problems"][0]["hint"],
        }
    ]
    assert "2010-02-30" in document["problems"][0]["message"]


def test_problems_come_as_annotations_for_github(tmp_path: Path) -> None:
    root = write_site(tmp_path, f"-- essays/a,b.md --\n{essay(date='2010-02-30')}")
    run = build(root, "--format", "github")
    assert run.code == 0
    name = root.as_posix()
    assert run.out.startswith(
        f"::warning file={name}/essays/a%2Cb.md,line=3,col=7,title=sitegen W2"
    )


def test_all_problems_of_a_run_are_reported_at_once_sorted_by_place(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        f"-- essays/b.md --\n{essay(date='2010-02-30')}"
        f"-- essays/a.md --\n{essay(title='[a, list]', date='04/08/2010')}"
        "-- essays/c.md --\n---\ntitle: C\nNever closed\n",
    )
    places = [line.split(": ")[0] for line in problems(root).splitlines() if "[" in line.split()[1]]
    assert places == ["essays/a.md:2:8", "essays/a.md:3:7", "essays/b.md:3:7", "essays/c.md:1"]


def test_an_empty_collection_is_a_site(tmp_path: Path) -> None:
    root = write_site(tmp_path, "-- essays/README.md --\nNot an essay.\n")
    run = build(root, "--strict")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("0 essays, 0 themes, 5 pages in ")
