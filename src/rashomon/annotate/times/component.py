"""The component: finds the time expressions of a document, resolves them in text order and writes Annotated.times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rashomon.model import Annotated, Span, Timex

from . import clock, dates, feasts, lengths, periods, relative, years
from .calendar import days_of
from .context import Context, is_history
from .extents import reaching
from .grammar import Reading, Rule, found
from .words import Words, cut

if TYPE_CHECKING:
    from datetime import date

RULES = dates.RULES + years.RULES + relative.RULES + clock.RULES + periods.RULES + lengths.RULES
_HEAD = 400
_ANYTHING = re.compile("")
_AFTER_DATELINE = re.compile(r"[^\S\n]*(?:\n|\(|\)|\]|--|–|—|$)")
_LAST = 10**6


def times(annotated: Annotated) -> Annotated:
    """The document with its time expressions, in text order, none within another.

    Relative ones count from the document's publication, else from a full date in its head; in histories, which date
    their story by years, from the date that the story has reached. Values are TIMEX3's; ``start`` and ``end`` are the
    first and last day covered. What no rule reads is left out.
    """
    document = annotated.document
    today = document.published
    if today is None and document.dateline is not None:
        today = _full_date(cut(document.dateline.of(document.text)), _ANYTHING)
    return msgspec.structs.replace(annotated, times=tuple(read(document.text, today)))


def read(text: str, today: date | None) -> list[Timex]:
    """The time expressions of ``text``, spoken on the day ``today``; None where that is not known."""
    words = cut(text)
    today = today or _dateline(words)
    ctx = Context(words, today, history=is_history(words, today))
    return [_timex(words, reading, name) for reading, name in _readings(ctx)]


def _timex(words: Words, reading: Reading, name: str) -> Timex:
    span = Span(words.starts[reading.first], words.ends[reading.last - 1])
    days = (reading.start, reading.end) if reading.start or reading.end else None
    if days is None and reading.type in {"DATE", "TIME"}:
        days = days_of(reading.value)
    start, end = days if days is not None else (None, None)
    return Timex(span, reading.type, reading.value, start, end, reading.mod, name)


def _dateline(words: Words) -> date | None:
    """A full date in the head of the text that ends its line or its dateline: "30/09/2016", "KARSA, 4 FEB 90 (AP) --"."""
    stop = next((i for i, start in enumerate(words.starts) if start >= _HEAD), len(words.starts))
    return _full_date(words._replace(kinds=words.kinds[:stop]), _AFTER_DATELINE)


def _full_date(words: Words, after: re.Pattern[str]) -> date | None:
    """The first day with its year, followed by what ``after`` matches."""
    ctx = Context(words, None, history=False)
    for first, last, one in found(dates.RULES, words.kinds):
        for reading in one.make(ctx, first, last):
            days = days_of(reading.value)
            if days is not None and days[0] == days[1] and after.match(words.text, words.ends[last - 1]):
                return days[0]
    return None


def _readings(ctx: Context) -> list[tuple[Reading, str]]:
    """Readings in text order, the longest at each place; each moves the story on before the next is read."""
    chosen: list[tuple[Reading, str]] = []
    free = 0
    for first, last, one in _candidates(ctx):
        if first < free:
            continue
        for made in _made(ctx, first, last, one):
            if made.first < free:
                continue
            reading = reaching(ctx, made)
            chosen.append((reading, one.name))
            free = reading.last
            if reading.type in {"DATE", "TIME"} and not _glances_back(ctx, reading):
                ctx.reached(reading.value, reading.first)
            elif reading.type == "DURATION":
                ctx.passed(reading.value)
    return chosen


def _glances_back(ctx: Context, reading: Reading) -> bool:
    """Whether a history only looks back ("over a year earlier"): its story then goes on from where it was."""
    return ctx.history and ctx.words.low[reading.last - 1] in {"earlier", "before", "ago"}


class _Phrase(NamedTuple):
    """A phrase of the lexicon, found from word ``at``; its reading may begin a word before or after."""

    name: str
    at: int


def _made(ctx: Context, first: int, last: int, one: Rule | _Phrase) -> list[Reading]:
    if isinstance(one, Rule):
        return one.make(ctx, first, last)
    reading = periods.reference(ctx, one.at) if one.name == "reference" else feasts.feast(ctx, one.at)
    return [reading] if reading is not None else []


def _candidates(ctx: Context) -> list[tuple[int, int, Rule | _Phrase]]:
    """Matches of the grammar and phrases of the lexicon, by first word, then the longest, then rule order."""
    hits: list[tuple[int, int, int, Rule | _Phrase]] = [
        (first, -last, order, one) for order, (first, last, one) in enumerate(found(RULES, ctx.words.kinds))
    ]
    begin = periods.reference_starts() | feasts.starts()
    for i, word in enumerate(ctx.words.low):
        if word in begin:
            for name, reading in (("reference", periods.reference(ctx, i)), ("holiday", feasts.feast(ctx, i))):
                if reading is not None:
                    hits.append((reading.first, -reading.last, _LAST, _Phrase(name, i)))
    hits.sort(key=lambda hit: hit[:3])
    return [(first, -last, one) for first, last, _, one in hits]
