"""Incidents and claims as rashomon prints them: plain dicts under the names of the printed formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.model.codec import plain

if TYPE_CHECKING:
    from rashomon.model import Assessment, Claim
    from rashomon.model.incident import Incident

CLAIM = (
    "id", "incident", "speaker", "actor", "property", "value", "original", "stance", "said", "published", "document", "span",
    "attribution", "supersedes", "review", "first_seen", "last_seen",
)  # fmt: skip


def claim_row(claim: Claim) -> dict[str, Any]:
    """One claim, the fields of the printed format first."""
    row = plain(claim)
    return {name: row[name] for name in CLAIM} | {name: value for name, value in row.items() if name not in CLAIM}


def incident_row(incident: Incident, assessed: Assessment) -> dict[str, Any]:
    """One incident, with the claims that its status rests on, its disputes, the denials that answer other documents, and the policy of its ranges."""
    row: dict[str, Any] = plain(incident)
    return row | {
        "evidence": list(assessed.evidence), "disputes": plain(assessed.disputes), "answers": plain(assessed.answers), "policy": assessed.policy,
    }  # fmt: skip


def disputing(assessed: Assessment) -> list[tuple[str | None, str | None]]:
    """Who disputes whom about an incident: each pair of speakers once, whatever the number of their claims."""
    return list(dict.fromkeys((found.speaker, found.other) for found in assessed.disputes))
