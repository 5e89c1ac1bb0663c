"""``sitegen schema``."""

import json

import click

from sitegen.cli.jsonschema import front_matter_schema, site_schema
from sitegen.cli.report import echo


@click.command()
@click.argument("what", type=click.Choice(["site", "front-matter"]), required=False)
def schema(what: str | None) -> None:
    """Print the JSON Schema of site.yaml or of front matter, for editors that complete keys.

    Without an argument both are printed, one after the other under its name.
    """
    schemas = {"site": site_schema(), "front-matter": front_matter_schema()}
    document = schemas[what] if what else schemas
    echo(json.dumps(document, ensure_ascii=False, indent=2))
