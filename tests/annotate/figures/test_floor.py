"""Floors on annotated texts: a change that costs accuracy fails here, and lowering a floor is a visible change."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from rashomon.annotate.figures import figures
from rashomon.annotate.segment import segment
from rashomon.model import Annotated, Document, Span

if TYPE_CHECKING:
    from pathlib import Path

# File, its hash, and the F1 (percent) of figures found and of those also right in measure and both ends.
FLOORS = {
    "dev": ("04d29dbdf4cff7cc560a3ab4298b72b12b171cd3c3c2e93c3d661856f90b122b", 95.0, 93.0),
    "seed": ("7f915adddc7152c2f91db2c43089a47fa7ed32e80683ad9e5adc4a1c423f0d34", 99.0, 99.0),
}


def figures_of(text: str) -> tuple:
    return figures(segment(Annotated(document=Document(id="d", text=text, sha256="0")))).figures


@pytest.mark.floor
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_figures_of_the_readings(shared: Path, name: str) -> None:
    digest, found_floor, value_floor = FLOORS[name]
    data = (shared / "data/reading" / f"{name}.jsonl").read_bytes()
    assert hashlib.sha256(data).hexdigest() == digest, "the data changed: measure again and set new floors"
    total = found = right = 0
    for row in map(json.loads, data.decode().splitlines()):
        gold, mine = row["figures"], list(figures_of(row["text"]))
        total += len(gold) + len(mine)
        for wanted in gold:
            hit = next((f for f in mine if f.span.overlaps(Span(*wanted["span"]))), None)
            if hit is not None:
                mine.remove(hit)
                found += 1
                right += (hit.measure, hit.low, hit.high) == (wanted["measure"], wanted["low"], wanted["high"])
    assert 200 * found / total >= found_floor
    assert 200 * right / total >= value_floor


@pytest.mark.floor
def test_narratives_hold_the_coded_tolls(shared: Path) -> None:
    """In at least these shares of the narratives, the coded ends of the range of killed are among the figures read."""
    data = (shared / "data/airwars/dev.jsonl").read_bytes()
    assert hashlib.sha256(data).hexdigest() == "eaf69de4bfdee2ce207376cf67ff575ddf2cd7364b20147c36717162a7ce3b88", (
        "the data changed"
    )
    rows = [row for row in map(json.loads, data.decode().splitlines()[:150]) if row["gold"]["killed"]]
    both = 0
    for row in rows:
        values = {v for f in figures_of(row["text"]) if f.measure == "killed" for v in (f.low, f.high)}
        both += set(row["gold"]["killed"]) <= values
    assert both / len(rows) >= 0.7
