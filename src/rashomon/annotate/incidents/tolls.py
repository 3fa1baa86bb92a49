"""Ranges of killed, injured, displaced ... of an incident, from the figures that were tied to it.

``low`` is the least and ``high`` the greatest that a counted account gives (policy "span"), ``best`` the value most
accounts share, ties: the latest. An early toll that the same text says was superseded does not count. Parts ("five of
them children") never make the total, and figures of one account that stand side by side for different groups
("20 civilians and one aid worker") add up.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import Range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Figure

    from .context import Context

MEASURES = {
    "killed": "killed", "injured": "injured", "displaced": "displaced", "fled": "displaced", "detained": "detained",
    "abducted": "abducted", "missing": "missing",
}  # fmt: skip
GROUPS = {"children": "children", "women": "women", "men": "men"}
_EARLY = re.compile(r"\b(initial(?:ly)?|at first|first reported|earlier (?:said|reported|put|reports?)|preliminary|early reports?|had (?:said|put))\b", re.IGNORECASE)


class Value(NamedTuple):
    """What one account gives: its numbers, and whether its words call it an early toll."""

    low: int | None
    high: int | None
    speaker: str | None
    at: int
    early: bool
    figures: tuple[str, ...]


def ranges(context: Context, figures: Sequence[Figure]) -> dict[str, Range]:
    """{field of IncidentMention: range} over the incident's figures."""
    found: dict[str, Range] = {}
    for measure in sorted({f.measure for f in figures} & MEASURES.keys()):
        mine = [f for f in figures if f.measure == measure]
        total = _range(_totals(context, mine))
        if total is not None:
            found[MEASURES[measure]] = total
        for group, suffix in GROUPS.items():
            part = _range([_value(context, [f]) for f in mine if f.group == group])
            field = f"{MEASURES[measure]}_{suffix}"
            if part is not None and field in ("killed_children", "killed_women", "killed_men", "injured_children"):
                found[field] = part
    return found


def _totals(context: Context, figures: list[Figure]) -> list[Value]:
    """One value for each account and sentence: its total, or the sum of its groups where they stand side by side."""
    whole = [f for f in figures if f.part_of is None]
    by_account: dict[tuple[str | None, int], list[Figure]] = {}
    for figure in whole:
        by_account.setdefault((figure.speaker, context.sentence_at(figure.span.start)), []).append(figure)
    values = []
    for same in by_account.values():
        groups = [f.group for f in same]
        if len(same) > 1 and len(set(groups)) == len(groups) and not {"people", None} & set(groups):
            values.append(_value(context, same))
        else:
            values += [_value(context, [f]) for f in same]
    return sorted(values, key=lambda v: v.at)


def _value(context: Context, figures: list[Figure]) -> Value:
    lows = [f.low for f in figures if f.low is not None]
    highs = [f.high for f in figures if f.high is not None]
    at = figures[0].span.start
    sentence = context.annotated.sentences[context.sentence_at(at)].span
    early = _EARLY.search(context.text[sentence.start : at + 40]) is not None
    return Value(
        sum(lows) if len(lows) == len(figures) else None, sum(highs) if len(highs) == len(figures) else None,
        figures[0].speaker, at, early, tuple(f.id for f in figures),
    )  # fmt: skip


def _range(values: list[Value]) -> Range | None:
    """Low, best and high of some accounts' values; None where there is none."""
    kept = [v for v in values if not v.early] or values
    lows = [v.low if v.low is not None else v.high for v in kept]
    highs = [v.high if v.high is not None else v.low for v in kept]
    known = [n for n in lows + highs if n is not None]
    if not known:
        return None
    exact = [n for n in lows if n is not None]
    counts = Counter(exact)
    most = max(counts.values())
    best = next(n for n in reversed(exact) if counts[n] == most)
    low, high = min(known), max(known)
    return Range(low, min(max(best, low), high), high)
