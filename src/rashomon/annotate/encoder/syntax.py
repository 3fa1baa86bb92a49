"""Reads parts of speech and a forest of dependency arcs out of the network's projections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rashomon.model import Span, WordMark

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .files import Files
    from .words import Words

_REACH = 90  # words: a governor further away is not looked for
_BLOCK = 128  # words whose governors are sought together


def parse(rows: NDArray[np.float32], words: Words, files: Files) -> tuple[WordMark, ...]:
    """The words of a document with tags and arcs; pieces that our word pattern cut off a word are joined to it."""
    if not len(rows):
        return ()
    labels, columns = files.labels, files.labels.columns
    heads = _heads(rows, files)
    relation = rows[:, slice(*columns["relation_dependant"])] + rows[heads, slice(*columns["relation_governor"])]
    scores = np.maximum(relation, 0) @ files.tables["relation_out"].T + files.tables["relation_bias"]
    own = heads == np.arange(len(heads))
    root, continuation = labels.deprels.index("root"), len(labels.deprels) - 1
    scores[:, root] = np.where(own, np.inf, -np.inf)
    relations = scores.argmax(-1)
    tags = rows[:, slice(*columns["upos"])].argmax(-1)
    names = labels.layers["upos"]
    merged = _merge(words, (tags == len(names) - 1) | (relations == continuation))
    return _marks(
        words,
        merged,
        heads.tolist(),
        [names[t] for t in tags.tolist()],
        [labels.deprels[r] for r in relations.tolist()],
    )


def _heads(rows: NDArray[np.float32], files: Files) -> NDArray[np.intp]:
    """The best governor of each word, itself for a root, without cycles."""
    columns, n = files.labels.columns, len(rows)
    dependant, governor = rows[:, slice(*columns["dependant"])], rows[:, slice(*columns["governor"])]
    root = rows[:, columns["root"][0]]
    offset = np.arange(-_BLOCK - _REACH, _BLOCK + _REACH + 1)
    bonus = files.tables["arc_distance"][bucket(offset)]
    heads = np.empty(n, dtype=np.intp)
    scores = np.empty(n, dtype=np.float32)
    for start in range(0, n, _BLOCK):
        end, low, high = min(n, start + _BLOCK), max(0, start - _REACH), min(n, start + _BLOCK + _REACH)
        mine, theirs = np.arange(start, end), np.arange(low, high)
        block = dependant[start:end] @ governor[low:high].T
        block += bonus[theirs[None] - mine[:, None] + _BLOCK + _REACH]
        block[mine - start, mine - low] = root[start:end]
        best = block.argmax(-1)
        heads[start:end], scores[start:end] = best + low, block[mine - start, best] - root[start:end]
    return _acyclic(heads, scores)


def bucket(distance: NDArray[np.intp]) -> NDArray[np.intp]:
    """Signed distances in words to the buckets of the trained tables: exact up to 8, then three to a doubling."""
    size = np.maximum(np.abs(distance), 1)
    log = 8 + np.maximum(np.floor(np.log2(size / 8) * 3), 0)
    flat = np.minimum(np.where(size <= 8, np.abs(distance), log), 23).astype(np.intp)
    return np.where(distance < 0, flat, flat + 24)


def _acyclic(heads: NDArray[np.intp], scores: NDArray[np.float32]) -> NDArray[np.intp]:
    """Break every cycle at the word that would most readily be a root."""
    state = [0] * len(heads)  # 0 unseen, 1 on the present path, 2 done
    links = heads.tolist()
    for start in range(len(links)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            if links[at] == at:
                break
            at = links[at]
        if state[at] == 1 and links[at] != at:
            cycle = path[path.index(at) :]
            weakest = min(cycle, key=lambda i: (scores[i], i))
            heads[weakest] = links[weakest] = weakest
        for i in path:
            state[i] = 2
    return heads


def _merge(words: Words, continues: NDArray[np.bool_]) -> list[int]:
    """For each of our words the first word of the marked-up word that it is part of."""
    first: list[int] = []
    for i, joined in enumerate(continues.tolist()):
        glued = i > 0 and joined and words.starts[i] == words.ends[i - 1]
        first.append(first[-1] if glued else i)
    return first


def _marks(
    words: Words, merged: list[int], heads: list[int], upos: list[str], deprels: list[str]
) -> tuple[WordMark, ...]:
    """Word marks with heads renumbered after merging; an arc into the word itself makes it a root."""
    passive = {heads[first] for first in set(merged) if deprels[first] == "aux:pass"}
    number = {first: i for i, first in enumerate(dict.fromkeys(merged))}
    ends: dict[int, int] = {}
    for i, first in enumerate(merged):
        ends[first] = words.ends[i]
    marks = []
    for first, end in ends.items():
        head = merged[heads[first]]
        rooted = head == first
        relation = "root" if rooted else "goeswith" if deprels[first] == "continuation" else deprels[first]
        if relation == "nsubj" and heads[first] in passive:
            relation = "nsubj:pass"  # the scorer labels each arc alone; a passive auxiliary settles its siblings
        tag = "X" if upos[first] == "continuation" else upos[first]
        marks.append(WordMark(Span(words.starts[first], end), tag, -1 if rooted else number[head], relation))
    return tuple(marks)
