"""An attribution before it has a speaker, a stance or an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Who, by what words, what: spans in text order.

    ``lemma`` is the cue in its base form, ``frame`` as in lexicon/cues.yaml or "according", "noun", "hedge", "colon".
    ``party`` is the noun phrase that a charge is brought against ("accused X of ..."), where the frame tells.
    ``voice`` is the part of the source that this speaker has, where several speak jointly.
    ``given`` is a speaker class that the frame fixes ("unspecified"). ``score`` lies in 0 to 1.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    lemma: str
    frame: str
    rule: str
    score: float = 0.6
    passive: bool = False
    negated: bool = False
    party: Span | None = None
    given: str | None = None
    voice: Span | None = None

    @property
    def start(self) -> int:
        """The first offset of the content (of the cue where there is none)."""
        return (self.content or self.cue or self.source)[0].start

    @property
    def place(self) -> int:
        """Where the cue stands, or the content where there is no cue."""
        return (self.cue or self.content)[0].start

    @property
    def size(self) -> int:
        """Number of characters of the content."""
        return sum(span.end - span.start for span in self.content)


def overlap(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Number of characters that two lists of disjoint spans share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def likeness(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Jaccard index of the characters of two lists of disjoint spans."""
    shared = overlap(one, other)
    total = sum(s.end - s.start for s in one) + sum(s.end - s.start for s in other) - shared
    return shared / total if total else 0.0
