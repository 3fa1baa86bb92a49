"""Who is named in the documents of the record, over all of them, as people's judgements have it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import sqlalchemy as sa

from . import schema
from .identities import NAMED, Identities, actor_key
from .moments import NOW, Moment, documents_then
from .queries import chunks
from .reviews import identities
from .rows import SeenActor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy.engine import Connection

    from .dialect import Conditions

_TABLE = schema.actors_seen
_KNOWN = _TABLE.c.actor != ""


def documents_of(connection: Connection, keys: Sequence[str], moment: Moment = NOW) -> dict[str, frozenset[str]]:
    """By key: the documents (SHA-256) that name the actor; judgements are left out of account."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for part in chunks(sorted(set(keys))):
        names = [key.removeprefix(NAMED) for key in part if key.startswith(NAMED)]
        ids = [key for key in part if not key.startswith(NAMED)]
        which = _TABLE.c.actor.in_(ids) | (~_KNOWN & _TABLE.c.name_key.in_(names))
        for actor, name, document in connection.execute(
            sa.select(_TABLE.c.actor, _TABLE.c.name_key, _TABLE.c.document).where(
                which, *documents_then(moment, _TABLE.c.document)
            )
        ):
            found[actor or NAMED + name].add(document)
    return {key: frozenset(found[key]) for key in sorted(found)}


class _Seen:
    """What is counted of one actor."""

    def __init__(self) -> None:
        self.names: defaultdict[tuple[str, str], int] = defaultdict(int)
        self.documents: set[str] = set()
        self.further = 0  # documents that are counted, not listed

    def add(self, name: str, kind: str, mentions: int) -> None:
        self.names[name, kind] += mentions


def seen(connection: Connection, moment: Moment = NOW, documents: Collection[str] | None = None) -> list[SeenActor]:
    """Every actor that a document mentions, or one of these ``documents`` (SHA-256), the most mentioned first."""
    who, then = identities(connection, moment.known), documents_then(moment, _TABLE.c.document)
    found: defaultdict[str, _Seen] = defaultdict(_Seen)
    if documents is not None:
        _row_by_row(connection, who, found, then, documents)
    else:
        _unjudged(connection, who, found, then)
        if who:
            _row_by_row(connection, who, found, [_touched(who), *then])
    rows = [_row(key, counted, who) for key, counted in found.items()]
    return sorted(rows, key=lambda row: (-row.mentions, row.key))


def _touched(who: Identities) -> sa.ColumnElement[bool]:
    ids, names = who.touched()
    return _TABLE.c.actor.in_(ids) | (~_KNOWN & _TABLE.c.name_key.in_(names))


def _unjudged(connection: Connection, who: Identities, found: defaultdict[str, _Seen], then: Conditions) -> None:
    """Counted by the database, along an index: all that nobody judged."""
    rest = (~_touched(who) if who else sa.true(), *then)
    named = (_TABLE.c.actor, _TABLE.c.name_key, _TABLE.c.name, _TABLE.c.kind)
    each = sa.select(*named, sa.func.sum(_TABLE.c.mentions), sa.func.count()).where(*rest).group_by(*named)
    several: set[str] = set()
    for actor, name_key, name, kind, mentions, documents in connection.execute(each):
        key = actor or NAMED + name_key
        if key in found:
            several.add(key)
        found[key].add(name, kind, mentions)
        found[key].further += documents
    for key, documents in _told_in(connection, sorted(several), rest):
        found[key].further = documents  # some name two of its names


def _told_in(connection: Connection, keys: Sequence[str], rest: Conditions) -> Iterator[tuple[str, int]]:
    """By key: in how many documents the actor is named, each once."""
    documents = sa.func.count(_TABLE.c.document.distinct())
    for column, start, which in (
        (_TABLE.c.actor, "", [key for key in keys if not key.startswith(NAMED)]),
        (_TABLE.c.name_key, NAMED, [key.removeprefix(NAMED) for key in keys if key.startswith(NAMED)]),
    ):
        unknown = () if column is _TABLE.c.actor else (~_KNOWN,)
        for part in chunks(which):
            asked = sa.select(column, documents).where(column.in_(part), *unknown, *rest).group_by(column)
            yield from ((start + key, many) for key, many in connection.execute(asked))


def _row_by_row(
    connection: Connection, who: Identities, found: defaultdict[str, _Seen], which: Conditions,
    documents: Collection[str] | None = None,
) -> None:  # fmt: skip
    """Counted here: what somebody judged, which may differ from document to document; or what some documents name."""
    for row in connection.execute(sa.select(_TABLE).where(*which)).mappings():
        if documents is None or row["document"] in documents:
            key = who.of(row["actor"] or None, row["name"], row["document"]) or actor_key(row["actor"], row["name"])
            found[key].add(row["name"], row["kind"], row["mentions"])
            found[key].documents.add(row["document"])


def _row(key: str, counted: _Seen, who: Identities) -> SeenActor:
    ranked = sorted(counted.names.items(), key=lambda item: (-item[1], item[0]))
    members = who.members(key)
    return SeenActor(
        actor=None if key.startswith(NAMED) else key,
        names=tuple(dict.fromkeys(name for (name, _), _ in ranked)),
        kind=ranked[0][0][1],
        mentions=sum(counted.names.values()),
        documents=len(counted.documents) + counted.further,
        key=key,
        merged=members if len(members) > 1 else (),
    )
