"""Charts as SVG made here: no script, no inline style; colours come from classes. Each stands beside a table of the same."""

from __future__ import annotations

import math
from datetime import date  # noqa: TC003  (fields of a NamedTuple)
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from .words import brief

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDE, NARROW = (
    (760, 300),
    (340, 260),
)  # for a screen, and for a phone, where the letters of a wide one could not be read
GRAPH = (900, 520)  # wide, so that names find room on both sides
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 20, 16, 34
_DAY_WIDE = 92  # of the words of a day, with room beside them


class Point(NamedTuple):
    """One figure: who (a number that the table explains), when it was said, the two ends; None is an open end."""

    who: int
    day: date
    low: int | None
    high: int | None
    replaced: bool
    title: str


class _Sheet(NamedTuple):
    """What a chart of figures is drawn on: its size, the days from left to right, the number at the top."""

    width: int
    height: int
    days: Sequence[date]
    top: int

    @property
    def span(self) -> float:
        """How far the last day is from the first, in units of the drawing; room for a few figures of the last is left."""
        return self.width - _LEFT - _RIGHT - 60

    def x(self, day: date) -> float:
        """Where a day is."""
        between = (self.days[-1] - self.days[0]).days
        return _LEFT + 12 + (self.span * (day - self.days[0]).days / between if between else 0)

    def y(self, value: float) -> float:
        """Where a number is."""
        return self.height - _BOTTOM - (self.height - _TOP - _BOTTOM) * value / max(self.top, 1)


def figures(points: Sequence[Point], title: str) -> Markup:
    """Ranges over the days on which they were said; the number beside each is its source's in the table.

    Drawn twice, for a screen and for a phone: the style sheet shows one. Nothing where one source speaks on one day.
    """
    values = [v for p in points for v in (p.low, p.high) if v is not None]
    if not values or len({(p.who, p.day) for p in points}) < 2:
        return Markup("")
    days, top = sorted({p.day for p in points}), _round_up(max(values))
    sizes = (("wide", *WIDE), ("narrow", *NARROW))
    return Markup("").join(
        _svg(title, _drawn(points, _Sheet(width, height, days, top)), width, height, kind)
        for kind, width, height in sizes
    )


def _drawn(points: Sequence[Point], sheet: _Sheet) -> list[Markup]:
    drawn = [*_grid(sheet), *_days(sheet)]
    seen: dict[date, int] = {}
    gap = 15.0 if len(sheet.days) > 1 else min(60.0, sheet.span / len(points))
    places: dict[int, dict[date, tuple[float, float]]] = {}
    for point in points:
        nth = seen.get(point.day, 0)
        seen[point.day] = nth + 1
        x = min(sheet.x(point.day) + nth * gap, sheet.width - _RIGHT - 4)
        drawn.append(_bar(point, x, sheet))
        # A thread goes from day to day: what one source says twice on one day is no change over time.
        places.setdefault(point.who, {}).setdefault(point.day, (x, sheet.y(_middle(point))))
    lines = [
        Markup('<polyline class="thread" points="{}"/>').format(" ".join(f"{x:.1f},{y:.1f}" for x, y in path.values()))
        for path in places.values()
        if len(path) > 1
    ]
    return [*lines, *drawn]


def _bar(point: Point, x: float, sheet: _Sheet) -> Markup:
    low = point.low if point.low is not None else 0
    high = point.high if point.high is not None else min(sheet.top, max(low + 1, round(low * 1.15)))
    y1, y2 = sheet.y(low), sheet.y(high)
    kind = "replaced" if point.replaced else "stands"
    parts = [Markup("<title>{}</title>").format(point.title)]
    if y1 - y2 > 1:
        parts.append(Markup('<line x1="{0:.1f}" x2="{0:.1f}" y1="{1:.1f}" y2="{2:.1f}"/>').format(x, y1, y2))
    if point.high is None:
        parts.append(Markup('<path d="M{:.1f} {:.1f}l4 6h-8z"/>').format(x, y2 - 3))
    if point.low is not None:
        parts.append(Markup('<circle cx="{:.1f}" cy="{:.1f}" r="4"/>').format(x, y1))
    if point.high is not None and point.high != point.low:
        parts.append(Markup('<circle cx="{:.1f}" cy="{:.1f}" r="4"/>').format(x, y2))
    parts.append(Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(x + 6, y2 - 4, point.who))
    return Markup('<g class="bar {}">{}</g>').format(kind, Markup("").join(parts))


def _middle(point: Point) -> float:
    ends = [v for v in (point.low, point.high) if v is not None]
    return sum(ends) / len(ends)


def _grid(sheet: _Sheet) -> list[Markup]:
    line = Markup(
        '<g class="grid"><line x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/><text x="{}" y="{:.1f}" text-anchor="end">{:,}</text></g>'
    )
    return [
        line.format(_LEFT, sheet.width - _RIGHT, sheet.y(v), sheet.y(v), _LEFT - 8, sheet.y(v) + 4, v)
        for v in range(0, sheet.top + 1, _step(sheet.top))
    ]  # fmt: skip


def _days(sheet: _Sheet) -> list[Markup]:
    found, last = [], -1000.0
    for day in sheet.days:
        x = sheet.x(day)
        if x - last < _DAY_WIDE:
            continue
        last = x
        anchor = "end" if x > sheet.width - _DAY_WIDE else "start"
        words = Markup('<g class="grid"><text x="{:.1f}" y="{}" text-anchor="{}">{}</text></g>')
        found.append(words.format(x, sheet.height - 10, anchor, brief(day)))
    return found


def _step(top: int) -> int:
    rough = max(1, top / 5)
    power = 10 ** math.floor(math.log10(rough))
    return max(1, int(next(m * power for m in (1, 2, 5, 10) if m * power >= rough)))


def _round_up(value: int) -> int:
    step = _step(max(1, value))
    return max(1, math.ceil(value * 1.08 / step) * step)


class Tie(NamedTuple):
    """Who disputes whom, in which way, how often; both are indices of names."""

    origin: int
    target: int
    kind: str
    times: int


def graph(names: Sequence[str], ties: Sequence[Tie], title: str) -> Markup:
    """Names around a circle and an arrow for each tie; the table beside it says the same."""
    if not names or not ties:
        return Markup("")
    middle, centre = GRAPH[0] / 2, GRAPH[1] / 2
    radius = centre - 40
    spots = []
    for n in range(len(names)):
        turn = 2 * math.pi * n / len(names) - math.pi / 2
        spots.append((middle + radius * math.cos(turn), centre + radius * math.sin(turn)))
    drawn = [_tie(tie, spots, names) for tie in ties]
    for n, (name, (x, y)) in enumerate(zip(names, spots, strict=True)):
        anchor = "middle" if abs(x - middle) < 40 else "start" if x > middle else "end"
        dx, dy = (0, -12 if y < centre else 22) if anchor == "middle" else (12 if anchor == "start" else -12, 5)
        short = name if len(name) <= 26 else name[:25] + "…"
        drawn.append(
            Markup('<g class="node" id="node-{}"><title>{}</title><circle cx="{:.1f}" cy="{:.1f}" r="6"/><text x="{:.1f}" y="{:.1f}" text-anchor="{}" unicode-bidi="isolate">{}</text></g>').format(
                n, name, x, y, x + dx, y + dy, anchor, short
            )
        )  # fmt: skip
    return _svg(title, drawn, *GRAPH, "graph")


def _tie(tie: Tie, spots: Sequence[tuple[float, float]], names: Sequence[str]) -> Markup:
    """An arrow that bends towards the middle, so that two of one pair do not lie over each other."""
    middle, centre = GRAPH[0] / 2, GRAPH[1] / 2
    (x1, y1), (x2, y2) = spots[tie.origin], spots[tie.target]
    if tie.origin == tie.target:
        return Markup("")
    mx, my = (
        (x1 + x2) / 2 + (middle - (x1 + x2) / 2) * 0.35 + (y2 - y1) * 0.06,
        (y1 + y2) / 2 + (centre - (y1 + y2) / 2) * 0.35 - (x2 - x1) * 0.06,
    )
    length = math.hypot(x2 - mx, y2 - my) or 1
    ux, uy = (x2 - mx) / length, (y2 - my) / length
    ex, ey = x2 - ux * 10, y2 - uy * 10
    head = f"M{ex:.1f} {ey:.1f}L{ex - ux * 9 - uy * 4.5:.1f} {ey - uy * 9 + ux * 4.5:.1f}L{ex - ux * 9 + uy * 4.5:.1f} {ey - uy * 9 - ux * 4.5:.1f}z"
    words = f"{names[tie.origin]} {tie.kind} {names[tie.target]}" + (f", {tie.times} times" if tie.times > 1 else "")
    return Markup('<g class="tie {}"><title>{}</title><path class="line" d="M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}"/><path class="head" d="{}"/></g>').format(
        tie.kind.replace(" ", "-"), words, x1, y1, mx, my, ex, ey, head
    )  # fmt: skip


def _svg(title: str, parts: Sequence[Markup], width: int, height: int, kind: str) -> Markup:
    return Markup('<svg class="chart {}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        kind, width, height, escape(title), Markup("").join(parts)
    )
