"""What the learned encoder marks up in a text, before any rule has normalised it; empty without an encoder.

All spans are half-open code-point offsets into the text of the document.
Marks are sorted by their first offset. Nothing here is resolved: no dates, coordinates or actors.
"""

from __future__ import annotations

import msgspec

from .span import Span

FILLER_COLUMNS = 16  # first, last and inner word of a phrase in each of five roles, and relevance of the text


class AttributionMark(msgspec.Struct, frozen=True):
    """One act of attributing: who (source), by what words (cue), what (content).

    Each role is zero or more disjoint spans in text order; a discontinuous content has several. ``source`` is empty
    where the text names none; ``cue`` is empty where quotation marks alone attribute. ``score`` is the calibrated
    probability (0 to 1) that content and source are right.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


class EntityMark(msgspec.Struct, frozen=True):
    """A named entity. ``kind`` is person, organization, place, demonym or other; ``score`` lies in 0 to 1."""

    span: Span
    kind: str
    score: float


class ToponymMark(msgspec.Struct, frozen=True):
    """A place name. ``reading`` is literal (the place), metonymic (an organisation meant by it) or demonym."""

    span: Span
    reading: str
    score: float


class TimeMark(msgspec.Struct, frozen=True):
    """A TIMEX3 extent. ``type`` is DATE, TIME, DURATION or SET; ``score`` lies in 0 to 1."""

    span: Span
    type: str
    score: float


class WordMark(msgspec.Struct, frozen=True):
    """A word with its universal part of speech and its arc of the dependency tree.

    ``head`` is the index of the governing word in the document's word list, -1 for a root.
    ``deprel`` is a Universal Dependencies relation (with subtype, such as ``nsubj:pass``).
    """

    span: Span
    upos: str
    head: int
    deprel: str


class FillerMarks(msgspec.Struct, frozen=True):
    """What the encoder's second top says of each of its own words: who did what to whom, in texts of the kind it knows.

    ``starts`` and ``ends`` are the words' offsets; ``scores`` holds their rows of :data:`FILLER_COLUMNS` half-precision
    numbers, row by row. See annotate/incidents/marked.py for what they are made into.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    scores: bytes


class Marks(msgspec.Struct, frozen=True):
    """Everything the encoder marked in one text, each kind in text order."""

    attributions: tuple[AttributionMark, ...] = ()
    entities: tuple[EntityMark, ...] = ()
    toponyms: tuple[ToponymMark, ...] = ()
    times: tuple[TimeMark, ...] = ()
    words: tuple[WordMark, ...] = ()
    fillers: FillerMarks | None = None
