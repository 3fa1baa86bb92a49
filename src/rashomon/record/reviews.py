"""What people decided: judgements as they stand now, with those that were taken back; and noting one more.

A judgement is a row that is added and never changed. How claims stand follows from the rows (``model.review_of``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from rashomon.errors import CollisionError, JudgementError
from rashomon.model import Judgement, Review, review_of, reviewed
from rashomon.model.codec import line, plain
from rashomon.model.review import OF_CLAIMS, OF_MENTIONS, UNDO

from . import assessed, packing, schema
from .identities import MERGE, RENAMED, SPLIT, Identities
from .selecting import CLAIM_INCIDENT, CLAIMS_LINKED, INCIDENT, LINKED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection, Engine

    from rashomon.model import Claim

_NAMES = ("id", "verdict", "subject", "other", "value", "author", "reason", "made", "upon", "before", "after")
_TABLE = schema.judgements
_OF_ACTORS = (MERGE, SPLIT, RENAMED)
_MANY = 500  # keys in one query
_NAMED = 100  # mentions that are looked for by name in what merges and splits say


def judgements(connection: Connection, subject: str | None = None, known: datetime | None = None) -> list[Judgement]:
    """All judgements of people, or those about ``subject``, in the order in which they were made; ``undone`` where taken back.

    With ``known`` as they stood at that moment: what was made or taken back later is not.
    """
    if subject is None:
        return select(connection, _TABLE.c.verdict != RENAMED, known)
    return select(connection, _TABLE.c.subject == subject, known)


def renamings(connection: Connection, known: datetime | None = None) -> list[Judgement]:
    """What documents say of new names, as noted by rule, in that order; ``undone`` where somebody took it back."""
    return select(connection, _TABLE.c.verdict == RENAMED, known)


def between(connection: Connection, one: str, other: str) -> list[Judgement]:
    """What was said or noted of whether these two actors (by key) are one, those taken back too, in that order."""
    keys = [one, other]
    return select(connection, _TABLE.c.verdict.in_(_OF_ACTORS) & _TABLE.c.subject.in_(keys) & _TABLE.c.other.in_(keys))


def identities(connection: Connection, known: datetime | None = None) -> Identities:
    """Which actors people hold to be one, and which not; with ``known`` as they held it at that moment."""
    table = schema.judgements
    if connection.execute(sa.select(table.c.id).where(table.c.verdict.in_(_OF_ACTORS)).limit(1)).first() is None:
        return Identities(())
    return Identities(select(connection, table.c.verdict.in_(_OF_ACTORS), known))


def of_subjects(
    connection: Connection, subjects: Sequence[str], known: datetime | None = None
) -> dict[str, list[Judgement]]:
    """By subject: the judgements about it, oldest first; subjects that nobody judged are left out."""
    found: dict[str, list[Judgement]] = {}
    for part in parts(sorted(set(subjects))):
        for judgement in select(connection, _TABLE.c.subject.in_(part), known):
            found.setdefault(judgement.subject, []).append(judgement)
    return found


def reviews(connection: Connection, claims: Sequence[str], known: datetime | None = None) -> dict[str, Review]:
    """By claim: how it stands (stood, at ``known``); claims that nobody judged are left out."""
    return {subject: review_of(found) for subject, found in of_subjects(connection, claims, known).items()}


def claim_ids(connection: Connection, key: str, limit: int) -> list[str]:
    """The claim with this id, or those whose ids begin so, in order."""
    column = schema.claims.c.id
    if connection.execute(sa.select(column).where(column == key)).first() is not None:
        return [key]
    like = sa.select(column).where(column.startswith(key, autoescape=True)).order_by(column).limit(limit)
    return list(connection.execute(like).scalars()) if key else []


def select(connection: Connection, condition: sa.ColumnElement[bool], known: datetime | None = None) -> list[Judgement]:
    """The judgements that meet ``condition``, in the order in which they were made; ``undone`` where taken back."""
    by_then = sa.true() if known is None else _TABLE.c.made <= known
    condition &= by_then
    rows = connection.execute(sa.select(_TABLE).where(condition).order_by(_TABLE.c.number)).mappings().all()
    undone: dict[str, datetime] = {}
    for part in parts([row["id"] for row in rows]):
        query = sa.select(_TABLE.c.subject, _TABLE.c.made).where(
            _TABLE.c.verdict == UNDO, _TABLE.c.subject.in_(part), by_then
        )
        undone.update((row.subject, row.made) for row in connection.execute(query))
    return [Judgement(**{name: row[name] for name in _NAMES}, undone=undone.get(row["id"])) for row in rows]


def last_about(connection: Connection, judgement: Judgement) -> Judgement | None:
    """The newest judgement (an undoing among them) about what ``judgement`` is about; ``judgement`` itself left out."""
    about = _about(connection, judgement)
    of = next((j for j in about if j.id == judgement.subject), judgement) if judgement.verdict == UNDO else judgement
    earlier = [j for j in about if j.id != judgement.id and _same_matter(j, of)]
    undoings = select(connection, (_TABLE.c.verdict == UNDO) & _TABLE.c.subject.in_([j.id for j in earlier]))
    ids = [row.id for row in connection.execute(
        sa.select(_TABLE.c.id).where(_TABLE.c.id.in_([j.id for j in (*earlier, *undoings)])).order_by(_TABLE.c.number.desc())
    )]  # fmt: skip
    by_id = {j.id: j for j in (*earlier, *undoings)}
    return next((by_id[i] for i in ids if i != judgement.id), None)


def _about(connection: Connection, judgement: Judgement) -> list[Judgement]:
    """The judgements among which those about the same are found: few, by the index on subjects."""
    of = judgement
    if judgement.verdict == UNDO:
        of = next(iter(select(connection, _TABLE.c.id == judgement.subject)), judgement)
    if of.verdict in OF_MENTIONS:
        return select(connection, _TABLE.c.verdict.in_(OF_MENTIONS) & _naming(_named(of)))
    return select(connection, _TABLE.c.subject == of.subject)


def _naming(mentions: set[str]) -> sa.ColumnElement[bool]:
    """That a merge or split names one of these mentions; any, where they are too many to ask for by name."""
    if len(mentions) > _NAMED:
        return sa.true()
    told = [_TABLE.c.value.contains(key, autoescape=True) for key in sorted(mentions)]
    return sa.or_(_TABLE.c.subject.in_(sorted(mentions)), _TABLE.c.other.in_(sorted(mentions)), *told)


def _same_matter(one: Judgement, other: Judgement) -> bool:
    """Whether two judgements are about the same: one claim; mentions or actors that both of them name."""
    if UNDO in {one.verdict, other.verdict} or (one.verdict in OF_MENTIONS) != (other.verdict in OF_MENTIONS):
        return False
    return bool(_named(one) & _named(other))


def _named(judgement: Judgement) -> set[str]:
    if judgement.verdict not in OF_MENTIONS:
        return {judgement.subject}
    sides = judgement.sides()
    return {judgement.subject, *sides.one, *sides.other}


# Noting


def judge(engine: Engine, judgement: Judgement) -> bool:
    """Writes a judgement; False where one with its id is there already. Forgets the assessments that it may change.

    Raises:
        CollisionError: there is a judgement about the same that its author had not seen; see ``Judgement.upon``.
        JudgementError: it takes back what is taken back already, or what a later judgement about the same rests on.
    """
    with engine.execution_options(writes=True).begin() as connection:
        if connection.execute(sa.select(_TABLE.c.id).where(_TABLE.c.id == judgement.id)).first() is not None:
            return False
        of = judgement
        if judgement.verdict == UNDO:
            of = _undoable(connection, judgement)
        last = last_about(connection, judgement)
        if judgement.upon is not None and judgement.upon != (last.id if last else ""):
            raise CollisionError(plain(judgement), plain(last) if last else {"author": "nobody", "verdict": UNDO})
        if judgement.verdict == UNDO:
            _stands_last(connection, judgement, of)
        _insert(connection, judgement, of)
        _forget(connection, of)
        if of.verdict in OF_MENTIONS:
            _reopen(connection, of)
    return True


def _undoable(connection: Connection, judgement: Judgement) -> Judgement:
    """The judgement that ``judgement`` takes back.

    Raises:
        JudgementError: there is none.
    """
    of = next(iter(select(connection, _TABLE.c.id == judgement.subject)), None)
    if of is None:
        raise JudgementError(judgement.subject, "there is no such judgement to take back")
    if of.verdict == UNDO:
        raise JudgementError(of.id, "an undoing cannot be undone; judge anew")
    return of


def _stands_last(connection: Connection, judgement: Judgement, of: Judgement) -> None:
    """Whoever judged a claim or mentions later, saw ``of`` standing: it cannot be taken from under them.

    Raises:
        JudgementError: such a later judgement stands, or ``of`` is taken back already.
    """
    if of.undone is not None:
        raise JudgementError(of.id, f"it was taken back already, on {of.undone:%Y-%m-%d %H:%M}")
    if of.verdict not in OF_CLAIMS and not _mentions(connection, of):
        return
    for later in reversed(_about(connection, judgement)):
        if later.id == of.id:
            return
        if later.undone is None and _same_matter(later, of):
            raise JudgementError(of.id, f"judgement {later.id} of {later.author} rests on it; take that back first")


def _insert(connection: Connection, judgement: Judgement, of: Judgement) -> None:
    """Writes the row, with how its subject stood and stands from then on where that is not told yet."""
    if of.verdict in OF_CLAIMS:
        before, after = _claim_states(connection, judgement, of)
    elif of.verdict in OF_MENTIONS:
        before, after = _mention_states(connection, judgement, of)
    else:
        before = after = None
    row = packing.judgement_row(judgement)
    row["before"], row["after"] = judgement.before or before, judgement.after or after
    connection.execute(sa.insert(_TABLE), row)


def _claim_states(connection: Connection, judgement: Judgement, of: Judgement) -> tuple[str | None, str | None]:
    query = sa.select(schema.claims, CLAIM_INCIDENT).select_from(CLAIMS_LINKED).where(schema.claims.c.id == of.subject)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None, None
    claim = packing.claim_of(row, incident=row["incident"])
    earlier = select(connection, _TABLE.c.subject == of.subject)
    then = [j for j in earlier if j.id != of.id] if judgement.verdict == UNDO else [*earlier, judgement]
    return _state(reviewed(claim, review_of(earlier))), _state(reviewed(claim, review_of(then)))


def _state(claim: Claim) -> str:
    """What a judgement may change of a claim, as JSON."""
    names = ("review", "unsure", "value", "speaker", "stance", "group")
    return line({name: getattr(claim, name) for name in names})


def _mention_states(connection: Connection, judgement: Judgement, of: Judgement) -> tuple[str | None, str | None]:
    named = _mentions(connection, of)
    if not named:
        return None, None
    if judgement.verdict == UNDO:
        after = "as the machine links them"
    else:
        after = "one incident" if of.verdict == "merge" else "two incidents"
    return line({"incidents": _incidents(connection, named)}), line({"mentions": after})


def _forget(connection: Connection, of: Judgement) -> None:
    """Forgets the assessments of the incidents that the claim or mentions belong to; all of them for anything else."""
    if of.verdict in OF_CLAIMS:
        query = sa.select(schema.claims.c.mention).where(schema.claims.c.id == of.subject)
        about = list(connection.execute(query).scalars()) or _mentions(connection, of)
    else:
        about = _mentions(connection, of)
    if not about:
        assessed.forget(connection, None)
        return
    incidents = _incidents(connection, [mention for mention in about if mention is not None])
    for part in [*parts(incidents)] or [()]:  # even where no incident is touched, the record has changed
        assessed.forget(connection, part)


def _mentions(connection: Connection, of: Judgement) -> list[str]:
    """The mentions of the record that a judgement names, in order."""
    table = schema.mentions
    found: list[str] = []
    for part in parts(sorted(_named(of))):
        found += connection.execute(sa.select(table.c.id).where(table.c.id.in_(part)).order_by(table.c.id)).scalars()
    return found


def _incidents(connection: Connection, mentions: Sequence[str]) -> list[str]:
    found: set[str] = set()
    for part in parts(mentions):
        query = sa.select(INCIDENT).select_from(LINKED).where(schema.mentions.c.id.in_(part)).distinct()
        found.update(connection.execute(query).scalars())
    return sorted(found)


def _reopen(connection: Connection, of: Judgement) -> None:
    """Puts the mentions that a merge or split (or its undoing) names on the list of the unlinked."""
    waiting = sa.select(schema.unlinked.c.mention)
    for part in parts(_mentions(connection, of)):
        named = sa.select(schema.mentions.c.id).where(
            schema.mentions.c.id.in_(part), schema.mentions.c.id.not_in(waiting)
        )
        connection.execute(sa.insert(schema.unlinked).from_select(["mention"], named))


def parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """``keys`` in pieces that fit into one query."""
    return (keys[start : start + _MANY] for start in range(0, len(keys), _MANY))
