"""Puts sources, cues and contents together: every cue asks each word near it what it is to that cue."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rashomon.model import AttributionMark, Span

from .syntax import bucket
from .tagging import Tagged, best_path, runs, softmax, spans
from .tidy import trim

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .files import Files
    from .words import Words

REACH = 220  # words on either side of a cue that can belong to it, as in training
_NEAR = 72  # words on either side that are asked first; nearly all attributions end within them
_SOURCE, _CONTENT = 0, 1
FLOOR = 0.3  # marks less likely than this are left out: measured, they cost every figure more than they bring
_SECOND = np.float32(0.3)  # weight of the layer that tags contents without asking whose; both heads err on their own
_SURE = 2.0  # log odds beyond which that layer gains no further say, so that it cannot give a cue another's content


class Found(NamedTuple):
    """One attribution in word numbers, with what its calibration rests on."""

    cue: Tagged
    sources: list[Tagged]
    contents: list[Tagged]
    features: tuple[float, float, float, float]


def find(rows: NDArray[np.float32], words: Words, files: Files) -> list[Found]:
    """The attributions of a document; a cue that no content answers to is dropped."""
    columns = files.labels.columns
    cues = spans(rows[:, slice(*columns["cue"])])
    paragraphs = np.array(words.paragraphs)
    found = []
    for cue in cues:
        parts = _parts(rows, paragraphs, files, cue)
        sources = [p for p in parts if p.kind == _SOURCE]
        contents = [p for p in parts if p.kind == _CONTENT]
        if contents:
            features = (cue.score, _least(contents), _least(sources), float(len(contents)))
            found.append(Found(cue, sources, contents, features))
    return found


def _parts(rows: NDArray[np.float32], paragraphs: NDArray[np.intp], files: Files, cue: Tagged) -> list[Tagged]:
    """The sources and contents of one cue; looks further than ``_NEAR`` only where something reaches that far."""
    for reach in (_NEAR, REACH):
        low, high = max(0, cue.first - reach), min(len(rows), cue.last + reach)
        scores = _scores(rows, paragraphs, files, cue, low, high)
        path = best_path(scores)
        cut_off = (low > 0 and any(path[:3])) or (high < len(rows) and any(path[-3:]))
        if not cut_off:
            break
    return _pieces(path, softmax(scores), low)


def marks(rows: NDArray[np.float32], text: str, words: Words, files: Files) -> tuple[AttributionMark, ...]:
    """The attributions of a document as marks, by their first word."""
    if not len(rows):
        return ()
    made = to_marks(find(rows, words, files), text, words, files)
    return tuple(mark for mark in made if mark.score >= FLOOR)


def to_marks(found: list[Found], text: str, words: Words, files: Files) -> tuple[AttributionMark, ...]:
    """Attributions in word numbers as marks in code points, by their first character."""
    made = []
    for one in found:
        contents = [part for part in (_trimmed(p, text, words) for p in one.contents) if part.first < part.last]
        if not contents:
            continue
        roles = [_spans(part, words) for part in (one.sources, [one.cue], contents)]
        weights = files.labels.calibration
        odds = sum(c * t for c, t in zip(weights, terms(one.features), strict=True))
        made.append(AttributionMark(roles[0], roles[1], roles[2], round(float(1 / (1 + np.exp(-odds))), 4)))
    return tuple(sorted(made, key=lambda m: (min(m.source + m.cue + m.content), m.cue)))


def terms(features: tuple[float, float, float, float]) -> tuple[float, ...]:
    """What the logistic regression behind the score sees: log odds of cue, contents and sources, and whether parts are apart."""
    cue, content, source, many = features
    return 1.0, _odds(cue), _odds(content), _odds(source), float(many > 1)


def _odds(probability: float) -> float:
    p = min(max(probability, 1e-3), 1 - 1e-3)
    return float(np.log(p / (1 - p)))


def _least(parts: list[Tagged]) -> float:
    """The least probability over the parts; an absent source counts as an even chance."""
    return min((p.score for p in parts), default=0.5)


def _trimmed(part: Tagged, text: str, words: Words) -> Tagged:
    first, last = trim(text, words.starts, words.ends, part.first, part.last)
    return part._replace(first=first, last=last)


def _spans(parts: list[Tagged], words: Words) -> tuple[Span, ...]:
    return tuple(Span(words.starts[p.first], words.ends[p.last - 1]) for p in parts)


def _scores(
    rows: NDArray[np.float32], paragraphs: NDArray[np.intp], files: Files, cue: Tagged, low: int, high: int
) -> NDArray[np.float32]:
    """Scores [high - low, labels of the joiner] of the words as seen from one cue; as Reader.join in training."""
    columns, tables = files.labels.columns, files.tables
    own = rows[cue.first : cue.last]
    near = np.arange(low, high)
    steps = np.clip(paragraphs[low:high] - paragraphs[cue.first], -2, 2) + 2
    hidden = rows[low:high, slice(*columns["word_key"])] + tables["join_place"][bucket(near - cue.first) * 5 + steps]
    hidden += own[:, slice(*columns["cue_key"])].mean(0)
    hidden[cue.first - low : cue.last - low] += tables["join_inside"]
    np.maximum(hidden, 0, out=hidden)
    scores = hidden @ tables["join_out"].T + tables["join_bias"]
    labels = scores.shape[1]
    query = own[:, slice(*columns["cue_query"])].mean(0).reshape(labels, -1)
    keys = rows[low:high, slice(*columns["word_query"])].reshape(high - low, labels, -1)
    scores += np.einsum("wld,ld->wl", keys, query) / np.float32(query.shape[1] ** 0.5)
    scores[:, 1 + 2 * _CONTENT : 3 + 2 * _CONTENT] += _SECOND * _second(rows[low:high, slice(*columns["content"])])
    out: NDArray[np.float32] = scores
    return out


def _second(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log odds [words, B and I] of the plain content layer against O, kept within bounds."""
    bounded: NDArray[np.float32] = np.clip(scores[:, 1:3] - scores[:, :1], -_SURE, _SURE)
    return bounded


def _pieces(path: list[int], probabilities: NDArray[np.float32], low: int) -> list[Tagged]:
    """Runs of labels as spans in the document's word numbers."""
    parts = []
    for first, last, kind in runs(path):
        mass = probabilities[first:last, 1 + 2 * kind] + probabilities[first:last, 2 + 2 * kind]
        parts.append(Tagged(low + first, low + last, kind, float(mass.min())))
    return parts
