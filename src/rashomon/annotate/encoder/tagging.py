"""Reads spans out of B-, I- and O-scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


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

    A span's kind is that of the most probable kind over its words, so that one wavering word does not cut it in two.
    """
    if not len(scores):
        return []
    if bias:
        scores = scores.copy()
        scores[:, 0] += bias
    probabilities = softmax(scores)
    best = scores.argmax(-1)
    found: list[Tagged] = []
    at, n = 0, len(best)
    inside = best > 0
    for first in np.flatnonzero(inside & ~np.concatenate(([False], inside[:-1]))).tolist():
        at = first
        while at < n and inside[at]:
            start = at
            at += 1
            while at < n and inside[at] and best[at] % 2 == 0 and _goes_on(probabilities, start, at):
                at += 1
            found.append(_settle(probabilities, start, at))
    return found


def _goes_on(probabilities: NDArray[np.float32], start: int, at: int) -> bool:
    """Whether an I-word belongs to the span begun at ``start``: its kind is likely there, or it is the same."""
    kind = int(probabilities[at, 2::2].argmax())
    begun = int((probabilities[start, 1::2] + probabilities[start, 2::2]).argmax())
    return kind == begun or bool(probabilities[at, 2 + 2 * begun] + probabilities[start, 1 + 2 * kind] > 0.25)


def _settle(probabilities: NDArray[np.float32], first: int, last: int) -> Tagged:
    """The kind and score of a span whose words are known."""
    kinds = probabilities[first:last, 1::2] + probabilities[first:last, 2::2]
    kind = int(kinds.sum(0).argmax())
    return Tagged(first, last, kind, float(kinds.sum(-1).min()))
