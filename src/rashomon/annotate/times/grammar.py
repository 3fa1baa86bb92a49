"""The engine of the grammar: rules are patterns over kinds of words, with a function that gives the match its value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .words import KINDS, NUMBER_WORDS, ORDINALS, Words, lexicon

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from .context import Context

# Greater numbers count no units of time.
_MOST = 10**9
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_NAME = re.compile(r"[A-Z]{2,}")


class Reading(NamedTuple):
    """What a rule makes of the words [first, last): type, value, mod; the days where they are not those of the value."""

    first: int
    last: int
    type: str
    value: str
    mod: str | None = None
    start: date | None = None
    end: date | None = None


class Rule(NamedTuple):
    """A named pattern over the kinds of words, and what it means. Where two matches overlap the longer wins, then the earlier rule."""

    name: str
    pattern: re.Pattern[str]
    make: Callable[[Context, int, int], list[Reading]]


def rule(name: str, pattern: str, make: Callable[[Context, int, int], list[Reading]]) -> Rule:
    """A rule; ``pattern`` is a regular expression in which the names of KINDS stand for kinds and spaces for nothing."""
    letters = _NAME.sub(lambda m: re.escape(KINDS[m.group()]), pattern)
    return Rule(name, re.compile(re.sub(r"\s+", "", letters)), make)


def found(rules: tuple[Rule, ...], kinds: str) -> list[tuple[int, int, Rule]]:
    """All matches of all rules, the best first at each place: by first word, then the longest, then rule order."""
    hits: list[tuple[int, int, int]] = []
    for order, one in enumerate(rules):
        hits.extend((m.start(), -m.end(), order) for m in one.pattern.finditer(kinds) if m.end() > m.start())
    return [(first, -last, rules[order]) for first, last, order in sorted(hits)]


def only(ctx: Context, first: int, last: int, kinds: str) -> int | None:
    """The index of the first word in [first, last) that is of one of ``kinds``."""
    for i in range(first, last):
        if ctx.words.kinds[i] in kinds:
            return i
    return None


def unit_at(words: Words, i: int) -> str:
    """The TIMEX3 letters of the unit at ``i``: ``D``, ``TH``, ``DE`` ..."""
    lex = lexicon()
    found_unit = lex["units"].get(words.low[i]) or lex["plural_units"].get(words.low[i])
    return str(found_unit)


def ordinal_at(words: Words, i: int) -> int:
    """The number that an ordinal stands for ("third", "3rd")."""
    low = words.low[i]
    return ORDINALS[low] if low in ORDINALS else int(low[:-2])


def widened(ctx: Context, first: int, start: int) -> tuple[int, str | None]:
    """Where an expression begins with its qualifier, and the mod that this gives: "more than [two weeks]", "nearly ...".

    ``first`` is the first word matched, ``start`` that of the count; a qualifier may stand between the two or before.
    """
    words, lex = ctx.words, lexicon()
    for size in (3, 2):
        if first >= size:
            mod = lex["qualifiers"].get(words.said(first - size, first))
            if mod is not None:
                return first - size, str(mod)
    if first < start:
        found_mod = lex["approximators"].get(words.low[first]) or lex["outer_approximators"].get(words.low[first])
        return first, str(found_mod) if found_mod else None
    return first, None


def number(words: Words, first: int, last: int) -> float | None:
    """The number that the words [first, last) give, in digits, in words or both; None where they give none.

    "nineteen ninety-seven" is a year and reads as 1997.
    """
    total, group, century, seen = 0.0, 0.0, 0.0, False
    for i in range(first, last):
        low, kind = words.low[i], words.kinds[i]
        value = (
            float(low.replace(",", "")) if kind in "dny" else 1.0 if kind == "a" else float(NUMBER_WORDS.get(low, 0))
        )
        if (kind in "dny" and seen) or (not value and kind not in "-&"):
            return None
        if value >= _THOUSAND and kind not in "dny":
            total, group = total + max(group, 1.0) * value, 0.0
        elif value == _HUNDRED and kind not in "dny":
            group = max(group, 1.0) * value
        elif 0 < group < _HUNDRED and value >= _TEN:
            century, group = group, value
        else:
            group += value
        seen = seen or bool(value)
    count = century * _HUNDRED + total + group
    return count if seen and count < _MOST else None


def plain(count: float) -> str:
    """A count as TIMEX3 writes it: no decimals where there are none."""
    return str(int(count)) if count == int(count) else f"{count:g}"
