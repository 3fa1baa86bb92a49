"""Draws a matrix of accounts with rich, as cards for narrow screens, or in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from rashomon.assess import MARKS, REVIEWS

from .listing import markdown

if TYPE_CHECKING:
    from rashomon.api import Accounts
    from rashomon.api.sentences import Sentences
    from rashomon.assess import Cell, Row

# Readable without red and green: the palette of the design's pages.
COLOURS = {
    "same": "#0072B2", "differs": "#B34700", "denies": "#B34700", "overlaps": "#8E4585",
    "says unknown": "dim", "silent": "dim", "retracted": "dim", "asserts": "",
}  # fmt: skip
OUTLETS = 3  # named beneath a speaker; of more, the number


def table(found: Accounts, columns: int) -> Table:
    """Rows by property, at most ``columns`` accounts beside each other."""
    drawn = Table(box=box.ROUNDED, show_lines=True, padding=(0, 1))
    drawn.add_column("", style="bold", min_width=12, max_width=22)
    for heading in _headings(found)[:columns]:
        drawn.add_column(heading, overflow="fold", min_width=12)
    for row in found.matrix.rows:
        label = Text(row.label)
        if row.conflict:
            label.append(f"\n{row.conflict}", style="not bold #B34700")
        drawn.add_row(label, *(_cell(cell) for cell in row.cells[:columns]))
    return drawn


def cards(found: Accounts) -> Group:
    """One card a row, for narrow screens."""
    names = found.speakers()
    parts = []
    for row in found.matrix.rows:
        parts.append(Text(row.label, style="bold"))
        if row.conflict:
            parts.append(Text(f"  {row.conflict}", style="#B34700"))
        for name, cell in zip(names, row.cells, strict=True):
            if cell.state != "silent":
                parts.append(Text(f"  {name}: ").append_text(_cell(cell)))
    return Group(*parts)


def markdown_table(found: Accounts, *, quotes: Sentences | None = None) -> str:
    """All columns as a pipe table; with ``quotes`` the sentences behind the cells below it."""
    header = ["", *(str(heading).replace("\n", " · ") for heading in _headings(found))]
    body = [[_label(row), *(_words(cell) for cell in row.cells)] for row in found.matrix.rows]
    text = f"{found.matrix.why}\n\n{markdown(header, body)}\n{_key()}\n"
    if quotes is None:
        return text
    names = found.speakers()
    lines = [
        f"- {row.label}, {name} ({quote['stance']}): {quotes.marked(quote['document'], quote['span'])} {quote['outlet'] or ''} {quote['published'] or ''} "
        f"`{quote['document'][:12]}:{quote['span'][0]}-{quote['span'][1]}`"
        for row in found.matrix.rows
        for name, cell in zip(names, row.cells, strict=True)
        for quote in found.quotes(cell)
    ]
    return text + "\n" + "\n".join(lines) + "\n"


def _headings(found: Accounts) -> list[Text]:
    headings = []
    for index, (name, account) in enumerate(zip(found.speakers(), found.matrix.columns, strict=True)):
        outlets = ", ".join(account.outlets) if len(account.outlets) <= OUTLETS else f"{len(account.outlets)} outlets"
        heading = Text(name + (" (compared with)" if index == found.matrix.reference else ""), style="bold")
        if account.speaker is not None and outlets:
            heading.append(f"\n{outlets}", style="not bold dim")
        headings.append(heading)
    return headings


def _cell(cell: Cell) -> Text:
    drawn = Text(MARKS[cell.state], style=COLOURS[cell.state])
    if cell.values:
        drawn.append(" " + "; ".join(cell.values) + _seen(cell))
    if cell.older:
        drawn.append("\n" + "; ".join(cell.older), style="dim strike")
    return drawn


def _label(row: Row) -> str:
    return f"{row.label}: {row.conflict}" if row.conflict else row.label


def _words(cell: Cell) -> str:
    old = f" ~~{'; '.join(cell.older)}~~" if cell.older else ""
    return " ".join([MARKS[cell.state], *(["; ".join(cell.values)] if cell.values else [])]) + _seen(cell) + old


def _seen(cell: Cell) -> str:
    """What people decided of the values, as a mark."""
    return f" {REVIEWS[cell.review]}" if cell.review in REVIEWS else ""


def _key() -> str:
    return ", ".join(f"{mark} {state}" for state, mark in MARKS.items())
