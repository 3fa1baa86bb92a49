"""What an importer makes of one row, before its links to other rows are looked up."""

from __future__ import annotations

from datetime import date

import msgspec

from rashomon.lexicon.registry import Name


class Office(msgspec.Struct, frozen=True):
    """An office of a person: ``of`` is an id within its source (a Wikidata item, an id of FollowTheMoney)."""

    role: str
    of: str
    since: date | None = None
    until: date | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """An actor as its source has it. ``own`` is its id there; ``within`` and ``offices`` name others by their ids there."""

    own: str
    id: str
    name: str
    kind: str
    names: tuple[Name, ...] = ()
    within: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    sources: tuple[str, ...] = ()


class UnfitError(ValueError):
    """A row that gives no actor, in words."""


def partial(text: str, *, end: bool = False) -> date | None:
    """A day of ISO 8601; of a year or month its first, or with ``end`` its last day; None for what is no day."""
    from rashomon.lexicon.registry_rows import WrongRowError, day_of

    try:
        return day_of(text[:10].rstrip("-"), "day", end=end)
    except WrongRowError:
        return None
