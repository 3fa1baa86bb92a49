"""What relative expressions count from: the day of speaking, the day the story has reached, and the tense around them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from .calendar import days_of
from .words import Words, lexicon, word_set

if TYPE_CHECKING:
    from datetime import date

_REACH = 14
_NEAR = 2
# The length of a value as fine as the unit: a day, a month, a year; what is coarser cannot be counted on from.
_FINE = {"D": 10, "W": 8, "2W": 8, "M": 7, "Q": 7}
# How many words may stand before a year that opens a sentence: "By the middle of the dry season of 1965".
_LEAD = 8
_STOPS = frozenset(".!?;|")
QUARTER = re.compile(r"\d{4}-Q[1-4]$")
_MONTHS = re.compile(r"P\d+M$")


@cache
def _cues() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lex = lexicon()
    return frozenset(lex["future_cues"]), frozenset(lex["strong_future_cues"]), frozenset(lex["past_cues"])


class Context:
    """State of one pass over one text, from its start to its end.

    Attributes:
        words: the text's words.
        today: the day of speaking: publication, else dateline; None where neither is known.
        history: whether the text tells of long ago and counts from its own story, not from ``today``.
        story: the day that the story has reached: first day of the last date that was read; None before the first.
        grain: the value that ``story`` was read from.
        reached_at: the word where the story was last moved.
        before_christ: the year before Christ that the story has reached, where it has; ``story`` is then None.
        quarter: the quarter that was last named, without its year ("Q3"); empty once the text turns to longer spans.
    """

    def __init__(self, words: Words, today: date | None, *, history: bool) -> None:
        self.words = words
        self.today = today
        self.history = history
        self.story: date | None = None
        self.grain = ""
        self.before_christ: int | None = None
        self.reached_at = 0
        self.quarter = ""

    @property
    def now(self) -> date | None:
        """What "this year" and "two weeks ago" count from."""
        if self.before_christ is not None:
            return None
        if self.history:
            return self.story or self.today
        return self.today or self.story

    @property
    def then(self) -> date | None:
        """What "the next day" and "a year later" count from: the story where it has a date."""
        return None if self.before_christ is not None else self.story or self.today

    def vague_for(self, unit: str) -> str | None:
        """The value of "the next day" where the story is not known to the day; None where it is fine enough to count."""
        if (self.story is None and self.before_christ is None) or len(self.grain) >= _FINE.get(unit, 0):
            return None
        return {"D": "XXXX-XX-XX", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX-WXX")

    def reached(self, value: str, first: int) -> None:
        """Moves the story to ``value``, read at word ``first``, where that covers known days.

        In a history, a mere year in the midst of a sentence is an aside ("founded in 1921") and moves nothing.
        """
        if self.history and self._aside(value, first):
            return
        if self._ends_period(first):
            return
        days = days_of(value)
        if days is not None:
            self.quarter = value[5:] if QUARTER.match(value) else self.quarter
            self.reached_at = first
            self.story, self.grain, self.before_christ = days[0], value, None
        elif self.history and value.startswith("BC") and len(value) == 6:
            self.story, self.grain, self.before_christ = None, value, int(value[2:])

    def passed(self, months: str) -> None:
        """A length in months, as "the nine months": what is compared from here on is no longer a quarter."""
        if _MONTHS.match(months) and not self.history:
            self.quarter = ""
            if QUARTER.match(self.grain):
                self.grain = self.grain[:4]

    def _ends_period(self, first: int) -> bool:
        """Whether a date only says when a period ended: "the quarter ended Sept. 30" is still about the quarter."""
        return not self.history and first > 1 and self.words.kinds[first - 2 : first] in {"uN", "UN", "RN"}

    def _aside(self, value: str, first: int) -> bool:
        """Whether a bare year stands within a sentence while the story is told by months and days."""
        if len(value) > 4 or not value.isdigit() or len(self.grain) <= 4:
            return False
        lead = 0
        while (
            lead <= _LEAD
            and first - lead > 0
            and self.words.kinds[first - lead - 1] != "|"
            and self.words.low[first - lead - 1] not in _STOPS
        ):
            lead += 1
        return lead > _LEAD

    def direction(self, first: int, last: int, *, strong: bool = False) -> int:
        """1 where the words around [first, last) speak of the future, else -1; the nearest cue within the sentence decides.

        ``strong`` heeds only such cues of the future as leave no doubt.
        """
        weak, sure, past = _cues()
        future = sure if strong else weak
        low = self.words.low
        for distance in range(1, _REACH):
            i = first - distance
            if i < 0 or low[i] in _STOPS or self.words.kinds[i] == "|":
                break
            if low[i] in future and not (low[i] == "by" and distance > 1) and not self._is_noun(i):
                return -1 if "been" in low[max(0, i - 2) : i] and "had" in low[max(0, i - 4) : i] else 1
            if low[i] == "to" and i and low[i - 1] in word_set("before_to_come"):
                return 1
            if low[i] in past:
                return -1
        for i in range(last, min(last + (_NEAR if strong else _REACH), len(low))):
            if low[i] in _STOPS or self.words.kinds[i] == "|":
                break
            if low[i] in future and low[i] not in {"by", "until", "set", "next"} and not self._is_noun(i):
                return 1
            if low[i] in past:
                return -1
        return -1

    def _is_noun(self, i: int) -> bool:
        """Whether a cue at word ``i`` is a thing, not a deed to come: "announced the plan", not "they plan"."""
        low = self.words.low
        return low[i] in {"plan", "plans"} and i > 0 and low[i - 1] in word_set("determiners")


_DEICTIC = re.compile(r"[wxg]|[lk][uw]")
_ENOUGH = 6
_RATIO = 4


def is_history(words: Words, today: date | None) -> bool:
    """Whether a text tells of a past that is dated by years, not by the days before its publication.

    News names weekdays, "yesterday" and "last week"; histories name years, and mostly such as are long gone.
    """
    years = [int(words.low[i]) for i, kind in enumerate(words.kinds) if kind == "y" and int(words.low[i]) < 2050]
    if today is not None:
        years = [y for y in years if y < today.year or y > today.year + 1]
    dated = len(years) + words.kinds.count("X")
    return dated >= _ENOUGH and dated > _RATIO * len(_DEICTIC.findall(words.kinds))
