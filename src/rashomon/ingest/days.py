"""Days as pages and files write them: 30/09/2016, 30 September 2016, Sep 30, 2016, 2016-09-30."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = rf"""
    (?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})
  | (?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y2>\d{{4}})
  | (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<n3>{_NAME})\.?,?\s+(?P<y3>\d{{4}}|\d{{2}}(?!\d))
  | (?P<n4>{_NAME})\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}})
"""
DAY = re.compile(rf"(?<![\d/.-])(?:{_DAY})(?![\d/-])", re.IGNORECASE | re.VERBOSE)
_AROUND = re.compile(
    r"""(?:published|posted|updated|last|modified|first|created|date|released|issued|on|at|by|from|
        (?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|
        \d{1,2}[:.]\d{2}(?::\d{2})?|T\d{2}:\d{2}\S*|am|pm|a\.m\.|p\.m\.|gmt|utc|bst|est|edt|cet|cest|msk|local|time|[+-]\d{2}:?\d{2})""",
    re.IGNORECASE | re.VERBOSE,
)


def find(text: str) -> date | None:
    """The first day that ``text`` names in full, or None."""
    for match in DAY.finditer(text):
        if day := _day(match):
            return day
    return None


def whole(value: str) -> date | None:
    """The day that ``value`` is, alone or with a clock time behind it ("2016-09-30T12:00:00Z"), or None."""
    value = value.strip()
    match = DAY.match(value)
    if match is None:
        return None
    rest = value[match.end() :]
    return _day(match) if not rest or rest[0] in "T ," else None


def line_day(line: str) -> date | None:
    """The day, where the line says nothing but a day: with words such as "Published", a weekday or a clock time."""
    if len(line) > 90:
        return None
    match = DAY.search(line)
    if match is None:
        return None
    rest = _AROUND.sub(" ", line[: match.start()] + " " + line[match.end() :])
    return None if any(char.isalnum() for char in rest) else _day(match)


def _day(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    if part["y1"]:
        return _date(part["y1"], int(part["m1"]), part["d1"])
    if part["y2"]:
        # Day before month, as most of the world writes; the other way where only that gives a day.
        first, second = int(part["a"]), int(part["b"])
        return _date(part["y2"], second, first) or _date(part["y2"], first, second)
    number = "3" if part["y3"] else "4"
    return _date(part[f"y{number}"], _MONTHS[part[f"n{number}"].lower()], part[f"d{number}"])


def _date(year: str, month: int, day: str | int) -> date | None:
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 70 else 2000)
    try:
        return date(full, month, int(day))
    except ValueError:
        return None
