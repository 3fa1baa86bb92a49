"""The promises of a record: found by their claims, told in full by the readings of the documents that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.assess.promises import Made, Said, promises
from rashomon.lexicon.registry import registry
from rashomon.model import Telling
from rashomon.record import ClaimFilter, actor_key
from rashomon.resolve.promised import KEPT, PROMISE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from rashomon.model import Annotated, Claim, PromiseRow
    from rashomon.record import Record


def promises_of(record: Record, documents: Collection[str] | None = None) -> list[PromiseRow]:
    """All promises of the record, by day; claims that people rejected are left out.

    Of ``documents`` (SHA-256) alone where given: what others say of a promise does not count then, nor shows in its status.
    """
    made: list[Made] = []
    said: list[Said] = []
    readings: dict[str, Annotated] = {}
    for claim in _claims(record):
        if documents is not None and claim.document not in documents:
            continue
        if claim.document not in readings:
            readings.clear()  # claims come document by document, so that one reading is held at a time
            readings[claim.document] = record.reading(claim.document)
        reading = readings[claim.document]
        if claim.property == PROMISE:
            made += _made(claim, reading)
        else:
            said += _said(claim, reading)
    return promises(made, said)


def _claims(record: Record) -> Iterable[Claim]:
    found = [c for name in (PROMISE, KEPT) for c in record.claims(ClaimFilter(property=name)) if c.review != "rejected"]
    return sorted(found, key=lambda claim: (claim.document, claim.span, claim.id))


def _made(claim: Claim, reading: Annotated) -> Iterator[Made]:
    for promise in reading.promises:
        if (promise.span, promise.by, promise.kind) == (claim.span, claim.speaker, claim.value):
            teller = next((a.speaker for a in reading.attributions if a.id == promise.attribution), None)
            yield Made(_side(claim.identity, claim.actor, promise.by), promise, _telling(claim, teller))


def _said(claim: Claim, reading: Annotated) -> Iterator[Said]:
    for keeping in reading.keepings:
        if (keeping.span, keeping.party, keeping.kind) == (claim.span, claim.value, claim.group):
            party = _side(claim.value_identity, claim.value_actor, keeping.party)
            yield Said(party, keeping, claim.speaker_class, claim.actor, _telling(claim, claim.speaker))


def _side(identity: str | None, actor: str | None, name: str) -> str:
    """The key of a party: a state, its government and its forces are one."""
    key = identity or actor_key(actor, name)
    return registry().state_of(key) or key


def _telling(claim: Claim, speaker: str | None) -> Telling:
    return Telling(
        document=claim.document, span=claim.span, words=" ".join(claim.original.split()), speaker=speaker,
        outlet=claim.outlet, published=claim.published, claim=claim.id,
    )  # fmt: skip
