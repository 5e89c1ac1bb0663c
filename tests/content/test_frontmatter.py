"""Front matter: keys, synonyms, values and mistakes."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.cli.commands.show import front_matter_schema
from sitegen.config.config import Config
from sitegen.config.schema.forms import one_line
from sitegen.config.schema.nodes import UNPRINTABLE
from sitegen.config.schema.syntax import quoted
from sitegen.content.frontmatter.keys import ALL_KEYS, PARTS
from sitegen.content.frontmatter.meta import read_front_matter
from sitegen.model import (
    Author,
    Image,
    Located,
    Meta,
    Moment,
    Provenance,
    Reading,
    Relation,
    Source,
    ThemeMeta,
)
from sitegen.problems.catalogue import explanations
from sitegen.problems.errors import Place, Problem
from sitegen.store.codec import decode, encode
from support.changed_program import ChangedProgram
from support.problem_text import printed
from support.site import essay as site_essay
from support.site import write_site

PLACE = "essays/a.md"
BERLIN = ZoneInfo("Europe/Berlin")


def essay(front: str, path: str = PLACE) -> Source:
    return Source(path, "essay", front, "yaml", 2, "", 9)


def theme(front: str) -> Source:
    return replace(essay(front, "essays/_themes/passion.md"), kind="theme")


def read(source: Source) -> tuple[Meta, tuple[Problem, ...]]:
    return read_front_matter(source, Config(timezone=BERLIN))


def meta(front: str) -> Meta:
    found, problems = read(essay(front))
    assert problems == ()
    return found


def mistakes(front: str) -> str:
    return printed(read(essay(front))[1])


def texts(located: tuple[Located, ...]) -> list[str]:
    return [one.text for one in located]


# ------------------------------------------------------------------ plain values


EVERYTHING = """\
title: The *Wrong* Questions
date: 2010-04-08
updated: 2011-01-02 10:00
authors: [Ann Example, {name: Bo Example, url: https://example.org/bo}]
tags: [strategy, Tools and people]
summary: |
  Two lines
  of summary.
description: For search engines
slug: wrong-questions
url: /2010/wrong/
aliases: [/old/, /older/]
status: unlisted
expires: 1 May 2030
lang: en_GB
image: {path: cover.png, alt: A door}
template: wide
canonical: https://example.org/wrong/
source: {kind: retelling, title: Questions, published: 2010-04}
relations: [{kind: agrees, essay: passion, reason: Both put people first.}]
extra: {mood: calm, stars: 3, version: "1.0"}
"""


def test_all_canonical_keys_are_read() -> None:
    found = meta(EVERYTHING)
    assert replace(found, places={}) == Meta(
        title="The *Wrong* Questions",
        date=Moment(datetime(2010, 4, 8, tzinfo=BERLIN)),
        updated=Moment(datetime(2011, 1, 2, 10, tzinfo=BERLIN), has_time=True),
        authors=(Author("Ann Example"), Author("Bo Example", "https://example.org/bo")),
        tags=(
            Located("strategy", Place(PLACE, 6, 8)),
            Located("Tools and people", Place(PLACE, 6, 18)),
        ),
        summary="Two lines\nof summary.",
        description="For search engines",
        slug="wrong-questions",
        url="/2010/wrong/",
        aliases=(Located("/old/", Place(PLACE, 13, 11)), Located("/older/", Place(PLACE, 13, 18))),
        status="unlisted",
        expires=Moment(datetime(2030, 5, 1, tzinfo=BERLIN)),
        lang="en-GB",
        image=Image("cover.png", "A door"),
        template="wide.html",
        canonical="https://example.org/wrong/",
        source=Provenance("retelling", title="Questions", published="2010-04"),
        relations=(Relation("agrees", "passion", "Both put people first.", Place(PLACE, 21, 35)),),
        extra={"mood": "calm", "stars": 3, "version": "1.0"},
    )


def test_places_name_the_values_by_canonical_keys() -> None:
    found = meta("Title: A\npubDate: 2010-04-08\nsummary:\n")
    assert found.places == {"title": Place(PLACE, 2, 8), "date": Place(PLACE, 3, 10)}


def test_no_front_matter_says_nothing() -> None:
    assert read(replace(essay(""), front_format="")) == (Meta(), ())


@pytest.mark.parametrize("title", ["no", "2010", "1.0", "08:30", "~x", "on", "0x1F"])
def test_a_title_is_the_text_that_was_written(title: str) -> None:
    assert meta(f"title: {title}").title == title


@given(st.text())
def test_any_title_survives_its_quotes(title: str) -> None:
    found, problems = read(essay(f"title: {quoted(title)}\n"))
    if UNPRINTABLE.search(title):
        assert [problem.code for problem in problems] == ["W203"]
    elif "&" not in title:
        assert (found.title, problems) == (one_line(title), ())


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Q&amp;A &ndash; more", "Q&A – more"),
        ("AT&T &c; &nosuch;", "AT&T &c; &nosuch;"),
        ("&lt;b&gt; is a tag", "&lt;b&gt; is a tag"),
        ("&amp;lt; stays an entity", "&amp;lt; stays an entity"),
        ("&#1; &#x41;", "A"),
    ],
)
def test_entities_are_decoded_once_but_never_into_markup(written: str, title: str) -> None:
    assert meta(f'title: "{written}"\nsummary: "{written}"').title == title


def test_numbers_reach_templates_as_numbers_only_where_nothing_is_lost() -> None:
    found = meta("a: 3\nb: 1.10\nc: 1.5\nd: 007\ne: yes\nf: true\ng: ~\nh: '3'\ni: 1e9\n")
    assert found.extra == {
        "a": 3,
        "b": "1.10",
        "c": 1.5,
        "d": "007",
        "e": "yes",
        "f": True,
        "g": None,
        "h": "3",
        "i": "1e9",
    }


# ------------------------------------------------------------------ names of other generators


@pytest.mark.parametrize(
    ("front", "field", "value"),
    [
        ("AUTHOR: Ann", "authors", (Author("Ann"),)),
        ("author: [Ann, Bo]", "authors", (Author("Ann"), Author("Bo"))),
        ("author: {name: Ann, twitter: ann}", "authors", (Author("Ann"),)),
        ("excerpt: Short", "summary", "Short"),
        ("permalink: /2010/a.html", "url", "/2010/a.html"),
        ("path: 2010/a", "url", "2010/a"),
        ("canonicalURL: https://example.org/a", "canonical", "https://example.org/a"),
        ("language: de", "lang", "de"),
        ("heroImage: a.png\nhero-image-alt: A door", "image", Image("a.png", "A door")),
        ("images: [a.png, b.png]", "image", Image("a.png")),
        ("image: {src: a.png, caption: x}", "image", Image("a.png")),
        ("params: {a: 1}\nb: 2", "extra", {"a": 1, "b": 2}),
        ("layout: post", "extra", {"layout": "post"}),
        ("related: [x]", "extra", {"related": ["x"]}),
    ],
)
def test_a_foreign_name_means_its_canonical_key(front: str, field: str, value: object) -> None:
    assert getattr(meta(front), field) == value


@pytest.mark.parametrize(
    "front",
    [
        "date: 2010-04-08",
        "pubDate: 2010-04-08",
        "publish-date: April 8, 2010",
        "published: 2010-04-08",
        "date: {created: 2010-04-08, updated: 2011-01-01}",
        "published: true\ndate: 2010-04-08",
        "date: 2010-04-08\npubDate: 2015-01-01",
    ],
)
def test_the_date_has_many_names(front: str) -> None:
    assert meta(front).date == Moment(datetime(2010, 4, 8, tzinfo=BERLIN))


@pytest.mark.parametrize(
    "front", ["lastmod: 2011-01-01", "date-modified: 2011-01-01", "date: {modified: 2011-01-01}"]
)
def test_the_day_of_the_last_change_has_many_names(front: str) -> None:
    assert meta(front).updated == Moment(datetime(2011, 1, 1, tzinfo=BERLIN))


def test_without_a_date_that_of_the_file_or_the_address_counts() -> None:
    day = Moment(datetime(2010, 4, 8, tzinfo=BERLIN))
    assert read(essay("title: A", "essays/2010-04-08-a.md"))[0].date == day
    assert read(essay("path: 2010/04/08/a.html"))[0].date == day
    assert read(essay("date: 2011-01-01", "essays/2010-04-08-a.md"))[0].date != day
    assert read(replace(essay("", "essays/_pages/2010-04-08-a.md"), kind="page"))[0].date is None


@pytest.mark.parametrize(
    ("front", "tags"),
    [
        ("tags: [a, b]", ["a", "b"]),
        ("tags: a, B c ,d", ["a", "B c", "d"]),
        ("tags: a, b; c", ["a, b", "c"]),
        ("tags: classic hollywood", ["classic hollywood"]),
        ("tags:\n- 2010\n- 1.0\n- null\n- no", ["2010", "1.0", "no"]),
        ("tags: ['#a', '##b', c#]", ["a", "b", "c#"]),
        ("tags: [Passion, passion, PASSION!]", ["Passion"]),
        ("tags: [a  b, R&amp;D]", ["a b", "R&D"]),
        ("tags: [[a, b], [c]]", ["a", "b", "c"]),
        ("categories: [news]\ntags: [a]\nkeyword: b", ["a", "news", "b"]),
        ("taxonomies: {tags: [a], categories: [b]}", ["a", "b"]),
        ("tags:", []),
        ("tags: []", []),
        ("tags: ''", []),
    ],
)
def test_tags_are_read_however_they_are_written(front: str, tags: list[str]) -> None:
    assert texts(meta(front).tags) == tags


def test_each_tag_of_a_line_has_its_own_place() -> None:
    places = [str(tag.place) for tag in meta('tags: "one, two"\n').tags]
    assert places == ["essays/a.md:2:8", "essays/a.md:2:13"]


def test_a_tag_without_a_letter_is_left_out_with_a_word() -> None:
    found, problems = read(essay("tags: [a, '!!']\n"))
    assert texts(found.tags) == ["a"]
    assert (
        printed(problems)
        == """\
essays/a.md:2:11: warning[W223]: the tag '!!' has no letter or digit
  hint: name the theme in words; the tag is left out"""
    )


@pytest.mark.parametrize(
    ("front", "status"),
    [
        ("draft: false", "published"),
        ("draft: 'false'", "published"),
        ("draft: no", "published"),
        ("draft: yes", "draft"),
        ("status: draft", "draft"),
        ("status: Hidden", "unlisted"),
        ("status: private", "draft"),
        ("status: skip", "draft"),
        ("status: featured", "published"),
        ("published: false", "draft"),
        ("published: true", "published"),
        ("unlisted: true", "unlisted"),
        ("archived: true\nprivate: true", "draft"),
        ("status: published\ndraft: true", "draft"),
    ],
)
def test_the_most_careful_status_counts(front: str, status: str) -> None:
    assert meta(front).status == status


@pytest.mark.parametrize("front", ["draft: perhaps", "status: soon", "draft: [a]"])
def test_a_status_that_cannot_be_read_holds_the_text_back(front: str) -> None:
    found, problems = read(essay(front))
    assert found.status == "draft"
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("front", "aliases"),
    [
        ("aliases: [/a/, /b/]", ["/a/", "/b/"]),
        ("redirect_from: /a/", ["/a/"]),
        ("alias: /a/\naliases: /b/", ["/b/", "/a/"]),
        ("aliases:", []),
    ],
)
def test_old_addresses_of_all_names_are_gathered(front: str, aliases: list[str]) -> None:
    assert texts(meta(front).aliases) == aliases


@pytest.mark.parametrize(
    ("front", "source"),
    [
        ("source: https://example.org/a", Provenance(url="https://example.org/a")),
        ("source: The Daily Example", Provenance(title="The Daily Example")),
        ("source: {license: CC BY, published: '8 April 2010'}",
         Provenance(licence="CC BY", published="2010-04-08")),
        ("source: {published: 2010, by: Ann}", Provenance(author="Ann", published="2010")),
    ],
)  # fmt: skip
def test_the_source_is_an_address_a_title_or_a_mapping(front: str, source: Provenance) -> None:
    assert meta(front).source == source


def test_a_relation_may_be_written_in_short() -> None:
    found = meta("relations:\n  - {disagrees: passion, reason: Rules help.}\n")
    assert found.relations == (
        Relation("disagrees", "passion", "Rules help.", Place(PLACE, 3, 17)),
    )


def test_toml_says_the_same_as_yaml() -> None:
    front = 'title = "A"\ndate = 2010-04-08T10:00:00Z\n[taxonomies]\ntags = ["x"]\n[extra]\nn = 1\n'
    found, problems = read(replace(essay(front), front_format="toml"))
    assert problems == ()
    assert found.date == Moment(datetime(2010, 4, 8, 10, tzinfo=UTC), has_time=True, offset=0)
    assert (found.title, texts(found.tags), found.extra) == ("A", ["x"], {"n": 1})


def test_a_theme_has_other_names_neighbours_and_an_order() -> None:
    found, problems = read(
        theme("""\
title: Passion
aliases: [enthusiasm]
broader: Strategy
narrower: [a, b]
related: [c]
order:
  - essay: passion-before-platforms
    why: The heart of it.
  - the-wrong-questions
""")
    )
    path = "essays/_themes/passion.md"
    assert problems == ()
    assert found.aliases == ()
    assert found.theme == ThemeMeta(
        names=(Located("enthusiasm", Place(path, 3, 11)),),
        broader=(Located("Strategy", Place(path, 4, 10)),),
        narrower=(Located("a", Place(path, 5, 12)), Located("b", Place(path, 5, 15))),
        related=(Located("c", Place(path, 6, 11)),),
        order=(
            Reading("passion-before-platforms", "The heart of it.", Place(path, 8, 12)),
            Reading("the-wrong-questions", "", Place(path, 10, 5)),
        ),
    )


# ------------------------------------------------------------------ mistakes

WRONG = {
    "title: [a, b]\n": """\
essays/a.md:2:8: warning[W208]: title: expected a text, found a list
  hint: write it after the key, in quotes if it contains characters like : [ {""",
    "title: {a: b}\n": """\
essays/a.md:2:8: warning[W208]: title: expected a text, found a mapping
  hint: write it after the key, in quotes if it contains characters like : [ {""",
    "date: 2010-02-30\n": """\
essays/a.md:2:7: warning[W212]: date: '2010-02-30' does not exist: February 2010 has 28 days""",
    "date: [2010-04-08]\n": """\
essays/a.md:2:7: warning[W208]: date: expected a text, found a list
  hint: write it after the key, in quotes if it contains characters like : [ {""",
    "pubDate: soon\n": """\
essays/a.md:2:10: warning[W210]: pubDate: 'soon' is not a date
  hint: write it as 2010-04-08, 2010-04-08 17:30 +02:00 or 8 April 2010""",
    "published: nope\n": """\
essays/a.md:2:12: warning[W231]: published: 'nope' is not understood, so the text is held back
  hint: write true or false, or delete the line if it means something else""",
    "status: drafft\n": """\
essays/a.md:2:9: warning[W231]: status: 'drafft' is not understood, so the text is held back
  hint: did you mean 'draft'?""",
    "draft: maybe\n": """\
essays/a.md:2:8: warning[W231]: draft: 'maybe' is not understood, so the text is held back
  hint: write true or false, or delete the line if it means something else""",
    "lang: the Queen's English\n": """\
essays/a.md:2:7: warning[W209]: lang: 'the Queen's English' is not a language tag
  hint: write a tag such as en, en-GB or de""",
    "canonical: javascript:alert(1)\n": """\
essays/a.md:2:12: warning[W209]: canonical: 'javascript:alert(1)' is not a web address
  hint: write the whole address, https:// included""",
    "source: javascript:alert(1)\n": """\
essays/a.md:2:9: warning[W209]: source: 'javascript:alert(1)' is not a web address
  hint: write the whole address, https:// included""",
    "source: {kind: retteling, urll: x}\n": """\
essays/a.md:2:16: warning[W209]: source: kind: 'retteling' is not one of original, retelling, \
translation, repost, excerpt
  hint: did you mean 'retelling'?
essays/a.md:2:27: warning[W213]: source: unknown key 'urll'
  hint: did you mean 'url'?""",
    "source: {published: 04/08/2010}\n": """\
essays/a.md:2:21: warning[W211]: source: published: '04/08/2010' is ambiguous
  hint: write 2010-08-04 for 4 August or 2010-04-08 for 8 April""",
    "authors: [{url: https://example.org/}]\n": """\
essays/a.md:2:11: warning[W214]: authors: 'name' is missing
  hint: add name: name as readers see it""",
    "relations: [{kind: argues, essay: b, reason: c}, {agrees: d}]\n": """\
essays/a.md:2:20: warning[W209]: relations: kind: 'argues' is not one of agrees, disagrees, \
extends, replies
  hint: did you mean 'agrees'?
essays/a.md:2:50: warning[W214]: relations: 'reason' is missing
  hint: add reason: one sentence on why""",
    "relations: [{agrees: a, disagrees: b, reason: c}]\n": """\
essays/a.md:2:13: warning[W209]: relations: a relation can have only one kind
  hint: write each relation as a separate list item""",
    "relations: passion\n": """\
essays/a.md:2:12: warning[W208]: relations: expected a mapping of keys and values, found \
'passion'
  hint: known keys: kind, essay, reason, agrees, disagrees, extends, replies""",
    "extra: text\n": """\
essays/a.md:2:8: warning[W208]: extra: expected a mapping of keys and values, found 'text'""",
    "Tags: [a]\ntags: [b]\n": """\
essays/a.md:3:1: warning[W206]: duplicate key 'tags' on lines 2 and 3
  hint: delete one of the two; the last one counts""",
    "titel: A\n": """\
essays/a.md:2:1: warning[W221]: unknown key 'titel'
  hint: did you mean 'title'?""",
    "temes: [a]\n": """\
essays/a.md:2:1: warning[W221]: unknown key 'temes'
  hint: did you mean 'themes'?""",
    "Here is the point: it matters\n": """\
essays/a.md:2:1: warning[W222]: 'Here is the point' looks like text, not like a key
  hint: move the line below the closing '---'""",
}


@pytest.mark.parametrize("front", WRONG)
def test_a_mistake_names_its_place_its_key_and_the_next_step(front: str) -> None:
    assert mistakes(front) == WRONG[front]


def test_all_mistakes_of_a_file_are_reported_in_one_go() -> None:
    _, problems = read(essay("title: [a]\ndate: soon\nstatus: x\ntitle: b\ntilte: c\n"))
    assert [(problem.place.line, problem.code) for problem in problems] == [
        (3, "W210"),
        (4, "W231"),
        (5, "W206"),
        (6, "W221"),
    ]


def test_other_unknown_keys_pass_without_a_word() -> None:
    front = "comments: true\nmath: true\nweight: 3\nseries: x\nsubtitle: y\npublisher: z\ntoc: on\n"
    assert set(meta(front).extra) == {
        *("comments", "math", "weight", "series", "subtitle", "publisher", "toc")
    }


KEYS = st.sampled_from([name for key in ALL_KEYS.keys for name in key.names])
VALUES = st.recursive(
    st.sampled_from(["x", "2010-04-08", "true", "''", "~", "04/08/2010", "1" * 40, "a, b", "/a/"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["kind", "essay", "name", "url", "agrees", "path", "created"]), inner
        ).map(lambda table: "{" + ", ".join(f"{k}: {v}" for k, v in table.items()) + "}")
    ),
    max_leaves=6,
)


@pytest.mark.slow
@given(st.lists(st.tuples(KEYS, VALUES), max_size=8) | st.text(max_size=200))
@settings(max_examples=300)
def test_any_front_matter_is_read_or_explained(front: list[tuple[str, str]] | str) -> None:
    text = front if isinstance(front, str) else "".join(f"{k}: {v}\n" for k, v in front)
    for source in (essay(text), theme(text), replace(essay(text), front_format="toml")):
        _, problems = read(source)
        assert {problem.code for problem in problems} <= explanations().keys()
        assert list(problems) == sorted(set(problems))


# ------------------------------------------------------------------ schema


def test_the_schema_for_editors_knows_every_key_and_synonym() -> None:
    schema = front_matter_schema()
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is True
    assert set(properties) == {name for key in ALL_KEYS.keys for name in key.names}
    authors = next(key for key in ALL_KEYS.keys if key.name == "authors")
    assert properties["author"] == {
        **authors.form.schema,
        "description": "Another name of 'authors'. Who wrote it: a name, or several, "
        "each with a url if wanted",
    }


# ------------------------------------------------------------------ a new key

SUBTITLE = {
    "src/sitegen/content/frontmatter/keys.py": [
        ("    TAGS,", '    Key("subtitle", LINE, "A second line of the title"),')
    ],
    "src/sitegen/model.py": [('    slug: str = ""', '    subtitle: str = ""')],
    "src/sitegen/views/types.py": [
        ("    citation: Citation | None = None", '    subtitle: str = ""')
    ],
    "src/sitegen/views/essay.py": [
        ("        extra=meta.extra,", "        subtitle=meta.subtitle,")
    ],
    "templates/essay.html": [
        (
            '<h1{% if card.name | length > 60 %} class="long"{% endif %}>{{ card.title }}</h1>',
            '{% if subtitle %}<p class="subtitle">{{ subtitle }}</p>{% endif %}',
        )
    ],
}


@pytest.mark.slow
def test_a_new_key_takes_a_row_and_a_field_and_what_shows_it(tmp_path: Path) -> None:
    program = ChangedProgram(tmp_path / "program", SUBTITLE)
    for words in ("Which nobody asks", "Which everybody asks"):
        text = f"-- essays/a.md --\n{site_essay(subtitle=words)}"
        assert "warning" not in program.build(write_site(tmp_path / "site", text))
        page = (tmp_path / "site/public/a/index.html").read_text(encoding="utf-8")
        assert f'<p class="subtitle">{words}</p>' in page


def test_each_key_has_a_field_of_its_name_and_each_field_a_key() -> None:
    named = {key.name for key in ALL_KEYS.keys} - {key.name for key in PARTS}
    fields = {*Meta.__struct_fields__, *ThemeMeta.__struct_fields__}
    assert named == fields - {
        "theme",
        "names",
        "places",
        "doubts",
        "orders",
        "held",
        "because",
        "appears",
    }


def test_each_field_gets_a_value_of_its_type() -> None:
    assert decode(encode(meta(EVERYTHING)), Meta) == meta(EVERYTHING)
