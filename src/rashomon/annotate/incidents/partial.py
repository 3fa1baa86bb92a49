"""Smaller numbers that an account gives after its total are parts of it, not other tolls.

"Two men were killed ... police found one man dead in a car ... three of the victims were treated": who has given a total and then tells
of fewer tells of some of the same people, unless the words revise the total. A single person told of with an article is a
part of any number that the same account gives.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from .weighed import COMBATANT, greatest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rashomon.model import Figure

    from .context import Context

_SINGLE = frozenset({"a", "an", "another"})
_OF = re.compile(r"\s+of\s+(?:the|them|those|these|whom|his|her|their)\b", re.IGNORECASE)
_REVISED = re.compile(
    r"\b(?:revis|correct|lower|update|later|rose|risen|rais|now|so far|initial|earlier|first report)\w*", re.IGNORECASE
)
_MEASURES = frozenset({"killed", "injured"})


def with_parts(context: Context, figures: Sequence[Figure], counted: Mapping[str, int]) -> tuple[Figure, ...]:
    """The figures, those that are parts of an earlier total of their account and incident marked so (``part_of``)."""
    totals: dict[tuple[int, str, str | None, bool], Figure] = {}
    found = []
    for figure in figures:
        made = figure
        if figure.id in counted and figure.measure in _MEASURES and figure.part_of is None and _number(figure):
            slot = (counted[figure.id], figure.measure, figure.speaker, figure.group in COMBATANT)
            whole = totals.get(slot)
            if whole is not None and _part(context, figure, whole):
                made = msgspec.structs.replace(figure, part_of=whole.id)
            elif whole is None and not _alone(context, figure):
                totals[slot] = figure
        found.append(made)
    return tuple(found)


def _number(figure: Figure) -> bool:
    return bool(figure.low or figure.high)


def _alone(context: Context, figure: Figure) -> bool:
    """Whether it is a single person, or a share of people told of elsewhere: no total to begin with."""
    return figure.span.of(context.text).lower() in _SINGLE or _OF.match(context.text, figure.span.end) is not None


def _part(context: Context, figure: Figure, whole: Figure) -> bool:
    """Whether fewer people are told of than before, by words that do not revise what was said."""
    sentence = context.annotated.sentences[context.sentence_at(figure.span.start)].span
    if context.sentence_at(whole.span.start) == context.sentence_at(figure.span.start):
        return False  # side by side in one sentence numbers add up or contrast
    if figure.high is None and figure.low is not None and whole.high is None:
        return False
    return greatest(figure) < greatest(whole) and _REVISED.search(sentence.of(context.text)) is None
