"""Feasts: those with a fixed day ("Christmas 1963"), those on a weekday of a month ("last Thanksgiving"), and Easter's."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from .dates import nearest_year
from .grammar import Reading
from .words import lexicon

if TYPE_CHECKING:
    from .context import Context

_WEEK = 7


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian rule, Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The ``n``-th such weekday of a month (ISO numbers); -1 is the last."""
    if n < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % _WEEK)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % _WEEK + _WEEK * (n - 1))


@cache
def _table() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Names of feasts by their first word, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for group in ("holidays", "movable_holidays", "easter_holidays"):
        for phrase in lexicon()[group]:
            parts = tuple(phrase.replace("'s", " 's").split())
            table.setdefault(parts[0], []).append(parts)
    return {word: tuple(sorted(names, key=lambda n: (-len(n), n))) for word, names in table.items()}


def _day_in(name: str, year: int) -> date:
    """The day of a feast in a year."""
    lex = lexicon()
    if name in lex["movable_holidays"]:
        return _nth_weekday(year, *lex["movable_holidays"][name])
    if name in lex["easter_holidays"]:
        return easter(year) + timedelta(days=int(lex["easter_holidays"][name]))
    month, day = lex["holidays"][name]
    return date(year, month, day)


def feast(ctx: Context, i: int) -> Reading | None:
    """A feast that begins at word ``i``, with the year after it or "last" or "next" before: "Christmas 1963"."""
    words = ctx.words
    for parts in _table().get(words.low[i], ()):
        last = i + len(parts)
        if tuple(words.low[i:last]) == parts and words.text[words.starts[i]].isupper():
            return _dated(ctx, i, last, " ".join(parts).replace(" 's", "'s"))
    return None


def _dated(ctx: Context, i: int, last: int, name: str) -> Reading | None:
    words = ctx.words
    if words.kinds[last : last + 1] == "y":
        return Reading(i, last + 1, "DATE", _day_in(name, int(words.low[last])).isoformat())
    sample = _day_in(name, ctx.now.year if ctx.now is not None else 2000)
    before = words.kinds[i - 1 : i]
    if ctx.now is not None and before in {"l", "j"} and words.low[i - 1] not in {"following", "previous"}:
        # "last Thanksgiving" is the one before today, "next Christmas" the one to come.
        days = (_day_in(name, y) for y in range(max(ctx.now.year - 1, 1), min(ctx.now.year + 2, 9999)))
        apart = [d for d in days if (d < ctx.now if before == "l" else d > ctx.now)]
        day = (max(apart) if before == "l" else min(apart)) if apart else None
        return Reading(i - 1, last, "DATE", day.isoformat()) if day is not None else None
    year = nearest_year(ctx, i, last, sample.month, sample.day)
    if year is not None and 1 <= year <= 9999:
        return Reading(i, last, "DATE", _day_in(name, year).isoformat())
    fixed = name in lexicon()["holidays"]
    return Reading(i, last, "DATE", f"XXXX-{sample.month:02d}-{sample.day:02d}") if fixed else None


def starts() -> frozenset[str]:
    """The words with which feasts begin."""
    return frozenset(_table())
