"""An incident of the record: what all its mentions and accounts come to. Printed by ``incidents``."""

from __future__ import annotations

import datetime as dt

import msgspec

from .span import Span
from .values import Count, Interval, PlaceValue, Range


class Pointer(msgspec.Struct, frozen=True, order=True):
    """Characters of one document of the record: ``document`` is its SHA-256, ``span`` as everywhere."""

    document: str
    span: Span


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A party over all mentions of an incident; fields as of Perpetrator."""

    name: str
    actor: str | None = None
    kind: str = "organization"
    mentions: tuple[Pointer, ...] = ()
    blamed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    acknowledged_by: tuple[str, ...] = ()
    claimed_by: tuple[str, ...] = ()
    by_narrator: bool = False
    confidence: str = "possible"


class Harmed(msgspec.Struct, frozen=True, kw_only=True):
    """Those harmed, over all mentions; fields as of Victim."""

    mentions: tuple[Pointer, ...] = ()
    name: str | None = None
    number: Count | None = None
    group: str | None = None
    effect: str | None = None


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """A target or an instrument, over all mentions."""

    mentions: tuple[Pointer, ...] = ()
    kind: str | None = None
    effect: str | None = None


class TellingDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document that tells of the incident.

    ``main``: the incident is the one the document is mainly about. ``independent``: it is no copy of another document.
    """

    id: str
    sha256: str
    main: bool
    independent: bool
    published: dt.date | None = None
    outlet: str | None = None
    title: str | None = None


class AccountLine(msgspec.Struct, frozen=True, kw_only=True):
    """An account as listed with its incident."""

    speaker: str | None
    actor: str | None
    outlets: tuple[str, ...]
    claims: tuple[str, ...]
    speaker_class: str | None = None


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """One row of ``incidents``; fields as of IncidentMention, with pointers into documents for spans."""

    id: str
    type: str
    anchor: Pointer
    date: Interval | None = None
    place: PlaceValue | None = None
    killed: Range | None = None
    injured: Range | None = None
    killed_children: Range | None = None
    killed_women: Range | None = None
    killed_men: Range | None = None
    injured_children: Range | None = None
    displaced: Range | None = None
    detained: Range | None = None
    abducted: Range | None = None
    missing: Range | None = None
    perpetrators: tuple[Party, ...] = ()
    victims: tuple[Harmed, ...] = ()
    targets: tuple[Thing, ...] = ()
    instruments: tuple[Thing, ...] = ()
    status: str | None = None
    why: str | None = None
    documents: tuple[TellingDocument, ...] = ()
    accounts: tuple[AccountLine, ...] = ()
