"""Assesses incidents of a record: fetches claims, asks assess, keeps what was computed until its incident changes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rashomon.assess import assess
from rashomon.assess import policy as policy_named
from rashomon.record import ClaimFilter
from rashomon.resolve.merging import Told, merged
from rashomon.resolve.reviewed import as_reviewed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rashomon.model import Assessment, Claim
    from rashomon.model.incident import Incident
    from rashomon.record import Record, StoredIncident


def claims_by_incident(record: Record, incidents: Sequence[str]) -> dict[str, list[Claim]]:
    """The claims about each of these incidents, in order."""
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in record.claims(ClaimFilter(incidents=tuple(incidents))):
        if claim.incident is not None:
            found[claim.incident].append(claim)
    return found


def assessments(
    record: Record, incidents: Sequence[str], *, policy: str | None = None, keep: bool = True
) -> dict[str, Assessment]:
    """By incident: its assessment under the policy (the default one for None).

    Raises:
        SettingError: there is no such policy.
    """
    rule = policy_named(policy).name
    state = record.state()
    kept = record.kept_assessments(incidents, rule)
    missing = [i for i in incidents if i not in kept]
    if missing:
        claims = claims_by_incident(record, missing)
        copies = record.origins(sorted({claim.document for told in claims.values() for claim in told}))
        made = [assess(i, claims.get(i, []), policy_name=rule, copies=copies) for i in missing]
        if keep:
            record.keep_assessments(made, computed_from=state)
        kept.update({a.incident: a for a in made})
    return kept


def told(
    incident: StoredIncident, copies: Mapping[str, str], judged: Mapping[str, Sequence[Claim]] | None = None
) -> list[Told]:
    """The incident's mentions, each with the document that tells it; those in ``judged`` as people left their claims."""
    from rashomon.model.incident import TellingDocument

    return [
        Told(
            TellingDocument(
                id=mention.document_id,
                sha256=mention.document,
                main=mention.mention.main,
                independent=mention.document not in copies,
                published=mention.published,
                outlet=mention.outlet,
                title=mention.title,
            ),
            as_reviewed(mention.mention, (judged or {}).get(mention.id, ())),
        )
        for mention in incident.mentions
    ]


def incident_rows(
    record: Record, incidents: Sequence[StoredIncident], *, policy: str | None = None,
    assessed: Mapping[str, Assessment] | None = None,
) -> list[Incident]:  # fmt: skip
    """The incidents as printed, in the order given; by these assessments under ``policy`` where they are at hand."""
    if assessed is None:
        assessed = assessments(record, [i.id for i in incidents], policy=policy)
    copies = record.origins(sorted({document for i in incidents for document in i.documents}))
    who, judged = record.identities(), judged_claims(record, [i.id for i in incidents])
    return [merged(i.id, told(i, copies, judged), assessed[i.id], who.of) for i in incidents]


def judged_claims(record: Record, incidents: Sequence[str]) -> dict[str, list[Claim]]:
    """By mention of these incidents of which somebody judged a claim: all its claims."""
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    if incidents:
        for claim in record.claims(ClaimFilter(incidents=tuple(incidents), judged=True)):
            found[claim.mention or ""].append(claim)
    return found
