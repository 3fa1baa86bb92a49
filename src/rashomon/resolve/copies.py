"""Wire copies and updates: documents that share most of their text, found by MinHash without comparing all pairs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.model import Copy, Fingerprint

from .clustering import components

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

PERMUTATIONS = 64
BANDS = 16
SHARE = 0.5  # of five-word shingles in common: below it, two reports of one event; above, one text and its copy
_SHINGLE = 5
_SHORT = 25  # words; shorter texts are alike by chance


def fingerprint(document: str, text: str, outlet: str | None, published: date | None) -> Fingerprint:
    """The fingerprint of a text (its words without case and punctuation)."""
    words = re.findall(r"\w+", text.casefold())
    if len(words) < _SHORT:
        return Fingerprint(document=document, outlet=outlet, published=published)
    from datasketch import MinHash  # brings scipy, a second that commands that only look need not wait for

    made = MinHash(num_perm=PERMUTATIONS, seed=1)
    made.update_batch({" ".join(words[i : i + _SHINGLE]).encode() for i in range(len(words) - _SHINGLE + 1)})
    return Fingerprint(
        document=document, outlet=outlet, published=published, values=tuple(int(v) for v in made.hashvalues)
    )


def bands(own: Fingerprint) -> tuple[str, ...]:
    """Blocks of a fingerprint: two texts that share half their shingles share a block with a chance of 64 %; of 80 %, 99.98 %."""
    rows = PERMUTATIONS // BANDS
    return tuple(
        f"copy|{band}|{'-'.join(str(v) for v in own.values[band * rows : (band + 1) * rows])}"
        for band in range(BANDS if own.values else 0)
    )


def likeness(a: Fingerprint, b: Fingerprint) -> float:
    """The share of common shingles (estimated Jaccard), 0..1."""
    if not a.values or not b.values:
        return 0.0
    return sum(x == y for x, y in zip(a.values, b.values, strict=True)) / PERMUTATIONS


def is_copy(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether the two texts have so much in common that one is a copy of the other, or both of a third."""
    return likeness(a, b) >= SHARE


def copies(prints: Iterable[Fingerprint], pairs: Iterable[tuple[str, str]]) -> list[Copy]:
    """The copies among documents, given the pairs that are copies; the origin is the earliest, then the least hash."""
    by_id = {p.document: p for p in prints}
    found: list[Copy] = []
    for group in components(by_id, pairs):
        found.extend(_of_group([by_id[d] for d in group]))
    return found


def origin(group: Iterable[Fingerprint]) -> str:
    """The document of which the others of the group are copies: the earliest, then the least hash."""
    return min(group, key=lambda p: (p.published is None, p.published, p.document)).document


def _of_group(group: Sequence[Fingerprint]) -> Iterable[Copy]:
    by_id = {p.document: p for p in group}
    first = by_id[origin(group)]
    for copy in group:
        if copy is not first:
            kind = "update" if copy.outlet and copy.outlet == first.outlet else "wire copy"
            yield Copy(document=copy.document, origin=first.document, score=round(likeness(copy, first), 3), kind=kind)
