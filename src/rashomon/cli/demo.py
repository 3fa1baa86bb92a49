"""``rashomon demo``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import terminal

if TYPE_CHECKING:
    from rashomon.run.add import Step

EXAMPLES = """\b
Examples:
  rashomon demo
  rashomon demo folder/   keep it there
  rashomon demo --serve   look at it in the browser
"""


@click.command(epilog=EXAMPLES)
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--serve", "shown", is_flag=True, help="Then show the record in the browser, until Ctrl-C.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8737, show_default=True, help="The port for --serve; 0 for any."
)
def command(folder: Path | None, shown: bool, port: int) -> int:
    """Build a small record of an invented conflict and show its most disputed incident.

    Fifteen dispatches from six outlets over ten days; places, people and organisations are all invented. FOLDER keeps
    the dispatches and the record; without it, they go to a new temporary folder.
    """
    from rashomon.api import open_book
    from rashomon.api.book import most_disputed
    from rashomon.demo import DISPATCHES, RECORD, build
    from rashomon.run.logs import to_stderr

    from .show import draw

    to_stderr()
    where = folder or Path(tempfile.mkdtemp(prefix="rashomon-demo-"))
    with terminal.progress("Reading the dispatches") as step:

        def tell(done: Step) -> None:
            step()
            if done.error is not None:
                terminal.complain(done.error)

        summary = build(where, progress=tell)
    record = str(where / RECORD)
    with open_book(record, create=False) as book:
        counts = book.counts()
        click.echo(
            f"Read {counts.documents} dispatches of an invented conflict: {counts.incidents} incidents, {counts.claims} claims.\n"
            "All places, people and organisations in them are invented.\n\nThe most disputed incident:\n"
        )
        key = most_disputed(book.each_incident())
        if key is not None:
            draw(book, key)
    click.echo(_next(record, str(where / DISPATCHES), key))
    if shown:
        from . import options
        from .serve import serve

        path = f"/incidents/{key}/matrix" if key is not None else "/"
        serve(options.chosen(record), port=port, browse=sys.stdout.isatty(), path=path)
    return summary.exit_code


def _command() -> str:
    """How the program was called, for lines that can be copied: by its name where the shell finds it."""
    called = Path(sys.argv[0])
    if shutil.which("rashomon") or called.name != "rashomon":
        return "rashomon"
    return os.path.relpath(called)


def _next(record: str, texts: str, key: str | None) -> str:
    shown = f"rashomon show {key} --quotes -r {record}"
    tries = [
        (shown, "the words behind every cell"),
        (f"rashomon incidents -r {record}", "all incidents"),
        (f"rashomon disputes -r {record}", "who disputes what"),
        (f"rashomon claims --stance deny -r {record}", "every denial"),
        (f"rashomon read {texts}/2031-03-05-ardania-today.html", "what one report says"),
        (f"rashomon serve --open -r {record}", "all of it in the browser"),
        ("rashomon add your-reports/", "your own reports, into ./rashomon.db"),
    ]
    command = _command()
    tries = [
        (line.replace("rashomon", command, 1) if line.startswith("rashomon") else line, what) for line, what in tries
    ]
    shown = tries[0][0]
    width = max(len(line) for line, _ in tries)
    return "\nTry next:\n" + "\n".join(f"  {line.ljust(width)}  {what}" for line, what in tries if key or line != shown)
