"""An invented conflict in fifteen short dispatches, and the record made of them. NOTICE says that all of it is invented.

The invented places come in as anybody's would: a file in GeoNames' format (``places.txt``, in the empty South Pacific), made
into a gazetteer.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from rashomon.config import settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from rashomon.run.add import Step, Summary

RECORD, PLACES, DISPATCHES = "rashomon.db", "places.sqlite", "dispatches"


def dispatches() -> Traversable:
    """The folder of the dispatches: HTML, Markdown, plain text and JSON Lines."""
    return resources.files(__name__) / DISPATCHES


def build(folder: Path, *, progress: Callable[[Step], None] | None = None) -> Summary:
    """Copy the dispatches into ``folder`` (made where missing), and build there a gazetteer and the record of them.

    Run again on the same folder, it changes nothing.

    Raises:
        RecordError: the record cannot be written there.
        OSError: the files cannot be.
    """
    from rashomon.api import open_book
    from rashomon.gazetteer import build as build_gazetteer

    texts = folder / DISPATCHES
    texts.mkdir(parents=True, exist_ok=True)
    for file in sorted(dispatches().iterdir(), key=lambda found: found.name):
        (texts / file.name).write_bytes(file.read_bytes())
    (texts / "NOTICE").write_bytes((resources.files(__name__) / "NOTICE").read_bytes())
    with resources.as_file(resources.files(__name__) / "places.txt") as source:
        build_gazetteer(source, folder / PLACES)
    chosen = msgspec.structs.replace(settings(), gazetteer=str(folder / PLACES))
    with open_book(str(folder / RECORD), using=chosen) as book:
        return book.add(sorted(str(path) for path in texts.iterdir() if path.name != "NOTICE"), progress=progress)
