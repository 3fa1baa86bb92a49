"""A mention made ready to be compared with many others: its words and names as sets, its weights summed once."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from rashomon.lexicon import load

from . import telling
from .names import folded

if TYPE_CHECKING:
    from rashomon.model import LinkKey


_OF_COURT = 3  # words of a court; fewer may stand in any report of an arrest


class Side:
    """One mention of a comparison. What it holds follows from ``key`` alone; ``court``: whether it tells of a court."""

    __slots__ = (
        "ages", "court", "harmed", "key", "name", "people", "phrases", "speaking", "streets", "terms", "title", "title_weight",
        "towns", "weight", "words", "words_weight",
    )  # fmt: skip

    def __init__(self, key: LinkKey) -> None:
        self.key = key
        self.terms, self.weight = _weighed(key.terms)
        self.words, self.words_weight = _weighed(key.words)
        self.title, self.title_weight = _weighed(key.title)
        self.harmed = frozenset(key.names)
        self.phrases = frozenset(key.phrases)
        self.people = frozenset(key.people)
        self.speaking = frozenset(key.speaking)
        self.ages = frozenset(key.ages)
        self.streets = frozenset(key.streets)
        self.towns = frozenset(key.towns)
        self.name = folded(key.place.name) if key.place else ""
        court = _court()  # few words beside those of a report: looked up one by one
        told = (self.terms.keys() & court) | (self.title.keys() & court) | (self.words.keys() & court)
        self.court = len(told) >= _OF_COURT


@cache
def _court() -> frozenset[str]:
    return frozenset(load("linking")["court"])


def _weighed(words: tuple[str, ...]) -> tuple[dict[str, int], float]:
    """Each word with what it tells times how often it stands there, and the root of the sum of squares."""
    weights = telling.weighed(words)
    return weights, math.sqrt(sum(w * w for w in weights.values()))


def likeness(mine: dict[str, int], weight: float, theirs: dict[str, int], other: float) -> float:
    """The cosine of two sets of words by what they tell, 0..1."""
    if not weight or not other:
        return 0.0
    return sum(mine[word] * theirs[word] for word in mine.keys() & theirs.keys()) / (weight * other)


def share_of_words(a: Side, b: Side) -> float:
    """The share of the telling words of the shorter of the sentences that tell the two that the other has too, 0..1."""
    if not a.words or not b.words:
        return 0.0
    return len(a.words.keys() & b.words.keys()) / min(len(a.words), len(b.words))
