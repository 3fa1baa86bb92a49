"""``rashomon gazetteer``."""

from __future__ import annotations

from pathlib import Path

import click

from . import terminal

EXAMPLES = """\b
Examples:
  curl -O https://download.geonames.org/export/dump/allCountries.zip
  rashomon gazetteer build allCountries.zip places.sqlite
  export RASHOMON_GAZETTEER=$PWD/places.sqlite
"""


@click.group()
def command() -> None:
    """Build a gazetteer of places from GeoNames data."""


@command.command("build", epilog=EXAMPLES)
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path), default="places.sqlite")
def build_command(source: Path, target: Path) -> int:
    """Build the gazetteer TARGET from SOURCE, a GeoNames dump (CC BY 4.0) as text or zip file.

    All countries take some minutes; places of your own can be given in the same format.
    """
    from rashomon.gazetteer import build

    if not target.resolve().parent.is_dir():
        raise click.UsageError(f"the folder of {target} does not exist")
    count = build(source, target)
    terminal.note(f"{target}: {count:,} places; use it with RASHOMON_GAZETTEER={target.resolve()}")
    return 0
