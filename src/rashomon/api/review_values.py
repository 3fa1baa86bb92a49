"""What a person writes as a corrected value, made into the value of a claim: "12-30", "2031-03-04", "yes", a name."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from rashomon.errors import JudgementError
from rashomon.lexicon.registry import registry
from rashomon.model import STANCES, Claim, Correction, Count, Interval, PlaceValue, value_type

if TYPE_CHECKING:
    from rashomon.model import ClaimValue

UNKNOWN = frozenset({"?", "unknown", "none", "-"})
NARRATOR = "narrator"
_NUMBER = r"(\d[\d,  ]*)"
_YES, _NO = frozenset({"yes", "true", "happened"}), frozenset({"no", "false", "did not happen"})


def correction(
    claim: Claim,
    *,
    value: str | None = None,
    speaker: str | None = None,
    stance: str | None = None,
    group: str | None = None,
) -> Correction:
    """What to put in the place of what was read; what is None stays. ``speaker`` "narrator" is the text's own voice.

    Raises:
        JudgementError: nothing is given, or the value is none of its property.
    """
    given: dict[str, Any] = {}
    if value is not None:
        found = value_from(claim, value)
        given["value"] = msgspec.to_builtins(found)
        if claim.property in ("perpetrator", "source"):
            given["value_actor"] = _actor(found)
    if speaker is not None:
        narrator = speaker.strip().casefold() == NARRATOR
        given["speaker"] = None if narrator else speaker.strip()
        given["speaker_class"] = NARRATOR if narrator else None
        given["actor"] = None if narrator else _actor(speaker)
    if stance is not None:
        if stance not in STANCES:
            raise JudgementError(claim.id, f"{stance!r} is no stance; one of {', '.join(sorted(STANCES))}")
        given["stance"] = stance
    if group is not None:
        given["group"] = group.strip() or None
    if not given:
        raise JudgementError(
            claim.id, "a correction says what is right instead: a value, a speaker, a stance or a group"
        )
    return Correction(**given)


def value_from(claim: Claim, text: str) -> ClaimValue:
    """The value that ``text`` means for the claim's property; None where it is "unknown".

    Raises:
        JudgementError: it means none.
    """
    words = " ".join(text.split())
    if not words:
        raise JudgementError(claim.id, "the value is empty; write ? where it is unknown")
    if words.casefold() in UNKNOWN:
        return None
    kind = value_type(claim.property)
    found: ClaimValue
    if kind is Count:
        found = _count(words)
    elif kind is Interval:
        found = _interval(words)
    elif kind is bool:
        found = True if words.casefold() in _YES else False if words.casefold() in _NO else None
    else:
        # A number is no name: "12-30" meant for a toll would else be held responsible for it.
        named = any(letter.isalpha() for letter in words)
        found = (PlaceValue(words) if kind is PlaceValue else words) if named else None
    if found is None:
        raise JudgementError(claim.id, f"{text!r} is no {_WANTED.get(kind, _NAME)}")
    return found


_NAME = "name, and the claim is about one; write the name, or ? where it is unknown"
_WANTED: dict[Any, str] = {
    Count: "number; write 12, 12-30, at least 12, up to 30, or ?",
    Interval: "day; write 2031-03-04, 2031-03, 2031-03-04 to 2031-03-06, or ?",
    bool: "answer; write yes, no, or ?",
}


def _count(words: str) -> Count | None:
    plain = words.casefold().replace("–", "-").replace("—", "-")
    for pattern, ends in (
        (rf"{_NUMBER}", "both"), (rf"{_NUMBER}\s*(?:-|to)\s*{_NUMBER}", "range"),
        (rf"(?:at least|>=|more than or equal to)\s*{_NUMBER}|{_NUMBER}\s*\+", "low"), (rf"(?:up to|at most|<=)\s*{_NUMBER}", "high"),
    ):  # fmt: skip
        if match := re.fullmatch(pattern, plain):
            numbers = [int(re.sub(r"\D", "", part)) for part in match.groups() if part]
            if ends == "range":
                return Count(min(numbers), max(numbers))
            return Count(None if ends == "high" else numbers[0], None if ends == "low" else numbers[0])
    return None


def _interval(words: str) -> Interval | None:
    parts = re.split(r"\s*(?:\.\.|/|\bto\b|–)\s*", words)
    try:
        spans = [_days(part) for part in parts if part]
    except ValueError:
        return None
    if not 1 <= len(spans) <= 2 or spans[-1][1] < spans[0][0]:
        return None
    return Interval(spans[0][0], spans[-1][1])


def _days(text: str) -> tuple[date, date]:
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    if len(numbers) == 2:
        year, month = numbers
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    year, month, day = numbers
    return date(year, month, day), date(year, month, day)


def _actor(name: ClaimValue) -> str | None:
    """The registry's id of exactly this name; None where it has none, or several."""
    entry = registry().lookup(name) if isinstance(name, str) else None
    return entry.id if entry is not None else None
