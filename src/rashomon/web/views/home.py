"""The front page: what the record holds, and where to begin."""

from __future__ import annotations

from rashomon.model.codec import plain
from rashomon.web.visit import Answer, Page, Visit


def home(visit: Visit) -> Answer:
    """Counts and doors."""
    counts = visit.book.counts()
    return Answer(
        template="home.html", title="The record", context={"counts": counts}, data=lambda: plain(counts),
        rows=lambda: [plain(counts)],
    )  # fmt: skip


PAGES = (Page("/", home, twins=()),)
