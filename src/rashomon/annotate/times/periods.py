"""Quarters, halves and fiscal years, the year or week of speaking, year-ends, feasts, and words without a date."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from .calendar import add_days, add_months, at, days_of, quarter_value, shifted
from .context import QUARTER
from .dates import date_value
from .grammar import Reading, Rule, only, ordinal_at, rule, unit_at
from .relative import capped, step_of
from .words import lexicon, word_set
from .years import mod_of

if TYPE_CHECKING:
    from .context import Context


_HALF_QUARTER = 45


def _quarter(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the third quarter", "fourth-quarter", "the second quarter of 1988", "the latter half of 2008"."""
    words = ctx.words
    u = only(ctx, first, last, "uh")
    while u is not None and words.kinds[u] == "u" and words.low[u] != "quarter":
        u = only(ctx, u + 1, last, "uh")
    o = only(ctx, first, last, "oO")
    if o is None:
        o = only(ctx, first, last, "l")
    if u is None or o is None:
        return []
    half = words.kinds[u] == "h"
    parts = 2 if half else 4
    n = parts if words.kinds[o] == "l" else ordinal_at(words, o)
    if not 1 <= n <= parts or (half and words.kinds[u + 1 : u + 2] != "v"):
        return []
    year = _quarter_year(ctx, first, last, u, (n - 1) * 12 // parts + 1)
    if year is None:
        return []
    the = words.kinds[first] == "c" and words.kinds[u - 1] == "-" and u == last - 1
    return [Reading(first + 1 if the else first, last, "DATE", f"{year:04d}-{'H' if half else 'Q'}{n}")]


def _quarter_year(ctx: Context, first: int, last: int, u: int, month: int) -> int | None:
    """The year of a quarter or half that begins in ``month``: named, counted, or by tense."""
    words = ctx.words
    y = only(ctx, first, last, "y")
    if y is not None:
        return int(words.low[y])
    base = ctx.now
    if base is None:
        return None
    others = [i for i in range(first, last) if words.kinds[i] == "u" and i != u]
    if others:
        back = words.kinds[others[0] + 1 : others[0] + 3] in {"-g", "-r"}
        return base.year + (-1 if back else step_of(ctx, first, last))
    if month > base.month and ctx.direction(first, last) < 0:
        return base.year - 1
    return base.year


def _year_quarter(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the 1988 quarter", "the 1989 period": the quarter last named, in that year."""
    year, word = ctx.words.low[last - 2 : last]
    if word == "period" and not ctx.history:
        return [Reading(first, last, "DATE", f"{year}-{ctx.quarter}" if ctx.quarter else year)]
    return [Reading(first, last, "DATE", f"{year}-{ctx.quarter}")] if ctx.quarter and word == "quarter" else []


def _such_period(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the latest period", "the corresponding period last year", "last year's quarter": the quarter last named."""
    words = ctx.words
    if ctx.now is None or not ctx.quarter or words.low[last - 1] not in {"quarter", "period", "year"}:
        return []
    step = step_of(ctx, first, last)
    if not step and words.low[first + 1] in {"corresponding", "comparable"}:
        return []
    return [Reading(first, last, "DATE", f"{ctx.now.year + step:04d}-{ctx.quarter}")]


def _full_year(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the full year": the year of speaking."""
    if ctx.now is None or ctx.history or ctx.words.low[first + 1 : last] != ["full", "year"]:
        return []
    return [Reading(first, last, "DATE", f"{ctx.now.year:04d}")]


def _fiscal(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "fiscal 1989", "the current fiscal year"; a year that is said to have ended is a length."""
    words = ctx.words
    y = only(ctx, first, last, "y")
    if y is not None:
        return [Reading(first, last, "DATE", words.low[y])]
    if words.kinds[last : last + 1] == "N":
        return [Reading(first, last, "DURATION", "P1Y")]
    base = ctx.now
    return [Reading(first, last, "DATE", f"{base.year + step_of(ctx, first, last):04d}")] if base else []


def _the_unit(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the quarter", "the week", "the year" of the day of speaking; "the year ended ..." is a length."""
    words = ctx.words
    unit = unit_at(words, last - 1)
    after = words.low[last] if last < len(words.low) else ""
    base = ctx.then if ctx.history else ctx.now
    value: str | None = None
    if unit == "Y" and after in {"ended", "ending"}:
        return [Reading(first, last, "DURATION", "P1Y")]
    if unit == "Q" and base is not None and QUARTER.match(ctx.grain):
        value = f"{base.year:04d}-{ctx.grain[5:]}"
    elif unit == "Q" and base is not None and words.kinds[last : last + 2] == "Nm":
        value = _quarter_ended(ctx, last + 1)
    elif unit == "Q" and base is not None and ctx.quarter:
        value = f"{base.year:04d}-{ctx.quarter}"
    elif unit == "Q" and base is not None:
        # A quarter is reported after its end.
        ended = add_months(base, -3)
        value = quarter_value(ended) if ended else None
    elif unit in {"Y", "W"} and words.kinds[last - 2] == "c" and after not in word_set("after_the_year"):
        value = _at_story(ctx, base, unit)
    return [Reading(first, last, "DATE", value)] if value else []


def _quarter_ended(ctx: Context, i: int) -> str | None:
    """The quarter in which the three months before the date at word ``i`` have their middle: to July 31 it is the second."""
    days = days_of(date_value(ctx, i, i + 1 + (ctx.words.kinds[i + 1 : i + 2] == "d")) or "")
    middle = add_days(days[1], -_HALF_QUARTER) if days else None
    return quarter_value(middle) if middle is not None else None


def _ordinal_unit(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the first year of the war", in histories: a length, or a day that only the context can tell."""
    unit = unit_at(ctx.words, last - 1)
    if not ctx.history or unit not in {"D", "W", "M", "Y"}:
        return []
    if unit == "D":
        return [Reading(first, last, "DATE", "XXXX-XX-XX")]
    if ctx.words.low[last : last + 1] != ["of"]:
        return []
    return [Reading(first, last, "DURATION", f"P1{unit}")]


def _at_story(ctx: Context, base: date | None, unit: str) -> str | None:
    """The value of the unit that holds ``base``; in a story before Christ, its year."""
    if base is not None:
        return at(base, unit)
    if ctx.before_christ is None:
        return None
    return f"BC{ctx.before_christ:04d}" if unit == "Y" else ctx.vague_for(unit)


def _edge_of_unit(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the end of the year", "earlier in the day", "late in the year": counted from the story."""
    base = ctx.then if ctx.history else ctx.now
    unit = unit_at(ctx.words, last - 1)
    value = _at_story(ctx, base, unit)
    if value is None or (ctx.words.low[last - 2 : last] == ["the", "day"] and ctx.words.kinds[first] in "Gc"):
        return []
    return [capped(ctx, Reading(first, last, "DATE", value, mod_of(ctx, first, last)), base)]


def _year_ago(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the year-ago quarter", "year-earlier", "the quarter a year ago"."""
    base = ctx.now
    moved = shifted(base, -1, "Y") if base is not None else None
    if moved is None:
        return []
    if QUARTER.match(ctx.grain) and ctx.story is not None:
        return [Reading(first, last, "DATE", f"{moved.year:04d}-{ctx.grain[5:]}")]
    if ctx.words.low[last - 1] == "quarter":
        ended = add_months(moved, -3)
        return [Reading(first, last, "DATE", quarter_value(ended))] if ended else []
    return [Reading(first, last, "DATE", f"{moved.year:04d}")]


def _year_end(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "year-end", "year's end", "the month's end"."""
    base = ctx.now
    if unit_at(ctx.words, only(ctx, first, last, "u") or first) == "M" and ctx.words.kinds[last - 2] == "~":
        month = ctx.then if ctx.history else base
        return [Reading(first, last, "DATE", at(month, "M") or "XXXX-XX", "END")] if month else []
    if ctx.words.kinds[first] == "c":
        return []
    if base is None or unit_at(ctx.words, first) != "Y" or ctx.words.low[last - 1] not in {"end", "close"}:
        return []
    year = base.year - (1 if first and ctx.words.low[first - 1] == "since" else 0)
    end = date(max(year, 1), 12, 31)
    if ctx.words.kinds[first + 1] == "-":
        return [Reading(first, last, "DATE", end.isoformat())]
    return [Reading(first, last, "DATE", f"{end.year:04d}", "END", end, end)]


@cache
def _by_first_word(history: bool) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """References by their first word, the longest first."""
    lex = lexicon()
    both = dict(lex["references"]) | (dict(lex["history_references"]) if history else {})
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, value in both.items():
        parts = tuple(phrase.split())
        table.setdefault(parts[0], []).append((parts, str(value)))
    return {word: tuple(sorted(group, key=lambda g: (-len(g[0]), g[0]))) for word, group in table.items()}


def reference(ctx: Context, i: int) -> Reading | None:
    """A phrase of the lexicon that begins at word ``i`` and names no calendar day: "now", "the past"."""
    low = ctx.words.low
    for parts, value in _by_first_word(ctx.history).get(low[i], ()):
        if tuple(low[i : i + len(parts)]) == parts:
            if (
                parts[-1] == "time"
                and len(parts) == 2
                and parts[0] in {"this", "that"}
                and (not i or low[i - 1] not in word_set("time_cues"))
            ):
                return None
            first = i + 1 if parts[0] == "to" else i
            return Reading(first, i + len(parts), "DATE", value)
    return None


def reference_starts() -> frozenset[str]:
    """The words with which phrases of the lexicon begin."""
    return frozenset(_by_first_word(history=True))


RULES: tuple[Rule, ...] = (
    rule(
        "quarter",
        r"THE? (?: (?:THIS|LAST|NEXT) UNIT POSS )? (?: YEAR | UNIT DASH [AGO LATE] | FISCAL DASH? )? [ORDN ORDW LAST] DASH? [UNIT HALF]"
        r" (?: OF (?: THE? YEAR | THE? [THIS LAST NEXT]? UNIT ) )?",
        _quarter,
    ),
    rule("year-quarter", r"THE YEAR [UNIT PERIOD]", _year_quarter),
    rule("such-period", r"(?: THE SUCH PERIOD (?: LAST UNIT )? | LAST UNIT POSS [UNIT PERIOD] )", _such_period),
    rule("full-year", r"THE OTHER UNIT (?!ENDED)", _full_year),
    rule("fiscal", r"(?: FISCAL UNIT? YEAR | THE? [THIS LAST NEXT SUCH]? FISCAL UNIT )", _fiscal),
    rule("the-unit", r"THE SUCH? UNIT (?!DASH)", _the_unit),
    rule("ordinal-unit", r"THE? [ORDW ORDN] UNIT", _ordinal_unit),
    rule("edge-of-unit", r"(?: THE? EDGE OF THE | [EARLY LATE] IN THE ) UNIT", _edge_of_unit),
    rule(
        "year-ago",
        r"(?: THE SUCH? UNIT DASH [AGO LATE] (?: UNIT | PERIOD ) | UNIT DASH [AGO LATE] | THE UNIT AN UNIT [AGO LATE] )",
        _year_ago,
    ),
    rule("year-end", r"(?:THE)? UNIT (?: DASH | POSS )? EDGE", _year_end),
)
