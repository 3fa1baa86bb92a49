"""Quarters, halves and fiscal years, the year or week of speaking, year-ends, feasts, and words without a date."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from .calendar import add_months, at, quarter_value, shifted
from .dates import nearest_year
from .grammar import Reading, Rule, only, ordinal_at, rule, unit_at
from .relative import _QUARTER, capped, step_of
from .words import lexicon, word_set
from .years import mod_of

if TYPE_CHECKING:
    from .context import Context


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
    """As "the 1988 quarter": the quarter last named, in that year."""
    if not _QUARTER.match(ctx.grain) or ctx.words.low[last - 1] != "quarter":
        return []
    return [Reading(first, last, "DATE", f"{ctx.words.low[last - 2]}-{ctx.grain[5:]}")]


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
    if unit == "Q" and base is not None and _QUARTER.match(ctx.grain):
        value = f"{base.year:04d}-{ctx.grain[5:]}"
    elif unit == "Q" and base is not None:
        # A quarter is reported after its end.
        ended = add_months(base, -3)
        value = quarter_value(ended) if ended else None
    elif unit in {"Y", "W"} and words.kinds[last - 2] == "c" and after not in word_set("after_the_year"):
        value = _at_story(ctx, base, unit)
    return [Reading(first, last, "DATE", value)] if value else []


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
    if _QUARTER.match(ctx.grain) and ctx.story is not None:
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


@cache
def _feasts() -> dict[str, tuple[tuple[tuple[str, ...], tuple[int, int]], ...]]:
    """Feasts by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], tuple[int, int]]]] = {}
    for phrase, (month, day) in lexicon()["holidays"].items():
        parts = tuple(phrase.replace("'s", " 's").split())
        table.setdefault(parts[0], []).append((parts, (int(month), int(day))))
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


def feast(ctx: Context, i: int) -> Reading | None:
    """A feast with a fixed day that begins at word ``i``, with the year after it: "Christmas 1963"."""
    words = ctx.words
    for parts, (month, day) in _feasts().get(words.low[i], ()):
        last = i + len(parts)
        if tuple(words.low[i:last]) == parts and words.text[words.starts[i]].isupper():
            if words.kinds[last : last + 1] == "y":
                return Reading(i, last + 1, "DATE", f"{words.low[last]}-{month:02d}-{day:02d}")
            year = nearest_year(ctx, i, last, month, day)
            return Reading(i, last, "DATE", f"{year or 'XXXX'}-{month:02d}-{day:02d}")
    return None


def starts() -> frozenset[str]:
    """The words with which phrases and feasts begin."""
    return frozenset(_by_first_word(history=True)) | frozenset(_feasts())


RULES: tuple[Rule, ...] = (
    rule(
        "quarter",
        r"THE? (?: (?:THIS|LAST|NEXT) UNIT POSS )? (?: YEAR | UNIT DASH [AGO LATE] | FISCAL DASH? )? [ORDN ORDW LAST] DASH? [UNIT HALF]"
        r" (?: OF (?: THE? YEAR | THE? [THIS LAST NEXT]? UNIT ) )?",
        _quarter,
    ),
    rule("year-quarter", r"THE YEAR UNIT", _year_quarter),
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
