"""A place of the gazetteer."""

from __future__ import annotations

import math
from typing import Protocol

import msgspec

EARTH_DIAMETER_KM = 12742.0
# How many kilometres the middle of such a place may lie from where something happened in it.
EXTENT_KM = {
    "continent": 3000.0, "region": 300.0, "country": 500.0, "province": 100.0, "district": 25.0, "city": 8.0,
    "neighbourhood": 2.0, "camp": 2.0, "island": 50.0, "water": 300.0, "mountain": 100.0, "facility": 2.0, "road": 30.0,
}  # fmt: skip


class Located(Protocol):
    """Anything with a latitude and longitude in degrees (WGS 84)."""

    @property
    def lat(self) -> float:
        """Degrees north."""

    @property
    def lon(self) -> float:
        """Degrees east."""


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A place.

    ``lat`` and ``lon`` are degrees (WGS 84) of its middle; ``country`` is ISO 3166 alpha-2 or None (seas, continents);
    ``province`` is the first-level unit it lies in, by name; ``kind`` is one of the keys of ``EXTENT_KM``;
    ``population`` is 0 where unknown; ``geonameid`` is None for places that GeoNames lacks or that were added by hand.
    ``alternate`` says that the name looked up is not the name that GeoNames gives first.
    """

    name: str
    lat: float
    lon: float
    kind: str
    country: str | None = None
    province: str | None = None
    population: int = 0
    geonameid: int | None = None
    alternate: bool = False
    curated: bool = False

    @property
    def extent_km(self) -> float:
        """How far its middle may lie from where in it something happened, roughly."""
        return EXTENT_KM.get(self.kind, 10.0)


def distance_km(a: Located, b: Located) -> float:
    """Great-circle distance in kilometres (haversine on a sphere)."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    across = math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * across
    return EARTH_DIAMETER_KM * math.asin(math.sqrt(min(1.0, h)))


def prominence(entry: Entry) -> float:
    """Points for being well known: by the power of ten of the population, more for countries and regions."""
    people = math.log10(entry.population + 10)
    own = entry.curated
    base = {
        "country": 13.0, "continent": 12.0, "region": 9.0, "water": 9.0 if own else 4.0,
        "province": 1.3 * people + own, "district": (1.3 if own else 0.9) * people,
    }  # fmt: skip
    return base.get(entry.kind, 1.5 * people) - (3.0 if entry.alternate else 0.0)
