"""Counts those whom the words name or describe as harmed, where no figure is given.

"A father and his two sons were killed" is three. A plural without a number is at least two. Only the first sentence
that tells the harm counts: later ones tell of the same people again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.annotate.numbers import value_of

from .roles import OBJECT

if TYPE_CHECKING:
    from .context import Context
    from .merge import Group, Told
    from .phrases import Phrase

PLURAL = 2


def headcount(context: Context, group: Group, effect: str) -> int | None:
    """How many the first telling of the harm names or describes; None where it tells of nobody."""
    for told in sorted((t for t in group.told if t.mention.effect == effect), key=lambda t: t.mention.first):
        people = _people(told)
        if people:
            return sum(_size(context, phrase) for phrase in people)
    return None


def _people(told: Told) -> list[Phrase]:
    """The persons that the trigger takes as its object, each once."""
    found: list[Phrase] = []
    for tie in told.ties:
        phrase = tie.phrase
        person = phrase.actor.kind == "person" if phrase.actor else bool(phrase.roles & {"victim", "person"})
        if tie.role == OBJECT and person and phrase not in found:
            found.append(phrase)
    return found


def _size(context: Context, phrase: Phrase) -> int:
    """The number before a phrase, else one or two by its grammatical number."""
    for at in range(phrase.outer, phrase.first):
        value = value_of(context.words[at])
        if isinstance(value, int) and value > 0:
            return value
    return PLURAL if phrase.many else 1
