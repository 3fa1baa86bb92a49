"""The component: finds the time expressions of a document, resolves them in text order and writes Annotated.times."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from rashomon.model import Annotated, Span, Timex

from . import dates, durations, relative
from .calendar import days_of
from .context import Context, is_history
from .grammar import Reading, found
from .words import Words, cut

if TYPE_CHECKING:
    from rashomon.model import Document

RULES = dates.RULES + relative.RULES + durations.RULES
_NO_BREAK = "|"
_HEAD = 400


def times(annotated: Annotated) -> Annotated:
    """The document with its time expressions, in text order, none within another.

    Relative ones count from the document's publication, else from a full date in its head; in histories, which date
    their story by years, from the date that the story has reached. Values are TIMEX3's; ``start`` and ``end`` are the
    first and last day covered. What no rule reads is left out.
    """
    return msgspec.structs.replace(annotated, times=tuple(read(annotated.text, _today(annotated.document))))


def _today(document: Document) -> date | None:
    return document.published


def read(text: str, today: date | None) -> list[Timex]:
    """The time expressions of ``text``, spoken on the day ``today``."""
    words = cut(text)
    today = today or _dateline(words)
    ctx = Context(words, today, history=is_history(words, today))
    timexes: list[Timex] = []
    for reading, name in _readings(ctx):
        span = _span(words, reading)
        days = (reading.start, reading.end) if reading.start or reading.end else None
        if days is None and reading.type in {"DATE", "TIME"}:
            days = days_of(reading.value)
        start, end = days if days is not None else (None, None)
        timexes.append(Timex(span, reading.type, reading.value, start, end, reading.mod, name))
    return timexes


def _dateline(words: Words) -> date | None:
    """A full date in the head of the text."""
    head = words._replace(kinds="".join(k for k, s in zip(words.kinds, words.starts, strict=True) if s < _HEAD))
    ctx = Context(head, None, history=False)
    for first, last, one in found(dates.RULES, head.kinds):
        for reading in one.make(ctx, first, last):
            days = days_of(reading.value)
            if days is not None and days[0] == days[1]:
                return days[0]
    return None


def _readings(ctx: Context) -> list[tuple[Reading, str]]:
    """Readings in text order, the longest at each place; each moves the story on before the next is read."""
    chosen: list[tuple[Reading, str]] = []
    free = 0
    for first, last, one in _candidates(ctx):
        if first < free:
            continue
        made = one if isinstance(one, list) else [(r, name) for name in (one.name,) for r in one.make(ctx, first, last)]  # type: ignore[union-attr]
        for reading, name in made:
            chosen.append((reading, name))
            free = reading.last
            if reading.type in {"DATE", "TIME"}:
                ctx.reached(reading.value)
    return chosen


def _candidates(ctx: Context):  # type: ignore[no-untyped-def]
    hits = [(first, -last, i, one) for i, (first, last, one) in enumerate(found(RULES, ctx.words.kinds))]
    hits += [(first, -last, 10**9, made) for first, last, made in _phrases(ctx)]  # type: ignore[misc]
    hits.sort(key=lambda h: h[:3])
    return [(first, -last, one) for first, last, _, one in hits]


def _phrases(ctx: Context) -> list[tuple[int, int, list[tuple[Reading, str]]]]:
    table = durations.phrases(history=ctx.history)
    feasts = durations.holidays()
    low = ctx.words.low
    hits = []
    for i, word in enumerate(low):
        for parts, value in table.get(word, ()):
            if tuple(low[i : i + len(parts)]) == parts:
                hits.append((i, i + len(parts), [(Reading(i, i + len(parts), "DATE", value), "reference")]))
                break
        for parts, (month, day) in feasts.get(word, ()):
            if tuple(low[i : i + len(parts)]) == parts and ctx.words.text[ctx.words.starts[i]].isupper():
                year = dates.nearest_year(ctx, i, i + len(parts), month, day)
                value = f"{year or 'XXXX'}-{month:02d}-{day:02d}"
                hits.append((i, i + len(parts), [(Reading(i, i + len(parts), "DATE", value), "holiday")]))
                break
    return hits


def _span(words: Words, reading: Reading) -> Span:
    return Span(words.starts[reading.first], words.ends[reading.last - 1])
