"""``sitegen schema``."""

import json

import click

from sitegen.cli.report import echo
from sitegen.jsonschema import front_matter_schema, site_schema


@click.command()
@click.argument("what", type=click.Choice(["site", "front-matter"]))
def schema(what: str) -> None:
    """Print the JSON Schema of site.yaml or of front matter, for editors that complete keys."""
    document = site_schema() if what == "site" else front_matter_schema()
    echo(json.dumps(document, ensure_ascii=False, indent=2))
