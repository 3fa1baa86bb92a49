"""What people decided: judgements as they stand now, with those that were taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from rashomon.model import Judgement

from . import schema
from .identities import MERGE, SPLIT, Identities

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

UNDO = "undo"
_REVIEWED = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}


def judgements(connection: Connection, subject: str | None = None) -> list[Judgement]:
    """All judgements, or those about ``subject``, in the order in which they were made; ``undone`` where taken back."""
    table = schema.judgements
    query = sa.select(table).order_by(table.c.made, table.c.number)
    undone = {
        row["subject"]: row["made"]
        for row in connection.execute(query.where(table.c.verdict == UNDO)).mappings()
    }  # fmt: skip
    if subject is not None:
        query = query.where(table.c.subject == subject)
    names = ("id", "verdict", "subject", "other", "value", "author", "reason", "made")
    return [
        Judgement(**{name: row[name] for name in names}, undone=undone.get(row["id"]))
        for row in connection.execute(query).mappings()
    ]


def identities(connection: Connection) -> Identities:
    """Which actors people hold to be one, and which not."""
    table = schema.judgements
    if connection.execute(sa.select(table.c.id).where(table.c.verdict.in_((MERGE, SPLIT))).limit(1)).first() is None:
        return Identities(())
    return Identities(judgements(connection))


def reviews(connection: Connection) -> dict[str, str]:
    """By claim: accepted, corrected or rejected, as the last judgement that stands has it."""
    return {
        judgement.subject: _REVIEWED[judgement.verdict]
        for judgement in judgements(connection)
        if judgement.verdict in _REVIEWED and judgement.undone is None
    }
