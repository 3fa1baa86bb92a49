"""The audit: every judgement, who, when, before, after, why; any of them may be taken back by another row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from rashomon.api import review
from rashomon.api.review_audit import ABOUT, audit, audit_page, texts
from rashomon.errors import CollisionError, JudgementError
from rashomon.model.review import OF_CLAIMS, OF_MENTIONS, UNDO
from rashomon.record import MERGE, RENAMED, SPLIT
from rashomon.web.visit import Answer, Page, Visit, address

from .review import author

if TYPE_CHECKING:
    from typing import Any

SHOWN = 100  # rows a page
FILTERS = ("by", "verdict", "about", "words", "from", "to")


def page(visit: Visit) -> Answer | Response:
    """The rows that the filter lets through, the newest first; when a form was sent, one is taken back."""
    if visit.form is None:
        return _shown(visit)
    key, why = str(visit.form.get("judgement", "")), str(visit.form.get("why", ""))
    upon = visit.form.get("upon")
    try:
        review.undo(visit.book, key, by=author(visit), why=why, upon=None if upon is None else str(upon))
    except JudgementError as error:
        status = 409 if isinstance(error, CollisionError) else 422
        return _shown(visit, wrong=str(error), kept={"judgement": key, "why": why}, status=status)
    return RedirectResponse(address("/audit", {n: visit.query.get(n) for n in FILTERS}), 303)


def _shown(visit: Visit, *, wrong: str = "", kept: dict[str, str] | None = None, status: int = 200) -> Answer:
    start, end = visit.day("from"), visit.day("to")
    wanted = {name: visit.words(name) for name in ("by", "verdict", "about", "words")}
    wanted |= {"start": str(start) if start else None, "end": str(end) if end else None}
    first = visit.number("start", 0)

    def every() -> list[dict[str, Any]]:
        return audit(visit.book, **wanted)

    def context() -> dict[str, Any]:
        told = partial(visit.kept, "audit", lambda: texts(visit.book))
        rows, total = audit_page(visit.book, **wanted, first=first, many=SHOWN, told=told)
        return {
            "rows": rows, "total": total, "start": first, "per_page": SHOWN, "wrong": wrong,
            "kept": kept or {"judgement": "", "why": ""}, "verdicts": (*OF_CLAIMS, *OF_MENTIONS, MERGE, SPLIT, RENAMED, UNDO), "about": ABOUT, "undo": UNDO,
        }  # fmt: skip

    return Answer(template="audit.html", title="Audit", context=context, data=every, rows=every, status=status)


PAGES = (Page("/audit", page, methods=("GET", "POST"), nav="Audit", order=95),)
