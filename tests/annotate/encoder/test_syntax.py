from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate.encoder.syntax import _acyclic, _marks, _merge, bucket
from rashomon.annotate.encoder.words import cut


@given(st.integers(1, 60).flatmap(lambda n: st.lists(st.integers(0, n - 1), min_size=n, max_size=n)))
def test_no_cycle_survives(heads):
    made = _acyclic(np.array(heads), np.zeros(len(heads), dtype=np.float32)).tolist()
    for start in range(len(made)):
        at = start
        for _ in range(len(made)):
            if made[at] == at:
                break
            at = made[at]
        assert made[at] == at
    changed = [i for i, (a, b) in enumerate(zip(heads, made, strict=True)) if a != b]
    assert all(made[i] == i for i in changed)


def test_the_word_likeliest_to_be_root_breaks_the_cycle():
    assert _acyclic(np.array([1, 2, 0]), np.array([3.0, 1.0, 2.0], dtype=np.float32)).tolist() == [1, 1, 0]


def test_cut_off_pieces_are_joined_to_their_word():
    words = cut("Don't go")
    merged = _merge(words, np.array([False, False, True, False]))
    assert merged == [0, 1, 1, 3]
    marks = _marks(words, merged, [3, 3, 1, 3], ["AUX", "PART", "X", "VERB"], ["aux", "advmod", "continuation", "root"])
    assert [(m.span, m.upos, m.head, m.deprel) for m in marks] == [
        ((0, 3), "AUX", 2, "aux"), ((3, 5), "PART", 2, "advmod"), ((6, 8), "VERB", -1, "root"),
    ]  # fmt: skip


def test_a_passive_auxiliary_makes_the_subject_passive():
    words = cut("Karsa was shelled")
    marks = _marks(words, [0, 1, 2], [2, 2, 2], ["PROPN", "AUX", "VERB"], ["nsubj", "aux:pass", "root"])
    assert [m.deprel for m in marks] == ["nsubj:pass", "aux:pass", "root"]


def test_a_space_keeps_words_apart():
    assert _merge(cut("go on"), np.array([False, True])) == [0, 1]


def test_distance_buckets_are_exact_near_and_bounded_far():
    near = bucket(np.arange(-8, 9))
    assert len(set(near.tolist())) == 17
    far = bucket(np.array([-10_000, 10_000, 12, 13, 40]))
    assert far.min() >= 0
    assert far.max() < 48
    assert far[0] != far[1]
