"""Claims of promises: that a party promises, and what is said of its keeping. They belong to no incident.

A promise is a claim of the party (property "promise", the value is the kind; group "refused" or "conditional"); ``attribution`` says in whose
words it stands. What is said of keeping is a claim of who says it (property "promise kept", the value is the party, the group the
kind): assert for kept, accuse for broken, deny for a denial of having broken it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.model import Annotated, Claim, Keeping, Promise, content_id

if TYPE_CHECKING:
    from collections.abc import Iterator

PROMISE, KEPT = "promise", "promise kept"
STANCES = {"kept": "assert", "broken": "accuse", "denies breaking": "deny", "doubted": "doubt"}


def promise_claims(annotated: Annotated) -> Iterator[Claim]:
    """One claim for each promise and each word on keeping one."""
    for promise in annotated.promises:
        yield _promise(annotated, promise)
    for keeping in annotated.keepings:
        yield _keeping(annotated, keeping)


def _promise(annotated: Annotated, promise: Promise) -> Claim:
    doc = annotated.document
    said = next((a for a in annotated.attributions if a.id == promise.attribution), None)
    group = "refused" if promise.refused else "conditional" if promise.condition else None
    return Claim(
        id=content_id("c", doc.sha256, promise.span.start, promise.span.end, PROMISE, promise.kind, promise.by, group),
        mention=None, incident=None, property=PROMISE, value=promise.kind, group=group, stance="promise",
        original=promise.span.of(annotated.text), document=doc.sha256, span=promise.span, speaker=promise.by,
        actor=promise.actor, outlet=doc.outlet, said=said.said if said else None, published=doc.published,
        attribution=promise.attribution, rule=promise.rule,
    )  # fmt: skip


def _keeping(annotated: Annotated, keeping: Keeping) -> Claim:
    doc = annotated.document
    said = next((a for a in annotated.attributions if a.id == keeping.attribution), None)
    cls = None if keeping.speaker else (said.speaker_class or "unspecified") if said else "narrator"
    return Claim(
        id=content_id(
            "c", doc.sha256, keeping.span.start, keeping.span.end, KEPT, keeping.kind, keeping.party, keeping.verdict
        ),
        mention=None, incident=None, property=KEPT, value=keeping.party, value_actor=keeping.actor, group=keeping.kind,
        original=keeping.span.of(annotated.text), stance=STANCES[keeping.verdict], document=doc.sha256, span=keeping.span,
        speaker=keeping.speaker, speaker_class=cls, actor=said.actor if said and keeping.speaker else None, outlet=doc.outlet,
        said=said.said if said else None, published=doc.published, attribution=keeping.attribution, rule=keeping.rule,
    )  # fmt: skip
