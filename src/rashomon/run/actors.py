"""People's decisions about actors: which are one, which are not; found by name, proposed by likeness, taken back by id.

For the command line and the pages alike. All of it ends as rows of judgements (``record.identities`` says what they come
to); nothing that was read is changed.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rashomon.errors import JudgementError, NotInRecordError
from rashomon.lexicon.registry import key as words_of_name
from rashomon.lexicon.registry import registry
from rashomon.model import Judgement, content_id
from rashomon.record import MERGE, SPLIT, Grounds, SeenActor, actor_key, written
from rashomon.resolve.namesakes import LEAST, Named, Namesakes, namesakes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.record import Record

UNDO = "undo"
VERDICTS = (MERGE, SPLIT)
_NEAR = 5


def find_actor(record: Record, words: str) -> SeenActor:
    """The actor that ``words`` name: its key or id, one of its names, or a part of one that only it bears.

    An actor of the registry that no document names is found by its id or name, too.

    Raises:
        NotInRecordError: there is none, or several; ``near`` lists keys and names that come close.
    """
    seen, wanted = record.actors(), words_of_name(words)
    for exact in (
        [actor for actor in seen if words in (actor.key, actor.actor, *actor.merged)],
        [actor for actor in seen if any(words_of_name(name) == wanted for name in actor.names)],
    ):
        if len(exact) == 1:
            return exact[0]
        if exact:
            raise NotInRecordError("single actor", words, tuple(actor.key for actor in exact[:_NEAR]), len(exact))
    entry = registry().entries.get(words) or registry().lookup(words)
    if entry is not None:
        listed = [actor for actor in seen if actor.actor == entry.id or entry.id in actor.merged]
        return listed[0] if listed else SeenActor(
            actor=entry.id, names=(entry.name,), kind=entry.kind, mentions=0, documents=0, key=entry.id
        )  # fmt: skip
    part = words.casefold()
    holding = [actor for actor in seen if part and any(part in name.casefold() for name in actor.names)]
    if len(holding) == 1:
        return holding[0]
    near = tuple(f"{actor.names[0]} ({actor.key})" for actor in holding[:_NEAR])
    raise NotInRecordError("single actor" if holding else "actor", words, near, len(holding))


def merge_actors(
    record: Record, keep: str, other: str, *, author: str, reason: str,
    made: dt.datetime | None = None, score: float | None = None, reasons: Sequence[str] = (),
) -> Judgement:  # fmt: skip
    """Notes that ``other`` is the actor ``keep`` (words as in ``find_actor``); from now on it is counted as that one.

    ``score`` and ``reasons`` are those of the suggestion that was followed, if any.

    Raises:
        NotInRecordError: one of the two is not found.
        JudgementError: they are one already.
    """
    first, second = find_actor(record, keep), find_actor(record, other)
    if first.key == second.key:
        raise JudgementError(other, f"is {keep} already ({first.key})")
    value = written(Grounds(score=score, reasons=tuple(reasons)))
    return _judged(record, MERGE, first.key, second.key, value, author, reason, made)


def split_actors(
    record: Record, actor: str, other: str, *, author: str, reason: str,
    documents: Sequence[str] = (), made: dt.datetime | None = None,
) -> Judgement:  # fmt: skip
    """Notes that ``other`` is not ``actor``: who bears that name is another one; in ``documents`` only, where given.

    ``actor`` is found as in ``find_actor``; ``other`` is a key, or a name, of the actor that it is instead. ``documents``
    are keys as in ``Record.document``: what they call ``actor`` is ``other``, whatever name they use.

    Raises:
        NotInRecordError: there is no such actor or document.
        JudgementError: the two have one name, so that only documents can tell them apart.
    """
    seen = find_actor(record, actor)
    subject, second = seen.key, _other_key(seen, other)
    if subject == second:
        why = f"is {actor} ({subject}): name it otherwise, and say in which documents it is meant"
        raise JudgementError(other, why)
    found = tuple(sorted(record.document(key).document.sha256 for key in documents))
    return _judged(record, SPLIT, subject, second, written(Grounds(documents=found)), author, reason, made)


def _other_key(seen: SeenActor, other: str) -> str:
    """The key that is meant by ``other``: one of those merged into the actor, else an id, else a name."""
    ids = {entry.id for entry, _ in registry().candidates(words_of_name(other))}
    named = (other, actor_key(None, other))
    merged = [key for key in seen.merged if key != seen.key and (key in named or key in ids)]
    if merged:
        return merged[0]
    return other if other in registry().entries or other.startswith("name:") else actor_key(None, other)


def undo_judgement(
    record: Record, judgement: str, *, author: str, reason: str = "", made: dt.datetime | None = None
) -> Judgement:
    """Takes back the judgement about actors with this id, or the beginning of it; both rows stay in the record.

    Raises:
        NotInRecordError: there is none, or several begin so.
        JudgementError: it was taken back before.
    """
    listed = actor_judgements(record)
    found = [j for j in listed if j.id == judgement] or [j for j in listed if judgement and j.id.startswith(judgement)]
    if len(found) != 1:
        near = tuple(j.id for j in found[:_NEAR] or listed[-_NEAR:])
        raise NotInRecordError(
            "single judgement about actors" if found else "judgement about actors", judgement, near, len(found)
        )
    if found[0].undone is not None:
        raise JudgementError(f"judgement {found[0].id}", f"was taken back on {found[0].undone:%Y-%m-%d}")
    return _judged(record, UNDO, found[0].id, None, None, author, reason, made)


def actor_judgements(record: Record) -> list[Judgement]:
    """All judgements about actors, and what documents say of new names, oldest first; ``undone`` where taken back."""
    listed = [*(j for j in record.judgements() if j.verdict in VERDICTS), *record.renamings()]
    return sorted(listed, key=lambda j: (j.made or dt.datetime.min.replace(tzinfo=dt.UTC), j.id))


def suggest_merges(record: Record, *, least: float = LEAST, limit: int | None = None) -> list[Namesakes]:
    """Actors of the record that may be one by their names, the likeliest first, each pair with score and reasons.

    Of two that the registry knows, or that a person has told apart, none is proposed. ``least`` is a score, 0..1.
    """
    who = record.identities()
    entries = registry().entries
    actors = [
        Named(
            key=actor.key,
            names=tuple(dict.fromkeys((*actor.names, *_listed(entries.get(actor.actor or ""))))),
            kind=actor.kind,
            known=actor.actor is not None,
        )
        for actor in record.actors()
    ]
    likely = [pair for pair in namesakes(actors, lambda *_: 0, least=least) if not who.parted(pair.first, pair.second)]
    named_in = record.documents_of([key for pair in likely for key in (pair.first, pair.second)])
    wanted = {pair.first for pair in likely} | {pair.second for pair in likely}

    def beside(one: str, other: str) -> int:
        return len(named_in.get(one, frozenset()) & named_in.get(other, frozenset()))

    kept = namesakes([actor for actor in actors if actor.key in wanted], beside, least=least)
    return [pair for pair in kept if not who.parted(pair.first, pair.second)][:limit]


def _listed(entry: object) -> tuple[str, ...]:
    names = getattr(entry, "names", ())
    return tuple(name.text for name in names if name.kind == "name")


def _judged(
    record: Record, verdict: str, subject: str, other: str | None, value: str | None, author: str, reason: str,
    made: dt.datetime | None,
) -> Judgement:  # fmt: skip
    at = made or dt.datetime.now(dt.UTC)
    judgement = Judgement(
        id=content_id("j", verdict, subject, other, value, author, reason, at.isoformat()),
        verdict=verdict, subject=subject, other=other, value=value, author=author, reason=reason, made=at,
    )  # fmt: skip
    record.judge(judgement)
    return judgement
