"""``rashomon promises``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rashomon.model.wording import called

from . import options
from .listing import print_rows

if TYPE_CHECKING:
    from datetime import date, datetime

KINDS = ("ceasefire", "withdrawal", "separation", "access for aid", "exchange of prisoners", "investigation")
STATUSES = ("nothing said", "said to be kept", "said to be broken", "breaking denied", "contested")
HEADER = ("day", "by", "what", "to", "until", "keeping", "words", "told by")
LONGEST = 110
EXAMPLES = """\b
Examples:
  rashomon promises
  rashomon promises --kind ceasefire --status contested
  rashomon promises --party "Northern Front" -f jsonl
"""


@click.command(epilog=EXAMPLES)
@options.record
@options.moment
@click.option("--kind", type=click.Choice(KINDS), help="Only promises of this kind.")
@click.option("--party", help="Part of the name of who promises, or its key.")
@click.option("--status", type=click.Choice(STATUSES), help="Only those of whose keeping this is said.")
@click.option("--from", "start", type=options.Day(), help="Only those first told on or after this day.")
@click.option("--to", "end", type=options.Day(end=True), help="Only those first told on or before this day.")
@options.formats("table", "jsonl", "csv", "md")
def command(
    record_path: str | None, asof: date | None, known: datetime | None, kind: str | None, party: str | None, status: str | None,
    start: date | None, end: date | None, form: str,
) -> int:  # fmt: skip
    """List what parties promise: ceasefires, withdrawals, aid access; to whom, until when, and what is said of keeping it.

    A promise that several reports tell is one row. Refusals and conditions are told as such.
    """
    with options.opened(record_path, asof, known) as book:
        rows = book.promises(kind=kind, party=party, status=status, start=start, end=end)
        print_rows(form, rows, HEADER, cells, "the record holds no promise like this")
    return 0


def cells(row: dict[str, Any]) -> list[str]:
    """The table's line for one promise."""
    what = (
        ("refuses: " if row["refused"] else "") + row["kind"] + (f" ({row['condition']})" if row["condition"] else "")
    )
    words = row["told"][0]["words"]
    said = dict.fromkeys(
        f"{called(word['speaker'], word['speaker_class'])}: {word['verdict']}" for word in row["keeping"]
    )
    outlets = dict.fromkeys(told["outlet"] or told["document"][:9] for told in row["told"])
    return [
        row["made"] or "?", row["by"], what, ", ".join(row["to"]), (row["until"] or {}).get("to") or "",
        row["status"] + (f" ({'; '.join(said)})" if said else ""),
        words if len(words) <= LONGEST else words[:LONGEST] + "…", ", ".join(outlets),
    ]  # fmt: skip
