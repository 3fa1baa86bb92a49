"""Trains the second top of the encoder on MUC-4: which phrase is perpetrator, target, victim, instrument.

    python -m training.fillers train EXAMPLES.pickle TRAIN.jsonl --weights reader.pt --fold 0 --out RUN
    python -m training.fillers export RUN.pt EXAMPLES.pickle TRAIN.jsonl

The first three layers of the encoder stay as they are; a copy of the other three and one linear map to 16 columns learn.
A candidate (of training/roles.py extract) scores the sum of its first word's, its last word's and its words' mean columns;
the candidates of one wording are joined by the logarithm of their summed odds, and a wording is right for a role where the
key has it. ``--fold`` leaves out a third of the documents and writes what the network says of them to RUN.pickle, which
``training.roles fit --fillers`` reads; ``--fold -1`` takes all, and that is what ``export`` ships.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import pickle
import random
import time
import zlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from torch import Tensor, nn
from torch.nn import functional as F

from rashomon.annotate.encoder import files as shipped
from rashomon.annotate.encoder.fillers import BITS, TAP, numbers
from rashomon.annotate.encoder.network import Network, Text
from rashomon.annotate.incidents.learned import EFFECTS, ROLES
from rashomon.annotate.incidents.ranking import wordings
from rashomon.model import FILLER_COLUMNS
from training.export import MICROSOFT, Graph, block_of
from training.model import HIDDEN, Reader

BELOW = int(TAP[5]) + 1  # layers that both tops share
FOLDS = 3
DOCUMENTS = 8  # of a step
NEVER = -1e4


@dataclass
class Example:
    """A document with its candidates: words [a, b) each, the wording of each, and the roles of the wordings."""

    name: str
    text: Text
    relevant: float
    first: Tensor
    last: Tensor
    wording: Tensor
    labels: Tensor  # (wordings, roles)
    befell: Tensor  # (wordings, effects)
    low: list[Tensor]  # what the third layer says of each window's pieces
    starts: list[Tensor]  # where each window's own words begin


class Top(nn.Module):
    """The other layers, and the columns: first, last and mean in each role, and relevance; then what befell victims.

    The last are there to learn from and are not shipped.
    """

    def __init__(self, reader: Reader, dropout: float) -> None:
        super().__init__()
        self.blocks = reader.blocks[BELOW:]
        self.columns = nn.Linear(HIDDEN, FILLER_COLUMNS + len(EFFECTS))
        nn.init.normal_(self.columns.weight, std=0.02)
        nn.init.zeros_(self.columns.bias)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Columns of every piece."""
        for block in self.blocks:
            x = block(x, bias)
        return self.columns(self.dropout(x.float()))


class Said(NamedTuple):
    """What a top says of a document: logits (candidates, roles), its relevance, and of (candidates, effects)."""

    logits: Tensor
    relevance: Tensor
    befell: Tensor


def scores(columns: Tensor, first: Tensor, last: Tensor) -> Said:
    """From the columns of the words; as incidents/marked.py."""
    n = len(ROLES)
    running = F.pad(columns.double().cumsum(0), (0, 0, 1, 0))
    mean = ((running[last] - running[first]) / (last - first)[:, None]).float()
    logits = columns[first, :n] + columns[last - 1, n : 2 * n] + mean[:, 2 * n : 3 * n]
    return Said(logits, columns[:, 3 * n].mean(), mean[:, FILLER_COLUMNS:])


def joined(wording: Tensor, logits: Tensor, count: int) -> Tensor:
    """Logits (wordings, roles): the logarithm of the summed odds of the candidates of each."""
    index = wording[:, None].expand_as(logits)
    most = torch.full((count, logits.shape[1]), NEVER).scatter_reduce(0, index, logits.detach(), "amax")
    summed = torch.zeros(count, logits.shape[1]).scatter_add(0, index, torch.exp(logits - most[wording]))
    return most + torch.log(summed)


def examples(pickled: Path, data: Path, network: Network) -> list[Example]:
    """All documents of the pickle, cut as the encoder cuts them."""
    texts = {row["id"]: row["text"] for row in map(json.loads, data.read_text(encoding="utf8").splitlines())}
    return [example(d, network.cut(texts[d["id"]])) for d in pickle.loads(pickled.read_bytes())]


def example(document: dict, text: Text) -> Example:
    """One document without its windows."""
    words, named = text.words, wordings(document["texts"])
    first = [min(bisect_right(words.ends, start), len(words.starts) - 1) for start, _ in document["spans"]]
    last = [max(bisect_left(words.starts, end), a + 1) for a, (_, end) in zip(first, document["spans"], strict=True)]
    group = torch.zeros(len(first), dtype=torch.long)
    for number, wording in enumerate(named):
        group[list(wording.members)] = number
    labels = np.array([document["labels"][list(w.members)].any(0) for w in named], np.float32).reshape(-1, len(ROLES))
    befell = np.array([document["harmed"][list(w.members)].any(0) for w in named], np.float32)
    return Example(
        document["id"], text, float(document["relevant"]), torch.tensor(first, dtype=torch.long),
        torch.tensor(last, dtype=torch.long), group, torch.tensor(labels), torch.tensor(befell.reshape(-1, len(EFFECTS))), [], [],
    )  # fmt: skip


@torch.no_grad()
def lower(reader: Reader, network: Network, documents: list[Example]) -> None:
    """Fills what the shared layers say of each window."""
    reader.eval()
    for document in documents:
        for window in document.text.windows:
            ids, shapes, starts = network.line(document.text, window)
            own = starts[window.own_first - window.first : window.own_last - window.first]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                x = reader.pieces(torch.tensor([ids])) + reader.positions(torch.arange(len(ids))) + reader.segment
                x = reader.norm(x + reader.shapes(torch.tensor([shapes])))
                for block in reader.blocks[:BELOW]:
                    x = block(x, torch.zeros(1, 1, 1, len(ids)))
            document.low.append(x[0].to(torch.bfloat16))
            document.starts.append(torch.tensor(own, dtype=torch.long))


def read(top: Top, documents: list[Example]) -> list[Said]:
    """Logits and relevance of each document; the windows of all go through the layers together."""
    low = [x for d in documents for x in d.low]
    starts = [s for d in documents for s in d.starts]
    x = nn.utils.rnn.pad_sequence(low, batch_first=True).float()
    mask = torch.zeros(x.shape[:2])
    for row, piece in enumerate(low):
        mask[row, : len(piece)] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        columns = top(x, ((1 - mask) * NEVER)[:, None, None, :]).float()
    out, row = [], 0
    for d in documents:
        own = torch.cat([columns[row + k, starts[row + k]] for k in range(len(d.low))])
        out.append(scores(own, d.first, d.last))
        row += len(d.low)
    return out


def loss_of(document: Example, told: Said) -> Tensor:
    """Wordings and roles; a little of whether the text reports anything, and of what befell its victims."""
    binary = F.binary_cross_entropy_with_logits
    total = 0.3 * binary(told.relevance, torch.tensor(document.relevant))
    if not len(document.labels):
        return total
    count = len(document.labels)
    total = total + binary(joined(document.wording, told.logits, count), document.labels, reduction="sum") / 8
    victims = document.labels[:, ROLES.index("victim")] > 0
    if victims.any():
        befell = joined(document.wording, told.befell, count)[victims]
        total = total + 0.2 * binary(befell, document.befell[victims], reduction="sum")
    return total


def train(top: Top, documents: list[Example], epochs: float, rate: float, seed: int) -> None:
    """AdamW with a cosine schedule; the weights end as their moving average."""
    chance = random.Random(seed)
    head = list(top.columns.parameters())
    groups = [{"params": list(top.blocks.parameters()), "top": rate}, {"params": head, "top": 3.3 * rate}]
    optimiser = torch.optim.AdamW(groups, lr=rate, weight_decay=0.02, betas=(0.9, 0.98))
    parameters = list(top.parameters())
    average = [p.detach().clone() for p in parameters]
    steps, order, running, began = int(epochs * len(documents) / DOCUMENTS), [], 0.0, time.time()
    top.train()
    for step in range(steps):
        if len(order) < DOCUMENTS:
            order += chance.sample(documents, len(documents))
        batch, order = order[:DOCUMENTS], order[DOCUMENTS:]
        for group in optimiser.param_groups:
            group["lr"] = group["top"] * min(1, step / 40) * 0.5 * (1 + math.cos(math.pi * step / steps))
        loss = sum(loss_of(d, s) for d, s in zip(batch, read(top, batch), strict=True)) / DOCUMENTS
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        torch._foreach_lerp_(average, [p.detach() for p in parameters], 1 - min(0.99, (1 + step) / (10 + step)))
        running += float(loss.detach())
        if step % 50 == 49:
            print(f"step {step + 1} of {steps}: loss {running / 50:.3f}, {time.time() - began:.0f} s", flush=True)
            running = 0.0
    with torch.no_grad():
        for parameter, mean in zip(parameters, average, strict=True):
            parameter.copy_(mean)


@torch.no_grad()
def said(top: Top, documents: list[Example]) -> dict[str, tuple[np.ndarray, float]]:
    """{document: logits of its candidates, relevance}"""
    top.eval()
    out = {}
    for document in documents:
        (told,) = read(top, [document])
        out[document.name] = (told.logits.numpy().astype(np.float32), float(told.relevance))
    return out


def graph_of(top: Top, documents: list[Example], bits: int) -> tuple[onnx.ModelProto, np.ndarray]:
    """The network that reads the tapped layer, in few bits but for the columns; the words that it was trained on."""
    g = Graph(quantise=True, bits=bits)

    def array(x: Tensor) -> np.ndarray:
        return x.detach().float().numpy()

    x = "low"
    for i, block in enumerate(top.blocks):
        x = block_of(g, x, block, f"top{i}", array)
    flat = g.node("Reshape", [x, g.constant("flat", np.array([-1, HIDDEN], dtype=np.int64))], "pieces.flat")
    words = g.node("Gather", [flat, "firsts"], "words")
    rows = g.node(
        "MatMul", [words, g.constant("columns.w", array(top.columns.weight.T)[:, :FILLER_COLUMNS])], "columns.mm"
    )
    g.node("Add", [rows, g.constant("columns.b", array(top.columns.bias)[:FILLER_COLUMNS])], "rows")
    inputs = [
        helper.make_tensor_value_info("low", TensorProto.FLOAT, ["batch", "length", HIDDEN]),
        helper.make_tensor_value_info("firsts", TensorProto.INT64, ["words"]),
    ]
    outputs = [helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["words", FILLER_COLUMNS])]
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    made = helper.make_graph(g.nodes, "fillers", inputs, outputs, g.weights)
    known = np.zeros(BITS, bool)
    for document in documents:
        known[numbers(document.text.written)] = True
    return helper.make_model(made, opset_imports=opsets, ir_version=9, producer_name="rashomon"), np.packbits(known)


def write(top: Top, documents: list[Example], folder: Path, bits: int) -> None:
    """Puts both files beside the encoder's and their digests into its labels."""
    model, known = graph_of(top, documents, bits)
    onnx.checker.check_model(model)
    raw = model.SerializeToString(deterministic=True)
    (folder / shipped.FILLERS).write_bytes(gzip.compress(raw, 9, mtime=0))
    np.savez_compressed(folder / shipped.WORDS_KNOWN, known=known)
    labels = json.loads((folder / shipped.LABELS).read_text(encoding="utf8"))
    for name in (shipped.FILLERS, shipped.WORDS_KNOWN):
        labels["sha256"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / shipped.LABELS).write_text(json.dumps(labels, indent=1) + "\n", encoding="utf8")


def main() -> None:
    """Parse arguments; train or export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("train", "export"))
    parser.add_argument("source", type=Path, nargs="+", help="[RUN.pt] EXAMPLES.pickle TRAIN.jsonl")
    parser.add_argument("--weights", type=Path, help="reader.pt of the encoder")
    parser.add_argument("--fold", type=int, default=-1)
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument(
        "--bits", type=int, default=6, help="of the shipped weights: six are a third smaller than eight"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=shipped.packaged())
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    network, reader = Network(shipped.open_files(shipped.packaged()), 1), Reader(0.2)
    *run, pickled, data = args.source
    documents = examples(pickled, data, network)
    if args.step == "export":
        top = Top(reader, 0.0)
        top.load_state_dict(torch.load(run[0]))
        write(top.eval(), documents, args.out, args.bits)
        return
    reader.load_state_dict(torch.load(args.weights))
    lower(reader, network, documents)
    top = Top(reader, 0.2)
    held = [d for d in documents if zlib.crc32(d.name.encode()) % FOLDS == args.fold]
    names = {d.name for d in held}
    train(top, [d for d in documents if d.name not in names], args.epochs, args.rate, args.seed)
    torch.save(top.state_dict(), args.out.with_suffix(".pt"))
    args.out.with_suffix(".pickle").write_bytes(pickle.dumps(said(top, held)))


if __name__ == "__main__":
    main()
