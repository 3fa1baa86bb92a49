"""Whether two mentions are one incident: a sum of weighted features, each of which says in words what it compared."""

from __future__ import annotations

import math
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.lexicon import load
from rashomon.model import Comparison, Count, Interval, LinkKey, PlaceValue, Reason

from .names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator


class Rules(NamedTuple):
    """The weights and bounds of ``lexicon/linking.yaml``."""

    weights: dict[str, float]
    threshold: float
    near_km: float
    apart_km: float
    days_apart: int
    long_days: int
    undated_days: int
    words_between: float
    families: dict[str, str]
    mixed: frozenset[frozenset[str]]


@cache
def rules() -> Rules:
    """The rules of linking."""
    data = load("linking")
    families = {kind: family for family, kinds in data["families"].items() for kind in kinds}
    mixed = frozenset(frozenset(pair) for pair in data["mixed"])
    return Rules(
        data["weights"],
        data["threshold"],
        data["near_km"],
        data["apart_km"],
        data["days_apart"],
        data["long_days"],
        data["undated_days"],
        data["words_between"],
        families,
        mixed,
    )


def family(kind: str) -> str:
    """The family of an incident type."""
    return rules().families.get(kind, kind)


def compare(a: LinkKey, b: LinkKey) -> Comparison:
    """The two mentions compared; the same whichever comes first."""
    if b.mention < a.mention:
        a, b = b, a
    reasons = tuple(
        reason for feature in (_type, _day, _place, _parties, _figures, _names, _words) for reason in feature(a, b)
    )
    return Comparison(a.mention, b.mention, round(sum(r.weight for r in reasons), 3), reasons, barred(a, b))


def accepted(comparison: Comparison) -> bool:
    """Whether the two count as one incident."""
    return comparison.barred is None and comparison.score >= rules().threshold


def kilometres(a: PlaceValue, b: PlaceValue) -> float | None:
    """Great-circle distance, None where a coordinate is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def barred(a: LinkKey, b: LinkKey) -> str | None:
    """Why the two cannot be one incident, whatever else they share; None where nothing forbids it."""
    rule = rules()
    if a.document == b.document:
        return "one document tells them as two"
    if a.family != b.family and frozenset((a.family, b.family)) not in rule.mixed:
        return f"{a.type} and {b.type} are never one"
    return _days_apart(a, b) or _places_apart(a, b)


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


def _places_apart(a: LinkKey, b: LinkKey) -> str | None:
    """Why the places forbid it. A country beside a village says too little: abstain unless both name a person harmed."""
    if set(a.names) & set(b.names):
        return None
    if a.place is None or b.place is None:
        return "a place is not told"
    if _located(a.place) and _located(b.place):
        return _too_far(a, b, a.place, b.place)
    return None if _same_name(a.place, b.place) else f"{a.place.name} and {b.place.name} say too little"


def _too_far(a: LinkKey, b: LinkKey, one: PlaceValue, other: PlaceValue) -> str | None:
    km = kilometres(one, other)
    if km is None:
        return None if _same_name(one, other) else f"where {one.name} and {other.name} lie is not known"
    if km > rules().apart_km:
        return f"{one.name} and {other.name} lie {km:.0f} km apart"
    return _two_places(a, b, one, other)


def _two_places(a: LinkKey, b: LinkKey, one: PlaceValue, other: PlaceValue) -> str | None:
    """Two towns of one district, told in other words: where many are struck on one day, that is no ground to join them."""
    if not _precise(one) or not _precise(other) or _same_name(one, other):
        return None
    if share_of_words(a, b) >= rules().words_between:
        return None
    return f"{one.name} and {other.name} are two places, and the words differ"


def share_of_words(a: LinkKey, b: LinkKey) -> float:
    """The share of the telling words of the shorter that the other has too, 0..1."""
    mine, theirs = set(a.words), set(b.words)
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def _located(place: PlaceValue) -> bool:
    """Whether the place is narrow enough for distances to tell: a province or narrower, or one known by name only."""
    return place.lat is None or place.precision not in (None, "country")


def _same_name(a: PlaceValue, b: PlaceValue) -> bool:
    return folded(a.name) == folded(b.name)


def _widened(interval: Interval, days: int) -> Interval:
    start, end = interval.start, interval.end
    return Interval(_shifted(start, -days) if start else None, _shifted(end, days) if end else None)


def _shifted(day: date, days: int) -> date:
    """The day that many days later (earlier where negative), or the first or last day that there is."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _precise(place: PlaceValue) -> bool:
    """Whether the place is a town or narrower; a place without coordinates may be, and is compared by name."""
    return place.lat is None or place.precision not in (None, "region", "country", "admin")


def _days(interval: Interval) -> str:
    return str(interval.start) if interval.is_day else f"{interval.start or '?'} to {interval.end or '?'}"


def _reason(name: str, words: str, factor: float = 1.0) -> Reason:
    return Reason(name, round(rules().weights[name] * factor, 3), words)


def _type(a: LinkKey, b: LinkKey) -> Iterator[Reason]:
    if a.type == b.type:
        yield _reason("type_same", f"both {a.type}")
    elif a.family == b.family:
        yield _reason("type_family", f"{a.type} and {b.type}")


def _day(a: LinkKey, b: LinkKey) -> Iterator[Reason]:
    if a.date is None or b.date is None:
        yield _reason("day_unknown", "a day is not told")
    elif a.date == b.date and a.date.is_day:
        yield _reason("day_same", f"both {_days(a.date)}")
    elif a.date.meets(b.date):
        yield _reason("days_meet", f"{_days(a.date)} meets {_days(b.date)}")
    else:
        yield _reason("day_next", f"{_days(a.date)} and {_days(b.date)} are next to each other")


def _place(a: LinkKey, b: LinkKey) -> Iterator[Reason]:
    if a.place is None or b.place is None:
        yield _reason("place_unknown", "a place is not told")
        return
    km = kilometres(a.place, b.place)
    same = _same_name(a.place, b.place) or (a.place.geonameid is not None and a.place.geonameid == b.place.geonameid)
    if same and _precise(a.place):
        yield _reason("place_same", f"both {a.place.name}")
    elif km is not None and km <= rules().near_km and _precise(a.place) and _precise(b.place):
        yield _reason("place_near", f"{a.place.name} and {b.place.name}, {km:.0f} km")
    elif (
        km is not None
        and km <= rules().apart_km
        and _precise(a.place) != _precise(b.place)
        and _located(a.place)
        and _located(b.place)
    ):
        yield _reason("place_within", f"{a.place.name} and {b.place.name}, {km:.0f} km")
    elif same or (a.place.country and a.place.country == b.place.country):
        yield _reason("place_around", f"{a.place.name} and {b.place.name} in one country")


def _parties(a: LinkKey, b: LinkKey) -> Iterator[Reason]:
    if not a.parties or not b.parties:
        return
    if shared := sorted(set(a.parties) & set(b.parties)):
        yield _reason("party_shared", ", ".join(shared))
    else:
        yield _reason("party_other", f"{a.parties[0]} against {b.parties[0]}")


def _figures(a: LinkKey, b: LinkKey) -> Iterator[Reason]:
    if a.killed and b.killed:
        yield from _toll(a.killed, b.killed)
    if a.injured and b.injured and a.injured == b.injured and a.injured.low:
        yield _reason("injured_same", f"both {a.injured.low} injured")


def _toll(x: Count, y: Count) -> Iterator[Reason]:
    if x == y and x.low:
        yield _reason("killed_same", f"both {x.low} killed")
    elif x.meets(y):
        yield _reason("killed_meets", "the figures of killed meet")
    else:
        yield _reason("killed_apart", "the figures of killed do not meet")


def _names(a: LinkKey, b: LinkKey) -> Iterator[Reason]:
    if shared := sorted(set(a.names) & set(b.names)):
        yield _reason("name_shared", f"{shared[0]} is named by both")


def _words(a: LinkKey, b: LinkKey) -> Iterator[Reason]:
    if a.words and b.words:
        share = share_of_words(a, b)
        yield _reason("words", f"{share:.0%} of the telling words", share)
