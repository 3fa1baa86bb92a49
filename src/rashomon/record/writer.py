"""Adds documents, each in one transaction. What is added is never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import sqlalchemy as sa

from rashomon.errors import UnreadableInputError
from rashomon.model import Annotated, Capture, Claim, sha256

from . import packing, schema
from .rows import ADDED, REVISION, UNCHANGED, Added, Keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection, Engine

    from .dialect import Dialect

Rows = list[tuple[sa.Table, list[packing.Row]]]


def rows_for(capture: Capture, annotated: Annotated, claims: Sequence[Claim], keys: Keys) -> Rows:
    """All rows of one document, parents first.

    Raises:
        ValueError: the parts do not belong together: other hashes, a claim about no incident of the document or
            outside its text, keys for an incident that is not there.
        UnreadableInputError: the text holds characters that no file can hold (halves of surrogate pairs).
    """
    document = annotated.document
    _fit(capture, annotated, claims, keys)
    by_mention: dict[str | None, list[Claim]] = {}
    for claim in claims:
        by_mention.setdefault(claim.mention, []).append(claim)
    link_keys = {key.mention: key for key in keys.mentions}
    mentions, parties = [], []
    for incident in annotated.incidents:
        key = packing.mention_id(document.sha256, incident.id)
        words = packing.words_about(annotated, incident, by_mention.get(key, ()))
        mentions.append(packing.mention_row(annotated, incident, words, link_keys.get(key)))
        parties += packing.party_rows(key, incident)
    blocks, copy_blocks = packing.block_rows(document.sha256, keys)
    unique = {claim.id: claim for claim in reversed(claims)}
    try:
        rows: Rows = [
            (schema.captures, [packing.capture_row(capture)]),
            (schema.documents, [packing.document_row(document, keys.fingerprint)]),
            (schema.readings, [packing.reading_row(annotated)]),
            (schema.mentions, mentions),
            (schema.parties, parties),
            (schema.incident_names, [{"name": packing.incident_name(m["id"]), "mention": m["id"]} for m in mentions]),
            (schema.blocks, blocks),
            (schema.copy_blocks, copy_blocks),
            (schema.claims, [packing.claim_row(_seen(unique[key], capture)) for key in sorted(unique)]),
            (schema.relations, packing.relation_rows(annotated)),
            (schema.actors_seen, packing.actor_rows(document.sha256, annotated.actors)),
            (schema.unlinked, [{"mention": row["id"]} for row in mentions]),
            (schema.uncompared, [{"document": document.sha256}] if keys.copies else []),
        ]
        document.text.encode()
    except UnicodeEncodeError as error:
        reason = f"the text holds half a surrogate pair at character {error.start}"
        raise UnreadableInputError(capture.origin, reason, hint="save it as UTF-8") from error
    return rows


def _seen(claim: Claim, capture: Capture) -> Claim:
    """The claim with the moment at which its words were captured, where nothing else says when it was seen."""
    first = claim.first_seen or capture.captured
    return msgspec.structs.replace(claim, first_seen=first, last_seen=claim.last_seen or first)


def _fit(capture: Capture, annotated: Annotated, claims: Sequence[Claim], keys: Keys) -> None:
    document, end = annotated.document, len(annotated.text)
    if sha256(capture.content) != capture.sha256 or document.sha256 != capture.sha256:
        raise ValueError(f"{capture.origin}: the hashes of bytes, capture and document differ")
    incidents = {incident.id for incident in annotated.incidents}
    known = {packing.mention_id(document.sha256, incident) for incident in incidents}
    if len(incidents) != len(annotated.incidents):
        raise ValueError(f"{capture.origin}: two incidents of the document have one id")
    for claim in claims:
        if claim.document != document.sha256 or claim.mention not in {None, *known}:
            raise ValueError(f"claim {claim.id} is about {claim.mention}, which is no incident of this document")
        if not 0 <= claim.span[0] <= claim.span[1] <= end:
            raise ValueError(f"claim {claim.id} points outside the text: {tuple(claim.span)} of {end}")
    if stray := sorted({*keys.blocks, *(key.mention for key in keys.mentions)} - known):
        raise ValueError(f"keys for {stray[0]}, which is no incident of this document")


def add(engine: Engine, dialect: Dialect, document: Annotated, rows: Rows) -> Added:
    """Writes the rows of one document in one transaction, or finds that its bytes are there already."""
    sha = document.document.sha256
    with engine.execution_options(writes=True).begin() as connection:
        if holds(connection, sha):
            return Added(status=UNCHANGED, document=sha, skipped=document.document.skipped)
        earlier = _earlier(connection, document.document.url)
        for table, values in rows:
            if values:
                connection.execute(sa.insert(table), values)
        dialect.index(connection, *_numbers(connection, sha))
    status = REVISION if earlier else ADDED
    return Added(status=status, document=sha, revises=earlier, skipped=document.document.skipped)


def holds(connection: Connection, sha: str) -> bool:
    """Whether bytes with this hash are in the record."""
    query = sa.select(schema.captures.c.sha256).where(schema.captures.c.sha256 == sha)
    return connection.execute(query).first() is not None


def _earlier(connection: Connection, url: str | None) -> tuple[str, ...]:
    if url is None:
        return ()
    table = schema.documents
    query = sa.select(table.c.sha256).where(table.c.url == url).order_by(table.c.sha256)
    return tuple(connection.execute(query).scalars())


def _numbers(connection: Connection, sha: str) -> tuple[int, list[int]]:
    documents, mentions = schema.documents, schema.mentions
    number = connection.execute(sa.select(documents.c.number).where(documents.c.sha256 == sha)).scalar_one()
    told = sa.select(mentions.c.number).where(mentions.c.document == sha).order_by(mentions.c.number)
    return number, list(connection.execute(told).scalars())
