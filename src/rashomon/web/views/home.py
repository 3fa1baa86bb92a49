"""The front page: what the record holds, what is newest in dispute, and where to begin."""

from __future__ import annotations

from typing import Any

from rashomon.model.codec import plain
from rashomon.web.told import title
from rashomon.web.views.incidents import fetched, search, shelf_of
from rashomon.web.visit import Answer, Page, Visit

SHOWN = 8


def home(visit: Visit) -> Answer:
    """Counts and doors."""
    counts = shelf_of(visit).counts
    return Answer(
        template="home.html", title="The record", context=lambda: _drawn(visit, counts), data=lambda: plain(counts),
        rows=lambda: [plain(counts)],
    )  # fmt: skip


def _drawn(visit: Visit, counts: Any) -> dict[str, Any]:
    asked = search(visit, status="contested")
    newest = fetched(visit, asked.found.ids("newest", 0, SHOWN))
    return {
        "counts": counts, "statuses": asked.found.counts["status"], "types": asked.found.counts["type"][:8],
        "contested": len(asked.found), "newest": [(incident, told, title(incident)) for incident, told in newest],
        "name": visit.book.record.name,
    }  # fmt: skip


PAGES = (Page("/", home, twins=()),)
