"""Whose word an attribution is: how its speaker is printed, whether it is passed on, whose side it speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .sides import state_of

if TYPE_CHECKING:
    from rashomon.model import Attribution

    from .context import Context
    from .gathering import Party

ADMITTING = ("acknowledge", "claim responsibility")


def hearsay(context: Context, attribution: Attribution) -> bool:
    """Whether it stands in what somebody else says: "a lawyer said that the colonel had admitted it" is the lawyer's word."""
    outer = context.by_id.get(attribution.within or "")
    return outer is not None and (outer.speaker, outer.represents) != (attribution.speaker, attribution.represents)


def voice(attribution: Attribution) -> str:
    """How a speaker is printed: the name, else the class."""
    return attribution.speaker or attribution.speaker_class or "unspecified"


def of_its_side(attribution: Attribution, party: Party) -> bool:
    """Whether the speaker speaks for the party's side."""
    return (
        attribution.actor is not None
        and party.actor is not None
        and state_of(attribution.actor) == state_of(party.actor)
    )
