"""``rashomon disputes``."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from . import options, terminal
from .listing import print_rows
from .reading_text import interval

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

KINDS = ("denies", "disputes figure", "rejects source", "rival blame")
HEADER = ("incident", "who", "what", "against", "reason", "words")
SHOWN = 3  # of those whom the same words dispute
LONGEST = 100  # characters of the words
EXAMPLES = """\b
Examples:
  rashomon disputes
  rashomon disputes --kind "rejects source"
  rashomon disputes --party "Ardan Air Force" -f csv
"""


@click.command(epilog=EXAMPLES)
@options.record
@options.moment
@options.incident_filter
@click.option("--kind", "dispute", type=click.Choice(KINDS), help="Only disputes of this kind.")
@options.policy
@options.formats("table", "jsonl", "csv", "md")
def command(
    record_path: str | None,
    asof: date | None,
    known: datetime | None,
    dispute: str | None,
    policy: str | None,
    form: str,
    **wanted: Any,
) -> int:
    """List who denies, disputes or rejects whom, with the words."""
    with options.opened(record_path, asof, known) as book:
        found = book.disputes(options.wanted_incidents(**wanted), kind=dispute, policy=policy)
        if form == "table" and len(found):
            _print_by_incident(found)
        else:
            rows = found if form in {"jsonl", "csv"} else _together(found)
            print_rows(form, rows, HEADER, cells, "nothing in the record is disputed in this way")
    return 0


def _print_by_incident(rows: Iterable[dict[str, Any]]) -> None:
    """Each incident by its heading, its disputes below."""
    from rich.text import Text

    console = terminal.console()
    for number, (heading, told) in enumerate(groupby(_together(rows), heading_of)):
        console.print(Text(("\n" if number else "") + heading, style="bold underline"))
        print_rows("table", told, HEADER[1:], lambda row: cells(row)[1:], "")


def _together(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """For people: the same words that dispute several in the same way once, with those others, ``sides``; by incident, in order."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in rows:
        key = row["incident"], row["claim"], row["type"]
        found.setdefault(key, row | {"sides": []})["sides"].append(row)
    return list(found.values())


def heading_of(row: dict[str, Any]) -> str:
    """Such as "airstrike, Tel Oram, 2031-03-04: i3f9a"."""
    return f"{row['incident_type']}, {row['place'] or 'place unknown'}, {interval(row['date'])}: {row['incident']}"


def cells(row: dict[str, Any]) -> list[str]:
    """The table's line for the words that dispute one or several others."""
    words, sides = row["words"] or "", row["sides"]
    others = list(dict.fromkeys(name for side in sides if (name := _other(side))))
    more = f" and {len(others) - SHOWN} more" if len(others) > SHOWN else ""
    return [
        heading_of(row), _named(row["speaker"], row["speaker_class"], row["outlet"]), row["type"], "; ".join(others[:SHOWN]) + more,
        row["reason"] + (f", and {len(sides) - 1} more" if len(sides) > 1 else ""),
        words if len(words) <= LONGEST else words[:LONGEST] + "…",
    ]  # fmt: skip


def _other(row: dict[str, Any]) -> str:
    if row["other"] or not row["against"]:
        return row["other"] or ""
    return _named(None, row["other_class"], row["other_outlet"])


def _named(speaker: str | None, speaker_class: str | None, outlet: str | None) -> str:
    """As the columns of a matrix are headed: "Velmari Army", "narrator (Karsa Courier)"."""
    from rashomon.api.results import speaker_of

    return speaker_of(speaker, speaker_class or "narrator", [outlet] if outlet else [])
