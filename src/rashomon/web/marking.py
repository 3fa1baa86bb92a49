"""Cuts a text at every boundary of its marks, so that marks that nest or cross are drawn right. Pure; knows no HTML.

All offsets are half-open code points into the whole text, whatever part of it is cut.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from . import bidi

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BREAK = re.compile(r"\n[ \t\r\f\v]*\n\s*|\n")


class Mark(NamedTuple):
    """A stretch of text that means something: ``kind`` is its layer and role, ``key`` whom it belongs to (an attribution's id)."""

    start: int
    end: int
    kind: str
    key: str = ""
    title: str = ""


class Segment(NamedTuple):
    """A piece of text that the same marks cover; ``first`` are the marks that begin with it.

    ``opens`` is the direction of a quote against the paragraph's that begins with it, ``closes`` whether one ends with it.
    """

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]
    first: tuple[Mark, ...]
    opens: str = ""
    closes: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its marks, each once, in order."""
        return tuple(dict.fromkeys(mark.kind for mark in self.marks))

    def depth(self, kind: str) -> int:
        """How many marks of a kind lie over each other here."""
        return sum(mark.kind == kind for mark in self.marks)


class Paragraph(NamedTuple):
    """A paragraph of the text, cut into segments."""

    start: int
    segments: tuple[Segment, ...]


def paragraphs(text: str, marks: Iterable[Mark]) -> list[Paragraph]:
    """The text by paragraphs. Marks that reach out of the text are left out, empty ones too."""
    inside = sorted(mark for mark in marks if 0 <= mark.start < mark.end <= len(text))
    return [Paragraph(start, tuple(segments(text, start, end, inside))) for start, end in _pieces(text)]


def segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Segment]:
    """The part ``start``..``end`` of the text, cut at every boundary of ``marks``."""
    over = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(at for mark in over for at in (mark.start, mark.end) if start < at < end)})
    part = text[start:end]
    quotes = [(start + a, start + b, way) for a, b, way in bidi.against(part, bidi.first_strong(part))]
    found = []
    for low, high, opens, closes in (one for a, b in pairwise(cuts) for one in bidi.pieces(a, b, quotes)):
        here = tuple(mark for mark in over if mark.start <= low and mark.end >= high)
        first = tuple(
            mark
            for mark in here
            if mark.start == low or (low == start and mark.start < low and not _seen(mark, text, start))
        )
        found.append(Segment(low, high, text[low:high], here, first, opens, closes))
    return found


def _seen(mark: Mark, text: str, start: int) -> bool:
    """Whether an earlier paragraph showed some of the mark already."""
    return bool(text[mark.start : start].strip())


def _pieces(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for gap in _BREAK.finditer(text):
        if text[at : gap.start()].strip():
            found.append((at, gap.start()))
        at = gap.end()
    if text[at:].strip():
        found.append((at, len(text)))
    return found
