"""Lays overlapping windows over a text that is longer than the network reads at once."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM = 254  # word pieces of a window, without [CLS] and [SEP]; what the network was trained on
OVERLAP = 64  # word pieces that neighbours share


class Window(NamedTuple):
    """Words [first, last) are read; what the network says of words [own_first, own_last) counts."""

    first: int
    last: int
    own_first: int
    own_last: int
    pieces: int


def lay(counts: Sequence[int], room: int = ROOM, overlap: int = OVERLAP) -> list[Window]:
    """Windows over words of ``counts`` pieces each; every word is owned by exactly one window.

    Windows are of about equal length, and neighbours share about ``overlap`` pieces, of which each owns half. Every
    count must be at most ``room - overlap``.
    """
    ends = [0]
    for count in counts:
        ends.append(ends[-1] + count)
    total, n = ends[-1], len(counts)
    if total <= room:
        return [Window(0, n, 0, n, total)] if n else []
    windows: list[Window] = []
    pieces = -(-(total - overlap) // (room - overlap))
    size = min(room, -(-(total + (pieces - 1) * overlap) // pieces) + 8)
    first = 0
    while True:
        last = first
        while last < n and ends[last + 1] - ends[first] <= size:
            last += 1
        own_first = windows[-1].own_last if windows else 0
        if last == n:
            windows.append(Window(first, n, own_first, n, total - ends[first]))
            return windows
        following = last
        while following > first + 1 and ends[last] - ends[following] < overlap:
            following -= 1
        middle = (ends[following] + ends[last]) / 2
        own_last = max(own_first, bisect_left(ends, middle, following, last))
        windows.append(Window(first, last, own_first, own_last, ends[last] - ends[first]))
        first = following
