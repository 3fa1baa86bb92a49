"""How often each actor speaks, holds others responsible, and is held responsible: one pass over the record. Writes nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from . import packing, schema
from .identities import NAMED, Identities
from .moments import NOW, Moment, claims_then, documents_then
from .selecting import INCIDENT

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
    if documents is None and not who:
        blamed = _counted(connection, moment, names)
    else:
        blamed = _one_by_one(connection, who, moment, documents, names)
    return {key: Heard(names[key], claims[key], blames[key], blamed.get(key, 0)) for key in sorted(names)}


def _spoken(connection: Connection, moment: Moment, *, by_document: bool) -> Any:
    table = schema.claims
    held = (table.c.property == "perpetrator") & table.c.stance.in_(BLAMING) & (table.c.value_kind != packing.NOTHING)
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


def _counted(connection: Connection, moment: Moment, names: dict[str, str]) -> dict[str, int]:
    """By key: for how many incidents it is held responsible, counted by the database; ``names`` gets those not in it."""
    table, found = schema.parties, dict[str, int]()
    key = sa.case((table.c.actor.is_not(None), table.c.actor), else_=sa.literal_column(f"'{NAMED}'") + table.c.name_key)
    # Written out, not bound: a server takes two bound values for two keys, and would not group by the one it was asked for.
    incidents = sa.func.count(INCIDENT.element.distinct())
    for which, name, many in connection.execute(_held(moment, key, sa.func.min(table.c.name), incidents).group_by(key)):
        names.setdefault(which, name)
        found[which] = many
    return found


def _one_by_one(
    connection: Connection, who: Identities, moment: Moment, documents: Collection[str] | None, names: dict[str, str]
) -> dict[str, int]:
    """The same where actors were merged, or of some documents."""
    table, found, called = schema.parties, defaultdict[str, set[str]](set), dict[str, str]()
    rows = _held(moment, table.c.actor, table.c.name_key, table.c.name, schema.mentions.c.document, INCIDENT)
    for actor, name_key, name, document, incident in connection.execute(rows):
        if documents is None or document in documents:
            key = who.canonical(actor or NAMED + name_key)
            called[key] = min(called.get(key, name), name)
            found[key].add(incident)
    for key, name in called.items():
        names.setdefault(key, name)
    return {key: len(incidents) for key, incidents in found.items()}


def _held(moment: Moment, *columns: Any) -> sa.Select[Any]:
    table, mention, of = schema.parties, schema.mentions, schema.incident_of
    rows = table.join(mention, mention.c.id == table.c.mention).outerjoin(of, of.c.mention == table.c.mention)
    then = documents_then(moment, mention.c.document)
    return sa.select(*columns).select_from(rows).where(table.c.role == "perpetrator", *then)
