"""``rashomon site``: the record as static pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import options, terminal

if TYPE_CHECKING:
    from datetime import date, datetime

EXAMPLES = """\b
Examples:
  rashomon site public/                              the whole record
  rashomon site public/ --place "Tel Oram" --title "Tel Oram, as it was told"
  rashomon site then/ --asof 2031-03-05 --no-texts   as of a day, without the full texts
"""


@click.command(epilog=EXAMPLES)
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@options.record
@options.moment
@options.incident_filter
@options.policy
@click.option("--title", default="Conflicting accounts", show_default=True, help="What stands above the first page.")
@click.option(
    "--texts/--no-texts",
    default=True,
    show_default=True,
    help="With the full texts of the documents, or with the quotes alone.",
)
def command(
    folder: Path, record_path: str | None, asof: date | None, known: datetime | None, policy: str | None, title: str,
    texts: bool, **wanted: Any,
) -> int:  # fmt: skip
    """Write the record as static pages to FOLDER, for publishing: no server and no script is needed to read them.

    Filters choose the incidents, and with them documents and claims. FOLDER is written whole or not at all; one that was
    written before is replaced. The same record gives the same bytes. Ask yourself whose texts you may publish: --no-texts.
    """
    from rashomon.record import Moment
    from rashomon.web.site import Wish, write_site

    wish = Wish(
        wanted=options.wanted_incidents(**wanted), moment=Moment.of(asof, known), texts=texts, title=title
    )  # fmt: skip
    found = write_site(options.chosen(record_path, policy=policy), folder, wish)
    terminal.note(
        f"{folder}: {found.incidents:,} incidents, {found.pages:,} pages, {found.files:,} files, {found.size:,} bytes; "
        f"open {folder / 'index.html'}"
    )
    return 0
