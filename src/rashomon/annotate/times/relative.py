"""Dates that count from another day: yesterday, last week, the next morning, two years ago, a year later, on Monday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .calendar import add_days, at, days_of, shifted
from .dates import MOD, mod_of
from .grammar import Reading, Rule, number, only, plain, rule, unit_at
from .words import lexicon

if TYPE_CHECKING:
    from datetime import date

    from .context import Context


def _step(ctx: Context, first: int, last: int) -> int:
    """-1, 0 or 1 for last, this and next."""
    for i in range(first, last):
        step = {"l": -1, "j": 1, "k": 0, "K": 0, "S": 0}.get(ctx.words.kinds[i])
        if step is not None:
            return step
    return 0


def _part_at(ctx: Context, first: int, last: int) -> str:
    """The part of the day that [first, last) names, as it stands after the day: ``TMO``, ``T12:00`` or nothing."""
    i = only(ctx, first, last, "pP")
    if i is None:
        return ""
    lex = lexicon()
    return "T" + str(lex["parts"].get(ctx.words.low[i]) or lex["plural_parts"][ctx.words.low[i]])


def _timed(first: int, last: int, day: date, part: str, mod: str | None) -> Reading:
    return Reading(first, last, "TIME" if part else "DATE", day.isoformat() + part, mod)


def _today(ctx: Context, first: int, last: int) -> list[Reading]:
    """"today", "late yesterday", "tomorrow morning"."""
    i = only(ctx, first, last, "x")
    if i is None:
        return []
    offset, part = lexicon()["todays"][ctx.words.low[i]]
    part = f"T{part}" if part else _part_at(ctx, first, last)
    # In a history "today" and "tonight" are a quoted speaker's, whose day is not known.
    base = None if ctx.history else ctx.now
    day = add_days(base, offset) if base is not None else None
    if day is None:
        return [Reading(first, last, "TIME" if part else "DATE", "XXXX-XX-XX" + part)]
    return [_timed(first, last, day, part, mod_of(ctx, first, last))]


def weekday_value(ctx: Context, first: int, last: int, weekday: int) -> date | None:
    """The day that a bare or "last", "next", "this" weekday means."""
    base = ctx.then if ctx.history else ctx.now
    if base is None:
        return None
    gap = (weekday - base.isoweekday()) % 7
    j = only(ctx, first, last, "ljk")
    if j is not None and ctx.words.kinds[j] == "l":
        return add_days(base, gap - 7)
    if j is not None and ctx.words.kinds[j] == "j":
        return add_days(base, gap or 7)
    if gap == 0:
        return base
    return add_days(base, gap if ctx.direction(first, last) > 0 else gap - 7)


def _weekday(ctx: Context, first: int, last: int) -> list[Reading]:
    i = only(ctx, first, last, "w")
    if i is None:
        return []
    day = weekday_value(ctx, first, last, lexicon()["weekdays"][ctx.words.low[i].rstrip(".")])
    part = _part_at(ctx, first, last)
    if day is None:
        number_of = lexicon()["weekdays"][ctx.words.low[i].rstrip(".")]
        return [Reading(first, last, "TIME" if part else "DATE", f"XXXX-WXX-{number_of}{part}")]
    return [_timed(first, last, day, part, mod_of(ctx, first, last))]


def _capped(ctx: Context, reading: Reading, base: date | None, first: int) -> Reading:
    """ "earlier this month" ends on the day of speaking, "later this month" begins there."""
    days = days_of(reading.value)
    word = ctx.words.low[first]
    if days is None or base is None or word not in {"earlier", "later"} or not days[0] <= base <= days[1]:
        return reading
    if word == "earlier":
        return reading._replace(start=days[0], end=base)
    return reading._replace(start=base, end=days[1])


def _period(ctx: Context, first: int, last: int) -> list[Reading]:
    """"last week", "earlier this month", "that year", "the same day", "the following month", "the current quarter"."""
    words = ctx.words
    u = only(ctx, first, last, "u")
    if u is None:
        return []
    unit = unit_at(words, u)
    j = only(ctx, first, last, "ljkKS")
    if j is None or unit[0] == "T":
        return []
    word, the = words.low[j], words.kinds[:j].endswith("c") and j > first
    counted = word in {"last", "past", "next", "coming"} and the or word == "past"
    if counted and unit != "D" and not (word == "coming"):
        return _span_of(ctx, first, last, 1, unit, -1 if words.kinds[j] == "l" else 1)
    anaphoric = words.kinds[j] in "KS" or word in {"following", "subsequent", "previous", "preceding"} or (the and unit == "D")
    base = ctx.then if anaphoric else ctx.now
    if base is None:
        return []
    day = shifted(base, _step(ctx, j, j + 1), unit)
    value = at(day, unit) if day is not None else None
    if value is None or day is None:
        return []
    if words.kinds[j] == "k" and unit == "CE":
        value = f"{day.year // 100:02d}"
    reading = Reading(first, last, "DATE", value, mod_of(ctx, first, j))
    return [_capped(ctx, reading, base, first)]


def _span_of(ctx: Context, first: int, last: int, count: float, unit: str, way: int) -> list[Reading]:
    """A duration with one end on the day of speaking: "the past year", "the next two weeks"."""
    base = ctx.now
    start = end = None
    whole = int(count)
    if base is not None and whole == count:
        other = shifted(base, way * whole, unit)
        start, end = (other, base) if way < 0 else (base, other)
    return [Reading(first, last, "DURATION", duration(plain(count), unit), None, start, end)]


def duration(count: str, unit: str) -> str:
    """``P2W``, ``PT3H``, ``PXY``: a count and the letters of a unit."""
    if unit == "2W":
        return f"P{int(count) * 2}W" if count.isdigit() else "PXW"
    if unit[0] == "T":
        return f"PT{count}{unit[1:]}"
    return f"P{count}{unit}"


def _part_of_day(ctx: Context, first: int, last: int) -> list[Reading]:
    """"this morning", "last night", "that afternoon", "the next morning"."""
    words = ctx.words
    j = only(ctx, first, last, "ljkKS")
    if j is None:
        return []
    part = _part_at(ctx, first, last)
    the = words.kinds[j - 1] == "c" if j > first else False
    anaphoric = words.kinds[j] in "KS" or the or words.low[j] in {"following", "previous"}
    base = ctx.then if anaphoric or ctx.history else ctx.now
    day = add_days(base, _step(ctx, j, j + 1)) if base is not None else None
    if day is None:
        return [Reading(first, last, "TIME", "XXXX-XX-XX" + part)]
    return [_timed(first, last, day, part, mod_of(ctx, first, j))]


def _season(ctx: Context, first: int, last: int) -> list[Reading]:
    """"last summer", "the spring of 1920", "that winter"."""
    words = ctx.words
    i = only(ctx, first, last, "s")
    if i is None:
        return []
    season = lexicon()["seasons"][words.low[i]]
    y = only(ctx, first, last, "y")
    if y is not None:
        return [Reading(first, last, "DATE", f"{words.low[y]}-{season}", mod_of(ctx, first, i))]
    step = _step(ctx, first, last)
    base = ctx.then if only(ctx, first, last, "KS") is not None else ctx.now
    if base is None:
        return [Reading(first, last, "DATE", f"XXXX-{season}", mod_of(ctx, first, i))]
    year = base.year
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    if step < 0 and (base.month < start + 3 or season == "WI"):
        year -= 1
    elif step > 0 and base.month >= start:
        year += 1
    elif step == 0 and only(ctx, first, last, "kKS") is None and not ctx.history and base.month < start and ctx.direction(first, last) < 0:
        year -= 1
    return [Reading(first, last, "DATE", f"{year:04d}-{season}", mod_of(ctx, first, i))]


def _bare_season(ctx: Context, first: int, last: int) -> list[Reading]:
    words = ctx.words
    if words.low[first] in {"fall", "spring"} and (first == 0 or words.low[first - 1] not in {"in", "the", "this", "last", "next", "of", "early", "late", "by", "that", "same"}):
        return []
    return _season(ctx, first, last)


def _ago(ctx: Context, first: int, last: int) -> list[Reading]:
    """"two years ago", "a few days later", "a year earlier", "the day before"."""
    words = ctx.words
    u = only(ctx, first, last, "uU")
    if u is None:
        return []
    unit = unit_at(words, u)
    word = words.low[last - 1]
    past = word not in {"later", "after", "afterwards", "on", "following"}
    base = ctx.now if word == "ago" else ctx.then
    start = next((i for i in range(first, u) if words.kinds[i] in "dnyWaC"), u)
    count = number(words, start, u)
    if count is None or only(ctx, first, u, "C") is not None:
        if words.low[first] == "the" and unit == "D" and last - first == 3:
            count = 1.0
        elif unit[0] == "T":
            return [Reading(first, last, "TIME", "PAST_REF" if past else "FUTURE_REF")]
        else:
            return [Reading(first, last, "DATE", "PAST_REF" if past else "FUTURE_REF")]
    if unit[0] == "T":
        return [Reading(first, last, "TIME" if past else "DURATION", duration(plain(count), unit))]
    mod = approximation(ctx, first, start)
    if base is None or count != int(count):
        return [Reading(first, last, "DATE", "PAST_REF" if past else "FUTURE_REF", mod)]
    day = shifted(base, int(-count if past else count), unit)
    value = _as_fine_as(ctx, day, unit, word) if day is not None else None
    return [Reading(first, last, "DATE", value, mod)] if value is not None else []


def _as_fine_as(ctx: Context, day: date, unit: str, word: str) -> str | None:
    """The value in the count's own unit; a decade ago is a year, as the annotators of TimeBank have it."""
    if unit == "DE":
        return at(day, "Y")
    return at(day, unit)


def approximation(ctx: Context, first: int, last: int) -> str | None:
    """The mod that the words before a count give it: "nearly" LESS_THAN, "more than" MORE_THAN, "at least" EQUAL_OR_MORE."""
    said = ctx.words.said(first, last)
    for phrase, mod in (
        ("more than", "MORE_THAN"), ("less than", "LESS_THAN"), ("fewer than", "LESS_THAN"), ("at least", "EQUAL_OR_MORE"),
        ("up to", "EQUAL_OR_LESS"), ("close to", "LESS_THAN"),
    ):  # fmt: skip
        if said.startswith(phrase) or f" {phrase}" in said:
            return mod
    found = lexicon()["approximators"].get(said.split(" ")[0]) if said else None
    return str(found) if found else None


def _weekend(ctx: Context, first: int, last: int) -> list[Reading]:
    base = ctx.now
    if base is None:
        return []
    step = _step(ctx, first, last)
    if step == 0 and only(ctx, first, last, "k") is None:
        step = 1 if ctx.direction(first, last) > 0 else -1
        if step < 0 and base.isoweekday() >= 6 or step > 0:
            step = 0
    day = shifted(base, step, "W")
    value = at(day, "W") if day is not None else None
    return [Reading(first, last, "DATE", f"{value}-WE", mod_of(ctx, first, last))] if value else []


def _part_of_date(ctx: Context, first: int, last: int) -> list[Reading]:
    """"the morning of 31 January 1965", "the night of Sept. 11"."""
    from .dates import date_value

    value = date_value(ctx, first, last)
    return [Reading(first, last, "TIME", value + _part_at(ctx, first, last), mod_of(ctx, first, last))] if value else []


def _weekday_part_of(ctx: Context, first: int, last: int) -> list[Reading]:
    return _weekday(ctx, first, last)


COUNT = r"(?: AN | (?:AN)? VAGUE OF? | [DNUM NUM YEAR] (?:DASH NUM)? | NUMW (?:DASH? NUMW | AND NUMW)* | AN NUMW )"
APPROXIMATELY = r"(?: APPROX )?"

RULES: tuple[Rule, ...] = (
    rule("today", r"(?: [EARLY LATE] | MOD )? TODAY PART?".replace("| MOD ", ""), _today),
    rule("part-today", r"(?: EARLY DASH? )? PART TODAY", _today),
    rule("weekday", r"(?: [EARLY LATE] (?:ON)? )? WDAY PART?".replace("(?:ON)?", ""), _weekday),
    rule("weekday-relative", r"(?: [EARLY LATE] )? (?:THE)? [LAST NEXT THIS] WDAY PART?", _weekday),
    rule("part-weekday", r"(?: EARLY DASH? )? PART (?: OF | ON_ )? WDAY".replace("| ON_ ", ""), _weekday_part_of),
    rule("period", rf"{MOD}? (?:IN)? (?:THE)? (?:[LAST NEXT THIS] | [THAT THIS THE]? SAME | THAT) UNIT", _period),
    rule("part-of-day", r"(?: [EARLY LATE] )? (?:THE)? (?:[LAST NEXT THIS] | THAT? SAME | THAT) PART", _part_of_day),
    rule("part-of-date", r"(?: [EARLY LATE] (?:IN THE)? )? (?:THE)? (?:EARLY)? PART UNITS? OF [do]m(?:,?y)? ".replace("[do]m(?:,?y)?", r"(?:[DNUM ORDN] MONTH | MONTH [DNUM ORDN]) (?:COMMA? YEAR)?"), _part_of_date),
    rule("date-and-part", r"(?:[DNUM ORDN] MONTH | MONTH [DNUM ORDN]) (?:COMMA? YEAR)? PART", _part_of_date),
    rule("season-of-year", rf"{MOD}? THE? SEASON (?:OF|COMMA)? YEAR", _season),
    rule("season-relative", rf"{MOD}? THE? (?:[LAST NEXT THIS] | THAT? SAME | THAT) SEASON", _season),
    rule("season", rf"(?:{MOD} | THE)? SEASON", _bare_season),
    rule("ago", rf"{APPROXIMATELY} {COUNT} MORE? [UNIT UNITS] AGO", _ago),
    rule("later", rf"{APPROXIMATELY} {COUNT} [UNIT UNITS] [LATE BEFORE LATER]", _ago),
    rule("day-before", r"THE UNIT [BEFORE LATER]", _ago),
    rule("weekend", r"(?: [EARLY LATE] )? (?:THE)? (?:[LAST NEXT THIS])? WEEKEND", _weekend),
)
