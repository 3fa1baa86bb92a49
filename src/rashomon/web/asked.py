"""Which incidents the parameters of an address ask for: the search's own filter, for map, timeline and comparison too."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rashomon.api.book import REAL
from rashomon.record import IncidentFilter

from .columns import UNDATED
from .problems import BadQueryError
from .shelf import FACETS, Shelf
from .views.incidents import search

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .visit import Visit

FIELDS = ("q", "from", "to", "incident", *FACETS)
"""Parameters of the filter; ``box`` besides, on the map."""
Box = tuple[float, float, float, float]


class Asked(NamedTuple):
    """The incidents of a filter by first day, the undated last: ``rows`` of the shelf, of which the first ``dated`` have a day."""

    shelf: Shelf
    rows: NDArray[np.intp]
    dated: int

    def ids(self, start: int = 0, stop: int | None = None) -> list[str]:
        """The ids of some of them, or of all."""
        return [self.shelf.ids[i] for i in self.rows[start:stop]]

    def days(self) -> list[tuple[date, int]]:
        """How many begin on which day, in order."""
        found, many = np.unique(self.shelf.days[self.rows[: self.dated]], return_counts=True)
        return [(date.fromordinal(int(day)), int(count)) for day, count in zip(found, many, strict=True)]


def asked(visit: Visit) -> Asked:
    """What the address asks for.

    Raises:
        BadQueryError: a day is none, or ``box`` is no four degrees.
    """
    box, only = box_of(visit), visit.words("incident")
    found = search(visit).found
    rows = found.rows[np.argsort(found.shelf.days[found.rows], kind="stable")]
    if only is not None or box is not None:
        inside = _inside(visit, box, only)
        rows = np.array([i for i in rows if found.shelf.ids[i] in inside], dtype=np.intp)
    return Asked(found.shelf, rows, int(np.count_nonzero(found.shelf.days[rows] != UNDATED)))


def _inside(visit: Visit, box: Box | None, only: str | None) -> set[str]:
    if box is None:
        return {only} if only else set()
    wanted = IncidentFilter(box=box, reality=REAL, ids=(only,) if only else ())
    return {key for _, key in visit.book.record.incident_days(wanted)}


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
