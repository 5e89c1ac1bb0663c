"""The documentation agrees with the program: codes, keys, options, examples and links."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, date
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import click
import pytest
from markdown_it import MarkdownIt

from sitegen.cli.app import COMMANDS, cli
from sitegen.config.config import Config
from sitegen.config.schema.keys import Vocabulary
from sitegen.config.site_yaml import SETTINGS, read_config
from sitegen.content.frontmatter.keys import ALL_KEYS, ESSAY_KEYS
from sitegen.content.frontmatter.meta import read_front_matter
from sitegen.markdown.converter import Markdown
from sitegen.markdown.typography import Typographer
from sitegen.model import Kind, Source
from sitegen.problems.catalogue import explanations
from sitegen.text.dates import UnreadableDate, read_moment
from support.site import build, essay, page, write_site

ROOT = Path(__file__).parents[2]
TOPS = ("", "src/sitegen")
DOCS = ROOT / "docs"
GUIDE = DOCS / "guide.md"
COMING_FROM = DOCS / "coming-from.md"
PROBLEMS = DOCS / "problems.md"
PAGES = tuple(
    path
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))
    if path.exists()
)

_CODE = re.compile(r"\b[EWN]\d{3,4}\b")
_FENCED = re.compile(r"^( *)(`{3,})([^\n]*)\n(.*?)^\1\2 *$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
_COMMAND = re.compile(r"(?<![\w./-])sitegen ([a-z]+)\b((?:(?!, sitegen)[^\n`|&;>])*)")

# ------------------------------------------------------------------ problems.md


def test_codes_are_sorted_by_number_and_each_family_has_a_section() -> None:
    sections = PROBLEMS.read_text(encoding="utf-8").split("\n## ")[1:]
    codes = [re.findall(r"^### ([EWN]\d+): ", section, re.MULTILINE) for section in sections]
    assert [code for section in codes for code in section] == list(explanations())
    numbers = [[int(code[1:]) for code in section] for section in codes]
    assert numbers == [sorted(section) for section in numbers]
    families = [{number // 100 for number in section} for section in numbers]
    assert families == [{family} for family in range(1, len(sections) + 1)]


def test_an_explanation_says_what_its_entry_on_the_page_shows() -> None:
    shown: dict[str, list[str]] = {}
    tokens = MarkdownIt().parse(PROBLEMS.read_text(encoding="utf-8"))
    for before, token in pairwise(tokens):
        if token.type != "inline":
            continue
        text = "".join(
            child.content or " " * (child.type == "softbreak") for child in token.children or ()
        )
        if before.tag == "h3":
            code, _, title = text.partition(": ")
            entry = shown[code] = [title]
        elif before.tag == "h2":
            entry = []
        elif shown:
            entry.append(text.removeprefix("Why an error: ").removeprefix("What to do: "))
    entries = {
        code: [text.replace("`", "") for text in entry if text]
        for code, entry in explanations().items()
    }
    assert entries == shown


def test_each_error_says_why_it_is_one() -> None:
    reasons = {code: bool(entry.reason) for code, entry in explanations().items()}
    assert reasons == {code: code[0] == "E" for code in reasons}


def test_every_code_that_the_program_uses_is_explained_and_every_explained_one_used() -> None:
    used = {
        code
        for path in (ROOT / "src").rglob("*.py")
        for code in re.findall(r'"([EWN]\d{3,4})\b', path.read_text(encoding="utf-8"))
    }
    assert used == set(explanations())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_code_that_a_document_mentions_exists(path: Path) -> None:
    assert set(_CODE.findall(path.read_text(encoding="utf-8"))) <= set(explanations())


# ------------------------------------------------------------------ links


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_somewhere(path: Path) -> None:
    dead = [target for target in _links(path) if not _leads_somewhere(path, target)]
    assert dead == []


def _links(path: Path) -> Iterator[str]:
    prose = _SPAN.sub("", _FENCED.sub("", path.read_text(encoding="utf-8")))
    return (target for target in _LINK.findall(prose) if "://" not in target)


def _leads_somewhere(path: Path, target: str) -> bool:
    name, _, fragment = target.partition("#")
    other = path.parent / name if name else path
    if not other.exists():
        return False
    return not fragment or fragment in _anchors(other.read_text(encoding="utf-8"))


def _anchors(text: str) -> set[str]:
    # GitHub's way to make an id: letters, digits, hyphens and underscores stay.
    headings = _HEADING.findall(_FENCED.sub("", text))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


# ------------------------------------------------------------------ examples


def _blocks(path: Path, info: str) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [dedent(found[4]) for found in _FENCED.finditer(text) if found[3] == info]


@pytest.mark.parametrize(
    ("info", "kind"), [("yaml front", "essay"), ("yaml theme", "theme"), ("yaml path", "path")]
)
def test_every_example_of_front_matter_reads_without_a_problem(info: str, kind: Kind) -> None:
    examples = [block for path in (GUIDE, COMING_FROM) for block in _blocks(path, info)]
    assert examples
    for front in examples:
        source = Source("essays/a.md", kind, front, "yaml", 2, "", 9)
        assert read_front_matter(source, Config())[1] == ()


def test_every_example_of_settings_reads_without_a_problem(tmp_path: Path) -> None:
    examples = _blocks(GUIDE, "yaml site")
    assert examples
    for settings in examples:
        (tmp_path / "site.yaml").write_text(settings, encoding="utf-8")
        assert read_config(tmp_path).title


def test_every_example_of_markdown_reads_without_a_problem() -> None:
    examples = [block for path in (GUIDE, COMING_FROM) for block in _blocks(path, "markdown")]
    assert examples
    for text in examples:
        assert Markdown().convert(text, "essays/a.md").facts.problems == ()


def test_script_for_jekyll_writes_old_addresses_into_posts(tmp_path: Path) -> None:
    post = tmp_path / "essays" / "2010-04-08-the-value-mix.md"
    post.parent.mkdir()
    post.write_text("---\ntitle: A\n---\nText\n\n---\n", encoding="utf-8")
    for script in _blocks(COMING_FROM, "python"):
        subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True)
    assert post.read_text(encoding="utf-8") == (
        "---\nurl: /2010/04/08/the-value-mix.html\ntitle: A\n---\nText\n\n---\n"
    )


# ------------------------------------------------------------------ tables of what is written


def _rows(heading: str) -> list[tuple[list[str], str]]:
    """Read the first table under a heading: the code spans of column one, and column two."""
    section = GUIDE.read_text(encoding="utf-8").split(f"{heading}\n")[1]
    table = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert table
    rows = [re.split(r"(?<!\\)\|", line)[1:3] for line in table[0].splitlines()[2:]]
    return [
        ([span[2].replace("\\|", "|") for span in _SPAN.finditer(written)], meaning.strip())
        for written, meaning in rows
    ]


def test_typography_comes_out_as_the_guide_says() -> None:
    for spans, printed in _rows("### Typography"):
        assert Typographer("en").text(", ".join(spans)) == printed


def test_dates_are_read_as_the_guide_says() -> None:
    *rows, (ambiguous, _) = _rows("## Dates")
    for spans, _ in rows:
        days = {read_moment(written, UTC).at.date() for written in spans}
        assert days == {date(2010, 12, 25) if "25" in spans[0] else date(2010, 4, 8)}
    with pytest.raises(UnreadableDate, match="is ambiguous"):
        read_moment(ambiguous[0], UTC)


def test_links_lead_where_the_guide_says(tmp_path: Path) -> None:
    links = [span for spans, _ in _rows("## Links") for span in spans]
    site = {
        "site.yaml": "base_url: https://essays.example/\n",
        "essays/2010/value.md": essay("The Value Mix"),
        "essays/a-walk.md": essay("A Walk", "\n\n".join(links)),
    }
    run = build(
        write_site(tmp_path, "".join(f"-- {path} --\n{text}" for path, text in site.items()))
    )
    assert (run.code, run.err) == (0, "")
    text = page(tmp_path, "a-walk/index.html").split('class="text"')[1].split("</article>")[0]
    assert text.count('href="/2010/value/"') == len(links)


# ------------------------------------------------------------------ tables of keys


@pytest.mark.parametrize(
    ("heading", "known"), [("## Front matter", ESSAY_KEYS), ("## site.yaml", SETTINGS)]
)
def test_the_guide_has_a_row_for_every_key_with_all_its_names(
    heading: str, known: Vocabulary
) -> None:
    section = GUIDE.read_text(encoding="utf-8").split(f"{heading}\n")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \|(.*)\|$", section, re.MULTILINE))
    assert list(rows) == [key.name for key in known.keys]
    for key in known.keys:
        missing = [name for name in key.synonyms if f"`{name}`" not in rows[key.name]]
        assert missing == [], key.name


def test_the_guide_names_the_keys_of_a_theme_and_a_path() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for key in ALL_KEYS.keys:
        assert all(f"`{name}`" in text for name in key.names), key.name


# ------------------------------------------------------------------ the command line


def _options(name: str) -> set[str]:
    command = cli.get_command(click.Context(cli), name) if name in COMMANDS else None
    assert command is not None, f"there is no command '{name}'"
    commands = [command]
    if isinstance(command, click.Group):
        commands += command.commands.values()
    found = {option for one in commands for parameter in one.params for option in parameter.opts}
    return found | {"--help", "-h"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_of_a_document_exists_with_its_options(path: Path) -> None:
    for name, rest in _COMMAND.findall(_code(path)):
        assert set(_OPTION.findall(rest)) <= _options(name), f"sitegen {name}{rest}"


def _code(path: Path) -> str:
    """Return what is in code spans and code blocks."""
    text = path.read_text(encoding="utf-8")
    blocks = [found[4] for found in _FENCED.finditer(text)]
    spans = [" ".join(found[2].split()) for found in _SPAN.finditer(_FENCED.sub("", text))]
    return "\n".join((*blocks, *spans))


def test_every_option_that_the_guide_names_alone_exists() -> None:
    prose = _FENCED.sub("", GUIDE.read_text(encoding="utf-8"))
    spans = (found[2] for found in _SPAN.finditer(prose) if found[2].startswith("--"))
    named = {span.split()[0].partition("=")[0] for span in spans}
    assert named
    assert named <= set().union(*map(_options, COMMANDS))


def test_the_guide_names_every_command_and_option() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"sitegen {name}" in text
        options = {option for option in _options(name) if option.startswith("--")} - {"--help"}
        assert [option for option in sorted(options) if option not in text] == []


# ------------------------------------------------------------------ architecture.md, templates.md


def test_the_layers_are_listed_as_import_linter_holds_them() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    section = (DOCS / "architecture.md").read_text(encoding="utf-8").partition("\n## Rooms\n")[2]
    rows = re.findall(r"^\| (`.+?`) \|", section.partition("\n## ")[0], re.MULTILINE)
    assert [row.replace("`", "").replace(" · ", " | ") for row in rows] == layers


def test_every_file_that_the_architecture_names_exists() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_/]+\.(?:py|toml|js|css|html|md))`", text))
    assert len(named) > 50
    assert [name for name in named if not any((ROOT / top / name).is_file() for top in TOPS)] == []


def test_every_static_file_of_the_theme_is_documented() -> None:
    text = (DOCS / "templates.md").read_text(encoding="utf-8")
    names = [path.name for path in (ROOT / "static").iterdir()]
    assert [name for name in names if f"{name}`" not in text] == []
