"""How far two places are apart, and what that says."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.model import PlaceValue

NEAR_KM = 10
AROUND_KM = 60  # a town and the county or province about it


def kilometres(a: PlaceValue, b: PlaceValue) -> float | None:
    """Great-circle distance, None where a coordinate is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def located(place: PlaceValue) -> bool:
    """Whether the place is narrow enough for distances to tell: a province or narrower, or one known by name only."""
    return place.lat is None or place.precision not in (None, "country")


def precise(place: PlaceValue) -> bool:
    """Whether the place is a town or narrower; a place without coordinates may be, and is compared by name."""
    return place.lat is None or place.precision not in (None, "region", "country", "admin")
