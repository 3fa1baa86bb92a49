"""The group of commands, and how a run ends: exit codes as in the printed formats (0, 1, 2, 3, 130)."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from rashomon.errors import RashomonError
from rashomon.version import __version__

COMMANDS = {
    "read": "Read reports and print what they say; nothing is stored.",
    "add": "Read reports and add them to the record.",
    "incidents": "List the incidents of the record.",
    "show": "Show who says what about one incident: the matrix of accounts.",
    "claims": "List claims: who gives which value, on what words.",
    "disputes": "List who denies, disputes or rejects whom.",
    "promises": "List what parties promise, and what is said of keeping it.",
    "actors": "List the parties, people and outlets that the record names.",
    "search": "Search the full text of the documents.",
    "export": "Write the record's tables to files.",
    "site": "Write the record as static pages, for publishing.",
    "check": "Check hashes, pointers and invariants of the record.",
    "serve": "Show the record in the browser, on this machine.",
    "demo": "Build a small record of an invented conflict and show it.",
    "review": "Judge what was read: accept, reject, correct, merge, split, take back.",
    "users": "Manage who may log in to the pages.",
    "gazetteer": "Build a gazetteer of places from GeoNames data.",
    "completion": "Print the script that completes commands in your shell.",
}
FAILED = 1
INTERRUPTED = 130
DEBUG = "RASHOMON_DEBUG"  # set, it shows where an error came from

EXAMPLES = """\b
Examples:
  rashomon demo                              see it work, on an invented conflict
  rashomon add reports/ https://.../page     read reports into ./rashomon.db
  rashomon incidents --status contested      what is disputed
  rashomon show 3f9a                         who says what about one incident
"""


class Lazy(click.Group):
    """A group that imports a command's file only when the command is asked for: help comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, or None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"rashomon.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name where there is no such command."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            ctx.fail(f"there is no command {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Lazy, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="rashomon")
def cli() -> None:
    """Keep the record of conflicting accounts: who says what about which event, and who disputes it.

    rashomon never says what is true. Every value leads back to the words it was drawn from.
    """


def main(args: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    try:
        code = cli.main(args=args, prog_name="rashomon", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("rashomon: interrupted; everything finished so far is kept", err=True)
        code = INTERRUPTED
    except KeyboardInterrupt:
        click.echo("rashomon: interrupted; everything finished so far is kept", err=True)
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except RashomonError as error:
        click.echo(f"rashomon: {error}", err=True)
        code = error.exit_code
    except BrokenPipeError:  # the reader of our output (such as head) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:  # a file that cannot be written or made; inputs have errors of their own
        if os.environ.get(DEBUG):
            raise
        click.echo(f"rashomon: {error.filename or 'output'}: {error.strerror or error}", err=True)
        code = FAILED
    sys.exit(code if isinstance(code, int) else 0)
