"""Places with coordinates, by name: GeoNames data in one read-only file, under places that were added by hand."""

from .build import build
from .curated import countries
from .entry import Entry, distance_km, prominence
from .store import Gazetteer, default, lookup, open_gazetteer

__all__ = [
    "Entry",
    "Gazetteer",
    "build",
    "countries",
    "default",
    "distance_km",
    "lookup",
    "open_gazetteer",
    "prominence",
]
