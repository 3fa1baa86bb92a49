"""Place names of GeoWebNews, TR-News and GeoVirus, which differ in what they annotate.

GeoWebNews types every name, adjectives and names inside other names included. The other two give places without type and
leave demonyms and embedded names out: there a word inside a toponym may be literal or metonymic, and any other word may be
nothing, a demonym or embedded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.data.example import Example, held_out, rows, start, tag_layer
from training.labels import LAYERS

if TYPE_CHECKING:
    from pathlib import Path

READINGS = {
    "literal": "literal", "mixed": "literal", "literal_modifier": "literal", "coercion": "literal",
    "embedded_literal": "embedded", "embedded_non_lit": "embedded", "homonym": "embedded",
    "metonymic": "metonymic", "demonym": "demonym", "language": "demonym",
}  # fmt: skip
NAMES = LAYERS["toponym"]


def reading(toponym: dict) -> str:
    """The reading of a typed toponym; a modifier that means no place is a demonym if an adjective, else a metonym."""
    if toponym["type"] == "non_literal_modifier":
        return "demonym" if toponym.get("modifier") == "adjective" else "metonymic"
    return READINGS[toponym["type"]]


def loosen(mask: int) -> int:
    """What an untyped annotation allows: see the module's docstring."""

    def bits(edge: str, *kinds: str) -> int:
        return sum(1 << NAMES.index(f"{edge}-{kind}") for kind in kinds)

    if mask == 1:
        return 1 | bits("B", "demonym", "embedded") | bits("I", "demonym", "embedded")
    edge = "B" if mask == 1 << NAMES.index("B-literal") else "I"
    return bits(edge, "literal", "metonymic")


def read(folder: Path, part: str) -> list[Example]:
    """``part`` is train or dev; a fifth of the documents is held out by hash."""
    examples = []
    for name in ("gwn_dev", "trnews_dev", "geovirus_dev"):
        for row in rows(folder / "toponyms" / f"{name}.jsonl"):
            if held_out(row["id"]) != (part == "dev"):
                continue
            example = start(f"{name}/{row['id']}", row["text"])
            typed = name == "gwn_dev"
            spans = [(t["span"], reading(t) if typed else "literal") for t in row["toponyms"]]
            tag_layer(example, "toponym", spans)
            if not typed:
                example.allowed["toponym"] = [loosen(m) for m in example.allowed["toponym"]]
            examples.append(example)
    return examples
