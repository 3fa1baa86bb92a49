"""A body by whatever part of it speaks: its command, its press office, its leadership (lexicon/bodies.yaml)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from .loader import load

_LEAST = 2  # words that must be left of a name whose end is cut: "Northern Command" stays


class _Words(NamedTuple):
    """bodies.yaml, compiled."""

    heads: re.Pattern[str]
    tails: re.Pattern[str]
    parts: frozenset[str]
    arms: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=50_000)
def body(name: str) -> str:
    """The body that a name speaks of: "Command of the Velmari Army", "Velmari troops" -> "Velmari Army"."""
    plain, words = " ".join(name.split()), _words()
    found = words.heads.fullmatch(plain)
    if found is not None:
        return body(found[1])
    found = words.tails.fullmatch(plain)
    if found is not None and len(found[1].split()) >= _LEAST:
        return body(found[1])
    for arm, pattern in words.arms:
        found = pattern.fullmatch(plain)
        if found is not None:
            return f"{found[1]} {arm.title()}"
    return plain


def is_part(name: str) -> bool:
    """Whether a name says only which part of a body is meant: "General Command"."""
    return " ".join(name.split()).casefold().removeprefix("the ") in _words().parts


@cache
def _words() -> _Words:
    words = load("bodies")
    heads, tails = _either(words["heads"]), _either(words["tails"])
    return _Words(
        re.compile(rf"(?:the\s+)?(?:{heads})\s+(?:of|for)\s+(?:the\s+)?(\S.*)", re.IGNORECASE),
        re.compile(rf"(?:the\s+)?(.*?\S)(?:['’]s)?\s+(?:{tails})", re.IGNORECASE),
        frozenset((*words["heads"], *words["tails"])),
        # A capital: "Velmari troops", not "rebel troops", who may be anybody's.
        tuple((arm[0], re.compile(rf"(?:[Tt]he\s+)?([A-Z]\S+(?:\s+[A-Z]\S+)?)\s+(?i:{_either(arm)})")) for arm in words["arms"]),
    )  # fmt: skip


def _either(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
