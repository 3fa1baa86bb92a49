"""Whether one encoder beats another by more than the choice of documents: python -m training.compare --data F --score F ENCODER ENCODER...

Prints attribution/dev F1 of each and, for all but the first, the 95 % interval of its difference to the first over 2,000
paired draws of the documents. The chance in training is not in it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from rashomon.annotate.encoder import Encoder
from training.data.example import rows
from training.evaluate import lists, scorer

ROLES = ("source", "cue", "content")
DRAWS = 2000


def tallies(data: Path, score: Path, encoder: Encoder) -> np.ndarray:
    """[documents, 4, 3]: (right, predicted, gold) of each role's exact spans and of found with source."""
    trim, common = scorer(score).trim, sys.modules["common"]
    gold = rows(data / "attribution" / "dev.jsonl")
    out = []
    for row, marks in zip(gold, encoder.mark([r["text"] for r in gold]), strict=True):
        mine = [{role: lists(getattr(a, role)) for role in ROLES} for a in marks.attributions]
        line = []
        for role in ROLES:
            g, p = ({trim(row["text"], s) for a in side for s in a[role]} for side in (row["attributions"], mine))
            line.append((len(g & p), len(p), len(g)))
        g, p = (
            [(common.chars(a["content"]), common.chars(a["source"])) for a in side if a["content"]]
            for side in (row["attributions"], mine)
        )
        pairs = common.match(g, p, lambda a, b: common.jaccard(a[0], b[0]), 0.5)
        line.append((sum(common.jaccard(g[i][1], p[j][1]) >= 0.5 for i, j, _ in pairs), len(p), len(g)))
        out.append(line)
    return np.array(out)


def f1(counts: np.ndarray) -> np.ndarray:
    """F1 in percent of (right, predicted, gold) on the last axis."""
    return 200 * counts[..., 0] / np.maximum(1, counts[..., 1] + counts[..., 2])


def main() -> None:
    """Parse arguments and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("encoders", type=Path, nargs="+")
    args = parser.parse_args()
    all_counts = [tallies(args.data, args.score, Encoder.load(1, folder)) for folder in args.encoders]
    first = all_counts[0]
    drawn = np.random.default_rng(1).integers(0, len(first), (DRAWS, len(first)))
    print("F1 of exact source, cue, content; found with source;", len(first), "documents")
    for folder, counts in zip(args.encoders, all_counts, strict=True):
        print(folder, f1(counts.sum(0)).round(1))
        if counts is not first:
            spread = f1(counts[drawn].sum(1)) - f1(first[drawn].sum(1))
            print("  against the first", np.percentile(spread, [2.5, 97.5], axis=0).round(1).T.tolist())


if __name__ == "__main__":
    main()
