"""Trains the level of responsibility of annotate/incidents on the keys of MUC-4, and adds it to the file of the role model.

    python -m training.levels TRAIN.jsonl [src/rashomon/annotate/incidents/roles.npz]

An example is an organisation that `rashomon` prints for an incident and that the key names, with the facts of
``levels.facts`` and the levels of the key; the texts are read with the rules' levels. Five folds over documents choose
the strength of the regularisation; the share of right levels is printed beside that of the rules. Run it after
``training.roles fit``, which writes the file without levels.
"""

from __future__ import annotations

import argparse
import json
import zlib
from pathlib import Path

import numpy as np

from rashomon.annotate.incidents.levels import LEVELS, LevelModel, facts
from training.roles import FOLDS, fold

OUT = "src/rashomon/annotate/incidents/roles.npz"
STRENGTHS = (0.1, 0.3, 1.0)
SEEN = 3  # parties that a fact must be known of
KEYS = {
    "REPORTED AS FACT": "reported as fact", "CLAIMED OR ADMITTED": "claimed", "SUSPECTED OR ACCUSED": "accused",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "accused by authorities", "POSSIBLE": "possible",
}  # fmt: skip


def wanted(templates):
    """{folded string of an organisation: levels of the key}."""
    found = {}
    for template in templates:
        for filler in template.get("perp_organization_confidence") or ():
            if isinstance(filler, dict):
                for name in filler.get("xref") or ():
                    found.setdefault(fold(name), set()).update(KEYS[a] for a in filler["alt"] if a in KEYS)
    return found


def examples(name, context, incidents, levels):
    """[(document, facts, level of the rules, levels of the key)] of the organisations that the key names."""
    found = []
    for incident in incidents:
        sentences = {context.sentence_at(span.start) for span in incident.anchors}
        for party in incident.perpetrators:
            told = set().union(*(levels.get(fold(s.of(context.text)), set()) for s in party.mentions), set())
            if party.kind == "organization" and party.confidence != "acquitted" and told:
                found.append((name, facts(context, party, sentences), party.confidence, told))
    return found


def read(path):
    """All examples of a file of MUC-4 rows."""
    from rashomon.annotate.encoder import Encoder
    from rashomon.annotate.incidents.context import Context
    from rashomon.annotate.letters import with_case
    from rashomon.annotate.pipeline import Pipeline
    from rashomon.config import Settings
    from rashomon.ingest.stream import ingest

    keys = {row["id"]: row for row in map(json.loads, Path(path).read_text(encoding="utf8").splitlines())}
    pipeline = Pipeline(Encoder.load())
    found = []
    for piece in ingest([str(path)], Settings()):
        (annotated,) = pipeline.annotate([piece.document])
        levels = wanted(keys[annotated.document.id]["templates"])
        if levels and annotated.incidents:
            found += examples(annotated.document.id, Context(with_case(annotated)), annotated.incidents, levels)
    return found


def fit(found, strength):
    """A LevelModel; each level of a key with several weighs its part."""
    from sklearn.linear_model import LogisticRegression

    seen = {}
    for _, told, _, _ in found:
        for fact in told:
            seen[fact] = seen.get(fact, 0) + 1
    rows = {fact: row for row, fact in enumerate(sorted(f for f, n in seen.items() if n >= SEEN))}
    lines, labels, weights = [], [], []
    for _, told, _, levels in found:
        line = np.zeros(len(rows), np.float32)
        line[[rows[f] for f in told if f in rows]] = 1
        for level in sorted(levels):
            lines.append(line)
            labels.append(LEVELS.index(level))
            weights.append(1 / len(levels))
    model = LogisticRegression(C=strength, max_iter=500).fit(np.array(lines), labels, weights)
    out, bias = np.zeros((len(rows), len(LEVELS)), np.float32), np.full(len(LEVELS), -99, np.float32)
    out[:, model.classes_], bias[model.classes_] = model.coef_.T, model.intercept_
    return LevelModel(rows, out, bias)


def folded(found, strength):
    """The share of levels that models get right which did not see the document."""
    right = 0
    for k in range(FOLDS):
        part = [zlib.crc32(example[0].encode()) % FOLDS == k for example in found]
        model = fit([e for e, own in zip(found, part, strict=True) if not own], strength)
        right += sum(model.level(e[1]) in e[3] for e, own in zip(found, part, strict=True) if own)
    return right / len(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("target", nargs="?", default=OUT)
    options = parser.parse_args()
    found = read(options.source)
    print(f"{len(found)} parties; the rules have {100 * np.mean([e[2] in e[3] for e in found]):.1f} % of their levels")
    shares = {strength: folded(found, strength) for strength in STRENGTHS}
    print({strength: round(100 * share, 1) for strength, share in shares.items()}, flush=True)
    model = fit(found, max(STRENGTHS, key=lambda s: (shares[s], -s)))
    with np.load(options.target) as data:
        arrays = {name: data[name] for name in data.files if not name.startswith("level_")}
    np.savez_compressed(
        options.target,
        **arrays,
        level_facts=np.array(list(model.rows)),
        level_weights=model.weights,
        level_bias=model.bias,
    )


if __name__ == "__main__":
    main()
