"""Cuts examples into windows of word pieces and gathers windows into padded batches."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from rashomon.annotate.encoder.words import CASELESS, LOWER, TITLE, UPPER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from rashomon.annotate.encoder.pieces import Pieces
    from training.data.example import Example

    Row = NDArray[np.int64]

LENGTH = 256  # pieces of a window with [CLS] and [SEP], the same as at run time
# shares of windows shown in capitals and in small letters; names lean on case far more than attributions do
UNCASED = {"attribution": (0.08, 0.08), "side": (0.14, 0.22)}


@dataclass
class Prepared:
    """An example with its word pieces."""

    example: Example
    pieces: list[tuple[int, ...]]


@dataclass
class Batch:
    """Windows side by side. ``first`` [batch, words] points each word at its first piece; ``words`` masks padding."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    allowed: dict[str, Tensor]
    joins: list[tuple[int, list[int], list[int]]]  # window, words of the cue, label per word
    paragraphs: Tensor
    heads: Tensor | None
    deprels: Tensor | None


def prepare(examples: list[Example], pieces: Pieces) -> list[Prepared]:
    """Attach the word pieces."""
    out = []
    for e in examples:
        words = [e.text[s:t] for s, t in zip(e.words.starts, e.words.ends, strict=True)]
        out.append(Prepared(e, pieces.of(words)))
    return out


def windows(prepared: Prepared, rng: random.Random) -> Iterator[tuple[Prepared, int, int]]:
    """Non-overlapping stretches of words; the first is of random length, so that borders move between epochs."""
    room = rng.randint(100, LENGTH - 2)
    start = used = 0
    for i, ids in enumerate(prepared.pieces):
        if used + len(ids) > room:
            yield prepared, start, i
            start, used, room = i, 0, LENGTH - 2
        used += len(ids)
    if start < len(prepared.pieces):
        yield prepared, start, len(prepared.pieces)


def recase(shape: int, word_length: int, upper: bool) -> int:
    """The shape that the word would have in a text of capitals, or of small letters, only."""
    case = shape % 5
    if case == CASELESS:
        return shape
    return shape - case + ((UPPER if word_length > 1 else TITLE) if upper else LOWER)


def gather(
    chosen: list[tuple[Prepared, int, int]], special: Pieces, rng: random.Random | None, swaps: dict[int, int]
) -> Batch:
    """One batch; with ``rng`` some windows lose their case or have their curly quotation marks straightened."""
    n = len(chosen)
    words = max(b - a for _, a, b in chosen)
    length = max(sum(map(len, p.pieces[a:b])) for p, a, b in chosen) + 2
    ids = np.full((n, length), special.pad, dtype=np.int64)
    shapes = np.full((n, length), CASELESS, dtype=np.int64)
    mask, first = np.zeros((n, length), dtype=np.float32), np.zeros((n, words), dtype=np.int64)
    present, paragraphs = np.zeros((n, words), dtype=np.float32), np.zeros((n, words), dtype=np.int64)
    layers = chosen[0][0].example.allowed
    allowed = {name: np.zeros((n, words), dtype=np.int64) for name in layers}
    parsed = chosen[0][0].example.heads is not None
    heads, deprels = np.full((n, words), -1, dtype=np.int64), np.full((n, words), -1, dtype=np.int64)
    joins = []
    upper, small = UNCASED["attribution" if "cue" in layers else "side"]
    lower = upper + small
    for row, (p, a, b) in enumerate(chosen):
        e = p.example
        noise = rng.random() if rng else 1.0
        straight = bool(rng) and rng.random() < 0.2
        case = noise < upper if noise < lower else None
        ids[row, 0] = special.cls
        at = _pieces(p, a, b, (ids[row], shapes[row], first[row]), case, swaps if straight else {})
        ids[row, at] = special.sep
        mask[row, : at + 1] = 1
        present[row, : b - a] = 1
        paragraphs[row, : b - a] = e.words.paragraphs[a:b]
        for name, values in allowed.items():
            values[row, : b - a] = e.allowed[name][a:b]
        for cue, labels in e.joins:
            inside = [w - a for w in cue if a <= w < b]
            if inside:
                cut = labels[a:b]
                joins.append((row, inside, cut))
        if parsed:
            for w in range(a, b):
                if a <= e.heads[w] < b:
                    heads[row, w - a], deprels[row, w - a] = e.heads[w] - a, e.deprels[w]
    tensor = torch.from_numpy
    return Batch(
        tensor(ids), tensor(shapes), tensor(mask), tensor(first), tensor(present), {k: tensor(v) for k, v in allowed.items()},
        joins, tensor(paragraphs), tensor(heads) if parsed else None, tensor(deprels) if parsed else None,
    )  # fmt: skip


def _pieces(
    prepared: Prepared, a: int, b: int, rows: tuple[Row, Row, Row], upper: bool | None, swaps: dict[int, int]
) -> int:
    """Fills a window's rows of pieces, shapes and first pieces of words; ``upper`` as in ``recase``, None: cased as written.

    Returns how many pieces are filled, the first one included.
    """
    words, (ids, shapes, first), at = prepared.example.words, rows, 1
    for w in range(a, b):
        pieces = prepared.pieces[w]
        shape = words.shapes[w]
        if upper is not None:
            shape = recase(shape, words.ends[w] - words.starts[w], upper=upper)
        end = at + len(pieces)
        ids[at:end] = [swaps.get(i, i) for i in pieces]
        shapes[at] = shape
        shapes[at + 1 : end] = shape - (shape // 5 % 4) * 5
        first[w - a] = at
        at = end
    return at


def stream(data: list[Prepared], size: int, special: Pieces, seed: int, swaps: dict[int, int]) -> Iterator[Batch]:
    """Batches without end, reshuffled each epoch; windows of like length go together."""
    rng = random.Random(seed)
    while True:
        cuts = [w for p in data for w in windows(p, rng)]
        rng.shuffle(cuts)
        pool = 16 * size
        for i in range(0, len(cuts), pool):
            part = sorted(cuts[i : i + pool], key=lambda c: sum(map(len, c[0].pieces[c[1] : c[2]])))
            groups = [part[j : j + size] for j in range(0, len(part), size)]
            rng.shuffle(groups)
            for group in groups:
                yield gather(group, special, rng, swaps)
