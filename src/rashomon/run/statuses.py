"""Fills in, for one document, what its own accounts come to: ranges and status of each incident it tells."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from rashomon.assess import assess
from rashomon.resolve import claims_of, mention_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rashomon.model import Annotated, Assessment, Claim, IncidentMention


def settled(annotated: Annotated, *, policy: str | None = None) -> Annotated:
    """The same document with ``status``, ``why`` and ranges of its incidents, by the rules of assess."""
    if not annotated.incidents:
        return annotated
    by_mention: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims_of(annotated):
        if claim.mention is not None:
            by_mention[claim.mention].append(claim)
    incidents = []
    for incident in annotated.incidents:
        claims = by_mention[mention_id(annotated.document.sha256, incident.id)]
        incidents.append(_settled(incident, assess(incident.id, claims, policy_name=policy), claims))
    return msgspec.structs.replace(annotated, incidents=tuple(incidents))


def _settled(incident: IncidentMention, found: Assessment, claims: Sequence[Claim]) -> IncidentMention:
    fields = set(incident.__struct_fields__)
    ranges = {name: value for name, value in found.ranges.items() if name in fields}
    why = _with_ids(found, {c.id: c for c in claims})
    return msgspec.structs.replace(incident, status=found.status, why=why, **ranges)


def _with_ids(found: Assessment, claims: Mapping[str, Claim]) -> str:
    """The rule in words, with the attributions that it rests on (narrated evidence has none)."""
    ids = dict.fromkeys(a for i in found.evidence if i in claims and (a := claims[i].attribution))
    return f"{found.why} [{', '.join(ids)}]" if ids else found.why
