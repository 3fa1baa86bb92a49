"""What people decide about what the machine read: judgements, corrections, and what they make of a claim."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec import UNSET, UnsetType

from .claims import Claim, ClaimValue, MachineRead
from .values import Count, Interval, PlaceValue

if TYPE_CHECKING:
    from collections.abc import Iterable

UNDO = "undo"
OF_CLAIMS = ("accept", "reject", "correct", "unsure")
OF_MENTIONS = ("merge", "split")

_TYPES: dict[str, Any] = {
    **dict.fromkeys(("killed", "injured", "displaced", "detained", "missing", "abducted"), Count),
    "date": Interval, "place": PlaceValue, "occurred": bool,
}  # fmt: skip


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A person's decision; never overwrites what the machine said.

    Attributes:
        verdict: accept, reject, correct, unsure (of a claim), merge, split (of mentions), "merge actors", "split actors",
            "renamed actors" (by rule; see ``record.identities``), undo (of a judgement).
        subject: id of the claim, mention, actor or, for undo, judgement that it is about; ``other`` is the second one of
            a merge or split.
        value: JSON. Of correct a ``Correction``; of merge and split ``Sides``, None for the two named alone.
        author, reason, made: who, why, when.
        upon: id of the last judgement about the same that the person had seen, "" where there was none. A record refuses
            the judgement where there has been another since; None: it does not look.
        before, after: JSON of how the subject stood and stands then; the record fills them in for claims and mentions.
        undone: when it was taken back.
    """

    id: str
    verdict: str
    subject: str
    other: str | None = None
    value: str | None = None
    author: str = "unknown"
    reason: str = ""
    made: datetime | None = None
    upon: str | None = None
    before: str | None = None
    after: str | None = None
    undone: datetime | None = None

    def sides(self) -> Sides:
        """The two sides of a merge or split; ``other`` alone against ``subject`` where it names no more."""
        if self.value is not None and self.verdict in OF_MENTIONS:
            return msgspec.json.decode(self.value, type=Sides)
        return Sides(one=(self.subject,), other=(self.other,) if self.other is not None else ())


class Sides(msgspec.Struct, frozen=True, kw_only=True):
    """Ids of mentions: all of ``one`` are the same incident as all of ``other`` (merge), or none is (split)."""

    one: tuple[str, ...]
    other: tuple[str, ...]


class Correction(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person puts in the place of what was read; what is not set stays as it was read.

    ``value`` is JSON as printed in ``claims``, of the type that ``value_type`` gives for the property.
    """

    value: Any = UNSET
    value_actor: str | UnsetType | None = UNSET
    speaker: str | UnsetType | None = UNSET
    speaker_class: str | UnsetType | None = UNSET
    actor: str | UnsetType | None = UNSET
    stance: str | UnsetType = UNSET
    group: str | UnsetType | None = UNSET


class Review(NamedTuple):
    """How a claim stands: ``review`` as of Claim, ``last`` the id of the last judgement that stands ("" for none)."""

    review: str = "machine"
    unsure: bool = False
    correction: Correction | None = None
    last: str = ""


def value_type(prop: str) -> Any:
    """The type of the values of a property: Count, Interval, PlaceValue, bool, or str."""
    return _TYPES.get(prop, str)


def value_of(prop: str, given: Any) -> ClaimValue:
    """A value of ``prop`` from plain JSON values.

    Raises:
        msgspec.ValidationError: it is none.
    """
    found: ClaimValue = msgspec.convert(given, type=value_type(prop) | None)
    return found


def review_of(judgements: Iterable[Judgement]) -> Review:
    """How a claim stands after the judgements about it, oldest first; those that were taken back do not count.

    Who accepts a corrected claim accepts the correction. To go back to what was read, take the correction back.
    """
    found = Review()
    for judgement in judgements:
        if judgement.undone is not None or judgement.verdict not in OF_CLAIMS:
            continue
        correction = found.correction
        if judgement.verdict == "correct":
            correction = msgspec.json.decode(judgement.value or "{}", type=Correction)
        elif judgement.verdict == "reject":
            correction = None
        unsure = judgement.verdict == "unsure"
        if judgement.verdict == "reject":
            standing = "rejected"
        elif correction is not None:
            standing = "corrected"
        else:
            standing = "machine" if unsure else "accepted"
        found = Review(standing, unsure, correction, judgement.id)
    return found


def reviewed(claim: Claim, found: Review) -> Claim:
    """The claim as people left it. ``claim`` is as it was read."""
    changes: dict[str, Any] = {"review": found.review, "unsure": found.unsure}
    if found.correction is not None:
        names = found.correction.__struct_fields__
        given = {name: value for name in names if (value := getattr(found.correction, name)) is not UNSET}
        if "value" in given:
            given["value"] = value_of(claim.property, given["value"])
        read = MachineRead(
            value=claim.value, speaker=claim.speaker, stance=claim.stance, group=claim.group, speaker_class=claim.speaker_class
        )  # fmt: skip
        changes |= given | {"machine": read}
    return msgspec.structs.replace(claim, **changes)
