"""Words behind a number that only tell more of those counted, so that its verb is looked for beyond them.

Between two dashes ("ten members of a family - three of them children - were killed"), from one dash to the comma before
the verb ("three people - a baker, his wife, and their son, were killed"), in brackets, and between commas what tells how many of
them were of some kind: "most of them women", "half of whom were pupils", "including many children", "mainly farmers". The
words that open such an aside are asides.yaml's.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rashomon.annotate.numbers import value_of
from rashomon.lexicon import load

DASHES = frozenset({"–", "—", "-"})
_VERBS = frozenset({"was", "were", "has", "have", "had"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_SHARE = 7  # words of "nearly two thirds of all those" at most


class _Words(NamedTuple):
    """asides.yaml as sets."""

    shares: frozenset[str]
    around_shares: frozenset[str]
    pronouns: frozenset[str]
    openers: frozenset[str]


@cache
def _words() -> _Words:
    data = load("asides")
    return _Words(*(frozenset(data[name]) for name in _Words._fields))


def aside(words: list[str], start: int, reach: int) -> frozenset[int]:
    """The indices of such words among the ``reach`` words from ``start``, the index behind what is counted."""
    ahead = range(start, min(len(words), start + reach))
    dashes = [i for i in ahead if words[i] in DASHES][:2]
    found: set[int] = set()
    if len(dashes) == 2:
        found |= set(range(dashes[0], dashes[1] + 1))
    elif dashes and (end := _comma_before_verb(words, dashes[0], reach)) is not None:
        found |= set(range(dashes[0], end + 1))
    depth = 0
    for i in range(start, min(len(words), start + 2 * reach)):
        depth += words[i] == "("
        if depth:
            found.add(i)
        depth = max(0, depth - (words[i] == ")"))
        if words[i] == "whom" and words[i - 1 : i] == ["of"] and "," in words[i:]:
            found |= set(range(i, words.index(",", i)))
    for i in ahead:
        if i not in found and words[i] == "," and _opens(words, i + 1):
            found |= set(range(i, _closed(words, i + 1)))
    return frozenset(found)


def _opens(words: list[str], at: int) -> bool:
    """Whether the words tell how many of those counted were of some kind."""
    lex = _words()
    if at < len(words) and words[at] in lex.openers:
        return True
    for i in range(at, min(len(words), at + _SHARE)):
        if words[i] in lex.pronouns:
            return i > at + 1 and words[i - 1] == "of" and any(_is_share(w) for w in words[at:i])
        if not (_is_share(words[i]) or words[i] in lex.around_shares):
            return False
    return False


def _closed(words: list[str], start: int) -> int:
    """The index behind the comma that closes an aside, or of the verb of those counted where no comma does; ``start`` without either."""
    for i in range(start, len(words)):
        if words[i] == ",":
            return i + 1
        if words[i] in _VERBS and words[i - 1] not in _RELATIVE:
            return i
    return start


def _is_share(word: str) -> bool:
    return word in _words().shares or isinstance(value_of(word), int)


def _comma_before_verb(words: list[str], start: int, reach: int) -> int | None:
    """The comma right before the first auxiliary behind ``start``; None where something else stands there."""
    verbs = [i for i in range(start, min(len(words), start + reach)) if words[i] in ("was", "were")]
    return verbs[0] - 1 if verbs and words[verbs[0] - 1] == "," else None
