"""Trains the linear role model of annotate/incidents on MUC-4: which phrase is perpetrator, target, victim, instrument.

    python -m training.roles TRAIN.jsonl [--out src/rashomon/annotate/incidents/roles.npz]

A candidate is right for a role where its words are one of the key's strings. Thresholds are set by five-fold
cross-validation over documents, to the best F1 of entities; the weights are then trained on all documents.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from datetime import date
from pathlib import Path

import numpy as np

from rashomon.annotate.incidents.candidates import candidates
from rashomon.annotate.incidents.context import Context
from rashomon.annotate.incidents.learned import ROLES, SIZE, indices
from rashomon.annotate.incidents.triggers import mentions
from rashomon.annotate.pipeline import Pipeline
from rashomon.model import Document

SLOTS = {
    "individual": ("perp_individual_id",), "organization": ("perp_organization_id",), "target": ("phys_tgt_id",),
    "victim": ("hum_tgt_name", "hum_tgt_description"), "instrument": ("incident_instrument_id",),
}  # fmt: skip


def fold(text):
    return re.sub(r"\s+", " ", text).strip().strip('"').casefold()


def gold(templates, slots):
    found = {}
    for template in templates:
        for slot in slots:
            for filler in template.get(slot) if isinstance(template.get(slot), list) else []:
                if slot == "hum_tgt_description" and filler.get("xref"):
                    continue
                strings = frozenset(fold(a) for a in filler["alt"])
                found[strings] = found.get(strings, True) and bool(filler.get("optional") or template.get("optional"))
    return list(found.items())


def extract(path, pipeline):
    """[(document id, [(indices, texts, labels (5,))], {role: gold entities})]"""
    documents = []
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf8").splitlines()]
    for start in range(0, len(rows), 32):
        batch = rows[start : start + 32]
        inputs = [
            Document(
                id=r["id"],
                text=r["text"],
                sha256="0" * 64,
                published=date.fromisoformat(r["date"]) if r.get("date") else None,
            )
            for r in batch
        ]
        for row, annotated in zip(batch, pipeline.annotate(inputs), strict=True):
            context = Context(annotated)
            shared, found = candidates(context, mentions(context))
            wanted = {role: gold(row["templates"], slots) for role, slots in SLOTS.items()}
            items = []
            for candidate in found:
                text = fold(context.span(candidate.phrase.first, candidate.phrase.last).of(row["text"]))
                labels = [float(any(text in strings for strings, _ in wanted[role])) for role in ROLES]
                items.append((indices([*shared, *candidate.features]), text, labels))
            documents.append((row["id"], items, wanted))
    return documents


def train(documents, epochs=6, rate=0.05, decay=3e-5, seed=1):
    rng = np.random.default_rng(seed)
    examples = [(index, labels) for _, items, _ in documents for index, _, labels in items]
    weights, squares = np.zeros((SIZE, len(ROLES)), np.float32), np.full((SIZE, len(ROLES)), 1e-6, np.float32)
    bias, bias_squares = np.full(len(ROLES), -3, np.float32), np.full(len(ROLES), 1e-6, np.float32)
    average = np.zeros_like(weights)
    steps = 0
    for epoch in range(epochs):
        for chunk in np.array_split(rng.permutation(len(examples)), max(1, len(examples) // 128)):
            rows = np.concatenate([examples[i][0] for i in chunk])
            owner = np.repeat(np.arange(len(chunk)), [len(examples[i][0]) for i in chunk])
            target = np.array([examples[i][1] for i in chunk], np.float32)
            logits = np.add.reduceat(weights[rows], np.searchsorted(owner, np.arange(len(chunk)))) + bias
            error = (1 / (1 + np.exp(-logits)) - target) / len(chunk)
            unique, inverse = np.unique(rows, return_inverse=True)
            gradient = np.zeros((len(unique), len(ROLES)), np.float32)
            np.add.at(gradient, inverse, error[owner])
            gradient += decay * weights[unique]
            squares[unique] += gradient**2
            weights[unique] -= rate * gradient / np.sqrt(squares[unique])
            bias_squares += error.sum(0) ** 2
            bias -= 0.1 * error.sum(0) / np.sqrt(bias_squares)
        if epoch >= epochs // 2:
            average += weights
            steps += 1
    return average / steps, bias


def scored(documents, weights, bias):
    """[(document, {role: {text: score}})]"""
    out = []
    for document in documents:
        best = {role: {} for role in ROLES}
        for index, text, _ in document[1]:
            p = 1 / (1 + np.exp(-(weights[index].sum(0) + bias)))
            for k, role in enumerate(ROLES):
                best[role][text] = max(best[role].get(text, 0), float(p[k]))
        out.append((document, best))
    return out


def f1(results, role, threshold):
    right = predicted = wanted = 0
    for (_, _, entities), best in results:
        given = [t for t, p in best[role].items() if p >= threshold]
        used = set()
        for text in given:
            hit = next((i for i, (strings, _) in enumerate(entities[role]) if i not in used and text in strings), None)
            if hit is not None:
                used.add(hit)
        right += len(used)
        predicted += len(given)
        wanted += sum(not optional or i in used for i, (_, optional) in enumerate(entities[role]))
    return 2 * right / max(1, predicted + wanted), right, predicted, wanted


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train")
    parser.add_argument("--out", default="src/rashomon/annotate/incidents/roles.npz")
    parser.add_argument("--encoder", action="store_true", help="read with the encoder's marks")
    options = parser.parse_args()
    encoder = None
    if options.encoder:
        from rashomon.annotate.encoder import Encoder

        encoder = Encoder.load()
    documents = extract(options.train, Pipeline(encoder))
    folds = [[d for d in documents if zlib.crc32(d[0].encode()) % 5 == k] for k in range(5)]
    results = []
    for k in range(5):
        weights, bias = train([d for j in range(5) if j != k for d in folds[j]])
        results += scored(folds[k], weights, bias)
    thresholds, total = [], np.zeros(3)
    for role in ROLES:
        best = max((f1(results, role, t)[0], t) for t in np.arange(0.1, 0.8, 0.02))
        thresholds.append(best[1])
        counts = f1(results, role, best[1])
        total += counts[1:]
        print(f"{role:14s} F1 {100 * best[0]:5.1f} at {best[1]:.2f} {counts[1:]}")
    print(f"all roles      F1 {200 * total[0] / (total[1] + total[2]):5.1f}")
    weights, bias = train(documents)
    weights[np.abs(weights) < 0.02] = 0
    scale = np.float32(np.abs(weights).max() / 127)
    np.savez_compressed(
        options.out,
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale,
        bias=bias,
        thresholds=np.array(thresholds, np.float32),
    )


if __name__ == "__main__":
    main()
