"""What an outlet has taken back of its own reports, whoever was quoted in them: no longer anybody's by its word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .accounts import AFFIRMS, NARRATOR, fold, saying

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rashomon.model import Claim


def corrected(claims: Sequence[Claim], copies: Mapping[str, str]) -> frozenset[str]:
    """The ids of claims of others that stand in an outlet's reports with a value that the outlet itself has taken back by then.

    The outlet's own are left to its account, which shows them as taken back. ``copies`` as for ``grouped``: the same value in a
    report of another outlet stands.
    """
    outlets = {c.document: fold(c.outlet) for c in claims if c.outlet}
    taken = {
        (outlets.get(c.document), c.property, c.group, str(c.value)): saying(c)[0]
        for c in sorted(claims, key=saying)
        if c.stance == "retract"
        and c.speaker is None
        and c.speaker_class == NARRATOR
        and c.outlet
        and c.value is not None
    }
    if not taken:
        return frozenset()
    found = set()
    for claim in claims:
        if claim.stance not in AFFIRMS or (claim.speaker is None and claim.speaker_class == NARRATOR):
            continue
        outlet = outlets.get(copies.get(claim.document, claim.document))
        day = taken.get((outlet, claim.property, claim.group, str(claim.value)))
        if day is not None and saying(claim)[0] <= day:
            found.add(claim.id)
    return frozenset(found)
