"""Finds numbers written in words or digits and gives their values.

Shared by figures and times: nothing here knows what is counted. Letter case never matters, old wires are in capitals.
The grammar of English number words is that of any style guide; what vague words stand for ("dozens" -> 24 and more)
is the least that the plural allows: two of the unit.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
    "k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9,
}  # fmt: skip
VAGUE = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip

# What stands before or after a number and says how exactly it is meant: the canonical word, and which end stays open.
BOUNDS = {"at least": "low", "more than": "low", "up to": "high", "less than": "high"}
BEFORE = {
    "at least": r"at\s+least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than|a\s+minimum\s+of|as\s+few\s+as",
    "more than": r"(?:well\s+|far\s+|slightly\s+|just\s+|a\s+little\s+)?(?:more\s+than|over|above)|upwards?\s+of|"
    r"in\s+excess\s+of|exceeding",
    "up to": r"up\s+to|as\s+(?:many|much|high)\s+as|a\s+maximum\s+of|at\s+most|(?:no|not)\s+more\s+than|a\s+total\s+of\s+up\s+to",
    "less than": r"(?:fewer|less)\s+than|under|below",
    "almost": r"almost|nearly|close\s+to|just\s+under|virtually|approaching|nearing",
    "estimated": r"(?:an|the)\s+estimated|estimated|an?\s+(?:reported|presumed)",
    "about": r"about|around|some|roughly|approximately|approx\.?|circa|in\s+the\s+region\s+of|or\s+so|perhaps|maybe",
    "exactly": r"only|just|exactly|precisely",
}
AFTER = {
    "at least": r"at\s+least(?=\s*(?:[^\s\w]|$))|or\s+more|and\s+more(?!\s+than)|\+",
    "about": r"or\s+so|approximately",
    "less than": r"or\s+(?:fewer|less)|at\s+most(?=\s*(?:[^\s\w]|$))",
}


class Number(NamedTuple):
    """A number as the text gives it.

    Attributes:
        span: with its approximator ("at least 12"); code points.
        core: without it ("12").
        low: least value; None where open ("up to 30"). A float only where the value is no whole number.
        high: greatest value; None where open ("at least 12", "dozens").
        kind: cardinal, range, vague, ordinal or fraction.
        approximator: at least, more than, up to, less than, almost, estimated, about, exactly or None.
    """

    span: Span
    core: Span
    low: int | float | None
    high: int | float | None
    kind: str
    approximator: str | None = None


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


@cache
def _cardinal() -> str:
    """The regular expression of one whole number: "3,800", "6.5 million", "one hundred and twelve", "a dozen"."""
    unit = rf"(?:{_either(w for w, n in UNITS.items() if n < 10)})"
    small = rf"(?:(?:{_either(TENS)})(?:[-\s]+{unit})?|{_either(UNITS)})(?!\w)"
    hundreds = rf"(?:(?:{small}|an?)[-\s]+hundred(?:[-\s]+(?:and\s+)?{small})?)(?!\w)"
    digits = r"(?:\d{1,3}(?:,\d{3})+(?!,?\d)|\d+)(?:\.\d+)?"
    scale = r"(?:hundred|thousand|million|billion|dozen)(?!\w)"
    head = rf"(?:{digits}|{hundreds}|{small}|half[-\s]+an?|another|an?)[-\s]+{scale}"
    tail = rf"(?:{hundreds}|{small}|\d{{1,3}}(?![\d,.]*\d))"
    large = (
        rf"(?:half[-\s]+a[-\s]+dozen|{head}(?:[-\s]+(?:and\s+)?{tail}(?:[-\s]+{scale}(?:[-\s]+(?:and\s+)?{tail})?)?)?)"
    )
    return rf"(?:{large}|{hundreds}|{digits}(?:(?:k|mn?|bn)(?!\w))?|{small})"


@cache
def _pattern() -> re.Pattern[str]:
    """What may stand at a place where a number starts; the first alternative that fits wins."""
    vague_words = _either(VAGUE)
    vague = (
        rf"(?:tens|dozens|hundreds|thousands|scores)\s+of\s+(?:thousands|millions|hundreds)|in\s+their\s+(?:{vague_words})|"
        r"(?:several|a\s+few|many|a\s+couple(?:\s+of)?)\s+(?:dozens?|hundreds?|thousands?|millions?|scores?)|"
        rf"(?:{vague_words})"
    )
    ordinal = rf"(?:\d+(?:st|nd|rd|th)|(?:(?:{_either(TENS)})[-\s]+)?(?:{_either(ORDINALS)}))"
    fraction = (
        rf"(?:(?:an?|{_either(UNITS)})[-\s]+(?:half|third|quarter|fifth|tenth)s?(?=\s+of)|"
        r"half(?=\s+(?:of|the|its|their)(?!\w))|\d+/\d+)"
    )
    one, joint = _cardinal(), r"(?:\s*[-–—]\s*|(?:\s+|-)(?:to|or)(?:\s+|-))"
    return re.compile(
        rf"(?P<fraction>{fraction})(?!\w)|(?P<vague>{vague})(?!\w)|(?P<ordinal>{ordinal})(?!\w)|"
        rf"(?P<least>(?P<z1>{one})\s*,?\s+(?:and|or|but|to)\s+(?:up\s+to|as\s+many\s+as|at\s+most|possibly)\s+(?P<z2>{one}))(?!\w)|"
        rf"(?P<between>between\s+(?P<x1>{one})\s+(?:and|to)\s+(?P<x2>{one}))(?!\w)|"
        rf"(?P<range>(?P<y1>{one}){joint}(?P<y2>{one}))(?!\w)|(?P<cardinal>{one})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _single() -> re.Pattern[str]:
    return re.compile(rf"{_cardinal()}(?!\w)", re.IGNORECASE)


@cache
def _approximators() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = "|".join(rf"(?P<b{i}>{p})" for i, p in enumerate(BEFORE.values()))
    after = "|".join(rf"(?P<a{i}>{p})" for i, p in enumerate(AFTER.values()))
    return re.compile(rf"(?:{before})\s+", re.IGNORECASE), re.compile(rf"\s*(?:{after})(?!\w)", re.IGNORECASE)


@cache
def _starters() -> frozenset[str]:
    """The words with which a number can start, so that the grammar is tried only there."""
    return frozenset(
        {"a", "an", "half", "another", "in", "several", "many", "between"}
        | set(UNITS)
        | set(TENS)
        | set(VAGUE)
        | set(ORDINALS)
    )


_WORD = re.compile(r"\d+|[A-Za-z]+")
_PIECE = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")
_TREND = re.compile(  # "rose from 10 to 12" is no range: two values, one after the other
    r"(?:rise|rises|rose|risen|rising|grow|grew|grown|increased?|up|climbed|jumped|went|gone|revised|raised|fell|fallen|"
    r"dropped|lowered|cut|down|reduced)(?:\s+\w+)?\s+from\s+$",
    re.IGNORECASE,
)


_MOST = 10**15  # more are counted by nobody, and the sum would not be exact


def value_of(words: str) -> int | float | None:
    """The value of one cardinal ("6.5 million" -> 6500000, "two dozen" -> 24), or None where it is none or beyond counting."""
    total: float = 0
    part: float | None = None
    for piece in _PIECE.findall(words.lower()):
        if piece[0].isdigit():
            part = (part or 0) + float(piece.replace(",", ""))
        elif piece == "half":
            part = (part or 0) + 0.5
        elif piece in SCALES:
            scale = SCALES[piece]
            value = 1 if part is None else part
            if scale >= SCALES["thousand"]:
                total, part = total + value * scale, None
            else:
                part = value * scale
        elif piece in UNITS or piece in TENS:
            part = (part or 0) + (UNITS.get(piece) or TENS.get(piece) or 0)
        elif piece not in ("a", "an", "and", "another"):
            return None
    result = round(total + (part or 0), 6)
    if result > _MOST:
        return None
    return int(result) if result == int(result) else result


def _vague_low(words: str) -> int:
    """The least that vague words stand for: two of the unit, so "tens of thousands" is 20,000 and "dozens" 24."""
    low = 2
    for piece in _PIECE.findall(words.lower()):
        low *= VAGUE.get(piece) or VAGUE.get(piece + "s") or 1
    return low


def _two(first: str, second: str) -> tuple[int | float, int | float] | None:
    """Both ends of a range, or None where the words are no range ("24-7", "7-year"); "2 to 3 million" shares its scale."""
    low, high = value_of(first), value_of(second)
    if low is None or high is None:
        return None
    scale = next(
        (SCALES[p] for p in reversed(_PIECE.findall(second.lower())) if SCALES.get(p, 0) >= SCALES["thousand"]), 0
    )
    if scale and low < 1000 and not set(_PIECE.findall(first.lower())) & set(SCALES):
        low *= scale
    return (low, high) if low < high else None


_KINDS = ("fraction", "vague", "ordinal", "least", "between", "range", "cardinal")


_ENDS = {"least": ("z1", "z2"), "between": ("x1", "x2"), "range": ("y1", "y2")}


def _bare(text: str, at: int) -> Number | None:
    """The number that starts at ``at``, without its approximator."""
    match = _pattern().match(text, at)
    if match is None:
        return None
    span, words = Span(*match.span()), match.group()
    kind = next(k for k in _KINDS if match.group(k) is not None)
    if kind in ("vague", "ordinal", "fraction"):
        value = _ordinal(words) if kind == "ordinal" else None
        low = _vague_low(words) if kind == "vague" else value
        return Number(span, span, low, value, kind)
    if kind == "cardinal":
        return _one(text, span)
    first, second = _ENDS[kind]
    single = _single().match(text, at)
    if kind == "range" and single and single.end() > match.end(first):  # "thirty-three thousand" looked like a range
        return _one(text, Span(*single.span()))
    ends = _two(match.group(first), match.group(second))
    if ends and _is_range(text, at, kind):
        return Number(span, span, *ends, "range")
    return _one(text, Span(*single.span())) if single else None


def _is_range(text: str, at: int, kind: str) -> bool:
    """Not "rose from 10 to 12" (two values), nor "killed 5 and up to 7 ..." (two things) without an "at least"."""
    if kind == "least":
        return text[max(0, at - 8) : at].lower().rstrip().endswith(("least", "from"))
    return kind == "between" or not _TREND.search(text, max(0, at - 30), at)


def _one(text: str, span: Span) -> Number | None:
    value = value_of(text[span.start : span.end])
    return None if value is None else Number(span, span, value, value, "cardinal")


def _ordinal(words: str) -> int | None:
    pieces = re.findall(r"\d+|[a-z]+", words.lower())
    if pieces[0].isdigit():
        return int(pieces[0]) if len(pieces[0]) < len(str(_MOST)) else None
    return sum(TENS.get(p) or ORDINALS.get(p) or 0 for p in pieces)


def _leading(text: str, start: int) -> tuple[int, str | None]:
    """Where the approximator before ``start`` begins, and its canonical word; a bounding one wins over "about"."""
    pattern, word = _approximators()[0], None
    while True:
        floor = max(0, start - 28)
        found = None
        for at in range(floor, start):  # the leftmost start whose match ends exactly here is the longest
            if (
                (at == 0 or not text[at - 1].isalnum())
                and (match := pattern.match(text, at, start))
                and match.end() == start
            ):
                found = match
                break
        if found is None:
            return start, word
        index = next(i for i in range(len(BEFORE)) if found.group(f"b{i}") is not None)
        name = list(BEFORE)[index]
        if word is None or (name in BOUNDS and word not in BOUNDS):
            word = name
        start = found.start()


def _bounded(number: Number, text: str) -> Number:
    """The number with what stands before and after it ("at least", "or more") taken into its span and value."""
    start, word = _leading(text, number.span.start)
    end = number.span.end
    if word is None and (match := _approximators()[1].match(text, end)):
        word = list(AFTER)[next(i for i in range(len(AFTER)) if match.group(f"a{i}") is not None)]
        end = match.end()
    if word is None:
        return number
    low, high = number.low, number.high
    if number.kind == "vague":
        low, high = (None, None) if BOUNDS.get(word) == "high" else (low, high)
    elif low == high and word in BOUNDS:
        low, high = (low, None) if BOUNDS[word] == "low" else (None, high)
    return number._replace(span=Span(start, end), low=low, high=high, approximator=word)


def find_numbers(text: str, *, approximate: bool = True) -> list[Number]:
    """All numbers of ``text`` in text order, none overlapping: counts, ranges, vague counts, ordinals, fractions.

    Times of day, years, prices and the like are found too: what a number counts is for the caller to see.
    Parts of larger tokens ("B-52", "AK47", "$30", "3.5.2") are left out. Where ``approximate`` is false,
    approximators are not looked for and every span equals its core.
    """
    numbers: list[Number] = []
    end = 0
    starters = _starters()
    for match in _WORD.finditer(text):
        at = match.start()
        if at < end or (match.group().lower() not in starters and not text[at].isdigit()):
            continue
        if at and (text[at - 1].isalnum() or text[at - 1] in "$€£_#@"):
            continue
        if at > 1 and text[at].isdigit() and text[at - 1] in ".,-/:" and text[at - 2].isalnum():
            continue
        number = _bare(text, at)
        if number is None:
            continue
        end = number.span.end
        numbers.append(
            _bounded(number, text) if approximate and number.kind in ("cardinal", "range", "vague") else number
        )
    return numbers
