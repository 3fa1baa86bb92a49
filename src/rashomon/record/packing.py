"""Between the model's types and the rows of tables; pure functions, no database."""

from __future__ import annotations

import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from rashomon.model import (
    ActorMention,
    Annotated,
    Capture,
    Claim,
    ClaimValue,
    Count,
    Document,
    IncidentMention,
    Interval,
    Judgement,
    LinkKey,
    Marks,
    PlaceValue,
    Span,
    content_id,
)
from rashomon.model.codec import line, typed
from rashomon.version import __version__

from .dialect import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import RowMapping

    from .rows import Keys

Row = dict[str, Any]
_BLANK = Document(id="", text="", sha256="")
_KINDS: tuple[tuple[str, Any], ...] = (
    ("flag", bool), ("text", str), ("count", Count), ("interval", Interval), ("place", PlaceValue),
)  # fmt: skip
NOTHING = "none"
"""The ``value_kind`` of a claim without a value."""
_TYPES: dict[str, Any] = dict(_KINDS)


def mention_id(document: str, incident: str) -> str:
    """The id, within the record, of the incident ``incident`` ("e1") of a document, by the document's SHA-256."""
    return f"{document}:{incident}"


def incident_name(mention: str) -> str:
    """The name of an incident of which ``mention`` is the first, as ``resolve.incident_id`` makes it; a test compares the two."""
    return content_id("i", mention)


def capture_row(capture: Capture) -> Row:
    """The bytes are packed where that makes them smaller."""
    packed = zlib.compress(capture.content, 6)
    small = len(packed) < len(capture.content)
    return {
        "sha256": capture.sha256,
        "content": packed if small else capture.content,
        "packing": "zlib" if small else "raw",
        "size": len(capture.content),
        "origin": capture.origin,
        "media_type": capture.media_type,
        "captured": capture.captured,
    }


def capture_of(row: RowMapping) -> Capture:
    """The capture again.

    Raises:
        zlib.error: the packed bytes are damaged.
    """
    content = _unpacked(row["content"], row["size"]) if row["packing"] == "zlib" else bytes(row["content"])
    names = ("sha256", "origin", "media_type", "captured")
    return Capture(content=content, **{name: row[name] for name in names})


def _unpacked(packed: bytes, size: int) -> bytes:
    """``size`` bytes, and never more than one beyond: a record from elsewhere may hold a few bytes that unpack to gigabytes.

    Raises:
        zlib.error: the packed bytes are damaged.
    """
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, max(size, 0) + 1)  # 0 would mean no bound
    if len(content) > size or not unpacking.eof:
        raise zlib.error(f"it does not unpack to {size} bytes")
    return content


def document_row(document: Document, fingerprint: tuple[int, ...]) -> Row:
    """Columns for queries, and all fields but the text once more as JSON: a field added later needs no migration."""
    names = (
        "sha256", "id", "title", "outlet", "author", "url", "published", "language", "skipped", "origin", "extractor",
        "text",
    )  # fmt: skip
    return {
        **{name: getattr(document, name) for name in names},
        "details": line(msgspec.structs.replace(document, text="")),
        "fingerprint": line(fingerprint),
    }


def document_of(row: RowMapping) -> Document:
    """The document again."""
    return msgspec.structs.replace(typed(row["details"], Document), text=row["text"])


def reading_row(annotated: Annotated) -> Row:
    """Every layer but the tokens and the encoder's marks, which are large and can be made again from the text."""
    bare = msgspec.structs.replace(annotated, document=_BLANK, tokens=(), marks=Marks())
    body = zlib.compress(line(bare).encode(), 6)
    return {
        "document": annotated.document.sha256,
        "reader": __version__ + (f" actors {annotated.registry}" if annotated.registry else ""),
        "body": body,
    }


def reading_of(body: bytes, document: Document) -> Annotated:
    """The reading again, with no tokens and no marks.

    Raises:
        zlib.error, msgspec.DecodeError: the stored bytes are damaged.
    """
    return msgspec.structs.replace(typed(zlib.decompress(body), Annotated), document=document)


def mention_row(annotated: Annotated, incident: IncidentMention, words: str, key: LinkKey | None) -> Row:
    """One incident of a document, told by ``words``."""
    day, place = incident.date or Interval(), incident.place
    return {
        "id": mention_id(annotated.document.sha256, incident.id),
        "document": annotated.document.sha256,
        "type": incident.type,
        "main": incident.main,
        "reality": incident.reality,
        "day_from": day.start,
        "day_to": day.end,
        "place": place.name if place else None,
        "place_key": fold(place.name) if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "words": words,
        "link_key": None if key is None else line(key),
        "body": line(incident),
    }


def words_about(annotated: Annotated, incident: IncidentMention, claims: Iterable[Claim]) -> str:
    """The sentences that hold an anchor of the incident or the words of a claim about it, in order, one a line."""
    spans = [incident.anchor, *incident.anchors, *(claim.span for claim in claims)]
    told = [s.span for s in annotated.sentences if any(s.span.overlaps(span) for span in spans)]
    return "\n".join(span.of(annotated.text) for span in told or sorted(set(spans)))


def party_rows(mention: str, incident: IncidentMention) -> list[Row]:
    """Perpetrators and named victims, each name once a role; the actor's id of the first that has one."""
    found: dict[tuple[str, str], str | None] = {}
    for party in incident.perpetrators:
        found["perpetrator", party.name] = found.get(("perpetrator", party.name)) or party.actor
    for victim in incident.victims:
        if victim.name:
            found.setdefault(("victim", victim.name), None)
    return [
        {"mention": mention, "role": role, "name": name, "name_key": fold(name), "actor": actor}
        for (role, name), actor in found.items()
    ]


def block_rows(document: str, keys: Keys) -> tuple[list[Row], list[Row]]:
    """Rows of ``blocks`` and of ``copy_blocks``."""
    mentions = [
        {"key": key, "mention": mention}
        for mention, wanted in sorted(keys.blocks.items())
        for key in sorted(set(wanted))
    ]
    return mentions, [{"key": key, "document": document} for key in sorted(set(keys.copies))]


def actor_rows(document: str, actors: Iterable[ActorMention]) -> list[Row]:
    """How often the document mentions each actor."""
    counts = Counter((a.name, a.kind, a.actor or "") for a in actors)
    return [
        {"document": document, "name": name, "kind": kind, "actor": actor, "name_key": fold(name), "mentions": count}
        for (name, kind, actor), count in sorted(counts.items())
    ]


def relation_rows(annotated: Annotated) -> list[Row]:
    """Relations within the document, each once."""
    found = {(r.origin, r.target, r.type): r.rule for r in reversed(annotated.relations)}
    return [
        {"document": annotated.document.sha256, "origin": origin, "target": target, "type": kind, "rule": rule}
        for (origin, target, kind), rule in sorted(found.items())
    ]


_CLAIM_PLAIN = (
    "id", "mention", "document", "property", "original", "stance", "speaker", "speaker_class", "actor", "group", "part_of", "early",
    "outlet", "value_actor", "represents", "published", "attribution", "against", "supersedes", "rule", "first_seen", "last_seen",
)  # fmt: skip
CLAIM_DERIVED = ("incident", "review", "unsure", "machine", "identity", "value_identity")
"""Fields of a claim that are not stored with it: the first comes from its links, the others from judgements."""


def claim_row(claim: Claim) -> Row:
    """One claim; which incident it belongs to and how it was reviewed are kept elsewhere."""
    kind = next((kind for kind, of in _KINDS if isinstance(claim.value, of)), NOTHING)
    said = claim.said or Interval()
    return {
        **{name: getattr(claim, name) for name in _CLAIM_PLAIN},
        "value_kind": kind,
        "value": None if claim.value is None else line(claim.value),
        "span_start": claim.span[0],
        "span_end": claim.span[1],
        "speaker_key": fold(claim.speaker) if claim.speaker else None,
        "said_from": said.start,
        "said_to": said.end,
    }


def claim_of(row: RowMapping, *, incident: str | None) -> Claim:
    """The claim as it was read, with the incident that its mention is linked to now."""
    said = Interval(row["said_from"], row["said_to"])
    return Claim(
        incident=incident,
        value=_value(row["value_kind"], row["value"]),
        span=Span(row["span_start"], row["span_end"]),
        said=said if said != Interval() else None,
        **{name: row[name] for name in _CLAIM_PLAIN},
    )


def _value(kind: str, value: str | None) -> ClaimValue:
    if value is None:
        return None
    found: ClaimValue = typed(value, _TYPES[kind])
    return found


def judgement_row(judgement: Judgement) -> Row:
    """One judgement; that it was undone is a row of its own."""
    return {name: value for name, value in msgspec.structs.asdict(judgement).items() if name != "undone"}
