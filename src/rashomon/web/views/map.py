"""The map: incidents where they were, as precisely as that is known, beside a list that says the same without script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.model.codec import plain
from rashomon.web.asked import asked, given
from rashomon.web.visit import Answer, Page, Visit
from rashomon.web.words import precisely

if TYPE_CHECKING:
    from rashomon.record import Spot

SHOWN = 500  # incidents on one map; the rest by a narrower filter or the next page
PRECISION = {
    name: (shape, precisely(name)) for name, shape in {"exact": "●", "near": "◌", "region": "▢", "country": "◇"}.items()
}
"""By precision: the shape on the map and in the list, and the words beside it."""


def show(visit: Visit) -> Answer:
    """The incidents of the filter, those with coordinates on the map, all of them in the list."""
    start = visit.number("start", 0)
    told = asked(visit)
    found = visit.book.record.spots(told.ids(start, start + SHOWN))
    located = [spot for spot in found if spot.lat is not None]
    context = {
        "located": located, "unlocated": [spot for spot in found if spot.lat is None], "total": len(told.rows),
        "start": start, "shown": SHOWN, "given": given(visit, "box"), "precision": PRECISION,
        "tiles": getattr(visit.request.app.state, "tiles", None) is not None,
    }  # fmt: skip
    return Answer(
        template="map.html", title="Map", context=context,
        data=lambda: {"total": len(told.rows), "start": start, "incidents": [row(spot) for spot in found]},
        rows=lambda: (row(spot) for spot in found),
    )  # fmt: skip


def row(spot: Spot) -> dict[str, Any]:
    """An incident in short, as printed; ``precision`` in words too."""
    return {**plain(spot), "where": PRECISION[spot.precision][1] if spot.precision else "place unknown"}


PAGES = (Page("/map", show, nav="Map", order=40),)
