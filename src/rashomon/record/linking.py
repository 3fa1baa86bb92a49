"""Which mentions are one incident: the part of the record that is derived, and replaced as documents come in.

``Linking`` is one transaction that holds the write lock, so that what it reads stays so until it has written. It
decides nothing: run asks for candidates, lets resolve score them, and hands back links and incidents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa

from rashomon.model import Comparison, Copy, Fingerprint, Judgement, LinkKey
from rashomon.model.codec import line, typed

from . import assessed, queries, reviews, schema
from .selecting import INCIDENT, LINKED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from .rows import StoredMention

Pair = tuple[str, str]


class Linking:
    """The reads and writes of linking, within the transaction of ``Record.linking``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unlinked(self, limit: int | None = None) -> tuple[str, ...]:
        """Ids of mentions that were added and not linked yet, in order."""
        query = sa.select(schema.unlinked.c.mention).order_by(schema.unlinked.c.mention).limit(limit)
        return tuple(self._connection.execute(query).scalars())

    def uncompared(self, limit: int | None = None) -> tuple[str, ...]:
        """SHA-256 of documents that were added and not looked at as copies yet, in order; ``put_copies`` clears them."""
        query = sa.select(schema.uncompared.c.document).order_by(schema.uncompared.c.document).limit(limit)
        return tuple(self._connection.execute(query).scalars())

    def mentions(self, ids: Iterable[str]) -> tuple[StoredMention, ...]:
        """These mentions, by id."""
        column = schema.mentions.c.id
        return tuple(
            found
            for part in queries.chunks(sorted(set(ids)))
            for found in queries.mentions(self._connection, column.in_(part))
        )

    def link_keys(self, ids: Iterable[str]) -> dict[str, LinkKey]:
        """By mention: what it is compared by; those that were added without are left out."""
        table = schema.mentions
        found: dict[str, LinkKey] = {}
        for part in queries.chunks(sorted(set(ids))):
            query = sa.select(table.c.id, table.c.link_key).where(table.c.id.in_(part), table.c.link_key.is_not(None))
            for key, body in self._connection.execute(query.order_by(table.c.id)):
                found[key] = typed(body, LinkKey)
        return found

    def fingerprints(self, documents: Iterable[str]) -> dict[str, Fingerprint]:
        """By document (SHA-256): what it is compared with others by, as a copy."""
        table = schema.documents
        found: dict[str, Fingerprint] = {}
        for part in queries.chunks(sorted(set(documents))):
            query = sa.select(table.c.sha256, table.c.outlet, table.c.published, table.c.fingerprint)
            for sha, outlet, published, values in self._connection.execute(
                query.where(table.c.sha256.in_(part)).order_by(table.c.sha256)
            ):
                numbers = typed(values, tuple[int, ...])
                found[sha] = Fingerprint(document=sha, outlet=outlet, published=published, values=numbers)
        return found

    def judgements(self, subject: str | None = None) -> list[Judgement]:
        """As ``Record.judgements``, within this transaction."""
        return reviews.judgements(self._connection, subject)

    def candidates(self, ids: Iterable[str], *, few: str = "", crowded: int = 0) -> dict[str, tuple[str, ...]]:
        """By mention of ``ids``: the other mentions, of any document, that share a block key with it, in order.

        Keys that begin with ``few`` and hold more than ``crowded`` mentions are passed over.
        """
        return self._sharing(schema.blocks, "mention", ids, few, crowded)

    def fallen(self, ids: Iterable[str], *, few: str, crowded: int) -> tuple[Pair, ...]:
        """The links, by their ends, that no block holds up any more now that ``ids`` are there, in order.

        A key that begins with ``few`` counts while it holds no more than ``crowded`` mentions. Links between its members that
        share no other key that counts fall once it holds more. A key that holds more than ``crowded`` linked mentions was seen
        to be crowded before.
        """
        shaken: set[Pair] = set()
        for members in self._now_crowded(ids, few, crowded):
            shaken.update(self._links_among(members))
        keys = self._keys_of({mention for both in shaken for mention in both})
        shared = {both: keys[both[0]] & keys[both[1]] for both in sorted(shaken)}
        doubtful = sorted({key for common in shared.values() for key in common if key.startswith(few)})
        full = {key for key in doubtful if self._is_crowded(key, crowded)}
        return tuple(both for both, common in shared.items() if common <= full)

    def _now_crowded(self, ids: Iterable[str], few: str, crowded: int) -> Iterator[Sequence[str]]:
        """By key that became crowded by ``ids``: its linked mentions."""
        table, linked, pending = schema.blocks, schema.incident_of, schema.unlinked
        keys: set[str] = set()
        for part in queries.chunks(sorted(set(ids))):
            mine = table.alias("mine")
            query = sa.select(mine.c.key).where(mine.c.mention.in_(part), mine.c.key.startswith(few, autoescape=True))
            keys.update(
                self._connection.execute(query.where(_beyond(mine.c.key, crowded).is_not(None)).distinct()).scalars()
            )
        query = (
            sa.select(table.c.mention)
            .join(linked, linked.c.mention == table.c.mention)
            .where(table.c.key == sa.bindparam("key"), table.c.mention.not_in(sa.select(pending.c.mention)))
            .limit(crowded + 1)
        )
        for key in sorted(keys):
            members = self._connection.execute(query, {"key": key}).scalars().all()
            if len(members) <= crowded:
                yield members

    def _is_crowded(self, key: str, crowded: int) -> bool:
        return self._connection.execute(sa.select(_beyond(sa.literal(key), crowded))).scalar() is not None

    def _keys_of(self, mentions: Iterable[str]) -> dict[str, set[str]]:
        table = schema.blocks
        found: dict[str, set[str]] = {mention: set() for mention in sorted(mentions)}
        for part in queries.chunks(list(found)):
            query = sa.select(table.c.mention, table.c.key).where(table.c.mention.in_(part))
            for mention, key in self._connection.execute(query):
                found[mention].add(key)
        return found

    def _links_among(self, mentions: Sequence[str]) -> Iterator[Pair]:
        table = schema.links
        query = sa.select(table.c.first, table.c.second)
        both = table.c.first.in_(mentions) & table.c.second.in_(mentions)
        yield from ((first, second) for first, second in self._connection.execute(query.where(both)))

    def copy_candidates(self, documents: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """By document (SHA-256): the other documents that share a key of copies with it, in order."""
        return self._sharing(schema.copy_blocks, "document", documents)

    def _sharing(
        self, table: sa.Table, column: str, ids: Iterable[str], few: str = "", crowded: int = 0
    ) -> dict[str, tuple[str, ...]]:
        mine, theirs = table.alias("mine"), table.alias("theirs")
        query = (
            sa.select(mine.c[column], theirs.c[column])
            .join(theirs, (mine.c.key == theirs.c.key) & (mine.c[column] != theirs.c[column]))
            .distinct().order_by(mine.c[column], theirs.c[column])
        )  # fmt: skip
        if few:
            counts = mine.c.key.not_like(f"{few}%") | _beyond(mine.c.key, crowded).is_(None)
            query = query.where(counts)
        found: dict[str, list[str]] = {key: [] for key in sorted(set(ids))}
        for part in queries.chunks(list(found)):
            for key, other in self._connection.execute(query.where(mine.c[column].in_(part))):
                found[key].append(other)
        return {key: tuple(others) for key, others in found.items()}

    def links_of(self, ids: Iterable[str]) -> tuple[Comparison, ...]:
        """The links that touch any of these mentions, in order."""
        table = schema.links
        found: dict[tuple[str, str], Comparison] = {}
        for part in queries.chunks(sorted(set(ids))):
            query = sa.select(table.c.body).where(table.c.first.in_(part) | table.c.second.in_(part))
            for body in self._connection.execute(query).scalars():
                link = typed(body, Comparison)
                found[link.first, link.second] = link
        return tuple(found[key] for key in sorted(found))

    def component(self, ids: Iterable[str]) -> tuple[tuple[str, ...], tuple[Comparison, ...]]:
        """All mentions that links connect to any of ``ids`` (with them), and all links among these, in order.

        The links come without their reasons, which ``links_of`` has.
        """
        table = schema.links
        edge = sorted(set(ids))
        seen = set(edge)
        links: dict[Pair, Comparison] = {}
        while edge:
            ends: set[str] = set()
            for part in queries.chunks(edge):
                query = sa.select(table.c.first, table.c.second, table.c.score)
                for end in (table.c.first, table.c.second):
                    for first, second, score in self._connection.execute(query.where(end.in_(part))):
                        links[first, second] = Comparison(first, second, score, ())
                        ends.update((first, second))
            edge = sorted(ends - seen)
            seen.update(edge)
        return tuple(sorted(seen)), tuple(links[key] for key in sorted(links))

    def put_links(self, links: Iterable[Comparison]) -> None:
        """Adds links; one between the same two mentions is replaced.

        Raises:
            ValueError: the ends of one are not in order.
        """
        rows = []
        for link in links:
            if not link.first < link.second:
                raise ValueError(f"the ends of a link stand in order: {link.first}, {link.second}")
            rows.append({"first": link.first, "second": link.second, "score": link.score, "body": line(link)})
        table = schema.links
        if rows:
            both = (table.c.first == sa.bindparam("_a")) & (table.c.second == sa.bindparam("_b"))
            ends = [{"_a": row["first"], "_b": row["second"]} for row in rows]
            self._connection.execute(sa.delete(table).where(both), ends)
            self._connection.execute(sa.insert(table), rows)

    def drop_pairs(self, pairs: Iterable[Pair]) -> None:
        """Throws away the links with these ends."""
        table = schema.links
        both = (table.c.first == sa.bindparam("_a")) & (table.c.second == sa.bindparam("_b"))
        if ends := [{"_a": first, "_b": second} for first, second in pairs]:
            self._connection.execute(sa.delete(table).where(both), ends)

    def drop_links(self, ids: Iterable[str]) -> None:
        """Throws away the links that touch any of these mentions."""
        table = schema.links
        for part in queries.chunks(sorted(set(ids))):
            self._connection.execute(sa.delete(table).where(table.c.first.in_(part) | table.c.second.in_(part)))

    def put_incidents(self, incident_of: Mapping[str, str], *, linked: Iterable[str] | None = None) -> None:
        """Sets the incident of each of these mentions and takes them, or only ``linked``, off the list of the unlinked.

        A mention that was not compared itself but is linked from another one's side stays on the list.

        Forgets the assessments of every incident that gained or lost a mention.
        """
        table, ids = schema.incident_of, sorted(incident_of)
        before: dict[str, str] = {}
        for part in queries.chunks(ids):
            rows = self._connection.execute(
                sa.select(table.c.mention, table.c.incident).where(table.c.mention.in_(part))
            )
            before.update((row.mention, row.incident) for row in rows)
        changed = [key for key in ids if before.get(key) != incident_of[key]]
        for part in queries.chunks(changed):
            self._connection.execute(sa.delete(table).where(table.c.mention.in_(part)))
            values = [{"mention": key, "incident": incident_of[key]} for key in part]
            self._connection.execute(sa.insert(table), values)
        touched = {incident_of[key] for key in changed} | {before[key] for key in changed if key in before}
        self._forget(sorted(touched | set(changed)))
        for part in queries.chunks(ids if linked is None else sorted(set(linked))):
            self._connection.execute(sa.delete(schema.unlinked).where(schema.unlinked.c.mention.in_(part)))

    def _forget(self, incidents: Sequence[str]) -> None:
        for part in queries.chunks(incidents):
            assessed.forget(self._connection, part)

    def put_copies(
        self, documents: Iterable[str], copies: Iterable[Copy], *, compared: Iterable[str] | None = None
    ) -> None:
        """Replaces all that is noted of ``documents`` being copies of others, and forgets what was assessed by it.

        Takes them, or only those ``compared``, off the list of the uncompared.

        Raises:
            ValueError: one of ``copies`` is not about ``documents``.
        """
        wanted = sorted(set(documents))
        after = {(copy.document, copy.origin): copy for copy in copies}
        if stray := sorted({document for document, _ in after} - set(wanted)):
            raise ValueError(f"{stray[0]} is not among the documents whose copies are replaced")
        before = {(c.document, c.origin): c for c in self.copies(wanted) if c.document in set(wanted)}
        gone = [copy for key, copy in sorted(before.items()) if after.get(key) != copy]
        come = [copy for key, copy in sorted(after.items()) if before.get(key) != copy]
        table = schema.copies
        if gone:
            both = (table.c.document == sa.bindparam("_d")) & (table.c.origin == sa.bindparam("_o"))
            self._connection.execute(sa.delete(table).where(both), [{"_d": c.document, "_o": c.origin} for c in gone])
        if come:
            self._connection.execute(sa.insert(table), [msgspec.structs.asdict(copy) for copy in come])
        changed = sorted({copy.document for copy in (*gone, *come)})
        for part in queries.chunks(changed):
            query = sa.select(INCIDENT).select_from(LINKED).where(schema.mentions.c.document.in_(part)).distinct()
            self._forget(list(self._connection.execute(query).scalars()))
        for part in queries.chunks(wanted if compared is None else sorted(set(compared))):
            self._connection.execute(sa.delete(schema.uncompared).where(schema.uncompared.c.document.in_(part)))

    def firsts(self, documents: Iterable[str]) -> dict[str, str]:
        """By document of these that is noted as a copy: of which it is one."""
        return self._copies_by(schema.copies.c.document, documents)

    def copies_of(self, origins: Iterable[str]) -> dict[str, str]:
        """By document that is noted as a copy of one of ``origins``: of which."""
        return self._copies_by(schema.copies.c.origin, origins)

    def _copies_by(self, column: sa.ColumnElement[str], documents: Iterable[str]) -> dict[str, str]:
        table = schema.copies
        query = sa.select(table.c.document, table.c.origin).order_by(table.c.document)
        return {
            document: origin
            for part in queries.chunks(sorted(set(documents)))
            for document, origin in self._connection.execute(query.where(column.in_(part)))
        }

    def copies(self, documents: Iterable[str]) -> tuple[Copy, ...]:
        """What is noted of ``documents`` being copies of others or having copies, in order."""
        return copies(self._connection, sorted(set(documents)))

    def clear(self) -> None:
        """Throws away all that is derived; every mention is unlinked again, every document uncompared."""
        for name in (*schema.DERIVED, "unlinked", "uncompared"):
            self._connection.execute(sa.delete(schema.metadata.tables[name]))
        self._connection.execute(sa.insert(schema.unlinked).from_select(["mention"], sa.select(schema.mentions.c.id)))
        assessed.forget(self._connection, None)
        fingerprinted = sa.select(schema.copy_blocks.c.document).distinct()
        self._connection.execute(sa.insert(schema.uncompared).from_select(["document"], fingerprinted))


def _beyond(key: sa.ColumnElement[str], crowded: int) -> sa.ScalarSelect[str]:
    """A mention of the block beyond the first ``crowded``, or NULL; looks at no more of it than that."""
    table = schema.blocks.alias("counted")
    return sa.select(table.c.mention).where(table.c.key == key).limit(1).offset(crowded).scalar_subquery()


def copies(connection: Connection, documents: Sequence[str] | None) -> tuple[Copy, ...]:
    """Which documents are copies of which; all, or those that touch ``documents``."""
    table = schema.copies
    conditions: Iterator[sa.ColumnElement[bool]]
    if documents is None:
        conditions = iter([sa.true()])
    else:
        conditions = (table.c.document.in_(part) | table.c.origin.in_(part) for part in queries.chunks(documents))
    found = {
        (row["document"], row["origin"]): Copy(**row)
        for condition in conditions
        for row in connection.execute(sa.select(table).where(condition)).mappings()
    }
    return tuple(found[key] for key in sorted(found))
