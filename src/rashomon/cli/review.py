"""``rashomon review``: judge claims and incidents, at a terminal with one key each, or command by command."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from rashomon.model.wording import called

from . import options, terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from rashomon.api import Book
    from rashomon.model import Judgement

EXAMPLES = """\b
Examples:
  rashomon review                                  proposals beside their words, one key each
  rashomon review --incident 3f9a                  those of one incident
  rashomon review reject c41d --why "another day"  without a terminal
  rashomon review audit -f csv > audit.csv
"""
HEADER = ("id", "when", "who", "verdict", "about", "before", "after", "why")
LONGEST = 60


def _by(function: Callable[..., Any]) -> Callable[..., Any]:
    """Options of every judgement: the record, who, why."""
    function = click.option(
        "--by", metavar="NAME", help="Who judges.  [default: the setting author, else your login name]"
    )(function)
    function = click.option("--why", default="", metavar="WORDS", help="Why; kept with the judgement.")(function)
    return options.record(function)


def _narrowed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say which claims."""
    for option in reversed(
        (
            click.option("--incident", metavar="ID", help="Only claims about this incident."),
            click.option("--document", metavar="ID", help="Only claims of this document."),
            click.option("--property", "prop", help="Only claims of this matter: killed, perpetrator, ..."),
            click.option("--judged", is_flag=True, help="Those that somebody judged, too."),
        )
    ):
        function = option(function)
    return function


def _examples(*lines: str) -> str:
    return "\b\nExamples:\n" + "".join(f"  {line}\n" for line in lines)


@click.group(invoke_without_command=True, epilog=EXAMPLES)
@click.pass_context
@options.record
@_narrowed
@click.option("--by", metavar="NAME", help="Who judges.  [default: the setting author, else your login name]")
def command(
    ctx: click.Context, record_path: str | None, incident: str | None, document: str | None, prop: str | None, judged: bool,
    by: str | None,
) -> int:  # fmt: skip
    """Judge what was read: proposals beside their words, the most disputed and least sure first, one key each.

    \b
    a accept   x reject   e correct   s unsure   w why   u take back   j/k next, previous   ? help   q quit
    Looking at a proposal decides nothing. What you decide is added to the record, never changes it, and can be taken back.
    """  # noqa: D301
    if ctx.invoked_subcommand is not None:
        return 0
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("this wants a terminal; elsewhere use its commands, such as rashomon review list")
    from .review_desk import Desk

    with _book(record_path) as book:
        Desk(book, _author(book, by), terminal.console(), click.getchar, _asked).run(
            incident=incident, document=document, prop=prop, judged=judged
        )
    return 0


def _asked(words: str, default: str) -> str:
    answer: str = click.prompt(words, default=default, show_default=bool(default))
    return answer


def _verdict(name: str, words: str) -> None:
    """Adds the command for one verdict about a claim."""

    @command.command(name, help=words, epilog=_examples(f'rashomon review {name} c41d --why "read it twice" --by ines'))
    @click.argument("claim")
    @_by
    def judge(claim: str, record_path: str | None, why: str, by: str | None) -> int:
        from rashomon.api import review

        with _book(record_path) as book:
            _said(review.decide(book, claim, name, by=_author(book, by), why=why))
        return 0


_verdict("accept", "Note that a claim was read right.")
_verdict("reject", "Note that a claim was read wrong: it is counted nowhere, and stays listed as rejected.")
_verdict("unsure", "Note that somebody looked at a claim and could not tell.")


@command.command(
    "correct", epilog=_examples("rashomon review correct c41d --value 12-30", 'rashomon review correct c41d --speaker "Karsa Hospital"')
)  # fmt: skip
@click.argument("claim")
@_by
@click.option("--value", help="The value: 12, 12-30, at least 12; 2031-03-04; yes, no; a name; ? where unknown.")
@click.option("--speaker", help="Who says it; narrator for the text's own voice.")
@click.option("--stance", help="How: assert, accuse, deny, ...")
@click.option("--group", help="Of whom a figure is: civilians, children, ...")
def correct(claim: str, record_path: str | None, why: str, by: str | None, **given: str | None) -> int:
    """Note what a claim should have been read as; what the machine read is kept beside it."""
    from rashomon.api import review

    with _book(record_path) as book:
        _said(review.decide(book, claim, "correct", by=_author(book, by), why=why, **given))
    return 0


@command.command("merge", epilog=_examples('rashomon review merge 3f9a 77b0 --why "same street, same hour"'))
@click.argument("one")
@click.argument("other")
@_by
def merge(one: str, other: str, record_path: str | None, why: str, by: str | None) -> int:
    """Note that two incidents (by their ids) are one."""
    from rashomon.api import review

    with _book(record_path) as book:
        sides = [book.incident(key).id for key in (one, other)]
        made = review.merge(book, one, other, by=_author(book, by), why=why)
        _said(made, f"they are incident {book.incident(made.subject).id} now", of=" with ".join(sides))
    return 0


@command.command("split", epilog=_examples('rashomon review split 3f9a 5e01d2 9c44aa --why "of the day before"'))
@click.argument("incident")
@click.argument("reports", nargs=-1, required=True)
@_by
def split(incident: str, reports: tuple[str, ...], record_path: str | None, why: str, by: str | None) -> int:
    """Note that some REPORTS (ids or hashes of documents, or of mentions) of an incident tell of another one."""
    from rashomon.api import review

    with _book(record_path) as book:
        whole = book.incident(incident).id
        made = review.split(book, incident, reports, by=_author(book, by), why=why)
        _said(made, f"those reports are incident {book.incident(made.subject).id} now", of=whole)
    return 0


@command.command("undo", epilog=_examples('rashomon review undo j20c4 --why "a slip"'))
@click.argument("judgement")
@_by
def undo(judgement: str, record_path: str | None, why: str, by: str | None) -> int:
    """Take back a JUDGEMENT: by its id, or the last one about a claim by the claim's id. Both rows stay in the record."""
    from rashomon.api import review

    with _book(record_path) as book:
        _said(review.undo(book, judgement, by=_author(book, by), why=why))
    return 0


@command.command(
    "list", epilog=_examples("rashomon review list --incident 3f9a", "rashomon review list --property killed -f csv")
)
@options.record
@_narrowed
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many.")
@options.formats("table", "json", "jsonl", "csv")
def list_command(
    record_path: str | None, incident: str | None, document: str | None, prop: str | None, judged: bool, limit: int, form: str
) -> int:  # fmt: skip
    """List what waits to be judged, the most disputed and least sure first."""
    from rashomon.api.review_queue import waiting
    from rashomon.api.rows import claim_row
    from rashomon.assess import value_text

    with _book(record_path) as book:
        keys = waiting(book, incident=incident, document=document, prop=prop, judged=judged, limit=limit)
        rows = [claim_row(claim) | {"shown": value_text(claim)} for claim in book.each_claim_of(keys)]
    header = ("id", "day", "speaker", "stance", "property", "value", "words", "review")
    _print(form, rows, header, lambda row: [
        row["id"], row["published"] or "", called(row["speaker"], row["speaker_class"], ""), row["stance"], row["property"], row["shown"],
        _cut(row["original"]), row["review"] + (", unsure" if row["unsure"] else ""),
    ], "nothing waits: every claim of this choice was judged")  # fmt: skip
    return 0


@command.command(
    "audit", epilog=_examples("rashomon review audit --author ines", "rashomon review audit --about incidents -f json")
)
@options.record
@click.option("--author", help="Only by authors whose name holds this.")
@click.option("--verdict", help="Only this verdict: accept, reject, correct, unsure, merge, split, undo, ...")
@click.option("--about", type=click.Choice(["claims", "incidents", "actors"]), help="Only judgements about these.")
@click.option("--words", help="Only those that hold these words.")
@click.option("--from", "start", type=options.Day(), help="Only those made on or after this day (UTC).")
@click.option("--to", "end", type=options.Day(end=True), help="Only those made on or before this day (UTC).")
@options.formats("table", "json", "jsonl", "csv")
def audit_command(record_path: str | None, author: str | None, form: str, **wanted: Any) -> int:
    """List all judgements, the newest first: who, when, before, after, why, and which were taken back."""
    from rashomon.api.review_audit import audit

    days = {name: str(wanted.pop(name)) if wanted[name] else wanted.pop(name) for name in ("start", "end")}
    with _book(record_path) as book:
        rows = audit(book, by=author, **days, **wanted)
    _print(form, rows, HEADER, lambda row: [
        row["id"], row["made"][:16].replace("T", " "), row["author"],
        row["verdict"] + (f" of {row['undoes']}" if row["undoes"] else "") + (" (taken back)" if row["undone"] else ""),
        _cut(row["words"]), row["before"], row["after"], row["reason"],
    ], "nobody has judged anything of this kind")  # fmt: skip
    return 0


def _print(form: str, rows: list[dict[str, Any]], header: tuple[str, ...], cells: Any, empty: str) -> None:
    from .listing import print_rows

    if form == "json":
        terminal.write_row(rows)
    else:
        print_rows(form, rows, header, cells, empty)


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def _book(record_path: str | None) -> Book:
    from rashomon.api.book import open_book

    return open_book(create=False, using=options.chosen(record_path))


def _author(book: Book, by: str | None) -> str:
    from rashomon.api import review

    return review.author(book, by)


def _said(made: Judgement, more: str = "", of: str = "") -> None:
    terminal.note(
        f"{made.id}: {made.verdict} of {of or made.subject}, by {made.author}" + (f"; {more}" if more else "")
    )
