"""Denials that answer the accusations of other documents.

A denial often stands in a report of its own, which does not tell who had accused whom. Where reports tell of one incident, such a
denial answers those of their accusations that hold responsible whom it clears: the party that it names, else the speaker's own side.
An accusation of somebody else is not answered by it, nor one that was published or made later; where the days are unknown, abstain.
"""

from __future__ import annotations

from datetime import UTC, date
from typing import TYPE_CHECKING

from rashomon.model import Answer, Claim

from .accounts import ADMITS, AFFIRMS, AccountKey, called, current, saying
from .sides import party, sides

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NAMED, SIDE = "answers who blames the party it clears", "answers who blames its speaker's side"


def answers(
    incident: str, accounts: Mapping[AccountKey, Sequence[Claim]], copies: Mapping[str, str]
) -> tuple[Answer, ...]:
    """All answers across the documents of one incident, by denial and accusation; ``copies`` as in ``assess``.

    Of a document one denial of each speaker answers, and of each other account one accusation is answered: the latest one made
    in so many words, else the latest in which the account tells the deed as a fact. Copies of a report answer nothing anew.
    """
    blaming = {key: found for key, claims in accounts.items() if (found := [c for c in claims if blames(c)])}
    answered_by: list[Answer] = []
    for key, claims in accounts.items():
        heard: set[str] = set()
        for denial in current(claims):
            if denial.document in heard or denial.document in copies or not _of_blame(denial):
                continue
            answered = list(_answered(key, denial, blaming, copies))
            if answered:
                heard.add(denial.document)
            answered_by += [_answer(incident, denial, accusation) for accusation in answered]
    return tuple(sorted(answered_by, key=lambda a: (a.claim, a.against)))


def blames(claim: Claim) -> bool:
    """Whether a claim holds somebody else responsible."""
    told = claim.property == "perpetrator" and claim.stance in AFFIRMS and claim.stance not in ADMITS
    return told and bool(claim.value) and party(claim) not in sides(claim)


def when(claim: Claim) -> date | None:
    """The day from which a claim counts on the clock of publication: its document's, else the day (UTC) of its capture."""
    return claim.published or (claim.first_seen.astimezone(UTC).date() if claim.first_seen else None)


def cleared(denial: Claim) -> frozenset[str]:
    """The sides that a denial of blame or of the event clears; none where it is of something else."""
    if denial.property == "perpetrator" and denial.value:
        return frozenset({party(denial)})
    return sides(denial)


def comes_after(denial: Claim, accusation: Claim) -> bool:
    """Whether the accusation had been published and made by the day of the denial; not where a day is unknown."""
    first, then = when(accusation), when(denial)
    if first is None or then is None or first > then:
        return False
    return (said_on(accusation) or first) <= (said_on(denial) or then)


def said_on(claim: Claim) -> date | None:
    """The day on which a claim was made, as far as its words tell; else that from which it counts."""
    said = (claim.said.end or claim.said.start) if claim.said else None
    return said or when(claim)


def _of_blame(claim: Claim) -> bool:
    return claim.stance == "deny" and claim.property in ("perpetrator", "occurred")


def _answered(
    key: AccountKey, denial: Claim, blaming: Mapping[AccountKey, Sequence[Claim]], copies: Mapping[str, str]
) -> Iterator[Claim]:
    wanted, own = cleared(denial), copies.get(denial.document, denial.document)
    fitting = {k: [c for c in claims if party(c) in wanted] for k, claims in blaming.items() if k != key}
    if any(copies.get(c.document, c.document) == own for claims in fitting.values() for c in claims):
        return  # its own document tells what it answers
    for claims in fitting.values():
        earlier = [c for c in claims if comes_after(denial, c)]
        if earlier:
            yield max(earlier, key=lambda c: (c.stance == "accuse", when(c), saying(c)))


def _answer(incident: str, denial: Claim, accusation: Claim) -> Answer:
    named = denial.property == "perpetrator" and bool(denial.value) and party(denial) not in sides(denial)
    return Answer(
        incident=incident, claim=denial.id, against=accusation.id, document=denial.document, span=denial.span,
        other_document=accusation.document, other_span=accusation.span, speaker=denial.speaker, other=accusation.speaker,
        party=str(accusation.value), rule=NAMED if named else SIDE,
        reason=f"{called(denial)} answers {called(accusation)}, who holds {accusation.value} responsible in another document",
    )  # fmt: skip
