"""Mentions that are one incident: clusters over accepted comparisons, which honour a person's merges and splits.

The outcome depends on the set of mentions alone, not on their order. Two clusters join, best comparison first, where the
pairs between them pass on average, unless some pair may never be one: told as two by one document, split by a person, or
(for what is told in passing) a day or place apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.model import content_id

from .comparing import accepted, compared, rules
from .sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rashomon.model import Comparison, LinkKey

Pair = tuple[str, str]
_MOST = 4.0  # what one pair can say for or against joining two clusters


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
    margins = _Margins(keys, merged, split)
    ranked = sorted((c for c in links if accepted(c)), key=lambda c: (-c.score, c.first, c.second))
    apart: set[Pair] = set()  # clusters, by their first members, that may not join; as they only grow, it stays so
    for comparison in ranked:
        ours, theirs = home[comparison.first], home[comparison.second]
        between = pair(ours[0], theirs[0])
        if ours is theirs or between in apart:
            continue
        mean = margins.mean(ours, theirs)
        if mean is None:
            apart.add(between)
        elif mean >= 0:
            _join(home, comparison.first, comparison.second)
    return sorted({id(group): sorted(group) for group in home.values()}.values())


class _Margins:
    """By how much pairs of mentions pass for one incident, each compared once."""

    def __init__(self, keys: Mapping[str, LinkKey], merged: frozenset[Pair], split: frozenset[Pair]) -> None:
        self._sides = {m: Side(key) for m, key in keys.items()}
        self._merged, self._split = merged, split
        self._known: dict[Pair, float | None] = {}

    def mean(self, ours: Sequence[str], theirs: Sequence[str]) -> float | None:
        """The mean over all pairs of the two clusters; None where a pair of them may never be one."""
        total = 0.0
        for x in ours:
            for y in theirs:
                margin = self._margin(pair(x, y))
                if margin is None:
                    return None
                total += margin
        return total / (len(ours) * len(theirs))

    def _margin(self, both: Pair) -> float | None:
        if both not in self._known:
            self._known[both] = self._found(both)
        return self._known[both]

    def _found(self, both: Pair) -> float | None:
        if both in self._split:
            return None
        if both in self._merged:
            return _MOST
        a, b = (self._sides[m] for m in both)
        found = compared(a, b)
        if found.barred is not None:
            # Days and places are misread; the other reports of a cluster may outweigh one that does not fit.
            misread = a.key.main and b.key.main and a.key.document != b.key.document
            return -_MOST if misread else None
        return max(-_MOST, min(_MOST, found.score - rules().threshold))


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
