"""``rashomon incidents``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from . import options
from .listing import print_rows
from .reading_text import interval, scope

if TYPE_CHECKING:
    from datetime import date, datetime

STATUSES = ("discounted", "acknowledged", "contested", "single source", "corroborated", "reported")
SHORT = 9  # characters of an id that a table shows: enough to name it to `show`, which takes the beginning of an id
HEADER = ("id", "day", "what", "where", "killed", "injured", "status", "held responsible", "accounts", "disputes")
EXAMPLES = """\b
Examples:
  rashomon incidents --status contested
  rashomon incidents --from 2031-03 --to 2031-04 --place "Tel Oram"
  rashomon incidents --party "Velmari Army" -f csv > army.csv
  rashomon incidents --asof 2031-04 --known 2031-06-01
  rashomon incidents --text '"aid convoy"'
"""


@click.command(epilog=EXAMPLES)
@options.record
@options.moment
@options.incident_filter
@click.option("--status", type=click.Choice(STATUSES), help="Only those of this status.")
@options.policy
@options.formats("table", "jsonl", "csv", "md")
def command(
    record_path: str | None,
    asof: date | None,
    known: datetime | None,
    status: str | None,
    policy: str | None,
    form: str,
    **wanted: Any,
) -> int:
    """List the incidents of the record, by day; the undated come last.

    The figures are least, best and greatest over independent accounts; `rashomon show ID` says whose they are.
    """
    from rashomon.api.rows import incident_row

    with options.opened(record_path, asof, known) as book:
        found = book.each_incident(options.wanted_incidents(**wanted), status=status, policy=policy)
        rows = (incident_row(*item) for item in found)
        empty = "no incident of the record meets this" if book.counts().incidents else "the record has no incidents yet"
        print_rows(form, rows, HEADER, cells, empty)
    return 0


def cells(row: dict[str, Any]) -> list[str]:
    """The table's line for one incident."""
    return [
        row["id"][:SHORT], interval(row["date"]), row["type"], row["place"]["name"] if row["place"] else "?",
        scope(row["killed"]) if row["killed"] else "", scope(row["injured"]) if row["injured"] else "",
        row["status"] or "", _held([party["name"] for party in row["perpetrators"]]),
        str(len(row["accounts"])), str(_pairs(row["disputes"]) or ""),
    ]  # fmt: skip


def _held(names: list[str]) -> str:
    """The first two parties, and how many more."""
    return ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")


def _pairs(disputes: list[dict[str, Any]]) -> int:
    """How many pairs of speakers stand against each other."""
    return len({(found["speaker"], found["other"]) for found in disputes})
