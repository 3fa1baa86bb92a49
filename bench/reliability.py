"""How far the confidence of finished attributions can be trusted: how many are right at each, and the calibration error.

usage: python bench/reliability.py [--shared ../shared]

attribution/dev: right if content and source overlap an annotator's by half. reading/dev (reports on conflict, on which
confidence was not fitted): right if the content does and the speaker is the same.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from finished import SHARED, Reader, documents, gold

from rashomon.annotate.attributions.confidence import origin
from rashomon.annotate.pipeline import WITHOUT
from rashomon.config import settings
from rashomon.model import Marks


def main() -> None:
    """Prints a table for each set and origin."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--rows", type=Path, help="rows of `rashomon read` for attribution/dev, instead of reading it")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "score"))
    reader = None if options.rows else Reader()
    for name in ("attribution",) if options.rows else ("attribution", "reading"):
        wanted = gold(options.shared, name)
        if options.rows:
            rows = [json.loads(row) for row in options.rows.read_text(encoding="utf8").splitlines()]
        else:
            made = documents(wanted)
            rows = reader.rows(made, [Marks()] * len(made) if settings().encoder == WITHOUT else reader.marks(made))
        found = [pair for g, row in zip(wanted, rows, strict=True) for pair in judged(name, g, row)]
        for chosen in ("marks", "both", "rules", ""):
            table(f"{name}, {chosen or 'all'}", [(c, right) for c, right, o in found if chosen in ("", o)])


def judged(name: str, wanted: dict[str, Any], row: dict[str, Any]) -> list[tuple[float, bool, str]]:
    """(confidence, whether right, origin) of each attribution."""
    from common import chars, jaccard
    from reading import same

    out = []
    for a in row["attributions"]:
        near = [g for g in wanted["attributions"] if jaccard(chars(g["content"]), chars(a["content"])) >= 0.5]
        if name == "reading":
            right = any(same(g.get("speaker"), a.get("speaker")) for g in near)
        else:
            right = any(jaccard(chars(g["source"]), chars(a["source"])) >= 0.5 for g in near)
        out.append((a["confidence"], right, origin(a["rule"].split(";")[0])))
    return out


def table(name: str, found: list[tuple[float, bool]]) -> None:
    """One row: how many and how many of them right, by tenths of confidence; the expected calibration error."""
    if not found:
        return
    cells, error = [], 0.0
    for low, high in ((0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        here = [(c, right) for c, right in found if low <= c < high]
        share = sum(right for _, right in here) / max(1, len(here))
        error += abs(sum(c for c, _ in here) / max(1, len(here)) - share) * len(here) / len(found)
        cells.append(f"{len(here)}, {100 * share:.0f} %" if here else "-")
    mean, right = (sum(values) / len(found) for values in zip(*found, strict=True))
    print(f"| {name} | {' | '.join(cells)} | {100 * mean:.0f} / {100 * right:.0f} | {error:.3f} |", flush=True)


if __name__ == "__main__":
    main()
