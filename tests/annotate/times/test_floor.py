"""Accuracy floors on the annotated texts: a change that costs accuracy fails here, and lowering a floor is a visible change."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from rashomon.annotate.times.component import read

if TYPE_CHECKING:
    from pathlib import Path

SHA256 = {
    "news": "e389b71c5e49e8c4067b69cb9d8bc559722b4e274adc0da0578c3e7f8d7ca1cc",
    "narratives": "fd0f93aa68bb06e6856797c51184b16b3de1a64066612142d20359f74bcf8333",
}
# F1 in percent, a little below what was measured: extents strict and relaxed, value of relaxed pairs.
FLOORS = {"news": (88.2, 94.1, 80.2), "narratives": (91.8, 96.6, 87.8)}


def outermost(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    spans = [tuple(t["span"]) for t in items]
    return [
        t
        for t in items
        if not any(s[0] <= t["span"][0] and t["span"][1] <= s[1] and s != tuple(t["span"]) for s in spans)
    ]


def pairs(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """One-to-one, the longest overlap first, as the scorer beside the data pairs them."""

    def overlap(a: dict[str, Any], b: dict[str, Any]) -> int:
        return min(a["span"][1], b["span"][1]) - max(a["span"][0], b["span"][0])

    candidates = sorted(
        (-overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if overlap(g, f) > 0
    )
    left: set[int] = set()
    right: set[int] = set()
    paired = []
    for _, i, j in candidates:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            paired.append((i, j))
    return paired


def f1(right: int, predicted: int, gold: int) -> float:
    return 200 * right / (predicted + gold)


@pytest.mark.floor
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_accuracy_floor(shared: Path, name: str) -> None:
    path = shared / "data" / "timex" / f"{name}.jsonl"
    data = path.read_bytes()
    assert hashlib.sha256(data).hexdigest() == SHA256[name], "the data changed: measure again and set new floors"
    strict = relaxed = value = predicted = wanted = 0
    for line in data.decode().splitlines():
        row = json.loads(line)
        gold = outermost(row["timexes"])
        found = [
            {"span": list(t.span), "value": t.value} for t in read(row["text"], date.fromisoformat(row["dct"][:10]))
        ]
        paired = pairs(gold, found)
        predicted, wanted = predicted + len(found), wanted + len(gold)
        strict += len({tuple(t["span"]) for t in gold} & {tuple(t["span"]) for t in found})
        relaxed += len(paired)
        value += sum(gold[i]["value"] == found[j]["value"] for i, j in paired)
    measured = tuple(round(f1(right, predicted, wanted), 2) for right in (strict, relaxed, value))
    assert all(got >= floor for got, floor in zip(measured, FLOORS[name], strict=True)), measured
