"""Quotes that run against the direction of the text around them, kept whole: their numbers and full stops stay on their own side.

Without it a Hebrew quote in an English sentence shows its "!" at the wrong end: marks between the two directions go with
the paragraph. Pure; knows no HTML.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
_QUOTED = re.compile(r"(?<=[“\"«„‹])[^“”\"«»„‹›\n]+(?=[”\"»“›])")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


class Piece(NamedTuple):
    """A piece of text; ``opens`` is the direction of a quote that begins with it, ``closes`` whether one ends with it."""

    start: int
    end: int
    opens: str = ""
    closes: bool = False


def first_strong(text: str) -> str:
    """The direction of the first letter that has one, as ``dir="auto"`` has it; "ltr" where none has."""
    return next((found for c in text if (found := _STRONG.get(unicodedata.bidirectional(c)))), "ltr")


def against(text: str, base: str) -> list[tuple[int, int, str]]:
    """Quotes, without their marks, whose first letter runs against ``base``: half-open code points and their direction."""
    if base == "ltr" and not _RIGHT_TO_LEFT.search(text):
        return []
    found = ((one.start(), one.end(), first_strong(one[0])) for one in _QUOTED.finditer(text))
    return [one for one in found if one[2] != base]


def pieces(start: int, end: int, quotes: Iterable[tuple[int, int, str]]) -> list[Piece]:
    """``start``..``end`` cut where a quote begins or ends; all in code points of one text. Quotes that reach out are cut, too."""
    inside = [one for one in quotes if one[0] < end and one[1] > start]
    cuts = sorted({start, end, *(at for one in inside for at in one[:2] if start < at < end)})
    return [
        Piece(low, high, next((way for a, _, way in inside if a == low), ""), any(b == high for _, b, _ in inside))
        for low, high in pairwise(cuts)
    ]


def whole(parts: Iterable[tuple[str, T]], base: str) -> list[tuple[str, T, str, bool]]:
    """Consecutive parts of a text, each with what it is, cut so that quotes against ``base`` can be kept whole.

    Each comes as its text, what it is, the direction of a quote that begins with it ("" for none), whether one ends with it.
    """
    given = [(text, what) for text, what in parts if text]
    quotes = against("".join(text for text, _ in given), base)
    if not quotes:
        return [(text, what, "", False) for text, what in given]
    found: list[tuple[str, T, str, bool]] = []
    at = 0
    for text, what in given:
        cut = pieces(at, at + len(text), quotes)
        found += ((text[one.start - at : one.end - at], what, one.opens, one.closes) for one in cut)
        at += len(text)
    return found
