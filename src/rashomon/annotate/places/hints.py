"""What the encoder's marks add: evidence for and against candidates, and names that no list knows.

The rules decide well without them; a mark shifts a decision by the weights "mark ..." of ``place_weights.yaml``, which were
fitted on documents that the encoder was not trained on. Without marks nothing here has any effect.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from rashomon.gazetteer.folding import fold
from rashomon.model import Marks, Span, ToponymMark

from .candidates import Candidate, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.gazetteer import Gazetteer

    from .words import Word

# A name that only the encoder sees is believed from this probability on.
SURE = 0.95


class Hints:
    """The encoder's place names and named entities of one text, by offset. Each kind is disjoint and in text order."""

    def __init__(self, marks: Marks) -> None:
        self._empty = not marks.toponyms and not marks.entities
        self._toponyms, self._entities = marks.toponyms, marks.entities
        self._ends = [[mark.span.end for mark in kind] for kind in (marks.toponyms, marks.entities)]
        self._starts = [[mark.span.start for mark in kind] for kind in (marks.toponyms, marks.entities)]

    def evidence(self, span: Span) -> dict[str, float]:
        """Features of a candidate by what the encoder marked there; none where it marked nothing in the whole text."""
        if self._empty:
            return {}
        found: dict[str, float] = {}
        for mark in self._toponyms[self._window(0, span)]:
            if mark.span == span:
                found["mark same"], found["mark same score"] = 1.0, mark.score
            else:
                found.setdefault("mark crossed", 1.0)
        for entity in self._entities[self._window(1, span)]:
            if entity.span == span:
                found[f"mark is {entity.kind}"] = entity.score
            elif entity.span.covers(span):
                found[f"mark in {entity.kind}"] = entity.score
        return found

    def _window(self, kind: int, span: Span) -> slice:
        return slice(bisect_right(self._ends[kind], span.start), bisect_left(self._starts[kind], span.end))


def with_marked(
    candidates: Sequence[Candidate],
    marks: Marks,
    words: Sequence[Word],
    text: str,
    gazetteer: Gazetteer,
    heads: frozenset[str],
) -> list[Candidate]:
    """The candidates and, where none is, the names that the encoder is sure of, in text order.

    A word that no gazetteer knows and that one of ``heads`` follows is part of a body's name ("Velmari Army"), no place.
    """
    taken = {at for candidate in candidates for at in range(candidate.first, candidate.last)}
    starts = [word.start for word in words]
    added = []
    for mark in marks.toponyms:
        first, last = bisect_left(starts, mark.span.start), bisect_left(starts, mark.span.end)
        aligned = first < last and words[first].start == mark.span.start and words[last - 1].end == mark.span.end
        if mark.score < SURE or not aligned or not taken.isdisjoint(range(first, last)):
            continue
        if fold(mark.span.of(text)).title() in parts().never:
            continue
        made = _marked(mark, first, last, text, gazetteer)
        named = last < len(words) and words[last].text in heads and text[mark.span.end : words[last].start] == " "
        if made.entries or not named:
            added.append(made)
    return sorted([*candidates, *added], key=lambda c: c.first)


def _marked(mark: ToponymMark, first: int, last: int, text: str, gazetteer: Gazetteer) -> Candidate:
    name = text[mark.span.start : mark.span.end]
    entries = gazetteer.lookup(name) if mark.reading != "demonym" else ()
    return Candidate(first, last, Span(*mark.span), name, fold(name), entries, pattern="encoder")
