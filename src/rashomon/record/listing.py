"""What lists and facets over all incidents are made of: a few columns of every mention, read once. Writes nothing."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (fields of a NamedTuple)
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa
from msgspec import json

from rashomon.version import __version__

from . import packing, schema
from .dialect import terms
from .moments import NOW, Moment, claims_then, documents_then
from .selecting import CLAIM_INCIDENT, CLAIMS_LINKED, INCIDENT, LINKED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection

    from rashomon.model import Claim

    from .dialect import Dialect
    from .identities import Names

_BATCH = 5000


class ListedMention(NamedTuple):
    """One mention of an incident: its number in the record (the order of adding), and what lists show and sort by."""

    number: int
    incident: str
    type: str
    day: dt.date | None
    country: str | None
    place: str | None
    document: str
    outlet: str | None


def mentions(connection: Connection, reality: Sequence[str], moment: Moment = NOW) -> Iterator[ListedMention]:
    """Every mention that is told as one of ``reality`` and counts at ``moment``, in no order."""
    table, document = schema.mentions, schema.documents
    query = (
        sa.select(
            table.c.number, INCIDENT, table.c.type, table.c.day_from, table.c.country, table.c.place, table.c.document,
            document.c.outlet,
        )
        .select_from(LINKED.join(document, document.c.sha256 == table.c.document))
        .where(table.c.reality.in_(reality), *documents_then(moment, table.c.document))
    )  # fmt: skip
    for row in connection.execution_options(yield_per=_BATCH).execute(query):
        yield ListedMention(*row)


def blamed(connection: Connection) -> Iterator[tuple[int, str, str | None]]:
    """Number of the mention, name and registry id of every party held responsible, in no order."""
    table, mention = schema.parties, schema.mentions
    query = (
        sa.select(mention.c.number, table.c.name, table.c.actor)
        .join(mention, mention.c.id == table.c.mention)
        .where(table.c.role == "perpetrator")
    )
    for row in connection.execution_options(yield_per=_BATCH).execute(query):
        yield row.number, row.name, row.actor


def statuses(connection: Connection, policy: str) -> Iterator[tuple[str, str]]:
    """Incident and status, where an assessment is kept."""
    table = schema.assessments
    query = sa.select(table.c.incident, table.c.status).where(table.c.policy == f"{policy} {__version__}")
    for row in connection.execution_options(yield_per=_BATCH).execute(query):
        yield row.incident, row.status


def telling(connection: Connection, dialect: Dialect, words: str) -> list[int]:
    """Numbers of the mentions whose own sentences hold all ``words``; none where there is no word to look for."""
    searched = terms(words)
    if not searched:
        return []
    return [int(row["number"]) for row in connection.execute(dialect.telling(searched)).mappings()]


class Said(NamedTuple):
    """What one actor says: claims in all, those of one page, and how often it holds whom responsible, or denies it."""

    total: int
    claims: tuple[Claim, ...]
    blames: tuple[tuple[str, str, int], ...]  # name, stance, times


def said_by(connection: Connection, who: Names, start: int, many: int, moment: Moment = NOW) -> Said:
    """The claims of an actor, the newest first, a page of them; by its ids and folded names."""
    table = schema.claims
    known = table.c.actor.in_(who.ids) if who.ids else sa.false()
    named = table.c.speaker_key.in_(who.names) & table.c.actor.is_(None) if who.names else sa.false()
    met = (known | named, *claims_then(moment))
    total = connection.execute(sa.select(sa.func.count()).select_from(table).where(*met)).scalar_one()
    newest = (
        sa.select(table, CLAIM_INCIDENT).select_from(CLAIMS_LINKED).where(*met)
        .order_by(table.c.published.desc(), table.c.document, table.c.span_start, table.c.id).limit(many).offset(start)
    )  # fmt: skip
    claims = tuple(packing.claim_of(row, incident=row["incident"]) for row in connection.execute(newest).mappings())
    times = sa.func.count()
    blames = (
        sa.select(table.c.value, table.c.stance, times).where(table.c.property == "perpetrator", table.c.value.is_not(None), *met)
        .group_by(table.c.value, table.c.stance).order_by(times.desc(), table.c.value, table.c.stance).limit(40)
    )  # fmt: skip
    parties = tuple((str(json.decode(value)), stance, number) for value, stance, number in connection.execute(blames))
    return Said(total, claims, parties)


def names_seen(connection: Connection, who: Names, limit: int = 30) -> list[tuple[str, str, int, int]]:
    """Name, kind, mentions and documents of an actor, the most mentioned first."""
    table = schema.actors_seen
    known = table.c.actor.in_(who.ids) if who.ids else sa.false()
    named = table.c.name_key.in_(who.names) & (table.c.actor == "") if who.names else sa.false()
    mentions = sa.func.sum(table.c.mentions)
    query = (
        sa.select(table.c.name, table.c.kind, mentions, sa.func.count(table.c.document.distinct())).where(known | named)
        .group_by(table.c.name, table.c.kind).order_by(mentions.desc(), table.c.name, table.c.kind).limit(limit)
    )  # fmt: skip
    return [(row[0], row[1], int(row[2]), int(row[3])) for row in connection.execute(query)]


def held_responsible(connection: Connection, who: Names, limit: int = 500) -> list[str]:
    """Incidents for which some report holds the actor responsible, by id."""
    table = schema.parties
    known = table.c.actor.in_(who.ids) if who.ids else sa.false()
    named = table.c.name_key.in_(who.names) if who.names else sa.false()
    asked = sa.select(table.c.mention).where(table.c.role == "perpetrator", known | named).limit(limit)
    query = sa.select(INCIDENT).select_from(LINKED).where(schema.mentions.c.id.in_(asked)).distinct().order_by(INCIDENT)
    return [row[0] for row in connection.execute(query)]
