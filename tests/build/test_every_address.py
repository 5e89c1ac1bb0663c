"""Every address that a built site publishes leads somewhere, and every page can be reached."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support.published_pages import Site
from support.sample_site import SampleSite
from support.site import sitegen

REPOSITORY = Path(__file__).parents[2]
SOURCES = {"index.html", "404.html", "feed.xml", "feed.json", "search.json", "sitemap.xml"}


def built(root: Path, *options: str) -> Site:
    run = sitegen("build", root, "--output", root / "public", "--now", "2026-11-21", *options)
    assert run.code == 0, run.err
    return Site(root / "public", "https://walk.example", "/below")


def shipped(root: Path) -> Site:
    """Build the collection of this repository, with a page on its author."""
    for name in ("essays", "static", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "site.yaml", root)
    about = "---\ntitle: The sitegen authors\n---\nThey write.\n"
    (root / "essays/_authors").mkdir()
    (root / "essays/_authors/the-sitegen-authors.md").write_text(about, "utf-8")
    return built(root, "--strict", "--base-url", "https://walk.example/below/")


def sample(root: Path) -> Site:
    """Build a small collection with everything in it."""
    SampleSite(root).write_all()
    (root / "static/_redirects").write_text("/ancient /below/about/ 301\n", "utf-8")
    return built(root, "--base-url", "https://walk.example/below/")


@pytest.mark.slow
@pytest.mark.parametrize("make", [shipped, sample])
def test_every_address_leads_somewhere_and_every_page_is_reached(
    make: Callable[[Path], Site], tmp_path: Path
) -> None:
    site = make(tmp_path)
    assert {path.rpartition("/")[2] for path, _ in site.addresses()} >= SOURCES
    assert site.broken() == []
    assert site.duplicate_ids() == []
    assert site.unreachable() == []


def test_checker_reads_every_kind_of_file(tmp_path: Path) -> None:
    wrong = {
        "a/index.html": '<a href="/b/"></a><img srcset="c.png 2x"><form action="/d/">'
        '<script type="application/ld+json">{"url": "https://walk.example/below/e/"}</script>',
        "feed.xml": '<feed><link href="https://walk.example/below/f/"/>'
        '<content type="html">&lt;a href="https://walk.example/below/g/"&gt;</content></feed>',
        "sitemap.xml": "<urlset><url><loc>https://walk.example/below/h/</loc></url></urlset>",
        "feed.json": '{"items": [{"url": "/below/i/", "content_html": "<img src=/below/j.png>"}]}',
        "search.json": '{"items": [{"url": "/below/a/", "headings": [["k", "K"]]}]}',
        "style.css": "body { background: url(l.png) }",
        "_redirects": "/old/ /below/m/ 301\n",
        "robots.txt": "Sitemap: https://walk.example/below/n.xml\n",
    }
    for name, text in wrong.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    site = Site(tmp_path, "https://walk.example", "/below")
    found = (each.split(": ")[1].removeprefix("https://walk.example") for each in site.broken())
    assert sorted(found) == [
        "/b/", "/below/a/#k", "/below/e/", "/below/f/", "/below/g/", "/below/h/", "/below/i/",
        "/below/j.png", "/below/m/", "/below/n.xml", "/d/", "c.png", "l.png",
    ]  # fmt: skip
    assert site.unreachable() == ["/below/a/index.html"]
