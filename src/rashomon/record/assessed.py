"""Assessments that were computed, kept until what they rest on changes. Nothing here is a fact; all can be made again.

What one version of rashomon computed, another does not take: its rules may differ. Every change of incidents, copies or
judgements moves a counter on, so that what was computed from an older state is not kept after the change.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import sqlalchemy as sa

from rashomon.model import Assessment
from rashomon.model.codec import line, typed
from rashomon.version import __version__

from . import schema
from .selecting import INCIDENT, LINKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.engine import Connection

_STATE = "state"
_BATCH = 5000  # rows
_ASKED_STATE = sa.select(schema.meta.c.value).where(schema.meta.c.key == _STATE)  # several times a page: written once


def state(connection: Connection) -> int:
    """How often incidents, copies or judgements changed."""
    return int(connection.execute(_ASKED_STATE).scalar() or 0)


def forget(connection: Connection, incidents: Sequence[str] | None) -> None:
    """Forgets the assessments of these incidents (of all for None): what they rest on is changed by this transaction."""
    table, meta = schema.assessments, schema.meta
    query = sa.delete(table)
    connection.execute(query if incidents is None else query.where(table.c.incident.in_(incidents)))
    now = str(state(connection) + 1)
    if now == "1":
        connection.execute(sa.insert(meta), {"key": _STATE, "value": now})
    else:
        connection.execute(sa.update(meta).where(meta.c.key == _STATE).values(value=now))


def keep(connection: Connection, assessments: Iterable[Assessment], *, computed_from: int | None) -> bool:
    """Keeps assessments, unless the record has changed since the state that they were computed from."""
    table = schema.assessments
    if computed_from is not None and computed_from != state(connection):
        return False
    rows = [
        {
            "incident": a.incident,
            "policy": _under(a.policy),
            "status": a.status,
            "body": line(a),
            "disputes": counted(a),
        }
        for a in assessments
    ]
    if rows:
        same = (table.c.incident == sa.bindparam("_incident")) & (table.c.policy == sa.bindparam("_policy"))
        keys = [{"_incident": row["incident"], "_policy": row["policy"]} for row in rows]
        connection.execute(sa.delete(table).where(same), keys)
        connection.execute(sa.insert(table), rows)
    return True


def counted(assessment: Assessment) -> str:
    """How many disputes of which type there are, as JSON with its keys in order."""
    return line(dict(sorted(Counter(dispute.type for dispute in assessment.disputes).items())))


def statuses(connection: Connection, policy: str) -> Iterator[tuple[str, str, str]]:
    """Incident, status and ``counted`` disputes, where an assessment is kept; out of an index alone."""
    table = schema.assessments
    query = sa.select(table.c.incident, table.c.status, table.c.disputes).where(table.c.policy == _under(policy))
    cursor = connection.execute(query).cursor  # the rows as the driver gives them: there may be some hundred thousand
    while cursor is not None and (part := cursor.fetchmany(_BATCH)):
        yield from part


def kept(connection: Connection, incidents: Sequence[str], policy: str) -> dict[str, Assessment]:
    """By incident: what was kept by this version of rashomon and still holds."""
    table = schema.assessments
    query = sa.select(table.c.body).where(table.c.incident.in_(incidents), table.c.policy == _under(policy))
    found = [typed(body, Assessment) for body in connection.execute(query).scalars()]
    return {assessment.incident: assessment for assessment in found}


def disputes(connection: Connection, incidents: Sequence[str], policy: str) -> dict[str, int]:
    """By incident of which an assessment is kept: how many disputes it has."""
    table = schema.assessments
    query = sa.select(table.c.incident, table.c.disputes)
    query = query.where(table.c.incident.in_(incidents), table.c.policy == _under(policy))
    return {key: sum(typed(told, dict[str, int]).values()) for key, told in connection.execute(query)}


def having(
    connection: Connection, policy: str, status: str, *, other: bool = False, after: str = "", limit: int = 300
) -> list[str]:
    """Incidents whose kept assessment has this status (with ``other``: any but this), in order, those after ``after``."""
    table = schema.assessments
    fits = table.c.status != status if other else table.c.status == status
    query = sa.select(table.c.incident).where(table.c.policy == _under(policy), fits, table.c.incident > after)
    return list(connection.execute(query.order_by(table.c.incident).limit(limit)).scalars())


def missing(connection: Connection, policy: str, limit: int) -> list[str]:
    """Incidents of which nothing is kept under this policy, in order."""
    table = schema.assessments
    kept_ = sa.select(table.c.incident).where(table.c.policy == _under(policy))
    query = sa.select(INCIDENT).select_from(LINKED).where(INCIDENT.not_in(kept_)).distinct()
    return list(connection.execute(query.order_by(INCIDENT).limit(limit)).scalars())


def incidents(connection: Connection) -> int:
    """How many incidents there are, each unlinked mention being one of its own."""
    if connection.execute(sa.select(schema.unlinked.c.mention).limit(1)).first() is not None:
        return int(connection.execute(sa.select(sa.func.count(INCIDENT.distinct())).select_from(LINKED)).scalar_one())
    every = sa.select(schema.incident_of.c.incident).distinct().subquery()
    return int(connection.execute(sa.select(sa.func.count()).select_from(every)).scalar_one())


def assessed(connection: Connection, policy: str) -> int:
    """Of how many incidents an assessment under the policy is kept."""
    table = schema.assessments
    query = sa.select(sa.func.count()).select_from(table).where(table.c.policy == _under(policy))
    return int(connection.execute(query).scalar_one())


def _under(policy: str) -> str:
    return f"{policy} {__version__}"
