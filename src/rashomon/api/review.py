"""What people decide about claims and incidents: noting it, linking anew what it touches, taking it back, reading it all.

Every function here ends in rows of judgements; nothing that the machine read is changed. Looking at a proposal is no
judgement. ``upon`` is the id of the last judgement about the same that the person had seen ("" for none; see
``seen``): with it, a judgement that somebody else came before raises CollisionError and is not noted.
"""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from rashomon.errors import JudgementError, NotInRecordError
from rashomon.model import Claim, Judgement, Sides, content_id
from rashomon.model.codec import line
from rashomon.model.review import OF_CLAIMS, OF_MENTIONS, UNDO
from rashomon.record import ClaimFilter
from rashomon.run.link import relink

from .review_values import correction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.record import StoredIncident

    from .book import Book

_NEAR = 5


def author(book: Book, given: str | None = None) -> str:
    """Who judges: the name given, else the setting ``author``, else the login name of this machine."""
    if name := " ".join((given or book.settings.author).split()):
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user: a container, for one
        return "unknown"


def claim(book: Book, key: str) -> Claim:
    """One claim, by its id or the beginning of it.

    Raises:
        NotInRecordError: none has it, or several.
    """
    found = book.record.claim_ids(key, limit=_NEAR)
    if len(found) != 1:
        raise NotInRecordError("single claim" if found else "claim", key, tuple(found))
    return next(book.record.claims(ClaimFilter(ids=tuple(found))))


def seen(book: Book, verdict: str, subject: str, *, sides: Sides | None = None) -> str:
    """The id of the last judgement about the same as one with this verdict and subject would be; "" where there is none."""
    last = book.record.last_judged(_judgement(verdict, subject, sides=sides))
    return last.id if last else ""


def decide(
    book: Book,
    key: str,
    verdict: str,
    *,
    by: str,
    why: str = "",
    upon: str | None = None,
    value: str | None = None,
    speaker: str | None = None,
    stance: str | None = None,
    group: str | None = None,
) -> Judgement:
    """Accept, reject, correct or leave unsure one claim. A correction names a value, a speaker, a stance or a group.

    Raises:
        NotInRecordError: no claim has this id.
        JudgementError: no such verdict, or a correction that does not fit.
        CollisionError: somebody judged the same since ``upon``.
    """
    if verdict not in OF_CLAIMS:
        raise JudgementError(key, f"{verdict!r} is no verdict about a claim; one of {', '.join(OF_CLAIMS)}")
    about = claim(book, key)
    said = None
    if verdict == "correct":
        said = line(correction(about, value=value, speaker=speaker, stance=stance, group=group))
    return _note(book, verdict, about.id, by=by, why=why, upon=upon, value=said)


def merge(book: Book, one: str, other: str, *, by: str, why: str = "", upon: str | None = None) -> Judgement:
    """Two incidents are one. Ids as in ``Book.incident``.

    Raises:
        NotInRecordError: there is no such incident.
        JudgementError: they are one already.
        CollisionError: somebody judged one of them since ``upon``.
    """
    first, second = book.incident(one), book.incident(other)
    if first.id == second.id:
        raise JudgementError(other, f"is the incident {first.id} already")
    return _note_sides(book, "merge", Sides(one=_ids(first), other=_ids(second)), by=by, why=why, upon=upon)


def split(book: Book, key: str, parts: Sequence[str], *, by: str, why: str = "", upon: str | None = None) -> Judgement:
    """Some of what an incident was joined from is another one. ``parts`` are documents (ids or SHA-256) or mentions of it.

    Raises:
        NotInRecordError: there is no such incident, or it has no such part.
        JudgementError: nothing would be left on one side.
        CollisionError: somebody judged it since ``upon``.
    """
    sides = split_sides(book.incident(key), parts)
    return _note_sides(book, "split", sides, by=by, why=why, upon=upon)


def split_sides(incident: StoredIncident, parts: Sequence[str]) -> Sides:
    """The mentions that ``parts`` name, and the others.

    Raises:
        NotInRecordError: the incident has no such part.
        JudgementError: nothing would be left on one side.
    """
    chosen: set[str] = set()
    for part in parts:
        named = {
            mention.id for mention in incident.mentions
            if part in (mention.id, mention.document_id) or (len(part) >= 6 and mention.document.startswith(part.lower()))
        }  # fmt: skip
        if not named:
            near = tuple(mention.document_id for mention in incident.mentions[:_NEAR])
            raise NotInRecordError(f"report of incident {incident.id}", part, near)
        chosen |= named
    left = tuple(mention.id for mention in incident.mentions if mention.id not in chosen)
    if not chosen or not left:
        raise JudgementError(incident.id, "a split leaves reports on both sides; name some of them, not all")
    return Sides(one=tuple(sorted(chosen)), other=left)


def undo(book: Book, key: str, *, by: str, why: str = "", upon: str | None = None) -> Judgement:
    """Takes a judgement back: by its id, the beginning of it, or, for the last that stands about a claim, the claim's id.

    Raises:
        NotInRecordError: there is no such judgement, or several begin so.
        JudgementError: it is taken back already, or a later one rests on it.
        CollisionError: somebody judged the same since ``upon``.
    """
    found = judgement(book, key)
    return _note(book, UNDO, found.id, by=by, why=why, upon=upon, of=found.verdict)


def judgement(book: Book, key: str) -> Judgement:
    """A judgement, by its id, the beginning of it, or the claim (or the beginning of its id) that it is the last standing one about.

    Raises:
        NotInRecordError: there is none, or several begin so.
    """
    record = book.record
    every = record.judgements_named(key)
    about = [found for found in every if found.subject == key and found.undone is None]
    found = about[-1:] or [j for j in every if j.id == key] or [j for j in every if key and j.id.startswith(key)]
    if not found and len(claims := record.claim_ids(key, limit=_NEAR) if key else []) == 1:
        found = [j for j in record.judgements_named(claims[0]) if j.undone is None][-1:]
    if len(found) != 1:
        near = tuple(j.id for j in found[:_NEAR] or record.judged(many=_NEAR)[0][::-1] if j.verdict != UNDO)
        raise NotInRecordError("single judgement" if found else "judgement", key, near)
    return found[0]


def _ids(incident: StoredIncident) -> tuple[str, ...]:
    return tuple(mention.id for mention in incident.mentions)


def _note_sides(book: Book, verdict: str, sides: Sides, *, by: str, why: str, upon: str | None) -> Judgement:
    return _note(book, verdict, sides.one[0], by=by, why=why, upon=upon, other=sides.other[0], value=line(sides))


def _note(
    book: Book, verdict: str, subject: str, *, by: str, why: str, upon: str | None, of: str | None = None, **more: Any
) -> Judgement:
    """Notes a judgement; ``of`` is the verdict that it takes back, where it does."""
    of = of or verdict
    made = datetime.now(UTC)
    new = msgspec.structs.replace(
        _judgement(verdict, subject), author=by, reason=" ".join(why.split()), made=made, upon=upon, **more
    )
    new = msgspec.structs.replace(
        new, id=content_id("j", verdict, subject, new.other, new.value, new.author, new.reason, made.isoformat())
    )
    book.record.judge(new)
    if of in OF_MENTIONS:  # judging a claim links nothing: somebody may be adding a thousand reports just now
        relink(book.record)
    return new


def _judgement(verdict: str, subject: str, *, sides: Sides | None = None) -> Judgement:
    """One that is not noted yet, to ask about its subject."""
    if sides is not None and verdict in OF_MENTIONS:
        return Judgement(id="", verdict=verdict, subject=sides.one[0], other=sides.other[0], value=line(sides))
    return Judgement(id="", verdict=verdict, subject=subject)
