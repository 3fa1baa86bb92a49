"""Lists of rows as a table for people, JSON Lines, CSV or Markdown."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from rashomon.export.csv import csv

from . import terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.text import Text

ROOM = 12  # columns of the screen that a column of a table needs; where there are fewer, rows become cards
HEADING = 3  # cells in the first line of a card
Cells = "Callable[[dict[str, Any]], Sequence[str]]"


def print_rows(
    form: str,
    rows: Iterable[dict[str, Any]],
    header: Sequence[str],
    cells: Callable[[dict[str, Any]], Sequence[str]],
    empty: str,
) -> int:
    """Print ``rows`` in ``form``; ``cells`` gives those of the table, under ``header``; ``empty`` is said where none is.

    Returns how many there were.
    """
    if form == "jsonl":
        count = 0
        for row in rows:
            terminal.write_row(row)
            count += 1
        return count
    found = list(rows)
    if not found:
        terminal.note(empty)
    elif form == "csv":
        for part in csv(found):
            terminal.write(part)
    elif form == "md":
        terminal.write(markdown(header, [cells(row) for row in found]).encode("utf-8", "replace"))
    else:
        _table(header, [cells(row) for row in found])
    return len(found)


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A pipe table."""
    lines = chain([header, ["---"] * len(header)], rows)
    return "".join("| " + " | ".join(_escaped(cell) for cell in line) + " |\n" for line in lines)


def _escaped(cell: str) -> str:
    return " ".join(cell.split()).replace("\\", "\\\\").replace("|", "\\|") if cell != "---" else cell


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    console = terminal.console()
    if console.width < ROOM * len(header):
        for row in rows:
            console.print(_card(header, row, Text))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in header:
        longest = max(len(word) for word in name.split())
        table.add_column(name, overflow="fold", no_wrap=name in {"id", "day"}, min_width=longest)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text: words from reports are no markup
    console.print(table)


def _card(header: Sequence[str], row: Sequence[str], text: type[Text]) -> Text:
    """One row for a narrow screen: the first cells in one line, each further one that says something in a line of its own."""
    card = text("  ".join(cell for cell in row[:HEADING] if cell), style="bold")
    for name, cell in zip(header[HEADING:], row[HEADING:], strict=True):
        if cell:
            card.append(f"\n  {name}: ", style="not bold dim").append(cell, style="not bold")
    return card.append("\n")
