"""Mentions that are one incident: clusters over accepted comparisons, which honour a person's merges and splits.

The outcome depends on the set of mentions alone, not on their order. Two clusters join, best comparison first, where the
pairs between them pass on average, unless some pair may never be one: told as two by one document, split by a person, or
(for what is told in passing) a day or place apart.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import content_id

from .comparing import accepted, compared, rules
from .sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rashomon.model import Comparison, LinkKey

Pair = tuple[str, str]
_MOST = 4.0  # what one pair can say for or against joining two clusters
_MISREAD = 2.0  # what a day or a place that does not fit says against it, however little else is shared
_SAMPLE = 12  # members of a cluster that are compared with those of another


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
    groups = {m: _Group((m,), frozenset((keys[m].document,))) for m in sorted(keys)}
    margins = _Margins(keys, merged, split)
    for a, b in sorted(merged):
        if a in groups and b in groups and groups[a] is not groups[b] and not margins.split(groups[a], groups[b]):
            _join(groups, a, b)
    ranked = sorted((c for c in links if accepted(c)), key=lambda c: (-c.score, c.first, c.second))
    looked: set[frozenset[tuple[str, int]]] = set()  # clusters, by first member and size, that were found not to be one
    apart: set[Pair] = set()  # clusters, by their first members, that may not join; as they only grow, it stays so
    for comparison in ranked:
        ours, theirs = groups[comparison.first], groups[comparison.second]
        between = pair(ours.members[0], theirs.members[0])
        seen = frozenset((group.members[0], len(group.members)) for group in (ours, theirs))
        if ours is theirs or seen in looked or between in apart:
            continue
        mean = margins.mean(ours, theirs)
        if mean is None:
            apart.add(between)
        elif mean >= 0:
            _join(groups, comparison.first, comparison.second)
        else:
            looked.add(seen)
    return sorted({id(group): list(group.members) for group in groups.values()}.values())


class _Group(NamedTuple):
    """A cluster: its members, sorted, and the documents that tell them."""

    members: tuple[str, ...]
    documents: frozenset[str]


class _Margins:
    """By how much pairs of mentions pass for one incident, each compared once."""

    def __init__(self, keys: Mapping[str, LinkKey], merged: frozenset[Pair], split: frozenset[Pair]) -> None:
        self._keys = keys
        self._sides: dict[str, Side] = {}
        self._merged = merged
        self._split = [both for both in sorted(split) if both[0] in keys and both[1] in keys]
        self._known: dict[Pair, float | None] = {}

    def split(self, ours: _Group, theirs: _Group) -> bool:
        """Whether a person split a member of the one from a member of the other."""
        if not self._split:
            return False
        here, there = set(ours.members), set(theirs.members)
        return any((a in here and b in there) or (b in here and a in there) for a, b in self._split)

    def mean(self, ours: _Group, theirs: _Group) -> float | None:
        """The mean over the pairs of the two clusters' samples; None where a pair of them may never be one.

        A sample are the ``_SAMPLE`` members with the least ids, which are hashes: as good as drawn by chance, yet the same
        in any order of arrival. So large clusters cost no more than those.
        """
        if not ours.documents.isdisjoint(theirs.documents) or self.split(ours, theirs):
            return None
        total, pairs = 0.0, 0
        for x, y in product(ours.members[:_SAMPLE], theirs.members[:_SAMPLE]):
            margin = self._margin(pair(x, y))
            if margin is None:
                return None
            total, pairs = total + margin, pairs + 1
        return total / pairs

    def _margin(self, both: Pair) -> float | None:
        if both not in self._known:
            self._known[both] = self._found(both)
        return self._known[both]

    def _found(self, both: Pair) -> float | None:
        if both in self._merged:
            return _MOST
        a, b = (self._side(m) for m in both)
        found = compared(a, b)
        if found.barred is not None:
            # Days and places are misread; the other reports of a cluster may outweigh one that does not fit.
            return -_MISREAD if a.key.main and b.key.main else None
        return max(-_MOST, min(_MOST, found.score - rules().threshold))

    def _side(self, mention: str) -> Side:
        if mention not in self._sides:
            self._sides[mention] = Side(self._keys[mention])
        return self._sides[mention]


def _join(groups: dict[str, _Group], a: str, b: str) -> None:
    ours, theirs = groups[a], groups[b]
    joined = _Group(tuple(sorted(ours.members + theirs.members)), ours.documents | theirs.documents)
    for member in joined.members:
        groups[member] = joined


def incident_id(members: Iterable[LinkKey]) -> str:
    """The id of an incident: that of its earliest mention (by publication, then document), so that it seldom changes."""
    first = min(members, key=lambda k: (k.published is None, k.published, k.mention))
    return content_id("i", first.mention)
