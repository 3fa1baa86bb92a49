"""Fits the attribution score: python -m training.calibrate --data FOLDER --encoder FOLDER.

A logistic regression on the log odds of the parts of an attribution, fitted on attribution/dev (five coefficients on about
two thousand attributions); the printed error is five-fold cross-validated over documents. Writes into labels.json.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from rashomon.annotate.encoder import attributions
from rashomon.annotate.encoder.files import LABELS, open_files
from rashomon.annotate.encoder.network import Network
from rashomon.model import Marks
from training.data.example import rows
from training.evaluate import judged


def samples(data: Path, folder: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(terms of each attribution, whether it is right, number of its document)."""
    files = open_files(folder)
    network = Network(files, 1)
    terms, right, document = [], [], []
    for number, row in enumerate(rows(data / "attribution" / "dev.jsonl")):
        text = network.cut(row["text"])
        array = network.read(text)
        for found in attributions.find(array, text.words, files):
            made = attributions.to_marks([found], row["text"], text.words, files)
            if not made:
                continue
            ((_, good),) = judged(row["attributions"], Marks(attributions=made))
            terms.append(attributions.terms(found.features))
            right.append(good)
            document.append(number)
    return np.array(terms), np.array(right, dtype=float), np.array(document)


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray | None = None) -> np.ndarray:
    """Newton's method with a little ridge; ``weight`` is how much each row counts, 1 by default."""
    w = np.zeros(x.shape[1])
    each = np.ones(len(y)) if weight is None else weight
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (each * p * (1 - p))[:, None]).T @ x + 1e-2 * np.eye(x.shape[1])
        w += np.linalg.solve(hessian, x.T @ (each * (y - p)) - 1e-2 * w)
    return w


def main() -> None:
    """Parse arguments, fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    args = parser.parse_args()
    x, y, document = samples(args.data, args.encoder)
    held = np.zeros(len(y))
    for fold in range(5):
        test = document % 5 == fold
        held[test] = 1 / (1 + np.exp(-x[test] @ fit(x[~test], y[~test])))
    error = 0.0
    print("score        n   mean  right   (cross-validated)")
    for low in np.arange(0, 1, 0.1):
        chosen = (held >= low) & (held < low + 0.1)
        if chosen.any():
            error += abs(held[chosen].mean() - y[chosen].mean()) * chosen.mean()
            print(f"{low:.1f}-{low + 0.1:.1f} {chosen.sum():6d}   {held[chosen].mean():.2f}   {y[chosen].mean():.2f}")
    print(f"expected calibration error {error:.3f}")
    path = args.encoder / LABELS
    labels = json.loads(path.read_text(encoding="utf8"))
    labels["calibration"] = [round(float(c), 4) for c in fit(x, y)]
    print("coefficients", labels["calibration"])
    path.write_text(json.dumps(labels, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
