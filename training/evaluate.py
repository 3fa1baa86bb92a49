"""Measures an exported encoder: python -m training.evaluate --data FOLDER --score FOLDER [--encoder FOLDER].

Prints exact span F1 of every layer on data the training did not see, the attribution scorer's figures (also for texts in
capitals and in small letters), parsing accuracy, speed, and how reliable the attribution scores are.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.annotate.encoder import Encoder
from training.data import entities, syntax, timex, toponyms
from training.data.example import Example, rows
from training.labels import CONTINUATION, DEPRELS, LAYERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from rashomon.model import Marks, Span

Named = tuple[int, int, str]


def gold_spans(example: Example, layer: str) -> set[Named]:
    """The annotated spans of a layer; masks that allow several labels count as their first kind."""
    labels = [(m & -m).bit_length() - 1 for m in example.allowed[layer]]
    found, at = set(), 0
    while at < len(labels):
        if labels[at] == 0:
            at += 1
            continue
        start, kind = at, LAYERS[layer][labels[at]][2:]
        at += 1
        while at < len(labels) and labels[at] and LAYERS[layer][labels[at]][0] == "I":
            at += 1
        found.add((example.words.starts[start], example.words.ends[at - 1], kind))
    return found


def f1(pairs: Iterable[tuple[set, set]]) -> str:
    """Precision, recall and F1 of (predicted, gold) sets."""
    right = predicted = gold = 0
    for mine, theirs in pairs:
        right += len(mine & theirs)
        predicted += len(mine)
        gold += len(theirs)
    p, r = 100 * right / max(1, predicted), 100 * right / max(1, gold)
    return f"P {p:5.1f} R {r:5.1f} F1 {2 * p * r / max(1e-9, p + r):5.1f} ({gold} gold)"


def bare(spans: set[Named]) -> set[tuple[int, int]]:
    """Spans without their kinds."""
    return {s[:2] for s in spans}


def layers(data: Path, encoder: Encoder, change: Callable[[str], str] = str) -> None:
    """Span F1 of names, place names and times, the texts' letters changed by ``change``."""
    takes: dict[str, Callable[[Marks], set[Named]]] = {
        "entity": lambda m: {(*e.span, e.kind) for e in m.entities if e.kind != "demonym"},
        "toponym": lambda m: {(*t.span, t.reading) for t in m.toponyms},
        "time": lambda m: {(*t.span, t.type) for t in m.times},
    }
    sets = [("entity", "gum dev", entities.gum(data, "dev")), ("entity", "uner held out", entities.uner(data, "dev"))]
    held = toponyms.read(data, "dev")
    sets += [("toponym", name, [e for e in held if e.id.startswith(name)]) for name in ("gwn", "trnews", "geovirus")]
    held = timex.read(data, "dev")
    sets += [("time", name, [e for e in held if e.id.startswith(name)]) for name in ("news", "narratives")]
    for layer, name, examples in sets:
        marks = encoder.mark([same_length(e.text, change) for e in examples])
        pairs = [(takes[layer](m), gold_spans(e, layer)) for m, e in zip(marks, examples, strict=True)]
        if layer == "entity" and "uner" in name:
            pairs = [({s for s in mine if s[2] != "other"}, gold) for mine, gold in pairs]
        if layer == "toponym":
            pairs = [
                (mine, {(a, b, "metonymic" if k == "embedded" else k) for a, b, k in gold}) for mine, gold in pairs
            ]
        if layer == "toponym" and name != "gwn":
            pairs = [({s for s in mine if s[2] != "demonym"}, gold) for mine, gold in pairs]
        print(f"{layer:8} {name:14} spans {f1((bare(a), bare(b)) for a, b in pairs)}   with kind {f1(pairs)}")


def parsing(data: Path, encoder: Encoder) -> None:
    """Tagging and attachment on words that are whole treebank words."""
    for name, examples in (("ewt", syntax.read(data, "dev")), ("gum", entities.gum(data, "dev"))):
        total = tags = heads = labelled = 0
        for example, marks in zip(examples, encoder.mark([e.text for e in examples]), strict=True):
            words = example.words
            index = {start: i for i, start in enumerate(words.starts)}
            for word in marks.words:
                i = index[word.span.start]
                mask, head = example.allowed["upos"][i], example.heads[i]
                if mask == 0 or head < 0 or DEPRELS[example.deprels[i]] in ("punct", CONTINUATION):
                    continue
                total += 1
                tags += LAYERS["upos"][mask.bit_length() - 1] == word.upos
                governor = marks.words[word.head].span.start if word.head >= 0 else word.span.start
                if governor == words.starts[head]:
                    heads += 1
                    labelled += DEPRELS[example.deprels[i]] == word.deprel
        print(
            f"syntax   {name:14} upos {100 * tags / total:.1f} uas {100 * heads / total:.1f} las {100 * labelled / total:.1f}"
        )


def scorer(folder: Path, name: str = "attribution") -> ModuleType:
    """A scorer as a module."""
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location(f"{name}_scorer", folder / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lists(spans: tuple[Span, ...]) -> list[list[int]]:
    """Spans as JSON."""
    return [list(s) for s in spans]


def same_length(text: str, change: Callable[[str], str]) -> str:
    """The text with each letter changed, but those whose counterpart has another length."""
    return "".join(c if len(change(c)) != 1 else change(c) for c in text)


def attributions(data: Path, score: Path, encoder: Encoder, change: Callable[[str], str] | None = None) -> list[Marks]:
    """Run the scorer on attribution/dev."""
    path = data / "attribution" / "dev.jsonl"
    gold = rows(path)
    texts = [same_length(row["text"], change) if change else row["text"] for row in gold]
    began = time.perf_counter()
    marks = encoder.mark(texts)
    spent = time.perf_counter() - began
    words = sum(len(t.split()) for t in texts)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        for row, mark in zip(gold, marks, strict=True):
            mine = [
                {"source": lists(a.source), "cue": lists(a.cue), "content": lists(a.content)} for a in mark.attributions
            ]
            out.write(json.dumps({"document": {"id": row["id"]}, "attributions": mine}) + "\n")
        out.flush()
        scorer(score).main(str(path), out.name)
    print(f"{words} words in {spent:.1f} s: {words / spent:.0f} words/s")
    return marks


def reliability(data: Path, marks: list[Marks]) -> None:
    """How often attributions of a score are right: content and source overlap a gold one's by half."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for row, mark in zip(rows(data / "attribution" / "dev.jsonl"), marks, strict=True):
        for a, right in judged(row["attributions"], mark):
            bins.setdefault(min(9, int(a * 10)), []).append((a, right))
    total = sum(map(len, bins.values()))
    error = 0.0
    print("score      n   mean  right")
    for low, items in sorted(bins.items()):
        mean, right = sum(a for a, _ in items) / len(items), sum(r for _, r in items) / len(items)
        error += abs(mean - right) * len(items) / total
        print(f"{low / 10:.1f}-{low / 10 + 0.1:.1f} {len(items):4d}   {mean:.2f}   {right:.2f}")
    print(f"expected calibration error {error:.3f}")


def judged(gold: list[dict], marks: Marks) -> list[tuple[float, bool]]:
    """(score, whether right) of each attribution found."""

    def chars(spans: Iterable) -> set[int]:
        return {i for s, e in spans for i in range(s, e)}

    def alike(a: set[int], b: set[int]) -> bool:
        return len(a & b) * 2 >= len(a | b)

    wanted = [(chars(g["content"]), chars(g["source"])) for g in gold]
    out = []
    for a in marks.attributions:
        content, source = chars(a.content), chars(a.source)
        out.append((a.score, any(alike(content, c) and alike(source, s) for c, s in wanted)))
    return out


def main() -> None:
    """Parse arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--quick", action="store_true", help="attributions in their own case only")
    parser.add_argument("--letters", action="store_true", help="only names, places and times, in each letter case")
    args = parser.parse_args()
    encoder = Encoder.load(1, args.encoder)
    if args.letters:
        for name, change in (("their own case", str), ("capitals", str.upper), ("small letters", str.lower)):
            print("in", name)
            layers(args.data, encoder, change)
        return
    marks = attributions(args.data, args.score, encoder)
    if args.quick:
        return
    reliability(args.data, marks)
    for name, change in (("capitals", str.upper), ("small letters", str.lower)):
        print("in", name)
        attributions(args.data, args.score, encoder, change)
    layers(args.data, encoder)
    parsing(args.data, encoder)


if __name__ == "__main__":
    main()
