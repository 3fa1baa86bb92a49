"""Trims contents to where annotators end them; measured on PolNeAR's training articles, where the exceptions are under 1 %."""

from __future__ import annotations

import re
from functools import cache

_LOOSE_ENDS = frozenset([",", ";", ":", "—", "–", "(", "the", "a", "an", "and", "or", "but", "whose"])
_LOOSE_STARTS = frozenset([",", ";", ":", "—", "–", ")"])


@cache
def _dateline() -> re.Pattern[str]:
    """Capitals, perhaps a day and an agency, then a dash: "DESSARY, 4 May (VNA) —"; never part of what is said."""
    place = r"[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}(?:, [A-Z][\w. ]{1,20}?)?"
    day = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?"
    return re.compile(rf"{place}{day}(?: \([A-Z][\w /-]+\))? ?(?:—|–|--) ?")


def trim(text: str, starts: list[int], ends: list[int], first: int, last: int) -> tuple[int, int]:
    """The words [first, last) of a content without a dateline before it and without loose words at its ends.

    Nothing is left (both numbers alike) where the content was a dateline and no more; else at least one word is. ``starts`` and ``ends`` are the offsets of all words of ``text``.
    """
    if first == 0 or "\n" in text[ends[first - 1] : starts[first]]:
        match = _dateline().match(text, starts[first], starts[first] + 80)
        if match:
            after = first
            while after < last and starts[after] < match.end():
                after += 1
            first = after
    while last - first > 1 and text[starts[last - 1] : ends[last - 1]] in _LOOSE_ENDS:
        last -= 1
    while last - first > 1 and text[starts[first] : ends[first]] in _LOOSE_STARTS:
        first += 1
    return first, last
