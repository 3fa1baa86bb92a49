"""Floors on annotated texts, by the scorers beside the data: what costs accuracy fails here, and lowering one shows."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import msgspec
import pytest

from rashomon.annotate.pipeline import Pipeline
from rashomon.config import Settings
from rashomon.ingest.stream import ingest

if TYPE_CHECKING:
    from pathlib import Path

# Data and its hash, scorer, how many rows, floors in F1 percent.
FLOORS = {
    "reading/dev": (
        "04d29dbdf4cff7cc560a3ab4298b72b12b171cd3c3c2e93c3d661856f90b122b", "reading", 12,
        {"incidents found": 74.0, "incidents day": 38.0, "incidents place": 52.0, "responsibility": 32.0, "relations": 36.0},
    ),
    "muc4/dev": ("8df344b4c0c2a943b3904b3a66410bfd1db8d707109c547ed0ea4cb94e6a8063", "roles", 100, {"all roles": 53.0, "perpetrator organization": 56.0, "confidence": 36.0, "harm": 75.0}),
}  # fmt: skip


@pytest.mark.floor
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_incidents_of_the_sets(shared: Path, tmp_path: Path, name: str) -> None:
    digest, scorer, rows, floors = FLOORS[name]
    data = (shared / "data" / f"{name}.jsonl").read_bytes()
    assert hashlib.sha256(data).hexdigest() == digest, "the data changed: measure again and set new floors"
    gold, read = tmp_path / "gold.jsonl", tmp_path / "read.jsonl"
    gold.write_bytes(b"\n".join(data.split(b"\n")[:rows]))
    documents = [piece.document for piece in ingest([str(gold)], Settings())]
    found = Pipeline.load(Settings()).annotate(documents)
    read.write_bytes(b"\n".join(msgspec.json.encode(one) for one in found))
    command = [sys.executable, str(shared / f"score/{scorer}.py"), str(gold), str(read)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    scores = json.loads(printed.splitlines()[-1])
    assert {k: scores[k] for k, floor in floors.items() if scores[k] < floor} == {}
