"""Judgements page by page: found, counted and cut in the database, so that a record that many have reviewed stays quick."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa

from rashomon.model.review import OF_CLAIMS, OF_MENTIONS, UNDO

from . import schema
from .identities import RENAMED
from .reviews import parts, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from rashomon.model import Judgement

_TABLE = schema.judgements


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """Which judgements: ``by`` part of an author's name, ``about`` claims, incidents or actors, made ``start``..``end`` (days in UTC, both included).

    An undoing is about what the judgement was about that it takes back.
    """

    by: str | None = None
    verdict: str | None = None
    about: str | None = None
    start: date | None = None
    end: date | None = None


def page(
    connection: Connection, sought: Sought, first: int = 0, many: int | None = None, known: datetime | None = None
) -> tuple[list[Judgement], int]:
    """The judgements, the newest first, from number ``first`` on; and how many there are in all."""
    condition = sa.and_(sa.true(), *_conditions(connection, sought, known))
    total = connection.execute(sa.select(sa.func.count()).select_from(_TABLE).where(condition)).scalar_one()
    numbers = sa.select(_TABLE.c.number).where(condition).order_by(_TABLE.c.number.desc()).offset(first).limit(many)
    found = select(connection, _TABLE.c.number.in_(numbers.subquery().select()), known)
    return found[::-1], total


def _conditions(connection: Connection, sought: Sought, known: datetime | None) -> list[sa.ColumnElement[bool]]:
    found = [] if known is None else [_TABLE.c.made <= known]
    if sought.verdict != RENAMED:
        found.append(_TABLE.c.verdict != RENAMED)  # noted by rule, and nobody's
    if sought.by is not None:  # compared here: databases know the small letters of ASCII only
        authors = connection.execute(sa.select(_TABLE.c.author).distinct()).scalars()
        found.append(_TABLE.c.author.in_([a for a in authors if sought.by.casefold() in a.casefold()]))
    if sought.verdict is not None:
        found.append(_TABLE.c.verdict == sought.verdict)
    if sought.about is not None:
        of = _TABLE.alias("of")
        undone = sa.select(of.c.id).where(_about(of, sought.about))
        found.append(_about(_TABLE, sought.about) | ((_TABLE.c.verdict == UNDO) & _TABLE.c.subject.in_(undone)))
    if sought.start is not None:
        found.append(_TABLE.c.made >= datetime.combine(sought.start, time.min, UTC))
    if sought.end is not None and sought.end < date.max:
        found.append(_TABLE.c.made < datetime.combine(sought.end + timedelta(days=1), time.min, UTC))
    return found


def _about(table: sa.FromClause, about: str) -> sa.ColumnElement[bool]:
    if about == "claims":
        return table.c.verdict.in_(OF_CLAIMS)
    if about == "incidents":
        return table.c.verdict.in_(OF_MENTIONS)
    return table.c.verdict.not_in((*OF_CLAIMS, *OF_MENTIONS, UNDO))


def named(connection: Connection, key: str, known: datetime | None = None) -> list[Judgement]:
    """The judgements but undoings about the subject ``key``, and those whose ids begin so, in the order in which they were made."""
    if not key:
        return []
    condition = (_TABLE.c.subject == key) | _TABLE.c.id.startswith(key, autoescape=True)
    return select(connection, condition & (_TABLE.c.verdict != UNDO), known)


def with_ids(connection: Connection, ids: Sequence[str], known: datetime | None = None) -> list[Judgement]:
    """The judgements with these ids, some hundreds at a time in the order in which they were made."""
    return [found for part in parts(ids) for found in select(connection, _TABLE.c.id.in_(part), known)]
