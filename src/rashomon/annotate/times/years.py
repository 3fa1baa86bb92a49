"""Years, decades and centuries: 1961, 149 BC, 1946-49, the late 1990s, the 20th century, nineteen ninety-seven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .grammar import Reading, Rule, number, only, ordinal_at, rule
from .words import lexicon, word_set

if TYPE_CHECKING:
    from .context import Context

# Prefixes: "early", "mid-", "the end of", "early in", "the first half of" (the half is read in rules of periods).
MOD = r"(?: (?:THE)? (?: [EARLY LATE] DASH? (?: IN (?:THE)? )? | EDGE OF THE? | [EARLY LATE] (?=MONTH) ) )"
_OUR_TIME = range(1900, 2050)
_LONG_AGO = 1700
_THREE_DIGITS = 3


def full_year(ctx: Context, i: int) -> int:
    """The year at word ``i``: four digits, or two that stand for the nearest such year."""
    low = ctx.words.low[i].strip("'’")
    year = int(low)
    if len(low) > 2:
        return year
    base = ctx.today.year if ctx.today else 2000
    return min((c + year for c in (1800, 1900, 2000)), key=lambda y: abs(y - base)) if not ctx.history else 1900 + year


def era_value(ctx: Context, y: int, x: int | None) -> str:
    """A year, before or after the birth of Christ."""
    year = int(ctx.words.low[y])
    if x is not None and ctx.words.low[x].startswith("b"):
        return f"BC{year:04d}"
    return f"{year:04d}"


def mod_of(ctx: Context, first: int, last: int) -> str | None:
    """START, MID or END by the first word of [first, last) that says so; ``earlier`` and ``later`` say so too."""
    lex = lexicon()
    for i in range(first, last):
        low = ctx.words.low[i]
        if ctx.words.kinds[i] in "Er":
            return str(lex["early"][low])
        if ctx.words.kinds[i] == "G":
            return str(lex["edges"][low])
    return None


def _year(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "1961": a year, unless it looks like a count, a price or a number."""
    words = ctx.words
    year = int(words.low[first])
    sure = _in_year_range(ctx, first, last) or (year in _OUR_TIME and words.kinds[first - 1 : first] in {"", "|"})
    if not sure and (_is_number(ctx, first, last) or not _may_be_year(ctx, first, last, year)):
        return []
    return [Reading(first, last, "DATE", f"{year:04d}")]


def _in_year_range(ctx: Context, first: int, last: int) -> bool:
    kinds = ctx.words.kinds
    return kinds[last : last + 2] == "-y" or (first > 1 and kinds[first - 2 : first] == "y-")


def _is_number(ctx: Context, first: int, last: int) -> bool:
    """Whether the digits are part of a number, a name or a measure: "$1990", "1990 %", "F-1990", "2.1990", "1990 days"."""
    words = ctx.words
    before = words.low[first - 1] if first else ""
    after = words.low[last] if last < len(words.low) else ""
    joined = first > 1 and words.ends[first - 1] == words.starts[first]
    return (
        before in word_set("before_count")
        or after in {"%", "percent", "per"}
        or (words.kinds[last : last + 1] in {"u", "U"} and before != "the")
        or (joined and before in {".", ":"} and words.text[words.starts[first - 1] - 1].isdigit())
        or (joined and before in {"-", "/", "_"} and words.kinds[first - 2] not in "dynYmo")
    )


def _may_be_year(ctx: Context, first: int, last: int, year: int) -> bool:
    """Whether the words around let four digits be a year: those of our time need less than old ones."""
    words = ctx.words
    before = words.low[first - 1] if first else ""
    after = words.low[last] if last < len(words.low) else ""
    counted = (
        words.kinds[last : last + 1] == "_"
        and after.isalpha()
        and after not in word_set("linkers")
        and words.text[words.starts[last]].islower()
    )
    if year in _OUR_TIME:
        return not counted or before in word_set("before_year_and_noun")
    if not ctx.history and (year < _LONG_AGO or counted):
        return False
    return before in word_set("before_year") or words.kinds[first - 1 : first] in {"", "|"}


def _mod_year(ctx: Context, first: int, last: int) -> list[Reading]:
    y, x = only(ctx, first, last, "y"), only(ctx, first, last, "X")
    if y is None:
        y = only(ctx, first, last, "nd")
    if y is None or not ctx.words.low[y].isdigit():
        return []
    return [Reading(first, last, "DATE", era_value(ctx, y, x), mod_of(ctx, first, last))]


def _year_range(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "1946-49", "2006-07": two years, the second in two digits."""
    words = ctx.words
    year, short = int(words.low[first]), words.low[last - 1]
    if (
        len(short) != 2
        or words.ends[first] != words.starts[first + 1]
        or words.ends[last - 2] != words.starts[last - 1]
    ):
        return []
    second = year // 100 * 100 + int(short)
    if not year < second <= year + 60 or not 1000 <= year <= 2049:
        return []
    return [Reading(first, first + 1, "DATE", f"{year:04d}"), Reading(last - 1, last, "DATE", f"{second:04d}")]


def _decade(ctx: Context, first: int, last: int) -> list[Reading]:
    words = ctx.words
    i = only(ctx, first, last, "De")
    if i is None:
        return []
    low = words.low[i]
    mod = mod_of(ctx, first, last)
    if words.kinds[i] == "e":
        if first == i:
            return []
        return [Reading(first, last, "DATE", f"19{lexicon()['decades'][low]}", mod)]
    digits = "".join(c for c in low if c.isdigit())
    if len(digits) == _THREE_DIGITS:
        return [Reading(first, last, "DATE", f"BC0{digits[:2]}", mod)]
    return [Reading(first, last, "DATE", digits[:3] if len(digits) == 4 else f"19{digits[0]}", mod)]


def _century(ctx: Context, first: int, last: int) -> list[Reading]:
    words = ctx.words
    i = only(ctx, first, last, "oO")
    u = only(ctx, first, last, "u")
    if i is None or u is None or words.low[u] != "century":
        return []
    prefix = "BC" if (x := only(ctx, first, last, "X")) is not None and words.low[x].startswith("b") else ""
    n = ordinal_at(words, i)
    if words.kinds[i] == "O" and i > first and words.low[i - 1] == "-" and words.low[i - 2 : i - 1] == ["twenty"]:
        n += 20
    return [Reading(first, last, "DATE", f"{prefix}{n - 1:02d}", mod_of(ctx, first, last))]


def _spelled_year(ctx: Context, first: int, last: int) -> list[Reading]:
    n = number(ctx.words, first + ctx.words.kinds[first : first + 2].count("m"), last)
    if (
        n is None
        or not 1700 <= n <= 2049
        or ctx.words.low[only(ctx, first, last, "W") or first] not in {"eighteen", "nineteen", "twenty"}
    ):
        return []
    if ctx.words.kinds[first] == "m":
        return [Reading(first, last, "DATE", f"{int(n)}-{lexicon()['months'][ctx.words.low[first].rstrip('.')]:02d}")]
    return [Reading(first, last, "DATE", str(int(n)))]


RULES: tuple[Rule, ...] = (
    rule("era", rf"{MOD}? [NUM DNUM YEAR] ERA", _mod_year),
    rule("year-range", r"YEAR DASH [NUM DNUM]", _year_range),
    rule("year", r"YEAR", _year),
    rule("year-part", rf"{MOD} (?:THE UNIT)? YEAR", _mod_year),
    rule("year-named", r"THE [UNIT UNITS] YEAR", _mod_year),
    rule("decade", rf"(?:{MOD} | THE)? [DECN DECW] ERA?", _decade),
    rule("century", rf"(?:{MOD}|THE)? (?:NUMW DASH)? [ORDN ORDW] DASH? UNIT ERA?", _century),
    rule("spelled-year", r"(?:MONTH)? NUMW NUMW (?:DASH? NUMW)?", _spelled_year),
)
