"""What linking needs of an incident mention, small enough to compare many; and the outcome of comparing two."""

from __future__ import annotations

import datetime as dt

import msgspec

from .values import Count, Interval, PlaceValue


class LinkKey(msgspec.Struct, frozen=True, kw_only=True):
    """An incident as one document tells it, reduced to what tells incidents apart.

    ``mention`` is its id in the record; ``family`` groups types that reports mix up (strike, shooting, ...); ``parties``
    are registry ids or folded names; ``names`` folded names of those harmed; ``words`` folded telling words of the
    sentences that tell it, sorted; ``published`` the document's day, to bound what is undated.

    ``people``, ``ages``, ``streets``, ``towns`` are those of the whole document where the incident is its main one, else of the
    sentences that tell it; ``speaking`` are those of ``people`` who are quoted. ``terms``, ``title`` and ``phrases`` are the
    telling words of the document, of its headline, and its names of two words, of a main incident only. All are folded and sorted.
    ``case`` is the address, else the title, of a case file: a page that weighs its sources on this one incident.
    """

    mention: str
    document: str
    type: str
    family: str
    main: bool = False
    date: Interval | None = None
    place: PlaceValue | None = None
    parties: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    killed: Count | None = None
    injured: Count | None = None
    published: dt.date | None = None
    outlet: str | None = None
    terms: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    speaking: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    case: str | None = None


class Reason(msgspec.Struct, frozen=True):
    """One feature of a comparison: its weight, and in words what was compared."""

    feature: str
    weight: float
    words: str


class Comparison(msgspec.Struct, frozen=True):
    """Two mentions compared. ``score`` is the sum of the weights; ``barred`` says why they cannot be one, or None."""

    first: str
    second: str
    score: float
    reasons: tuple[Reason, ...]
    barred: str | None = None


class Fingerprint(msgspec.Struct, frozen=True, kw_only=True):
    """By what a document (SHA-256) is compared as a copy: MinHash values of its five-word shingles; none for short texts."""

    document: str
    outlet: str | None = None
    published: dt.date | None = None
    values: tuple[int, ...] = ()


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A document (sha256) that copies another: ``kind`` is wire copy or update; ``score`` the share of common text, 0..1."""

    document: str
    origin: str
    score: float
    kind: str
