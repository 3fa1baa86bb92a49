"""Claims as rashomon prints them: plain dicts under the names of the printed formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.model.codec import plain

if TYPE_CHECKING:
    from rashomon.model import Claim

_CLAIM = (
    "id", "incident", "speaker", "actor", "property", "value", "original", "stance", "said", "published", "document", "span",
    "attribution", "supersedes", "review", "first_seen", "last_seen",
)  # fmt: skip


def claim_row(claim: Claim) -> dict[str, Any]:
    """One claim, the fields of the printed format first."""
    row = plain(claim)
    return {name: row[name] for name in _CLAIM} | {name: value for name, value in row.items() if name not in _CLAIM}
