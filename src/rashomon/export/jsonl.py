"""JSON Lines: one row a line, UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.model.codec import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def jsonl(rows: Iterable[Any]) -> Iterator[bytes]:
    """Each row as one line with its line end."""
    for row in rows:
        yield line(row).encode() + b"\n"
