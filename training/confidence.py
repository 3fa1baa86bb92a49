"""Fits what attributions' confidence weighs: python -m training.confidence --data FOLDER [--write].

One logistic regression for each origin of a reading, with a little ridge. "marks": attribution/dev (the encoder was
trained on the training part). "both": attribution/dev, joined in all documents, and reading/dev. "rules": a part of
attribution/train, on which no rule was tuned, and reading/dev, both by rules alone. Political news and reports on conflict
count the same in all, however many rows they have: the first are not what rules are for, the second were seen by the rules.
A reading is right if its content overlaps an annotator's by half and its source does too (reading/dev: the speaker is the
same). The printed errors are five-fold cross-validated over documents. Writes lexicon/confidence.yaml.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np

from rashomon.annotate.encoder import Encoder
from rashomon.annotate.pipeline import Pipeline
from rashomon.model import Annotated, Attribution, Document, Marks
from training.calibrate import fit
from training.data.example import rows
from training.evaluate import scorer

Same = Callable[[str | None, str | None], bool]
Sample = tuple[str, dict[str, float], bool, int]
TRAIN = 160  # documents of the training part
SIGNS = ("bias", "score", "named", "unresolved", "sourceless", "alone")
PATH = Path(__file__).parents[1] / "src/rashomon/lexicon/confidence.yaml"
HEAD = """# What the confidence of an attribution weighs, by its origin: coefficients of a logistic regression on the signs of
# annotate/attributions/confidence.py. Fitted by training/confidence.py; see docs/quality-attributions-figures.md.

"""
build = import_module("rashomon.annotate.attributions.build")
blend = import_module("rashomon.annotate.attributions.blend")
confidence = import_module("rashomon.annotate.attributions.confidence")


def samples(gold: list[dict], marks: list[Marks], same: Same | None = None, *, joined: bool = False) -> list[Sample]:
    """(origin, signs, whether right, number of its document) of each attribution read; ``joined``: as in reports on conflict."""
    kept: dict[float, tuple[str, dict[str, float]]] = {}

    def keep(draft, speaker) -> float:
        kept[float(len(kept))] = (confidence.origin(draft.rule), confidence.signs(draft, speaker))
        return float(len(kept) - 1)

    real, about = build.confidence, blend.about_conflict
    build.confidence = keep
    if joined:
        blend.about_conflict = lambda _: True
    steps = [s for s in Pipeline().rules if s.name in ("segment", "times", "located", "actors", "attributions")]
    out = []
    try:
        for number, (row, mark) in enumerate(zip(gold, marks, strict=True)):
            annotated = Annotated(document=Document(id=row["id"], text=row["text"], sha256="0" * 64), marks=mark)
            for step in steps:
                annotated = step.run(annotated)
            out += [(*kept[a.confidence], right(row["attributions"], a, same), number) for a in annotated.attributions]
    finally:
        build.confidence, blend.about_conflict = real, about
    return out


def right(wanted: list[dict], a: Attribution, same: Same | None) -> bool:
    """Whether an annotator has the content with the same source (where ``same`` is given: speaker)."""
    near = [g for g in wanted if alike(chars(g["content"]), chars(a.content))]
    if same:
        return any(same(g.get("speaker"), a.speaker) for g in near)
    return any(alike(chars(g["source"]), chars(a.source)) for g in near)


def chars(spans) -> set[int]:
    return {i for s, e in spans for i in range(s, e)}


def alike(a: set[int], b: set[int]) -> bool:
    return len(a & b) * 2 >= len(a | b)


def error(p: np.ndarray, y: np.ndarray) -> float:
    """Expected calibration error over tenths."""
    tenth = np.minimum(9, (p * 10).astype(int))
    return sum(abs(p[tenth == t].mean() - y[tenth == t].mean()) * (tenth == t).mean() for t in set(tenth.tolist()))


def main() -> None:
    """Read, fit, report; write with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    dev = rows(args.data / "attribution" / "dev.jsonl")
    train = rows(args.data / "attribution" / "train.jsonl")[:: 840 // TRAIN][:TRAIN]
    marks = Encoder.load(1, args.encoder).mark([row["text"] for row in dev])
    reports = rows(args.data / "reading" / "dev.jsonl")
    same = scorer(args.score, "reading").same
    encoder = Encoder.load(1, args.encoder)
    marked = encoder.mark([row["text"] for row in reports])
    news = [s for s in samples(dev, marks) if s[0] == "marks"]
    news += [s for s in samples(dev, marks, joined=True) if s[0] == "both"]
    news += samples(train, [Marks()] * len(train))
    conflict = [s for s in samples(reports, marked, same) if s[0] == "both"]
    conflict += samples(reports, [Marks()] * len(reports), same)
    text = HEAD
    for origin in ("marks", "both", "rules"):
        kinds = [[s for s in read if s[0] == origin] for read in (news, conflict)]
        mine = [s for kind in kinds for s in kind]
        weight = np.concatenate([np.full(len(kind), len(mine) / 2 / max(1, len(kind))) for kind in kinds])
        weight = weight if all(kinds) else np.ones(len(mine))
        x = np.array([[s[1][name] for name in SIGNS] for s in mine])
        y, document = np.array([s[2] for s in mine], dtype=float), np.array([s[3] for s in mine])
        held = np.zeros(len(y))
        for fold in range(5):
            test = document % 5 == fold
            held[test] = 1 / (1 + np.exp(-x[test] @ fit(x[~test], y[~test], weight[~test])))
        weights = {name: round(float(w), 3) for name, w in zip(SIGNS, fit(x, y, weight), strict=True)}
        print(origin, weights)
        at = 0
        for name, kind in zip(("news", "reports on conflict"), kinds, strict=True):
            part = slice(at, at := at + len(kind))
            if kind:
                p, q = held[part], y[part]
                print(
                    f"  {name}: {len(kind)} readings, mean {p.mean():.2f}, right {q.mean():.2f}, error {error(p, q):.3f}"
                )
        text += f"{origin}: {{{', '.join(f'{n}: {w}' for n, w in weights.items())}}}\n"
    if args.write:
        PATH.write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
