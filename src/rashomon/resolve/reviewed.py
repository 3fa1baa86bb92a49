"""An incident as one document tells it, after people have judged the claims that were drawn from it.

Figures are not here: they come from the claims (assess). What was rejected is taken out of the parties, the day and the
place; what was corrected takes the place of what was read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from rashomon.model import Perpetrator

from .names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rashomon.model import Claim, IncidentMention

_ROLES = {
    "accuse": "blamed_by", "assert": "blamed_by", "deny": "denied_by", "acknowledge": "acknowledged_by",
    "claim responsibility": "claimed_by",
}  # fmt: skip
_JUDGED = ("rejected", "corrected")
_NARRATOR = ""  # stands for the narrator among speakers


def as_reviewed(mention: IncidentMention, claims: Sequence[Claim]) -> IncidentMention:
    """``mention`` as people left it; ``claims`` are all that were drawn from it."""
    if not any(claim.review in _JUDGED for claim in claims):
        return mention
    changes: dict[str, Any] = {"perpetrators": _parties(mention.perpetrators, claims)}
    for prop, nothing in (("type", "attack"), ("date", None), ("place", None)):
        own = [claim for claim in claims if claim.property == prop]
        standing = [claim for claim in own if claim.review != "rejected"]
        corrected = [claim for claim in standing if claim.review == "corrected"]
        if corrected:
            changes[prop] = corrected[0].value
        elif own and not standing:
            changes[prop] = nothing
    return msgspec.structs.replace(mention, **changes)


def _parties(parties: Sequence[Perpetrator], claims: Sequence[Claim]) -> tuple[Perpetrator, ...]:
    own = [claim for claim in claims if claim.property == "perpetrator"]
    fallen = _read(claim for claim in own if claim.review in _JUDGED) - _read(
        claim for claim in own if claim.review not in _JUDGED
    )
    kept = [found for party in parties if (found := _without(party, fallen)) is not None]
    for claim in own:
        if claim.review == "corrected" and claim.value:
            _add(kept, claim)
    return tuple(kept)


def _read(claims: Iterable[Claim]) -> set[tuple[str, str, str]]:
    """Party, role and speaker of each claim, as the machine read them."""
    found = set()
    for claim in claims:
        read = claim.machine or claim
        speaker = read.speaker or ("" if read.speaker_class == "narrator" else read.speaker_class or "")
        found.add((folded(str(read.value)), _ROLES.get(read.stance, ""), speaker))
    return found


def _without(party: Perpetrator, fallen: set[tuple[str, str, str]]) -> Perpetrator | None:
    """The party without the words that fell; None where nobody speaks of it any more."""
    name = folded(party.name)
    left: dict[str, Any] = {
        role: tuple(speaker for speaker in getattr(party, role) if (name, role, speaker) not in fallen)
        for role in dict.fromkeys(_ROLES.values())
    }
    left["by_narrator"] = party.by_narrator and (name, "blamed_by", _NARRATOR) not in fallen
    if all(getattr(party, field) == value for field, value in left.items()):
        return party
    if not any(left.values()):
        return None
    accused = left["blamed_by"] or left["by_narrator"] or left["acknowledged_by"] or left["claimed_by"]
    return msgspec.structs.replace(party, **left, confidence=party.confidence if accused else "possible")


def _add(parties: list[Perpetrator], claim: Claim) -> None:
    """Adds what a correction says to the party that it names, in place."""
    name, role = str(claim.value), _ROLES.get(claim.stance)
    narrated = claim.speaker is None and claim.speaker_class in (None, "narrator")
    if role is None or (narrated and role != "blamed_by"):
        return  # that the narrator holds it responsible is all that an incident can say of him: a denial must not become that
    at = next((i for i, party in enumerate(parties) if folded(party.name) == folded(name)), None)
    if at is None:
        held = "possible" if role == "denied_by" else "accused"
        new = Perpetrator(name=name, actor=claim.value_actor, mentions=(claim.span,), confidence=held)
        parties.append(new)
        at = len(parties) - 1
    party, speaker = parties[at], claim.speaker or claim.speaker_class or ""
    if narrated:
        parties[at] = msgspec.structs.replace(party, by_narrator=True)
    elif speaker not in getattr(party, role):
        parties[at] = msgspec.structs.replace(party, **{role: (*getattr(party, role), speaker)})
