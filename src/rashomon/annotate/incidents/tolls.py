"""Ranges of killed, injured, displaced ... of an incident, from the figures that were tied to it.

Policy "span": ``low`` is the least and ``high`` the greatest that a counted account gives, ``best`` the value most
accounts share, ties: the latest. What does not count: a toll that the text calls early; parts ("five of them
children"); combatants, where others are counted too. Figures of one account that stand side by side for different
groups ("20 civilians and one aid worker") add up.

Where a text weighs its sources (as a monitor's narrative does) and the narrator himself opens with a total, he has weighed
the accounts below: his range is the range, and lower tolls of single sources are early or partial ones. Higher tolls of
named speakers still raise the upper end. In other reports the narrator is one account among others.
Where no figure is given, those whom the words name or describe as harmed are counted ("a father and his two sons").
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import Range

from .heads import headcount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Figure

    from .context import Context
    from .merge import Group

MEASURES = {
    "killed": "killed", "injured": "injured", "displaced": "displaced", "fled": "displaced", "detained": "detained",
    "abducted": "abducted", "missing": "missing",
}  # fmt: skip
GROUPS = {"children": "children", "women": "women", "men": "men"}
FIELDS = frozenset({"killed_children", "killed_women", "killed_men", "injured_children"})
_COMBATANT = frozenset({"fighters", "soldiers", "militants", "combatants", "terrorists", "mercenaries", "police"})
_POOLED = frozenset({None, "people", "persons"})
_EARLY = re.compile(
    r"\b(initial(?:ly)?|at first|first reported|earlier (?:said|reported|put|reports?)|preliminary|early reports?|had (?:said|put))\b",
    re.IGNORECASE,
)

_JOINED = re.compile(r"[\s\"“”']*(?:and|to|or|-|–)(?:\s+up\s+to)?[\s\"“”']*", re.IGNORECASE)


class Value(NamedTuple):
    """What one account gives: its numbers, and whether its words call it an early toll."""

    low: int | None
    high: int | None
    speaker: str | None
    at: int
    early: bool


def ranges(context: Context, group: Group, figures: Sequence[Figure]) -> dict[str, Range]:
    """{field of IncidentMention: range} over the incident's figures and its harmed."""
    found: dict[str, Range] = {}
    for measure in sorted({f.measure for f in figures} & MEASURES.keys()):
        mine = [f for f in figures if f.measure == measure]
        total = _weighed(context, mine)
        if total is not None:
            found[MEASURES[measure]] = total
        for name, suffix in GROUPS.items():
            part = _weighed(context, [f for f in mine if f.group == name], parts=True)
            if part is not None and f"{MEASURES[measure]}_{suffix}" in FIELDS:
                found[f"{MEASURES[measure]}_{suffix}"] = part
    for measure in ("killed", "injured"):
        if measure not in found and (heads := headcount(context, group, measure)) is not None:
            found[measure] = Range(heads, heads, heads, "named")
    return found


def _weighed(context: Context, figures: list[Figure], *, parts: bool = False) -> Range | None:
    """The range of some figures: the narrator's opening total where there is one, else the span over all accounts."""
    values = [_value(context, [f]) for f in figures] if parts else _totals(context, figures)
    opening = _opening(context, figures, parts=parts)
    if opening is None:
        return _range(values)
    low, high = opening.low, opening.high
    named = [v for v in values if v.speaker is not None and not v.early]
    greatest = max(
        (v.high if v.high is not None else v.low or 0 for v in (values if high is None else named)), default=0
    )
    least = min((v.low for v in values if v.low is not None and not v.early), default=None)
    if low is None:
        low = min(least, high) if least is not None and high is not None else high
    if high is None or (low == high and greatest > high):
        high = max(low or 0, greatest)
    return Range(low, low, high, "narrator") if low is not None else None


def is_early(context: Context, figure: Figure) -> bool:
    """Whether the words before a figure, in its sentence, call it an early toll."""
    at = figure.span.start
    sentence = context.annotated.sentences[context.sentence_at(at)].span
    return _EARLY.search(context.text[sentence.start : min(at + 40, sentence.end)]) is not None


def _opening(context: Context, figures: list[Figure], *, parts: bool) -> Value | None:
    """The narrator's own total (or part) in the first paragraph of a text that weighs its sources."""
    if not context.weighs_sources:
        return None
    for figure in figures:
        sentence = context.sentence_at(figure.span.start)
        if context.paragraph(sentence) > _first_paragraph(context):
            return None
        if figure.speaker is None and (parts or figure.part_of is None) and (parts or figure.group not in _COMBATANT):
            same = [f for f in figures if f.part_of is None and context.sentence_at(f.span.start) == sentence]
            value = _value(context, [figure] if parts else _side_by_side(same, figure))
            if value.early:
                return None
            return _widened(context, value, figure, figures)
    return None


def _widened(context: Context, value: Value, figure: Figure, figures: list[Figure]) -> Value:
    """The value with its upper end from a second number joined on ("at least 30 and up to more than 50")."""
    after = [f for f in figures if f.span.start >= figure.span.end]
    if value.high is not None or not after:
        return value
    between = context.text[figure.span.end : after[0].span.start]
    upper = after[0].high if after[0].high is not None else _least(after[0]) if after[0].low is not None else None
    if upper is not None and value.low is not None and upper > value.low and _JOINED.fullmatch(between):
        return value._replace(high=upper)
    return value


def _first_paragraph(context: Context) -> int:
    """The number of the first paragraph that is prose rather than a title or dateline."""
    for sentence in context.annotated.sentences:
        if sentence.tokens[1] - sentence.tokens[0] >= 8:
            return sentence.paragraph
    return 0


def _totals(context: Context, figures: list[Figure]) -> list[Value]:
    """One value for each account and sentence: its total, or the sum of its groups where they stand side by side."""
    whole = [f for f in figures if f.part_of is None]
    civil = [f for f in whole if f.group not in _COMBATANT]
    by_account: dict[tuple[str | None, int], list[Figure]] = {}
    for figure in civil or whole:
        by_account.setdefault((figure.speaker, context.sentence_at(figure.span.start)), []).append(figure)
    values = []
    for same in by_account.values():
        together = _side_by_side(same, same[0])
        values.append(_value(context, together))
        values += [_value(context, [f]) for f in same if f not in together]
    return sorted(values, key=lambda v: v.at)


def _side_by_side(same: list[Figure], first: Figure) -> list[Figure]:
    """The figures of one sentence that add up with the first: different groups, none of them everybody."""
    civil = [f for f in same if f.group not in _COMBATANT] or same
    if {f.group for f in civil} & (_POOLED | {"civilians"}):
        civil = [f for f in civil if f.group not in GROUPS]  # children, women and men are among them
    groups = [f.group for f in civil]
    if len(civil) > 1 and first in civil and len(set(groups)) == len(groups) and not _POOLED & set(groups):
        return civil
    return [first]


def _value(context: Context, figures: list[Figure]) -> Value:
    lows = [_least(f) for f in figures if f.low is not None]
    highs = [f.high for f in figures if f.high is not None]
    return Value(
        sum(lows) if len(lows) == len(figures) else None, sum(highs) if len(highs) == len(figures) else None,
        figures[0].speaker, figures[0].span.start, is_early(context, figures[0]),
    )  # fmt: skip


def _least(figure: Figure) -> int:
    """The least number that the words allow: "more than 30" is 31."""
    assert figure.low is not None
    return figure.low + 1 if figure.approximator == "more than" and figure.high is None else figure.low


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
