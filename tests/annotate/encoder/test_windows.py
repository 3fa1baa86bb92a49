from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate.encoder.windows import OVERLAP, ROOM, lay


@given(st.lists(st.integers(1, 8), max_size=1500))
def test_every_word_is_owned_once_by_a_window_that_reads_it(counts):
    windows = lay(counts)
    owned = [i for w in windows for i in range(w.own_first, w.own_last)]
    assert owned == list(range(len(counts)))
    for w in windows:
        assert w.first <= w.own_first <= w.own_last <= w.last
        assert w.pieces == sum(counts[w.first : w.last]) <= ROOM


@given(st.lists(st.integers(1, 8), min_size=400, max_size=1500))
def test_owned_words_keep_context_on_both_sides(counts):
    for w in lay(counts):
        if w.first > 0:
            assert sum(counts[w.first : w.own_first]) >= OVERLAP // 4
        if w.last < len(counts):
            assert sum(counts[w.own_last : w.last]) >= OVERLAP // 4


def test_a_short_text_is_one_window_and_no_text_is_none():
    assert [w[:4] for w in lay([1, 2, 3])] == [(0, 3, 0, 3)]
    assert lay([]) == []
