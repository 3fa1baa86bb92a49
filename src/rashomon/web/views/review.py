"""The review desk: a proposal beside its source, one key each; merging and splitting incidents.

Looking at a proposal notes nothing. A form carries what its author had seen (``upon``): where somebody else judged the
same meanwhile, both sides are shown, and nothing that was written is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response

from rashomon.api import review
from rashomon.api.review_audit import in_words
from rashomon.api.review_queue import proposal, waiting
from rashomon.assess import machine_text
from rashomon.errors import CollisionError, JudgementError, NotInRecordError
from rashomon.model import STANCES, Sides
from rashomon.model.codec import plain
from rashomon.model.review import UNDO
from rashomon.web.quotes import place
from rashomon.web.security import person
from rashomon.web.views.incident import speaker
from rashomon.web.visit import Answer, Page, Visit, address
from rashomon.web.words import direction, held, language, voice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rashomon.api import Book
    from rashomon.api.review_queue import Proposal
    from rashomon.model import Judgement

QUEUE = 30  # proposals that are listed beside the one shown
FILTERS = ("incident", "document", "property", "all")
FIELDS = ("why", "value", "speaker", "stance", "group")
_CONFLICT, _UNFIT = 409, 422


def _book(visit: Visit) -> Book:
    """The record as it is now, whatever moment the address names: nobody judges the past."""
    book: Book = visit.request.app.state.book
    return book


def author(visit: Visit) -> str:
    """Who judges: the account, else the setting ``author`` or the login name of this machine."""
    return person(visit.request) or review.author(_book(visit))


def desk(visit: Visit) -> Answer | Response:
    """The next proposal, or the one asked for; when the form was sent, its judgement, and on to the next."""
    if visit.form is None:
        return _shown(visit, visit.words("claim"))
    sent = _sent(visit)
    key, verdict = sent.get("claim", ""), sent.get("verdict", "")
    before = _queue(visit)
    try:
        if verdict == UNDO:
            done = review.undo(_book(visit), key, by=author(visit), why=sent["why"], upon=sent.get("upon")).id
        else:
            done = review.decide(
                _book(visit), key, verdict, by=author(visit), upon=sent.get("upon"), why=sent["why"],
                **_correcting(sent) if verdict == "correct" else {},
            ).id  # fmt: skip
    except CollisionError as error:
        if not _twice(error):
            return _shown(visit, key, sent=sent, collision=error, status=_CONFLICT)
        done = str(error.theirs["id"])
    except NotInRecordError:
        raise
    except JudgementError as error:
        return _shown(visit, key, sent=sent, wrong=error.reason, status=_UNFIT)
    following = review.judgement(_book(visit), key).subject if verdict == UNDO else _after(before, key)
    there = {**_filters(visit), "claim": following, "done": done}
    return RedirectResponse(address("/review", there), 303)


def _twice(error: CollisionError) -> bool:
    """Whether it collides with itself: the same form, sent twice."""
    return all(
        error.mine[name] == error.theirs.get(name) for name in ("verdict", "author", "value", "reason", "subject")
    )


def _sent(visit: Visit) -> dict[str, str]:
    given = dict(visit.form or {})
    return {"why": "", **{name: str(given[name]) for name in ("claim", "verdict", "upon", *FIELDS) if name in given}}


def _correcting(sent: Mapping[str, str]) -> dict[str, str]:
    """The fields of a correction that were filled in; what was left as it was read is not corrected."""
    return {name: sent[name] for name in FIELDS[1:] if sent.get(name, "").strip()}


def _filters(visit: Visit) -> dict[str, str]:
    given = visit.form if visit.form is not None else visit.query
    return {name: str(given[name]) for name in FILTERS if given.get(name)}


def _queue(visit: Visit) -> list[str]:
    wanted = _filters(visit)
    return waiting(
        _book(visit), incident=wanted.get("incident"), document=wanted.get("document"), prop=wanted.get("property"),
        judged=bool(wanted.get("all")), limit=QUEUE,
    )  # fmt: skip


def _after(queue: list[str], key: str) -> str | None:
    """The proposal that follows in the list as it was; None where it was the last, so that the list begins anew."""
    at = queue.index(key) + 1 if key in queue else 0
    return next((other for other in queue[at:] if other != key), None)


def _shown(
    visit: Visit, key: str | None, *, sent: Mapping[str, str] | None = None, collision: CollisionError | None = None,
    wrong: str = "", status: int = 200,
) -> Answer:  # fmt: skip
    queue = _queue(visit)
    key = key or (queue[0] if queue else None)
    found = proposal(_book(visit), key) if key else None
    rows = [plain(claim) for claim in _book(visit).each_claim_of(queue)]

    def context() -> dict[str, Any]:
        filters = _filters(visit)
        return {
            "queue": [{"id": row["id"], "property": row["property"], "by": voice(row["speaker"] or row["speaker_class"]),
                       "link": address("/review", {**filters, "claim": row["id"]})} for row in rows],
            "filters": filters, "sent": dict.fromkeys(("verdict", *FIELDS), "") | dict(sent or {}), "wrong": wrong, "stances": sorted(STANCES),
            "collision": collision, "done": _done(visit), **(_drawn(found, queue, filters) if found else {"found": None}),
        }  # fmt: skip

    return Answer(template="review.html", title="Review", context=context, both=lambda: rows, status=status)


def _done(visit: Visit) -> dict[str, Any] | None:
    """The judgement just made, to be taken back at once if it was a slip."""
    key = visit.words("done")
    if key is None or visit.form is not None:
        return None
    found = next(iter(_book(visit).record.judgements_with([key])), None)
    return None if found is None else {"judgement": found, "upon": review.seen(_book(visit), UNDO, found.id)}


def _drawn(found: Proposal, queue: list[str], filters: dict[str, str]) -> dict[str, Any]:
    claim = found.claim
    lang = language(found.passage.text, found.language)
    standing = [j for j in found.judgements if j.undone is None]
    earlier = queue[queue.index(claim.id) - 1] if claim.id in queue[1:] else None
    return {
        "found": found, "claim": claim, "value": held(claim), "speaker": speaker(claim), "machine": machine_text(claim),
        "history": [_told(j, found) for j in found.judgements], "undoable": standing[-1] if standing else None,
        "lang": lang, "dir": direction(lang),
        "source": address(f"/documents/{claim.document}", {**place(claim.span, claim.original), "claim": claim.id}) + "#here",
        "next": (after := _after(queue, claim.id)) and address("/review", {**filters, "claim": after}),
        "previous": earlier and address("/review", {**filters, "claim": earlier}),
    }  # fmt: skip


def _told(judgement: Judgement, found: Proposal) -> dict[str, Any]:
    return {"judgement": judgement, "after": in_words(judgement.after, found.claim)}


# Incidents


def incident(visit: Visit) -> Answer | Response:
    """The reports that an incident was joined from: some may be another incident; another incident may be this one."""
    stored = _book(visit).incident(visit.path("incident"))
    sides = Sides(one=tuple(m.id for m in stored.mentions), other=(stored.mentions[0].id,))
    seen = review.seen(_book(visit), "merge", stored.id, sides=sides)
    context = {"stored": stored, "upon": seen, "chosen": (), "other": "", "why": "", "wrong": "", "collision": None}
    if visit.form is None:
        return Answer(
            template="review_incident.html", title="Merge or split", context=context, data=lambda: plain(stored)
        )
    form, upon = visit.form, str(visit.form.get("upon", ""))
    chosen, other, why = (
        [str(key) for key in form.getlist("part")],
        str(form.get("other", "")).strip(),
        str(form.get("why", "")),
    )
    context |= {"chosen": chosen, "other": other, "why": why}
    try:
        if form.get("verdict") == "split":
            review.split(_book(visit), stored.id, chosen, by=author(visit), why=why, upon=upon)
        else:
            review.merge(
                _book(visit), stored.id, other, by=author(visit), why=why, upon=_upon(visit, stored.id, other, upon)
            )
    except CollisionError as error:
        context |= {"collision": error}
        return Answer(template="review_incident.html", title="Merge or split", context=context, status=_CONFLICT)
    except (JudgementError, NotInRecordError) as error:
        context |= {"wrong": str(error)}
        return Answer(template="review_incident.html", title="Merge or split", context=context, status=_UNFIT)
    return RedirectResponse(f"/incidents/{_book(visit).incident(stored.mentions[0].id).id}/review", 303)


def _upon(visit: Visit, one: str, other: str, upon: str) -> str | None:
    """What was seen of both: the page showed the state of one; of the other, that nobody judged it, or anything older."""
    first, second = _book(visit).incident(one), _book(visit).incident(other)
    sides = Sides(one=tuple(m.id for m in first.mentions), other=tuple(m.id for m in second.mentions))
    last = review.seen(_book(visit), "merge", one, sides=sides)
    alone = Sides(one=sides.one, other=sides.one[:1])
    return last if review.seen(_book(visit), "merge", one, sides=alone) == upon else upon


PAGES = (
    Page("/review", desk, methods=("GET", "POST"), nav="Review", order=90, role="reviewer"),
    Page("/incidents/{incident}/review", incident, twins=("json",), methods=("GET", "POST"), role="reviewer"),
)
