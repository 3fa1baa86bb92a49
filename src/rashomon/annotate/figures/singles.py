"""Single persons (and couples) told of with an article ("a woman"), or beside others that are counted ("and her daughter")."""

from __future__ import annotations

from rashomon.annotate.numbers import ORDINALS, Number
from rashomon.model import Span

from .lexicon import lexicon
from .nouns import Counted, Words, counted, singulars
from .quantities import Quantity

_DETERMINERS = frozenset({"a", "an", "another"})
_POSSESSIVES = frozenset({"his", "her", "their"})
_COUNTED_UP = frozenset(ORDINALS) - {"first"}  # "a fourth aid worker died" adds one to a toll: no toll of one
YEAR_DIGITS = 4


def single_persons(words: Words, numbers: list[Quantity]) -> list[Quantity]:
    """Quantities of one, in text order, none overlapping ``numbers``."""
    found: list[Quantity] = []
    taken = {i for q in numbers for i in range(q.first, q.head)}
    for at, word in enumerate(words.folded[:-1]):
        if (word not in _DETERMINERS and word not in _POSSESSIVES) or at in taken or at + 1 in taken:
            continue
        what = counted(words, at + 1)
        if not _is_person(words, at, what) or any(i in taken for i in range(at, what.head)):
            continue
        if word in _POSSESSIVES and not _beside(words.folded, at, what.head, [*numbers, *found]):
            continue
        pair = words.folded[what.head - 1] in lexicon().pairs
        span = Span(words.starts[at], words.ends[what.head - 1 if pair or word in _POSSESSIVES else at])
        size = 2 if pair else 1
        found.append(
            Quantity(Number(span, span, size, size, "article"), at, at + 1, what.head, what.noun, None, article=True)
        )
    return found


def _is_person(words: Words, at: int, what: Counted) -> bool:
    """Whether one person is meant, and not only a person just named described: "Ada Ruiz, 22, a nurse,"."""
    noun = what.noun
    if words.folded[at + 1] in _COUNTED_UP:
        return False
    if noun is None or noun.thing or noun.measure or what.measure or noun.group == "families":
        return False
    pair = words.folded[what.head - 1] in lexicon().pairs and words.folded[what.head : what.head + 1] != ["of"]
    if not (pair or words.folded[what.head - 1] in singulars()) or "of" in words.folded[at + 1 : what.head]:
        return False
    before = words.raw[at - 2] if at > 1 else ""
    aged = before.isdigit() and len(before) < YEAR_DIGITS  # "Ada Ruiz, 22, a nurse", not "In 2031, a nurse"
    named = at > 1 and (before[0].isupper() or aged)
    return not (named and words.folded[at - 1] == ",")


def _beside(words: list[str], at: int, head: int, others: list[Quantity]) -> bool:
    """Whether "her daughter" stands in a list with somebody counted: "a man, his wife and two children"."""

    def joined(start: int, end: int) -> bool:
        return start <= end and all(w in (",", "and") or w in _POSSESSIVES for w in words[start:end])

    return any(joined(q.head, at) if q.head <= at else joined(head, q.first) for q in others)
