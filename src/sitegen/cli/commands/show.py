"""``sitegen config``, ``sitegen explain`` and ``sitegen schema``."""

import textwrap
from pathlib import Path

import click

from sitegen.cli.report import echo, echo_json
from sitegen.config.schema.keys import json_schema
from sitegen.config.site_yaml import SETTINGS, effective, read_config
from sitegen.content.frontmatter.keys import ALL_KEYS
from sitegen.model import Json
from sitegen.problems.catalogue import explanations


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=".")
def config(directory: Path) -> None:
    """Print the effective configuration of the collection in DIRECTORY, defaults included."""
    echo(effective(read_config(directory)).rstrip())


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain the problem CODE and how to fix it; without CODE, list all codes."""
    codes = explanations()
    if code is None:
        for name, entry in sorted(codes.items()):
            echo(f"{name}  {entry.title}")
        return
    name = code.strip("[] ").upper()
    if name not in codes:  # an error may have become a warning
        name = next((one for one in codes if one[1:] == name[1:]), "")
    if not name:
        raise click.BadParameter(f"unknown code '{code}'", param_hint="'CODE'")
    title, *paragraphs = codes[name]
    echo(f"{name}: {title}\n")
    for paragraph in filter(None, paragraphs):
        echo(textwrap.fill(paragraph, 78, break_long_words=False) + "\n")


@click.command()
@click.argument("what", type=click.Choice(["site", "front-matter"]), required=False)
def schema(what: str | None) -> None:
    """Print the JSON Schema of site.yaml or of front matter, for editors that complete keys.

    Without an argument, print both, each under its name.
    """
    schemas = {"site": site_schema(), "front-matter": front_matter_schema()}
    echo_json(schemas[what] if what else schemas)


def site_schema() -> dict[str, Json]:
    """Describe site.yaml as JSON Schema."""
    return _schema("Settings of a sitegen collection", json_schema(SETTINGS, closed=True))


def front_matter_schema() -> dict[str, Json]:
    """Describe the front matter of essays, pages, themes and reading paths as JSON Schema."""
    return _schema("Front matter of a sitegen text", json_schema(ALL_KEYS))


def _schema(title: str, described: dict[str, Json]) -> dict[str, Json]:
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "title": title, **described}
