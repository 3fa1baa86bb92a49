"""``rashomon export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import options, terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from rashomon.api import Book

TABLES = ("incidents", "claims", "documents", "disputes", "promises", "actors", "judgements")
EXAMPLES = """\b
Examples:
  rashomon export folder/                      all tables as JSON Lines
  rashomon export -f csv -t incidents -t claims folder/
  rashomon export -t incidents --from 2031-03 -  to standard output
"""


@click.command(epilog=EXAMPLES)
@click.argument("target", metavar="FOLDER")
@options.record
@options.moment
@click.option("--table", "-t", "tables", type=click.Choice(TABLES), multiple=True, help="Which tables; all by default.")
@options.incident_filter
@options.policy
@options.formats("jsonl", "csv")
def command(
    target: str,
    record_path: str | None,
    asof: date | None,
    known: datetime | None,
    tables: tuple[str, ...],
    policy: str | None,
    form: str,
    **wanted: Any,
) -> int:
    """Write tables of the record to files in FOLDER (made where missing), or - for standard output.

    The filters choose incidents, and with them claims and disputes. CSV cells that begin with = + - @ are made text.
    """
    chosen = tables or TABLES
    if target == "-" and len(chosen) != 1:
        raise click.UsageError("standard output takes one table: name it with --table")
    with options.opened(record_path, asof, known) as book:
        for name in chosen:
            lines = _encoded(form, name, _rows(book, name, wanted, policy))
            if target == "-":
                for part in lines:
                    terminal.write(part)
                continue
            path = Path(target) / f"{name}.{form}"
            terminal.note(f"{path}: {_written(path, lines):,} bytes")
    return 0


def _rows(book: Book, name: str, wanted: dict[str, Any], policy: str | None) -> Iterable[dict[str, Any]]:
    from rashomon.api.review_audit import audit
    from rashomon.api.rows import incident_row
    from rashomon.model.codec import plain

    filtered = options.wanted_incidents(**wanted)
    makers: dict[str, Callable[[], Iterable[dict[str, Any]]]] = {
        "incidents": lambda: (incident_row(*found) for found in book.each_incident(filtered, policy=policy)),
        "claims": lambda: _claims(book, wanted),
        "documents": book.documents,
        "disputes": lambda: book.disputes(filtered, policy=policy),
        "promises": book.promises,
        "judgements": lambda: audit(book),
        "actors": lambda: (plain(actor) for actor in book.actors()),
    }
    return makers[name]()


def _claims(book: Book, wanted: dict[str, Any]) -> Iterator[dict[str, Any]]:
    from rashomon.api.rows import claim_row
    from rashomon.record import ClaimFilter

    if not any(wanted.values()):
        yield from (claim_row(claim) for claim in book.each_claim())
        return
    ids = tuple(found.id for found, _ in book.each_incident(options.wanted_incidents(**wanted)))
    if ids:
        yield from (claim_row(claim) for claim in book.each_claim(ClaimFilter(incidents=ids)))


def _encoded(form: str, name: str, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    from rashomon.api.columns import columns
    from rashomon.export import csv, jsonl

    return csv(rows, empty=columns(name)) if form == "csv" else jsonl(rows)


def _written(path: Path, lines: Iterable[bytes]) -> int:
    """Writes the file whole or not at all; gives its size in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    size = 0
    try:
        with unfinished.open("wb") as file:
            for part in lines:
                size += file.write(part)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return size
