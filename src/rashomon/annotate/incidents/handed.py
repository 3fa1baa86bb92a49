"""The day of an event that a report tells right after a dated one, without a day of its own: it goes on telling of that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .dated import LASTING, content_of, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .context import Context
    from .merge import Group

_DAYS = 3  # a longer stretch is handed on to nothing


def handed_on(context: Context, groups: Sequence[Group]) -> None:
    """Gives an undated group the day of the event told last before it, in its paragraph or in the sentence before.

    Only a group that its sentences leave wholly undated, of a type that has a day, and that the narrator tells; not across a sentence that turns to something else.
    """
    dated: dict[int, Group] = {}
    for group in groups:
        if group.day is not None and spell(group.day) <= _DAYS:
            for told in group.told:
                if told.day is not None:
                    dated[told.mention.sentence] = group
    for group in groups:
        first = group.told[0]
        if group.day is not None or group.total or group.type in LASTING or first.mention.many:
            continue
        sentence = first.mention.sentence
        if first.turn == sentence or any(context.times_in(t.mention.sentence) for t in group.told):
            continue
        if content_of(context, context.span(first.mention.first, first.mention.last)) is not None:
            continue  # what somebody else says may be of any day
        source = dated.get(sentence - 1)
        if source is not None and context.paragraph(sentence - 1) == context.paragraph(sentence):
            group.day = source.day
