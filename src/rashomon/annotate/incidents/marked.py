"""What the encoder's second top says of the candidates: each scores by its first, its last and all of its words.

training/fillers.py adds the columns of the words up in the same way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import numpy as np

from rashomon.model import FILLER_COLUMNS

from .ranking import Scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import FillerMarks

_ROLES = (FILLER_COLUMNS - 1) // 3


def scores(marks: FillerMarks, spans: Sequence[tuple[int, int]]) -> Scores:
    """Logits (candidates, roles) of phrases at ``spans`` (code points), and the text's relevance."""
    rows = np.frombuffer(marks.scores, "<f2").astype(np.float64).reshape(-1, FILLER_COLUMNS)
    first = np.array([min(bisect_right(marks.ends, start), len(rows) - 1) for start, _ in spans], np.int64)
    last = np.array(
        [max(bisect_left(marks.starts, end), a + 1) for a, (_, end) in zip(first, spans, strict=True)], np.int64
    )
    running = np.vstack([np.zeros((1, _ROLES)), rows[:, 2 * _ROLES : 3 * _ROLES].cumsum(0)])
    mean = (running[last] - running[first]) / (last - first)[:, None]
    logits = rows[first, :_ROLES] + rows[last - 1, _ROLES : 2 * _ROLES] + mean
    return Scores(logits.astype(np.float32), float(rows[:, 3 * _ROLES].mean()))
