"""``rashomon check``."""

from __future__ import annotations

import click

from rashomon.errors import RecordError
from rashomon.model.codec import plain
from rashomon.model.wording import plural

from . import options, terminal
from .listing import print_rows

HEADER = ("what is wrong", "where", "detail")


@click.command(epilog="\b\nExamples:\n  rashomon check\n  rashomon check -r syria.db -f jsonl\n")
@options.record
@options.formats("table", "jsonl", "csv", "md")
def command(record_path: str | None, form: str) -> int:
    """Check hashes, pointers and invariants of the record; reads all of it. Ends with 3 where something is wrong."""
    from rashomon.api.book import open_book

    chosen = options.chosen(record_path)
    with open_book(create=False, using=chosen) as book:
        rows = (plain(problem) for problem in book.check())
        wrong = print_rows(
            form, rows, HEADER, lambda row: [row["kind"], row["where"], row["detail"]], f"{chosen.record}: sound"
        )
        found = book.counts()
    terminal.note(
        f"checked {plural(found.documents, 'document')}, {plural(found.incidents, 'incident')}, {plural(found.claims, 'claim')}"
    )
    return RecordError.exit_code if wrong else 0
