from __future__ import annotations

import numpy as np
import pytest

from rashomon.annotate.encoder.tagging import softmax, spans

OUT, B1, I1, B2, I2 = range(5)


def scores(labels: list[int]) -> np.ndarray:
    made = np.full((len(labels), 5), -3.0, dtype=np.float32)
    made[np.arange(len(labels)), labels] = 3.0
    return made


def found(labels: list[int]) -> list[tuple[int, int, int]]:
    return [(t.first, t.last, t.kind) for t in spans(scores(labels))]


def test_runs_become_spans():
    assert found([OUT, B1, I1, OUT, B2]) == [(1, 3, 0), (4, 5, 1)]
    assert found([B1, B1, I1]) == [(0, 1, 0), (1, 3, 0)]
    assert found([B1, B2, I2]) == [(0, 1, 0), (1, 3, 1)]
    assert found([OUT, OUT]) == []
    assert spans(np.zeros((0, 5), dtype=np.float32)) == []


def test_a_span_begins_where_a_beginning_is_likeliest():
    made = scores([OUT, I2, I2, OUT])
    made[1, B2] = 0.0
    assert [(t.first, t.last, t.kind) for t in spans(made)] == [(1, 3, 1)]


def test_what_is_likely_only_without_its_beginning_is_no_span():
    made = scores([OUT, OUT, OUT])
    made[1, I1] = 3.5
    assert spans(made) == []


def test_the_first_word_is_kept_where_the_whole_span_is_likelier_than_none():
    made = scores([OUT, I1, OUT])
    made[0, B1] = 2.5
    assert [(t.first, t.last) for t in spans(made)] == [(0, 2)]


def test_a_wavering_kind_does_not_cut_a_span():
    made = scores([B1, I1, I1])
    made[1] = [-3, -3, 1.0, -3, 1.2]
    assert [(t.first, t.last, t.kind) for t in spans(made)] == [(0, 3, 0)]


def test_the_score_is_that_of_the_least_certain_word_and_bias_lowers_what_is_found():
    made = scores([B1, I1])
    made[1, I1] = -2.0
    made[1, OUT] = -2.5
    (one,) = spans(made)
    assert one.score == pytest.approx(1 - softmax(made)[1, OUT], abs=1e-5)
    assert spans(made, bias=20.0) == []
