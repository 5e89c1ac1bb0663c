"""Words that must stay private, looked for in every file of the published site."""

import re
from functools import cache
from pathlib import Path

import pytest

from support.site import build, page, tree, write_site

HELD = (
    *("draft: true", "draft: 'true'", 'draft: "yes"', "draft: 1", "Draft: TRUE", "draft: oui"),
    *("isDraft: true", "is_draft: on", "dg-draft: true", "draft: [true]", "params: {draft: true}"),
    *("publish: false", "publish: 'False'", 'publish: "no"', "publish: 0", "Publish: off"),
    *("dg-publish: false", "dgPublish: False", "published: false", "published: 'no'"),
    *("is_published: false", "isPublished: 0", "public: false", "metadata: {public: false}"),
    *("private: true", "isPrivate: yes", "private: 'true'", "privat: ja", "secret: true"),
    *("status: draft", "status: Private", "status: skip", "status: pending"),
    *("status: trash", "status: auto-draft", "status: in_review", "post_status: draft"),
    *("status: scheduled\ndate: ''", "state: draft", "status: sent", "status: entwurf"),
    *("visibility: private", "visibility: members", "visibility: paid", "visibility: tiers"),
    *("visibility: 'Password Protected'", "visibility: nobody", "access: members"),
    *("access: {site.login: true}", "audience: only_paid", "audience: founding"),
    *("password: hunter2", "password: 1234", "password: true", "post_password: x"),
    *("headless: true", "build: {render: never}", "_build: {render: false, list: always}"),
    *("build: {render: link}", "build: {list: never, render: never}", "build: false"),
    *("build:\n  render: never", "render: false", "routable: false", "permalink: false"),
    *('permalink: "false"', "url: false", "exclude: true", "ignore: true", "unpublished: true"),
    *("members_only: true", "premium: true", "email_only: true", "encrypt: true"),
    *("draft: maybe", "publish: perhaps", "private: ??", "visibility: {a: b}", "draft: {a: b}"),
    *("drafft: true", "pubished: false", "prviate: true"),
    *("publishDate: 2099-01-01", "published_at: 2099-01-01T10:00:00Z", "embargo: 2099-05-05"),
    *("publish_on: 1 May 2099", "published: 2099-01-01", "publish: 2099-01-01"),
    *("publishDate: 04/08/2099", "publishDate: spring 2099", "pubDate: Jan 3 2099"),
    *("scheduled: 2099-01-01", "release_date: 2099-01-01", "date: 2099-01-01"),
    *("expiryDate: 2001-01-01", "unpublishdate: 2001-01-01", "expires: 2001-01-01"),
    *("expires: soon", "expires: 2001", "unpublish_on: 2001-02-03"),
    *("published: true\ndraft: true", "status: published\nprivate: true"),
    *("dg-publish: true\npublish: false", "published: true\nis_published: false"),
    *("unlisted: true\ndraft: true", "noindex: true\npassword: a", "draft: false\nisDraft: true"),
    *("expires: 2099-01-01\nexpiryDate: 2001-01-01", "wip: true", "enabled: false"),
)
UNLISTED = (
    *("unlisted: true", "unlisted: 'yes'", "hidden: true", "hidden: 1", "isHidden: true"),
    *("archived: true", "status: unlisted", "status: hidden", "status: archived"),
    *("visibility: unlisted", "listed: false", "listed: 'no'", "visible: false", "hide: true"),
    *("eleventyExcludeFromCollections: true", "eleventyExcludeFromCollections: [posts]"),
    *("build: {list: never}", "build: {list: local}", "_build: {list: false}"),
    *("noindex: true", "noIndex: True", "no_index: yes", "robotsNoIndex: true"),
    *("robots: noindex", "robots: 'noindex, nofollow'", "robots: [noindex, nofollow]"),
    *("robots: none", "robots: {index: false}", "seo: {noindex: true}", "meta_robots: NOINDEX"),
    *("sitemap: false", "sitemap: 'no'", "sitemap: {disable: true}", "sitemap: {exclude: yes}"),
    *("sitemap_exclude: true", "search_exclude: true", "search: {exclude: true}"),
    *("searchHidden: true", "in_search_index: false", "search: false", "excludeSearch: true"),
    *("hiddenInHomeList: true", "hidden: maybe", "noindex: perhaps", "listed: 7"),
    *("unlisted: false\nhidden: true", "dg-hide: true"),
)
SHOWN = (
    *("draft: false", "draft:", "draft: ''", "draft: 'no'", "draft: 0", "publish: true"),
    *("dg-publish: true", "publish:", "published: true", "published: 2001-01-01"),
    *("private: false", "unlisted: false", "hidden: no", "listed: true", "noindex: false"),
    *("status: published", "status: Publish", "status: evergreen", "status: finished"),
    *("status: future", "state: Ohio", "stage: late", "visibility: public", "access: free"),
    *("audience: beginners", "audience: everyone", "password:", "password: ''", "password: false"),
    *("headless: false", "build: {list: always, render: always}", "build: {publishResources: no}"),
    *("eleventyExcludeFromCollections: false", "robots: index, follow", "robots: all"),
    *("robots: 'max-snippet:-1, nofollow'", "sitemap: {priority: 0.5}", "sitemap: true"),
    *("search: {boost: 2}", "index: 3", "hide: [navigation, toc]", "feed: true"),
    *("publishDate: 2001-01-01", "expiryDate: 2099-01-01", "expires: never", "publisher: Us"),
    *("exclude: false", "render: always", "share: false", "comments: false", "toc: false"),
)
REST = """
title: Title {0}
summary: Summary {0}
description: Description {0}
tags: [Shared, Theme {0}]
aliases: [/old-{0}/]
authors: [Author {0}]
extra: {{own: Extra {0}}}
image: {{path: {0}-cover.png, alt: Alt {0}}}
relations: [{{kind: extends, target: open, reason: Reason {0}}}]
---
Lead {0}. See [the open one](../open/index.md), says sentence {0}. [Passage {0}]{{theme=Shared}}

## Heading {0}

[Mark {0}]{{index="Entry {0}"}} and a note.[^1] ![Picture {0}]({0}.png)

| Cell {0} |
|---|
| x |

[^1]: Note {0}.
"""
LISTS_OF_FILES = ("_redirects", ".sitegen-manifest.json")
PICTURE = "not really a picture"


def _text(keys: str, word: str) -> str:
    date = "" if re.search("^date:", keys, re.MULTILINE) else "\ndate: 2001-01-01"
    return f"---\n{keys}{date}{REST.format(word)}"


def _open() -> str:
    links = "\n".join(f"- [a link](../texts/{word}.md)" for word in _words("held"))
    steps = "\n".join(f"  - essay: texts/{word}.md" for word in (*_words("held"), *_words("list")))
    return f"""-- essays/open/index.md --
---
title: Open
date: 2001-01-01
tags: [Shared]
---
Some words.

{links}
-- essays/_paths/all.md --
---
title: All
steps:
  - essay: open
{steps}
---
"""


def _words(kind: str) -> list[str]:
    number = {"held": len(HELD), "list": len(UNLISTED), "show": len(SHOWN)}[kind]
    return [f"{kind}q{at:03}z" for at in range(number)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site in which every key hides a text of its own, all with the same surfaces."""
    parts = [_open()]
    for kind, rows in (("held", HELD), ("list", UNLISTED), ("show", SHOWN)):
        for keys, word in zip(rows, _words(kind), strict=True):
            parts.append(f"-- essays/texts/{word}.md --\n{_text(keys, word)}")
            parts.append(f"-- essays/texts/{word}.png --\n{PICTURE}\n")
            parts.append(f"-- essays/texts/{word}-cover.png --\n{PICTURE}\n")
    root = write_site(tmp_path_factory.mktemp("private"), "".join(parts))
    run = build(root)
    assert run.code == 0, re.findall(r".*error\[.*", run.err)
    return root


def _found(root: Path, word: str) -> list[str]:
    """Return the files that contain a word or have it in their path."""
    sought = word.encode()
    found = _published(root).items()
    return [path for path, content in found if word in path or sought in content]


@cache
def _published(root: Path) -> dict[str, bytes]:
    return {path: content.lower() for path, content in tree(root / "public").items()}


@pytest.mark.parametrize("keys", HELD)
def test_nothing_of_a_text_that_is_held_back_is_published(site: Path, keys: str) -> None:
    assert _found(site, _words("held")[HELD.index(keys)]) == []


@pytest.mark.parametrize("keys", UNLISTED)
def test_an_unlisted_text_is_on_its_own_page_alone(site: Path, keys: str) -> None:
    word = _words("list")[UNLISTED.index(keys)]
    own = {f"texts/{word}/index.html", f"texts/{word}.png", f"texts/{word}-cover.png"}
    assert {*_found(site, word)} - {f"old-{word}/index.html", *LISTS_OF_FILES} == own
    redirect = page(site, f"old-{word}/index.html").lower()
    assert re.findall(rf"[a-z]+ {word}", redirect) == []
    assert '<meta name="robots" content="noindex">' in page(site, f"texts/{word}/index.html")


@pytest.mark.parametrize("keys", SHOWN)
def test_a_key_that_hides_nothing_leaves_the_text_in_all_lists(site: Path, keys: str) -> None:
    word = _words("show")[SHOWN.index(keys)]
    assert {"essays/index.html", "sitemap.xml", "search.json"} <= {*_found(site, word)}
    assert 'name="robots"' not in page(site, f"texts/{word}/index.html")


def test_files_that_only_a_text_held_back_shows_are_not_copied(tmp_path: Path) -> None:
    root = write_site(
        tmp_path,
        """-- essays/trip/index.md --
---
title: Trip
---
![Shared](shared.png)
-- essays/trip/hotel.md --
---
title: Hotel
draft: true
image: cover.png
---
![Room](room.png) ![Shared](shared.png) <img src="sub/view.png"> [plan](./plan%20b.pdf)
-- essays/trip/room.png --
x
-- essays/trip/cover.png --
x
-- essays/trip/shared.png --
x
-- essays/trip/plan b.pdf --
x
-- essays/trip/other.pdf --
x
""",
    )
    assert build(root).code == 0
    files = {path.rpartition("/")[2] for path in tree(root / "public") if "trip/" in path}
    assert files == {"index.html", "shared.png", "other.pdf"}
    assert build(root, "--drafts").code == 0
    assert "trip/room.png" in tree(root / "public")


def test_a_page_that_is_unlisted_is_not_in_the_sitemap(tmp_path: Path) -> None:
    front = "---\ntitle: About\nnoindex: true\n---\nWords."
    root = write_site(tmp_path, f"-- essays/_pages/about.md --\n{front}\n-- essays/a.md --\nx\n")
    assert build(root).code == 0
    assert "about" not in page(root, "sitemap.xml")
    assert "noindex" in page(root, "about/index.html")


@pytest.mark.parametrize("key", ["draft: true", "unlisted: true", "noindex: true", "password: x"])
def test_words_of_a_theme_that_is_hidden_are_nowhere(tmp_path: Path, key: str) -> None:
    front = f"---\ntitle: Ice\nsummary: Cold summary\n{key}\n---\nCold words."
    essay = "---\ntitle: A\ntags: [ice]\n---\nx\n"
    root = write_site(tmp_path, f"-- essays/_themes/ice.md --\n{front}\n-- essays/a.md --\n{essay}")
    assert build(root).code == 0
    assert _found(root, "cold") == []
    assert (root / "public/themes/ice/index.html").exists()
