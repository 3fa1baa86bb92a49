"""Promises: by whom, to whom, until when, and what was later said about keeping them; each with its words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rashomon.assess.promises import STATUSES
from rashomon.model.promises import PROMISES
from rashomon.model.wording import agreeing
from rashomon.record.dialect import fold
from rashomon.web.quotes import Quoting
from rashomon.web.visit import Answer, Page, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rashomon.model import Claim
    from rashomon.web.quotes import Quote

PER_PAGE = 25
TOLD = 3  # tellings of one promise that are quoted; the twins hold all
VERDICTS = {
    "kept": ("says", "say", "that it was kept"), "broken": ("says", "say", "that it was broken"),
    "denies breaking": ("denies", "deny", "having broken it"), "doubted": ("doubts", "doubt", "that it is kept"),
}  # fmt: skip
Row = dict[str, Any]


def page(visit: Visit) -> Answer:
    """The promises that the address asks for, by the day on which they were first told."""
    every = _everything(visit)
    chosen = _chosen(visit, every)
    start = visit.number("start", 0)

    def context() -> dict[str, Any]:
        return {
            "promises": _drawn(visit, chosen[start : start + PER_PAGE]), "found": len(chosen), "total": len(every), "start": start,
            "per_page": PER_PAGE, "kinds": PROMISES, "statuses": STATUSES, "counts": Counter(row["status"] for row in chosen),
            "narrowed": any(visit.words(name) for name in ("q", "kind", "status", "from", "to")),
        }  # fmt: skip

    return Answer(
        template="promises.html", title="Promises", context=context,
        data=lambda: {"total": len(chosen), "of": len(every), "start": start, "promises": chosen[start : start + PER_PAGE]},
        rows=lambda: chosen,
    )  # fmt: skip


def _everything(visit: Visit) -> list[Row]:
    """The rows of ``rashomon promises``; of a site of a part of the record, what its documents tell."""
    only: frozenset[str] | None = getattr(visit.request.app.state, "documents", None)
    return visit.kept("promises", lambda: list(visit.book.promises(documents=only)))


def _chosen(visit: Visit, every: Iterable[Row]) -> list[Row]:
    words, kind, status = fold(visit.words("q") or ""), visit.words("kind"), visit.words("status")
    first, last = visit.day("from"), visit.day("to")
    start, end = str(first) if first else None, str(last) if last else None
    return [
        row
        for row in every
        if (kind is None or row["kind"] == kind) and (status is None or row["status"] == status)
        and (not words or any(words in fold(name) for name in _searched(row)))
        and (start is None or (row["made"] or "") >= start) and (end is None or "" < (row["made"] or "") <= end)
    ]  # fmt: skip


def _searched(row: Row) -> list[str]:
    """The names and words in which ``q`` is looked for."""
    return [row["by"], *row["to"], *(one["words"] for one in row["told"])]


def _drawn(visit: Visit, rows: Sequence[Row]) -> list[Row]:
    """Rows with the words behind them."""
    tellings = [one for row in rows for one in row["told"]] + [
        word["telling"] for row in rows for word in row["keeping"]
    ]
    claims = {c.id: c for c in visit.book.each_claim_of(sorted({t["claim"] for t in tellings if t["claim"]}))}
    documents = visit.book.record.documents(sorted({t["document"] for t in tellings})) if tellings else ()
    quoting = Quoting(visit, {found.document.sha256: found.document for found in documents})
    return [
        row | {
            "quotes": _quotes(quoting, claims, row["told"][:TOLD]), "left": max(0, len(row["told"]) - TOLD),
            "said": [(word, _verdict(word), _quotes(quoting, claims, [word["telling"]])) for word in row["keeping"]],
        }
        for row in rows
    ]  # fmt: skip


def _verdict(word: Row) -> str:
    one, many, what = VERDICTS[word["verdict"]]
    return f"{agreeing(word['speaker'], word['speaker_class'], one, many)} {what}"


def _quotes(quoting: Quoting, claims: dict[str, Claim], tellings: Sequence[Row]) -> list[Quote]:
    return [quoting.claim(claims[one["claim"]]) for one in tellings if one["claim"] in claims]


PAGES = (Page("/promises", page, nav="Promises", order=28),)
