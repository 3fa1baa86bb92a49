"""Places in a text: half-open code-point intervals, and the words behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Span(NamedTuple):
    """Half-open interval [start, end) of Unicode code points into a Document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def trimmed(self, text: str, extra: str = "") -> Span:
        """The span without white space, and without the characters ``extra``, at its ends."""
        start, end = self
        while start < end and (text[start].isspace() or text[start] in extra):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
            end -= 1
        return Span(start, end)


def hull(spans: Iterable[Span]) -> Span:
    """The least span that covers all ``spans``.

    Raises:
        ValueError: no span was given.
    """
    items = list(spans)
    return Span(min(s.start for s in items), max(s.end for s in items))


def words_of(text: str, spans: Iterable[Span]) -> str:
    """The characters of several spans, joined by " ... " where they are apart."""
    return " ... ".join(span.of(text) for span in spans)
