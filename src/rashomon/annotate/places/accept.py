"""Decides which candidates are names of places, from the words around them; later passes may overrule by the encoder.

Each candidate's features add up by the weights of ``weights.yaml``, which were fitted on news with marked place names; a
candidate is a place where the sum is above zero. The features are named so that a decision can be read.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon import load

from .candidates import Candidate, parts
from .hints import Hints
from .words import Word, comma

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rashomon.model import Marks

BIG = frozenset({"country", "continent", "region"})


class Cues(msgspec.Struct, frozen=True):
    """The word lists of ``lexicon/places.yaml`` as sets."""

    inside: frozenset[str]
    weak: frozenset[str]
    generic_before: frozenset[str]
    generic_after: frozenset[str]
    heads: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    speech: frozenset[str]
    ordinary: frozenset[str]


@cache
def cues() -> Cues:
    """The lists, read once."""
    table = load("places")
    names = [name for name in Cues.__struct_fields__ if name != "ordinary"]
    return Cues(**{name: frozenset(table[name]) for name in names}, ordinary=frozenset(load("ordinary").split()))


class Scene(msgspec.Struct, frozen=True):
    """What a decision looks at: the words of the text, and for each word the number of its candidate, or -1."""

    text: str
    words: Sequence[Word]
    owner: Sequence[int]
    candidates: Sequence[Candidate]
    lower: frozenset[str]
    surnames: frozenset[str]
    named: frozenset[str]
    capitals: bool
    hints: Hints


def scene(text: str, words: Sequence[Word], candidates: Sequence[Candidate], marks: Marks, *, capitals: bool) -> Scene:
    """Gathers what decisions need to know of the whole text."""
    owner = [-1] * len(words)
    for number, candidate in enumerate(candidates):
        owner[candidate.first : candidate.last] = [number] * (candidate.last - candidate.first)
    lower = frozenset(word.text for word in words if not word.capital)
    named = frozenset(
        c.entries[0].country for c in candidates if c.entries and c.entries[0].country and _speaks_for_country(c)
    )
    return Scene(
        text, words, owner, candidates, lower, _surnames(words, capitals=capitals), named, capitals, Hints(marks)
    )


def _speaks_for_country(candidate: Candidate) -> bool:
    best = candidate.entries[0]
    return best.kind in BIG or (best.curated and len(candidate.name) > 3)


def _surnames(words: Sequence[Word], *, capitals: bool) -> frozenset[str]:
    """Words that follow a given name or a title somewhere in the text."""
    lists = cues()
    found = set()
    for before, word in pairwise(words):
        if (
            word.joined
            and word.capital
            and not capitals
            and (before.text in lists.given or before.text in lists.titles)
        ):
            found.add(word.text)
    return frozenset(found)


def features(seen: Scene, number: int) -> dict[str, float]:
    """The named features of a candidate."""
    candidate = seen.candidates[number]
    found = _own(seen, candidate)
    if candidate.pattern and not candidate.entries:
        return found
    found |= _before(seen, candidate)
    found |= _after(seen, candidate)
    return found


def _own(seen: Scene, candidate: Candidate) -> dict[str, float]:
    """Features of the name itself."""
    if candidate.demonym:
        return {"bias": 1.0, "demonym-plural" if candidate.plural else "demonym": 1.0}
    if candidate.pattern:
        return {"bias": 1.0, f"pattern:{candidate.pattern}": 1.0, "first": float(seen.words[candidate.first].first)}
    best = candidate.entries[0]
    population = max(e.population for e in candidate.entries)
    single = candidate.last - candidate.first == 1
    flags = {
        f"kind:{best.kind}" if best.kind in BIG or best.curated else "kind:plain": True,
        "alternate": all(e.alternate for e in candidate.entries),
        "many-words": not single,
        "unit-name": not single and seen.words[candidate.last - 1].text in parts().units,
        "first": seen.words[candidate.first].first,
        "capitals": seen.capitals,
        "respelt": candidate.respelt,
        "home": best.kind not in BIG and any(e.country in seen.named for e in candidate.entries),
        "abroad": best.kind not in BIG
        and bool(seen.named)
        and not any(e.country in seen.named for e in candidate.entries),
        "shouted": not seen.capitals and candidate.name.isupper() and len(candidate.name) > 3,
    }
    found = {"bias": 1.0, "people": 0.0 if best.kind in BIG else math.log10(population + 10) - 4}
    found |= dict.fromkeys((name for name, holds in flags.items() if holds), 1.0)
    return found | _single(seen, candidate) if single else found


def _single(seen: Scene, candidate: Candidate) -> dict[str, float]:
    """Features of a name of one word: other things that the word could be."""
    word, lists = seen.words[candidate.first], cues()
    lower = word.text.lower()
    acronym = word.text.isupper() and not seen.capitals
    ordinary = lower in lists.ordinary and not acronym
    flags = {
        "ordinary": ordinary,
        "ordinary-first": ordinary and word.first,
        "seen-small": lower in seen.lower and not acronym,
        "given-name": word.text in lists.given,
        "surname": word.text in seen.surnames and candidate.entries[0].kind not in BIG,
        "short": len(word.text) <= 3,
    }
    return dict.fromkeys((name for name, holds in flags.items() if holds), 1.0)


def _before(seen: Scene, candidate: Candidate) -> dict[str, float]:
    """Features of what stands before the name."""
    at = candidate.first
    if at == 0:
        return {"text-start": 1.0}
    word, own = seen.words[at - 1], seen.words[at]
    if not own.joined:
        after_place = seen.owner[at - 1] >= 0 and comma(seen.text, word.end, own.start)
        return {"after-place-comma": 1.0} if after_place else {}
    if seen.text[word.end : own.start] == "-":
        return {"after-hyphen": 1.0}
    found = [_kind_before(seen, at, word)]
    if word.text == "of" and at > 1 and seen.words[at - 2].text.lower() in cues().generic_before:
        found.append("after-city-of")
    return _by_size(candidate, [name for name in found if name])


def _kind_before(seen: Scene, at: int, word: Word) -> str | None:
    lists, lower = cues(), word.text.lower()
    name = word.capital and not seen.capitals
    kinds = (
        ("after-inside", lower in lists.inside),
        ("after-weak", lower in lists.weak),
        ("after-the", lower == "the"),
        ("after-title", word.text in lists.titles),
        ("after-given", word.text in lists.given),
        ("after-place", seen.owner[at - 1] >= 0),
        ("after-capital-first", name and word.first),
        ("after-capital", name),
        ("after-generic", lower in lists.generic_before),
    )
    return next((kind for kind, holds in kinds if holds), None)


def _after(seen: Scene, candidate: Candidate) -> dict[str, float]:
    """Features of what stands after the name."""
    at = candidate.last
    if at >= len(seen.words):
        return {}
    word, lists, lower = seen.words[at], cues(), seen.words[at].text.lower()
    gap = seen.text[candidate.span.end : word.start]
    small = not word.capital or seen.capitals
    kinds = (
        ("genitive", gap in ("'s ", "’s ")),
        ("before-based", gap == "-" and lower in ("based", "born")),
        ("before-hyphen", gap == "-"),
        ("before-comma-place", seen.owner[at] >= 0 and comma(seen.text, candidate.span.end, word.start)),
        (None, not word.joined),
        ("before-place", seen.owner[at] >= 0),
        ("before-generic", small and lower in lists.generic_after),
        ("before-head", word.text in lists.heads),
        ("before-capital", not small),
        ("before-speech", word.text in lists.speech),
    )
    found = next((kind for kind, holds in kinds if holds), None)
    return _by_size(candidate, [found] if found else [])


def _by_size(candidate: Candidate, names: list[str]) -> dict[str, float]:
    """The same cue says less of a country than of a small town: it counts under another name."""
    big = candidate.demonym or candidate.entries[0].kind in BIG
    return dict.fromkeys((f"big {name}" if big else name for name in names), 1.0)


@cache
def _weights() -> Mapping[str, float]:
    return {str(name): float(value) for name, value in load("place_weights").items()}


def decide(seen: Scene) -> list[float]:
    """The final score of each candidate, in their order; above zero is a place (log-odds).

    A name that is surely a place at one mention is the likelier to be one at the others.
    """
    own = [score(features(seen, number)) for number in range(len(seen.candidates))]
    mentions: dict[str, list[int]] = defaultdict(list)
    for number, candidate in enumerate(seen.candidates):
        mentions[candidate.key].append(number)
    weights, out = _weights(), list(own)
    for numbers in mentions.values():
        for number in numbers:
            others = max((own[n] for n in numbers if n != number), default=0.0)
            told = score(seen.hints.evidence(seen.candidates[number].span))
            out[number] = weights["own"] * own[number] + weights["elsewhere"] * max(-3.0, min(5.0, others)) + told
    return out


def score(found: Mapping[str, float]) -> float:
    """The sum of the weights of the features; above zero is a place (log-odds)."""
    weights = _weights()
    return sum(weights.get(name, 0.0) * value for name, value in found.items())
