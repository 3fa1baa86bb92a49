"""How phrases score by the rows of their words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate.incidents.learned import ROLES
from rashomon.annotate.incidents.marked import scores
from rashomon.model import FILLER_COLUMNS, FillerMarks

N = len(ROLES)


def marked(rows):
    rows = np.array(rows, np.float64)
    starts = tuple(range(0, 10 * len(rows), 10))
    return FillerMarks(starts, tuple(s + 5 for s in starts), rows.astype("<f2").tobytes())


def test_first_last_and_mean_are_added():
    rows = np.zeros((3, FILLER_COLUMNS))
    rows[0, 0], rows[1, 0], rows[2, 0] = 1, 50, 50  # first word, of the first role
    rows[0, N], rows[1, N], rows[2, N] = 50, 2, 50  # last word
    rows[:, 2 * N] = 4, 8, 50  # all words
    rows[:, -1] = 0, 3, 6  # relevance
    told = scores(marked(rows), [(0, 15)])
    assert told.logits.shape == (1, N)
    assert told.logits[0, 0] == 1 + 2 + 6
    assert told.relevance == 3


@pytest.mark.parametrize(
    ("span", "words"), [((0, 5), (0, 1)), ((2, 4), (0, 1)), ((7, 8), (1, 2)), ((10, 25), (1, 3)), ((29, 40), (2, 3))]
)
def test_a_phrase_takes_the_words_that_it_touches(span, words):
    rows = np.zeros((3, FILLER_COLUMNS))
    rows[:, :N], rows[:, N : 2 * N] = np.array([[1], [2], [4]]), np.array([[8], [16], [32]])
    assert scores(marked(rows), [span]).logits[0, 0] == rows[words[0], 0] + rows[words[1] - 1, N]


def test_no_phrase_no_logits():
    assert scores(marked(np.zeros((2, FILLER_COLUMNS))), []).logits.shape == (0, N)


@given(st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=6))
def test_what_a_phrase_scores_does_not_depend_on_the_others(pairs):
    rows = np.random.default_rng(0).normal(size=(6, FILLER_COLUMNS))
    spans = [(start, start + size) for start, size in pairs]
    together = scores(marked(rows), spans).logits
    for number, span in enumerate(spans):
        assert np.allclose(together[number], scores(marked(rows), [span]).logits[0])
