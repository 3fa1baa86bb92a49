"""Reads the record: documents, incidents, claims, full text. Writes nothing.

All lists come in an order that depends on the content alone: by day, then by id.
"""

from __future__ import annotations

import datetime as dt
import zlib
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa

from rashomon.errors import NotInRecordError
from rashomon.model import IncidentMention, reviewed
from rashomon.model.codec import typed

from . import packing, schema
from .dialect import terms
from .moments import NOW, Moment, claims_then, documents_then, existed
from .reviews import identities, reviews
from .rows import ClaimFilter, Counts, Hit, IncidentFilter, StoredDocument, StoredIncident, StoredMention
from .selecting import (
    CLAIM_INCIDENT,
    CLAIMS_LINKED,
    INCIDENT,
    JUDGED,
    LINKED,
    claim_conditions,
    incident_conditions,
    members,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy.engine import Connection, RowMapping

    from rashomon.model import Annotated, Capture, Claim

    from .dialect import Dialect
    from .identities import Identities

CHUNK = 500  # keys in one query; databases limit the number of parameters
_FEW = 2000  # incidents that are asked for by their keys; more are found by one look at all mentions
_NEWEST = sa.select(sa.func.max(schema.documents.c.number))  # asked several times a page: written once
_SNIPPET = 160  # code points around a word found


def chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """``keys`` in pieces that fit into one query."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def documents(
    connection: Connection, shas: Sequence[str] | None = None, moment: Moment = NOW
) -> Iterator[StoredDocument]:
    """All documents, or those named, by day of publication, the undated last."""
    table, capture = schema.documents, schema.captures
    query = (
        sa.select(table, capture.c.origin.label("came_from"), capture.c.media_type, capture.c.captured, capture.c.size)
        .join(capture, capture.c.sha256 == table.c.sha256)
        .where(*existed(moment, table.c.published, capture.c.captured))
        .order_by(table.c.published.is_(None), table.c.published, table.c.sha256)
    )
    if shas is None:
        rows = connection.execution_options(yield_per=CHUNK).execute(query).mappings()
        for found in rows.partitions(CHUNK):
            yield from _stored(connection, found, moment)
        return
    for part in chunks(sorted(set(shas))):
        found = connection.execute(query.where(table.c.sha256.in_(part))).mappings().all()
        yield from _stored(connection, found, moment)


def _stored(connection: Connection, rows: Sequence[RowMapping], moment: Moment) -> Iterator[StoredDocument]:
    pages = _pages(connection, [row["url"] for row in rows if row["url"]], moment)
    for row in rows:
        revisions = pages.get(row["url"], (row["sha256"],))
        yield StoredDocument(
            document=packing.document_of(row), origin=row["came_from"], media_type=row["media_type"],
            captured=row["captured"], size=row["size"], revisions=revisions,
            revision=revisions.index(row["sha256"]) + 1,
        )  # fmt: skip


def _pages(connection: Connection, urls: Sequence[str], moment: Moment) -> dict[str, tuple[str, ...]]:
    """The captures of each url in the order in which they were taken."""
    table, capture = schema.documents, schema.captures
    query = (
        sa.select(table.c.url, table.c.sha256)
        .join(capture, capture.c.sha256 == table.c.sha256)
        .where(*existed(moment, table.c.published, capture.c.captured))
        .order_by(table.c.url, capture.c.captured, table.c.sha256)
    )
    found: dict[str, tuple[str, ...]] = {}
    for part in chunks(sorted(set(urls))):
        for url, group in groupby(connection.execute(query.where(table.c.url.in_(part))), key=lambda row: row[0]):
            found[url] = tuple(sha for _, sha in group)
    return found


def document_key(connection: Connection, key: str) -> str:
    """The SHA-256 of the document that ``key`` names: its hash, at least 6 digits of it, or its own id.

    Raises:
        NotInRecordError: none has it, or more than one; ``near`` lists those that come close.
    """
    table = schema.documents
    exact = sa.select(table.c.sha256).where((table.c.sha256 == key) | (table.c.id == key)).order_by(table.c.sha256)
    found: list[str] = list(connection.execute(exact.limit(5)).scalars())
    if not found and len(key) >= 6:
        query = sa.select(table.c.sha256).where(table.c.sha256.startswith(key.lower(), autoescape=True))
        found = list(connection.execute(query.order_by(table.c.sha256).limit(5)).scalars())
    if len(found) == 1:
        return found[0]
    if not found:
        like = sa.select(table.c.id).where(table.c.id.startswith(key[:4], autoescape=True)) if key else None
        found = [] if like is None else list(connection.execute(like.order_by(table.c.id).limit(5)).scalars())
        raise NotInRecordError("document", key, tuple(found))
    raise NotInRecordError("single document", key, tuple(found))


def capture(connection: Connection, sha: str) -> Capture:
    """The bytes as they came."""
    row = connection.execute(sa.select(schema.captures).where(schema.captures.c.sha256 == sha)).mappings().first()
    if row is None:
        raise NotInRecordError("capture", sha)
    return packing.capture_of(row)


def reading(connection: Connection, sha: str) -> Annotated:
    """What was read in the document: every layer but tokens and marks."""
    table = schema.documents.join(schema.readings, schema.readings.c.document == schema.documents.c.sha256)
    query = sa.select(schema.documents, schema.readings.c.body).select_from(table)
    row = connection.execute(query.where(schema.documents.c.sha256 == sha)).mappings().first()
    if row is None:
        raise NotInRecordError("document", sha)
    return packing.reading_of(row["body"], packing.document_of(row))


class _Sure(msgspec.Struct):
    """As much of an attribution as ``confidence`` needs: decoding all of a reading takes much longer."""

    id: str
    confidence: float


class _SureOf(msgspec.Struct):
    attributions: list[_Sure] = []


def confidence(connection: Connection, shas: Sequence[str]) -> dict[tuple[str, str], float]:
    """By document and attribution: how sure the reading was of it."""
    table = schema.readings
    found: dict[tuple[str, str], float] = {}
    for part in chunks(sorted(set(shas))):
        for sha, body in connection.execute(
            sa.select(table.c.document, table.c.body).where(table.c.document.in_(part))
        ):
            said = typed(zlib.decompress(body), _SureOf).attributions
            found.update(((sha, one.id), one.confidence) for one in said)
    return found


def incident_ids(connection: Connection, dialect: Dialect, wanted: IncidentFilter, moment: Moment = NOW) -> list[str]:
    """The incidents that the filter lets through, by their first day, the undated last."""
    return [key for _, key in incident_days(connection, dialect, wanted, moment)]


def incident_days(
    connection: Connection, dialect: Dialect, wanted: IncidentFilter, moment: Moment = NOW
) -> list[tuple[dt.date | None, str]]:
    """The first day and the id of the incidents that the filter lets through, in order, the undated last."""
    rows: set[tuple[bool, dt.date, str]] = set()
    for part in chunks(sorted(set(wanted.ids))) if wanted.ids else [()]:
        rows.update(_incident_days(connection, dialect, msgspec.structs.replace(wanted, ids=tuple(part)), moment))
    return [(None if undated else day, key) for undated, day, key in sorted(rows)]


def _incident_days(
    connection: Connection, dialect: Dialect, wanted: IncidentFilter, moment: Moment
) -> Iterator[tuple[bool, dt.date, str]]:
    then = documents_then(moment, schema.mentions.c.document)
    days = sa.select(INCIDENT, sa.func.min(schema.mentions.c.day_from)).select_from(LINKED).where(*then)
    days = days.group_by(INCIDENT)
    conditions = incident_conditions(wanted, dialect, identities(connection, moment.known))
    met = sa.select(INCIDENT).select_from(LINKED).where(*conditions, *then).distinct()
    asked: Iterable[sa.Select[Any]] = [days]
    if wanted != IncidentFilter():
        found = sorted(connection.execute(met).scalars())
        if len(found) <= _FEW:  # each by its key, not by looking at all mentions
            asked = (days.where(schema.mentions.c.id.in_(members(part))) for part in chunks(found))
        else:
            asked = [days.where(INCIDENT.in_(met))]
    for query in asked:
        for row in connection.execute(query):
            key, day = row
            yield day is None, day or dt.date.max, key


def incidents(
    connection: Connection, dialect: Dialect, wanted: IncidentFilter, moment: Moment = NOW
) -> Iterator[StoredIncident]:
    """The incidents that the filter lets through, each with all its mentions, not only those that matched."""
    for part in chunks(incident_ids(connection, dialect, wanted, moment)):
        by_incident: dict[str, list[StoredMention]] = {key: [] for key in part}
        for mention in mentions(connection, schema.mentions.c.id.in_(members(part)), moment):
            by_incident[mention.incident].append(mention)
        for key, found in by_incident.items():
            yield StoredIncident(id=key, mentions=tuple(found))


def mentions(
    connection: Connection, condition: sa.ColumnElement[bool], moment: Moment = NOW
) -> Iterator[StoredMention]:
    """The mentions that meet ``condition``, by id."""
    table, document = schema.mentions, schema.documents
    about = (document.c.id.label("document_id"), document.c.title, document.c.outlet, document.c.published)
    query = (
        sa.select(table, INCIDENT, *about)
        .select_from(LINKED.join(document, document.c.sha256 == table.c.document))
        .where(condition, *documents_then(moment, table.c.document)).order_by(table.c.id)
    )  # fmt: skip
    for row in connection.execute(query).mappings():
        yield StoredMention(
            id=row["id"], document=row["document"], incident=row["incident"], document_id=row["document_id"],
            title=row["title"], outlet=row["outlet"], published=row["published"], words=row["words"],
            mention=typed(row["body"], IncidentMention),
        )  # fmt: skip


def incident_key(connection: Connection, key: str) -> str:
    """The incident that ``key`` names: its id, the beginning of one, an id that it had once, or the id of one of its mentions.

    Raises:
        NotInRecordError: none has it, or more than one; ``near`` lists those that come close.
    """
    if connection.execute(members([key]).limit(1)).first() is not None:
        return key
    at = sa.select(INCIDENT).select_from(LINKED)
    linked: str | None = connection.execute(at.where(schema.mentions.c.id == key)).scalar()
    if linked is not None:
        return linked
    names = schema.incident_names
    once = at.join(names, names.c.mention == schema.mentions.c.id).where(names.c.name == key)
    renamed: str | None = connection.execute(once).scalar()
    if renamed is not None:
        return renamed
    like = at.where(INCIDENT.startswith(key, autoescape=True)).distinct().order_by(INCIDENT).limit(5)
    found: list[str] = list(connection.execute(like).scalars()) if key else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotInRecordError("incident", key)
    number = sa.select(sa.func.count(INCIDENT.distinct())).select_from(LINKED)
    several = connection.execute(number.where(INCIDENT.startswith(key, autoescape=True))).scalar_one()
    raise NotInRecordError("single incident", key, tuple(found), several)


def claims(connection: Connection, wanted: ClaimFilter, moment: Moment = NOW) -> Iterator[Claim]:
    """Claims by day of publication, then place in the text."""
    for name in ("ids", "incidents", "mentions"):
        keys = getattr(wanted, name)
        if len(keys) > CHUNK:
            parts = (msgspec.structs.replace(wanted, **{name: tuple(part)}) for part in chunks(sorted(set(keys))))
            yield from sorted((claim for part in parts for claim in claims(connection, part, moment)), key=_claim_order)
            return
    table, who = schema.claims, identities(connection, moment.known)
    query = (
        sa.select(table, CLAIM_INCIDENT, JUDGED)
        .select_from(CLAIMS_LINKED)
        .where(*claim_conditions(wanted, who), *claims_then(moment))
        .order_by(table.c.published.is_(None), table.c.published, table.c.document, table.c.span_start, table.c.id)
    )
    for part in connection.execution_options(yield_per=CHUNK).execute(query).mappings().partitions(CHUNK):
        judged = reviews(connection, [row["id"] for row in part if row["judged"]], moment.known)
        for row in part:
            claim = packing.claim_of(row, incident=row["incident"])
            read = reviewed(claim, judged[claim.id]) if claim.id in judged else claim
            found = _identified(read, who) if who else read
            if not (wanted.speaker and who.excludes(wanted.speaker, found.actor, found.identity)):
                yield found


def _identified(claim: Claim, who: Identities) -> Claim:
    """The claim with the actors that people say are meant."""
    party = claim.value if isinstance(claim.value, str) and claim.property in ("perpetrator", "source") else ""
    return msgspec.structs.replace(
        claim,
        identity=who.of(claim.actor, claim.speaker or "", claim.document) if claim.speaker else None,
        value_identity=who.of(claim.value_actor, party, claim.document) if party else None,
    )


def _claim_order(claim: Claim) -> tuple[bool, dt.date, str, int, str]:
    published = claim.published
    return published is None, published or dt.date.max, claim.document, claim.span[0], claim.id


def search(connection: Connection, dialect: Dialect, words: str, limit: int, moment: Moment = NOW) -> Iterator[Hit]:
    """Documents that hold all the words, best first."""
    wanted = terms(words)
    if not wanted:
        return
    found = dialect.search(connection, wanted, limit, documents_then(moment, schema.documents.c.sha256))
    table = schema.documents
    query = sa.select(table).where(table.c.number.in_([hit.number for hit in found]))
    rows = {row["number"]: row for row in connection.execute(query).mappings()}
    for hit in found:
        row = rows[hit.number]
        start, end = _around(row["text"], hit.spans)
        yield Hit(
            document=row["sha256"], id=row["id"], title=row["title"], outlet=row["outlet"], published=row["published"],
            snippet=row["text"][start:end], at=(start, end), spans=hit.spans,
        )  # fmt: skip


def _around(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """About two lines around the first span, cut between words."""
    first, last = spans[0] if spans else (0, 0)
    start, end = max(0, first - _SNIPPET // 2), min(len(text), last + _SNIPPET)
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while end < len(text) and end > last and not text[end].isspace():
        end -= 1
    return start, end


def newest(connection: Connection) -> int:
    """The number of the document that was added last; it tells the order of adding, so nothing derived may use it."""
    return connection.execute(_NEWEST).scalar() or 0


def counts(connection: Connection, moment: Moment = NOW) -> Counts:
    """How much there is of everything."""

    def number(table: sa.FromClause, *conditions: sa.ColumnElement[bool]) -> int:
        return connection.execute(sa.select(sa.func.count()).select_from(table).where(*conditions)).scalar_one()

    then = documents_then(moment, schema.documents.c.sha256)
    told = documents_then(moment, schema.mentions.c.document)
    incidents = sa.select(sa.func.count(INCIDENT.distinct())).select_from(LINKED).where(*told)
    return Counts(
        documents=number(schema.documents, *then),
        skipped=number(schema.documents, schema.documents.c.skipped.is_not(None), *then),
        mentions=number(schema.mentions, *told),
        incidents=connection.execute(incidents).scalar_one(),
        claims=number(schema.claims, *claims_then(moment)),
        unlinked=number(schema.unlinked),
    )
