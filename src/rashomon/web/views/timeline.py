"""The timeline: how many incidents began when, as a chart and as a table; the undated are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.model.codec import plain
from rashomon.model.wording import plural
from rashomon.web.asked import asked, given
from rashomon.web.plots import Bar, bars, columns
from rashomon.web.visit import Answer, Page, Visit
from rashomon.web.words import days as in_words

if TYPE_CHECKING:
    from datetime import date

SHOWN = 100  # incidents of the list


def show(visit: Visit) -> Answer:
    """The incidents of the filter over time; a column is a narrower filter."""
    found = asked(visit)
    undated = len(found.rows) - found.dated
    start = visit.number("start", 0)
    counted = bars(found.days())

    def context() -> dict[str, Any]:
        spots = visit.book.record.spots
        return {
            "bars": counted, "chart": _chart(visit, counted), "total": found.dated, "undated_total": undated,
            "listed": spots(found.ids(start, min(start + SHOWN, found.dated))), "undated": spots(found.ids(found.dated, found.dated + SHOWN)),
            "start": start, "shown": SHOWN, "given": given(visit),
        }  # fmt: skip

    return Answer(
        template="timeline.html", title="Timeline", context=context,
        data=lambda: {"total": found.dated, "undated": found.ids(found.dated), "columns": [_row(bar) for bar in counted]},
        rows=lambda: (plain(spot) for part in _parts(found.ids()) for spot in visit.book.record.spots(part)),
    )  # fmt: skip


def _parts(keys: list[str]) -> list[list[str]]:
    return [keys[at : at + 500] for at in range(0, len(keys), 500)]


def _row(bar: Bar) -> dict[str, date | int]:
    return {"from": bar.start, "to": bar.end, "incidents": bar.many}


def _chart(visit: Visit, counted: list[Bar]) -> Any:
    def words(bar: Bar) -> str:
        return f"{in_words(bar.start, bar.end)}: {plural(bar.many, 'incident')}"

    def link(bar: Bar) -> str:
        return visit.here(**{"from": bar.start, "to": bar.end, "start": None})

    return columns(counted, link, words, "Incidents by their first day; the table below says the same")


PAGES = (Page("/timeline", show, nav="Timeline", order=50),)
