"""``rashomon claims``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rashomon.model.wording import called

from . import options
from .listing import print_rows

if TYPE_CHECKING:
    from datetime import date, datetime

HEADER = ("id", "day", "speaker", "stance", "property", "value", "words", "outlet")
LONGEST = 90
EXAMPLES = """\b
Examples:
  rashomon claims --incident 3f9a
  rashomon claims --speaker "Defence Ministry" --stance deny
  rashomon claims --property killed -f jsonl
"""


@click.command(epilog=EXAMPLES)
@options.record
@options.moment
@click.option("--incident", metavar="ID", help="Only those about this incident.")
@click.option("--speaker", help="Part of the speaker's name.")
@click.option(
    "--property", "prop", type=options.OneOf("property"), help="What is claimed: killed, perpetrator, place, ..."
)
@click.option(
    "--stance",
    type=options.OneOf("stance"),
    help="How the speaker stands to it: assert, accuse, deny, acknowledge, ...",
)
@click.option("--from", "start", type=options.Day(), help="Only those published on or after this day.")
@click.option("--to", "end", type=options.Day(end=True), help="Only those published on or before this day.")
@options.formats("table", "jsonl", "csv", "md")
def command(
    record_path: str | None, asof: date | None, known: datetime | None, incident: str | None, speaker: str | None, prop: str | None, stance: str | None,
    start: date | None, end: date | None, form: str,
) -> int:  # fmt: skip
    """List claims: who gives which property of which incident which value, and in what words."""
    from rashomon.api.rows import claim_row
    from rashomon.assess import value_text
    from rashomon.record import ClaimFilter

    with options.opened(record_path, asof, known) as book:
        ids = (book.incident(incident).id,) if incident else ()
        wanted = ClaimFilter(incidents=ids, speaker=speaker, property=prop, stance=stance, start=start, end=end)
        found = book.each_claim(wanted)
        if form in {"jsonl", "csv"}:
            rows = (claim_row(claim) for claim in found)
        else:
            rows = (claim_row(claim) | {"shown": value_text(claim)} for claim in found)
        print_rows(form, rows, HEADER, cells, "no claim of the record meets this")
    return 0


def cells(row: dict[str, Any]) -> list[str]:
    """The table's line for one claim."""
    words = " ".join(row["original"].split())
    return [
        row["id"], row["published"] or "?", row["speaker"] or f"({called(None, row['speaker_class'], 'narrator')})", row["stance"],
        f"{row['property']} ({row['group']})" if row["group"] else row["property"], row["shown"],
        words if len(words) <= LONGEST else words[:LONGEST] + "…", row["outlet"] or "",
    ]  # fmt: skip
