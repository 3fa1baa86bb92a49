"""Where and when incidents were, in short rows: for maps and timelines, which show many at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa

from rashomon.model import PlaceValue
from rashomon.model.codec import typed

from . import queries, schema
from .moments import NOW, Moment, documents_then
from .selecting import INCIDENT, LINKED, members

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

PRECISIONS = ("exact", "near", "region", "country")
"""How well a place is known, the best first: the place itself, near a town, a region, a country."""


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """One incident in short. The place is the most precise that a report gives, of the reports that are mainly about it first.

    ``precision`` is one of ``PRECISIONS``; None, like ``lat`` and ``lon``, where the place has no coordinates. ``start`` and
    ``end`` are the first and the last day that any report gives.
    """

    incident: str
    type: str
    start: dt.date | None
    end: dt.date | None
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    documents: int = 0


class _Told(msgspec.Struct):
    """As much of a mention as a spot needs: decoding all of it takes three times as long."""

    place: PlaceValue | None = None


def spots(connection: Connection, incidents: Sequence[str], moment: Moment = NOW) -> list[Spot]:
    """The incidents in short, in the order given; those that did not exist at the moment are left out."""
    table = schema.mentions
    columns = (table.c.id, table.c.document, table.c.type, table.c.main, table.c.day_from, table.c.day_to, table.c.body)
    found: dict[str, list[sa.RowMapping]] = {}
    for part in queries.chunks(sorted(set(incidents))):
        query = (
            sa.select(INCIDENT, *columns).select_from(LINKED)
            .where(table.c.id.in_(members(part)), *documents_then(moment, table.c.document)).order_by(table.c.id)
        )  # fmt: skip
        for row in connection.execute(query).mappings():
            found.setdefault(row["incident"], []).append(row)
    return [_spot(key, found[key]) for key in incidents if key in found]


def _spot(incident: str, rows: Sequence[sa.RowMapping]) -> Spot:
    ranked = sorted(rows, key=lambda row: (not row["main"], row["id"]))
    places = [place for row in ranked if (place := typed(row["body"], _Told).place) is not None]
    place = min(places, key=lambda p: _rank(p.precision, p.lat), default=None)
    located = place is not None and place.lat is not None and place.lon is not None
    days = [row["day_from"] for row in rows if row["day_from"]]
    ends = [day for row in rows if (day := row["day_to"] or row["day_from"])]
    return Spot(
        incident=incident, type=ranked[0]["type"], start=min(days, default=None), end=max(ends, default=None),
        place=place.name if place else None, country=place.country if place else None,
        lat=place.lat if place and located else None, lon=place.lon if place and located else None,
        precision=(place.precision or "near") if place and located else None,
        documents=len({row["document"] for row in rows}),
    )  # fmt: skip


def _rank(precision: str | None, lat: float | None) -> int:
    if lat is None:
        return len(PRECISIONS) + 1
    return PRECISIONS.index(precision) if precision in PRECISIONS else len(PRECISIONS)
