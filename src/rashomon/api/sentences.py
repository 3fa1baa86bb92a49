"""Words of documents within the sentence in which they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Annotated
    from rashomon.record import Record

OPEN, CLOSE = "»", "«"
LONGEST = 600  # code points of a sentence that are shown around the words


class Sentences:
    """Sentences of a record's documents; what was read of a document is fetched once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._readings: dict[str, Annotated] = {}

    def marked(self, document: str, span: Sequence[int]) -> str:
        """The sentence (or sentences) that hold ``span`` (code points) of a document, the words between » and «.

        White space is one blank; of a very long sentence only what stands around the words.

        Raises:
            NotInRecordError: there is no such document.
        """
        if document not in self._readings:
            self._readings[document] = self._record.reading(document)
        reading = self._readings[document]
        text, (start, end) = reading.text, span
        held = [s.span for s in reading.sentences if s.span.start < end and start < s.span.end]
        first, last = (held[0].start, held[-1].end) if held else (start, end)
        first, last = min(first, start), max(last, end)
        before, after = text[first:start], text[end:last]
        if len(before) + len(after) > LONGEST:
            before = "…" + before[-LONGEST // 2 :] if len(before) > LONGEST // 2 else before
            after = after[: LONGEST // 2] + "…" if len(after) > LONGEST // 2 else after
        return " ".join(f"{before}{OPEN}{text[start:end]}{CLOSE}{after}".split())
