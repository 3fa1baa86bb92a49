"""Which mentions are worth comparing: those that share a block, so that linking grows with the record's size only.

A block is day x place cell x kind of event, or day x name of a person harmed. Reports share more blocks: the week of
publication and a town, a name, a street, a rare word and a town. Those count while they hold few reports (``CROWDED``): a name that
many reports share tells nothing, and comparing all of them would cost the square of their number. Whether a block is
crowded depends on the set of reports, not on the order in which they came.
"""

from __future__ import annotations

import math
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from .comparing import is_long, rules, when
from .names import folded
from .telling import rarest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rashomon.model import LinkKey, PlaceValue

FEW = "few|"
"""How the blocks begin that count only while they hold few mentions."""
CROWDED = 20
"""More mentions than that in one of them, and it is passed over."""
_RARE, _TOWNS = 6, 4  # rare words of a report by which it is found, and towns that these are joined with
_REACH = 0.3  # degrees; how far into a neighbouring cell a place still counts


def blocks(key: LinkKey) -> tuple[str, ...]:
    """The blocks of a mention, sorted. One without any is never linked."""
    cells = sorted(set(_cells(key.place)))
    days = sorted(set(_days(key)))
    kind = _kinds().get(key.family, key.family)
    places = {f"{kind}|{day}|{cell}" for day in days for cell in cells}
    people = {f"person|{day}|{name}" for day in days for name in key.names}
    return tuple(sorted(places | people | set(_of_report(key) if key.main else ())))


@cache
def _kinds() -> Mapping[str, str]:
    """By family that may be compared with others: the first, by name, of all families that it is mixed up with."""
    found: dict[str, str] = {}
    for pair in sorted(sorted(pair) for pair in rules().mixed):
        first = min(found.get(name, name) for name in pair)
        ends = {found.get(name, name) for name in pair}
        found.update({name: first for name, old in found.items() if old in ends})
        found.update(dict.fromkeys(pair, first))
    return found


def _of_report(key: LinkKey) -> Iterator[str]:
    """Blocks that count while they are not crowded."""
    if key.published:
        day = key.published.toordinal()
        for week in (f"{day // 7}", f"{(day + 3) // 7}+"):  # two reports of three days share one of the two
            yield from (f"{FEW}week|{week}|{town}" for town in key.towns)
    yield from (f"{FEW}name|{name}" for name in {*key.people, *key.names, *key.phrases})
    yield from (f"{FEW}street|{street}" for street in key.streets)
    rare = rarest(key.terms, _RARE)
    yield from (f"{FEW}word|{word}|{town}" for word in rare for town in key.towns[:_TOWNS])


def _cells(place: PlaceValue | None) -> Iterator[str]:
    if place is None:
        return
    yield f"name:{folded(place.name)}"
    if place.lat is None or place.lon is None or place.precision in ("country", None):
        return
    reach = _REACH / max(0.1, math.cos(math.radians(place.lat)))  # a degree of longitude shrinks towards the poles
    west, east = math.floor(place.lon - reach), math.floor(place.lon + reach)
    for lat in (place.lat - _REACH, place.lat + _REACH):
        for lon in range(west, east + 1):
            yield f"{math.floor(lat)},{(lon + 180) % 360 - 180}"  # the date line is no end of the world


def _days(key: LinkKey) -> Iterator[str]:
    """Every day, and the day after the last, so that neighbours share one; long stretches by year."""
    days = when(key)
    if days is None or days.start is None or days.end is None:
        return
    if is_long(days):
        yield from (f"{year}" for year in range(days.start.year, days.end.year + 1))
        return
    last = min(days.end.toordinal() + 1, date.max.toordinal())
    for n in range(days.start.toordinal(), last + 1):
        yield str(date.fromordinal(n))
