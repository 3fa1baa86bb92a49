"""``rashomon actors``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from . import options
from .listing import print_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.record import SeenActor

HEADER = ("name", "kind", "mentions", "documents", "also named", "registry")
EXAMPLES = """\b
Examples:
  rashomon actors
  rashomon actors --name ministry -f csv
"""


@click.command(epilog=EXAMPLES)
@options.record
@click.option("--name", help="Part of one of its names.")
@click.option("--kind", help="Kind: person, armed group, military, ministry, monitor, ...")
@options.formats("table", "jsonl", "csv", "md")
def command(record_path: str | None, name: str | None, kind: str | None, form: str) -> int:
    """List the parties, people and outlets that the record names, the most mentioned first."""
    from rashomon.api.book import open_book

    with open_book(create=False, using=options.chosen(record_path)) as book:
        rows = _rows(book.actors(), (name or "").casefold(), kind)
        print_rows(form, rows, HEADER, cells, "the record names nobody like this")
    return 0


def _rows(found: list[SeenActor], name: str, kind: str | None) -> Iterator[dict[str, Any]]:
    from rashomon.model.codec import plain

    for actor in found:
        if (kind is None or actor.kind == kind) and any(name in known.casefold() for known in actor.names):
            yield plain(actor)


def cells(row: dict[str, Any]) -> list[str]:
    """The table's line for one actor."""
    first, *others = row["names"]
    return [first, row["kind"], str(row["mentions"]), str(row["documents"]), ", ".join(others[:4]), row["actor"] or ""]
