"""Floors on the coded narratives, by rules alone: gradings stated by the page, ranges, statuses."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from rashomon.annotate.incidents.context import Context
from rashomon.annotate.incidents.grading import gradings
from rashomon.annotate.pipeline import Pipeline
from rashomon.annotate.segment import segment
from rashomon.model import Annotated, Document
from rashomon.run.statuses import settled

if TYPE_CHECKING:
    from pathlib import Path

HASH = "eaf69de4bfdee2ce207376cf67ff575ddf2cd7364b20147c36717162a7ce3b88"
CODED = {"Single source claim": "single source", "Contested strike": "contested"}
FLOORS = {"killed": 78.0, "injured": 74.0}  # both ends right, percent, of every sixth narrative, without the encoder


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, Any]]:
    data = (shared / "data/airwars/dev.jsonl").read_bytes()
    assert hashlib.sha256(data).hexdigest() == HASH, "the data changed: measure again and set new floors"
    return [json.loads(line) for line in data.decode().splitlines()]


@pytest.mark.floor
def test_pages_state_how_they_grade(rows: list[dict[str, Any]]) -> None:
    stated = wrong = coded = 0
    for row in rows:
        base = segment(Annotated(document=Document(id="d", text=row["text"], sha256="0")))
        found = gradings(Context(base))[-1:]
        wanted = CODED.get(row["gold"]["strike_status"])
        coded += wanted is not None
        stated += wanted is not None and [g.status for g in found] == [wanted]
        wrong += any(g.status in CODED.values() and g.status != wanted for g in found)
    assert wrong <= 1
    assert stated / coded >= 0.88


@pytest.mark.floor
def test_ranges_of_the_main_incident(rows: list[dict[str, Any]]) -> None:
    pipeline = Pipeline()
    right = dict.fromkeys(FLOORS, 0)
    total = dict.fromkeys(FLOORS, 0)
    for row in rows[::6]:
        base = Annotated(document=Document(id="d", text=row["text"], sha256="0" * 64))
        main = next((i for i in settled(pipeline.apply_rules(base)).incidents if i.main), None)
        for measure in FLOORS:
            if row["gold"][measure] is not None:
                found = getattr(main, measure) if main else None
                total[measure] += 1
                right[measure] += found is not None and [found.low, found.high] == row["gold"][measure]
    for measure, floor in FLOORS.items():
        assert 100 * right[measure] / total[measure] >= floor, f"{measure}: {100 * right[measure] / total[measure]:.1f}"
