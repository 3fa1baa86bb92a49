"""Lengths of time and what comes back: two weeks, a four-day visit, the past year, every Monday, 30 attacks a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .calendar import shifted
from .grammar import Reading, Rule, number, only, plain, rule, unit_at, widened
from .words import lexicon, word_set

if TYPE_CHECKING:
    from .context import Context

COUNTED = "dnyWaC"
_NOT_LENGTHS = frozenset({"Q", "TS"})


def duration(count: str, unit: str) -> str:
    """``P2W``, ``PT3H``, ``PXY``: a count and the letters of a unit."""
    if unit == "2W":
        return f"P{int(count) * 2}W" if count.isdigit() else "PXW"
    if unit[0] == "T":
        return f"PT{count}{unit[1:]}"
    return f"P{count}{unit}"


def anchored(ctx: Context, first: int, last: int, count: float, unit: str, way: int) -> Reading:
    """A length with one end on the day of speaking, and the days between: "the past year", "the next two weeks"."""
    base = ctx.now
    start = end = None
    if base is not None and count == int(count):
        # Hours reach back into as many days as they fill: "the past 24 hours" began yesterday.
        days = {"TH": -(-int(count) // 24), "TM": 0, "TS": 0}.get(unit)
        other = shifted(base, way * int(count), unit) if days is None else shifted(base, way * days, "D")
        start, end = (other, base) if way < 0 else (base, other)
    return Reading(first, last, "DURATION", duration(plain(count), unit), None, start, end)


def counted(ctx: Context, first: int, last: int) -> tuple[float | None, str, int]:
    """Of words that end in a unit: the count (None where vague), how TIMEX3 writes it, and the first word of the count."""
    words = ctx.words
    u = next(i for i in range(last - 1, first - 1, -1) if words.kinds[i] in "uU")
    start = next((i for i in range(first, u) if words.kinds[i] in COUNTED), u)
    vague = only(ctx, start, u, "C")
    if vague is not None:
        word = words.low[vague]
        many = {"couple": "2", "dozen": "12"}.get(word, "X")
        return (12.0 if word == "dozen" else None), many, start
    stop = u - 1 if words.kinds[u - 1] in "M-" else u
    count = number(words, start, stop)
    return count, plain(count) if count is not None else "X", start


def _length(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "two weeks", "nearly forty years", "several days", "2 1/2 years", "two to three weeks"."""
    words = ctx.words
    unit = unit_at(words, last - 1)
    if unit == "Q" and words.kinds[last - 1] == "u":
        return []
    two = only(ctx, first, last, "2&") if words.kinds[last - 1] == "U" else None
    count, text, start = counted(ctx, first, last) if two is None else _lower_end(ctx, first, two)
    if only(ctx, start, last, "C") is not None and words.low[start] == "recent":
        return [Reading(first, last, "DATE", "PAST_REF")]
    if text == "X" and count is None and only(ctx, start, last, "C") is None:
        return []
    if unit == "Y" and last < len(words.kinds) and words.low[last] == "old" and not ctx.history:
        return []
    begin, mod = widened(ctx, start if words.kinds[first] == "A" else first, start)
    return [Reading(begin, last, "DURATION", duration(text, unit), mod)]


def _lower_end(ctx: Context, first: int, two: int) -> tuple[float | None, str, int]:
    start = next((i for i in range(first, two) if ctx.words.kinds[i] in COUNTED), two)
    count = number(ctx.words, start, two)
    return count, plain(count) if count is not None else "X", start


_SMALLER = {"Y": ("M", 6), "D": ("TH", 12), "TH": ("TM", 30), "TM": ("TS", 30)}


def _half(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "a year and a half", "2 1/2 years", "two and a half years", "half an hour"."""
    words = ctx.words
    u = only(ctx, first, last, "uU")
    unit = unit_at(words, u) if u is not None else ""
    if u is None or unit not in _SMALLER or (words.kinds[u - 1] == "d" and words.low[u - 3 : u] != ["1", "/", "2"]):
        return []
    name, half = _SMALLER[unit]
    whole = 0.0 if words.kinds[first] == "h" else number(words, first, first + 1) or 0.0
    count = f"{plain(whole)}{unit.removeprefix('T')}" if whole else ""
    rest = f"{half}{name.removeprefix('T')}"
    if unit[0] == "T":
        return [Reading(first, last, "DURATION", f"PT{count}{rest}")]
    return [Reading(first, last, "DURATION", f"P{count}{'T' if name[0] == 'T' else ''}{rest}")]


def _half_unit(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "half-century", "half-hour"."""
    text = {"CE": "P50Y", "DE": "P5Y", "Y": "P6M", "TH": "PT30M", "D": "PT12H"}.get(unit_at(ctx.words, last - 1))
    return [Reading(first, last, "DURATION", text)] if text else []


def _one(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "a year", "an hour": a length, or a frequency after a number of things ("960 attacks a week")."""
    words = ctx.words
    unit = unit_at(words, last - 1)
    if unit in _NOT_LENGTHS:
        return []
    before = words.low[first - 1] if first else ""
    start = last - 2
    begin, mod = widened(ctx, first, start)
    if begin == start and _counted_before(ctx, first) and (before not in word_set("length_cues") or before == "once"):
        return [Reading(first, last, "SET", duration("1", unit))]
    return [Reading(begin, last, "DURATION", duration("1", unit), mod)]


def _counted_before(ctx: Context, first: int) -> bool:
    """Whether a number of things stands just before: "three flights a week", "30 a day"."""
    if first and ctx.words.low[first - 1] in {"once", "twice", "times"}:
        return True
    kinds = ctx.words.kinds[max(0, first - 4) : first]
    return any(k in kinds for k in "dnWy") and not any(k in kinds for k in ",|vIm2")


def _vague(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "for years", "within days", "weeks of fighting": plural units without a number."""
    words = ctx.words
    before = words.low[first - 1] if first else ""
    after = words.low[last] if last < len(words.low) else ""
    unit = unit_at(words, last - 1)
    if unit == "Q" or (unit[0] == "T" and before not in {"for", "within", "in"}):
        return []
    if before == "of" and first > 1 and words.low[first - 2] in {"hundreds", "thousands", "tens", "dozens"}:
        return []
    if before not in word_set("vague_cues") and after not in word_set("after_vague"):
        return []
    return [Reading(first, last, "DURATION", duration("X", unit))]


def _units_long(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "decades-long", "year-long", "month-old"."""
    unit = unit_at(ctx.words, first)
    many = "X" if ctx.words.kinds[first] == "U" else "1"
    return [Reading(first, last, "DURATION", duration(many, unit))]


def _span(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the past two months", "the next few years", "the coming weeks"."""
    words = ctx.words
    j = only(ctx, first, last, "lj")
    if j is None:
        return []
    unit = unit_at(words, last - 1)
    if first == j and words.low[j] in word_set("anaphoric"):
        return []
    if j + 1 == last - 1:
        return [Reading(first, last, "DURATION", duration("X", unit))]
    count, text, _ = counted(ctx, j + 1, last)
    begin, mod = widened(ctx, first, first)
    if count is None:
        return [Reading(begin, last, "DURATION", duration(text, unit), mod)]
    reading = anchored(ctx, first, last, count, unit, -1 if words.kinds[j] == "l" else 1)
    return [reading._replace(first=begin, mod=mod)]


def _with_adjective(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "two bloody weeks", "eight trading days"."""
    words = ctx.words
    i, unit = last - 2, unit_at(words, last - 1)
    word = words.low[i]
    if (
        not word.isalpha()
        or not words.text[words.starts[i]].islower()
        or word in word_set("linkers")
        or unit[0] == "T"
        or unit == "Q"
    ):
        return []
    start = first + 1 if words.kinds[first] == "B" else first
    count = number(words, start, i)
    begin, mod = widened(ctx, first, start)
    return [Reading(begin, last, "DURATION", duration(plain(count), unit), mod)] if count is not None else []


def _compound_period(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "a sixty-day period"."""
    u = last - 2
    start = next(i for i in range(first, u) if ctx.words.kinds[i] in "dnW")
    count = number(ctx.words, start, u - 1)
    return (
        [Reading(first, last, "DURATION", duration(plain(count), unit_at(ctx.words, u)))] if count is not None else []
    )


def _of_age(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "26 years of age"."""
    if not ctx.history or ctx.words.low[last] != "age":
        return []
    return [Reading(first, last + 1, "DURATION", f"P{ctx.words.low[first]}Y")]


def _first_months(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the first nine months", "the latest three years"."""
    u = only(ctx, first, last, "U")
    if u is None:
        return []
    count, unit = number(ctx.words, first + 2, u), unit_at(ctx.words, u)
    return [Reading(first, last, "DURATION", duration(plain(count), unit))] if count is not None else []


def _compound(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "a four-day visit", "ten-year": a length as an adjective; not an age ("44-year-old")."""
    words = ctx.words
    u = only(ctx, first, last, "u")
    if words.low[first:last] == ["one", "day"] and first and words.low[first - 1] in word_set("modals"):
        return [Reading(first, last, "DATE", "FUTURE_REF")]
    if u is None or words.low[last : last + 1] == ["old"] or words.low[last : last + 2] == ["-", "old"]:
        return []
    if words.kinds[last : last + 1] == "-" and words.kinds[last + 1 : last + 2] in {"g", "r"}:
        return []
    unit = unit_at(words, u)
    if unit in _NOT_LENGTHS or any(w in {"/", "'"} for w in words.low[first:u]):
        return []
    count = number(words, first, u)
    return [Reading(first, last, "DURATION", duration(plain(count), unit))] if count is not None else []


def _old(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "nineteen years old", "26 years of age": ages are lengths in histories only."""
    if not ctx.history:
        return []
    u = only(ctx, first, last, "U")
    count = number(ctx.words, first, u) if u is not None else None
    return [Reading(first, last, "DURATION", f"P{plain(count)}Y")] if count is not None else []


def _every(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "every day", "each Thursday", "every two weeks", "per month"."""
    words, lex = ctx.words, lexicon()
    part = only(ctx, first, last, "pP")
    tail = f"T{lex['parts'].get(words.low[part]) or lex['plural_parts'][words.low[part]]}" if part is not None else ""
    for kind, table, form in (
        ("w", "weekdays", "XXXX-WXX-{}"),
        ("m", "months", "XXXX-{:02d}"),
        ("s", "seasons", "XXXX-{}"),
    ):
        i = only(ctx, first, last, kind)
        if i is not None:
            return [Reading(first, last, "SET", form.format(lex[table][words.low[i].rstrip(".")]) + tail)]
    if part is not None:
        return [Reading(first, last, "SET", f"XXXX-XX-XX{tail}")]
    u = only(ctx, first, last, "uU")
    if u is None or unit_at(words, u) == "TS":
        return []
    count = number(words, first + 1, u)
    return [Reading(first, last, "SET", duration(plain(count or 1), unit_at(words, u)))]


def _weekdays(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "Mondays", "Tuesday nights"."""
    words, lex = ctx.words, lexicon()
    part = only(ctx, first, last, "pP")
    tail = f"T{lex['parts'].get(words.low[part]) or lex['plural_parts'][words.low[part]]}" if part is not None else ""
    name = words.low[first].rstrip(".")
    number_of = lex["weekdays"].get(name) or lex["weekdays"][name.removesuffix("s")]
    return [Reading(first, last, "SET", f"XXXX-WXX-{number_of}{tail}")]


def _frequency(ctx: Context, first: int, last: int) -> list[Reading]:
    table = lexicon()["history_frequencies" if ctx.history else "frequencies"]
    value = table.get(ctx.words.low[first]) or lexicon()["frequencies"].get(ctx.words.low[first])
    return [Reading(first, last, "SET", str(value))] if value else []


MANY = r"(?: AN? VAGUE OF? | [DNUM NUM YEAR] (?:DASH NUM)? | NUMW (?:DASH? NUMW | AND NUMW){0,6} | AN NUMW )"
COUNT = rf"(?: AN | {MANY} )"

RULES: tuple[Rule, ...] = (
    rule("one", r"APPROX? AN UNIT (?!DASH)", _one),
    rule("length", rf"(?:THE SUCH?)? (?: APPROX | ABOUT )? {MANY} MORE? UNITS", _length),
    rule("length-range", r"(?: APPROX )? [DNUM NUMW] [TILL] [DNUM NUMW] UNITS", _length),
    rule("vague-length", r"UNITS", _vague),
    rule(
        "half", r"(?: AN UNIT AND AN HALF | DNUM DNUM DASH DNUM UNITS | NUMW AND AN HALF UNITS | HALF AN UNIT )", _half
    ),
    rule("half-unit", r"HALF DASH UNIT", _half_unit),
    rule("units-long", r"[UNIT UNITS] DASH LONG", _units_long),
    rule("span", rf"THE? [LAST NEXT] {MANY} MORE? [UNIT UNITS]", _span),
    rule("span-counted-first", rf"THE {MANY} [LAST NEXT] UNITS", _span),
    rule("coming-years", r"THE? [LAST NEXT] UNITS", _span),
    rule("first-months", r"THE [ORDW SUCH LAST] [NUMW DNUM] UNITS OF YEAR", _first_months),
    rule("first-months-bare", r"THE [ORDW SUCH] [NUMW DNUM] UNITS", _first_months),
    rule("with-adjective", r"APPROX? [NUMW DNUM] OTHER UNITS", _with_adjective),
    rule(
        "compound-period",
        r"(?: THE SAME? | AN )? (?:[DNUM NUM] | NUMW (?:DASH NUMW)?) DASH UNIT PERIOD",
        _compound_period,
    ),
    rule("years-of-age", r"[DNUM NUM] UNITS OF (?=OTHER)", _of_age),
    rule("compound", r"(?:[DNUM NUM] | NUMW (?:DASH NUMW)?) DASH UNIT (?: DASH? LONG)?", _compound),
    rule("compound-open", r"(?:[DNUM] | NUMW (?:DASH NUMW)?) UNIT LONG?", _compound),
    rule("age", r"(?:[DNUM NUM] | NUMW (?:DASH NUMW)?) UNITS OLD", _old),
    rule("every", r"EVERY (?: WDAY PART? | MONTH | SEASON | PART | (?:[DNUM] | NUMW | ORDW)? [UNIT UNITS])", _every),
    rule("weekdays", r"(?: WDAY PARTS | WDAYS [PART PARTS]? )", _weekdays),
    rule("frequency", r"FREQ", _frequency),
)
