"""Turns filters into conditions of SQL; runs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from . import schema
from .dialect import Dialect, fold, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .identities import Identities
    from .rows import ClaimFilter, IncidentFilter

INCIDENT = sa.func.coalesce(schema.incident_of.c.incident, schema.mentions.c.id).label("incident")
"""The incident of a mention: its own id before it is linked."""

LINKED = schema.mentions.outerjoin(schema.incident_of, schema.incident_of.c.mention == schema.mentions.c.id)

CLAIM_INCIDENT = sa.func.coalesce(schema.incident_of.c.incident, schema.claims.c.mention).label("incident")
CLAIMS_LINKED = schema.claims.outerjoin(schema.incident_of, schema.incident_of.c.mention == schema.claims.c.mention)

JUDGED = sa.exists().where(schema.judgements.c.subject == schema.claims.c.id).correlate(schema.claims).label("judged")
"""Whether somebody judged the claim: most are of nobody's, and asking for each by its id takes longer than reading it."""

Condition = sa.ColumnElement[bool]


def members(incidents: Sequence[str]) -> sa.CompoundSelect[tuple[str]]:
    """The ids of the mentions of these incidents; both halves run on an index."""
    of, table = schema.incident_of, schema.mentions
    own = sa.select(table.c.id).where(
        table.c.id.in_(incidents), ~sa.exists().where(of.c.mention == table.c.id).correlate(table)
    )
    return sa.select(of.c.mention).where(of.c.incident.in_(incidents)).union_all(own)


def incident_conditions(wanted: IncidentFilter, dialect: Dialect, who: Identities) -> list[Condition]:
    """What a mention must meet; on ``LINKED``."""
    table = schema.mentions
    found: list[Condition] = _box(wanted.box)
    if wanted.ids:
        found.append(table.c.id.in_(members(wanted.ids)))
    if wanted.start:
        found.append(sa.func.coalesce(table.c.day_to, table.c.day_from) >= wanted.start)
    if wanted.end:
        found.append(sa.func.coalesce(table.c.day_from, table.c.day_to) <= wanted.end)
    if wanted.place:
        found.append(_place(wanted.place))
    if wanted.party:
        found.append(table.c.id.in_(_party(wanted.party, who)))
    if wanted.type:
        found.append(table.c.type == wanted.type)
    if wanted.document:
        found.append(table.c.document == wanted.document)
    if wanted.reality:
        found.append(table.c.reality.in_(wanted.reality))
    if wanted.words is not None:
        searched = terms(wanted.words)
        found.append(table.c.number.in_(dialect.telling(searched)) if searched else sa.false())
    return found


def _box(box: tuple[float, float, float, float] | None) -> list[Condition]:
    if box is None:
        return []
    table, (west, south, east, north) = schema.mentions, box
    beside = (table.c.lon >= west, table.c.lon <= east)
    return [table.c.lat.between(south, north), sa.and_(*beside) if west <= east else sa.or_(*beside)]


def _place(place: str) -> Condition:
    table = schema.mentions
    named = table.c.place_key.contains(fold(place), autoescape=True)
    return named | (table.c.country == place) if len(place) == 2 and place.isupper() else named


def _party(party: str, who: Identities) -> sa.Select[tuple[str]]:
    table, also = schema.parties, who.also(party)
    return sa.select(table.c.mention).where(
        table.c.name_key.contains(fold(party), autoescape=True)
        | table.c.actor.in_((party, *also.ids))
        | table.c.name_key.in_(also.names)
    )


def claim_conditions(wanted: ClaimFilter, who: Identities) -> list[Condition]:
    """What a claim must meet; on ``CLAIMS_LINKED``."""
    table = schema.claims
    found: list[Condition] = []
    if wanted.ids:
        found.append(table.c.id.in_(wanted.ids))
    if wanted.incidents:
        found.append(table.c.mention.in_(members(wanted.incidents)))
    if wanted.mentions:
        found.append(table.c.mention.in_(wanted.mentions))
    exact = ("document", "property", "stance")
    found += [table.c[name] == value for name in exact if (value := getattr(wanted, name))]
    if wanted.speaker:
        named, also = table.c.speaker_key.contains(fold(wanted.speaker), autoescape=True), who.also(wanted.speaker)
        found.append(named | table.c.actor.in_((wanted.speaker, *also.ids)) | table.c.speaker_key.in_(also.names))
    if wanted.start:
        found.append(table.c.published >= wanted.start)
    if wanted.end:
        found.append(table.c.published <= wanted.end)
    if wanted.judged:
        other = table.alias("judged")
        judged = sa.select(other.c.mention).join(schema.judgements, schema.judgements.c.subject == other.c.id)
        found.append(table.c.mention.in_(judged))
    return found
