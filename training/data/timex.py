"""TIMEX3 extents and types, in news and in histories of wars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.data.example import Example, held_out, rows, start, tag_layer

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, part: str) -> list[Example]:
    """``part`` is train or dev; neither file has a split, so a fifth of the documents is held out by hash."""
    examples = []
    for name in ("news", "narratives"):
        for row in rows(folder / "timex" / f"{name}.jsonl"):
            if held_out(row["id"]) == (part == "dev"):
                example = start(f"{name}/{row['id']}", row["text"])
                tag_layer(example, "time", [(t["span"], t["type"]) for t in row["timexes"]])
                examples.append(example)
    return examples
