"""The incidents gathered so far, found by what a new mention can belong to: told lately, on the same days, at the same place.

A report of a few events is compared with all of them. Where hundreds are told, a mention looks at the latest alone and
at the latest of its days and of its place, so that the time grows with the length of the text and not with its square.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.model import Interval, Toponym

    from .merge import Group, Told

_MANY = 40  # groups; up to so many all are looked at, and so many of the latest of each kind beyond
_DAYS = 7  # a longer interval is looked up by its first days alone


class Shelf:
    """Groups in order of founding; ``put`` and ``add`` keep the look-ups."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._numbers: dict[int, int] = {}  # by identity: groups change while they are gathered
        self._lately: dict[int, None] = {}  # numbers, the one told last at the end
        self._by_day: dict[dt.date, list[int]] = {}
        self._by_place: dict[str, list[int]] = {}

    def put(self, group: Group) -> None:
        """Takes in a new group."""
        number = len(self.groups)
        self.groups.append(group)
        self._numbers[id(group)] = number
        self._note(number, group.told[-1])

    def add(self, group: Group, told: Told) -> None:
        """Gives one of the groups a further mention."""
        group.add(told)
        self._note(self._numbers[id(group)], told)

    def near(self, day: Interval | None, place: Toponym | None) -> list[Group]:
        """The groups that a mention with that day and place can belong to, in order of founding."""
        if len(self.groups) <= _MANY:
            return self.groups
        numbers = {n for n, _ in zip(reversed(self._lately), range(_MANY), strict=False)}
        for date in _dates(day):
            numbers.update(self._by_day.get(date, ())[-_MANY:])
        if place is not None:
            numbers.update(self._by_place.get(place.place.name.casefold(), ())[-_MANY:])
        return [self.groups[n] for n in sorted(numbers)]

    def _note(self, number: int, told: Told) -> None:
        self._lately.pop(number, None)
        self._lately[number] = None
        for date in _dates(told.day):
            _once(self._by_day.setdefault(date, []), number)
        if told.place is not None:
            _once(self._by_place.setdefault(told.place.place.name.casefold(), []), number)


def _dates(day: Interval | None) -> list[dt.date]:
    if day is None or day.start is None:
        return []
    last = min(day.end or day.start, day.start + dt.timedelta(days=_DAYS - 1))
    return [day.start + dt.timedelta(days=n) for n in range((last - day.start).days + 1)]


def _once(numbers: list[int], number: int) -> None:
    if not numbers or numbers[-1] != number:
        numbers.append(number)
