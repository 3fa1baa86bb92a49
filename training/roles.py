"""Trains the role model of annotate/incidents on MUC-4: which phrase is perpetrator, target, victim, instrument.

    python -m training.roles extract TRAIN.jsonl EXAMPLES.pickle
    python -m training.roles fit EXAMPLES.pickle [ROLES.npz] [--fillers RUN.pickle ...]

A candidate is right for a role where its words are one of the key's strings. Five folds over documents: the linear
layer's scores of a fold come from the other four, the trees are trained on such scores, thresholds are set to the best
F1 of entities over the folds, and that F1 is printed. The layers of the package are then trained on all documents, the
trees on the scores of the folds. With --fillers a second forest sees what the encoder's second top says as well, of each
document by a network that did not see it (training/fillers.py); the layers are the same.
"""

from __future__ import annotations

import argparse
import json
import pickle
import zlib
from pathlib import Path

import numpy as np

from rashomon.annotate.incidents.learned import EFFECTS, ROLES, SIZE, chosen, effects, indices, linear
from rashomon.annotate.incidents.ranking import Scores, fold, rows, tied, wordings

FOLDS = 5
ALPHA = 1e-6  # of 4e-7, 1e-6, 4e-6, 1.5e-5 the best by average precision over the folds
MEANINGS = {"killed": "DEATH", "injured": "INJURY"}
ROUNDS = 90
EASY = -4.7  # candidates that the linear layer rates below in every role teach the trees nothing
SLOTS = {
    "individual": ("perp_individual_id",), "organization": ("perp_organization_id",), "target": ("phys_tgt_id",),
    "victim": ("hum_tgt_name", "hum_tgt_description"), "instrument": ("incident_instrument_id",),
}  # fmt: skip
TREES = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 10, "min_data_in_leaf": 30, "feature_fraction": 0.5,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5, "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True,
}  # fmt: skip


def gold(templates, slots):
    """[(strings of an entity, optional)]"""
    found = {}
    for template in templates:
        for slot in slots:
            for filler in template.get(slot) if isinstance(template.get(slot), list) else []:
                if slot == "hum_tgt_description" and filler.get("xref"):
                    continue
                strings = frozenset(fold(a) for a in filler["alt"])
                found[strings] = found.get(strings, True) and bool(filler.get("optional") or template.get("optional"))
    return list(found.items())


def harmed(templates, texts):
    """(n, effects): what the key says befell those whom each text names."""
    facts = {}
    for template in templates:
        for filler in template.get("hum_tgt_effect_of_incident") or ():
            if isinstance(filler, dict):
                for name in filler.get("xref") or ():
                    facts.setdefault(fold(name), set()).update(filler["alt"])
    return np.array([[MEANINGS[e] in facts.get(t, ()) for e in EFFECTS] for t in texts], bool).reshape(-1, len(EFFECTS))


def extract(path):
    """One dict a document: id, candidates (bare), spans, features as table rows, labels (n, roles), wanted entities."""
    from rashomon.annotate.encoder import Encoder
    from rashomon.annotate.incidents.candidates import candidates
    from rashomon.annotate.incidents.context import Context
    from rashomon.annotate.incidents.triggers import mentions
    from rashomon.annotate.pipeline import Pipeline
    from rashomon.config import Settings
    from rashomon.ingest.stream import ingest

    keys = {row["id"]: row for row in map(json.loads, Path(path).read_text(encoding="utf8").splitlines())}
    pipeline = Pipeline(Encoder.load())
    for piece in ingest([str(path)], Settings()):
        (annotated,) = pipeline.annotate([piece.document])
        context = Context(annotated)
        shared, found = candidates(context, mentions(context))
        row = keys[annotated.document.id]
        yield example(row, context, shared, found)


def example(row, context, shared, found):
    """What is kept of a document for training."""
    wanted = {role: gold(row["templates"], slots) for role, slots in SLOTS.items()}
    spans = [context.span(c.phrase.first, c.phrase.last) for c in found]
    texts = [fold(span.of(context.text)) for span in spans]
    labels = [[any(text in strings for strings, _ in wanted[role]) for role in ROLES] for text in texts]
    return {
        "id": row["id"], "texts": texts, "spans": [(span.start, span.end) for span in spans], "found": [c._replace(features=()) for c in found], "tokens": len(context.words),
        "features": [indices(c.features) for c in found], "shared": indices(shared), "relevant": bool(row["templates"]),
        "labels": np.array(labels, bool).reshape(-1, len(ROLES)), "wanted": wanted,
        "harmed": harmed(row["templates"], texts),
    }  # fmt: skip


def sparse(features):
    """Rows of the linear layer: each feature weighs one over the root of their number."""
    import scipy.sparse

    lengths = np.array([len(f) for f in features])
    ends = np.concatenate([[0], np.cumsum(lengths)])
    values = np.repeat(1 / np.sqrt(np.maximum(lengths, 1)), lengths).astype(np.float32)
    return scipy.sparse.csr_matrix((values, np.concatenate(features), ends), shape=(len(features), SIZE))


def fit_linear(matrix, labels, alpha, epochs):
    """(weights (SIZE,), bias) of an averaged logistic regression."""
    from sklearn.linear_model import SGDClassifier

    model = SGDClassifier(
        loss="log_loss", alpha=alpha, max_iter=epochs, tol=None, average=matrix.shape[0] * 2, random_state=1
    ).fit(matrix, labels)
    return model.coef_[0].astype(np.float32), np.float32(model.intercept_[0])


def fit_layer(documents):
    """(weights (SIZE, roles + effects + 1), bias): roles of candidates, what befell victims, relevance of texts."""
    matrix = sparse([f for d in documents for f in d["features"]])
    labels = np.concatenate([d["labels"] for d in documents])
    columns = [fit_linear(matrix, labels[:, k], ALPHA, 8) for k in range(len(ROLES))]
    victims = labels[:, ROLES.index("victim")]
    befell = np.concatenate([d["harmed"] for d in documents])[victims]
    columns += [fit_linear(matrix[victims], befell[:, k], 1e-4, 20) for k in range(len(EFFECTS))]
    columns.append(fit_linear(sparse([d["shared"] for d in documents]), [d["relevant"] for d in documents], 1e-4, 30))
    return np.stack([c[0] for c in columns], 1), np.array([c[1] for c in columns], np.float32)


def table(document, weights, bias, fillers):
    """The trees' rows of a document, its wordings, and their labels; ``fillers`` as of training/fillers.py, or None."""
    logits = linear(document["features"], weights[:, : len(ROLES)], bias[: len(ROLES)])
    relevance = float(linear([document["shared"]], weights[:, -1:], bias[-1:])[0, 0])
    found = document["found"]
    named = wordings(document["texts"])
    told = [Scores(logits, relevance)]
    if fillers is not None and named:
        told.append(Scores(*fillers[document["id"]]))
    lines = rows(found, named, told, tied(found), document["tokens"])
    labels = np.array([document["labels"][list(w.members)].any(0) for w in named], bool).reshape(-1, len(ROLES))
    return named, lines, labels


def fit_trees(lines, labels):
    """One booster a role."""
    import lightgbm

    telling = lines[:, : len(ROLES)].max(1) > EASY
    return [
        lightgbm.train(
            TREES, lightgbm.Dataset(lines[telling], labels[telling, k].astype(float)), num_boost_round=ROUNDS
        )
        for k in range(len(ROLES))
    ]


def counts(documents, given):
    """(right, predicted, wanted) for each role; ``given`` holds [(role, text)] of each document."""
    total = {role: np.zeros(3) for role in ROLES}
    for document, pairs in zip(documents, given, strict=True):
        for role in ROLES:
            used = set()
            texts = [text for r, text in pairs if r == role]
            for text in texts:
                entities = enumerate(document["wanted"][role])
                hit = next((i for i, (strings, _) in entities if i not in used and text in strings), None)
                used |= {hit} - {None}
            wanted = sum(not optional or i in used for i, (_, optional) in enumerate(document["wanted"][role]))
            total[role] += (len(used), len(texts), wanted)
    return total


def f1(three):
    return 200 * three[0] / max(1, three[1] + three[2])


def decide(documents, tables, probabilities, thresholds):
    """[(role, text)] of each document."""
    return [
        [(role, named[n].text) for role, n in chosen(named, d["found"], p, thresholds)]
        for d, (named, _, _), p in zip(documents, tables, probabilities, strict=True)
    ]


def tuned(documents, tables, probabilities):
    """{role: threshold} of the best F1."""
    best = dict.fromkeys(ROLES, (-1.0, 0.5))
    for value in np.arange(0.16, 0.56, 0.03):
        given = decide(documents, tables, probabilities, dict.fromkeys(ROLES, value))
        for role, three in counts(documents, given).items():
            best[role] = max(best[role], (f1(three), float(value)))
    return {role: value for role, (_, value) in best.items()}


def befallen(documents, layer):
    """(right, told, victims) of what befell the candidates that the key has as victims."""
    out = np.zeros(3)
    for document in documents:
        victims = [i for i, labels in enumerate(document["labels"]) if labels[ROLES.index("victim")]]
        told = effects([document["features"][i] for i in victims], *layer)
        truth = [{e for e, is_so in zip(EFFECTS, document["harmed"][i], strict=True) if is_so} for i in victims]
        out += (sum(e in t for e, t in zip(told, truth, strict=True)), sum(e is not None for e in told), len(victims))
    return out


def folded(documents, fillers=None):
    """Tables and tree probabilities of every document, by models that did not see its fold."""
    part = [zlib.crc32(d["id"].encode()) % FOLDS for d in documents]
    tables = [None] * len(documents)
    harm = np.zeros(3)
    for k in range(FOLDS):
        layer = fit_layer([d for d, p in zip(documents, part, strict=True) if p != k])
        harm += befallen([d for d, p in zip(documents, part, strict=True) if p == k], layer)
        for i, document in enumerate(documents):
            if part[i] == k:
                tables[i] = table(document, *layer, fillers)
    print(f"what befell victims: {harm[0]:.0f} right of {harm[1]:.0f} told, {harm[2]:.0f} victims", flush=True)
    probabilities = [None] * len(documents)
    for k in range(FOLDS):
        others = [t for t, p in zip(tables, part, strict=True) if p != k and len(t[0])]
        boosters = fit_trees(np.concatenate([t[1] for t in others]), np.concatenate([t[2] for t in others]))
        for i, (named, lines, _) in enumerate(tables):
            if part[i] == k:
                probabilities[i] = np.stack([b.predict(lines) for b in boosters], 1) if len(named) else np.zeros((0, 5))
    return tables, probabilities


def flat(boosters):
    """The trees of all roles as the arrays that learned.Trees reads."""
    out = {name: [] for name in ("feature", "threshold", "left", "right", "value", "roots")}
    depth = 0

    def add(node, level):
        nonlocal depth
        depth = max(depth, level)
        own = len(out["feature"])
        leaf = "split_index" not in node
        out["feature"].append(0 if leaf else node["split_feature"])
        out["threshold"].append(np.inf if leaf else node["threshold"])
        out["value"].append(node["leaf_value"] if leaf else 0.0)
        for side in ("left", "right"):
            out[side].append(own)
        if not leaf:
            for side in ("left", "right"):
                out[side][own] = add(node[f"{side}_child"], level + 1)
        return own

    for booster in boosters:
        for tree in booster.dump_model()["tree_info"]:
            out["roots"].append(add(tree["tree_structure"], 0))
    kinds = {
        "feature": np.int16,
        "threshold": np.float32,
        "left": np.int32,
        "right": np.int32,
        "value": np.float32,
        "roots": np.int32,
    }
    return {name: np.array(values, kinds[name]) for name, values in out.items()} | {"depth": np.int16(depth)}


def vocabulary(documents):
    """(SIZE,): which features of texts stand in these; they tell whether a text is of this kind."""
    known = np.zeros(SIZE, bool)
    for document in documents:
        known[document["shared"]] = True
    return known


def forest(documents, fillers):
    """The trees of all roles as arrays with their thresholds; prints what they reach over the folds."""
    tables, probabilities = folded(documents, fillers)
    thresholds = tuned(documents, tables, probabilities)
    total = counts(documents, decide(documents, tables, probabilities, thresholds))
    for role, three in total.items():
        print(f"{role:14s} F1 {f1(three):5.1f} at {thresholds[role]:.2f} {three}")
    print(f"all roles      F1 {f1(sum(total.values())):5.1f}", flush=True)
    told = [t for t in tables if len(t[0])]
    boosters = fit_trees(np.concatenate([t[1] for t in told]), np.concatenate([t[2] for t in told]))
    return flat(boosters) | {"thresholds": np.array([thresholds[role] for role in ROLES], np.float32)}


def fit(path, out, runs):
    documents = pickle.loads(Path(path).read_bytes())
    arrays = forest(documents, None)
    if runs:
        fillers = {name: told for run in runs for name, told in pickle.loads(Path(run).read_bytes()).items()}
        arrays |= {f"marked_{name}": value for name, value in forest(documents, fillers).items()}
    weights, bias = fit_layer(documents)
    weights[np.abs(weights) < 0.004 * np.abs(weights).max(0)] = 0
    scale = np.abs(weights).max(0) / 127
    np.savez_compressed(
        out, weights=np.round(weights / scale).astype(np.int8), scale=scale, bias=bias,
        known=np.packbits(vocabulary(documents)), **arrays,
    )  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("extract", "fit"))
    parser.add_argument("source")
    parser.add_argument("target", nargs="?", default="src/rashomon/annotate/incidents/roles.npz")
    parser.add_argument("--fillers", nargs="*", default=[], help="what training/fillers.py wrote of each fold")
    options = parser.parse_args()
    if options.step == "extract":
        Path(options.target).write_bytes(pickle.dumps(list(extract(options.source))))
    else:
        fit(options.source, options.target, options.fillers)


if __name__ == "__main__":
    main()
