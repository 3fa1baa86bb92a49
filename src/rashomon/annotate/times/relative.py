"""Dates that count from another day: yesterday, last week, the next morning, two years ago, a year later, on Monday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .calendar import SEASON_START, add_days, at, days_of, shifted, week_value
from .context import QUARTER
from .dates import FULL, date_value
from .grammar import Reading, Rule, only, rule, unit_at, widened
from .lengths import COUNT, anchored, counted, duration
from .words import lexicon, word_set
from .years import MOD, mod_of

if TYPE_CHECKING:
    from datetime import date

    from .context import Context

STEPS = {"l": -1, "j": 1, "k": 0, "K": 0, "S": 0}


def step_of(ctx: Context, first: int, last: int) -> int:
    """-1, 0 or 1 for last, this and next; 0 without such a word."""
    i = only(ctx, first, last, "lj")
    if i is None:
        i = only(ctx, first, last, "kKS")
    return STEPS[ctx.words.kinds[i]] if i is not None else 0


def part_of(ctx: Context, first: int, last: int) -> str:
    """The part of the day that [first, last) names, as it stands after the day: ``TMO``, ``T12:00`` or nothing."""
    i = only(ctx, first, last, "pP")
    if i is None:
        return ""
    lex = lexicon()
    return "T" + str(lex["parts"].get(ctx.words.low[i]) or lex["plural_parts"][ctx.words.low[i]])


def on(first: int, last: int, day: date, part: str, mod: str | None) -> Reading:
    """A day, or a part of it."""
    return Reading(first, last, "TIME" if part else "DATE", day.isoformat() + part, mod)


def capped(ctx: Context, reading: Reading, base: date | None) -> Reading:
    """As "earlier this month" ends on the day of speaking, "later this month" begins there."""
    days = days_of(reading.value)
    word = ctx.words.low[reading.first]
    if days is None or base is None or word not in {"earlier", "later"} or not days[0] <= base <= days[1]:
        return reading
    return reading._replace(start=days[0], end=base) if word == "earlier" else reading._replace(start=base, end=days[1])


def _today(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "today", "late yesterday", "tomorrow morning"."""
    i = only(ctx, first, last, "x")
    if i is None:
        return []
    offset, own = lexicon()["todays"][ctx.words.low[i]]
    part = f"T{own}" if own else part_of(ctx, first, last)
    # In a history "today" and "tonight" are a quoted speaker's, whose day is not known.
    base = None if ctx.history else ctx.now
    day = add_days(base, offset) if base is not None else None
    if day is None:
        return [Reading(first, last, "TIME" if part else "DATE", "XXXX-XX-XX" + part)]
    reading = on(first, last, day, part, mod_of(ctx, first, last))
    if ctx.words.low[i] == "overnight":
        # The night that ends on the day of the report.
        reading = reading._replace(start=add_days(day, -1), end=day)
    return [reading]


def _beyond_today(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the day before yesterday", "the day after tomorrow"."""
    words = ctx.words
    if ctx.history or ctx.now is None or unit_at(words, last - 3) != "D":
        return []
    offset = int(lexicon()["todays"][words.low[last - 1]][0]) + (1 if words.low[last - 2] == "after" else -1)
    day = add_days(ctx.now, offset)
    return [on(first, last, day, "", None)] if day is not None else []


def _week_of(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the week of 12 September"."""
    if unit_at(ctx.words, first + 1) != "W":
        return []
    days = days_of(date_value(ctx, first + 3, last) or "")
    return [Reading(first, last, "DATE", week_value(days[0]))] if days else []


def weekday_of(ctx: Context, first: int, last: int, i: int) -> date | None:
    """The day that the weekday at word ``i`` means, bare or with "last", "next" or "this" in [first, last)."""
    weekday = int(lexicon()["weekdays"][ctx.words.low[i].rstrip(".")])
    base = ctx.then if ctx.history else ctx.now
    if base is None:
        return None
    gap = (weekday - base.isoweekday()) % 7
    step = step_of(ctx, first, last)
    if step:
        return add_days(base, gap - 7 if step < 0 else gap or 7)
    if gap == 0:
        return base
    ahead = ctx.direction(first, last, strong=True) > 0 or _up_to(ctx, first)
    return add_days(base, gap if ahead else gap - 7)


def _up_to(ctx: Context, first: int) -> bool:
    """Whether a day is spoken of beforehand: "postponed until Monday", "as early as Tuesday"; not "lasted until Monday"."""
    low = ctx.words.low
    if low[max(0, first - 3) : first] in (["as", "soon", "as"], ["as", "early", "as"]):
        return True
    near = set(low[max(0, first - 4) : first - 1])
    went_on = word_set("lasting") & near or ({"was", "were"} & near and not low[first - 2].endswith(("ed", "off")))
    return low[first - 1 : first] == ["until"] and not went_on


def _weekday(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "Friday", "Sunday night", "last Monday", "early Tuesday"."""
    i = only(ctx, first, last, "w")
    if i is None or (ctx.words.low[i] == "sun" and not ctx.words.text[ctx.words.starts[i]].isupper()):
        return []
    part = part_of(ctx, first, last)
    day = weekday_of(ctx, first, last, i)
    if day is None:
        weekday = lexicon()["weekdays"][ctx.words.low[i].rstrip(".")]
        return [Reading(first, last, "TIME" if part else "DATE", f"XXXX-WXX-{weekday}{part}")]
    return [on(first, last, day, part, mod_of(ctx, first, last))]


def _period(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "last week", "earlier this month", "that year", "the same day", "the following month", "the past year"."""
    words = ctx.words
    unit = unit_at(words, last - 1)
    j = only(ctx, first, last, "ljkKS")
    if j is None or unit[0] == "T":
        return []
    word, kind = words.low[j], words.kinds[j]
    the = j > first and words.kinds[j - 1] == "c"
    counts = word == "past" or (the and word in {"last", "next", "coming"} and unit not in {"D", "M", "CE"})
    if counts and unit != "D":
        begin, mod = widened(ctx, first, first)
        reading = anchored(ctx, first, last, 1, unit, -1 if kind == "l" else 1)
        return [reading._replace(first=begin, mod=mod)]
    anaphoric = kind in "KS" or word in word_set("anaphoric") or (the and kind != "k") or (kind == "k" and ctx.history)
    base = ctx.then if anaphoric else ctx.now
    if base is None:
        return _ancient(ctx, first, last, STEPS[kind], unit)
    if anaphoric and (open_value := ctx.vague_for(unit)) is not None:
        return [Reading(first, last, "DATE", open_value, mod_of(ctx, first, j))]
    day = shifted(base, STEPS[kind], unit)
    value = at(day, unit) if day is not None else None
    if value is None:
        return []
    return [capped(ctx, Reading(first, last, "DATE", value, mod_of(ctx, first, j)), base)]


def _ancient(ctx: Context, first: int, last: int, years: int, unit: str) -> list[Reading]:
    """A year counted from a story before Christ; other units have no value there."""
    if ctx.before_christ is None:
        return []
    year = ctx.before_christ - years
    if unit in {"CE", "DE"}:
        # Centuries before Christ are numbered from one, decades by their tens.
        number_of = (ctx.before_christ - 1) // 100 - years if unit == "CE" else ctx.before_christ // 10 - years
        return [Reading(first, last, "DATE", f"BC{number_of:0{2 if unit == 'CE' else 3}d}")] if number_of >= 0 else []
    value = f"BC{year:04d}" if unit == "Y" and year > 0 else ctx.vague_for(unit)
    return [Reading(first, last, "DATE", value)] if value else []


def _part_of_day(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "this morning", "last night", "that afternoon", "the next morning"."""
    words = ctx.words
    j = only(ctx, first, last, "ljkKS")
    if j is None:
        return []
    part = part_of(ctx, first, last)
    the = j > first and words.kinds[j - 1] == "c"
    anaphoric = words.kinds[j] in "KS" or the or words.low[j] in word_set("anaphoric") or ctx.history
    base = ctx.then if anaphoric else ctx.now
    day = add_days(base, STEPS[words.kinds[j]]) if base is not None else None
    if day is None:
        return [Reading(first, last, "TIME", "XXXX-XX-XX" + part)]
    return [on(first, last, day, part, mod_of(ctx, first, j))]


def _season(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "last summer", "the spring of 1920", "that winter", "the spring of next year"."""
    words = ctx.words
    i = only(ctx, first, last, "s")
    if i is None:
        return []
    season = str(lexicon()["seasons"][words.low[i]])
    mod = mod_of(ctx, first, i)
    y, era = only(ctx, i, last, "ynd"), only(ctx, i, last, "X")
    if y is not None:
        year_text = words.low[y].zfill(4)
        prefix = "BC" if era is not None and words.low[era].startswith("b") else ""
        return [Reading(first, last, "DATE", f"{prefix}{year_text}-{season}", mod)]
    step = step_of(ctx, first, last)
    base = ctx.then if only(ctx, first, last, "KS") is not None else ctx.now
    if base is None:
        year_text = f"BC{ctx.before_christ - step:04d}" if ctx.before_christ and ctx.before_christ > step else "XXXX"
        return [Reading(first, last, "DATE", f"{year_text}-{season}", mod)]
    year = base.year + (step if words.kinds[last - 1] == "u" else _season_shift(ctx, first, last, base, season, step))
    return [Reading(first, last, "DATE", f"{year:04d}-{season}", mod)] if 0 < year < 10000 else []


def _season_shift(ctx: Context, first: int, last: int, base: date, season: str, step: int) -> int:
    """How many years from ``base`` a season without a year lies."""
    start = SEASON_START[season]
    if step < 0:
        return -1 if base.month < start + 3 or season == "WI" else 0
    if step > 0:
        return 1 if base.month >= start else 0
    if only(ctx, first, last, "kKS") is not None:
        return 0
    if ctx.history:
        return 1 if season == "WI" and base.month > 9 else 0
    return -1 if base.month < start and ctx.direction(first, last) < 0 else 0


def _bare_season(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "summer"; "fall" and "spring" only where nothing tells of a fall or of springs."""
    words = ctx.words
    i = last - 1
    before = words.low[first - 1] if first else ""
    if words.low[i] in {"fall", "spring"} and words.low[last : last + 1] == ["of"]:
        return []
    if words.low[i] == "fall" and words.kinds[first] in "cs" and before not in word_set("fall_cues"):
        return []
    if (
        words.low[i] == "spring"
        and words.kinds[i - 1 : i] not in {"", "|"}
        and words.low[i - 1] not in word_set("season_cues")
    ):
        return []
    return _season(ctx, first, last)


def _ago(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "two years ago", "a few days later", "a year earlier", "nearly two weeks before"."""
    words = ctx.words
    word, unit = words.low[last - 1], unit_at(words, last - 2)
    # "three days after the vote": the count alone is the expression; what it counts from is not read.
    if word in {"after", "before"} and not _ends_clause(ctx, last) and not ctx.history:
        return []
    count, text, start = counted(ctx, first, last - 1)
    begin, mod = widened(ctx, start if words.kinds[first] == "A" and word != "ago" else first, start)
    if count is not None and unit[0] == "T":
        return [Reading(begin, last, "DURATION", duration(text, unit), mod)]
    value = _counted_value(ctx, word, count, unit)
    return [Reading(begin, last, "DATE", value, mod)] if value is not None else []


def _counted_value(ctx: Context, word: str, count: float | None, unit: str) -> str | None:
    """The value so many units before ("ago", "earlier") or after ("later"); a mere direction where that is all there is."""
    way = 1 if word in word_set("afterwards") else -1
    base = ctx.now if word == "ago" or (unit == "Y" and not _told_of_the_past(ctx)) else ctx.then
    if count is None or count != int(count) or (base is None and ctx.before_christ is None):
        return "FUTURE_REF" if way > 0 else "PAST_REF"
    if base is None:
        years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
        year = (ctx.before_christ or 0) - way * int(count) * years if years else 0
        return f"BC{year:04d}" if year > 0 else ctx.vague_for(unit)
    if base is ctx.story and word != "ago" and (open_value := ctx.vague_for(unit)) is not None:
        return open_value
    return _moved_value(ctx, base, way * int(count), unit)


def _told_of_the_past(ctx: Context) -> bool:
    """Whether the text tells of another year by its days or months: "a year earlier" then counts from there."""
    if ctx.history or ctx.story is None or ctx.today is None:
        return ctx.history
    return ctx.story.year != ctx.today.year and len(ctx.grain) >= len("2016-09") and not QUARTER.match(ctx.grain)


def _moved_value(ctx: Context, base: date, count: int, unit: str) -> str | None:
    """The value so many units away; a decade ago is a year, and a year from a quarter just named is a quarter."""
    if unit == "Y" and not ctx.history and QUARTER.match(ctx.grain):
        return f"{base.year + count:04d}-{ctx.grain[5:]}"
    day = shifted(base, count, unit)
    if day is None:
        return None
    return at(day, "Y" if unit == "DE" else unit)


def _ends_clause(ctx: Context, i: int) -> bool:
    """Whether no clause or noun can follow at word ``i``: the end, a comma, a full stop."""
    return i >= len(ctx.words.low) or not ctx.words.low[i][0].isalnum()


def _day_before(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the day before", "the year after", "the day following"."""
    words = ctx.words
    unit = unit_at(words, first + 1)
    word = words.low[last - 1]
    if unit[0] == "T" or (word in {"later", "earlier"} and unit != "Y"):
        return []
    if not _ends_clause(ctx, last) and not ctx.history:
        return [Reading(first, first + 2, "DATE", value)] if (value := _stepped(ctx, word, unit)) else []
    value = _stepped(ctx, word, unit)
    return [Reading(first, last, "DATE", value)] if value else []


def _stepped(ctx: Context, word: str, unit: str) -> str | None:
    base = ctx.then
    if (open_value := ctx.vague_for(unit)) is not None:
        return open_value
    day = (
        shifted(base, 1 if word in word_set("afterwards") | word_set("anaphoric") else -1, unit)
        if base is not None
        else None
    )
    return at(day, unit) if day is not None else None


def _units_earlier(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "weeks earlier", "months later"."""
    word = ctx.words.low[last - 1]
    if word == "before" and not _ends_clause(ctx, last):
        return []
    past = word not in word_set("afterwards")
    return [Reading(first, last, "DATE", "PAST_REF" if past else "FUTURE_REF")]


def _weekend(ctx: Context, first: int, last: int) -> list[Reading]:
    """As "the weekend", "last weekend"."""
    base = ctx.now
    if base is None or ctx.words.kinds[first] == "q":
        return []
    step = step_of(ctx, first, last)
    named = only(ctx, first, last, "ljkK")
    early = (
        6 if named is None else 3 if ctx.words.low[named] == "this" else 0
    )  # on Monday "this weekend" is the one just past
    if base.isoweekday() < early and ctx.direction(first, last, strong=True) < 0:
        step = -1
    day = shifted(base, step, "W")
    value = at(day, "W") if day is not None else None
    return [Reading(first, last, "DATE", f"{value}-WE", mod_of(ctx, first, last))] if value else []


RULES: tuple[Rule, ...] = (
    rule("today", r"[EARLY LATE]? TODAY PART?", _today),
    rule("beyond-today", r"THE? UNIT [BEFORE LATER] TODAY", _beyond_today),
    rule("week-of", rf"THE UNIT OF {FULL}", _week_of),
    rule("part-today", r"(?: EARLY DASH? )? PART TODAY", _today),
    rule("weekday", r"EARLY? WDAY PART?", _weekday),
    rule("weekday-relative", r"EARLY? THE? THIS? [LAST NEXT THIS] WDAY PART?", _weekday),
    rule("part-weekday", r"(?: EARLY DASH? )? PART (?: OF | IN )? WDAY (?! COMMA? (?:MONTH|DNUM MONTH) )", _weekday),
    rule(
        "period", rf"(?: {MOD} | [EARLY LATE] IN )? THE? (?:[LAST NEXT THIS] | [THAT THIS]? SAME | THAT) UNIT", _period
    ),
    rule("part-of-day", r"[EARLY LATE]? THE? (?:[LAST NEXT THIS] | THAT? SAME | THAT) PART", _part_of_day),
    rule("season-of-year", rf"{MOD}? THE? SEASON [OF COMMA]? (?: YEAR ERA? | [NUM DNUM] ERA )", _season),
    rule("season-of-next", rf"{MOD}? THE? SEASON OF THE? [LAST NEXT THIS THAT SAME] UNIT", _season),
    rule("season-relative", rf"{MOD}? THE? (?: THIS? [LAST NEXT THIS] | THAT? SAME | THAT) SEASON", _season),
    rule("season", rf"(?:{MOD} THE? | THE)? SEASON", _bare_season),
    rule("ago", rf"[APPROX ABOUT]? {COUNT} MORE? [UNIT UNITS] AGO", _ago),
    rule("later", rf"[APPROX ABOUT]? {COUNT} [UNIT UNITS] [LATE BEFORE LATER]", _ago),
    rule("day-before", r"THE UNIT [BEFORE LATER NEXT]", _day_before),
    rule("units-earlier", r"UNITS [LATE BEFORE AGO]", _units_earlier),
    rule("weekend", r"(?: [EARLY LATE] )? THE? THIS? [LAST NEXT THIS THAT]? WEEKEND", _weekend),
)
