"""What a name of a place means where it stands: ground, a government, a people, part of another name; and how precisely."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rashomon.gazetteer.folding import fold
from rashomon.lexicon import load

from .accept import cues

if TYPE_CHECKING:
    from rashomon.gazetteer import Entry

    from .accept import Scene

_PROVINCES = frozenset(("province", "governorate", "state", "region", "department", "oblast", "prefecture"))
_CITIES = frozenset(
    ("city", "town", "village", "capital", "suburb", "neighbourhood", "neighborhood", "hamlet", "camp", "settlement")
)
_COARSE = {"country": "country", "continent": "region", "region": "region", "province": "region", "district": "region",
           "water": "region", "mountain": "region", "island": "region", "road": "near"}  # fmt: skip


@cache
def holders() -> dict[str, str]:
    """Folded place name -> the name of those who govern from there (``lexicon/metonyms.yaml``)."""
    return {fold(place): actor for place, actor in load("metonyms").items()}


@cache
def _strong() -> frozenset[str]:
    return frozenset(load("places")["strong_speech"])


@cache
def _near() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in load("places")["near"])


def kind_wanted(seen: Scene, number: int) -> str | None:
    """The kind that the words beside a name give it: "X province", "the city of X"."""
    candidate = seen.candidates[number]
    after = seen.words[candidate.last] if candidate.last < len(seen.words) else None
    if after is not None and after.joined:
        if after.text.lower() in _PROVINCES:
            return "province"
        if after.text.lower() in _CITIES:
            return "city"
    if candidate.first >= 2 and seen.words[candidate.first - 1].text == "of":
        before = seen.words[candidate.first - 2].text.lower()
        if before in _PROVINCES:
            return "province"
        if before in _CITIES:
            return "city"
    return None


def precision(seen: Scene, number: int, entry: Entry) -> str:
    """exact, near, region or country: how well the coordinates say where a thing told of this name happened."""
    coarse = _COARSE.get(entry.kind)
    if coarse is not None:
        return coarse
    first = seen.candidates[number].first
    # "near the eastern city of X", "on the outskirts of X"
    before = [word.text.lower() for word in seen.words[max(0, first - 7) : first]]
    for phrase in _near():
        for at in range(len(before) - len(phrase) + 1):
            rest = before[at + len(phrase) :]
            if tuple(before[at : at + len(phrase)]) == phrase and all(_passes(word) for word in rest):
                return "near"
    return "exact"


def _passes(word: str) -> bool:
    lists = cues()
    return (
        word in ("the", "a", "an", "of")
        or word in lists.generic_before
        or word.endswith("ern")
        or word in lists.generic_after
    )


def reading(seen: Scene, number: int, entry: Entry) -> str:
    """literal, metonymic, demonym or embedded."""
    candidate = seen.candidates[number]
    if candidate.demonym:
        return "demonym"
    if _embedded(seen, number):
        return "embedded"
    before = seen.words[candidate.first - 1] if candidate.first else None
    own = seen.words[candidate.first]
    placed = before is not None and own.joined and before.text.lower() in cues().inside
    governs = entry.kind == "country" or candidate.key in holders()
    if placed or not governs or candidate.last >= len(seen.words):
        return "literal"
    after = seen.words[candidate.last]
    adverb = after.text.endswith("ly") or after.text in ("also", "has", "had", "have")
    verb = seen.words[candidate.last + 1] if after.joined and adverb and candidate.last + 1 < len(seen.words) else after
    return "metonymic" if after.joined and verb.text in _strong() else "literal"


def _embedded(seen: Scene, number: int) -> bool:
    """Whether a capitalised word that is no place goes on with the name: "Washington Post", "Bank of Velmar"."""
    if seen.capitals:
        return False
    candidate = seen.candidates[number]
    if candidate.last < len(seen.words):
        after = seen.words[candidate.last]
        gap = seen.text[candidate.span.end : after.start]
        if gap == " " and after.text in cues().heads:
            return True
    if candidate.first >= 2:
        of, head = seen.words[candidate.first - 1], seen.words[candidate.first - 2]
        return of.text == "of" and seen.words[candidate.first].joined and head.text in cues().heads and of.joined
    return False
