"""Which incidents the parameters of an address ask for: one filter for map, timeline and comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.api.book import REAL
from rashomon.record import IncidentFilter

from .problems import BadQueryError

if TYPE_CHECKING:
    from .visit import Visit

FIELDS = ("q", "type", "place", "party", "from", "to")
"""Parameters of the filter; ``box`` besides, on the map."""
Box = tuple[float, float, float, float]


def asked(visit: Visit) -> IncidentFilter:
    """The filter that the address names.

    Raises:
        BadQueryError: a day is none, or ``box`` is no four degrees.
    """
    return IncidentFilter(
        words=visit.words("q"), type=visit.words("type"), place=visit.words("place"), party=visit.words("party"),
        start=visit.day("from"), end=visit.day("to"), box=box_of(visit), reality=REAL,
    )  # fmt: skip


def box_of(visit: Visit) -> Box | None:
    """``box`` as west, south, east, north.

    Raises:
        BadQueryError: it is no four degrees on earth.
    """
    raw = visit.words("box")
    if raw is None:
        return None
    try:
        west, south, east, north = (float(part) for part in raw.split(","))
        on_earth = all(-180 <= lon <= 180 for lon in (west, east)) and -90 <= south <= north <= 90
    except ValueError:
        on_earth = False
    if not on_earth:
        raise BadQueryError("box", raw, "west,south,east,north in degrees, such as 35.5,33,42,37.2")
    return west, south, east, north


def given(visit: Visit, *more: str) -> dict[str, str]:
    """What the address sets of the filter, for the form and for links."""
    return {name: words for name in (*FIELDS, *more) if (words := visit.words(name)) is not None}
