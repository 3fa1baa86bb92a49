"""The audit: every judgement with who, when, why, and how its subject stood before and stands after. Nothing is left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from rashomon.assess import value_text
from rashomon.model import Count, Interval, PlaceValue
from rashomon.model.review import OF_CLAIMS, OF_MENTIONS, UNDO
from rashomon.model.wording import called
from rashomon.record import ClaimFilter, Sought

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rashomon.model import Claim, Judgement

    from .book import Book

ABOUT = ("claims", "incidents", "actors")


def audit(
    book: Book, *, by: str | None = None, verdict: str | None = None, about: str | None = None, words: str | None = None,
    start: str | None = None, end: str | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """One row a judgement, the newest first: id, made, author, verdict, subject, before, after, reason, undone.

    ``by`` is part of a name, ``words`` part of anything that is shown; ``start``..``end`` are ISO 8601 days, both included.
    """
    return audit_page(book, by=by, verdict=verdict, about=about, words=words, start=start, end=end)[0]


def audit_page(
    book: Book, *, by: str | None = None, verdict: str | None = None, about: str | None = None, words: str | None = None,
    start: str | None = None, end: str | None = None, first: int = 0, many: int | None = None,
    told: Callable[[], dict[str, str]] | None = None,
) -> tuple[list[dict[str, Any]], int]:  # fmt: skip
    """As ``audit``: ``many`` rows from number ``first`` on, and how many there are in all.

    ``told`` gives the ``texts`` in which ``words`` are looked for, where they are at hand.
    """
    sought = Sought(by=by, verdict=verdict, about=about, start=_day(start), end=_day(end))
    if words is None:
        found, total = book.record.judged(sought, first, many)
        return _rows(book, found), total
    shown, looked_for = told() if told else texts(book), words.casefold()
    kept = [one for one in book.record.judged(sought)[0] if looked_for in shown.get(one.id, "")]
    return _rows(book, kept[first : None if many is None else first + many]), len(kept)


def texts(book: Book) -> dict[str, str]:
    """By judgement: all that its row shows, folded, a line each; put together from what it is about, which no database can search."""
    rows = _rows(book, book.record.judged()[0])
    return {row["id"]: "\n".join(str(value).casefold() for value in row.values()) for row in rows}


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _rows(book: Book, judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    undone = sorted({judgement.subject for judgement in judgements if judgement.verdict == UNDO})
    by_id = {judgement.id: judgement for judgement in book.record.judgements_with(undone)}
    claims = _claims(book, [*judgements, *by_id.values()])
    return [_row(judgement, by_id, claims) for judgement in judgements]


def _claims(book: Book, judgements: Sequence[Judgement]) -> dict[str, Claim]:
    ids = tuple(sorted({j.subject for j in judgements if j.verdict in OF_CLAIMS}))
    return {claim.id: claim for claim in book.record.claims(ClaimFilter(ids=ids))} if ids else {}


def _row(judgement: Judgement, by_id: dict[str, Judgement], claims: dict[str, Claim]) -> dict[str, Any]:
    of = by_id.get(judgement.subject, judgement) if judgement.verdict == UNDO else judgement
    claim = claims.get(of.subject)
    return {
        "id": judgement.id,
        "made": judgement.made.isoformat(timespec="seconds") if judgement.made else "",
        "author": judgement.author,
        "verdict": judgement.verdict,
        "undoes": judgement.subject if judgement.verdict == UNDO else None,
        "about": "claims" if of.verdict in OF_CLAIMS else "incidents" if of.verdict in OF_MENTIONS else "actors",
        "subject": of.subject,
        "other": of.other,
        "incident": claim.incident if claim else of.subject if of.verdict in OF_MENTIONS else None,
        "words": " ".join(claim.original.split()) if claim else _named(of),
        "property": claim.property if claim else None,
        "before": in_words(judgement.before, claim),
        "after": in_words(judgement.after, claim),
        "reason": judgement.reason,
        "undone": judgement.undone.isoformat(timespec="seconds") if judgement.undone else None,
    }


def _named(judgement: Judgement) -> str:
    """What a judgement about no claim is about: actors by their keys, incidents by how many reports."""
    if judgement.verdict not in OF_MENTIONS:
        return f"{judgement.subject} / {judgement.other}" if judgement.other else judgement.subject
    sides = judgement.sides()
    joined = "with" if judgement.verdict == "merge" else "from"
    return f"{_reports(sides.one)} {joined} {_reports(sides.other)}"


def _reports(mentions: Iterable[str]) -> str:
    count = len(tuple(mentions))
    return f"{count} report" + ("" if count == 1 else "s")


def in_words(state: str | None, claim: Claim | None = None) -> str:
    """How a subject stood, as a person reads it: "corrected: 14, Karsa Hospital"; "" where it is not told."""
    if not state:
        return ""
    found: dict[str, Any] = msgspec.json.decode(state)
    if "incidents" in found:
        return " / ".join(found["incidents"])
    if "mentions" in found:
        return str(found["mentions"])
    if claim is None:
        return str(found.get("review", ""))
    value = _value(found.get("value"))
    shown = value_text(msgspec.structs.replace(claim, value=value, stance=found["stance"]))
    words = [
        shown,
        *([str(found["group"])] if found.get("group") else []),
        called(found.get("speaker"), claim.speaker_class, "narrator"),
    ]
    unsure = ", unsure" if found.get("unsure") else ""
    return f"{found['review']}{unsure}: {', '.join(words)} ({found['stance']})"


def _value(value: Any) -> Any:
    """A stored value as its type; its keys tell which it is."""
    if isinstance(value, dict):
        kind = Count if "low" in value else Interval if "from" in value else PlaceValue
        return msgspec.convert(value, type=kind)
    return value
