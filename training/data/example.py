"""The common shape of training rows: words, and for each layer the labels that the annotation allows."""

from __future__ import annotations

import bisect
import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rashomon.annotate.encoder.words import Words, cut
from training.labels import JOIN, LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


@dataclass
class Example:
    """One document. ``allowed[layer][i]`` is a bit mask of the labels word i may have; 0 leaves the word out of the loss.

    ``joins`` holds (words of the cue, label of JOIN per word). ``heads`` and ``deprels`` are -1 where unknown, and a
    root's head is its own index.
    """

    id: str
    text: str
    words: Words
    allowed: dict[str, list[int]] = field(default_factory=dict)
    joins: list[tuple[list[int], list[int]]] = field(default_factory=list)
    heads: list[int] | None = None
    deprels: list[int] | None = None


def rows(path: Path) -> list[dict]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def held_out(id_: str) -> bool:
    """Whether a document of a set without a split of its own is kept for measuring: a fixed fifth, by hash."""
    return hashlib.sha256(id_.encode()).digest()[0] < 51


def start(id_: str, text: str) -> Example:
    """An example without labels."""
    return Example(id_, text, cut(text))


def covered(words: Words, span: Sequence[int]) -> range:
    """The words that a span of code points touches."""
    first = bisect.bisect_right(words.ends, span[0])
    return range(first, max(first, bisect.bisect_left(words.starts, span[1])))


def tag(labels: list[int], words: Iterable[int], begin: int) -> None:
    """Write B (``begin``) and I (``begin + 1``) over the words of one span."""
    for i, word in enumerate(words):
        labels[word] = begin + (i > 0)


def tag_layer(example: Example, layer: str, spans: Iterable[tuple[Sequence[int], str]]) -> None:
    """Fill a layer from (span, kind) pairs; of overlapping spans the longest stands."""
    labels = [0] * len(example.words.starts)
    for span, kind in sorted(spans, key=lambda s: -(s[0][1] - s[0][0])):
        inside = covered(example.words, span)
        if inside and not any(labels[i] for i in inside):
            tag(labels, inside, LAYERS[layer].index(f"B-{kind}"))
    example.allowed[layer] = [1 << label for label in labels]


def join_labels(example: Example, cue: Sequence, source: Sequence, content: Sequence) -> None:
    """Add one attribution as seen from its cue."""
    labels = [0] * len(example.words.starts)
    for kind, spans in (("content", content), ("source", source)):  # where both claim a word, the source has it
        for span in spans:
            tag(labels, covered(example.words, span), JOIN.index(f"B-{kind}"))
    words = [i for span in cue for i in covered(example.words, span)]
    if words:
        example.joins.append((words, labels))
