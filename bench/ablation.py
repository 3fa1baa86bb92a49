"""What each layer of the encoder's marks brings to the finished rows of `rashomon read`: one layer is taken away at a time.

usage: python bench/ablation.py [--shared ../shared] [SET ...]

The encoder reads each text once; then the rules read it with all marks, without each layer, and without any. Prints a
table of the scorers' figures for each set; in brackets the difference to all marks with its 95 % interval over paired
draws of the documents, where the scorer counts by document.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from finished import SETS, SHARED, Figure, Reader, documents, figures, gold, interval
from letters import SHOWN

from rashomon.model import Marks

if TYPE_CHECKING:
    from collections.abc import Callable

LAYERS = ("attributions", "entities", "toponyms", "times", "words")


def without(layer: str) -> Callable[[Marks], Marks]:
    """Takes a layer away."""
    return lambda marks: msgspec.structs.replace(marks, **{layer: ()})


VARIANTS: dict[str, Callable[[Marks], Marks]] = {
    "all marks": lambda marks: marks,
    **{f"without {layer}": without(layer) for layer in LAYERS},
    "no marks": lambda _: Marks(),
}


def main() -> None:
    """Prints a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of: {', '.join(SETS)}")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    reader = Reader()
    for name in options.sets or SETS:
        made = documents(gold(options.shared, name))
        marks = reader.marks(made)
        first: dict[str, Figure] = {}
        for variant, change in VARIANTS.items():
            found = figures(options.shared, name, reader.rows(made, [change(m) for m in marks]))
            shown = [key for key in SHOWN[SETS[name][1]] if key in found]
            if not first:
                first = found
                print(f"\n| {name} | {' | '.join(shown)} |\n|---|{'---|' * len(shown)}")
            print(f"| {variant} | {' | '.join(_cell(first[k], found[k]) for k in shown)} |", flush=True)


def _cell(first: Figure, found: Figure) -> str:
    if found is first:
        return f"{found.value:.1f}"
    spread = interval(first, found)
    between = f", {spread[0]:+.1f} to {spread[1]:+.1f}" if spread else ""
    return f"{found.value:.1f} ({found.value - first.value:+.1f}{between})"


if __name__ == "__main__":
    main()
