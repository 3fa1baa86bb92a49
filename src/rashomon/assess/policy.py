"""The policies as data: how low, best and high are set, what vague words stand for, how sources rank."""

from __future__ import annotations

from functools import cache

import msgspec

from rashomon.errors import SettingError
from rashomon.lexicon import load
from rashomon.lexicon.registry import Registry, registry


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """One way to draw three numbers from many accounts; ``lexicon/policies.yaml`` says what the words mean."""

    name: str
    source: str
    low: str
    best: str
    high: str
    only: str
    vague: dict[str, int]
    zero_when_contested: bool = False


class Groups(msgspec.Struct, frozen=True):
    """Names of groups of people by how they add up."""

    whole: frozenset[str]
    civilian: frozenset[str]
    demographic: frozenset[str]
    combatant: frozenset[str]
    opposed: tuple[frozenset[str], ...]


@cache
def policy(name: str | None = None) -> Policy:
    """The policy of that name, the default one for None.

    Raises:
        SettingError: there is none of that name.
    """
    data = load("policies")
    wanted = name or data["default"]
    if wanted not in data["policies"]:
        raise SettingError("policy", wanted, "one of " + ", ".join(data["policies"]))
    return Policy(name=wanted, **data["policies"][wanted])


@cache
def groups() -> Groups:
    """The groups that ranges and status tell apart."""
    data = load("policies")["groups"]
    return Groups(
        whole=frozenset(data["whole"]),
        civilian=frozenset(data["civilian"]),
        demographic=frozenset(data["demographic"]),
        combatant=frozenset(data["combatant"]),
        opposed=tuple(frozenset(side) for side in data["opposed"]),
    )


def actor_kinds() -> dict[str, str]:
    """By id of the registry: the actor's kind, by which the policy "reliable" ranks it."""
    return _kinds(registry())


@cache
def _kinds(book: Registry) -> dict[str, str]:
    return {entry.id: entry.kind for entry in book.entries.values()}


def rank(kind: str | None) -> int:
    """How reliable a speaker of that kind or class counts under the policy "reliable", 0..5."""
    data = load("policies")
    found: int = data["ranks"].get(kind, data["unknown_rank"])
    return found


def reliable_from() -> int:
    """The least rank that counts as reliable."""
    found: int = load("policies")["reliable_from"]
    return found
