"""Mentions that are one incident: clusters over accepted comparisons, which honour a person's merges and splits.

The outcome depends on the set of mentions alone, not on their order. Two clusters join, best comparison first, unless
some pair of their members is barred (a day or place apart, told as two by one document, split by a person).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.model import content_id

from .comparing import accepted, barred

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rashomon.model import Comparison, LinkKey

Pair = tuple[str, str]


def pair(a: str, b: str) -> Pair:
    """The two ids in their fixed order."""
    return (a, b) if a < b else (b, a)


def components(mentions: Iterable[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """Mentions that pairs connect, each list sorted, the lists in order of their first."""
    parent = {m: m for m in mentions}

    def root(m: str) -> str:
        while parent[m] != m:
            parent[m] = parent[parent[m]]
            m = parent[m]
        return m

    for a, b in sorted(pairs):
        x, y = sorted((root(a), root(b)))
        parent[y] = x
    found: dict[str, list[str]] = {}
    for m in sorted(parent):
        found.setdefault(root(m), []).append(m)
    return sorted(found.values())


def cluster(
    keys: Mapping[str, LinkKey],
    links: Sequence[Comparison],
    *,
    merged: frozenset[Pair] = frozenset(),
    split: frozenset[Pair] = frozenset(),
) -> list[list[str]]:
    """The incidents among ``keys`` (all mentions of a connected component, by id): lists of mention ids.

    Args:
        keys: the mentions.
        links: comparisons between them that were accepted.
        merged: pairs that a person declared one; they hold against everything but a split.
        split: pairs that a person declared two.
    """
    home = {m: [m] for m in sorted(keys)}
    for a, b in sorted(merged):
        if a not in home or b not in home or home[a] is home[b]:
            continue
        if not any(pair(x, y) in split for x in home[a] for y in home[b]):
            _join(home, a, b)
    ranked = sorted((c for c in links if accepted(c)), key=lambda c: (-c.score, c.first, c.second))
    apart: set[Pair] = set()  # clusters, by their first members, that may not join; as they only grow, it stays so
    for comparison in ranked:
        ours, theirs = home[comparison.first], home[comparison.second]
        between = pair(ours[0], theirs[0])
        if ours is theirs or between in apart:
            continue
        if any(_apart(keys, x, y, merged, split) for x in ours for y in theirs):
            apart.add(between)
        else:
            _join(home, comparison.first, comparison.second)
    return sorted({id(group): sorted(group) for group in home.values()}.values())


def _apart(keys: Mapping[str, LinkKey], x: str, y: str, merged: frozenset[Pair], split: frozenset[Pair]) -> bool:
    both = pair(x, y)
    return both in split or (both not in merged and barred(keys[x], keys[y]) is not None)


def _join(home: dict[str, list[str]], a: str, b: str) -> None:
    if home[a] is home[b]:
        return
    joined = sorted([*home[a], *home[b]])
    for member in joined:
        home[member] = joined


def incident_id(members: Iterable[LinkKey]) -> str:
    """The id of an incident: that of its earliest mention (by publication, then document), so that it seldom changes."""
    first = min(members, key=lambda k: (k.published is None, k.published, k.mention))
    return content_id("i", first.mention)
