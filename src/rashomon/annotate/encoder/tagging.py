"""Reads spans out of B-, I- and O-scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CERTAIN = 6  # scores by which O must lead all other labels for a word to be left out of the search


class Tagged(NamedTuple):
    """Words [first, last) form a span of kind number ``kind``; ``score`` is the least probability of a word to be in one."""

    first: int
    last: int
    kind: int
    score: float


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    probabilities: NDArray[np.float32] = shifted / shifted.sum(-1, keepdims=True)
    return probabilities


def spans(scores: NDArray[np.float32], bias: float = 0.0) -> list[Tagged]:
    """Spans of a layer's scores [words, 1 + 2 * kinds]; ``bias`` is added to O, so that less is found.

    Labels are the best sequence in which I-words follow words of a span. A span's kind is the most probable one over
    its words: kinds may waver within a span, and one wavering word must not cut it in two.
    """
    if not len(scores):
        return []
    if bias:
        scores = scores.copy()
        scores[:, 0] += bias
    odd = np.logaddexp.reduce(scores[:, 1::2], axis=-1)
    even = np.logaddexp.reduce(scores[:, 2::2], axis=-1)
    path = best_path(np.stack([scores[:, 0], odd, even], axis=-1))
    kinds = softmax(scores)
    kinds = kinds[:, 1::2] + kinds[:, 2::2]
    found: list[Tagged] = []
    for first, last, _ in runs(path):
        mass = kinds[first:last]
        found.append(Tagged(first, last, int(mass.sum(0).argmax()), float(mass.sum(-1).min())))
    return found


def runs(path: list[int]) -> list[tuple[int, int, int]]:
    """(first, last, kind) of each span of a sequence of labels."""
    found = []
    at, n = 0, len(path)
    while at < n:
        start, label = at, path[at]
        at += 1
        if label:
            kind = (label - 1) // 2
            while at < n and path[at] == 2 + 2 * kind:
                at += 1
            found.append((start, at, kind))
    return found


def best_path(scores: NDArray[np.float32]) -> list[int]:
    """The best sequence of labels [words] in which I-words follow words of their own kind."""
    path = [0] * len(scores)
    highest = scores[:, 1:].max(-1)
    busy = np.flatnonzero(highest > scores[:, 0] - _CERTAIN).tolist()
    wanted = highest > scores[:, 0]
    start = 0
    while start < len(busy):
        end = start + 1
        while end < len(busy) and busy[end] == busy[end - 1] + 1:
            end += 1
        first, last = busy[start], busy[end - 1] + 1
        if wanted[first:last].any():
            path[first:last] = _viterbi(scores[first:last].tolist())
        start = end
    return path


def _viterbi(scores: list[list[float]]) -> list[int]:
    """Viterbi over one run of words that starts after an O; plain lists, since each step is small."""
    kinds = range(1, len(scores[0]), 2)
    value = scores[0][:]
    for kind in kinds:
        value[kind + 1] = -1e9
    back: list[list[int]] = []
    for row in scores[1:]:
        best = value.index(max(value))
        peak = value[best]
        came = [best] * len(row)
        following = [peak + score for score in row]
        for kind in kinds:  # an I-word comes from B or I of its kind
            inner = kind if value[kind] >= value[kind + 1] else kind + 1
            came[kind + 1] = inner
            following[kind + 1] = value[inner] + row[kind + 1]
        back.append(came)
        value = following
    label = value.index(max(value))
    labels = [label]
    for came in reversed(back):
        label = came[label]
        labels.append(label)
    return labels[::-1]
