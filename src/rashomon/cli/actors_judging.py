"""``rashomon actors suggest``, ``merge``, ``split``, ``undo`` and ``judgements``: which actors are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from . import options, terminal
from .listing import print_rows

if TYPE_CHECKING:
    from rashomon.api import Book

SUGGESTED = ("score", "keep", "counted as it", "why")
JUDGED = ("id", "day", "author", "decision", "reason", "taken back")


def _book(record_path: str | None) -> Book:
    from rashomon.api.book import open_book

    return open_book(create=False, using=options.chosen(options.inherited(record_path)))


@click.command("suggest", epilog="\b\nExamples:\n  rashomon actors suggest --least 0.9\n")
@options.record
@click.option("--least", type=click.FloatRange(0, 1), default=0.7, show_default=True, help="The least score.")
@click.option("--limit", "-n", type=click.IntRange(min=1), help="At most so many.")
@options.formats("table", "jsonl", "csv", "md")
def suggest_command(record_path: str | None, least: float, limit: int | None, form: str) -> int:
    """List actors that may be one: spelled alike, transliterated otherwise, an acronym, a part of the name.

    Nothing is merged: `rashomon actors merge` does that, on your word. Pairs that were told apart are not listed again.
    """
    from rashomon.model.codec import plain

    def cells(row: dict[str, Any]) -> list[str]:
        why = "; ".join(f"{reason['words']} ({reason['weight']:+.2f})" for reason in row["reasons"])
        return [f"{row['score']:.2f}", row["first"], row["second"], why]

    with _book(record_path) as book:
        rows = (plain(pair) for pair in book.suggest_merges(least=least, limit=limit))
        print_rows(form, rows, SUGGESTED, cells, "no two actors of the record are alike by name")
    return 0


@click.command("merge", epilog='\b\nExamples:\n  rashomon actors merge sohr "Syrian Observatory" --why "same body"\n')
@click.argument("keep", metavar="A")
@click.argument("other", metavar="B")
@click.option("--why", required=True, help="Your reason.")
@options.author
@options.record
def merge_command(keep: str, other: str, why: str, author: str | None, record_path: str | None) -> int:
    """Count B as A from now on: in claims, matrices, disputes and lists. A and B are keys, names or parts of one.

    What was read stays as it is; `rashomon actors undo` takes the decision back.
    """
    with _book(record_path) as book:
        made = book.merge_actors(keep, other, why=why, author=options.who(author))
    terminal.note(
        f"{made.other} is counted as {made.subject} from now on; `rashomon actors undo {made.id}` takes it back"
    )
    return 0


@click.command(
    "split",
    epilog="""\b
Examples:
  rashomon actors split sohr "Aleppo Observatory" --why "another body"
  rashomon actors split "Adem Karsi" "Adem Karsi (mayor)" --in 3f9a02 --why "the mayor, not the colonel"
""",
)
@click.argument("actor", metavar="A")
@click.argument("other", metavar="B")
@click.option(
    "--in", "documents", multiple=True, metavar="DOCUMENT", help="Only what this document calls A; repeatable."
)
@click.option("--why", required=True, help="Your reason.")
@options.author
@options.record
def split_command(
    actor: str, other: str, documents: tuple[str, ...], why: str, author: str | None, record_path: str | None
) -> int:  # fmt: skip
    """Tell B from A: whoever is named B is an actor of its own. With --in: what that document calls A is B.

    It also parts two that were merged, and keeps `suggest` from proposing them again.
    """
    with _book(record_path) as book:
        made = book.split_actors(actor, other, documents=documents, why=why, author=options.who(author))
    terminal.note(f"{made.other} is not {made.subject} from now on; `rashomon actors undo {made.id}` takes it back")
    return 0


@click.command("undo", epilog="\b\nExamples:\n  rashomon actors undo j5f3a\n")
@click.argument("judgement", metavar="ID")
@click.option("--why", default="", help="Your reason.")
@options.author
@options.record
def undo_command(judgement: str, why: str, author: str | None, record_path: str | None) -> int:
    """Take back a merge or split. Both decisions stay in the record, with author, day and reason."""
    with _book(record_path) as book:
        made = book.undo_actors(judgement, why=why, author=options.who(author))
    terminal.note(f"{made.subject} is taken back")
    return 0


@click.command("judgements", epilog="\b\nExamples:\n  rashomon actors judgements -f csv\n")
@options.record
@options.formats("table", "jsonl", "csv", "md")
def judgements_command(record_path: str | None, form: str) -> int:
    """List the merges and splits of actors: who decided what, when and why, and what was taken back."""
    from rashomon.model.codec import plain

    def cells(row: dict[str, Any]) -> list[str]:
        sign = "≠" if row["verdict"].startswith("split") else "="
        return [
            row["id"], (row["made"] or "")[:10], row["author"], f"{row['subject']} {sign} {row['other']}",
            row["reason"], (row["undone"] or "")[:10],
        ]  # fmt: skip

    with _book(record_path) as book:
        rows = (plain(judgement) for judgement in book.actor_judgements())
        print_rows(form, rows, JUDGED, cells, "nobody has merged or split actors of this record")
    return 0


COMMANDS = (suggest_command, merge_command, split_command, undo_command, judgements_command)
