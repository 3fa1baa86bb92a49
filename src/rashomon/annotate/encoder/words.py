"""Cuts a text into words and gives each the features the encoder reads besides its word pieces.

The words are cut here and not by the tokenizer, so that their offsets into the original text are exact by construction:
the tokenizer lower-cases and strips accents, and only ever sees one word at a time. Not here: word pieces, windows.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

LOWER, TITLE, UPPER, MIXED, CASELESS = range(5)
ATTACHED, SPACED, NEW_LINE, NEW_PARAGRAPH = range(4)
SHAPES = 40  # 5 cases x 4 breaks x outside or inside quotation marks
_OPENING, _CLOSING = "“«„", "”»"


class Words(NamedTuple):
    """The words of one text, as parallel lists; offsets are half-open code points into the text."""

    starts: list[int]
    ends: list[int]
    shapes: list[int]  # case + 5 * break before + 20 * inside quotation marks
    paragraphs: list[int]  # number of the line that the word stands in


@cache
def word_pattern() -> re.Pattern[str]:
    """A run of letters and digits, or one other visible character, each with the marks that belong to it.

    Marks (combining accents, Arabic vowels, joiners, variation selectors) never start a word unless they stand alone.
    """
    points = [*range(0x300, 0x20000), *range(0xE0001, 0xE01F0)]
    marks = [p for p in points if unicodedata.category(chr(p)) in ("Mn", "Mc", "Me", "Cf")]
    ranges: list[tuple[int, int]] = []
    for p in marks:
        if ranges and ranges[-1][1] == p - 1:
            ranges[-1] = (ranges[-1][0], p)
        else:
            ranges.append((p, p))
    inside = "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in ranges)
    return re.compile(rf"[^\W_](?:[^\W_]|[{inside}])*|\S[{inside}]*")


def case_of(word: str) -> int:
    """The letter case of a word: its letters decide, digits and marks do not."""
    if word.islower():
        return LOWER
    if word.isupper():
        return TITLE if sum(c.isalpha() for c in word) == 1 else UPPER
    if word.istitle():
        return TITLE
    return MIXED if any(c.isalpha() for c in word) and word.lower() != word.upper() else CASELESS


def _break_before(gap: str) -> int:
    if not gap:
        return ATTACHED
    lines = gap.count("\n") + gap.count("\r") - gap.count("\r\n")
    return SPACED if lines == 0 else NEW_LINE if lines == 1 else NEW_PARAGRAPH


def cut(text: str) -> Words:
    """Cut ``text`` into words; every visible character belongs to exactly one word."""
    words = Words([], [], [], [])
    cases: dict[str, int] = {}
    inside, line, end = False, 0, 0
    for match in word_pattern().finditer(text):
        start, word = match.start(), match.group()
        before = _break_before(text[end:start]) if end else NEW_PARAGRAPH
        if before >= NEW_LINE:
            line += 1
            inside = False  # each paragraph of a long quotation opens its marks anew
        end = match.end()
        quote, inside = _quote(text, word, start, end, before, inside)
        if (case := cases.get(word)) is None:
            case = cases[word] = case_of(word)
        words.starts.append(start)
        words.ends.append(end)
        words.shapes.append(case + 5 * before + 20 * quote)
        words.paragraphs.append(line)
    return words


def _quote(text: str, word: str, start: int, end: int, before: int, inside: bool) -> tuple[bool, bool]:
    """Whether this word counts as inside quotation marks (the marks do), and whether the next one starts inside."""
    first = word[0]
    if first == "'" and text[start - 1 : start] == "'" and start:
        return True, inside  # the second of two apostrophes: the first has decided
    if first in _OPENING or text.startswith("``", start):
        return True, True
    if first in _CLOSING:
        return True, False
    if first == '"' or text.startswith("''", start):
        right = text[end + (first == "'") : end + (first == "'") + 1]
        opens = bool(right) and not right.isspace() and (before != ATTACHED or text[start - 1 : start] in tuple("([—-"))
        return True, opens
    return inside, inside
