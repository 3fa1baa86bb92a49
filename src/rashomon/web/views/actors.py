"""All actors of the record: searched by name, chosen by kind and side; how often each speaks, blames and is blamed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from rashomon.api.roster import COLUMNS
from rashomon.record.dialect import fold
from rashomon.web.visit import Answer, Page, Visit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

PER_PAGE = 50
VALUES = 12  # of a facet at first
ORDERS = ("claims", "blamed", "blames", "mentions", "name")
FACETS = {"kind": "Kind", "side": "Side"}
NO_SIDE = "none known"
"""How the facet names those of no known side."""
Row = dict[str, Any]


class Known(NamedTuple):
    """A row of the roster, and its names as they are searched."""

    row: Row
    names: str


class Listed(NamedTuple):
    """What the address asks for: the rows found, in order, of how many; and by facet its values with their numbers."""

    rows: list[Row]
    total: int
    counts: dict[str, list[tuple[str, int]]]


def everybody(visit: Visit) -> list[Known]:
    """All actors as of the moment of the visit; of a site of a part of the record, those of its documents."""
    only: Collection[str] | None = getattr(visit.request.app.state, "documents", None)
    return visit.kept(
        "actors", lambda: [Known(row, fold("\n".join((row["name"], *row["names"])))) for row in visit.book.roster(only)]
    )


def page(visit: Visit) -> Answer:
    """The list; ``q`` is a part of a name."""
    listed = _listed(visit)
    start = visit.number("start", 0)

    def context() -> dict[str, Any]:
        return {
            "rows": listed.rows[start : start + PER_PAGE], "found": len(listed.rows), "total": listed.total, "start": start,
            "per_page": PER_PAGE, "orders": ORDERS, "order": _order(visit), "facets": [_facet(visit, listed, name) for name in FACETS],
            "chosen": {name: visit.words(name) for name in ("q", *FACETS) if visit.words(name)},
        }  # fmt: skip

    return Answer(
        template="actors.html", title="Actors", context=context,
        data=lambda: {
            "total": len(listed.rows), "of": listed.total, "start": start, "order": _order(visit),
            "facets": {name: [{"value": v, "count": n} for v, n in values] for name, values in listed.counts.items()},
            "actors": listed.rows[start : start + PER_PAGE],
        },
        rows=lambda: (_flat(row) for row in listed.rows), columns=COLUMNS,
    )  # fmt: skip


def _order(visit: Visit) -> str:
    wanted = visit.words("order") or ORDERS[0]
    return wanted if wanted in ORDERS else ORDERS[0]


def _listed(visit: Visit) -> Listed:
    known = everybody(visit)
    words = fold(visit.words("q") or "")
    named = [one.row for one in known if words in one.names]
    chosen = {name: visit.words(name) for name in FACETS}
    counts = {}
    for name in FACETS:
        others = [row for row in named if all(_has(row, n, value) for n, value in chosen.items() if n != name)]
        counted = Counter(_value(row, name) for row in others)
        counts[name] = sorted(counted.items(), key=lambda one: (one[0] == NO_SIDE, -one[1], one[0]))
    rows = [row for row in named if all(_has(row, name, value) for name, value in chosen.items())]
    order = _order(visit)
    if order == "name":
        rows.sort(key=lambda row: (fold(row["name"]), row["key"]))
    else:
        rows.sort(key=lambda row: -row[order])  # stable: among equals as the roster has them
    return Listed(rows, len(known), counts)


def _value(row: Row, name: str) -> str:
    return str(row[name] or NO_SIDE)


def _has(row: Row, name: str, value: str | None) -> bool:
    return value is None or _value(row, name) == value


def _facet(visit: Visit, listed: Listed, name: str) -> dict[str, Any]:
    values, chosen = listed.counts[name], visit.words(name)
    shown = values if visit.words("more") == name else values[:VALUES]
    if chosen and all(value != chosen for value, _ in shown):
        shown = [*shown, (chosen, dict(values).get(chosen, 0))]
    return {
        "name": name, "label": FACETS[name], "left": len(values) - len(shown), "more": visit.here(more=name, start=None) + f"#facet-{name}",
        "values": [
            (value, value, number, value == chosen, visit.here(**{name: None if value == chosen else value}, start=None, more=None))
            for value, number in shown
        ],
    }  # fmt: skip


def _flat(row: Row) -> Row:
    """A row of the CSV: lists as words."""
    return row | {name: "; ".join(_words(row[name])) for name in ("names", "merged")}


def _words(values: Iterable[str]) -> list[str]:
    return [str(value) for value in values]


PAGES = (Page("/actors", page, nav="Actors", order=24),)
