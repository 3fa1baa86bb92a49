"""Values that marks and claims carry: days, counts, ranges."""

from __future__ import annotations

from datetime import date

import msgspec


class Interval(msgspec.Struct, frozen=True, order=True, rename={"start": "from", "end": "to"}):
    """Days ``start``..``end``, both included; an unknown end is None. Printed as {"from", "to"}."""

    start: date | None = None
    end: date | None = None

    @classmethod
    def day(cls, day: date) -> Interval:
        """The interval of a single day."""
        return cls(day, day)

    @property
    def is_day(self) -> bool:
        """Whether it is one known day."""
        return self.start is not None and self.start == self.end

    def meets(self, other: Interval) -> bool:
        """Whether the two share a day; open ends reach as far as they need to."""
        starts_in_time = self.start is None or other.end is None or self.start <= other.end
        ends_in_time = other.start is None or self.end is None or other.start <= self.end
        return starts_in_time and ends_in_time


class Count(msgspec.Struct, frozen=True):
    """A number of people or things as somebody gives it; None is an open end ("at least 12" is 12, None)."""

    low: int | None = None
    high: int | None = None

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high

    def meets(self, other: Count) -> bool:
        """Whether one number could satisfy both ("at least 10" and 30 meet; 12 and 30-53 do not)."""
        under = self.low is None or other.high is None or self.low <= other.high
        over = other.low is None or self.high is None or other.low <= self.high
        return under and over


class Range(msgspec.Struct, frozen=True):
    """Least, best and greatest value over the accounts that are counted: low <= best <= high.

    ``high`` is None where nobody gives a number of all ("people were killed": at least 2).

    ``policy`` names the rule that set the three; ``claims`` are the ids of the claims that set them. While one document is
    read, ``policy`` may be "narrator" (who opens with a total after weighing his sources), "named" (counted by name), "told" (told of
    without a number; a least) or "shot" (those shot less those killed).
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    policy: str = "span"
    claims: tuple[str, ...] = ()


class PlaceValue(msgspec.Struct, frozen=True):
    """A place as an incident or claim names it; coordinates in degrees (WGS 84), None where unknown."""

    name: str
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    country: str | None = None
    precision: str | None = None
