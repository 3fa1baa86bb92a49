"""The incident that several mentions tell: the day, place and type most of them share, and everybody they name.

Nothing is averaged or melted: figures come from the accounts (assess), and each name keeps pointers to its words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from rashomon.lexicon.bodies import body
from rashomon.model.incident import AccountLine, Harmed, Incident, Party, Pointer, TellingDocument, Thing

from .names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from rashomon.model import (
        Answer,
        Assessment,
        IncidentMention,
        Instrument,
        Interval,
        Perpetrator,
        PlaceValue,
        Span,
        Target,
        Victim,
    )

T = TypeVar("T")
Identify: TypeAlias = "Callable[[str | None, str, str], str | None]"
NAMED = "name:"  # begins the key of an actor that has no id in the registry
_CONFIDENCE = ("reported as fact", "claimed", "accused by authorities", "accused", "possible", "acquitted")


class Told(NamedTuple):
    """A mention with the document that tells it."""

    document: TellingDocument
    mention: IncidentMention


def merged(
    incident: str, told: Sequence[Told], assessment: Assessment, identify: Identify = lambda *_: None
) -> Incident:
    """The incident of these mentions (at least one). Their order does not matter.

    ``identify`` gives, for a party's id, name and document (SHA-256), the key of the actor that people say is meant.
    """
    found = sorted(told, key=_earliest)
    ranges = {n: r for n, r in assessment.ranges.items() if n in Incident.__struct_fields__}
    documents: dict[str, TellingDocument] = {}
    for item in found:
        documents.setdefault(item.document.sha256, item.document)
    return Incident(
        id=incident,
        type=_shared([t.mention.type for t in found], narrow=_looseness) or "attack",
        anchor=Pointer(found[0].document.sha256, found[0].mention.anchor),
        date=_shared([t.mention.date for t in found if t.mention.date], narrow=_length),
        place=_shared([t.mention.place for t in found if t.mention.place], narrow=_vagueness),
        perpetrators=_parties(found, assessment.answers, identify),
        victims=_victims(found),
        targets=_things(found, lambda m: m.targets),
        instruments=_things(found, lambda m: m.instruments),
        status=assessment.status,
        why=assessment.why,
        documents=tuple(documents.values()),
        accounts=tuple(
            AccountLine(
                speaker=a.speaker, actor=a.actor, outlets=a.outlets, claims=a.claims, speaker_class=a.speaker_class
            )
            for a in assessment.accounts
        ),
        **ranges,
    )


def _earliest(told: Told) -> tuple[bool, str, str, str]:
    day = told.document.published
    return (day is None, str(day), told.document.sha256, told.mention.id)


def _shared(values: Sequence[T], narrow: Callable[[T], float] = lambda _: 0.0) -> T | None:
    """The value that says most precisely what it says; where equal, the one most mentions share, then the earliest."""
    if not values:
        return None
    counts = Counter(values)
    return min(counts, key=lambda v: (narrow(v), -counts[v], values.index(v)))


def _looseness(kind: str) -> float:
    """A report that leaves open how an attack was made does not outweigh one that tells it."""
    return float("unspecified" in kind)


def _length(interval: Interval) -> float:
    if interval.start is None or interval.end is None:
        return 1e6
    return float((interval.end - interval.start).days)


def _vagueness(place: PlaceValue) -> float:
    order = {"exact": 0, "near": 1, "region": 2, "admin": 2, "country": 3}
    return order.get(place.precision or "", 2.5)


def _pointers(told: Told, spans: Iterable[Span]) -> set[Pointer]:
    return {Pointer(told.document.sha256, span) for span in spans}


def _gathered(
    found: Sequence[Told], items: Callable[[IncidentMention], Iterable[T]], key: Callable[[T, str], Hashable]
) -> list[tuple[Hashable, list[T], tuple[Pointer, ...]]]:
    """Items of all mentions by key (of item and document), with pointers to their words, in order of first telling."""
    groups: defaultdict[Hashable, list[T]] = defaultdict(list)
    pointers: defaultdict[Hashable, set[Pointer]] = defaultdict(set)
    for told in found:
        for item in items(told.mention):
            which = key(item, told.document.sha256)
            groups[which].append(item)
            pointers[which] |= _pointers(told, getattr(item, "mentions", ()))
    return [(k, group, tuple(sorted(pointers[k]))) for k, group in groups.items()]


def _parties(found: Sequence[Told], answers: Iterable[Answer], identify: Identify) -> tuple[Party, ...]:
    """The parties by actor, else by the body that is named; who answers an accusation from another document denies it, too."""

    def key(party: Perpetrator, document: str) -> str:
        return identify(party.actor, party.name, document) or party.actor or f"{NAMED}{folded(body(party.name))}"

    def names(group: Sequence[Perpetrator], role: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for p in group for name in getattr(p, role)))

    denied: defaultdict[str, list[str]] = defaultdict(list)
    for answer in answers:
        if answer.speaker:
            denied[answer.party].append(answer.speaker)

    return tuple(
        Party(
            name=max((p.name for p in group), key=lambda n: (len(n), n)),
            actor=None if str(which).startswith(NAMED) else str(which),
            kind=group[0].kind,
            mentions=pointers,
            blamed_by=names(group, "blamed_by"),
            denied_by=tuple(
                dict.fromkeys((*names(group, "denied_by"), *(who for p in group for who in denied.get(p.name, ()))))
            ),
            acknowledged_by=names(group, "acknowledged_by"),
            claimed_by=names(group, "claimed_by"),
            by_narrator=any(p.by_narrator for p in group),
            confidence=min((p.confidence for p in group), key=_rank),
        )
        for which, group, pointers in _gathered(found, lambda m: m.perpetrators, key)
    )


def _rank(confidence: str) -> int:
    return _CONFIDENCE.index(confidence) if confidence in _CONFIDENCE else len(_CONFIDENCE)


def _victims(found: Sequence[Told]) -> tuple[Harmed, ...]:
    def key(victim: Victim, _: str) -> tuple[str | None, str | None, str | None]:
        return (folded(victim.name), None, None) if victim.name else (None, victim.group, victim.effect)

    return tuple(
        Harmed(
            mentions=pointers, name=group[0].name, number=group[0].number, group=group[0].group, effect=group[0].effect
        )
        for _, group, pointers in _gathered(found, lambda m: m.victims, key)
    )


def _things(
    found: Sequence[Told], items: Callable[[IncidentMention], Iterable[Target | Instrument]]
) -> tuple[Thing, ...]:
    gathered = _gathered(found, items, lambda t, _: (t.kind, getattr(t, "effect", None)))
    return tuple(
        Thing(mentions=pointers, kind=group[0].kind, effect=getattr(group[0], "effect", None))
        for _, group, pointers in gathered
    )
