"""Figures in words that only tell who somebody is, or after what an event came: those of another event.

"Rebels who had killed 14 in January attacked Karsa, killing three"; "a week after a bombing that killed 60, gunmen attacked a bus".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rashomon.lexicon import load

from .earlier import gap

if TYPE_CHECKING:
    from rashomon.model import Figure, Span

    from .context import Context
    from .merge import Group

_BEHIND = 6  # words from those counted to a day that belongs to them
_APART = 2  # days between the day that a clause names and the event's, from which they are two
_RELATIVE = re.compile(r"\b(?:who|which|that|whose(?:\s+[\w-]+){1,3})\b(?P<clause>[^,.;:]*)$", re.IGNORECASE)
_PAST = re.compile(r"^\s*(?:[\w-]+ly\s+|also\s+|already\s+)?had\s+(?!to\b)", re.IGNORECASE)
_SHORT = 5  # words between the pronoun and the number; a longer clause may be over
_SAID = re.compile(r"\b(?:said|says|saying|told|reported|reports|that|found|counted)\b", re.IGNORECASE)
_LENGTH = (
    r"\d+|an?|the|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|several|many|some|couple|of|just|only|barely|less|more|"
    r"than|about|nearly|almost|around|dozens|half|full"
)
_VIOLENT = re.compile(r"(?:after|before):(?:killed|killing|shot|wounded|wounding|injured|injuring)\b")


@cache
def _opening() -> re.Pattern[str]:
    units = "|".join(load("earlier")["units"])
    return re.compile(rf"^\W*(?:(?:{_LENGTH})\s+){{0,5}}(?:{units})\s+after\s+[^.;]*", re.IGNORECASE)


def told_aside(context: Context, figure: Figure, group: Group) -> bool:
    """Whether the words around a figure say that it is of another event than the group."""
    sentence = context.annotated.sentences[context.sentence_at(figure.span.start)].span
    return _in_clause(context, figure, group, sentence) or _beside_opening(context, figure, group, sentence)


def _in_clause(context: Context, figure: Figure, group: Group, sentence: Span) -> bool:
    """A relative clause about somebody, that happened before ("who had killed 14") or on another day ("who killed 14 in January")."""
    found = _RELATIVE.search(context.text, sentence.start, figure.span.start)
    if found is None or len(found["clause"].split()) > _SHORT or _SAID.search(found["clause"]):
        return False
    told = [
        (context.span(t.mention.first, t.mention.last), t.mention) for t in group.told if t.mention.type is not None
    ]
    here = [(span, mention.form) for span, mention in told if sentence.covers(span)]
    before = ((context.text[span.end : found.start()], form) for span, form in here if span.end <= found.start())
    if any(_of_the_event(between, found, form) for between, form in before):
        return False
    if any(found.start() < span.start < figure.span.start and form == "noun" for span, form in here):
        return False
    elsewhere = any(
        span.end <= found.start() or (span.start >= figure.span.end and form == "verb") for span, form in here
    )
    if elsewhere and _PAST.match(found["clause"]):
        return True
    return any(not found.start() < span.start < figure.span.start for span, _ in here) and _dated_apart(
        context, figure, group, sentence
    )


def _of_the_event(between: str, clause: re.Match[str], form: str) -> bool:
    """Whether the clause is about the event: "the strike, which had killed 14", "a shooting on Wednesday that left two dead"."""
    if len(between.strip()) <= 1:
        return True
    thing = clause[0][:1].lower() == "t" or clause[0][:3].lower() == "whi"  # no "who"
    return form == "noun" and thing and "," not in between and len(between.split()) <= _SHORT


def _dated_apart(context: Context, figure: Figure, group: Group, sentence: Span) -> bool:
    """Whether a day is named right behind those counted that is not the group's."""
    if group.day is None:
        return False
    number = context.sentence_at(sentence.start)
    first = context.range_of(figure.span)[1]
    near = [
        timex.interval for start, _, timex in context.times_in(number)
        if timex.type == "DATE" and first <= start <= first + _BEHIND and timex.interval is not None
    ]  # fmt: skip
    return any(gap(day, group.day) >= _APART for day in near[:1])


def _beside_opening(context: Context, figure: Figure, group: Group, sentence: Span) -> bool:
    """An event after which another came, told first: what is told there and what is told behind it are not of one event."""
    found = _opening().match(context.text, sentence.start, sentence.end)
    if found is None:
        return False
    told = [context.span(t.mention.first, t.mention.last) for t in group.told]
    named = [s for t, s in zip(group.told, told, strict=True) if t.mention.type is not None and sentence.covers(s)]
    after = context.text.find(" after ", sentence.start, sentence.end)
    comma = context.text.find(",", after, sentence.end)
    if comma < 0:  # "two days after the attack on Karsa 30 people were killed"
        first = min((s.end for s in named if s.start > after), default=sentence.end)
        passive = (figure.rule or "").startswith("after:") and first < figure.span.start
        comma = first if passive else sentence.end
    behind = [s for s in named if s.start > comma]
    if after < figure.span.start < comma:
        return bool(behind)
    violent = _VIOLENT.match(figure.rule or "") is not None
    return violent and figure.span.start > comma and bool(named) and not behind
