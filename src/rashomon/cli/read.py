"""``rashomon read``."""

from __future__ import annotations

import sys

import click

from rashomon.errors import InputError

from . import options, terminal

EXAMPLES = """\b
Examples:
  rashomon read report.html                           what one report says
  rashomon read -f jsonl articles.jsonl > read.jsonl  one row a document
  curl -s https://example.org/page | rashomon read -  from standard input
"""


@click.command(epilog=EXAMPLES)
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option(
    "--format", "-f", "form", type=click.Choice(["text", "jsonl"]),
    help="What to print.  [default: text on a terminal, jsonl elsewhere]",
)  # fmt: skip
@options.workers
@options.policy
def command(files: tuple[str, ...], form: str | None, workers: int | None, policy: str | None) -> int:
    """Read reports and print what they say; nothing is stored.

    FILE is a file or folder of HTML, plain text, Markdown or JSON Lines, an http(s) address, or - for standard input.
    Rows come in the order of the inputs. What cannot be read is named on standard error; the rest goes on.
    """
    from rashomon.api.reading import read_sources
    from rashomon.run.logs import to_stderr

    from .reading_text import lines

    to_stderr()
    if not files:
        if sys.stdin.isatty():
            raise click.UsageError("name a FILE, or - for standard input")
        files = ("-",)
    printed = form or ("text" if sys.stdout.isatty() else "jsonl")
    tally = terminal.Tally()
    with terminal.progress("Reading", files) as step:
        for found in read_sources(files, options.chosen(workers=workers, policy=policy)):
            step()
            if isinstance(found, InputError):
                tally.failed += 1
                terminal.complain(found)
                continue
            if skipped := found["document"]["skipped"]:
                tally.skipped[skipped] += 1
            else:
                tally.done["read"] += 1
            if printed == "jsonl":
                terminal.write_row(found)
            else:
                terminal.write(("\n".join(lines(found)) + "\n\n").encode("utf-8", "replace"))
    sys.stdout.flush()
    terminal.note(f"rashomon: {tally.sum()}")
    return tally.exit_code
