"""Figures that stand beside an event and count another one: that a week before, or all since a day long past.

"The strike, which killed 12, came a week after 30 people died in Dessary"; "..., bringing the toll since February to 1,200".
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.lexicon import load

from .dated import LASTING

if TYPE_CHECKING:
    from rashomon.model import Figure, Interval

    from .context import Context
    from .merge import Group

_APART = 45  # days: what a sentence dates so far from an event goes on with another


class _Patterns(NamedTuple):
    """earlier.yaml, compiled."""

    comes_after: re.Pattern[str]
    toll_since: re.Pattern[str]
    toll: re.Pattern[str]
    since: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = load("earlier")
    joint, unit, began = ("|".join(data[name]).replace(" ", r"\s+") for name in ("joints", "units", "began"))
    toll = "|".join(data["tolls"]).replace(" ", r"\s+")
    since = rf"\bsince\s+(?:{began})\b"

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Patterns(
        compiled(rf"(?:{joint})\s+(?:[\w-]+\s+){{0,4}}?(?:{unit})\s+after\b[^.;,]*$"),
        compiled(rf"\b(?:{toll})\b[^.;]{{0,60}}?{since}[^.;]{{0,40}}$"),
        compiled(rf"\b(?:{toll})\b[^.;]{{0,60}}$"),
        compiled(rf"^[^.;,]{{0,40}}?{since}"),
    )


def of_another(context: Context, figure: Figure, group: Group) -> bool:
    """Whether the words around a figure say that it counts an earlier event, or all since a day, and not the group told before them."""
    sentence = context.annotated.sentences[context.sentence_at(figure.span.start)].span
    before, after = context.text[sentence.start : figure.span.start], context.text[figure.span.end : sentence.end]
    known = _patterns()
    since = known.toll_since.search(before) or (known.toll.search(before) and known.since.search(after))
    if since and group.type not in LASTING:
        return True
    match = known.comes_after.search(before)
    starts = (context.span(t.mention.first, t.mention.last).start for t in group.told)
    return match is not None and min(starts) < sentence.start + match.start()


def turned_away(context: Context, figure: Figure, group: Group) -> bool:
    """Whether a sentence between the group's last telling and the figure is of days far from the group's; of others, where nobody was hurt."""
    at = context.sentence_at(figure.span.start)
    told = max((t.mention.sentence for t in group.told if t.mention.sentence < at), default=at)
    nobody = figure.low == figure.high == 0
    here = any(t.mention.sentence == at and (t.mention.type is not None or not nobody) for t in group.told)
    if group.day is None or here:
        return False
    days = (timex.interval for n in range(told + 1, at) for _, _, timex in context.times_in(n) if timex.type == "DATE")
    return any(day is not None and (gap(day, group.day) > _APART or (nobody and day != group.day)) for day in days)


def gap(one: Interval, other: Interval) -> int:
    """Days between two stretches; 0 where they meet or an end that matters is unknown."""
    first, second = (
        (one, other)
        if (one.start or one.end or dt.date.min) <= (other.start or other.end or dt.date.min)
        else (other, one)
    )
    return (second.start - first.end).days if second.start is not None and first.end is not None else 0
