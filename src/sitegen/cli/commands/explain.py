"""``sitegen explain``."""

import textwrap

import click

from sitegen.cli.report import echo
from sitegen.problems.catalogue import CODES


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what the problem CODE means and how to mend it; without CODE, list them all."""
    if code is None:
        for name, entry in sorted(CODES.items()):
            echo(f"{name}  {entry.title}")
        return
    name = code.strip("[] ").upper()
    if name not in CODES:
        raise click.BadParameter(f"'{code}' is no problem code", param_hint="'CODE'")
    entry = CODES[name]
    echo(f"{name}: {entry.title}\n")
    for paragraph in (entry.meaning, entry.remedy):
        echo(textwrap.fill(paragraph, 78, break_long_words=False) + "\n")
