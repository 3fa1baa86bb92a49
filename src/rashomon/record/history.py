"""What a moment changes: when the documents of an incident came, which incidents it leaves as they are, whose copies count.

All by keys: nothing here looks at more of the record than the incidents that are asked for.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa

from rashomon.errors import NotThenError
from rashomon.model.review import UNDO

from . import queries, schema
from .moments import NOW, Moment, copies_then, existed
from .rows import IncidentFilter
from .selecting import INCIDENT, LINKED, members

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

    from .dialect import Dialect
    from .rows import StoredDocument, StoredIncident


class Appearance(msgspec.Struct, frozen=True, kw_only=True):
    """When one document of an incident came: ``day`` counts on the first clock (see ``moments.RULES``), ``captured`` on the second."""

    document: str
    published: date | None
    captured: datetime | None

    @property
    def day(self) -> date | None:
        """The day of publication; of capture where it is unknown."""
        return self.published or (self.captured.astimezone(UTC).date() if self.captured else None)


class History(msgspec.Struct, frozen=True, kw_only=True):
    """The documents of ``incident`` as they came, and when people judged its claims; both in order of time."""

    appearances: tuple[Appearance, ...]
    judged: tuple[datetime, ...] = ()
    incident: str = ""

    def days(self, moment: Moment = NOW) -> tuple[date, ...]:
        """Days at which the first clock brings something new, in order, the second standing at ``moment``."""
        still = Moment(known=moment.known)
        return tuple(
            sorted({a.day for a in self.appearances if a.day is not None and still.holds(a.published, a.captured)})
        )

    def instants(self, moment: Moment = NOW) -> tuple[datetime, ...]:
        """Moments at which the second clock brings something new, in order, the first standing at ``moment``."""
        still = Moment(asof=moment.asof)
        seen = {a.captured for a in self.appearances if a.captured is not None and still.holds(a.published, a.captured)}
        return tuple(sorted(seen.union(self.judged)))

    def counting(self, moment: Moment) -> int:
        """How many of the documents count at ``moment``."""
        return sum(moment.holds(a.published, a.captured) for a in self.appearances)


def history(connection: Connection, incident: str) -> History:
    """When the documents of ``incident`` came and its claims were judged."""
    told = sa.select(schema.mentions.c.document).where(schema.mentions.c.id.in_(members([incident])))
    document, capture = schema.documents, schema.captures
    query = (
        sa.select(document.c.sha256, document.c.published, capture.c.captured)
        .join(capture, capture.c.sha256 == document.c.sha256)
        .where(document.c.sha256.in_(told))
    )
    found = [Appearance(document=sha, published=day, captured=seen) for sha, day, seen in connection.execute(query)]
    about = sa.select(schema.claims.c.id).where(schema.claims.c.mention.in_(members([incident])))
    made = sa.select(schema.judgements.c.made).where(
        schema.judgements.c.subject.in_(about), schema.judgements.c.made.is_not(None)
    )
    judgement = schema.judgements.alias("judgement")
    undone = (
        sa.select(schema.judgements.c.made)
        .join(judgement, judgement.c.id == schema.judgements.c.subject)
        .where(schema.judgements.c.verdict == UNDO, judgement.c.subject.in_(about))
    )
    judged = {*connection.execute(made).scalars(), *connection.execute(undone).scalars()} - {None}
    return History(appearances=tuple(sorted(found, key=_order)), judged=tuple(sorted(judged)), incident=incident)


def document_then(connection: Connection, key: str, moment: Moment) -> StoredDocument:
    """The document of that key as of the moment; raises as ``Record.document``."""
    sha = queries.document_key(connection, key)
    found = next(queries.documents(connection, [sha], moment), None)
    if found is None:
        came = next(queries.documents(connection, [sha]))
        day = came.document.published or (came.captured.date() if came.captured else None)
        raise NotThenError("document", key, str(moment), day)
    return found


def incident_then(connection: Connection, dialect: Dialect, key: str, moment: Moment) -> StoredIncident:
    """The incident of that key as of the moment; raises as ``Record.incident``."""
    found = queries.incident_key(connection, key)
    stored = next(queries.incidents(connection, dialect, IncidentFilter(ids=(found,)), moment), None)
    if stored is None:
        days = history(connection, found).days()
        raise NotThenError("incident", key, str(moment), days[0] if days else None)
    return stored


def _order(one: Appearance) -> tuple[date, str]:
    return one.day or date.min, one.document


def unchanged(connection: Connection, incidents: Sequence[str], moment: Moment) -> list[str]:
    """Those of ``incidents`` that are now as they were at ``moment``: every document counted, no copy's origin was missing, no judgement came later."""
    if not moment:
        return list(incidents)
    table, document, capture = schema.mentions, schema.documents, schema.captures
    days = (
        sa.select(INCIDENT)
        .select_from(
            LINKED.join(document, document.c.sha256 == table.c.document)
            .join(capture, capture.c.sha256 == document.c.sha256)
        )
        .where(~sa.and_(*existed(moment, document.c.published, capture.c.captured), sa.true()))
    )  # fmt: skip
    copied = (
        sa.select(INCIDENT)
        .select_from(
            LINKED.join(schema.copies, schema.copies.c.document == table.c.document)
            .join(document, document.c.sha256 == schema.copies.c.origin)
            .join(capture, capture.c.sha256 == document.c.sha256)
        )
        .where(~sa.and_(*existed(moment, document.c.published, capture.c.captured), sa.true()))
    )  # fmt: skip
    judged = _judged_later(connection, moment)
    if judged is None:
        return []
    changed: set[str] = set()
    for part in queries.chunks(sorted(set(incidents))):
        about = table.c.id.in_(members(part))
        for query in (days, copied):
            changed.update(connection.execute(query.where(about)).scalars())
    return [key for key in incidents if key not in changed | judged]


def _judged_later(connection: Connection, moment: Moment) -> set[str] | None:
    """The incidents whose claims or mentions were judged after ``moment``; None where an actor was, which may change any."""
    if moment.known is None:
        return set()
    table = schema.judgements
    later = list(connection.execute(sa.select(table).where(table.c.made > moment.known)).mappings())
    subjects = {row["subject"] for row in later} | {row["other"] for row in later if row["other"]}
    undone = sorted(row["subject"] for row in later if row["verdict"] == UNDO)
    for part in queries.chunks(undone):
        for row in connection.execute(sa.select(table).where(table.c.id.in_(part))).mappings():
            subjects.discard(row["id"])
            subjects.update(key for key in (row["subject"], row["other"]) if key)
    found: set[str] = set()
    known: set[str] = set()
    for part in queries.chunks(sorted(subjects)):
        rows = sa.select(schema.claims.c.id, schema.claims.c.mention).where(schema.claims.c.id.in_(part))
        of = {row.id: row.mention for row in connection.execute(rows)}
        told = [*part, *(mention for mention in of.values() if mention)]
        at = sa.select(schema.mentions.c.id, INCIDENT).select_from(LINKED).where(schema.mentions.c.id.in_(told))
        linked = {row.id: row.incident for row in connection.execute(at)}
        known.update(of, linked)
        found.update(linked.values())
    return found if subjects <= known else None


def origins(connection: Connection, documents: Sequence[str] | None, moment: Moment) -> dict[str, str]:
    """By document (SHA-256) that is a copy: its origin; among ``documents``, or all for None.

    At a moment before the origin counted, the earliest copy that did stands for it.
    """
    table = schema.copies
    found: dict[str, str] = {}
    for part in queries.chunks(sorted(set(documents))) if documents is not None else [None]:
        query = sa.select(table.c.document, table.c.origin).order_by(table.c.document, table.c.origin)
        query = query if part is None else query.where(table.c.document.in_(part))
        found.update((row.document, row.origin) for row in connection.execute(query))
    return _origins_then(connection, found, moment) if moment else found


def _origins_then(connection: Connection, found: dict[str, str], moment: Moment) -> dict[str, str]:
    table, document, capture = schema.copies, schema.documents, schema.captures
    groups = sorted(set(found.values()))
    everyone = dict(found)
    for part in queries.chunks(groups):
        query = sa.select(table.c.document, table.c.origin).where(table.c.origin.in_(part))
        everyone.update((row.document, row.origin) for row in connection.execute(query))
    days: dict[str, date | None] = {}
    for part in queries.chunks(sorted({*everyone, *groups})):
        query = (
            sa.select(document.c.sha256, document.c.published)
            .join(capture, capture.c.sha256 == document.c.sha256)
            .where(document.c.sha256.in_(part), *existed(moment, document.c.published, capture.c.captured))
        )
        days.update((row.sha256, row.published) for row in connection.execute(query))
    then = copies_then(everyone, days)
    return {copy: origin for copy, origin in then.items() if copy in found or origin in found}
