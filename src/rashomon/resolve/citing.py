"""Who is cited: "X said, citing Y" passes on what Y says, so that it is Y's account, not a second one.

Only what X asserts or accuses counts as passed on, and only where the words "citing", "quoting" or "which cited" stand right before a
name, in the sentence of X's own words and outside of what is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rashomon.model import ActorMention, Annotated, Attribution

_CITING = re.compile(r"\b(?:citing|quoting|(?:which|who) (?:cited|quoted))\s+(?:the\s+|its\s+|a\s+)?$", re.IGNORECASE)
_NEAR = 24  # code points before a name in which "citing" may stand
PASSED_ON = ("assert", "accuse")


class Cited(NamedTuple):
    """Whose words are passed on."""

    name: str
    actor: str | None


def cited(annotated: Annotated) -> dict[str, Cited]:
    """By attribution: whom its speaker cites; those that cite nobody with a name are left out."""
    found: dict[str, Cited] = {}
    for named in annotated.actors:
        if not _CITING.search(annotated.text[max(0, named.span.start - _NEAR) : named.span.start]):
            continue
        near = [a for a in annotated.attributions if _hangs_on(annotated, a, named)]
        if near:
            # Of several statements in one sentence, it is the nearest that rests on who is cited.
            own = min(near, key=lambda a: (_distance(a, named), a.id))
            found[own.id] = Cited(named.represents or named.name, None if named.represents else named.actor)
    return found


def _distance(attribution: Attribution, named: ActorMention) -> int:
    cue = attribution.cue[0]
    return named.span.start - cue.end if cue.end <= named.span.start else cue.start - named.span.end


def _hangs_on(annotated: Annotated, attribution: Attribution, named: ActorMention) -> bool:
    """Whether the attribution passes something on and the name stands in the sentence of its cue, outside of what is said."""
    if attribution.stance not in PASSED_ON or attribution.negated or attribution.speaker == named.name:
        return False
    if not attribution.cue or any(span.overlaps(named.span) for span in (*attribution.content, *attribution.source)):
        return False
    cue = attribution.cue[0]
    sentence = next((s.span for s in annotated.sentences if s.span.covers(cue)), None)
    return sentence is not None and sentence.covers(named.span)
