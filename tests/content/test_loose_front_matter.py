"""Front matter of other tools: what of it is used, and what is said of the rest."""

from datetime import UTC, datetime

import pytest

from sitegen.config.config import Config
from sitegen.content.frontmatter.meta import read_front_matter
from sitegen.model import (
    Author,
    Correction,
    Image,
    Kind,
    Meta,
    Provenance,
    Relation,
    Source,
    Status,
)
from support.problem_text import printed


def read(front: str, path: str = "essays/a.md", form: str = "yaml") -> tuple[Meta, list[str]]:
    kind: Kind = "theme" if "_themes" in path else "essay"
    source = Source(path, kind, front, "toml" if form == "toml" else "yaml", 2, "Words.", 9)
    meta, problems = read_front_matter(source, Config())
    assert all(problem.severity == "warning" for problem in problems), printed(problems)
    return meta, [problem.code for problem in problems]


# ------------------------------------------------------------------ values of other kinds


@pytest.mark.parametrize(
    ("front", "field", "value", "codes"),
    [
        ("title: [Bread, Salt]", "title", "Bread, Salt", ["W208"]),
        ("title: 1984", "title", "1984", []),
        ("title: {en: Bread}", "title", "", ["W208"]),
        ("title: Salt &amp; Bread &ndash; again", "title", "Salt & Bread – again", []),
        ("summary: [One., Two.]", "summary", "One., Two.", ["W208"]),
        ("cover: {uid: door, provider: x}", "image", None, ["W214"]),
        ("image: {name: x, src: door.png}", "image", Image("door.png"), []),
        ("image: [{uid: door}, door.png]", "image", Image("door.png"), ["W214"]),
        ("cover: {image: '', alt: A door}", "image", None, []),
        ("cover:\n  image:\n  hidden: true", "image", None, []),
        ("image: {}", "image", None, []),
        ("image: false", "image", None, []),
        ("og_image: true", "image", None, []),
        ("image: 'true'", "image", Image("true"), []),
        ("images: [{src: ''}, {src: door.png}]", "image", Image("door.png"), []),
        ("cover: {image: '', src: door.png}", "image", Image("door.png"), []),
        ("author: {name: Ann, url: nowhere}", "authors", (Author("Ann"),), ["W209"]),
        ("author: {login: ann, display_name: Ann B.}", "authors", (Author("Ann B."),), []),
        ("authors: [Ann, {url: /b}]", "authors", (Author("Ann"),), ["W214"]),
        ("lang: plain English", "lang", "", ["W209"]),
        ("template: true", "template", "", ["W209"]),
        ("template: no", "template", "", ["W209"]),
        ("template: 'true'", "template", "true.html", []),
        ("canonical: example.org/a", "canonical", "", ["W209"]),
        ("aliases: {from: /a/}", "aliases", (), ["W208"]),
        ("params: text", "extra", {}, ["W208"]),
        ("extra: {a: 1}\nparams: {b: 2, a: 3}", "extra", {"a": 1, "b": 2}, []),
        (
            "source: {kind: stolen, title: Bread, urll: x}",
            "source",
            Provenance(title="Bread"),
            ["W209", "W213"],
        ),
        (
            "errata: [{date: 2010-04-08, text: Not rye.}, {text: Not salt.}]",
            "errata",
            (Correction("2010-04-08", "Not rye."),),
            ["W214"],
        ),
    ],
)
def test_what_is_right_in_a_value_is_used(
    front: str, field: str, value: object, codes: list[str]
) -> None:
    meta, said = read(front)
    assert (getattr(meta, field), said) == (value, codes)


def test_one_wrong_relation_leaves_the_others() -> None:
    meta, said = read(
        "relations:\n"
        "  - {agrees: salt, reason: Both keep.}\n"
        "  - {argues: rye, reason: No.}\n"
        "  - {kind: extends, essay: wheat, reason: More., mood: calm}\n"
    )
    assert [(one.kind, one.target, one.reason) for one in meta.relations] == [
        ("agrees", "salt", "Both keep."),
        ("extends", "wheat", "More."),
    ]
    assert isinstance(meta.relations[0], Relation)
    assert said == ["W214", "W214", "W213", "W213"]


def test_one_wrong_essay_of_an_order_leaves_the_others() -> None:
    meta, said = read("order: [salt, {why: alone}, {essay: rye, wy: x}]", "essays/_themes/b.md")
    assert [one.essay for one in meta.theme.order] == ["salt", "rye"]
    assert said == ["W214", "W213"]


@pytest.mark.parametrize(
    ("front", "tags"),
    [
        ("tags: [{name: Bread, slug: bread}, {label: Salt}, rye]", ["Bread", "Salt", "rye"]),
        ("tags: {bread, salt}", ["bread", "salt"]),
        ("tags: [bread, {uid: 3}]", ["bread"]),
        ("tags: [bread, salt", ["bread", "salt"]),
    ],
)
def test_tags_are_found_in_the_mappings_of_other_tools(front: str, tags: list[str]) -> None:
    assert [tag.text for tag in read(front)[0].tags] == tags


@pytest.mark.parametrize(
    ("slug", "address"),
    [
        ("/on-salt", ("on-salt", "/on-salt")),
        ("/on-salt/", ("on-salt", "/on-salt")),
        ("on-salt/", ("on-salt", "")),
        ("/a/b/", ("a/b", "/a/b")),
        ("a/b", ("a/b", "")),
        ("///", ("", "")),
        ("/:year/:title/", ("", "")),
        ("../b", ("", "")),
        ("🦊", ("", "")),
        ("a?b", ("", "")),
        ("{{ name }}", ("", "")),
        ("true", ("", "")),
    ],
)
def test_a_slug_with_slashes_is_a_path(slug: str, address: tuple[str, str]) -> None:
    meta, said = read(f"slug: '{slug}'")
    assert (meta.slug, meta.url) == address
    assert said == ([] if address[0] else ["W602"])


def test_a_url_counts_before_a_slug_and_a_theme_has_no_path() -> None:
    assert read("slug: /a/b\nurl: /c/")[0].url == "/c/"
    assert read("slug: /salt/", "essays/_themes/a.md")[0].slug == "salt"


def test_data_of_thirty_thousand_characters_is_read() -> None:
    shelf = "".join(
        f"  - {{name: Book {n}, note: It was good to have read it.}}\n" for n in range(700)
    )
    meta, said = read(f"title: Books\nbooks:\n{shelf}")
    books = meta.extra["books"]
    assert isinstance(books, list)
    assert (len(books), len(shelf) > 30_000, said) == (700, True, [])


def test_toml_has_the_same_leniency() -> None:
    front = 'title = "Bread"\nstatus = "soon"\ndate = "04-08-2010"\n[source]\nkind = "stolen"\n'
    meta, said = read(front, form="toml")
    assert (meta.title, meta.status) == ("Bread", "draft")
    assert said == ["W231", "W209"]


# ------------------------------------------------------------------ keys that are there twice


@pytest.mark.parametrize(
    ("front", "field", "value"),
    [
        ("title: A\ntitle: B", "title", "B"),
        ("Title: A\ntitle: B", "title", "B"),
        ("weight: 3\nweight: 5", "extra", {"weight": 5}),
        ("tags: [a]\ntags: [b]", "tags", ["b"]),
        ("extra: {a: 1, a: 2}", "extra", {"a": 2}),
    ],
)
def test_of_a_key_that_is_there_twice_the_last_value_counts(
    front: str, field: str, value: object
) -> None:
    meta, said = read(front)
    found = getattr(meta, field)
    assert ([tag.text for tag in found] if field == "tags" else found) == value
    assert said == ["W206"]


@pytest.mark.parametrize(
    ("front", "status"),
    [
        ("draft: true\ndraft: false", "draft"),
        ("draft: false\ndraft: true", "draft"),
        ("draft: true\ndraft:", "draft"),
        ("Draft: true\ndraft: no", "draft"),
        ("published: false\npublished: true", "draft"),
        ("status: draft\nstatus: published", "draft"),
        ("status: published\nstatus: unlisted", "unlisted"),
        ("hidden: true\nunlisted: false", "unlisted"),
        ("unlisted: false\narchived: true\n", "unlisted"),
        ("private: true\nprivate: false", "draft"),
        ("draft: false\ndraft: no", "published"),
    ],
)
def test_of_keys_that_hide_the_more_careful_value_counts(front: str, status: Status) -> None:
    assert read(front)[0].status == status


def test_of_two_days_to_expire_the_earlier_counts() -> None:
    meta, said = read("expires: 2026-01-01\nexpires: 2030-01-01\nexpiry_date: 2028-01-01")
    assert meta.expires is not None
    assert (meta.expires.at, said) == (datetime(2026, 1, 1, tzinfo=UTC), ["W206"])
    _, problems = read_front_matter(
        Source("essays/a.md", "essay", "draft: true\ndraft: no\n", "yaml", 2, "", 9), Config()
    )
    assert (
        printed(problems)
        == """\
essays/a.md:3:1: warning[W206]: duplicate key 'draft' on lines 2 and 3
  hint: delete one of the two; the more careful one counts"""
    )


# ------------------------------------------------------------------ values that cannot be read


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("draft: perhaps", "W231"),
        ("draft: {{ hidden }}", "W202"),
        ("private: [a, b]", "W231"),
        ("status: soon", "W231"),
        ("published: soon", "W231"),
        ("published: soon\ndate: 2010-04-08", "W231"),
        ("expires: one day", "W231"),
        ("expires: {a: b}", "W231"),
        ("publishDate: one day", "W210"),
    ],
)
def test_what_hides_and_cannot_be_read_holds_the_text_back(front: str, code: str) -> None:
    meta, said = read(front)
    assert meta.status == "draft"
    assert code in said


@pytest.mark.parametrize("front", ["date: soon", "pubDate: soon", "updated: soon", "created: x"])
def test_a_day_that_cannot_be_read_is_left_out(front: str) -> None:
    meta, said = read(front)
    assert (meta.date, meta.updated, meta.status, said) == (None, None, "published", ["W210"])


@pytest.mark.parametrize("status", ["finished", "Evergreen", "budding", "done"])
def test_a_status_of_a_digital_garden_is_published(status: str) -> None:
    meta, said = read(f"status: {status}")
    assert (meta.status, meta.held, said) == ("published", "", [])
