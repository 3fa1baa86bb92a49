"""Arithmetic on TIMEX3 values: which days a value covers, and which value lies so many units away from a day."""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, date, timedelta

MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
# The first month of each season, as news of the northern half of the world uses them; winter belongs to the year it ends in.
SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date | None:
    """The day so many months on, clipped to the month's length; None outside the years 1 to 9999."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date | None:
    """The day so many days on; None outside the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_value(day: date) -> str:
    """The ISO week of a day: ``2016-W39``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(day: date) -> str:
    """The calendar quarter of a day: ``1989-Q3``."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def at(day: date, unit: str) -> str | None:
    """The value of the day, week, month, quarter, year, decade or century that holds ``day``."""
    if unit == "D":
        return day.isoformat()
    if unit in {"W", "2W"}:
        return week_value(day)
    if unit == "Q":
        return quarter_value(day)
    long = {
        "M": f"{day.year:04d}-{day.month:02d}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}",
    }
    return long.get(unit)


def shifted(day: date, count: int, unit: str) -> date | None:
    """The day ``count`` units away; None for units shorter than a day, or out of range."""
    if unit == "D":
        return add_days(day, count)
    if unit in {"W", "2W"}:
        return add_days(day, count * (7 if unit == "W" else 14))
    if unit in MONTHS_IN and abs(count) < 12 * MAXYEAR:
        return add_months(day, count * MONTHS_IN[unit])
    return None


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX)?$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE|-\d)?$")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
_YEARS = re.compile(r"\d{2,4}$")


def _week_days(year: int, week: int, tail: str | None) -> tuple[date, date] | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
        sunday = date.fromisocalendar(year, week, 7)
    except ValueError:
        return None
    if tail == "-WE":
        return sunday - timedelta(days=1), sunday
    if tail:
        number = int(tail[1:])
        day = monday + timedelta(days=number - 1)
        return (day, day) if 1 <= number <= 7 else None
    return monday, sunday


def _part_days(year: int, part: str) -> tuple[date, date] | None:
    if part[0] == "Q":
        first = 3 * int(part[1]) - 2
        return date(year, first, 1), month_end(year, first + 2)
    if part[0] == "H":
        first = 6 * int(part[1]) - 5
        return date(year, first, 1), month_end(year, first + 5)
    if part == "WI":
        return (date(year - 1, 12, 1), month_end(year, 2)) if year > 1 else None
    first = SEASON_START[part]
    return date(year, first, 1), month_end(year, first + 2)


def days_of(value: str) -> tuple[date, date] | None:
    """The first and last day that a TIMEX3 value covers; None for durations, sets, references and unknown days."""
    if match := _DAY.match(value):
        return _day(*map(int, match.groups()))
    if match := _MONTH.match(value):
        year, month = int(match[1]), int(match[2])
        return (date(year, month, 1), month_end(year, month)) if 1 <= month <= 12 and year else None
    if match := _WEEK.match(value):
        return _week_days(int(match[1]), int(match[2]), match[3])
    if match := _PART.match(value):
        return _part_days(int(match[1]), match[2]) if int(match[1]) else None
    return _year_days(value) if _YEARS.match(value) else None


def _day(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def _year_days(value: str) -> tuple[date, date] | None:
    """A year, a decade (``198``) or a century (``19``)."""
    width = 10 ** (4 - len(value))
    first = int(value) * width
    return (date(first, 1, 1), date(first + width - 1, 12, 31)) if first else None
