"""Who denies, blames or rejects whom: of one incident, and over the record; the table first, the graph second."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rashomon.model.codec import plain
from rashomon.web.charts import Tie, graph
from rashomon.web.told import Told, told, told_each
from rashomon.web.views.incident import speaker
from rashomon.web.views.incidents import search
from rashomon.web.visit import Answer, Page, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rashomon.model import Dispute

KINDS = ("denies", "disputes figure", "rejects source", "rival blame")
INCIDENTS = 10  # on one page of the whole record, with so many disputes of each:
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


def shown(found: Told, dispute: Dispute) -> dict[str, Any]:
    """A dispute with the words of both sides."""
    one, other = found.by_id.get(dispute.claim), found.by_id.get(dispute.against or "")
    return {
        "dispute": dispute, "told": found,
        "who": speaker(one) if one else dispute.speaker or "somebody", "whom": speaker(other) if other else dispute.other or "nobody in particular",
        "quote": found.quoting.claim(one) if one else None, "other": found.quoting.claim(other) if other else None,
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


def everywhere(visit: Visit) -> Answer:
    """The disputes of the record, or of a search: those of some incidents a page, whatever the status of those; the CSV holds all."""
    asked = search(visit, at_issue=True)
    start = visit.number("start", 0)
    groups = [
        (found, _chosen(visit, found)) for found in told_each(visit, asked.found.ids(asked.order, start, INCIDENTS))
    ]

    def every() -> Iterator[dict[str, Any]]:
        ids = asked.found.ids(asked.order)
        for at in range(0, len(ids), CHUNK):
            for found in told_each(visit, ids[at : at + CHUNK]):
                yield from (_row(found, one) for one in _chosen(visit, found))

    return Answer(
        template="all_disputes.html", title="Disputes",
        context=lambda: {
            "disputes": together(shown(found, one) for found, chosen in groups for one in chosen[:EACH]),
            "graded": [found for found, _ in groups if not found.assessed.disputes],
            "left": [(found, len(chosen) - EACH) for found, chosen in groups if len(chosen) > EACH], "graph": drawn(groups), "kinds": KINDS,
            "start": start, "per_page": INCIDENTS, "total": len(asked.found), "search": asked,
        },
        data=lambda: {"incidents": len(asked.found), "start": start, "disputes": [_row(*one) for one in _each(groups)]},
        rows=every, columns=COLUMNS,
    )  # fmt: skip


def _each(groups: Sequence[tuple[Told, Sequence[Dispute]]]) -> Iterator[tuple[Told, Dispute]]:
    for found, chosen in groups:
        yield from ((found, one) for one in chosen)


PAGES = (
    Page("/incidents/{incident}/disputes", page),
    Page("/disputes", everywhere, nav="Disputes", order=20),
)
