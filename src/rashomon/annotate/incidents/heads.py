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
_LEAD = 3  # sentences; further down "killings" without a day or place speaks of killings in general
_APPOSED = frozenset([",", "a", "an", "the", "named", "called", "identified", "as", "aged", "-"])


def headcount(context: Context, group: Group, effect: str) -> int | None:
    """How many the first telling of the harm names or describes; None where it tells of nobody."""
    named = {t.mention.sentence for t in group.told if t.mention.type is not None}
    for told in sorted((t for t in group.told if t.mention.effect == effect), key=lambda t: t.mention.first):
        people = _people(context, told)
        if people:
            return sum(_size(context, phrase) for phrase in people)
        near = told.mention.sentence < _LEAD or told.day is not None or told.place is not None
        if told.mention.voice is None and told.mention.many and near and told.mention.sentence in named:
            return PLURAL  # "a number of deaths"
    return None


def _people(context: Context, told: Told) -> list[Phrase]:
    """The persons that the trigger takes as its object, each once; a name and its description are one."""
    found: list[Phrase] = []
    for tie in sorted(told.ties, key=lambda t: t.phrase.first):
        phrase = tie.phrase
        person = phrase.actor.kind == "person" if phrase.actor else bool(phrase.roles & {"victim", "person"})
        if tie.role != OBJECT or not person or phrase in found:
            continue
        if found and _same_person(context, found[-1], phrase):
            continue
        found.append(phrase)
    return found


def _same_person(context: Context, one: Phrase, other: Phrase) -> bool:
    """Whether two phrases are a name and its apposition: "X, a journalist", "a child named X", "paramedic X"."""
    gap = context.words[one.last : other.first]
    if (one.actor is None) == (other.actor is None) or one.many or other.many or "and" in gap:
        return False
    return len(gap) <= 4 and all(w in _APPOSED or w[:1].isdigit() for w in gap)


def _size(context: Context, phrase: Phrase) -> int:
    """The number before a phrase, else one or two by its grammatical number."""
    if context.words[phrase.first].startswith(("year", "month", "-year", "-month")):
        return 1  # "a 43 year old man"
    if context.words[max(0, phrase.outer - 2) : phrase.outer] == ["one", "of"]:
        return 1  # "one of the victims"
    for at in range(phrase.outer, phrase.first):
        value = value_of(context.words[at])
        if isinstance(value, int) and value > 0:
            return value
    return PLURAL if phrase.many else 1
