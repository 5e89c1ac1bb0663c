"""The command line: the only package that prints and reads the clock or the environment."""

import signal
import sys
from importlib import import_module
from keyword import iskeyword
from types import FrameType
from typing import NoReturn

import click

from sitegen import __version__
from sitegen.cli.report import NOWHERE, Reporter, echo, is_somewhere
from sitegen.cli.streams import ReaderLeftError, guard_streams, has_failed
from sitegen.incremental.unchanged import Snapshot
from sitegen.problems.errors import SitegenError

COMMANDS = {
    "book": "Make a book of the collection: EPUB, PDF.",
    "build": "Publish the collection.",
    "check": "Report what is wrong or odd in the essays.",
    "clean": "Remove the cache.",
    "config": "Print the effective configuration.",
    "explain": "Explain a problem code and how to fix the problem.",
    "import": "Bring posts home from an export of another platform.",
    "init": "Create a collection.",
    "new": "Create an essay.",
    "provenance": "Show where the essays come from, and what is missing.",
    "schema": "Print JSON Schemas for editors.",
    "serve": "Preview the collection while you write.",
    "status": "Show drafts, scheduled and expiring texts.",
    "themes": "List, rename, merge and suggest themes.",
}
"""Name -> summary. A command is the function NAME in ``cli/commands/NAME.py``; one that has the
name of a keyword has an underscore behind it there."""

_SHARED = {
    "clean": "build",
    "init": "scaffold",
    "new": "scaffold",
    "config": "show",
    "explain": "show",
    "schema": "show",
    "provenance": "texts",
    "status": "texts",
}
"""Commands that share a module, and the name of the module."""


class _Commands(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            if ctx.resilient_parsing:
                return None
            raise click.exceptions.NoSuchCommand(cmd_name, possibilities=COMMANDS, ctx=ctx)
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        module = import_module(f"sitegen.cli.commands.{_SHARED.get(name, name)}")
        command = getattr(module, name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def cli() -> None:
    """Publish a curated collection of essays as a web site."""


_PRINTING = frozenset({"config", "explain", "schema"})
"""Commands that have failed if they could not print."""


def main(snapshot: Snapshot | None = None) -> NoReturn:
    """Run the command line; exit 0 on success, 1 on problems, 2 on wrong usage.

    ``snapshot`` is what the search for a change has already found.
    """
    guard_streams()
    signal.signal(signal.SIGTERM, _terminate)
    try:
        if signal.getsignal(signal.SIGINT) not in (signal.SIG_IGN, signal.SIG_DFL):
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = _run(snapshot)
        sys.stdout.flush()
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except ReaderLeftError:
        code = 141  # silently, as other programs end
    if not code and has_failed(sys.stdout) and not _PRINTING.isdisjoint(sys.argv[1:2]):
        code = 1
    sys.exit(code)


def _run(snapshot: Snapshot | None) -> int:
    try:
        result = cli.main(prog_name="sitegen", standalone_mode=False, obj=snapshot)
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show(sys.stderr)
        return error.exit_code
    except SitegenError as error:
        Reporter().fail(error)
        return 1
    except FileNotFoundError:
        if is_somewhere():
            raise
        echo(NOWHERE, err=True)
        return 1


def _terminate(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 (signal's signature)
    sys.exit(128 + number)
