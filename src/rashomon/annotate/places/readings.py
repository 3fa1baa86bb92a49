"""What a name of a place means where it stands: ground, a government, a people, part of another name; and how precisely."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from rashomon.gazetteer.folding import fold
from rashomon.lexicon import load

from .accept import cues

if TYPE_CHECKING:
    from rashomon.gazetteer import Entry

    from .accept import Scene
    from .candidates import Candidate

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


class Senses(msgspec.Struct, frozen=True):
    """The word lists that tell ground from government (``lexicon/places.yaml``)."""

    verbs: frozenset[str]
    auxiliaries: frozenset[str]
    modals: frozenset[str]
    passive: frozenset[str]
    adverbs: frozenset[str]
    addressing: frozenset[str]
    dealings: frozenset[str]
    adjectival: frozenset[str]
    participles: frozenset[str]
    function: frozenset[str]
    belongs: frozenset[str]
    fronts: frozenset[str]


@cache
def words_of_place() -> Senses:
    """The lists, read once."""
    table = load("places")
    return Senses(**{name: frozenset(table[name]) for name in Senses.__struct_fields__})


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
    if candidate.demonym or _adjectival(seen, candidate):
        return "demonym"
    placed = _placed(seen, candidate)
    if _embedded(seen, candidate, placed=placed):
        return "embedded"
    governs = entry.kind == "country" or candidate.key in holders()
    return (
        "metonymic"
        if governs and not placed and (_acts(seen, candidate) or _is_addressed(seen, candidate))
        else "literal"
    )


def _placed(seen: Scene, candidate: Candidate) -> bool:
    """Whether a preposition or verb of place stands before."""
    at = candidate.first
    if at == 0 or not seen.words[at].joined:
        # "in Karsa, Velmar"
        return at > 0 and seen.owner[at - 1] >= 0 and seen.text[seen.words[at - 1].end : candidate.span.start] == ", "
    before = seen.words[at - 1].text.lower()
    if before == "the" and at > 1:
        before = seen.words[at - 2].text.lower()
    return before in cues().inside


def _adjectival(seen: Scene, candidate: Candidate) -> bool:
    """Whether an name stands for an adjective: "US officials", "Ardania-led"."""
    if candidate.last >= len(seen.words):
        return False
    after = seen.words[candidate.last]
    if after.hyphen and after.text.lower() in words_of_place().participles:
        return True
    if fold(candidate.name) not in words_of_place().adjectival:
        return False
    noun = after.text.isalpha() and (after.text.islower() or seen.capitals) and len(after.text) > 3
    if not after.joined or not noun:
        return False
    lower = after.text.lower()
    lists = words_of_place()
    return (
        lower not in lists.verbs
        and lower not in lists.function
        and lower not in cues().generic_after
        and not lower.endswith("ly")
    )


def _acts(seen: Scene, candidate: Candidate) -> bool:
    """Whether the name is the subject of what only a government or an army does: "Ardania denied", "has shelled"."""
    at = candidate.last
    if at >= len(seen.words) or not seen.words[at].joined:
        return False
    lists = words_of_place()
    while at + 1 < len(seen.words) and (seen.words[at].text.endswith("ly") or seen.words[at].text in lists.adverbs):
        at += 1
    verb = seen.words[at].text.lower()
    if verb in lists.auxiliaries and at + 1 < len(seen.words):
        following = seen.words[at + 1].text.lower()
        return (
            verb in lists.modals
            or (following.endswith("ed") and following not in lists.passive)
            or following in lists.verbs
        )
    return verb in lists.verbs


def _is_addressed(seen: Scene, candidate: Candidate) -> bool:
    """Whether the name is whom somebody accuses, urges, talks with: "accused Ardania of", "talks with Ardania"."""
    at = candidate.first
    if at == 0 or not seen.words[at].joined:
        return False
    before = seen.words[at - 1].text.lower()
    earlier = {word.text.lower() for word in seen.words[max(0, at - 4) : at - 1]}
    lists = words_of_place()
    partner = before in ("with", "between", "against", "and") and not lists.dealings.isdisjoint(earlier)
    return before in lists.addressing or before == "by" or partner


def _embedded(seen: Scene, candidate: Candidate, *, placed: bool) -> bool:
    """Whether a capitalised word that is no place goes on with the name: "Washington Post", "Bank of Velmar"."""
    if seen.capitals:
        return False
    lists, first, last = cues(), candidate.first, candidate.last
    if last < len(seen.words) and seen.text[candidate.span.end : seen.words[last].start] == " ":
        after = seen.words[last]
        unknown = (
            after.capital
            and seen.owner[last] < 0
            and after.text not in words_of_place().belongs
            and not after.text.isdigit()
        )
        if after.text in lists.heads or (unknown and not placed):
            return after.text not in words_of_place().belongs
    if first >= 2 and seen.words[first].joined and seen.words[first - 1].text == "of":
        return seen.words[first - 2].text in lists.heads and seen.words[first - 1].joined
    before = seen.words[first - 1] if first else None
    return (
        before is not None
        and seen.text[before.end : candidate.span.start] == " "
        and before.text in words_of_place().fronts
        and seen.owner[first - 1] < 0
    )
