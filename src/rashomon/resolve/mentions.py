"""What speaks for and against two mentions being one incident where one of them, at least, is told in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .places import AROUND_KM, NEAR_KM, kilometres, located, precise
from .reports import Feature
from .sides import share_of_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model import Count, Interval

    from .sides import Side


def features(a: Side, b: Side) -> Iterator[Feature]:
    """All features of two mentions."""
    for part in (_type, _day, _place, _parties, _figures, _names, _words):
        yield from part(a, b)


def _type(a: Side, b: Side) -> Iterator[Feature]:
    if a.key.type == b.key.type:
        yield Feature("type_same", 1, f"both {a.key.type}")
    elif a.key.family == b.key.family:
        yield Feature("type_family", 1, f"{a.key.type} and {b.key.type}")


def _day(a: Side, b: Side) -> Iterator[Feature]:
    if a.key.date is None or b.key.date is None:
        yield Feature("day_unknown", 1, "a day is not told")
    elif a.key.date == b.key.date and a.key.date.is_day:
        yield Feature("day_same", 1, f"both {_days(a.key.date)}")
    elif a.key.date.meets(b.key.date):
        yield Feature("days_meet", 1, f"{_days(a.key.date)} meets {_days(b.key.date)}")
    else:
        yield Feature("day_next", 1, f"{_days(a.key.date)} and {_days(b.key.date)} are next to each other")


def _place(a: Side, b: Side) -> Iterator[Feature]:
    one, other = a.key.place, b.key.place
    if one is None or other is None:
        yield Feature("place_unknown", 1, "a place is not told")
        return
    km = kilometres(one, other)
    same = a.name == b.name or (one.geonameid is not None and one.geonameid == other.geonameid)
    if same and precise(one):
        yield Feature("place_same", 1, f"both {one.name}")
    elif km is not None and km <= NEAR_KM and precise(one) and precise(other):
        yield Feature("place_near", 1, f"{one.name} and {other.name}, {km:.0f} km")
    elif km is not None and km <= AROUND_KM and precise(one) != precise(other) and located(one) and located(other):
        yield Feature("place_within", 1, f"{one.name} and {other.name}, {km:.0f} km")
    elif same or (one.country and one.country == other.country):
        yield Feature("place_around", 1, f"{one.name} and {other.name} in one country")


def _parties(a: Side, b: Side) -> Iterator[Feature]:
    if not a.key.parties or not b.key.parties:
        return
    if shared := sorted(set(a.key.parties) & set(b.key.parties)):
        yield Feature("party_shared", 1, ", ".join(shared))
    else:
        yield Feature("party_other", 1, f"{a.key.parties[0]} against {b.key.parties[0]}")


def _figures(a: Side, b: Side) -> Iterator[Feature]:
    if a.key.killed and b.key.killed:
        yield from _toll(a.key.killed, b.key.killed)
    if a.key.injured and b.key.injured and a.key.injured == b.key.injured and a.key.injured.low:
        yield Feature("injured_same", 1, f"both {a.key.injured.low} injured")


def _toll(x: Count, y: Count) -> Iterator[Feature]:
    if x == y and x.low:
        yield Feature("killed_same", 1, f"both {x.low} killed")
    elif x.meets(y):
        yield Feature("killed_meets", 1, "the figures of killed meet")
    else:
        yield Feature("killed_apart", 1, "the figures of killed do not meet")


def _names(a: Side, b: Side) -> Iterator[Feature]:
    if shared := sorted(a.harmed & b.harmed):
        yield Feature("name_shared", 1, f"{shared[0]} is named by both")


def _words(a: Side, b: Side) -> Iterator[Feature]:
    if a.words and b.words:
        share = share_of_words(a, b)
        yield Feature("words", share, f"{share:.0%} of the telling words")


def _days(interval: Interval) -> str:
    return str(interval.start) if interval.is_day else f"{interval.start or '?'} to {interval.end or '?'}"
