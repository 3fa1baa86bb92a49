"""What lists and facets over all incidents are made of: a few columns of every mention, read once. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator  # noqa: TC003  (fields of a NamedTuple)
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa
from msgspec import json

from . import packing, schema
from .dialect import terms
from .moments import NOW, Moment, claims_then, documents_then
from .selecting import CLAIM_INCIDENT, CLAIMS_LINKED, INCIDENT, LINKED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy.engine import Connection

    from rashomon.model import Claim

    from .dialect import Dialect
    from .identities import Names

_BATCH = 5000
_KEYS = 500  # in one query; databases limit the number of parameters


Column = tuple[Any, ...]
"""One column of a batch of rows, in step with the others of its batch."""


class Gathered(NamedTuple):
    """What lists are made of, batch by batch, each as its columns; days and moments as the database has them: texts or dates.

    ``captured``: SHA-256 and moment (UTC, without a zone) of documents, the new among them. ``documents``, by number: SHA-256, number, outlet, published. ``mentions``, by number: number, type,
    first day, country, place, document. ``blamed``: number of a mention and name of a party that it holds responsible. ``linked``: number
    and incident of every mention, those among them that are not new too.
    """

    captured: Iterator[tuple[str, Any]]
    documents: Iterator[tuple[Column, ...]]
    mentions: Iterator[tuple[Column, ...]]
    blamed: Iterator[tuple[Column, ...]]
    linked: Iterator[tuple[int, str]]


def gathered(connection: Connection, reality: Sequence[str], mention: int = 0, document: int = 0) -> Gathered:
    """The columns of all mentions told as one of ``reality``: of those added after the numbers ``mention`` and ``document``.

    Numbers only grow, and in the order of adding, since there is one writer at a time. Read the parts in their order, once.
    """
    told, text, came = schema.mentions, schema.documents, schema.captures
    real = told.c.reality.in_(reality)
    documents = (
        sa.select(text.c.sha256, text.c.number, text.c.outlet, _bare(text.c.published))
        .where(text.c.number > document).order_by(text.c.number)
    )  # fmt: skip
    captured = sa.select(came.c.sha256, _bare(came.c.captured))
    if document:  # of all, by one walk through the index; else by look-ups
        captured = captured.join(text, text.c.sha256 == came.c.sha256).where(text.c.number > document)
    mentions = (
        sa.select(told.c.number, told.c.type, _bare(told.c.day_from), told.c.country, told.c.place, told.c.document)
        .where(told.c.number > mention, real).order_by(told.c.number)
    )  # fmt: skip
    blamed = (
        sa.select(told.c.number, schema.parties.c.name).join(told, told.c.id == schema.parties.c.mention)
        .where(schema.parties.c.role == "perpetrator", told.c.number > mention)
    )  # fmt: skip
    linked = sa.select(told.c.number, INCIDENT).select_from(LINKED).where(real).order_by(told.c.number)
    return Gathered(
        captured=_rows(connection, captured),
        documents=_columns(connection, documents), mentions=_columns(connection, mentions), blamed=_columns(connection, blamed),
        linked=_rows(connection, linked),
    )  # fmt: skip


def _bare(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The column as the database has it: making a date of each of some hundred thousand takes longer than reading them."""
    return sa.type_coerce(column, sa.Text)


def _rows(connection: Connection, query: sa.Select[Any]) -> Iterator[Any]:
    for part in _parts_of(connection, query):
        yield from part


def _columns(connection: Connection, query: sa.Select[Any]) -> Iterator[tuple[Column, ...]]:
    for part in _parts_of(connection, query):
        yield tuple(zip(*part, strict=True))


def _parts_of(connection: Connection, query: sa.Select[Any]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows as the driver gives them: wrapping each of some hundred thousand takes as long as reading it."""
    cursor: Any = connection.execute(query).cursor
    while part := cursor.fetchmany(_BATCH):
        yield part


def telling(connection: Connection, dialect: Dialect, words: str) -> Sequence[int]:
    """Numbers of the mentions whose own sentences hold all ``words``; none where there is no word to look for."""
    searched = terms(words)
    if not searched:
        return []
    return dialect.numbers(connection, searched)


class Said(NamedTuple):
    """What one actor says: how many claims in all, those of one page, and how often it holds whom responsible, or denies it.

    ``total`` counts no further than ``MOST`` + 1; ``blames`` are those of its newest ``MOST`` claims.
    """

    total: int
    claims: tuple[Claim, ...]
    blames: tuple[tuple[str, str, int], ...]  # name, stance, times


def said_by(
    connection: Connection, who: Names, start: int, many: int, moment: Moment = NOW,
    documents: Collection[str] | None = None,
) -> Said:  # fmt: skip
    """The claims of an actor, the newest first, a page of them; by its ids and folded names; in ``documents`` alone where given."""
    table = schema.claims
    newest: list[tuple[str, str, str]] = []  # day, id, property: the newest of each id and name, by an index of its own
    for column, key in [(table.c.actor, i) for i in who.ids] + [(table.c.speaker_key, n) for n in who.names]:
        alone = (table.c.actor.is_(None),) if column is table.c.speaker_key else ()
        query = (
            sa.select(table.c.published, table.c.id, table.c.property, table.c.document).where(column == key, *alone, *claims_then(moment))
            .order_by(table.c.published.desc()).limit(MOST + 1 if documents is None else None)
        )  # fmt: skip
        told = (row for row in connection.execute(query) if documents is None or row.document in documents)
        newest += [(str(row.published or ""), row.id, row.property) for row in told]
    newest.sort(key=lambda one: one[1])
    newest.sort(key=lambda one: one[0], reverse=True)
    page = [key for _, key, _ in newest[start : start + many]]
    claims = _claims(connection, page)
    parties: Counter[tuple[str, str]] = Counter()
    for part in _parts([key for _, key, prop in newest[:MOST] if prop == "perpetrator"]):
        asked = sa.select(table.c.value, table.c.stance).where(table.c.id.in_(part), table.c.value.is_not(None))
        parties.update((str(json.decode(value)), stance) for value, stance in connection.execute(asked))
    ranked = sorted(parties.items(), key=lambda one: (-one[1], one[0]))
    return Said(len(newest), claims, tuple((name, stance, times) for (name, stance), times in ranked[:40]))


MOST = 2000


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _KEYS] for start in range(0, len(keys), _KEYS))


def _claims(connection: Connection, ids: Sequence[str]) -> tuple[Claim, ...]:
    """These claims in this order."""
    query = sa.select(schema.claims, CLAIM_INCIDENT).select_from(CLAIMS_LINKED).where(schema.claims.c.id.in_(ids))
    found = {row["id"]: packing.claim_of(row, incident=row["incident"]) for row in connection.execute(query).mappings()}
    return tuple(found[key] for key in ids if key in found)


def names_seen(
    connection: Connection, who: Names, limit: int = 30, moment: Moment = NOW, documents: Collection[str] | None = None
) -> list[tuple[str, str, int, int]]:
    """Name, kind, mentions and documents of an actor, the most mentioned first; counted over some thousands of documents, or
    over ``documents`` alone."""  # noqa: D205, D209
    table = schema.actors_seen
    known = table.c.actor.in_(who.ids) if who.ids else sa.false()
    named = table.c.name_key.in_(who.names) & (table.c.actor == "") if who.names else sa.false()
    then = documents_then(moment, table.c.document)
    if documents is not None:
        counted: Counter[tuple[str, str]] = Counter()
        told: Counter[tuple[str, str]] = Counter()
        for row in connection.execute(sa.select(table).where(known | named, *then)):
            if row.document in documents:
                counted[row.name, row.kind] += row.mentions
                told[row.name, row.kind] += 1
        ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
        return [(*key, many, told[key]) for key, many in ranked[:limit]]
    each = [sa.select(table).where(which, *then).limit(MOST).subquery() for which in (known, named)]
    met = sa.union_all(*(sa.select(one) for one in each)).subquery()
    mentions = sa.func.sum(met.c.mentions)
    query = (
        sa.select(met.c.name, met.c.kind, mentions, sa.func.count(met.c.document.distinct()))
        .group_by(met.c.name, met.c.kind).order_by(mentions.desc(), met.c.name, met.c.kind).limit(limit)
    )  # fmt: skip
    return [(row[0], row[1], int(row[2]), int(row[3])) for row in connection.execute(query)]


def held_responsible(
    connection: Connection, who: Names, moment: Moment = NOW, within: Collection[str] | None = None, limit: int = 500
) -> list[str]:  # fmt: skip
    """Incidents for which some report holds the actor responsible, by id: those ``within``, or, of all, as ``limit`` reports have them."""
    table, mention = schema.parties, schema.mentions
    known = table.c.actor.in_(who.ids) if who.ids else sa.false()
    named = table.c.name_key.in_(who.names) if who.names else sa.false()
    asked = sa.select(table.c.mention).where(table.c.role == "perpetrator", known | named)
    if moment:
        asked = asked.join(mention, mention.c.id == table.c.mention)
        asked = asked.where(*documents_then(moment, mention.c.document))
    if within is None:
        asked = asked.limit(limit)
    query = sa.select(INCIDENT).select_from(LINKED).where(mention.c.id.in_(asked)).distinct().order_by(INCIDENT)
    return [row[0] for row in connection.execute(query) if within is None or row[0] in within]
