"""What a reader loses on texts in capitals or small letters only: the finished rows of `rashomon read`, scored as usual.

usage: python bench/letters.py [--shared ../shared] [SET ...]

Each text of a set is read as it is, in capitals and in small letters (letters whose counterpart has another length stay,
so that offsets hold). RASHOMON_ENCODER=none: by rules alone.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from finished import SETS, SHARED, Reader, documents, figures, gold

from rashomon.annotate.pipeline import WITHOUT
from rashomon.config import settings
from rashomon.model import Marks

SHOWN = {  # scorer: the figures to show
    "attribution": ("exact source", "exact cue", "exact content", "found+source"),
    "reading": (
        "attributions found", "attributions speaker", "attributions stance", "contention", "figures found",
        "figures value", "figures speaker", "incidents found",
    ),
    "times": ("strict", "relaxed", "value"),
    "places": ("strict", "relaxed", "within 161 km"),
    "incidents_doc": ("killed both ends", "injured both ends", "date", "place within 25 km", "blamed"),
    "roles": ("all roles",),
}  # fmt: skip


def upper(text: str) -> str:
    """In capitals, each letter one letter."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def lower(text: str) -> str:
    """In small letters, each letter one letter."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def main() -> None:
    """Prints a table row for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of: {', '.join(SETS)}")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--all", action="store_true", help="every figure of the scorers")
    options = parser.parse_args()
    reader = Reader()
    print("| set | figure | own case | capitals | small letters |\n|---|---|---|---|---|", flush=True)
    for name in options.sets or [n for n in SETS if n not in ("muc4", "airwars")]:
        rows = gold(options.shared, name)
        found = []
        for change in (str, upper, lower):
            made = documents(rows, change)
            marks = [Marks()] * len(made) if settings().encoder == WITHOUT else reader.marks(made)
            found.append(figures(options.shared, name, reader.rows(made, marks)))
        for key in found[0] if options.all else SHOWN[SETS[name][1]]:
            own, *others = (f[key].value for f in found)
            cells = " | ".join(f"{value:.1f} ({value - own:+.1f})" for value in others)
            print(f"| {name} | {key} | {own:.1f} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
