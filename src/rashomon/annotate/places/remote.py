"""Names whose only known places lie far from all else that a text speaks of: better left without a place than put there.

A report on one city names its streets, towers and families; many of these words are towns on another continent.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rashomon.gazetteer import distance_km

from .resolve import BROAD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rashomon.gazetteer import Entry

    from .resolve import Answer, Mention

_ENOUGH = 3  # mentions of other places that must tell where a text is set
_SHARE = 0.6  # of them, as many must lie around their middle
_AROUND, _FAR = 400.0, 1000.0  # km
_KNOWN = 1_000_000  # people; a larger city is named far from home as well
_LARGE = 3_000_000  # the same for a name that is not the place's first
_MOST = 60  # names among which the middle is looked for


def remote(mentions: Sequence[Mention], answers: Mapping[str, Answer]) -> frozenset[str]:
    """The folded names whose answer lies far from where the text is set, in a country that it names nowhere else."""
    by_key: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.key in answers:
            by_key.setdefault(mention.key, []).append(mention)
    countries = Counter(answers[key].entry.country for key in by_key)
    local = {key: answers[key].entry for key in by_key if answers[key].entry.kind not in BROAD}
    weights = {key: len(by_key[key]) for key in local}
    return frozenset(
        key
        for key, entry in local.items()
        if countries[entry.country] == 1
        and _doubtful(entry, by_key[key])
        and _away(entry, [(local[other], weights[other]) for other in local if other != key][:_MOST])
    )


def _doubtful(entry: Entry, group: list[Mention]) -> bool:
    """Whether nothing but the name speaks for the place: no larger place beside it, no fame, no word of ours."""
    if entry.curated or any(mention.fixed or mention.within for mention in group):
        return False
    return entry.population < (_LARGE if entry.alternate else _KNOWN)


def _away(entry: Entry, others: list[tuple[Entry, int]]) -> bool:
    """Whether the other places lie together, and this one far from them."""
    total = sum(weight for _, weight in others)
    if total < _ENOUGH:
        return False
    around = {
        n: sum(weight for other, weight in others if distance_km(place, other) <= _AROUND)
        for n, (place, _) in enumerate(others)
    }
    middle = max(around, key=lambda n: (around[n], -n))
    return around[middle] >= max(_ENOUGH, _SHARE * total) and distance_km(entry, others[middle][0]) >= _FAR
