"""What people's merges and splits come to: pairs of mentions that are one incident, and pairs that are two.

Where two judgements are about the same pair, the later one holds. Who takes one back, takes back all its pairs.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from .clustering import pair

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.model import Judgement

    from .clustering import Pair


def judged_pairs(judgements: Iterable[Judgement]) -> tuple[frozenset[Pair], frozenset[Pair]]:
    """Pairs that are merged, and pairs that are split, by the judgements that stand, given oldest first."""
    merged: set[Pair] = set()
    split: set[Pair] = set()
    for judgement in judgements:
        if judgement.undone is not None or judgement.verdict not in {"merge", "split"}:
            continue
        sides = judgement.sides()
        told = {pair(a, b) for a, b in product(sides.one, sides.other) if a != b}
        holds, falls = (merged, split) if judgement.verdict == "merge" else (split, merged)
        holds |= told
        falls -= told
    return frozenset(merged), frozenset(split)
