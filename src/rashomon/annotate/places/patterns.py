"""Names that the gazetteer lacks and that their wording gives away: "Karsa Road", "the village of Tel Oram", "Dessary camp".

They are kept without coordinates, unless the gazetteer knows them after all: that a place is named is worth knowing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from rashomon.gazetteer.folding import fold
from rashomon.lexicon import load
from rashomon.model import Span

from .candidates import Candidate, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.gazetteer import Gazetteer

    from .words import Word

LONGEST = 4
HEADED = frozenset({"road", "landmark", "site", "institution"})


class Wordings(msgspec.Struct, frozen=True):
    """The word lists (``lexicon/places.yaml``)."""

    roads: frozenset[str]
    landmarks: frozenset[str]
    sites: frozenset[str]
    institutions: frozenset[str]
    settlements: frozenset[str]
    unnamed: frozenset[str]


@cache
def wordings() -> Wordings:
    """The lists, read once."""
    table = load("places")
    return Wordings(**{name: frozenset(table[name]) for name in Wordings.__struct_fields__})


def with_patterns(
    found: Sequence[Candidate], words: Sequence[Word], text: str, gazetteer: Gazetteer
) -> list[Candidate]:
    """The candidates and those that patterns add, in text order, without overlap.

    A pattern takes the place of known names only where it holds a word that they leave unexplained.
    """
    added = sorted(
        [*_headed(words, text, gazetteer), *_settlements(words, text)], key=lambda c: (c.first - c.last, c.first)
    )
    owner = {at: candidate for candidate in found for at in range(candidate.first, candidate.last)}
    for candidate in added:
        inside = range(candidate.first, candidate.last)
        overlapped = [owner[at] for at in inside if at in owner]
        whole = all(candidate.first <= other.first and other.last <= candidate.last for other in overlapped)
        free = whole and not any(other.pattern not in (None, "whole name") for other in overlapped)
        explained = (
            all(at in owner for at in inside) if candidate.pattern == "settlement" else len(set(overlapped)) == 1
        )
        if free and (
            candidate.pattern in HEADED or not (overlapped and explained and _covers(overlapped[0], candidate))
        ):
            owner |= dict.fromkeys(inside, candidate)
    return sorted(set(owner.values()), key=lambda c: c.first)


def _covers(known: Candidate, candidate: Candidate) -> bool:
    return candidate.pattern == "settlement" or (known.first, known.last) == (candidate.first, candidate.last)


def _headed(words: Sequence[Word], text: str, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Runs of capitalised words that end with Road, River, Hospital, ..."""
    lists = wordings()
    for at, word in enumerate(words):
        pattern = (
            "road" if word.text in lists.roads else "landmark" if word.text in lists.landmarks
            else "site" if word.text in lists.sites else "institution" if word.text in lists.institutions else None
        )  # fmt: skip
        if pattern is None or at == 0 or (at + 1 < len(words) and words[at + 1].joined and words[at + 1].capital):
            continue
        first = _run_start(words, at)
        if first < at and not (pattern in ("site", "institution") and not _placed(words, first)):
            span = Span(words[first].start, word.end)
            name = text[span.start : span.end]
            entries = gazetteer.exact(name)
            inner = () if entries or pattern == "road" else gazetteer.exact(text[span.start : words[at - 1].end])
            yield Candidate(first, at + 1, span, name, fold(name), entries or inner, pattern=pattern, part=bool(inner))


def _run_start(words: Sequence[Word], at: int) -> int:
    """Where the capitalised words before words[at] begin."""
    first = at
    while first > 0 and at - first < LONGEST and words[first].joined and not words[first].hyphen:
        before = words[first - 1]
        if not before.capital or before.text in wordings().unnamed:
            break
        first -= 1
    return first


def _placed(words: Sequence[Word], at: int) -> bool:
    """Whether a preposition of place stands before, or one and "the"."""
    before = [word.text.lower() for word in words[max(0, at - 2) : at]]
    return bool(before) and (before[-1] in parts().inside or (before[-1] == "the" and before[0] in parts().inside))


def _settlements(words: Sequence[Word], text: str) -> Iterator[Candidate]:
    """Where X is unknown: "the village of X", "X refugee camp"."""
    lists = wordings()
    for at, word in enumerate(words):
        if word.text not in lists.settlements:
            continue
        if at + 2 < len(words) and words[at + 1].text == "of" and words[at + 2].capital and words[at + 2].joined:
            last = at + 3
            while last < len(words) and last - at < 2 + LONGEST and words[last].joined and words[last].capital:
                last += 1
            yield _unknown(words, at + 2, last, text, "settlement-of")
        end = at - 1 if at and words[at - 1].text in ("refugee", "displacement", "border") else at
        first = _run_start(words, end) if word.joined else end
        if 0 < first < end and not words[first].first:
            yield _unknown(words, first, end, text, "settlement")


def _unknown(words: Sequence[Word], first: int, last: int, text: str, pattern: str) -> Candidate:
    span = Span(words[first].start, words[last - 1].end)
    name = text[span.start : span.end]
    return Candidate(first, last, span, name, fold(name), (), pattern=pattern)
