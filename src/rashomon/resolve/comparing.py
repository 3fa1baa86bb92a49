"""Whether two mentions are one incident: a sum of weighted features, each of which says in words what it compared.

Two reports (incidents that are the main ones of their documents) are compared by all that the reports tell, with weights
that were learnt; other mentions by the sentences that tell them, with weights set by hand, and more warily.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.lexicon import load
from rashomon.model import Comparison, Interval, LinkKey, PlaceValue, Reason

from . import mentions, reports
from .places import kilometres, located, precise
from .sides import Side, share_of_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Rules(NamedTuple):
    """The weights and bounds of ``lexicon/linking.yaml``."""

    weights: Mapping[str, float]
    reports: Mapping[str, float]
    threshold: float
    apart_km: float
    days_apart: int
    long_days: int
    undated_days: int
    words_between: float
    particulars: float
    families: Mapping[str, str]
    mixed: frozenset[frozenset[str]]


@cache
def rules() -> Rules:
    """The rules of linking."""
    data = load("linking")
    families = {kind: family for family, kinds in data["families"].items() for kind in kinds}
    mixed = frozenset(frozenset(pair) for pair in data["mixed"])
    names = set(Rules._fields) - {"families", "mixed"}
    return Rules(families=families, mixed=mixed, **{name: data[name] for name in names})


def family(kind: str) -> str:
    """The family of an incident type."""
    return rules().families.get(kind, kind)


def compare(a: LinkKey, b: LinkKey) -> Comparison:
    """The two mentions compared; the same whichever comes first."""
    return compared(Side(a), Side(b))


def compared(a: Side, b: Side) -> Comparison:
    """As ``compare``, for mentions that are compared with many."""
    if b.key.mention < a.key.mention:
        a, b = b, a
    rule = rules()
    both = a.key.main and b.key.main
    weights = rule.reports if both else rule.weights
    found = list(reports.features(a, b) if both else mentions.features(a, b))
    reasons = tuple(Reason(f.name, round(weights[f.name] * f.amount, 3), f.words) for f in found if f.name in weights)
    score = round(sum(r.weight for r in reasons), 3)
    return Comparison(a.key.mention, b.key.mention, score, reasons, _barred(a, b, found))


def accepted(comparison: Comparison) -> bool:
    """Whether the two count as one incident."""
    return comparison.barred is None and comparison.score >= rules().threshold


def barred(a: LinkKey, b: LinkKey) -> str | None:
    """Why the two cannot be one incident, whatever else they share; None where nothing forbids it."""
    return compare(a, b).barred


def _barred(a: Side, b: Side, found: Iterable[reports.Feature]) -> str | None:
    if a.key.document == b.key.document:
        return "one document tells them as two"
    if a.key.case and b.key.case and a.key.outlet == b.key.outlet and a.key.case != b.key.case:
        return "one outlet keeps them as two cases"
    if a.key.main and b.key.main and reports.particulars(found) >= rules().particulars:
        return None  # what does not fit was misread
    return _mixed_up(a.key, b.key) or _days_apart(a.key, b.key) or _places_apart(a, b)


def _mixed_up(a: LinkKey, b: LinkKey) -> str | None:
    if a.family != b.family and frozenset((a.family, b.family)) not in rules().mixed:
        return f"{a.type} and {b.type} are never one"
    return None


def _days_apart(a: LinkKey, b: LinkKey) -> str | None:
    """Why the days forbid it. The undated may be of the days up to its report."""
    one, other = when(a), when(b)
    if one is None or other is None:
        return "a day is not told"
    if is_long(one) != is_long(other):
        return "a day and a long stretch are two incidents"
    if not _widened(one, rules().days_apart).meets(other):
        return f"{_days(one)} and {_days(other)} lie apart"
    return None


def when(key: LinkKey) -> Interval | None:
    """The days in which a mention's incident lies, both ends known: as told, else the days up to the report."""
    if key.date and (key.date.start or key.date.end):
        return Interval(key.date.start or key.date.end, key.date.end or key.date.start)
    if key.published is None:
        return None
    return Interval(_shifted(key.published, -rules().undated_days), key.published)


def is_long(days: Interval) -> bool:
    """Whether it is a stretch (of a campaign, a siege) rather than the day or days of one event."""
    return days.start is not None and days.end is not None and (days.end - days.start).days > rules().long_days


def _places_apart(a: Side, b: Side) -> str | None:
    """Why the places forbid it. A country beside a village says too little: abstain unless both name a person harmed."""
    if a.harmed & b.harmed:
        return None
    one, other = a.key.place, b.key.place
    if one is None or other is None:
        return "a place is not told"
    if located(one) and located(other):
        return _too_far(a, b, one, other)
    return None if a.name == b.name else f"{one.name} and {other.name} say too little"


def _too_far(a: Side, b: Side, one: PlaceValue, other: PlaceValue) -> str | None:
    km = kilometres(one, other)
    if km is None:
        return None if a.name == b.name else f"where {one.name} and {other.name} lie is not known"
    if km > rules().apart_km:
        return f"{one.name} and {other.name} lie {km:.0f} km apart"
    return _two_places(a, b, one, other)


def _two_places(a: Side, b: Side, one: PlaceValue, other: PlaceValue) -> str | None:
    """Two towns of one district, told in other words: where many are struck on one day, that is no ground to join them."""
    if not precise(one) or not precise(other) or a.name == b.name:
        return None
    if share_of_words(a, b) >= rules().words_between:
        return None
    return f"{one.name} and {other.name} are two places, and the words differ"


def _widened(interval: Interval, days: int) -> Interval:
    start, end = interval.start, interval.end
    return Interval(_shifted(start, -days) if start else None, _shifted(end, days) if end else None)


def _shifted(day: date, days: int) -> date:
    """The day that many days later (earlier where negative), or the first or last day that there is."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _days(interval: Interval) -> str:
    return str(interval.start) if interval.is_day else f"{interval.start or '?'} to {interval.end or '?'}"
