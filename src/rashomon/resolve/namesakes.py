"""Whether two names may be one actor's: spelled alike, transliterated otherwise, an acronym, a part of the other.

Only ever a suggestion to a person. Every word of the shorter name must find its like in the other one, so that the
"Northern Front" and the "Southern Front", or two states' ministries, are not alike however many letters they share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec
from rapidfuzz.distance import JaroWinkler

from rashomon.model import Reason

from .names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LEAST = 0.7
SAME, SPELLED, ACRONYM, PART, SURNAME = 0.97, 0.93, 0.8, 0.72, 0.74
BESIDE, OTHER_KIND = -0.3, -0.15
_MISSPELT = 0.94  # so alike that they need not sound alike
_ALIKE = 0.87  # Jaro-Winkler of two words that may be one; words of up to three letters must be equal
_CROWD = 60  # names that share a block: above it, the block says nothing
# Words that tell nothing apart, folded; articles of names written in Latin letters among them.
_EMPTY = frozenset("the of for and in a an al el as ash an ar ad group movement organisation organization".split())  # noqa: SIM905
_SOUNDS = ((r"kh|q|ck|c(?=[aou])", "k"), (r"gh", "g"), (r"dh|th", "t"), (r"d", "t"), (r"ph|v", "f"), (r"sh|sch|ch", "s"),
           (r"z", "s"), (r"[jy]", "i"), (r"w", "u"))  # fmt: skip


class Named(msgspec.Struct, frozen=True):
    """An actor as it is compared: ``key`` as in the record; ``known`` where the registry has it."""

    key: str
    names: tuple[str, ...]
    kind: str = "organization"
    known: bool = False


class Namesakes(msgspec.Struct, frozen=True):
    """Two actors that may be one: ``score`` 0..1, the sum of the reasons' weights."""

    first: str
    second: str
    score: float
    reasons: tuple[Reason, ...]


def namesakes(actors: Sequence[Named], beside: Callable[[str, str], int], *, least: float = LEAST) -> list[Namesakes]:
    """Pairs that may be one actor, the likeliest first; of two that the registry tells apart, never.

    ``beside`` says in how many documents both are named; a text that names two tells them apart.
    """
    found = []
    for one, other in _pairs(actors):
        compared = compare(one, other)
        if compared is None or compared.score < least:
            continue
        together = beside(one.key, other.key)
        if together:
            words = f"{together} document{'s' if together > 1 else ''} name both"
            reasons = (*compared.reasons, Reason("beside", BESIDE, words))
            score = round(compared.score + BESIDE, 3)
            compared = msgspec.structs.replace(compared, score=score, reasons=reasons)
        if compared.score >= least:
            found.append(compared)
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def compare(one: Named, other: Named) -> Namesakes | None:
    """The best reason for which the two may be one, with what speaks against; None where nothing speaks for it."""
    if (one.known and other.known) or (one.kind == "person") != (other.kind == "person"):
        return None
    likely = [reason for a in one.names for b in other.names if (reason := _likeness(a, b, one.kind)) is not None]
    if not likely:
        return None
    reasons = [max(likely, key=lambda reason: (reason.weight, reason.words))]
    vague = "organization"
    if one.kind != other.kind and vague not in (one.kind, other.kind):
        reasons.append(Reason("kind", OTHER_KIND, f"{one.kind} against {other.kind}"))
    score = round(sum(reason.weight for reason in reasons), 3)
    first, second = (
        (other, one) if other.known or (not one.known and len(other.names[0]) > len(one.names[0])) else (one, other)
    )
    return Namesakes(first.key, second.key, score, tuple(reasons))


def _pairs(actors: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Pairs that share the sound of a word, or of which one's name may be the other's initials; each once."""
    by_key = {actor.key: actor for actor in actors}
    blocks: defaultdict[str, set[str]] = defaultdict(set)
    for actor in by_key.values():
        for name in actor.names:
            for block in _blocks(name):
                blocks[block].add(actor.key)
    pairs = {both for keys in blocks.values() if len(keys) <= _CROWD for both in combinations(sorted(keys), 2)}
    for first, second in sorted(pairs):
        if not (by_key[first].known and by_key[second].known):
            yield by_key[first], by_key[second]


def _blocks(name: str) -> Iterator[str]:
    words = _words(name)
    for word in words:
        yield f"sound {sound(word)[:5]}"
    if len(words) > 1:
        yield f"initials {_initials(words)}"
    if _is_acronym(name):
        yield f"initials {folded(name).replace(' ', '')}"


def _likeness(a: str, b: str, kind: str) -> Reason | None:
    mine, theirs = _words(a), _words(b)
    if not mine or not theirs:
        return None
    shown = f"{a} / {b}"
    if sorted(mine) == sorted(theirs):
        return Reason("name", SAME, f"the same words: {shown}")
    for short, long in ((a, theirs), (b, mine)):
        if _is_acronym(short) and len(long) > 1 and folded(short).replace(" ", "") == _initials(long):
            return Reason("acronym", ACRONYM, f"initials: {shown}")
    shorter, longer = sorted((mine, theirs), key=len)
    alike = _matched(shorter, longer)
    return None if alike is None else _spelled(shorter, longer, alike, kind, shown)


def _spelled(shorter: Sequence[str], longer: Sequence[str], alike: float, kind: str, shown: str) -> Reason | None:
    """Of two names of which every word of the shorter has its like in the longer one."""
    if len(shorter) == len(longer):
        return Reason("spelling", round(SPELLED * alike, 3), f"spelled otherwise: {shown}")
    if len(shorter) > 1:
        return Reason("part", round(PART * alike, 3), f"one name within the other: {shown}")
    if kind == "person" and _same_word(shorter[0], longer[-1]):
        return Reason("surname", round(SURNAME * alike, 3), f"surname: {shown}")
    return None


def _matched(shorter: Sequence[str], longer: Sequence[str]) -> float | None:
    """How alike the words are on average, each of the shorter name with one of the longer; None where one has no like."""
    left, total = list(longer), 0.0
    for word in shorter:
        best = max(left, key=lambda other: (_same_word(word, other), other))
        alike = _same_word(word, best)
        if not alike:
            return None
        left.remove(best)
        total += alike
    return total / len(shorter)


def _same_word(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if min(len(a), len(b)) <= 3 or any(c.isdigit() for c in a + b):
        return 0.0
    if sound(a) == sound(b):
        return 0.97
    if sound(a)[:1] != sound(b)[:1]:
        return 0.0
    alike = float(JaroWinkler.similarity(a, b))
    heard = float(JaroWinkler.similarity(sound(a), sound(b)))
    return alike if alike >= _MISSPELT or (alike >= _ALIKE and heard >= _ALIKE) else 0.0


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """A folded word by its consonants, so that transliterations meet: "qasim" and "kassem" are both "ksm"."""
    for pattern, letter in _SOUNDS:
        word = re.sub(pattern, letter, word)
    first, rest = word[:1], re.sub(r"[aeiouh]", "", word[1:])
    kept = ("a" if first in "aeiou" else first) + rest
    return re.sub(r"(.)\1+", r"\1", kept)


@lru_cache(maxsize=100_000)
def _words(name: str) -> tuple[str, ...]:
    words = tuple(folded(name.replace("-", " ").replace("'", "").replace("\u2019", "")).split())
    return tuple(word for word in words if word not in _EMPTY) or words


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)


def _is_acronym(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return 2 <= len(letters) <= 8 and name.replace(".", "").isupper() and " " not in name
