"""Whose deed the words of a speaker tell: his own side's, or somebody else's of whom he speaks.

A deed owned by whoever only told of it would be the worst of errors, so what the words speak against is left out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rashomon.lexicon import load

from .cues import verbs
from .parties import WE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .draft import Draft
    from .parties import Party
    from .speakers import Speaker


@cache
def _sure() -> re.Pattern[str]:
    return re.compile(load("stances")["responsibility"], re.IGNORECASE)


def can_own(draft: Draft, speaker: Speaker, text: str) -> bool:
    """Whether "claimed the strike" can mean that it was the speaker's deed: not of sources, nor in "the strike, X claimed, hit a home"."""
    if _sure().search(text):
        return True
    if speaker.name is None:
        return speaker.group not in (
            "sources",
            "media",
            "reports",
            "residents",
            "relatives",
            "witnesses",
            "unspecified",
        )
    whole = bool(draft.cue) and draft.content[0].start > draft.cue[0].start
    return whole or speaker.kind != "person" or speaker.side is not None or speaker.represents is not None


def of_another(party: Party, found: Sequence[Party], speaker: Speaker) -> bool:
    """Whether a party is no side of the speaker's: "they" of whom another told, who is named in between; a person of no side, told of by name."""
    if party.pronoun is None:
        return speaker.kind == "person" and speaker.side is None and speaker.represents is None
    if party.pronoun in WE:
        return False
    return any(
        p.pronoun is None and p.span.end < party.span.start and not p.is_self(speaker) and _says(p.main) for p in found
    )


def _says(main: str) -> bool:
    """Whether a party's verb is one of saying: what follows is its word."""
    first = main.split(maxsplit=1)[:1]
    return bool(first) and first[0].endswith(("ed", "said", "says", "told")) and first[0] in verbs()
