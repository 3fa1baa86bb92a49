"""``rashomon actors``: who is named, what is known of them and what they say; people's decisions about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from . import actors_import, actors_judging, options
from .listing import print_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from rashomon.record import SeenActor

HEADER = ("name", "kind", "mentions", "documents", "also named", "key")
EXAMPLES = """\b
Examples:
  rashomon actors
  rashomon actors list --name ministry -f csv
  rashomon actors show "Velmari Army"
  rashomon actors suggest
"""


@click.group(invoke_without_command=True, epilog=EXAMPLES)
@options.record
@options.moment
@click.option("--name", help="Part of one of its names.")
@click.option("--kind", help="Kind: person, armed group, military, ministry, monitor, ...")
@options.formats("table", "jsonl", "csv", "md")
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> int:
    """List the parties, people and outlets that the record names; show one; decide which of them are one."""
    if ctx.invoked_subcommand is None:
        return int(ctx.invoke(list_command, **given))
    return 0


@command.command("list", epilog="\b\nExamples:\n  rashomon actors list --kind monitor\n")
@options.record
@options.moment
@click.option("--name", help="Part of one of its names.")
@click.option("--kind", help="Kind: person, armed group, military, ministry, monitor, ...")
@options.formats("table", "jsonl", "csv", "md")
def list_command(
    record_path: str | None, asof: date | None, known: datetime | None, name: str | None, kind: str | None, form: str
) -> int:
    """List the parties, people and outlets that the record names, the most mentioned first.

    The key names an actor to the other commands: its id in the registry, or its name.
    """
    with options.opened(options.inherited(record_path), asof, known) as book:
        rows = _rows(book.actors(), (name or "").casefold(), kind)
        print_rows(form, rows, HEADER, cells, "the record names nobody like this")
    return 0


@command.command("show", epilog='\b\nExamples:\n  rashomon actors show sohr\n  rashomon actors show "Front" -f json\n')
@click.argument("actor")
@options.record
@options.moment
@options.formats("table", "json", "md")
def show_command(actor: str, record_path: str | None, asof: date | None, known: datetime | None, form: str) -> int:
    """Show what is known of one ACTOR and what it says: dated names, offices, sources, whom it blames, who blames it."""
    from . import terminal
    from .actor_text import lines

    with options.opened(options.inherited(record_path), asof, known) as book:
        row = book.actor(actor)
    if form == "json":
        terminal.write_row(row)
    else:
        terminal.write("".join(f"{text}\n" for text in lines(row, markdown=form == "md")).encode("utf-8", "replace"))
    return 0


for subcommand in (*actors_judging.COMMANDS, actors_import.import_command):
    command.add_command(subcommand)


def _rows(found: list[SeenActor], name: str, kind: str | None) -> Iterator[dict[str, Any]]:
    from rashomon.model.codec import plain

    for actor in found:
        if (kind is None or actor.kind == kind) and any(name in known.casefold() for known in actor.names):
            yield plain(actor)


def cells(row: dict[str, Any]) -> list[str]:
    """The table's line for one actor."""
    first, *others = row["names"]
    return [first, row["kind"], str(row["mentions"]), str(row["documents"]), ", ".join(others[:4]), row["key"]]
