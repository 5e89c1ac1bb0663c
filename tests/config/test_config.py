"""``site.yaml``: values, defaults, mistakes, and the settings written back."""

import os
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from sitegen.cli.commands import show
from sitegen.cli.commands.show import site_schema
from sitegen.config import site_yaml
from sitegen.config.config import Config
from sitegen.config.schema.forms import LINE, one_line
from sitegen.config.schema.keys import Key, vocabulary
from sitegen.config.schema.nodes import UNPRINTABLE
from sitegen.config.site_yaml import FACTS, SETTINGS, effective, read_base_url, read_config
from sitegen.model import Author
from sitegen.problems.catalogue import explanations
from sitegen.problems.errors import Place, Problem, SitegenError
from support.problem_text import printed


def read(folder: Path, text: str) -> Config:
    (folder / "site.yaml").write_bytes(text.encode())
    return read_config(folder)


def mistakes(folder: Path, text: str) -> str:
    with pytest.raises(SitegenError) as caught:
        read(folder, text)
    assert {problem.code for problem in caught.value.problems} <= explanations().keys()
    return printed(caught.value.problems)


def test_all_settings_are_read(tmp_path: Path) -> None:
    assert read(
        tmp_path,
        """\
title: The Conversation Comes First
subtitle: Five essays
description: On tools and people.
language: en_GB
base_url: https://example.org/essays
timezone: Europe/Berlin
author: {name: Ann, url: https://example.org/ann}
license: CC BY 4.0
themes: [three-rs, Strategy]
pages: about
former_hosts: [http://Old.example.org/blog/, older.example.org]
html: off
feed_size: 0
output: build/public
strict: yes
extra:
  mood: calm
  year: 2010
""",
    ) == Config(
        title="The Conversation Comes First",
        subtitle="Five essays",
        description="On tools and people.",
        language="en-GB",
        base_url="https://example.org/essays/",
        timezone=ZoneInfo("Europe/Berlin"),
        authors=(Author("Ann", "https://example.org/ann"),),
        licence="CC BY 4.0",
        themes=("three-rs", "Strategy"),
        pages=("about",),
        former_hosts=("old.example.org", "older.example.org"),
        html="off",
        feed_size=0,
        output="build/public",
        strict=True,
        extra={"mood": "calm", "year": "2010"},
    )


@pytest.mark.parametrize("text", ["", "# nothing\n", "title:\nbase_url: ~\n"])
def test_what_is_left_out_has_its_default(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == Config()


def test_byte_order_mark_and_foreign_line_ends_do_no_harm(tmp_path: Path) -> None:
    found = read(tmp_path, "\ufefftitle: A\r\nsubtitle: B\rstrict: true\r\n")
    assert found == Config(title="A", subtitle="B", strict=True)


def test_a_folder_without_settings_is_no_collection(tmp_path: Path) -> None:
    with pytest.raises(SitegenError) as caught:
        read_config(tmp_path)
    assert (
        printed(caught.value.problems)
        == f"""\
site.yaml: error[E801]: site.yaml not found in '{tmp_path}'
  hint: create a collection there: sitegen init {tmp_path}"""
    )


def test_settings_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_bytes(b"title: caf\xe9\n")
    with pytest.raises(SitegenError) as caught:
        read_config(tmp_path)
    assert (
        printed(caught.value.problems)
        == """\
site.yaml:1:11: error[E806]: site.yaml is not UTF-8: byte 10 is 0xe9
  hint: save the file as UTF-8"""
    )


def test_a_folder_in_place_of_the_settings_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").mkdir()
    with pytest.raises(SitegenError) as caught:
        read_config(tmp_path)
    assert printed(caught.value.problems) == (
        "site.yaml: error[E806]: site.yaml cannot be read: Is a directory"
    )


WRONG = {
    "titel: A\n": """\
site.yaml:1:1: error[E802]: unknown key 'titel'
  hint: did you mean 'title'?""",
    "title: Foo: bar\n": """\
site.yaml:1:11: error[E202]: title: a value that contains a colon and a space needs quotes
  hint: write: title: "Foo: bar\"""",
    "base_url: example.org/blog\n": """\
site.yaml:1:11: error[E803]: base_url: 'example.org/blog' is not a web address
  hint: write https://example.org/blog""",
    "base_url: /blog\n": """\
site.yaml:1:11: error[E803]: base_url: '/blog' is not a web address
  hint: write https://example.org/""",
    "base_url: ftp://example.org/\n": """\
site.yaml:1:11: error[E803]: base_url: 'ftp://example.org/' is not a web address
  hint: write https://example.org/""",
    "base_url: https://example.org/?a=b\n": """\
site.yaml:1:11: error[E803]: base_url: 'https://example.org/?a=b' contains more than a host and a \
path\
""",
    "base_url: 'https://[::1/'\n": """\
site.yaml:1:11: error[E803]: base_url: 'https://[::1/' is not a web address
  hint: write https://example.org/""",
    "timezone: Berlin\n": """\
site.yaml:1:11: error[E804]: timezone: 'Berlin' is not a time zone
  hint: did you mean 'Europe/Berlin'?""",
    "timezone: Europe/Berln\n": """\
site.yaml:1:11: error[E804]: timezone: 'Europe/Berln' is not a time zone
  hint: did you mean 'Europe/Berlin'?""",
    "timezone: Europe\n": """\
site.yaml:1:11: error[E804]: timezone: 'Europe' is not a time zone
  hint: write a name such as Europe/Berlin or UTC""",
    "timezone: ../../../etc/passwd\n": """\
site.yaml:1:11: error[E804]: timezone: '../../../etc/passwd' is not a time zone
  hint: write a name such as Europe/Berlin or UTC""",
    "language: german language\n": """\
site.yaml:1:11: error[E209]: language: 'german language' is not a language tag
  hint: write a tag such as en, en-GB or de""",
    "output: ../public\n": """\
site.yaml:1:9: error[E805]: output: '../public' is not a folder inside the folder of the site
  hint: write a name such as public; only --output may name any folder""",
    "output: public/../..\n": """\
site.yaml:1:9: error[E805]: output: 'public/../..' is not a folder inside the folder of the site
  hint: write a name such as public; only --output may name any folder""",
    "output: /srv/www\n": """\
site.yaml:1:9: error[E805]: output: '/srv/www' is not a folder inside the folder of the site
  hint: write a name such as public; only --output may name any folder""",
    "output: .\n": """\
site.yaml:1:9: error[E805]: output: '.' is not a folder inside the folder of the site
  hint: write a name such as public; only --output may name any folder""",
    "output: essays/out\n": """\
site.yaml:1:9: error[E805]: output: 'essays/out' is a source folder; pages must not \
be mixed with sources
  hint: write a name such as public""",
    "output: public\nessays: ./public/notes/\n": """\
site.yaml:1:9: error[E805]: output: 'public' is a source folder; pages must not be mixed with \
sources
  hint: write a name such as site""",
    "essays: ../vault\n": """\
site.yaml:1:9: error[E807]: essays: '../vault' is not a folder inside the folder of the site
  hint: write a path such as content/posts, or move site.yaml into the folder above""",
    "essays: static/posts\n": """\
site.yaml:1:9: error[E807]: essays: 'static/posts' is not a folder of texts
  hint: name the folder with the essays""",
    "html: sanitise\n": """\
site.yaml:1:7: error[E209]: html: 'sanitise' is not one of sanitize, trusted, off
  hint: did you mean 'sanitize'?""",
    "feed_size: many\n": """\
site.yaml:1:12: error[E209]: feed_size: 'many' is not a whole number
  hint: write a number such as 20""",
    "strict: perhaps\n": """\
site.yaml:1:9: error[E209]: strict: 'perhaps' is not one of true, false""",
    "extra: [a]\n": """\
site.yaml:1:8: error[E208]: extra: expected a mapping of keys and values, found a list""",
    "- a\n": """\
site.yaml:1:1: error[E207]: expected 'key: value' lines, found a list
  hint: start with a line such as: title: A Good Title""",
    "lang: de\nLang: en\n": """\
site.yaml:2:1: error[E206]: duplicate key 'Lang' on lines 1 and 2
  hint: delete one of the two""",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_mistake_names_its_place_and_the_next_step(tmp_path: Path, text: str) -> None:
    assert mistakes(tmp_path, text) == WRONG[text]


def test_all_mistakes_are_reported_in_one_go(tmp_path: Path) -> None:
    text = "titel: A\nbase_url: example.org\ntimezone: Nowhere\nhtml: x\nhtml: y\n"
    places = [line[:11] for line in mistakes(tmp_path, text).split("\n") if "error[" in line]
    assert places == [f"site.yaml:{number}" for number in (1, 2, 3, 4, 5)]


def test_a_web_address_gets_its_slash_and_its_percent_signs() -> None:
    assert read_base_url("https://example.org") == "https://example.org/"
    assert read_base_url(" http://localhost:8000/a/ ") == "http://localhost:8000/a/"
    assert read_base_url("https://example.org/é/%C3%A9") == "https://example.org/%C3%A9/%C3%A9/"


# ------------------------------------------------------------------ writing

LINES = st.text(max_size=8).map(lambda text: one_line(UNPRINTABLE.sub("", text)))
WORDS = LINES.map(lambda line: line or "words")
CONFIGS = st.builds(
    Config,
    title=WORDS,
    subtitle=LINES,
    description=LINES.map(str.strip),
    language=st.sampled_from(["en", "en-GB", "de", "zh-Hant"]),
    base_url=st.sampled_from(["https://example.org/", "http://localhost:8000/a/b/"]),
    timezone=st.sampled_from([ZoneInfo("UTC"), ZoneInfo("Europe/Berlin")]),
    authors=st.lists(
        st.builds(Author, WORDS, st.sampled_from(["", "https://example.org/ann"])), max_size=3
    ).map(tuple),
    licence=LINES,
    themes=st.lists(WORDS, max_size=3).map(tuple),
    pages=st.lists(WORDS, max_size=3).map(tuple),
    former_hosts=st.lists(st.just("old.example.org"), max_size=2).map(tuple),
    html=st.sampled_from(["sanitize", "trusted", "off"]),
    search=st.sampled_from(["auto", "full", "small", "off"]),
    feed_size=st.integers(0, 1000),
    essays=st.sampled_from(["essays", "content/posts", "_posts", "."]),
    output=st.sampled_from(["public", "build/public"]),
    strict=st.booleans(),
    check=st.dictionaries(
        st.sampled_from(["W401", "W1001", "N1501"]),
        st.sampled_from(["off", "note", "warning", "error"]),
    ),
    policy=st.lists(st.sampled_from(FACTS), unique=True).map(tuple),
    extra=st.dictionaries(WORDS, LINES.map(str.strip), max_size=3),
)


@given(CONFIGS)
@settings(max_examples=50)
def test_effective_settings_are_read_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, config: Config
) -> None:
    assert read(tmp_path_factory.mktemp("site"), effective(config)) == config


def test_effective_settings_have_a_line_on_every_key() -> None:
    assert (
        effective(Config(authors=(Author("Ann"),), extra={"a": "b"}))
        == """\
# Name of the collection
title: "Essays"

# The name at the top of pages, if it is shorter
short_title: ""

# One line under the name
subtitle: ""

# One or two sentences for search engines and feeds
description: ""

# Language tag of the collection: en, en-GB, de
language: "en"

# Languages with pages of their own: en, de; or each with title, subtitle, description
languages: []

# Address of the site
base_url: "http://localhost:8000/"

# Time zone of dates without one: Europe/Berlin
timezone: "UTC"

# Authors of essays that name none
authors:
  - "Ann"

# Licence of the essays
licence: ""

# Themes on the home page, in order; all if empty
themes: []

# Reading paths, in order; the others follow
paths: []

# Navigation, in order: pages, paths, index, map, {title, url}
pages: []

# Former hosts of the essays
former_hosts: []

# Handling of raw HTML in essays: sanitize, trusted or off
html: "sanitize"

# Frames of other sites: link, privacy (shown after a click) or allow
embeds: "link"

# Hosts whose frames are shown
embed_hosts: []

# Where published pictures were taken: remove it from them, or keep it
picture_positions: "remove"

# Fonts of cards for other scripts: files in templates/ or static/
card_fonts: []

# The index of search: small (one file), full (in parts, for many words), auto or off
search: "auto"

# Canonical address of reposts and excerpts: self (the page here) or original
reprint_canonical: "self"

# Whether lists show how essays without a summary begin
openings: true

# File of works that essays cite: BibTeX or CSL-JSON
bibliography: ""

# Whether essays are published as Markdown, too, with llms.txt
publish_markdown: false

# Newest essays in each feed; 0 for all
feed_size: 20

# Folder of the texts: essays, content/posts, _posts
essays: "essays"

# Folder to publish into
output: "public"

# Whether warnings stop the build
strict: false

# Severity of a problem in sitegen check: its code, and off, note, warning or error
check: {}

# Required facts of every essay: title, date, author, source, licence, summary, tags
policy:
  - "title"
  - "date"
  - "author"

# The book: true to offer it on the site; or link, paper, cover, fonts
book:
  "link": false
  "paper": "a5"
  "cover": ""
  "fonts": []

# Texts of your own, for templates
extra:
  "a": "b"
"""
    )


# ------------------------------------------------------------------ the table


def test_a_setting_is_a_row_and_a_field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class ToyConfig(Config, frozen=True):
        motto: str = "none"

    keys = vocabulary(*SETTINGS.keys, Key("motto", LINE, "A line at the foot of every page"))
    for module in (site_yaml, show):
        monkeypatch.setattr(module, "SETTINGS", keys)
    monkeypatch.setattr(site_yaml, "Config", ToyConfig)
    assert read(tmp_path, "title: A\nmotto: Onward\n") == ToyConfig(title="A", motto="Onward")
    assert "unknown key 'moto'\n  hint: did you mean 'motto'?" in mistakes(tmp_path, "moto: x\n")
    printed_config = effective(ToyConfig(motto="Onward"))
    assert printed_config.endswith('\n# A line at the foot of every page\nmotto: "Onward"\n')
    assert site_schema()["properties"]["motto"] == {  # type: ignore[index,call-overload]  # JSON
        **LINE.schema,
        "description": "A line at the foot of every page",
    }


def test_every_field_has_its_key_and_every_key_its_field() -> None:
    names = [
        field.name
        for field in fields(Config)
        if field.name not in ("problems", "strings", "folder")
    ]
    assert [key.name for key in SETTINGS.keys] == names


def test_an_unknown_setting_is_a_warning(tmp_path: Path) -> None:
    config = read(tmp_path, "title: A\nplugins: []\n")
    assert config.title == "A"
    hint = "delete it, or write it below extra: for your own templates"
    message = "unknown key 'plugins'; it has no effect"
    assert config.problems == (Problem(Place("site.yaml", 2, 1), "W807", message, hint),)


def test_the_schema_for_editors_knows_every_key() -> None:
    schema = site_schema()
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert schema["additionalProperties"] is False
    assert set(properties) == {name for key in SETTINGS.keys for name in key.names}
    assert properties["html"] == {
        "enum": ["sanitize", "trusted", "off"],
        "description": "Handling of raw HTML in essays: sanitize, trusted or off",
    }


def test_the_settings_type_costs_no_yaml() -> None:
    code = "import sitegen.config.config, sys; sys.exit('yaml' in sys.modules)"
    path = {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=path).returncode == 0
