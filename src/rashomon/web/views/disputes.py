"""Who denies, blames or rejects whom: of one incident, and over the record; the table first, the graph second."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from rashomon.model.codec import plain
from rashomon.web.charts import Tie, graph
from rashomon.web.problems import BadQueryError
from rashomon.web.quotes import Quoting
from rashomon.web.told import Told, told, told_each
from rashomon.web.views.incident import speaker
from rashomon.web.views.incidents import Search, search
from rashomon.web.visit import Answer, Page, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rashomon.model import Dispute

KINDS = ("denies", "disputes figure", "rejects source", "rival blame")
PAGE = 25  # disputes on one page of the whole record, of one incident at most:
EACH = 15
PER_PAGE = 50  # disputes on one page of an incident
CHUNK = 50  # incidents of a download that are fetched together
COLUMNS = (
    "incident", "type", "claim", "against", "speaker", "other", "reason", "rule", "mutual", "words", "other_words", "document", "span_start", "span_end",
    "other_document", "other_span_start", "other_span_end",
)  # fmt: skip
DRAWN = 24  # names in a graph; more cannot be read


def page(visit: Visit) -> Answer:
    """The disputes of one incident; many are shown page by page, the twins hold all."""
    found = told(visit, visit.path("incident"))
    chosen = _chosen(visit, found)
    return Answer(
        template="disputes.html", title=f"Disputes: {found.title}", context=lambda: _drawn(found, chosen),
        both=lambda: [_row(found, one) for one in chosen],
    )  # fmt: skip


def _drawn(found: Told, chosen: Sequence[Dispute]) -> dict[str, Any]:
    start = found.visit.number("start", 0)
    return {
        "told": found, "disputes": together(shown(found, one) for one in chosen[start : start + PER_PAGE]), "graph": drawn([(found, chosen)]),
        "kinds": sorted({one.type for one in found.assessed.disputes}), "start": start, "per_page": PER_PAGE, "total": len(chosen),
    }  # fmt: skip


def _chosen(visit: Visit, found: Told) -> list[Dispute]:
    kind = visit.words("kind")
    return [one for one in found.assessed.disputes if kind in (None, one.type)]


def shown(found: Told, dispute: Dispute, quoting: Quoting | None = None) -> dict[str, Any]:
    """A dispute with the words of both sides."""
    one, other = found.by_id.get(dispute.claim), found.by_id.get(dispute.against or "")
    quoting = quoting or found.quoting
    return {
        "dispute": dispute, "told": found,
        "who": speaker(one) if one else dispute.speaker or "somebody", "whom": speaker(other) if other else dispute.other or "nobody in particular",
        "quote": quoting.claim(one) if one else None, "other": quoting.claim(other) if other else None,
    }  # fmt: skip


def together(disputes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One entry for all whom the same words dispute in the same way, with those others; in the order of the first of each."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in disputes:
        key = (one["told"].incident.id, one["dispute"].claim, one["dispute"].type)
        found.setdefault(key, one | {"sides": []})["sides"].append(one)
    return list(found.values())


def _row(found: Told, dispute: Dispute) -> dict[str, Any]:
    one, other = found.by_id.get(dispute.claim), found.by_id.get(dispute.against or "")
    row: dict[str, Any] = plain(dispute)
    return row | {
        "words": " ".join(one.original.split()) if one else None, "other_words": " ".join(other.original.split()) if other else None,
        "document": one.document if one else None, "span": list(one.span) if one else None,
        "other_document": other.document if other else None, "other_span": list(other.span) if other else None,
    }  # fmt: skip


def drawn(groups: Sequence[tuple[Told, Sequence[Dispute]]]) -> Any:
    """A graph of who disputes whom; of many, the names with the most ties."""
    ties: Counter[tuple[str, str, str]] = Counter()
    for found, chosen in groups:
        for dispute in chosen:
            view = (found.by_id.get(dispute.claim), found.by_id.get(dispute.against or ""))
            who = speaker(view[0]) if view[0] else dispute.speaker
            whom = speaker(view[1]) if view[1] else dispute.other
            if who and whom and who != whom:
                ties[who, whom, dispute.type] += 1
    weight: Counter[str] = Counter()
    for (who, whom, _), times in ties.items():
        weight[who] += times
        weight[whom] += times
    names = sorted(name for name, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:DRAWN])
    index = {name: n for n, name in enumerate(names)}
    kept = [Tie(index[a], index[b], kind, n) for (a, b, kind), n in sorted(ties.items()) if a in index and b in index]
    return graph(names, kept, "Who disputes whom; the table above lists the same")


class Part(NamedTuple):
    """What one page shows of one incident: some of its disputes, and how many more there are that no page of the list shows."""

    told: Told
    shown: Sequence[Dispute]
    left: int


class Leaf(NamedTuple):
    """One page of all disputes: entries ``start`` on, of ``total``; an incident that is graded contested is an entry, too."""

    asked: Search
    parts: list[Part]
    start: int
    total: int
    disputes: int


def _leaf(visit: Visit, kind: str | None) -> Leaf:
    """The disputes of the page that the address names, of each incident its first ``EACH`` at most; one pass over the list."""
    asked = search(visit, at_issue=kind is None, dispute=kind)
    rows, many = asked.found.ranked(asked.order), asked.found.shelf.disputed(kind)
    entries = np.clip(many[rows], 1, EACH)
    ends = np.cumsum(entries)
    start, total = visit.number("start", 0), int(entries.sum())
    first, last = int(np.searchsorted(ends, start, side="right")), int(np.searchsorted(ends, start + PAGE, side="left"))
    ids = [asked.found.shelf.ids[i] for i in rows[first : last + 1]]
    begins = {key: int(end - size) for key, end, size in zip(ids, ends[first:], entries[first:], strict=False)}
    parts = []
    for found in told_each(visit, ids):
        chosen = _chosen(visit, found)
        at = begins[found.incident.id]
        shown = chosen[:EACH][max(0, start - at) : start + PAGE - at]
        ends_here = at + min(len(chosen), EACH) <= start + PAGE
        parts.append(Part(found, shown, len(chosen) - EACH if ends_here and len(chosen) > EACH else 0))
    return Leaf(asked, parts, start, total, int(many[rows].sum()))


def _quoted(visit: Visit, parts: Sequence[Part]) -> list[dict[str, Any]]:
    """The disputes of several incidents with their words, out of documents that are fetched together."""
    sides = (part.told.by_id.get(key or "") for part in parts for one in part.shown for key in (one.claim, one.against))
    documents = visit.book.record.documents(sorted({claim.document for claim in sides if claim}))
    quoting = Quoting(visit, {found.document.sha256: found.document for found in documents})
    return together(shown(part.told, one, quoting) for part in parts for one in part.shown)


def everywhere(visit: Visit) -> Answer:
    """The disputes of the record, or of a search, whatever the status of their incidents; the CSV holds all."""
    kind = visit.words("kind")
    if kind is not None and kind not in KINDS:
        raise BadQueryError("kind", kind, f"one of {', '.join(KINDS)}")
    leaf = _leaf(visit, kind)

    def every() -> Iterator[dict[str, Any]]:
        ids = leaf.asked.found.ids(leaf.asked.order)
        for at in range(0, len(ids), CHUNK):
            for found in told_each(visit, ids[at : at + CHUNK]):
                yield from (_row(found, one) for one in _chosen(visit, found))

    return Answer(
        template="all_disputes.html", title="Disputes",
        context=lambda: {
            "disputes": _quoted(visit, leaf.parts),
            "graded": [part.told for part in leaf.parts if not part.told.assessed.disputes],
            "left": [(part.told, part.left) for part in leaf.parts if part.left],
            "graph": drawn([(part.told, part.shown) for part in leaf.parts]), "kinds": KINDS, "start": leaf.start,
            "per_page": PAGE, "total": leaf.total, "incidents": len(leaf.asked.found), "found": leaf.disputes, "search": leaf.asked,
            "unassessed": leaf.asked.found.shelf.unassessed,
        },
        data=lambda: {
            "incidents": len(leaf.asked.found), "found": leaf.disputes, "total": leaf.total, "start": leaf.start, "limit": PAGE,
            "disputes": [_row(part.told, one) for part in leaf.parts for one in part.shown],
            "more": {part.told.incident.id: part.left for part in leaf.parts if part.left},
        },
        rows=every, columns=COLUMNS,
    )  # fmt: skip


PAGES = (
    Page("/incidents/{incident}/disputes", page),
    Page("/disputes", everywhere, nav="Disputes", order=20),
)
