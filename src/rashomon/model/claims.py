"""What resolve makes of annotations, and what assess derives from it."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from .span import Span
from .values import Count, Interval, PlaceValue, Range

PROPERTIES = (
    "killed", "injured", "displaced", "detained", "missing", "abducted", "perpetrator", "place", "date", "type", "occurred",
    "target", "instrument", "source", "promise", "promise kept",
)  # fmt: skip
"""What is claimed; see ``Claim.property``."""

ClaimValue = Count | Interval | PlaceValue | str | bool | None
"""By property: Count for figures, Interval for date, PlaceValue for place, a name or type as str, bool for occurred."""


class MachineRead(msgspec.Struct, frozen=True, kw_only=True):
    """What the machine read of a claim that a person has corrected: the fields that a correction may change."""

    value: ClaimValue
    speaker: str | None
    stance: str
    group: str | None
    speaker_class: str | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One value that one speaker gives one property of one incident, with the words: the record's atom.

    Attributes:
        id: derived from document, span, property, speaker, group and value: the same reading gives the same id.
        mention: id of the incident mention within the record ("<document sha256>:e1"); ``incident`` is the id of the
            incident of the record that the mention is linked to (equal to ``mention`` before linking). Both are None
            for a figure that the text ties to no incident ("the war has killed 290,000").
        property: killed, injured, displaced, detained, missing, abducted, perpetrator, place, date, type, occurred,
            target, instrument, source (for rejected sources; the value names the speaker rejected); promise and promise
            kept belong to no incident (see ``resolve.promised``).
        group: of a figure: civilians, children, women, fighters, ... or None.
        value: see ClaimValue; ``original`` holds the words it was drawn from.
        speaker: full name, None for the narrator or an unnamed speaker (then see ``speaker_class``: "narrator", ...).
        span: the words in the document; ``attribution`` the id of the attribution in the document, where there is one.
        against: id of the claim that a denial, rejection or dispute answers, where known.
        value_actor: registry id of the party that ``value`` names (perpetrator and source claims), where it has one.
        identity, value_identity: the key of the actor that people's judgements make of ``actor`` and ``speaker``, and of
            ``value_actor`` and ``value``; None where nobody judged them (see ``record.identities``).
        represents: name of the body for which the speaker speaks by office, where the text or the registry tells.
        early: the text calls the figure an early toll: it counts only where its document gives no other.
        part_of: id of the figure claim that this one is a part of ("12, including 5 children").
        review: machine, accepted, corrected or rejected: what people decided, as it stands now. Of a corrected claim the
            fields hold the correction, and ``machine`` what was read; ``unsure``: somebody looked and could not tell.
    """

    id: str
    mention: str | None
    incident: str | None
    property: str
    value: ClaimValue
    original: str
    stance: str
    document: str
    span: Span
    value_actor: str | None = None
    part_of: str | None = None
    early: bool = False
    speaker: str | None = None
    speaker_class: str | None = None
    actor: str | None = None
    represents: str | None = None
    group: str | None = None
    outlet: str | None = None
    said: Interval | None = None
    published: date | None = None
    attribution: str | None = None
    against: str | None = None
    supersedes: str | None = None
    review: str = "machine"
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    rule: str | None = None
    identity: str | None = None
    value_identity: str | None = None
    unsure: bool = False
    machine: MachineRead | None = None


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """All claims of one independent speaker about one incident. Copies of a wire are one account, many outlets."""

    speaker: str | None
    actor: str | None = None
    speaker_class: str | None = None
    outlets: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """Two claims that do not stand together: ``type`` is denies, disputes figure, rejects source or rival blame.

    ``reason`` says why in words ("12 against 30-53: do not meet"). Who speaks later disputes who spoke before; ``mutual`` where
    neither came first, so that ``claim`` and ``against`` may change places.
    """

    incident: str
    type: str
    claim: str
    against: str | None
    speaker: str | None
    other: str | None
    reason: str
    rule: str
    mutual: bool = False


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A denial whose own document tells no accusation that it answers, and an accusation in another document.

    ``claim`` is the denial, ``against`` the accusation, each with its document (SHA-256) and span; ``party`` the name of whom
    the accusation holds responsible.
    """

    incident: str
    claim: str
    against: str
    document: str
    span: Span
    other_document: str
    other_span: Span
    speaker: str | None
    other: str | None
    party: str
    reason: str
    rule: str
    type: str = "denies"


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What the accounts of one incident come to, by printed rules; always recomputable, never stored as fact.

    ``ranges`` by measure, with the group appended where it is one ("killed", "killed_children"); ``answers`` tie denials to
    the accusations of other documents.
    """

    incident: str
    status: str
    why: str
    evidence: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    ranges: dict[str, Range] = {}
    disputes: tuple[Dispute, ...] = ()
    answers: tuple[Answer, ...] = ()
    policy: str = "span"
