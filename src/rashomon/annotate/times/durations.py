"""Lengths of time, things that come back, clock times, quarters and words without a date: P2W, XXXX-WXX-1, T10:35, PAST_REF."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .calendar import add_months, quarter_value, shifted
from .dates import FULL, MOD, date_value, mod_of
from .grammar import Reading, Rule, number, only, ordinal_at, plain, rule, unit_at
from .relative import COUNT, _span_of, _step, approximation, duration, weekday_value
from .words import lexicon

if TYPE_CHECKING:
    from .context import Context


def _length(ctx: Context, first: int, last: int) -> list[Reading]:
    """"two weeks", "nearly forty years", "a month", "several days", "2 1/2 years"."""
    words = ctx.words
    u = only(ctx, first, last, "uU")
    if u is None:
        return []
    unit = unit_at(words, u)
    start = next((i for i in range(first, u) if words.kinds[i] in "dnyWaC"), u)
    vague = only(ctx, first, u, "C")
    count = number(words, start, u - (1 if words.kinds[u - 1] in "M-" else 0))
    if vague is not None:
        if words.low[vague] == "recent":
            return [Reading(first, last, "DATE", "PAST_REF")]
        text = "2" if words.low[vague] == "couple" else "X"
        return [Reading(first, last, "DURATION", duration(text, unit), approximation(ctx, first, start))]
    if count is None:
        return []
    return [Reading(first, last, "DURATION", duration(plain(count), unit), approximation(ctx, first, start))]


_MONEY = frozenset("times million billion share dollars barrels cents".split())


def _one(ctx: Context, first: int, last: int) -> list[Reading]:
    """"a year", "an hour": a length, or a frequency after a number of things ("960 attacks a week")."""
    words = ctx.words
    unit = unit_at(words, first + 1)
    before = words.low[first - 1] if first else ""
    if unit in {"TS", "Q"} and before not in {"for", "within", "in"}:
        return []
    if before in _LENGTH_CUES:
        return [Reading(first, last, "DURATION", duration("1", unit))]
    if _counted_before(ctx, first):
        return [Reading(first, last, "SET", duration("1", unit))]
    return [Reading(first, last, "DURATION", duration("1", unit))]


_LENGTH_CUES = frozenset("for in within over about than nearly almost after barely lasted lasting took least of under once".split())


def _counted_before(ctx: Context, first: int) -> bool:
    """Whether a number stands within the few words before, with no verb-like break: "three flights a week"."""
    kinds = ctx.words.kinds[max(0, first - 4) : first]
    return any(k in kinds for k in "dnWy") and not any(k in kinds for k in ",|vI")


def _vague(ctx: Context, first: int, last: int) -> list[Reading]:
    """"for years", "within days", "weeks of fighting": plural units without a number."""
    words = ctx.words
    before = words.low[first - 1] if first else ""
    unit = unit_at(words, last - 1)
    if unit[0] == "T" and before not in {"for", "within", "in"}:
        return []
    if before not in _VAGUE_CUES and not (last < len(words.kinds) and words.low[last] in {"of", "before", "after", "ago", "later", "earlier", "ahead"}):
        return []
    return [Reading(first, last, "DURATION", duration("X", unit))]


_VAGUE_CUES = frozenset("for in within over after the these coming past of took lasted last just only".split())


def _span(ctx: Context, first: int, last: int) -> list[Reading]:
    """"the past two months", "the next few years", "the first nine months"."""
    words = ctx.words
    u = only(ctx, first, last, "uU")
    j = only(ctx, first, last, "ljkO")
    if u is None or j is None:
        return []
    unit = unit_at(words, u)
    vague = only(ctx, j + 1, u, "C")
    if vague is not None or j + 1 == u:
        text = "2" if vague is not None and words.low[vague] == "couple" else "X"
        return [Reading(first, last, "DURATION", duration(text, unit), approximation(ctx, first, j))]
    start = next((i for i in range(j + 1, u) if words.kinds[i] in "dnyWa"), u)
    count = number(words, start, u - (1 if words.kinds[u - 1] == "M" else 0))
    if count is None:
        return []
    if words.kinds[j] == "O":
        return [Reading(first, last, "DURATION", duration(plain(count), unit))]
    return _span_of(ctx, first, last, count, unit, -1 if words.kinds[j] == "l" else 1)


def _compound(ctx: Context, first: int, last: int) -> list[Reading]:
    """"a four-day visit", "ten-year": a length as an adjective; not an age ("44-year-old")."""
    words = ctx.words
    u = only(ctx, first, last, "uU")
    if u is None or (last < len(words.kinds) and words.kinds[last] == "-" and words.low[last + 1 : last + 2] == ["old"]):
        return []
    if words.low[last : last + 1] == ["old"]:
        return []
    unit = unit_at(words, u)
    if unit == "CE" and words.kinds[u - 2] == "_":
        return []
    count = number(words, first, u)
    return [Reading(first, last, "DURATION", duration(plain(count), unit))] if count is not None else []


def _every(ctx: Context, first: int, last: int) -> list[Reading]:
    """"every day", "each Thursday", "every two weeks"."""
    words = ctx.words
    w = only(ctx, first, last, "w")
    if w is not None:
        part = only(ctx, w, last, "pP")
        tail = f"T{lexicon()['parts'].get(words.low[part]) or lexicon()['plural_parts'][words.low[part]]}" if part is not None else ""
        return [Reading(first, last, "SET", f"XXXX-WXX-{lexicon()['weekdays'][words.low[w]]}{tail}")]
    m = only(ctx, first, last, "m")
    if m is not None:
        return [Reading(first, last, "SET", f"XXXX-{lexicon()['months'][words.low[m]]:02d}")]
    s = only(ctx, first, last, "s")
    if s is not None:
        return [Reading(first, last, "SET", f"XXXX-{lexicon()['seasons'][words.low[s]]}")]
    p = only(ctx, first, last, "p")
    if p is not None:
        return [Reading(first, last, "SET", f"XXXX-XX-XXT{lexicon()['parts'][words.low[p]]}")]
    u = only(ctx, first, last, "uU")
    if u is None:
        return []
    count = number(words, first + 1, u)
    return [Reading(first, last, "SET", duration(plain(count or 1), unit_at(words, u)))]


def _plural_weekday(ctx: Context, first: int, last: int) -> list[Reading]:
    low = ctx.words.low[first]
    name = low[:-1] if low.endswith("s") else low
    return [Reading(first, last, "SET", f"XXXX-WXX-{lexicon()['weekdays'][name]}")]


def _frequency(ctx: Context, first: int, last: int) -> list[Reading]:
    return [Reading(first, last, "SET", str(lexicon()["frequencies"][ctx.words.low[first]]))]


def _quarter(ctx: Context, first: int, last: int) -> list[Reading]:
    """"the third quarter", "fourth-quarter", "the second quarter of 1988", "the first half"."""
    words = ctx.words
    o = only(ctx, first, last, "oOl")
    half = only(ctx, first, last, "h") is not None
    u = only(ctx, first, last, "uh")
    if u is None or (not half and words.low[u] != "quarter"):
        return []
    y = only(ctx, first, last, "y")
    if o is None:
        return []
    n = (2 if half else 4) if words.kinds[o] == "l" else 2 if words.low[o] == "latter" else ordinal_at(words, o)
    if not 1 <= n <= (2 if half else 4):
        return []
    letter = "H" if half else "Q"
    base = ctx.now
    if y is not None:
        year = int(words.low[y])
    elif base is not None:
        year = base.year
        length = 6 if half else 3
        step = _step(ctx, o + 1, last)
        if words.kinds[last - 1] == "u" and last - 1 != u:
            year += step
        elif (n - 1) * length + 1 > base.month and ctx.direction(first, last) < 0:
            year -= 1
    else:
        return []
    return [Reading(first, last, "DATE", f"{year:04d}-{letter}{n}")]


def _fiscal(ctx: Context, first: int, last: int) -> list[Reading]:
    y = only(ctx, first, last, "y")
    if y is not None:
        return [Reading(first, last, "DATE", ctx.words.low[y])]
    base = ctx.now
    return [Reading(first, last, "DATE", f"{base.year + _step(ctx, first, last):04d}")] if base else []


def _this_period(ctx: Context, first: int, last: int) -> list[Reading]:
    """"the quarter", "the week", "the year" of the day of speaking."""
    base = ctx.now
    unit = unit_at(ctx.words, last - 1)
    if base is None or ctx.words.low[last : last + 1] == ["before"]:
        return []
    if unit == "Q":
        # A quarter is reported after its end.
        ended = add_months(base, -3)
        return [Reading(first, last, "DATE", quarter_value(ended))] if ended else []
    if unit == "Y":
        return [Reading(first, last, "DATE", f"{base.year:04d}", mod_of(ctx, first, last))]
    if unit in {"W", "M"} and ctx.words.kinds[first] in "EGr":
        from .calendar import at

        value = at(base, unit)
        return [Reading(first, last, "DATE", value, mod_of(ctx, first, last))] if value else []
    return []


def _edge_of_period(ctx: Context, first: int, last: int) -> list[Reading]:
    """"the end of the year", "early in the day", "late in the year": counted from the story."""
    words = ctx.words
    base = ctx.then if ctx.history else ctx.now
    unit = unit_at(words, last - 1)
    if base is None or unit not in {"D", "W", "M", "Y", "DE", "CE", "Q"}:
        return []
    from .calendar import at

    value = at(base, unit)
    if value is None:
        return []
    from .relative import _capped

    return [_capped(ctx, Reading(first, last, "DATE", value, mod_of(ctx, first, last)), base, first)]


def _year_ago(ctx: Context, first: int, last: int) -> list[Reading]:
    """"the year-ago quarter", "year-earlier"."""
    base = ctx.now
    moved = shifted(base, -1, "Y") if base is not None else None
    if moved is None:
        return []
    if ctx.words.low[last - 1] == "quarter":
        moved = add_months(moved, -3)
        return [Reading(first, last, "DATE", quarter_value(moved))] if moved else []
    return [Reading(first, last, "DATE", f"{moved.year:04d}")]


def _year_end(ctx: Context, first: int, last: int) -> list[Reading]:
    base = ctx.now
    return [Reading(first, last, "DATE", f"{base.year:04d}", "END")] if base else []


_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?:[:.](\d\d))?$")


def clock_value(ctx: Context, first: int, last: int) -> str | None:
    """``T17:30`` of "5:30 p.m."; None where the numbers are no time of day."""
    words = ctx.words
    i = only(ctx, first, last, "td")
    if i is None:
        return None
    low = words.low[i]
    if len(low) == 4 and low.isdigit():
        low = f"{low[:2]}:{low[2:]}"
    match = _CLOCK.match(low)
    if match is None:
        return None
    hour, minute = int(match[1]), match[2]
    half = only(ctx, first, last, "T")
    if half is not None and hour <= 12:
        hour = hour % 12 + (12 if words.low[half].startswith("p") else 0)
    if hour > 24 or int(minute or 0) > 59:
        return None
    return f"T{hour:02d}:{minute or '00'}" + (f":{match[3]}" if match[3] else "")


def _clock(ctx: Context, first: int, last: int) -> list[Reading]:
    """"5:30 p.m. Friday", "0732 EST", "9 a.m. on 3 May 2017"."""
    words = ctx.words
    time = clock_value(ctx, first, last)
    if time is None:
        return []
    m, w, x = only(ctx, first, last, "m"), only(ctx, first, last, "w"), only(ctx, first, last, "x")
    day: str | None = None
    if m is not None:
        low = min(i for i in range(first, last) if words.kinds[i] in "mdoy" and (words.kinds[i] != "d" or words.kinds[i + 1 : i + 2] not in {"T"}))
        high = max(i for i in range(first, last) if words.kinds[i] in "mdoy" and words.kinds[i + 1 : i + 2] != "T") + 1
        day = date_value(ctx, low, high)
    elif w is not None:
        found = weekday_value(ctx, first, last, lexicon()["weekdays"][words.low[w].rstrip(".")])
        day = found.isoformat() if found else None
    else:
        base = ctx.then if ctx.history else ctx.now
        if x is not None and base is not None:
            base = shifted(base, int(lexicon()["todays"][words.low[x]][0]), "D")
        elif not ctx.history and ctx.story is not None:
            base = ctx.story
        day = base.isoformat() if base else None
    return [Reading(first, last, "TIME", (day or "XXXX-XX-XX") + time)]


def _bare_part(ctx: Context, first: int, last: int) -> list[Reading]:
    """"midnight", "in the morning", "at night"."""
    words = ctx.words
    p = only(ctx, first, last, "p")
    if p is None:
        return []
    value = str(lexicon()["parts"][words.low[p]])
    before = words.low[first - 1] if first else ""
    if words.low[p] in {"dawn", "sunset", "dusk", "daybreak"} or (words.kinds[first] == "p" and before not in {"at", "by", "in", "until", "around", "before", "after", "since", "one", "mid", "-"}):
        return []
    base = ctx.then
    day = base.isoformat() if base and before not in {"at"} or value[0].isdigit() and base else "XXXX-XX-XX"
    return [Reading(first, last, "TIME", f"{day}T{value}", mod_of(ctx, first, last))]


def _age(ctx: Context, first: int, last: int) -> list[Reading]:
    count = number(ctx.words, first, only(ctx, first, last, "uU") or last)
    return [Reading(first, last, "DURATION", f"P{plain(count)}Y")] if count is not None and ctx.history else []


@cache
def phrases(*, history: bool) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """References by their first word, the longest first."""
    lex = lexicon()
    both = dict(lex["references"]) | (dict(lex["history_references"]) if history else {})
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, value in both.items():
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append((parts, str(value)))
    return {first: tuple(sorted(group, key=lambda g: (-len(g[0]), g[0]))) for first, group in found.items()}


@cache
def holidays() -> dict[str, tuple[tuple[tuple[str, ...], tuple[int, int]], ...]]:
    """Feasts by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[int, int]]]] = {}
    for phrase, (month, day) in lexicon()["holidays"].items():
        parts = tuple(phrase.replace("'s", " 's").split())
        found.setdefault(parts[0], []).append((parts, (int(month), int(day))))
    return {first: tuple(sorted(group, key=lambda g: (-len(g[0]), g[0]))) for first, group in found.items()}


ABOUT = r"(?: APPROX )?"

RULES: tuple[Rule, ...] = (
    rule("length", rf"{ABOUT} {COUNT} MORE? [UNIT UNITS]", _length),
    rule("one", r"AN UNIT", _one),
    rule("vague-length", r"UNITS", _vague),
    rule("span", rf"{ABOUT} THE? [LAST NEXT] {COUNT} MORE? [UNIT UNITS]", _span),
    rule("coming-years", r"THE? [LAST NEXT] UNITS", _span),
    rule("first-months", r"THE ORDW [NUMW DNUM] UNITS", _span),
    rule("compound", r"(?:[DNUM NUM] | NUMW (?:DASH NUMW)?) DASH UNIT (?: DASH? LONG)?", _compound),
    rule("compound-open", r"NUMW UNIT", _compound),
    rule("every", r"EVERY (?: WDAY PART? | MONTH | SEASON | PART | (?:[DNUM] | NUMW | ORDW)? [UNIT UNITS])", _every),
    rule("frequency", r"FREQ", _frequency),
    rule("quarter", r"(?: THE? (?: FISCAL DASH? )? [ORDN ORDW LAST] DASH? [UNIT HALF] (?: OF? (?: YEAR | THE? [THIS LAST NEXT] UNIT ) )? )", _quarter),
    rule("year-quarter", r"(?: THE? YEAR ORDW UNIT )", _quarter),
    rule("fiscal", r"(?: FISCAL (?:UNIT)? YEAR | THE? [THIS LAST NEXT]? FISCAL UNIT )", _fiscal),
    rule("this-period", r"THE UNIT", _this_period),
    rule("edge-of-period", rf"(?: THE? EDGE OF THE | [EARLY LATE] IN THE ) UNIT", _edge_of_period),
    rule("year-ago", r"THE? UNIT DASH [AGO LATE] (?:UNIT | PERIOD)?", _year_ago),
    rule("year-end", r"UNIT (?: DASH | POSS )? EDGE", _year_end),
    rule("clock", rf"(?: CLOCK AMPM? | DNUM AMPM ) ZONE? (?: COMMA? (?:IN)? (?: {FULL} | WDAY | TODAY ) )?", _clock),
    rule("date-clock", rf"{FULL} COMMA? (?: CLOCK AMPM? | DNUM AMPM ) ZONE?", _clock),
    rule("part", r"(?: (?:THE)? (?:EARLY DASH?)? PART )", _bare_part),
)
_UNUSED = (MOD, _age, _plural_weekday)
