"""What stands around a command's output: errors and sums on standard error, progress on terminals only."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from rashomon.model.codec import line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console

PLAIN_WIDTH = 140  # columns where there is no terminal


def complain(error: Exception) -> None:
    """One failed input, on standard error; the others go on."""
    click.echo(f"rashomon: {error}", err=True)


def note(words: str) -> None:
    """A line for the person at the terminal, on standard error."""
    click.echo(words, err=True)


def write(data: bytes) -> None:
    """Bytes (UTF-8) to standard output, whatever the terminal's encoding."""
    sys.stdout.buffer.write(data)


def write_row(row: Any) -> None:
    """One line of JSON to standard output."""
    write(line(row).encode("utf-8", "replace") + b"\n")


def console() -> Console:
    """For tables on standard output: as wide as the terminal; elsewhere as COLUMNS says, or PLAIN_WIDTH, without colour."""
    import os

    from rich.console import Console

    columns = os.environ.get("COLUMNS", "")
    plain = int(columns) if columns.isdigit() and int(columns) > 0 else PLAIN_WIDTH
    return Console(width=None if sys.stdout.isatty() else plain, highlight=False, soft_wrap=False)


class Tally:
    """Counts what became of the inputs, for the sum at the end."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.failed = 0

    def sum(self) -> str:
        """Such as "12 read, 2 kept unread (language fr: 2), 1 failed"."""
        parts = [f"{count:,} {word}" for word, count in self.done.items()]
        if self.skipped:
            why = ", ".join(f"{reason}: {count}" for reason, count in sorted(self.skipped.items()))
            parts.append(f"{self.skipped.total():,} kept unread ({why})")
        if self.failed:
            parts.append(f"{self.failed:,} failed, named above")
        return ", ".join(parts) or "nothing to do"

    @property
    def exit_code(self) -> int:
        """1 where inputs failed."""
        return 1 if self.failed else 0


@contextmanager
def progress(words: str, sources: Sequence[str] = ()) -> Iterator[Callable[[], None]]:
    """A function to call after each document: on a terminal it moves a bar with rate and time left, elsewhere it is silent.

    ``sources`` are the inputs, from which the number of documents is guessed.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from rashomon.ingest import expected

    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(), console=Console(stderr=True), transient=True,
    )  # fmt: skip
    with bar:
        task = bar.add_task(words, total=expected(sources) if sources else None, rate="")

        def step() -> None:
            bar.advance(task)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.1f}/s" if speed else "")

        yield step
