"""Looks for what must never be: bytes that changed, pointers that lead nowhere, words that differ, ranges out of order."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa

from rashomon.model import Annotated, Assessment, IncidentMention, Range, Span, sha256
from rashomon.model.codec import typed
from rashomon.model.review import OF_CLAIMS, UNDO

from . import packing, schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy.engine import Connection

    from .dialect import Dialect

from .rows import Problem

_BROKEN = (msgspec.DecodeError, zlib.error, UnicodeDecodeError)


def problems(connection: Connection, dialect: Dialect) -> Iterator[Problem]:
    """All problems, table by table; reads the whole record once."""
    yield from dialect.problems(connection)
    yield from _captures(connection)
    yield from _documents(connection)
    yield from _derived(connection)
    yield from _judgements(connection)


def _stream(connection: Connection, query: sa.Select[Any]) -> Iterator[sa.RowMapping]:
    yield from connection.execution_options(yield_per=50).execute(query).mappings()


def _captures(connection: Connection) -> Iterator[Problem]:
    for row in _stream(connection, sa.select(schema.captures).order_by(schema.captures.c.sha256)):
        try:
            found = sha256(packing.capture_of(row).content)
        except zlib.error as error:
            yield Problem(kind="damaged capture", where=row["sha256"], detail=f"cannot be unpacked: {error}")
            continue
        if found != row["sha256"]:
            yield Problem(kind="hash differs", where=row["sha256"], detail=f"the bytes have the hash {found}")
    table = schema.documents
    orphans = (
        sa.select(schema.captures.c.sha256)
        .outerjoin(table, table.c.sha256 == schema.captures.c.sha256)
        .where(table.c.sha256.is_(None)).order_by(schema.captures.c.sha256)
    )  # fmt: skip
    for sha in connection.execute(orphans).scalars():
        yield Problem(kind="no document", where=sha, detail="bytes without a document")


def _documents(connection: Connection) -> Iterator[Problem]:
    table, reading = schema.documents, schema.readings
    query = (
        sa.select(table, reading.c.body)
        .outerjoin(reading, reading.c.document == table.c.sha256).order_by(table.c.sha256)
    )  # fmt: skip
    for row in _stream(connection, query):
        sha = row["sha256"]
        try:
            document = packing.document_of(row)
            annotated = packing.reading_of(row["body"], document) if row["body"] is not None else None
        except _BROKEN as error:
            yield Problem(kind="damaged reading", where=sha, detail=f"cannot be read: {error}")
            continue
        if annotated is None:
            yield Problem(kind="no reading", where=sha, detail="a document that was never read")
        else:
            yield from _reading(annotated)
        yield from _claims(connection, sha, row["text"])
        yield from _mentions(connection, sha, len(row["text"]))


def _reading(annotated: Annotated) -> Iterator[Problem]:
    sha, end = annotated.document.sha256, len(annotated.text)
    layers: tuple[tuple[str, Iterable[Span | None]], ...] = (
        ("document", (annotated.document.headline, annotated.document.dateline, *annotated.document.asides)),
        ("sentence", (s.span for s in annotated.sentences)),
        ("time", (t.span for t in annotated.times)),
        ("place", (p.span for p in annotated.places)),
        ("actor", (a.span for a in annotated.actors)),
        ("figure", (f.span for f in annotated.figures)),
        ("attribution", (s for a in annotated.attributions for s in (*a.source, *a.cue, *a.content))),
    )
    for name, spans in layers:
        for span in spans:
            if span is not None and not 0 <= span.start <= span.end <= end:
                yield Problem(kind="span outside", where=sha, detail=f"{name} at {tuple(span)}, the text ends at {end}")
    known = {a.id for a in annotated.attributions} | {e.id for e in annotated.incidents}
    for relation in annotated.relations:
        for name in (relation.origin, relation.target):
            if name not in known:
                yield Problem(kind="dangling pointer", where=sha, detail=f"relation {relation.type} names {name}")


def _claims(connection: Connection, sha: str, text: str) -> Iterator[Problem]:
    table, other = schema.claims, schema.claims.alias("other")
    columns = (table.c.id, table.c.span_start, table.c.span_end, table.c.original, table.c.mention)
    query = sa.select(*columns).where(table.c.document == sha).order_by(table.c.id)
    for row in connection.execute(query).mappings():
        span = Span(row["span_start"], row["span_end"])
        if not 0 <= span.start <= span.end <= len(text):
            yield Problem(kind="span outside", where=row["id"], detail=f"{tuple(span)}, the text ends at {len(text)}")
        elif not _same_words(span.of(text), row["original"]):
            yield Problem(kind="words differ", where=row["id"], detail=f"{row['original']!r} is not at {tuple(span)}")
        if row["mention"] is not None and not row["mention"].startswith(f"{sha}:"):
            yield Problem(kind="dangling pointer", where=row["id"], detail=f"is about {row['mention']} of another text")
    for name in ("against", "supersedes", "part_of"):
        lost = (
            sa.select(table.c.id, table.c[name])
            .outerjoin(other, other.c.id == table.c[name])
            .where(table.c.document == sha, table.c[name].is_not(None), other.c.id.is_(None)).order_by(table.c.id)
        )  # fmt: skip
        for claim, target in connection.execute(lost):
            yield Problem(kind="dangling pointer", where=claim, detail=f"{name} names {target}, which is no claim")


def _same_words(found: str, original: str) -> bool:
    """Whether ``original`` is ``found``, or parts of it in order, joined by " ... " where words were left out."""
    at = 0
    for part in original.split(" ... "):
        at = found.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return found == original or " ... " in original


def _mentions(connection: Connection, sha: str, end: int) -> Iterator[Problem]:
    table = schema.mentions
    for row in connection.execute(sa.select(table).where(table.c.document == sha).order_by(table.c.id)).mappings():
        try:
            mention = typed(row["body"], IncidentMention)
        except _BROKEN as error:
            yield Problem(kind="damaged mention", where=row["id"], detail=f"cannot be read: {error}")
            continue
        if row["id"] != packing.mention_id(sha, mention.id):
            yield Problem(kind="dangling pointer", where=row["id"], detail=f"tells {mention.id} of {sha}")
        for span in _spans_of(mention):
            if not 0 <= span.start <= span.end <= end:
                yield Problem(kind="span outside", where=row["id"], detail=f"{tuple(span)}, the text ends at {end}")
        fields = {name: getattr(mention, name) for name in mention.__struct_fields__}
        yield from _ranges(row["id"], {name: value for name, value in fields.items() if isinstance(value, Range)})


def _spans_of(mention: IncidentMention) -> Iterator[Span]:
    yield from (mention.anchor, *mention.anchors)
    for party in mention.perpetrators:
        yield from party.mentions
    for victim in mention.victims:
        yield from victim.mentions
    for target in mention.targets:
        yield from target.mentions
    for instrument in mention.instruments:
        yield from instrument.mentions


def _ranges(where: str, ranges: Mapping[str, Range]) -> Iterator[Problem]:
    for name, value in sorted(ranges.items()):
        known = [number for number in (value.low, value.best, value.high) if number is not None]
        if known != sorted(known) or any(number < 0 for number in known):
            yield Problem(
                kind="range out of order", where=where, detail=f"{name}: {value.low}, {value.best}, {value.high}"
            )


def _derived(connection: Connection) -> Iterator[Problem]:
    table, of, pending = schema.mentions, schema.incident_of, schema.unlinked
    lost = (
        sa.select(table.c.id)
        .outerjoin(of, of.c.mention == table.c.id).outerjoin(pending, pending.c.mention == table.c.id)
        .where(of.c.mention.is_(None), pending.c.mention.is_(None)).order_by(table.c.id)
    )  # fmt: skip
    for mention in connection.execute(lost).scalars():
        yield Problem(kind="not linked", where=mention, detail="belongs to no incident and waits for none")
    known = sa.select(of.c.incident).union(sa.select(table.c.id))
    stale = sa.select(schema.assessments).where(schema.assessments.c.incident.not_in(known))
    for lone in connection.execute(stale).mappings():
        yield Problem(kind="dangling pointer", where=lone["incident"], detail="an assessment of no incident")
    for row in _stream(connection, sa.select(schema.assessments).order_by(schema.assessments.c.incident)):
        try:
            assessment = typed(row["body"], Assessment)
        except _BROKEN as error:
            yield Problem(kind="damaged assessment", where=row["incident"], detail=f"cannot be read: {error}")
            continue
        yield from _ranges(row["incident"], assessment.ranges)


def _judgements(connection: Connection) -> Iterator[Problem]:
    """Judgements about claims that are not there, and undoings of nothing."""
    table, of = schema.judgements, schema.judgements.alias("of")
    lost = (
        sa.select(table.c.id, table.c.verdict, table.c.subject)
        .outerjoin(schema.claims, schema.claims.c.id == table.c.subject).outerjoin(of, of.c.id == table.c.subject)
        .where(
            (table.c.verdict.in_(OF_CLAIMS) & schema.claims.c.id.is_(None)) | ((table.c.verdict == UNDO) & of.c.id.is_(None))
        )
        .order_by(table.c.number)
    )  # fmt: skip
    for judgement, verdict, subject in connection.execute(lost):
        what = "no judgement" if verdict == UNDO else "no claim"
        yield Problem(kind="dangling pointer", where=judgement, detail=f"{verdict} of {subject}, which is {what}")
