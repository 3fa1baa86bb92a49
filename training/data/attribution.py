"""PolNeAR: sources, cues and contents in political news, and which belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.data.example import Example, join_labels, rows, start, tag_layer

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, part: str) -> list[Example]:
    """``part`` is train or dev. Passages marked for discarding are boilerplate; they count as text that attributes nothing."""
    examples = []
    for row in rows(folder / "attribution" / f"{part}.jsonl"):
        if part == "train" and not row["attributions"]:
            continue
        example = start(row["id"], row["text"])
        for role in ("source", "cue", "content"):
            tag_layer(example, role, [(span, role) for a in row["attributions"] for span in a[role]])
        for a in row["attributions"]:
            join_labels(example, a["cue"], a["source"], a["content"])
        examples.append(example)
    return examples
