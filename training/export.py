"""Writes trained weights as the files the package ships: python -m training.export --weights F --base F --out FOLDER.

The graph is written by hand, with onnxruntime's fused operators, so that it does not depend on what an exporter makes of
the model. Word pieces and the transformer's matrices are stored in 8 bits (a scale per row, per column); heads stay float.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from rashomon.annotate.encoder import files as shipped
from rashomon.annotate.encoder.network import Network, Text
from rashomon.annotate.encoder.windows import Window
from training.data.example import rows
from training.labels import DEPRELS, JOIN, LAYERS
from training.model import ARC, HEADS, HIDDEN, Block, Reader

MICROSOFT = "com.microsoft"
LONGEST = 264  # positions kept; windows have at most 256
OUTPUTS = (
    "cue_key",
    "word_key",
    "cue_query",
    "word_query",
    "dependant",
    "governor",
    "root",
    "relation_dependant",
    "relation_governor",
)


class Graph:
    """Collects nodes and initialisers."""

    def __init__(self, quantise: bool, bits: int) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.quantise, self.limit = quantise, 2 ** (bits - 1) - 1

    def constant(self, name: str, value: np.ndarray) -> str:
        """Add an initialiser."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, domain: str = "", **attributes: object) -> str:
        """Add a node of one output."""
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def linear(self, x: str, layer: torch.nn.Linear, name: str, bias: bool) -> str:
        """x W (+ b), the matrix in 8 bits with a scale per column."""
        w = layer.weight.detach().numpy().T
        b = layer.bias.detach().numpy()
        if not self.quantise:
            y = self.node("MatMul", [x, self.constant(f"{name}.w", w)], f"{name}.mm")
            return self.node("Add", [y, self.constant(f"{name}.b", b)], name) if bias else y
        scale = np.abs(w).max(0) / self.limit
        q = np.clip(np.round(w / scale), -self.limit, self.limit).astype(np.int8)
        inputs = [x, self.constant(f"{name}.w", q), self.constant(f"{name}.s", scale.astype(np.float32)), ""]
        inputs += [self.constant(f"{name}.b", b)] if bias else []
        return self.node("DynamicQuantizeMatMul", inputs, name, MICROSOFT)


def build(reader: Reader, quantise: bool = True, bits: int = 8) -> onnx.ModelProto:
    """The network as an ONNX model of inputs ids, shapes, firsts (one window, no padding, so no mask) and output rows."""
    g = Graph(quantise, bits)

    def array(x: torch.Tensor) -> np.ndarray:
        return x.detach().float().numpy()

    x = _embed(g, reader, array)
    for i, block in enumerate(reader.blocks):
        x = block_of(g, x, block, f"block{i}", array)
    flat = g.node("Reshape", [x, g.constant("flat", np.array([-1, HIDDEN], dtype=np.int64))], "pieces.flat")
    words = g.node("Gather", [flat, "firsts"], "words")
    w, b, _ = heads(reader)
    rows = g.node("MatMul", [words, g.constant("heads.w", w)], "heads.mm")
    g.node("Add", [rows, g.constant("heads.b", b)], "rows")
    graph = helper.make_graph(
        g.nodes, "reader",
        [
            helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"]),
            helper.make_tensor_value_info("shapes", TensorProto.INT64, ["batch", "length"]),
            helper.make_tensor_value_info("firsts", TensorProto.INT64, ["words"]),
        ],
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["words", w.shape[1]])], g.weights,
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="rashomon")


def block_of(g: Graph, x: str, block: Block, n: str, array: object) -> str:
    """One transformer layer; its output is called ``{n}.norm2``."""
    qkv = g.linear(x, block.qkv, f"{n}.qkv", bias=True)
    g.nodes.append(helper.make_node("Split", [qkv], [f"{n}.q", f"{n}.k", f"{n}.v"], axis=-1, num_outputs=3))
    mixed = g.node("MultiHeadAttention", [f"{n}.q", f"{n}.k", f"{n}.v"], f"{n}.mix", MICROSOFT, num_heads=HEADS)
    out = g.linear(mixed, block.out, f"{n}.out", bias=False)
    x = _norm(g, x, out, block.norm1, block.out, f"{n}.norm1", array)
    up = g.linear(x, block.up, f"{n}.up", bias=False)
    up = g.node("BiasGelu", [up, g.constant(f"{n}.up.bias", array(block.up.bias))], f"{n}.gelu", MICROSOFT)
    down = g.linear(up, block.down, f"{n}.down", bias=False)
    return _norm(g, x, down, block.norm2, block.down, f"{n}.norm2", array)


def _embed(g: Graph, reader: Reader, array: object) -> str:
    """Pieces, shapes and positions summed and normalised."""
    table = array(reader.pieces.weight)
    if g.quantise:
        scale = np.abs(table).max(1, keepdims=True) / 127
        q = np.round(table / np.maximum(scale, 1e-9)).astype(np.int8)
        whole = g.node("Gather", [g.constant("pieces.q", q), "ids"], "pieces.int")
        number = g.node("Cast", [whole], "pieces.float", to=TensorProto.FLOAT)
        scales = g.node("Gather", [g.constant("pieces.s", scale.astype(np.float32)), "ids"], "pieces.scale")
        pieces = g.node("Mul", [number, scales], "pieces")
    else:
        pieces = g.node("Gather", [g.constant("pieces.table", table), "ids"], "pieces")
    forms = g.node(
        "Gather", [g.constant("shapes.table", array(reader.shapes.weight) + array(reader.segment)), "shapes"], "forms"
    )
    shape = g.node("Shape", ["ids"], "ids.shape")
    length = g.node("Gather", [shape, g.constant("one", np.array([1], dtype=np.int64))], "length")
    zero = g.constant("zero", np.array([0], dtype=np.int64))
    positions = g.node(
        "Slice", [g.constant("positions.table", array(reader.positions.weight)[:LONGEST]), zero, length], "positions"
    )
    summed = g.node("Add", [g.node("Add", [pieces, forms], "pieces+forms"), positions], "embedded")
    inputs = [summed, g.constant("norm.g", array(reader.norm.weight)), g.constant("norm.b", array(reader.norm.bias))]
    return g.node("LayerNormalization", inputs, "x", axis=-1, epsilon=1e-12)


def _norm(
    g: Graph, x: str, part: str, norm: torch.nn.LayerNorm, layer: torch.nn.Linear, name: str, array: object
) -> str:
    """LayerNorm(x + part + the bias of the layer that made part), fused."""
    inputs = [x, part, g.constant(f"{name}.g", array(norm.weight)), g.constant(f"{name}.b", array(norm.bias)),
              g.constant(f"{name}.bias", array(layer.bias))]  # fmt: skip
    return g.node("SkipLayerNormalization", inputs, name, MICROSOFT, epsilon=1e-12)


def heads(reader: Reader) -> tuple[np.ndarray, np.ndarray, dict[str, tuple[int, int]]]:
    """All per-word maps as one matrix [HIDDEN, columns], its bias, and the columns of each map."""
    layers = dict(reader.tags.items()) | {name: getattr(reader, name) for name in OUTPUTS}
    columns, weights, biases, at = {}, [], [], 0
    for name, layer in layers.items():
        w, b = layer.weight.detach().numpy().T, layer.bias.detach().numpy()
        if name == "dependant":  # the arc scorer divides by the root of its width
            w, b = w / ARC**0.5, b / ARC**0.5
        columns[name] = (at, at + w.shape[1])
        at += w.shape[1]
        weights.append(w)
        biases.append(b)
    return np.concatenate(weights, 1), np.concatenate(biases), columns


def tables(reader: Reader) -> dict[str, np.ndarray]:
    """What the decoder computes with itself."""
    place = reader.join_distance.weight[:, None] + reader.join_paragraph.weight[None]
    parts = {
        "join_place": place.flatten(0, 1), "join_inside": reader.join_inside, "join_out": reader.join_out.weight,
        "join_bias": reader.join_out.bias, "arc_distance": reader.arc_distance.weight[:, 0],
        "relation_out": reader.relation_out.weight, "relation_bias": reader.relation_out.bias,
    }  # fmt: skip
    return {name: value.detach().numpy() for name, value in parts.items()}


def write(
    reader: Reader, base: Path, out: Path, calibration: list[float], quantise: bool = True, bits: int = 8
) -> None:
    """All files of the encoder."""
    out.mkdir(parents=True, exist_ok=True)
    model = build(reader, quantise, bits)
    onnx.checker.check_model(model)
    (out / shipped.NETWORK).write_bytes(model.SerializeToString(deterministic=True))
    np.savez(out / shipped.TABLES, **tables(reader))
    (out / shipped.VOCABULARY).write_bytes((base / "vocab.txt").read_bytes())
    names = (shipped.NETWORK, shipped.TABLES, shipped.VOCABULARY)
    labels = {
        "format": shipped.FORMAT, "layers": LAYERS, "join": JOIN, "deprels": DEPRELS, "columns": heads(reader)[2],
        "sha256": {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in names}, "calibration": calibration,
    }  # fmt: skip
    (out / shipped.LABELS).write_text(json.dumps(labels, indent=1) + "\n", encoding="utf8")


def check(reader: Reader, out: Path, data: Path) -> None:
    """Print how far the written network is from the trained one, on the first documents of attribution/dev."""
    opened = shipped.open_files(out)
    network = Network(opened, 1)
    columns = opened.labels.columns
    same = dict.fromkeys(LAYERS, 0.0)
    count = off = 0.0
    for row in rows(data / "attribution" / "dev.jsonl")[:5]:
        text = network.cut(row["text"])
        for window in text.windows:
            part = text._replace(windows=[Window(window.first, window.last, window.first, window.last, window.pieces)])
            mine = network.read(part)[window.first : window.last]
            wanted = _float_rows(reader, part, window, network)
            off += float(np.abs(mine - wanted).sum() / np.abs(wanted).mean())
            count += wanted.size
            for name in LAYERS:
                low, high = columns[name]
                same[name] += (
                    float((mine[:, low:high].argmax(1) == wanted[:, low:high].argmax(1)).sum()) * wanted.shape[1]
                )
    print(f"mean difference of outputs, relative: {off / count:.4f}")
    print("words with the same best label:", {name: round(s / count, 4) for name, s in same.items()})


@torch.no_grad()
def _float_rows(reader: Reader, text: Text, window: Window, network: Network) -> np.ndarray:
    """What the trained network says of a window's words."""
    ids, forms, starts = network.line(text, window)
    x = reader.trunk(torch.tensor([ids]), torch.tensor([forms]), torch.ones(1, len(ids)))[0][starts]
    w, b, _ = heads(reader)
    return x.numpy() @ w + b


def main() -> None:
    """Parse arguments and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="data folder; with it the output is checked against float32")
    parser.add_argument("--float", action="store_true", help="float32 weights, to measure what 8 bits cost")
    parser.add_argument("--bits", type=int, default=8)
    parser.add_argument("--calibration", type=float, nargs=5, default=[0.0, 0.4, 0.6, 0.4, -0.3])
    args = parser.parse_args()
    reader = Reader()
    reader.load_state_dict(torch.load(args.weights), strict=True)
    write(reader.eval(), args.base, args.out, args.calibration, not args.float, args.bits)
    if args.data:
        check(reader, args.out, args.data)


if __name__ == "__main__":
    main()
