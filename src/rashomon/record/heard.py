"""How often each actor speaks, holds others responsible, and is held responsible: one pass over the record. Writes nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from . import schema
from .identities import NAMED, Identities
from .moments import NOW, Moment, claims_then, documents_then
from .selecting import INCIDENT, LINKED

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.engine import Connection

BLAMING = ("accuse", "assert")


class Heard(NamedTuple):
    """Of one actor: a name that the claims give it, how many claims are its own, how many of them hold somebody responsible,
    and for how many incidents some report holds it so."""  # noqa: D205, D209

    name: str
    claims: int
    blames: int
    blamed: int


def heard(
    connection: Connection, who: Identities, moment: Moment = NOW, documents: Collection[str] | None = None
) -> dict[str, Heard]:
    """By key of an actor, merged ones as one; of everything that counts at ``moment``, or of ``documents`` (SHA-256) alone."""
    names: dict[str, str] = {}
    claims: defaultdict[str, int] = defaultdict(int)
    blames: defaultdict[str, int] = defaultdict(int)
    for row in _spoken(connection, moment, by_document=documents is not None):
        if documents is None or row.document in documents:
            key = who.canonical(row.actor or NAMED + (row.speaker_key or ""))
            names[key] = min(names.get(key, row.name), row.name)
            claims[key] += row.claims
            blames[key] += row.blames
    blamed: defaultdict[str, set[str]] = defaultdict(set)
    for row in _held(connection, moment):
        if documents is None or row.document in documents:
            key = who.canonical(row.actor or NAMED + row.name_key)
            names.setdefault(key, row.name)
            blamed[key].add(row.incident)
    return {key: Heard(names[key], claims[key], blames[key], len(blamed[key])) for key in sorted(names)}


def _spoken(connection: Connection, moment: Moment, *, by_document: bool) -> Any:
    table = schema.claims
    held = (table.c.property == "perpetrator") & table.c.stance.in_(BLAMING) & table.c.value.is_not(None)
    where = table.c.document if by_document else sa.literal("")
    groups = [table.c.actor, table.c.speaker_key, *([table.c.document] if by_document else [])]
    query = (
        sa.select(
            table.c.actor, table.c.speaker_key, where.label("document"), sa.func.min(table.c.speaker).label("name"),
            sa.func.count().label("claims"), sa.func.sum(sa.case((held, 1), else_=0)).label("blames"),
        )
        .where(table.c.speaker.is_not(None), *claims_then(moment)).group_by(*groups)
    )  # fmt: skip
    return connection.execute(query)


def _held(connection: Connection, moment: Moment) -> Any:
    table, mention = schema.parties, schema.mentions
    query = (
        sa.select(table.c.actor, table.c.name_key, table.c.name, mention.c.document, INCIDENT.label("incident"))
        .select_from(LINKED.join(table, table.c.mention == mention.c.id))
        .where(table.c.role == "perpetrator", *documents_then(moment, mention.c.document))
        .order_by(table.c.name)
    )
    return connection.execute(query)
