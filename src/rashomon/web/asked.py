"""Which incidents the parameters of an address ask for: the search's own filter, for map, timeline and comparison too."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from rashomon.api.book import REAL
from rashomon.record import IncidentFilter

from .columns import UNDATED
from .problems import BadQueryError
from .shelf import FACETS
from .views.incidents import search

if TYPE_CHECKING:
    from .visit import Visit

FIELDS = ("q", "from", "to", "incident", *FACETS)
"""Parameters of the filter; ``box`` besides, on the map."""
Box = tuple[float, float, float, float]


class Asked(NamedTuple):
    """The incidents of a filter by first day, the undated last: their ids, and the days of those that have one, in step."""

    ids: list[str]
    days: list[date]

    @property
    def undated(self) -> list[str]:
        """The ids of those without a day."""
        return self.ids[len(self.days) :]


def asked(visit: Visit) -> Asked:
    """What the address asks for.

    Raises:
        BadQueryError: a day is none, or ``box`` is no four degrees.
    """
    box = box_of(visit)
    found = search(visit).found
    days = found.shelf.days[found.rows]
    order = np.argsort(days, kind="stable")
    ids = [found.shelf.ids[i] for i in found.rows[order]]
    dated = [date.fromordinal(int(day)) for day in days[order] if day != UNDATED]
    only = visit.words("incident")
    if only is None and box is None:
        return Asked(ids, dated)
    inside = {only} if only else set(ids)
    if box is not None:
        wanted = IncidentFilter(box=box, reality=REAL)
        wanted = msgspec.structs.replace(wanted, ids=(only,)) if only else wanted
        inside &= {key for _, key in visit.book.record.incident_days(wanted)}
    kept = [i for i, key in enumerate(ids) if key in inside]
    return Asked([ids[i] for i in kept], [dated[i] for i in kept if i < len(dated)])


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
