"""Which mentions are worth comparing: those that share a block, so that linking grows with the record's size only.

A block is day x place cell x family, or day x name of a person harmed. A pair that the rules could accept always shares a
block: days within one of each other share a day, places within some 30 km share a cell of a one-degree grid.
"""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from rashomon.model import Annotated, Count, IncidentMention, LinkKey, PlaceValue, Range

from .claims import mention_id
from .comparing import family, is_long, rules, when
from .names import folded, telling_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_REACH = 0.3  # degrees; how far into a neighbouring cell a place still counts


def link_keys(annotated: Annotated) -> tuple[LinkKey, ...]:
    """The keys of all incidents that a document tells."""
    document = annotated.document
    return tuple(
        link_key(
            document.sha256, incident, told(annotated, incident), published=document.published, outlet=document.outlet
        )
        for incident in annotated.incidents
    )


def told(annotated: Annotated, incident: IncidentMention) -> str:
    """The sentences that tell an incident, as one text."""
    anchors = (incident.anchor, *incident.anchors)
    spans = [s.span for s in annotated.sentences if any(s.span.covers(a) for a in anchors)]
    return " ".join(span.of(annotated.text) for span in spans)


def link_key(
    document: str, incident: IncidentMention, words: str, *, published: date | None, outlet: str | None
) -> LinkKey:
    """The key of one incident of the document (sha256); ``words`` are the sentences that tell it."""
    return LinkKey(
        mention=mention_id(document, incident.id),
        document=document,
        type=incident.type,
        family=family(incident.type),
        main=incident.main,
        date=incident.date,
        place=incident.place,
        parties=tuple(sorted({p.actor or folded(p.name) for p in incident.perpetrators})),
        names=tuple(sorted({folded(v.name) for v in incident.victims if v.name})),
        words=telling_words(words),
        killed=_count(incident.killed),
        injured=_count(incident.injured),
        published=published,
        outlet=outlet,
    )


def _count(found: Range | None) -> Count | None:
    return Count(found.low, found.high) if found else None


def blocks(key: LinkKey) -> tuple[str, ...]:
    """The blocks of a mention, sorted. One without a place and without names of those harmed has none: it is never linked."""
    cells = sorted(set(_cells(key.place)))
    days = sorted(set(_days(key)))
    families = [key.family, *sorted(f for pair in rules().mixed if key.family in pair for f in pair - {key.family})]
    places = {f"{kind}|{day}|{cell}" for kind in families for day in days for cell in cells}
    people = {f"person|{day}|{name}" for day in days for name in key.names}
    return tuple(sorted(places | people))


def _cells(place: PlaceValue | None) -> Iterator[str]:
    if place is None:
        return
    yield f"name:{folded(place.name)}"
    if place.lat is None or place.lon is None or place.precision in ("country", None):
        return
    reach = _REACH / max(0.1, math.cos(math.radians(place.lat)))  # a degree of longitude shrinks towards the poles
    west, east = math.floor(place.lon - reach), math.floor(place.lon + reach)
    for lat in (place.lat - _REACH, place.lat + _REACH):
        for lon in range(west, east + 1):
            yield f"{math.floor(lat)},{(lon + 180) % 360 - 180}"  # the date line is no end of the world


def _days(key: LinkKey) -> Iterator[str]:
    """Every day, and the day after the last, so that neighbours share one; long stretches by year."""
    days = when(key)
    if days is None or days.start is None or days.end is None:
        return
    if is_long(days):
        yield from (f"{year}" for year in range(days.start.year, days.end.year + 1))
        return
    last = min(days.end.toordinal() + 1, date.max.toordinal())
    for n in range(days.start.toordinal(), last + 1):
        yield str(date.fromordinal(n))
