"""``rashomon show``: the matrix of accounts of one incident."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rashomon.api.sentences import Sentences
from rashomon.errors import NotInRecordError
from rashomon.model.wording import printed

from . import options, terminal
from .reading_text import interval, scope

if TYPE_CHECKING:
    from datetime import date, datetime

    from rashomon.api import Accounts, Book
    from rashomon.model.incident import Incident

EXAMPLES = """\b
Examples:
  rashomon show 3f9a                       an id, or the beginning of one
  rashomon show 3f9a --quotes              with the words behind every cell
  rashomon show 3f9a --against ministry    compare with what the ministry says
  rashomon show 3f9a --asof 2031-05-04     as it had been told by the end of that day
  rashomon show 3f9a -f md > matrix.md
"""


@click.command(epilog=EXAMPLES)
@click.argument("incident", metavar="ID")
@options.record
@options.moment
@click.option("--quotes", "-q", is_flag=True, help="Print the words behind every cell, and where they stand.")
@click.option("--against", metavar="NAME", help="Compare with the column of this speaker.  [default: the first]")
@click.option("--columns", "-c", type=click.IntRange(min=1), default=8, show_default=True, help="Show at most so many.")
@options.policy
@options.formats("table", "json", "csv", "md")
def command(
    incident: str, record_path: str | None, asof: date | None, known: datetime | None, quotes: bool, against: str | None, columns: int, policy: str | None, form: str
) -> int:  # fmt: skip
    """Show who says what about one incident: a row for each property, a column for each account.

    \b
    = same   ~ overlaps   ≠ differs   ✕ denies   ? says unknown   – silent   ⌫ retracted   • what others are compared with
    No column is the truth. Disputed rows come first, each with the reason.
    """  # noqa: D301
    with options.opened(record_path, asof, known) as book:
        draw(book, incident, form=form, quotes=quotes, against=against, columns=columns, policy=policy)
    return 0


def draw(
    book: Book, key: str, *, form: str = "table", quotes: bool = False, against: str | None = None, columns: int = 8,
    policy: str | None = None,
) -> None:  # fmt: skip
    """Print the matrix of the incident that ``key`` names."""
    try:
        found = book.matrix(key, reference=against, policy=policy)
    except NotInRecordError as error:
        _tell_apart(book, error, policy)
        raise
    if form == "json":
        terminal.write_row(found.to_dict())
        return
    if form == "csv":
        from rashomon.export import csv

        for part in csv(found.cells()):
            terminal.write(part)
        return
    from .matrix_text import cards, markdown_table, table

    if form == "md":
        terminal.write(
            (
                f"# {title(book, key, policy)}\n\n"
                + markdown_table(found, quotes=Sentences(book.record) if quotes else None)
            ).encode("utf-8", "replace")
        )
        return
    console = terminal.console()
    for line in heading(book, key, policy):
        console.print(line, markup=False)
    shown = min(columns, max(1, (console.width - 22) // 18))
    console.print(table(found, shown) if console.width >= 60 else cards(found))
    hidden = len(found.matrix.columns) - shown
    if hidden > 0 and console.width >= 60:
        console.print(
            f"{hidden} more account{'s' if hidden > 1 else ''}: --columns {len(found.matrix.columns)}, or --format md",
            markup=False,
        )
    _rejected(found)
    if quotes:
        _quotes(found, Sentences(book.record))


def _tell_apart(book: Book, error: NotInRecordError, policy: str | None) -> None:
    """Says of an ambiguous id what each of the incidents is that it may mean."""
    if error.kind == "single incident":
        terminal.note(f"{error.several} incidents begin with {error.key!r}:")
        for near in error.near:
            terminal.note(f"  {near}  {title(book, near, policy)}")


def title(book: Book, key: str, policy: str | None = None) -> str:
    """Such as "airstrike, Tel Oram, 2031-03-04: contested"."""
    incident = _incident(book, key, policy)
    place = incident.place.name if incident.place else "place unknown"
    from rashomon.model.codec import plain

    return f"{incident.type}, {place}, {interval(plain(incident.date))}: {incident.status}"


def heading(book: Book, key: str, policy: str | None = None) -> list[str]:
    """The lines above the matrix: what it is, the rule that set its status, the figures, how much there is."""
    from rashomon.model.codec import plain

    incident = _incident(book, key, policy)
    figures = [
        f"{name.replace('_', ' ')} {scope(plain(value))}"
        for name in ("killed", "killed_children", "injured", "displaced", "detained", "missing")
        if (value := getattr(incident, name)) is not None
    ]
    copies = sum(not document.independent for document in incident.documents)
    told = f"{_many(len(incident.accounts), 'account')} in {_many(len(incident.documents), 'document')}"
    lines = [f"{incident.id}  {title(book, key, policy)}", f"why: {incident.why}"]
    if figures:
        lines.append(f"over independent accounts, policy {policy or book.settings.policy}: {'; '.join(figures)}")
    if book.moment:
        lines += then(book, incident.id)
    return [*lines, told + (f", {copies} of them copies of another" if copies else "")]


def then(book: Book, key: str) -> list[str]:
    """The moment, how much of the incident existed, and where it changes next."""
    found = book.standing(key)
    changes = [
        f"{name} {option} {day}"
        for name, option, day in (
            ("previous change", "--asof", found.previous_day), ("next change", "--asof", found.next_day),
            ("previous", "--known", _instant(found.previous_instant)), ("next", "--known", _instant(found.next_instant)),
        )
        if day is not None
    ]  # fmt: skip
    return [f"as of then ({book.moment}): {found}", *(["; ".join(changes)] if changes else [])]


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _incident(book: Book, key: str, policy: str | None) -> Incident:
    from rashomon.run.assessing import incident_rows

    return incident_rows(book.record, [book.incident(key)], policy=policy or book.settings.policy)[0]


def _quotes(found: Accounts, sentences: Sentences) -> None:
    """The words behind every cell, in their sentence; of one sentence that gives a cell several claims, once."""
    names = found.speakers()
    for row in found.matrix.rows:
        click.echo(f"\n{row.label}" + (f"  ({row.conflict})" if row.conflict else ""))
        for name, cell in zip(names, row.cells, strict=True):
            told: set[tuple[str, str]] = set()
            for quote in found.quotes(cell):
                words = sentences.marked(quote["document"], quote["span"])
                if (words, quote["stance"]) in told:
                    continue
                told.add((words, quote["stance"]))
                where = f"{quote['outlet'] or 'unknown outlet'}, {quote['published'] or 'undated'}"
                at = f"{quote['document'][:12]}:{quote['span'][0]}-{quote['span'][1]}"
                click.echo(f"  {name} [{quote['stance']}]: {words}\n    {where}, {at}{_reviewed(quote)}")


def _reviewed(quote: dict[str, Any]) -> str:
    """What people decided of a claim, after its place."""
    if quote["machine"]:
        return f"; corrected, the machine read: {quote['machine']}"
    return "; unsure" if quote["unsure"] else f"; {quote['review']}" if quote["review"] != "machine" else ""


def _rejected(found: Accounts) -> None:
    """What people rejected: counted nowhere, hidden nowhere."""
    for row in found.rejected():
        click.echo(
            f"rejected on review: {printed(row['speaker'] or 'narrator')}, {row['property']} {row['value']} (claim {row['claim']})"
        )
