"""Fits ``lexicon/place_weights.yaml``: python -m training.place_weights --data FOLDER [--folds 5].

Ridge logistic regression over the named features of annotate/places/accept.py, on every candidate of the place-name sets of
``FOLDER/toponyms``; a candidate is right where a gold name has exactly its span. With ``--folds`` nothing is written and
strict F1 on documents left out is printed. Weights "mark ..." (what the encoder adds) and "pattern:site" are set by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from rashomon.annotate.places.accept import features
from rashomon.annotate.places.component import look
from rashomon.annotate.segment import segment
from rashomon.gazetteer import default
from rashomon.model import Annotated, Document, Marks

SETS = {"gwn_dev": 1.0, "trnews_dev": 1.0, "geovirus_dev": 0.4}  # the last has no demonyms and no embedded names
RIDGE, STEPS = 0.5, 25
TARGET = Path(__file__).parents[1] / "src/rashomon/lexicon/place_weights.yaml"
HEAD = """\
# How much each feature of a word that could name a place speaks for a place (log-odds); see annotate/places/accept.py.
# Fitted by `python -m training.place_weights` on three collections of news with marked place names.
# "own" and "elsewhere" weigh a mention's own sum and the best of the name's other mentions.
"""
BY_HAND = {
    "mark same": -0.3, "mark same score": 0.7, "mark crossed": 0.0, "mark is place": 0.5, "mark in organization": -1.0,
    "mark in person": -0.5, "mark in other": -0.5, "pattern:encoder": 1.0, "pattern:site": -1.0,
}  # fmt: skip


def candidates(folder: Path):
    """(features, right?, weight, set, document, key) of every candidate, and the number of gold names of each set."""
    rows, gold = [], Counter()
    for name, weight in SETS.items():
        for line in (folder / "toponyms" / f"{name}.jsonl").read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            annotated = segment(Annotated(document=Document(id="x", text=row["text"], sha256="")))
            seen = look(row["text"], frozenset(s.span.start for s in annotated.sentences), default(), Marks())
            spans = {tuple(t["span"]) for t in row["toponyms"]}
            gold[name] += len(spans)
            for number, candidate in enumerate(seen.candidates):
                used = 0.0 if name == "geovirus_dev" and candidate.demonym else weight
                right = float(tuple(candidate.span) in spans)
                rows.append((features(seen, number), right, used, name, str(row["id"]), candidate.key))
    return rows, gold


def regress(x, y, w, ridge):
    """Weights of a logistic regression with an L2 penalty, by Newton's method."""
    theta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ theta))
        hessian = (x.T * (w * p * (1 - p))) @ x + np.diag(ridge)
        theta -= np.linalg.solve(hessian, x.T @ (w * (p - y)) + ridge * theta)
    return theta


def pooled(own, groups):
    """Each mention's own sum beside the best sum of the same name's other mentions in the document."""
    best = np.zeros(len(own))
    for members in groups.values():
        for i in members:
            others = [own[j] for j in members if j != i]
            best[i] = max(-3.0, min(5.0, max(others))) if others else 0.0
    return np.stack([own, best], 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    arguments = parser.parse_args()
    rows, gold = candidates(arguments.data)
    names = sorted({name for found, *_ in rows for name in found})
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, (found, *_) in enumerate(rows):
        for name, value in found.items():
            x[i, column[name]] = value
    y, w = np.array([r[1] for r in rows]), np.array([r[2] for r in rows])
    ridge = np.full(len(names), RIDGE)
    ridge[column["bias"]] = 0.01
    groups = defaultdict(list)
    for i, row in enumerate(rows):
        groups[row[3:]].append(i)

    def fit(used):
        theta = regress(x[used], y[used], w[used], ridge)
        both = pooled(x @ theta, groups)
        return theta, regress(both[used], y[used], w[used], np.full(2, 1e-3)), both

    if not arguments.folds:
        theta, (own, elsewhere), _ = fit(np.ones(len(rows), bool))
        weights = {name: theta[i] for name, i in column.items()} | BY_HAND | {"own": own, "elsewhere": elsewhere}
        TARGET.write_text(HEAD + "".join(f'"{name}": {value:.2f}\n' for name, value in sorted(weights.items())))
        return
    fold = np.array([int(hashlib.sha256(r[4].encode()).hexdigest(), 16) % arguments.folds for r in rows])
    score = np.zeros(len(rows))
    for k in range(arguments.folds):
        _, mix, both = fit(fold != k)
        score[fold == k] = (both @ mix)[fold == k]
    for name in SETS:
        mine = np.array([r[3] == name for r in rows]) & (score > 0)
        print(f"{name}: strict F1 {200 * y[mine].sum() / (mine.sum() + gold[name]):.1f}")


if __name__ == "__main__":
    main()
