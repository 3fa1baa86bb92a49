"""What lists and facets over all incidents are made of: a few columns of every mention, read once. Writes nothing."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  (fields of a NamedTuple)
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa

from rashomon.version import __version__

from . import schema
from .dialect import terms
from .moments import NOW, Moment, documents_then
from .selecting import INCIDENT, LINKED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection

    from .dialect import Dialect

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
    return [int(row[0]) for row in connection.execute(dialect.telling(searched))]
