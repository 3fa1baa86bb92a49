"""``rashomon disputes``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from . import options
from .listing import print_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

KINDS = ("denies", "disputes figure", "rejects source", "rival blame")
HEADER = ("incident", "what", "who", "against", "reason", "words")
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
        rows = found if form in {"jsonl", "csv"} else _once(found)
        print_rows(form, rows, HEADER, cells, "nothing in the record is disputed in this way")
    return 0


def _once(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """For people: each dispute of two speakers once, with the first of their words."""
    seen: set[tuple[Any, ...]] = set()
    for row in rows:
        key = tuple(row[name] for name in ("incident", "type", "speaker", "other", "reason"))
        if key not in seen:
            seen.add(key)
            yield row


def cells(row: dict[str, Any]) -> list[str]:
    """The table's line for one dispute."""
    words = row["words"] or ""
    return [
        row["incident"], row["type"], row["speaker"] or _nobody(row["speaker_class"]),
        row["other"] or (_nobody(row["other_class"]) if row["against"] else ""), row["reason"],
        words if len(words) <= 100 else words[:100] + "…",
    ]  # fmt: skip


def _nobody(speaker_class: str | None) -> str:
    from rashomon.model.wording import UNNAMED

    if speaker_class in (None, "narrator"):
        return "(narrator)"
    return f"({UNNAMED.get(speaker_class or '', f'{speaker_class}, unnamed')})"
