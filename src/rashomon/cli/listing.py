"""Lists of rows as a table for people, JSON Lines, CSV or Markdown."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from rashomon.export.csv import csv

from . import terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.console import Console
    from rich.text import Text

ROOM = 12  # columns of the screen that a column of a table needs; where there are fewer, rows become cards
BETWEEN = 3  # columns of the screen between two columns of a table
LONG = 16  # letters of a word that is not broken
HEADING = 3  # cells in the first line of a card
INDENT = 4  # columns before the second and further lines of a cell in a card; half as many before the first


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


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    console = terminal.console()
    needed = [_needed([name, *(row[at] for row in rows)]) for at, name in enumerate(header)]
    if console.width < max(ROOM * len(header), sum(needed) + BETWEEN * (len(header) - 1)):
        for row in rows:
            console.print(_card(header, row, console))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    natural = [max(len(cell) for cell in (name, *(row[at] for row in rows))) for at, name in enumerate(header)]
    for name, width in zip(header, _widths(needed, natural, console.width - BETWEEN * (len(header) - 1)), strict=True):
        table.add_column(name, overflow="fold", width=width)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text: words from reports are no markup
    console.print(table)


def _widths(needed: Sequence[int], natural: Sequence[int], room: int) -> list[int]:
    """What each column gets of ``room``: what it needs, and of the rest a share by what its longest cell lacks, or all of that."""
    lacking = [max(0, wide - least) for least, wide in zip(needed, natural, strict=True)]
    rest, all_lacking = room - sum(needed), sum(lacking)
    if rest >= all_lacking:
        return [max(least, wide) for least, wide in zip(needed, natural, strict=True)]
    return [least + rest * lack // all_lacking for least, lack in zip(needed, lacking, strict=True)]


def _needed(cells: Iterable[str]) -> int:
    """How wide a column must be so that no word of it is broken; words beyond LONG are."""
    return max(min(LONG, len(word)) for cell in cells for word in (cell.split() or [""]))


def _card(header: Sequence[str], row: Sequence[str], console: Console) -> Text:
    """One row for a narrow screen: the first cells in one line, each further one that says something in lines of its own."""
    from rich.text import Text

    card = Text("  ".join(cell for cell in row[:HEADING] if cell), style="bold")
    for name, cell in zip(header[HEADING:], row[HEADING:], strict=True):
        if cell:
            told = Text(f"{name}: ", style="not bold dim").append(cell, style="not bold")
            for at, line in enumerate(told.wrap(console, console.width - INDENT)):
                card.append("\n" + " " * (INDENT if at else INDENT // 2)).append_text(line)
    return card.append("\n")
