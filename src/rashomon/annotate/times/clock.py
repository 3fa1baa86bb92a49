"""Times of day: 5:30 p.m. Friday, 0732 GMT, midnight, in the morning, the night of 3 May."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .calendar import shifted
from .dates import FULL, date_value
from .grammar import Reading, Rule, only, rule
from .relative import part_of, weekday_of
from .words import lexicon, word_set
from .years import mod_of

if TYPE_CHECKING:
    from .context import Context

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?:[:.](\d\d))?$")
_MONTH = re.compile(r"\d{4}-\d\d$")
# A clock time belongs to the day named before it in the same paragraph, at most so many words back.
_NEAR = 200
_DAY_LENGTH = len("2016-09-30")
_EXACT = frozenset({"noon", "midday", "midnight"})


def clock_value(ctx: Context, first: int, last: int) -> str | None:
    """``T17:30`` of "5:30 p.m."; None where the numbers are no time of day."""
    words = ctx.words
    half = next((i for i in range(first, last) if words.kinds[i] == "T" and words.low[i][0] in "ap"), None)
    i = only(ctx, first, last, "t")
    if i is None:
        i = half - 1 if half is not None else None
    if i is None or i < first:
        return None
    low = words.low[i]
    match = _CLOCK.match(f"{low[:2]}:{low[2:]}" if len(low) == 4 and low.isdigit() else low)
    if match is None:
        return None
    hour, minute = int(match[1]), match[2] or "00"
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if words.low[half].startswith("p") else 0)
    if hour > 24 or int(minute) > 59:
        return None
    return f"T{hour:02d}:{minute}" + (f":{match[3]}" if match[3] else "")


def _clock(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "5:30 p.m. Friday", "0732 EST", "9 a.m. on 3 May 2017"."""
    words = ctx.words
    time = clock_value(ctx, first, last)
    if time is None:
        return []
    bare = last - first == 1
    before = words.low[first - 1] if first else ""
    if bare and before not in word_set("clock_cues") and words.low[last : last + 2] != ["local", "time"]:
        return []
    day = _day_beside(ctx, first, last)
    return [Reading(first, last, "TIME", (day or "XXXX-XX-XX") + time)]


def _day_beside(ctx: Context, first: int, last: int) -> str | None:
    """The day that stands with a clock time, else the one that the text is at."""
    words = ctx.words
    m, w, x = only(ctx, first, last, "m"), only(ctx, first, last, "w"), only(ctx, first, last, "x")
    if m is not None:
        # The hour must not be read as the day: it stands right before a.m. or p.m.
        inside = [i for i in range(first, last) if words.kinds[i] in "mdoy" and words.kinds[i + 1 : i + 2] != "T"]
        return date_value(ctx, min(inside), max(inside) + 1)
    if w is not None:
        day = weekday_of(ctx, first, last, w)
        return day.isoformat() if day else None
    if x is not None and ctx.now is not None:
        base = shifted(ctx.now, int(lexicon()["todays"][words.low[x]][0]), "D")
        return base.isoformat() if base else None
    return _current_day(ctx, first)


def _current_day(ctx: Context, first: int) -> str | None:
    """The day that the text is at: that of the story where it is known to the day, else the day of speaking."""
    near = ctx.history or (first - ctx.reached_at < _NEAR and "|" not in ctx.words.kinds[ctx.reached_at : first])
    if near and ctx.story is not None and len(ctx.grain) >= _DAY_LENGTH:
        return ctx.story.isoformat()
    if ctx.history:
        return f"{ctx.grain}-XX" if _MONTH.match(ctx.grain) else None
    return ctx.today.isoformat() if ctx.today else None


def _bare_part(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "midnight", "in the morning", "at night"."""
    words = ctx.words
    word = words.low[last - 1]
    before = words.low[first - 1] if first else ""
    if word in _EXACT:
        if words.kinds[first] == "c" or before not in word_set("exact_part_cues"):
            return []
    elif word in {"dawn", "sunset", "dusk", "daybreak"}:
        return []
    elif before == "at" and word == "night":
        return [Reading(first, last, "TIME", "XXXX-XX-XXTNI")]
    elif (
        before not in word_set("part_cues")
        and words.kinds[first] != "E"
        and not (ctx.history and words.kinds[first] == "c")
    ):
        return []
    day = _current_day(ctx, first) or "XXXX-XX-XX"
    return [Reading(first, last, "TIME", day + part_of(ctx, first, last), mod_of(ctx, first, last))]


def _twelve(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "12 noon"."""
    if ctx.words.low[first] != "12" or ctx.words.low[last - 1] not in _EXACT:
        return []
    return [Reading(first, last, "TIME", (_current_day(ctx, first) or "XXXX-XX-XX") + part_of(ctx, first, last))]


def _one_part(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "one afternoon"."""
    if ctx.words.low[first] != "one":
        return []
    return [Reading(first, last, "TIME", (_current_day(ctx, first) or "XXXX-XX-XX") + part_of(ctx, first, last))]


def _part_of_date(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the morning of 31 January 1965", "the night of Sept. 11", "May 3 evening"."""
    value = date_value(ctx, first, last)
    return [Reading(first, last, "TIME", value + part_of(ctx, first, last), mod_of(ctx, first, last))] if value else []


_DATE = r"(?:[DNUM ORDN] OF? MONTH | MONTH [DNUM ORDN]) (?:COMMA? YEAR)?"

RULES: tuple[Rule, ...] = (
    rule("clock", rf"(?: CLOCK AMPM? | DNUM AMPM ) ZONE? (?: COMMA? IN? (?: {FULL} | WDAY | TODAY ) )?", _clock),
    rule("date-clock", rf"{FULL} COMMA? (?: CLOCK AMPM? | DNUM AMPM ) ZONE?", _clock),
    rule("part-of-date", rf"(?: [EARLY LATE] (?: IN THE )? )? THE? EARLY? PART UNITS? OF {_DATE}", _part_of_date),
    rule("date-and-part", rf"{_DATE} PART", _part_of_date),
    rule("twelve", r"DNUM PART", _twelve),
    rule("one-part", r"NUMW PART", _one_part),
    rule("part", r"THE? (?: EARLY DASH? )? PART", _bare_part),
)
