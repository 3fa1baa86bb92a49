"""Charts as SVG made on the server: shapes and numbers only; colours and sizes of text come from the stylesheet."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from .words import brief

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDE, NARROW = 960, 320  # for a screen, and for a phone
HEIGHT, FOOT, TOP = 200, 24, 14
_MOST = 120  # bars of one chart
_WIDEST = 72.0
_NAME_WIDE = 76  # of the name of a column, with room beside it


class Bar(NamedTuple):
    """How many incidents began from ``start`` to ``end`` (days, both included)."""

    start: date
    end: date
    many: int


def bars(days: Sequence[tuple[date, int]]) -> list[Bar]:
    """``days``, each with a number, summed by day, week (from Monday), month, quarter or year: the finest that gives no more than 120 bars; empty ones too."""
    if not days:
        return []
    first, last = min(days)[0], max(days)[0]
    for beginning, following in _UNITS:
        edges = _edges(beginning(first), last, following)
        if len(edges) <= _MOST or following is _next_year:
            break
    counted = dict.fromkeys(edges, 0)
    for day, many in days:
        counted[beginning(day)] += many
    return [Bar(start, _before(following(start)), many) for start, many in counted.items()]


def _edges(start: date, last: date, following: Callable[[date], date]) -> list[date]:
    found = [start]
    while (
        (then := following(found[-1])) <= last and then > found[-1] and (len(found) <= _MOST or following is _next_year)
    ):
        found.append(then)
    return found


def _before(day: date) -> date:
    return day if day == date.max else day - timedelta(days=1)


def _monday(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(date.max.toordinal(), day.toordinal() + days))


def _months(day: date, many: int) -> date:
    count = day.year * 12 + day.month - 1 + many
    return date(count // 12, count % 12 + 1, 1) if count // 12 <= date.max.year else date.max


def _next_year(day: date) -> date:
    return _months(day, 12)


_UNITS: tuple[tuple[Callable[[date], date], Callable[[date], date]], ...] = (
    (lambda day: day, lambda day: _later(day, 1)),
    (_monday, lambda day: _later(day, 7)),
    (lambda day: day.replace(day=1), lambda day: _months(day, 1)),
    (lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), lambda day: _months(day, 3)),
    (lambda day: day.replace(month=1, day=1), _next_year),
)


def columns(told: Sequence[Bar], link: Callable[[Bar], str], words: Callable[[Bar], str], label: str) -> Markup:
    """A column chart: each column is a link with its words; a table beside it says the same.

    Drawn twice, for a screen and for a phone: the style sheet shows one.
    """
    return _columns(told, link, words, label, "wide", WIDE) + _columns(told, link, words, label, "narrow", NARROW)


def _columns(
    told: Sequence[Bar], link: Callable[[Bar], str], words: Callable[[Bar], str], label: str, kind: str, width: int
) -> Markup:
    most = max((bar.many for bar in told), default=0) or 1
    step = min(width / max(1, len(told)), _WIDEST)
    deep = HEIGHT - FOOT - TOP
    parts = [
        Markup('<svg class="plot {}" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
            kind, width, HEIGHT, label
        ),
        Markup('<line x1="0" x2="{}" y1="{}" y2="{}"/>').format(width, HEIGHT - FOOT, HEIGHT - FOOT),
        Markup('<text x="0" y="11">{}</text>').format(f"most: {most:,}"),
    ]
    for i, bar in enumerate(told):
        if not bar.many:
            continue
        tall = max(2.0, deep * bar.many / most)
        left, wide = f"{i * step:.1f}", f"{max(1.0, step * 0.86):.1f}"
        column = Markup(
            '<a href="{}" tabindex="-1" aria-hidden="true"><title>{}</title>'
            '<rect class="bar" x="{}" y="{}" width="{}" height="{}"/></a>'
        )
        parts.append(column.format(link(bar), words(bar), left, f"{HEIGHT - FOOT - tall:.1f}", wide, f"{tall:.1f}"))
    for i in _marks(len(told), step):
        anchor = "end" if i * step > width - _NAME_WIDE else "start"
        at = i * step + (step * 0.86 if anchor == "end" else 0)
        parts.append(
            Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(
                f"{at:.1f}", HEIGHT - 8, anchor, _name(told[i])
            )
        )
    return Markup("").join([*parts, Markup("</svg>")])


def _marks(many: int, step: float) -> list[int]:
    """Which columns are named below: as many as have room, about six at most."""
    return list(range(0, many, max(1, -(-many // 6), math.ceil(_NAME_WIDE / step))))


def _name(bar: Bar) -> str:
    """The days of a column in short: "2031", "Mar 2031", or its first day."""
    if bar.start.day == 1 and bar.end - bar.start > timedelta(days=27):
        whole = bar.start.month == 1 and (bar.end.month, bar.end.day) == (12, 31)
        return str(bar.start.year) if whole else brief(bar.start).split(" ", 1)[1]
    return brief(bar.start)


def shares(counted: Sequence[tuple[str, int]], words: str) -> Markup:
    """A bar cut into shares; ``counted`` are class names with numbers; ``words`` say the same."""
    total, at = sum(many for _, many in counted) or 1, 0.0
    parts = [
        Markup('<svg class="shares" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}">').format(
            words
        )
    ]
    for name, many in counted:
        wide = 100 * many / total
        if many:
            parts.append(
                Markup('<rect class="{}" x="{}" y="0" width="{}" height="8"/>').format(
                    escape(name), f"{at:.2f}", f"{wide:.2f}"
                )
            )
        at += wide
    return Markup("").join([*parts, Markup("</svg>")])
