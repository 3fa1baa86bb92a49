"""One actor as the record and the registry have it: names with their days, offices, sources, and what it says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rashomon.lexicon.registry import registry
from rashomon.model.codec import plain
from rashomon.record import ClaimFilter, actor_key
from rashomon.run.actors import actor_judgements, find_actor

from .rows import claim_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.lexicon.registry import Entry
    from rashomon.model import Claim
    from rashomon.record import Record, SeenActor

LATEST = 5
BLAMING = ("accuse", "assert")


def profile(record: Record, words: str) -> dict[str, Any]:
    """What is known of the actor that ``words`` name, and what it says, as plain values.

    ``registry`` is its entry (None for an actor that the record alone knows): dated names, parents, terms, ids, sources.
    ``says`` counts its claims by stance and by property, ``latest`` are its newest claims, ``blames``, ``denies`` and
    ``blamed_by`` name who and how often.

    Raises:
        NotInRecordError: there is no such actor, or there are several.
    """
    seen = find_actor(record, words)
    own = [claim for claim in _claims(record, seen) if _means(claim, seen)]
    about = [claim for claim in record.claims(ClaimFilter(property="perpetrator")) if _held(claim, seen)]
    entry = registry().entries.get(seen.actor or "")
    merged = set(seen.merged)
    row: dict[str, Any] = plain(seen)
    return row | {
        "registry": described(entry) if entry else None,
        "judgements": [plain(j) for j in actor_judgements(record) if {j.subject, j.other} & {seen.key, *merged}],
        "says": {
            "claims": len(own),
            "stances": _counted(claim.stance for claim in own),
            "properties": _counted(claim.property for claim in own),
        },
        "blames": _parties(own, BLAMING),
        "denies": _parties(own, ("deny",)),
        "blamed_by": _counted(
            claim.speaker or claim.speaker_class or "narrator" for claim in about if claim.stance in BLAMING
        ),
        "latest": [claim_row(claim) for claim in own[-LATEST:]],
    }


def described(entry: Entry) -> dict[str, Any]:
    """An entry of the registry as plain values, its ancestors and those who speak for it by office among them."""
    known = registry()
    offices = [
        {"person": other.name, **plain(term)}
        for other in known.entries.values()
        for term in other.terms
        if term.of == entry.id
    ]
    return {
        **plain(entry),
        "ancestors": [known.entries[key].name for key in known.ancestors(entry.id)],
        "offices": sorted(offices, key=lambda term: (str(term["since"] or ""), term["person"])),
    }


def _claims(record: Record, seen: SeenActor) -> Iterable[Claim]:
    wanted = {seen.key, *seen.merged}
    asked = sorted({seen.actor or seen.names[0], *(key.removeprefix("name:") for key in wanted)})
    found = {claim.id: claim for name in asked for claim in record.claims(ClaimFilter(speaker=name))}
    return sorted(found.values(), key=lambda c: (str(c.published or ""), c.document, c.span, c.id))


def _means(claim: Claim, seen: SeenActor) -> bool:
    """Whether the claim's speaker is this actor, not only one whose name holds its name."""
    return claim.speaker is not None and _is(claim.identity, claim.actor, claim.speaker, seen)


def _held(claim: Claim, seen: SeenActor) -> bool:
    return isinstance(claim.value, str) and _is(claim.value_identity, claim.value_actor, claim.value, seen)


def _is(identity: str | None, actor: str | None, name: str, seen: SeenActor) -> bool:
    return (identity or actor_key(actor, name)) == seen.key


def _parties(claims: Iterable[Claim], stances: tuple[str, ...]) -> dict[str, int]:
    return _counted(str(c.value) for c in claims if c.property == "perpetrator" and c.stance in stances and c.value)


def _counted(words: Iterable[str]) -> dict[str, int]:
    counts = Counter(words)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
