"""The tables of keys -> JSON Schemas, by which editors complete and check front matter."""

from sitegen.config.schema.keys import json_schema
from sitegen.config.site_yaml import SETTINGS
from sitegen.content.frontmatter.keys import ALL_KEYS
from sitegen.model import Json

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def site_schema() -> dict[str, Json]:
    """Describe site.yaml."""
    described = json_schema(SETTINGS, closed=True)
    return {"$schema": _DIALECT, "title": "Settings of a sitegen collection", **described}


def front_matter_schema() -> dict[str, Json]:
    """Describe the front matter of essays, pages, themes and reading paths."""
    return {
        "$schema": _DIALECT,
        "title": "Front matter of a sitegen text",
        **json_schema(ALL_KEYS),
    }
