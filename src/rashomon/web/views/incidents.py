"""Search: incidents by words and facets, with counts; and a feed of the newest disputes that a search finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from starlette.responses import Response

from rashomon.assess import STATUSES
from rashomon.model.codec import plain
from rashomon.record import IncidentFilter
from rashomon.web.problems import BadQueryError
from rashomon.web.shelf import DISPUTED, FACETS, ORDERS, UNKNOWN, Found, Shelf
from rashomon.web.told import title
from rashomon.web.visit import Answer, Page, Visit
from rashomon.web.words import country

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model import Assessment
    from rashomon.model.incident import Incident

PER_PAGE = 25
CHUNK = 200  # incidents of a download that are fetched together
VALUES = 8  # of a facet that are shown before "more"
LABELS = {
    "status": "Status", "disputed": "Accounts disputed", "type": "Type", "country": "Country", "place": "Place", "party": "Held responsible",
    "outlet": "Outlet", "year": "Year",
}  # fmt: skip
CHOICES = {"status": (*STATUSES, UNKNOWN), "disputed": DISPUTED}  # what may be asked for; other facets are names
COLUMNS = (
    "id", "type", "date_from", "date_to", "place", "country", "lat", "lon", "status", "why", "killed_low", "killed_best",
    "killed_high", "injured_low", "injured_best", "injured_high", "held_responsible", "accounts", "documents", "disputes",
)  # fmt: skip


class Search(NamedTuple):
    """What the address asks for, and what was found."""

    found: Found
    words: str | None
    chosen: dict[str, str | None]
    order: str
    total: int

    @property
    def narrowed(self) -> bool:
        """Whether anything at all is asked for."""
        return bool(self.words or any(self.chosen.values()) or len(self.found) < self.total)


def shelf_of(visit: Visit) -> Shelf:
    """The shelf that the page is made of; where the record has changed since, the page is marked as behind it."""
    shelf: Shelf = visit.request.app.state.shelves.get(visit.book)
    if shelf.mark != visit.book.record.mark():
        visit.request.state.behind = True
    return shelf


def search(visit: Visit, *, at_issue: bool = False, dispute: str | None = None, **fixed: str) -> Search:
    """The incidents that the address asks for; ``fixed`` sets facets whatever the address says.

    ``at_issue`` keeps those that accounts dispute, and those that the reports themselves call contested; ``dispute`` those
    with a dispute of this type.

    Raises:
        BadQueryError: the address asks for a status that there is not.
    """
    shelf = shelf_of(visit)
    words = visit.words("q")
    chosen = {name: visit.words(name) for name in FACETS} | fixed
    for name, values in CHOICES.items():
        if (value := visit.words(name)) and value not in values:
            raise BadQueryError(name, value, f"one of {', '.join(values)}")
    order = visit.words("order") or ORDERS[0]
    numbers = None if words is None else visit.request.app.state.shelves.telling(visit.book, words)
    found = shelf.find(
        numbers=numbers, start=visit.day("from"), end=visit.day("to"), chosen=chosen, at_issue=at_issue, dispute=dispute
    )  # fmt: skip
    only: frozenset[str] | None = getattr(visit.request.app.state, "only", None)  # a site of a part of the record
    if only is not None:
        found = replace(found, rows=np.array([i for i in found.rows if shelf.ids[i] in only], dtype=np.intp))
    return Search(found, words, chosen, order if order in ORDERS else ORDERS[0], len(shelf.ids))


def fetched(visit: Visit, ids: list[str]) -> list[tuple[Incident, Assessment]]:
    """These incidents with their assessments, in this order."""
    found = (
        {incident.id: (incident, told) for incident, told in visit.book.each_incident(IncidentFilter(ids=tuple(ids)))}
        if ids
        else {}
    )
    return [found[key] for key in ids if key in found]


def page(visit: Visit) -> Answer:
    """The list with its facets."""
    asked = search(visit)
    start = visit.number("start", 0)
    many = visit.number("limit", PER_PAGE, least=1, most=500)
    return Answer(
        template="incidents.html", title=f"“{asked.words}”" if asked.words else "Incidents",
        context=lambda: _drawn(visit, asked, start, many), data=lambda: _data(visit, asked, start, many),
        rows=lambda: _rows(visit, asked), columns=COLUMNS,
    )  # fmt: skip


def _drawn(visit: Visit, asked: Search, start: int, many: int) -> dict[str, Any]:
    ids = asked.found.ids(asked.order, start, many)
    return {
        "search": asked, "start": start, "per_page": many, "total": len(asked.found), "orders": ORDERS,
        "incidents": [(incident, told, title(incident)) for incident, told in fetched(visit, ids)],
        "facets": [_facet(visit, asked, name) for name in FACETS], "unassessed": asked.found.shelf.unassessed,
        "feed_address": visit.link("/incidents/feed", **{name: visit.words(name) for name in ("q", "from", "to", *FACETS)}),
        "disputed": dict(asked.found.counts["disputed"]).get(DISPUTED[True], 0),
        "counts": None if asked.found.rows.size else asked.found.shelf.counts,
    }  # fmt: skip


def _facet(visit: Visit, asked: Search, name: str) -> dict[str, Any]:
    values = asked.found.counts[name]
    if name == "year":
        values = sorted(values, reverse=True)
    chosen = asked.chosen[name]
    more = visit.words("more") == name
    shown = values if more else values[:VALUES]
    if chosen and all(value != chosen for value, _ in shown):
        shown = [*shown, (chosen, dict(values).get(chosen, 0))]
    return {
        "name": name, "label": LABELS[name], "left": len(values) - len(shown), "more": visit.here(more=name, start=None) + f"#facet-{name}",
        "values": [
            (value, (country(value) or value) if name == "country" else value, number, value == chosen, visit.here(**{name: None if value == chosen else value}, start=None, more=None))
            for value, number in shown[:200]
        ],
    }  # fmt: skip


def _data(visit: Visit, asked: Search, start: int, many: int) -> dict[str, Any]:
    from rashomon.api.rows import incident_row

    return {
        "total": len(asked.found), "of": asked.total, "start": start, "limit": many, "order": asked.order,
        "facets": {name: [{"value": value, "count": number} for value, number in counts[:200]] for name, counts in asked.found.counts.items()},
        "incidents": [incident_row(*one) for one in fetched(visit, asked.found.ids(asked.order, start, many))],
    }  # fmt: skip


def _rows(visit: Visit, asked: Search) -> Iterator[dict[str, Any]]:
    """Every incident found, not only those on the screen."""
    ids = asked.found.ids(asked.order)
    for start in range(0, len(ids), CHUNK):
        for incident, told in fetched(visit, ids[start : start + CHUNK]):
            yield _row(incident, told)


def _row(incident: Incident, told: Assessment) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": incident.id,
        "type": incident.type,
        "date": plain(incident.date),
        "status": told.status,
        "why": told.why,
    }
    place = incident.place
    row |= {"place": place.name, "country": place.country, "lat": place.lat, "lon": place.lon} if place else {}
    for name in ("killed", "injured"):
        value = getattr(incident, name)
        row |= {f"{name}_{end}": getattr(value, end) for end in ("low", "best", "high")} if value else {}
    return row | {
        "held_responsible": "; ".join(party.name for party in incident.perpetrators), "accounts": len(told.accounts),
        "documents": len(incident.documents), "disputes": len(told.disputes),
    }  # fmt: skip


def feed(visit: Visit) -> Response:
    """Atom: the newest incidents of the search that accounts dispute, each with its disputes as an entry of its own."""
    asked = search(visit, disputed=DISPUTED[True])
    entries = []
    for incident, told in fetched(visit, asked.found.ids("newest", 0, PER_PAGE)):
        updated = max((one.published for one in incident.documents if one.published), default=None)
        entries.append({"incident": incident, "told": told, "title": title(incident), "updated": updated})
    drawn = visit.request.app.state.templates.get_template("feed.xml").render(
        visit=visit, entries=entries, words=asked.words
    )
    return Response(drawn, media_type="application/atom+xml")


PAGES = (
    Page("/incidents", page, nav="Incidents", order=10),
    Page("/incidents/feed", feed, twins=()),
)
