"""One claim: who says it, on what words, and through whom it came to us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.api.review_audit import in_words
from rashomon.api.rows import claim_row
from rashomon.assess import machine_text, value_text
from rashomon.errors import NotInRecordError
from rashomon.model import words_of
from rashomon.record import ClaimFilter
from rashomon.web.quotes import Quoting, mark
from rashomon.web.views.incident import speaker
from rashomon.web.visit import Answer, Page, Visit
from rashomon.web.words import held, matter, outright, verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model import Annotated, Attribution, Claim


def page(visit: Visit) -> Answer:
    """The claim with its words, its chain of citation, and the claims that it stands in relation to."""
    claim = _claim(visit, visit.path("claim"))
    row = claim_row(claim)
    return Answer(
        template="claim.html", title=f"{speaker(claim)} {verb(claim.stance, claim.speaker, claim.speaker_class)}: {matter(claim.property, claim.group)}" + ("" if outright(claim) else f", {held(claim)}"),
        context=lambda: _drawn(visit, claim), data=lambda: row | {"words_sha256": mark(claim.original)}, rows=lambda: [row],
    )  # fmt: skip


def _claim(visit: Visit, key: str) -> Claim:
    found = next(visit.book.record.claims(ClaimFilter(ids=(key,))), None)
    if found is None:
        raise NotInRecordError("claim", key)
    return found


def _drawn(visit: Visit, claim: Claim) -> dict[str, Any]:
    record = visit.book.record
    reading = record.reading(claim.document)
    stored = record.document(claim.document)
    said = {one.id: one for one in reading.attributions}
    related = _related(visit, claim)
    shas = {claim.document, *(other.document for _, other in related)}
    quoting = Quoting(visit, {found.document.sha256: found.document for found in record.documents(sorted(shas))})
    origin = record.origins([claim.document]).get(claim.document)
    attribution = said.get(claim.attribution or "")
    return {
        "claim": claim, "speaker": speaker(claim), "value": held(claim), "quote": quoting.claim(claim), "found": stored,
        "attribution": attribution, "chain": list(_chain(reading, said, attribution)), "mark": mark(claim.original),
        "machine": machine_text(claim), "history": [
            {"judgement": j, "after": in_words(j.after, claim)} for j in record.judgements(claim.id)
        ], "words": _words(reading, attribution), "origin": record.document(origin) if origin else None,
        "related": [(how, other, speaker(other), value_text(other), quoting.claim(other)) for how, other in related],
    }  # fmt: skip


def _words(reading: Annotated, said: Attribution | None) -> dict[str, str]:
    if said is None:
        return {}
    return {
        name: words_of(reading.text, getattr(said, name))
        for name in ("source", "cue", "content")
        if getattr(said, name)
    }


def _chain(reading: Annotated, said: dict[str, Attribution], at: Attribution | None) -> Iterator[dict[str, str | None]]:
    """Who passes it on, from the one nearest to the claim outwards: each attribution that it stands within."""
    seen: set[str] = set()
    while at is not None and at.id not in seen:
        seen.add(at.id)
        yield {
            "who": at.speaker or at.speaker_class or "somebody", "actor": at.actor or at.speaker,
            "name": at.speaker, "class": at.speaker_class, "cue": words_of(reading.text, at.cue) or None, "stance": at.stance,
        }  # fmt: skip
        at = said.get(at.within or "")


def _related(visit: Visit, claim: Claim) -> list[tuple[str, Claim]]:
    wanted = {"answers": claim.against, "replaces": claim.supersedes, "is a part of": claim.part_of}
    ids = tuple(sorted({key for key in wanted.values() if key}))
    found = {other.id: other for other in visit.book.record.claims(ClaimFilter(ids=ids))} if ids else {}
    related = [(how, found[key]) for how, key in wanted.items() if key in found]
    if claim.mention is not None:
        for other in visit.book.record.claims(ClaimFilter(mentions=(claim.mention,))):
            for how, key in (
                ("is answered by", other.against),
                ("is replaced by", other.supersedes),
                ("has as a part", other.part_of),
            ):
                if key == claim.id:
                    related.append((how, other))
    return related


PAGES = (Page("/claims/{claim}", page),)
