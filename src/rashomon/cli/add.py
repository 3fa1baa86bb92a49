"""``rashomon add``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rashomon.model.wording import plural

from . import options, terminal

if TYPE_CHECKING:
    from rashomon.run.add import Step, Summary

EXAMPLES = """\b
Examples:
  rashomon add reports/                    a folder, with all folders within
  rashomon add -r syria.db articles.jsonl  into another record
  rashomon add https://example.org/page    a page of the web
  rashomon add -w 0 archive/               with one process for each core
"""


@click.command(epilog=EXAMPLES)
@click.argument("files", nargs=-1, metavar="FILE...")
@options.record
@options.workers
@click.option("--quiet", "-q", is_flag=True, help="Name failed inputs only.")
def command(files: tuple[str, ...], record_path: str | None, workers: int | None, quiet: bool) -> int:
    """Read reports and add them to the record.

    FILE is a file or folder of HTML, plain text, Markdown or JSON Lines, an http(s) address, or - for standard input.
    The same bytes again change nothing. Ctrl-C keeps everything that was reported as added; run it again to go on.
    """
    if not files:
        raise click.UsageError("name a FILE, or - for standard input")
    from rashomon.api.book import open_book
    from rashomon.run.logs import to_stderr

    to_stderr()
    chosen = options.chosen(record_path, workers=workers)
    with open_book(using=chosen) as book, terminal.progress("Adding", files) as step:

        def tell(done: Step) -> None:
            step()
            if done.error is not None:
                terminal.complain(done.error)
            elif not quiet and not sys.stderr.isatty():
                terminal.note(line(done))

        found = book.add(files, progress=tell)
        counts = book.counts()
    terminal.note(f"rashomon: {told(found)}")
    terminal.note(
        f"{chosen.record}: {plural(counts.documents, 'document')}, {plural(counts.incidents, 'incident')}, {plural(counts.claims, 'claim')}"
    )
    return found.exit_code


def line(done: Step) -> str:
    """What became of one input."""
    why = f" ({done.skipped})" if done.skipped else ""
    return f"{done.status}{', not read' if done.skipped else ''} {done.origin}{why}"


def told(found: Summary) -> str:
    """What became of all inputs: "12 added, 2 of them not read (language fr: 2), 1 unchanged, 1 failed"."""
    parts = [f"{found.added:,} added"]
    if found.revisions:
        parts.append(plural(found.revisions, "new revision"))
    if found.skipped:
        why = ", ".join(f"{reason}: {count}" for reason, count in found.skipped.items())
        parts.append(f"{sum(found.skipped.values()):,} of them kept unread ({why})")
    if found.unchanged:
        parts.append(f"{found.unchanged:,} unchanged")
    if found.failed:
        parts.append(f"{len(found.failed):,} failed, named above")
    if found.interrupted:
        parts.append("interrupted: what is counted here is kept")
    return ", ".join(parts)
