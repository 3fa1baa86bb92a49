"""Sentences as the figure rules see them: their words and their quantities."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotate.numbers import Number, find_numbers

from .nouns import Words
from .quantities import Quantity, quantity
from .singles import single_persons

if TYPE_CHECKING:
    from rashomon.model import Annotated, Sentence, Span


class Line(NamedTuple):
    """A sentence: folded words and the quantities in text order."""

    words: list[str]
    quantities: list[Quantity]


def lines(annotated: Annotated) -> list[Line]:
    """Every sentence of the document, in text order."""
    numbers = find_numbers(annotated.text)
    times = [t.span for t in annotated.times]
    found: list[Line] = []
    at = 0
    for sentence in annotated.sentences:
        mine = []
        while at < len(numbers) and numbers[at].core.start < sentence.span.end:
            if numbers[at].core.start >= sentence.span.start:
                mine.append(numbers[at])
            at += 1
        found.append(_line(annotated, sentence, mine, times))
    return found


def _line(annotated: Annotated, sentence: Sentence, numbers: list[Number], times: list[Span]) -> Line:
    tokens = annotated.tokens[slice(*sentence.tokens)]
    folded = [t.text.lower().replace("’", "'") for t in tokens]
    letters = [c for t in tokens for c in t.text if c.isalpha()]
    shouted = len(letters) > 12 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
    starts, ends = [t.span.start for t in tokens], [t.span.end for t in tokens]
    words = Words(folded, folded if shouted else [t.text for t in tokens], starts, ends, shouted)
    found = [
        q
        for number in numbers
        if number.kind in ("cardinal", "range", "vague") and not any(t.covers(number.core) for t in times)
        if (q := quantity(annotated.text, words, number)) is not None
    ]
    found += single_persons(words, found)
    return Line(folded, sorted(found, key=lambda q: q.first))
