"""Dates that name a day, month or year: 3 May 2017, May 3-5, Sept. 11, mid-May, the 1990s, 149 BC, 30/09/2016."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .calendar import add_months
from .grammar import Reading, Rule, number, only, ordinal_at, rule
from .words import lexicon, word_set
from .years import MOD, era_value, full_year, mod_of

if TYPE_CHECKING:
    from .context import Context

_CENTURY_TURN = 50
DECEMBER = 12
_SOON = 2
# A verb so many words before a month speaks of it.
_DONE = 5
_FAR = timedelta(days=120)


def nearest_year(ctx: Context, first: int, last: int, month: int, day: int | None) -> int | None:
    """The year of a month or day that names none: the story's in a history, else by tense from the day of speaking."""
    if ctx.history and (ctx.story is not None or ctx.before_christ is not None):
        # From December a story goes on to January of the next year; else it stays within the year that it named.
        turned = ctx.story is not None and month == 1 and ctx.story.month == DECEMBER and len(ctx.grain) > len("2016")
        return ctx.story.year + turned if ctx.story is not None else None
    base = ctx.now
    if base is None:
        return None
    if day is None:
        return _year_of_month(ctx, first, last, month, base)
    sure = ctx.direction(first, last, strong=True) > 0 and not _since(ctx, first)
    years = [y for y in (base.year - 1, base.year, base.year + 1) if _exists(y, month, day)]
    if first and (ctx.words.kinds[first - 1] == "N" or _since(ctx, first)):
        years = [y for y in years if date(y, month, day) <= base] or years
    elif sure:
        years = [y for y in years if date(y, month, day) >= base] or years
    # A day of a month is the one nearest to the day of speaking, whatever the tense; tense decides where both lie far.
    nearest = min(years, key=lambda y: abs(date(y, month, day) - base), default=None)
    if nearest is not None and abs(date(nearest, month, day) - base) > _FAR:
        way = ctx.direction(first, last)
        return min(
            (y for y in years if (date(y, month, day) > base) == (way > 0)),
            key=lambda y: abs(date(y, month, day) - base),
            default=nearest,
        )
    return nearest


def _year_of_month(ctx: Context, first: int, last: int, month: int, base: date) -> int:
    """The year of a month alone: this or the next two are those that come, the others lie where the tense points."""
    ahead = (month - base.month) % 12
    if _since(ctx, first):
        return base.year - (month > base.month)
    # In October "in November" is mostly the coming one ("agreed to meet in November"): of the one past people say more.
    low = ctx.words.low[max(0, first - _DONE) : first]
    if (ahead <= _SOON and ("to" in low or not word_set("done") & set(low))) or ctx.direction(first, last) > 0:
        return base.year + (month < base.month)
    return base.year - (month > base.month)


def _since(ctx: Context, first: int) -> bool:
    """Whether "since" stands right before: what follows has begun already."""
    return first > 0 and ctx.words.low[first - 1] == "since"


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _shared_year(ctx: Context, last: int) -> int | None:
    """The year given after the other end of a range: "June 24 to July 17, 1954", "January and February 1937"."""
    match = _RANGE_TAIL.match(ctx.words.kinds, last)
    if match is None:
        return None
    i = match.end() - 1
    return full_year(ctx, i)


_RANGE_TAIL = re.compile(r"[2&,-]{1,2}[cE]?-?(?:[do]v?m|m[do]?|s),?v?y")


def date_value(ctx: Context, first: int, last: int) -> str | None:
    """The value of a date whose words lie in [first, last), in any order; None where there is no such day."""
    words = ctx.words
    m = only(ctx, first, last, "m")
    y = only(ctx, first, last, "y5")
    x = only(ctx, first, last, "X")
    days = [i for i in range(first, last) if words.kinds[i] in "do"]
    if m is None:
        return era_value(ctx, y, x) if y is not None else None
    month = lexicon()["months"][words.low[m].rstrip(".")]
    day = (ordinal_at(words, days[0]) if words.kinds[days[0]] == "o" else int(words.low[days[0]])) if days else None
    year = full_year(ctx, y) if y is not None else _shared_year(ctx, last) or nearest_year(ctx, first, last, month, day)
    if year is None or not 1 <= year <= 9999:
        ancient = f"BC{ctx.before_christ:04d}" if ctx.before_christ is not None else "XXXX"
        return f"{ancient}-{month:02d}" + (f"-{day:02d}" if day else "")
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not _exists(year, month, day) and y is None:
        year = next((n for n in (year + 1, year - 1, year + 2, year - 2) if _exists(n, month, day)), year)
    return date(year, month, day).isoformat() if _exists(year, month, day) else None


def _date(ctx: Context, first: int, last: int) -> list[Reading]:
    value = date_value(ctx, first, last)
    if value is None:
        return []
    return [Reading(first, last, "DATE", value, mod_of(ctx, first, last))]


_TWO_DIGITS = 100


def _range_head(ctx: Context, first: int, _last: int) -> list[Reading]:
    """As "6" of "6-7 February 1920", "240" of "240-238 BC": takes month, year or era from what follows."""
    words = ctx.words
    tail = _HEAD_TAIL.match(words.kinds, first + 1)
    if tail is None:
        return []
    x = only(ctx, first, tail.end(), "X")
    if x is not None:
        return [Reading(first, first + 1, "DATE", era_value(ctx, first, x))]
    m = only(ctx, first, tail.end(), "m")
    y = only(ctx, first, tail.end(), "y")
    if m is None:
        return []
    month = lexicon()["months"][words.low[m].rstrip(".")]
    day = ordinal_at(words, first) if words.kinds[first] == "o" else int(words.low[first])
    year = full_year(ctx, y) if y is not None else nearest_year(ctx, first, tail.end(), month, day)
    return _day(first, first + 1, year, month, day)


_HEAD_TAIL = re.compile(r"[-2&,](?:[do][,&]{1,2})?(?:[do]v?m,?y?|[nyd]X)")


def _range_tail(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "May 4 and 5", "May 3-5, 2017": the first day and the second, which borrows the month."""
    words = ctx.words
    days = [i for i in range(first, last) if words.kinds[i] in "do"]
    m, y = only(ctx, first, last, "m"), only(ctx, first, last, "y")
    if m is None or len(days) < 2 or (y is None and _counts(ctx, last)):
        return []
    month = lexicon()["months"][words.low[m].rstrip(".")]
    readings: list[Reading] = []
    year = full_year(ctx, y) if y is not None else None
    for i in days:
        day = ordinal_at(words, i) if words.kinds[i] == "o" else int(words.low[i])
        that = year or nearest_year(ctx, first, last, month, day)
        readings += _day(first if i == days[0] else i, last if i == days[-1] else i + 1, that, month, day)
    return readings if len(readings) == len(days) else []


def _counts(ctx: Context, i: int) -> bool:
    """Whether the number before word ``i`` counts what follows: "on May 3 and 5 people ..."."""
    low = ctx.words.low[i] if i < len(ctx.words.low) else "."
    return low[0].isalpha() and low not in word_set("linkers")


def _day(first: int, last: int, year: int | None, month: int, day: int) -> list[Reading]:
    try:
        value = date(year, month, day).isoformat() if year else f"XXXX-{month:02d}-{day:02d}"
    except ValueError:
        return []
    return [Reading(first, last, "DATE", value)]


def _month(ctx: Context, first: int, last: int) -> list[Reading]:
    if last - first == 1 and ctx.words.low[first] == "mar":
        return []
    return _date(ctx, first, last)


def _literal(ctx: Context, first: int, last: int) -> list[Reading]:
    text = ctx.words.low[first].upper()
    if text == "9/11":
        return [Reading(first, last, "DATE", "2001-09-11")]
    parts = [int(p) for p in re.split(r"[^\d]", text.split("T")[0])]
    if len(text.split("T")[0].split("-")[0]) == 4:
        year, month, day = parts
    else:
        year = parts[2] if parts[2] >= _TWO_DIGITS else parts[2] + (2000 if parts[2] < _CENTURY_TURN else 1900)
        month, day = parts[0], parts[1]
        # Which of two small numbers is the month: what is possible, else what lies nearer the day of speaking.
        if month > 12 or (day <= 12 and _nearer(ctx, year, day, month)):
            month, day = day, month
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return []
    if "T" in text:
        return [Reading(first, last, "TIME", f"{value}T{text.split('T')[1]}")]
    return [Reading(first, last, "DATE", value)]


def _nearer(ctx: Context, year: int, month: int, day: int) -> bool:
    """Whether reading day before month brings the date nearer to publication."""
    if ctx.today is None:
        return True
    try:
        one, other = date(year, month, day), date(year, day, month)
    except ValueError:
        return False
    return abs(one - ctx.today) < abs(other - ctx.today)


def _spelled_day(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "March eighth", "May twenty-first"."""
    words = ctx.words
    m = only(ctx, first, last, "m")
    if m is None:
        return []
    tens = number(words, m + 1, last - 2) or 0 if last - m > 2 else 0
    day = ordinal_at(words, last - 1) + int(tens)
    month = lexicon()["months"][words.low[m].rstrip(".")]
    return _day(first, last, nearest_year(ctx, first, last, month, day), month, day) if day <= 31 else []


def _day_of_month(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "on the 13th": a day of the month that the story is in."""
    words = ctx.words
    after = words.low[last] if last < len(words.low) else "."
    month = ctx.story if ctx.story is not None and len(ctx.grain) > len("2016") else None
    if (
        month is None
        or words.low[first - 1 : first] != ["on"]
        or (after[0].isalnum() and after not in word_set("linkers"))
    ):
        return []
    return _day(first, last, month.year, month.month, ordinal_at(words, last - 1))


def _month_of_that_year(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "July 25 of that year", "last May": the month against a year that words name."""
    words = ctx.words
    m = only(ctx, first, last, "m")
    if m is None:
        return []
    month = lexicon()["months"][words.low[m].rstrip(".")]
    days = [i for i in range(first, last) if words.kinds[i] in "do"]
    day = (ordinal_at(words, days[0]) if words.kinds[days[0]] == "o" else int(words.low[days[0]])) if days else None
    base = ctx.then if only(ctx, first, last, "KS") is not None else ctx.now
    if base is None:
        return []
    year = base.year
    if words.kinds[last - 1] == "u":
        year += 1 if only(ctx, m, last, "j") is not None else -1 if only(ctx, m, last, "l") is not None else 0
    elif words.kinds[first] in "lcj" and only(ctx, first, last, "lj") is not None:
        ahead = only(ctx, first, last, "j") is not None
        step = next(
            k for k in range(1, 13) if (moved := add_months(base, k if ahead else -k)) is None or moved.month == month
        )
        moved = add_months(base, step if ahead else -step)
        if moved is None:
            return []
        year = moved.year
    if day is None:
        return [Reading(first, last, "DATE", f"{year:04d}-{month:02d}")]
    return _day(first, last, year, month, day)


DAY = r"[DNUM ORDN]"
SPELLED_DAY = r"(?: NUMW DASH )? ORDW"
FULL = rf"(?: (?:WDAY COMMA?)? (?: {DAY} OF? MONTH (?: COMMA? YEAR | APOS? SHORT )? | THE ORDN OF MONTH (?:COMMA? YEAR)? | MONTH COMMA? THE? {DAY} (?:COMMA? YEAR)? ) )"

RULES: tuple[Rule, ...] = (
    rule("date", FULL, _date),
    rule("date-part", rf"{MOD} {FULL}", _date),
    rule("month-year", rf"(?:THE?EDGE OF | {MOD})? MONTH (?: COMMA? OF? YEAR | APOS SHORT )", _date),
    rule("month", rf"{MOD}? MONTH", _month),
    rule(
        "range-tail",
        rf"MONTH {DAY} [DASH TILL AND] {DAY} (?:COMMA? YEAR)? (?! OF? MONTH | COLON)".replace("| COLON", ""),
        _range_tail,
    ),
    rule("range-head", rf"{DAY} (?= [DASH TILL AND COMMA] (?:{DAY} [COMMA AND]{{1,2}})? {DAY} OF? MONTH)", _range_head),
    rule("era-range", r"[NUM DNUM YEAR] (?= [DASH TILL AND] [NUM DNUM YEAR] ERA)", _range_head),
    rule("literal", r"LITERAL", _literal),
    rule(
        "month-of-that-year",
        r"(?:MONTH DNUM? | DNUM MONTH) OF? THE? [THAT SAME THIS LAST NEXT]{1,2} UNIT",
        _month_of_that_year,
    ),
    rule("spelled-day", rf"(?:WDAY COMMA?)? MONTH {SPELLED_DAY}", _spelled_day),
    rule("day-of-month", r"THE ORDN", _day_of_month),
    rule("last-month-name", r"[LAST NEXT THIS] MONTH (?:DNUM)?", _month_of_that_year),
)
