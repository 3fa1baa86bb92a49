"""``rashomon search``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from . import options
from .listing import print_rows

if TYPE_CHECKING:
    from datetime import date, datetime

    from rashomon.record import Hit

HEADER = ("document", "day", "outlet", "title", "passage")
EXAMPLES = """\b
Examples:
  rashomon search convoy
  rashomon search '"aid convoy" drone*'
"""


@click.command(epilog=EXAMPLES)
@click.argument("words", nargs=-1, required=True)
@options.record
@options.moment
@click.option("--limit", "-n", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
@options.formats("table", "jsonl", "csv", "md")
def command(
    words: tuple[str, ...], record_path: str | None, asof: date | None, known: datetime | None, limit: int, form: str
) -> int:
    """Search the full text of the documents: all WORDS in any form, "phrases", begin* of words; best first."""
    from rashomon.model.codec import plain

    with options.opened(record_path, asof, known) as book:
        rows = (plain(hit) | {"marked": marked(hit)} for hit in book.search(" ".join(words), limit=limit))
        print_rows(form, rows, HEADER, cells, f"no document holds {' '.join(words)!r}")
    return 0


def marked(hit: Hit) -> str:
    """The passage with the words found between » and «."""
    start = hit.at[0]
    out, at = [], 0
    for first, last in hit.spans:
        if first - start >= at and last - start <= len(hit.snippet):
            out += [hit.snippet[at : first - start], "»", hit.snippet[first - start : last - start], "«"]
            at = last - start
    return " ".join(("".join(out) + hit.snippet[at:]).split())


def cells(row: dict[str, Any]) -> list[str]:
    """The table's line for one document."""
    return [
        row["document"][:12],
        row["published"] or "?",
        row["outlet"] or "",
        row["title"] or row["id"],
        row["marked"],
    ]
