"""Trains the reader on all data sets at once: python -m training.train --data FOLDER --base FOLDER --runs FOLDER."""

from __future__ import annotations

import argparse
import json
import math
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from tokenizers import Tokenizer

from rashomon.annotate.encoder.pieces import Pieces
from training.batches import Prepared, prepare, stream
from training.data import attribution, entities, syntax, timex, toponyms
from training.losses import losses
from training.model import Reader, pretrained, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.batches import Batch

# set: (share of the side batches, windows a batch)
SIDES = {"toponyms": 0.26, "timex": 0.24, "gum": 0.24, "ewt": 0.18, "uner": 0.08}
WEIGHTS = {"source": 0.5, "cue": 1.0, "content": 0.5, "join": 1.0, "parse": 0.5, "upos": 0.7}
MAIN_SIZE, SIDE_SIZE = 14, 14
WITHOUT = ("case", "syntax", "entity", "toponym", "time")  # what an ablation may leave out


def load(folder: Path, pieces: Pieces, fraction: float) -> dict[str, list[Prepared]]:
    """Every training set, its documents prepared; ``fraction`` keeps the first part of each, for trying things out."""
    readers = {
        "attribution": attribution.read, "toponyms": toponyms.read, "timex": timex.read, "gum": entities.gum,
        "ewt": syntax.read, "uner": entities.uner,
    }  # fmt: skip
    sets = {}
    for name, read in readers.items():
        examples = read(folder, "train")
        sets[name] = prepare(examples[: max(4, int(len(examples) * fraction))], pieces)
    return sets


def leave_out(sets: dict[str, list[Prepared]], without: set[str]) -> dict[str, list[Prepared]]:
    """The sets with the labels of some layers taken away; a set that has no other labels goes."""
    layers = {"upos" if name == "syntax" else name for name in without}
    for prepared in (p for documents in sets.values() for p in documents):
        example = prepared.example
        example.allowed = {name: labels for name, labels in example.allowed.items() if name not in layers}
        if "syntax" in without:
            example.heads = example.deprels = None
    return {
        name: documents
        for name, documents in sets.items()
        if any(p.example.allowed or p.example.heads for p in documents)
    }


def groups(reader: Reader, rate: float, head_rate: float) -> list[dict]:
    """Parameter groups: the trunk slowly, the heads fast, no decay on biases and norms."""
    out: dict[tuple[bool, bool], list] = {}
    for name, parameter in reader.named_parameters():
        if not parameter.requires_grad:
            continue
        head = name.split(".")[0] not in ("pieces", "positions", "segment", "norm", "blocks", "shapes")
        out.setdefault((head, parameter.dim() > 1), []).append(parameter)
    return [
        {
            "params": params,
            "lr": head_rate if head else rate,
            "top": head_rate if head else rate,
            "weight_decay": 0.01 * decay,
        }
        for (head, decay), params in out.items()
    ]


class Average:
    """An exponential moving average of the weights, which is what gets shipped."""

    def __init__(self, reader: Reader, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.state = {k: v.detach().clone() for k, v in reader.state_dict().items()}

    @torch.no_grad()
    def update(self, reader: Reader) -> None:
        """Take one step towards the present weights; early on the average follows closely."""
        self.steps += 1
        keep = min(self.decay, (1 + self.steps) / (10 + self.steps))
        mine, theirs = list(self.state.values()), list(reader.state_dict().values())
        torch._foreach_lerp_(mine, theirs, 1 - keep)


def main() -> None:
    """Parse arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of the pretrained MiniLM")
    parser.add_argument("--runs", type=Path, required=True, help="where logs and checkpoints go")
    parser.add_argument("--name", default="first")
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--minutes", type=float, help="anneal by the clock instead of by steps, and stop then")
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--side-every", type=int, default=1, help="a side batch every so many steps")
    parser.add_argument("--main", type=float, default=1.0, help="weight of the attribution losses")
    parser.add_argument("--fraction", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--freeze-pieces", action="store_true", help="leave the word pieces as they are: a twentieth faster"
    )
    parser.add_argument("--warm", type=int, default=100, help="steps until the rates are full")
    parser.add_argument(
        "--without", default="", help=f"leave out, to see what each brings: any of {','.join(WITHOUT)}, by commas"
    )
    parser.add_argument("--start", type=Path, help="weights to start from instead of the pretrained ones")
    args = parser.parse_args()
    args.without = set(filter(None, args.without.split(",")))
    if unknown := args.without.difference(WITHOUT):
        parser.error(f"--without knows {', '.join(WITHOUT)}, not {', '.join(sorted(unknown))}")
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    run = args.runs / args.name
    run.mkdir(parents=True, exist_ok=True)
    train(args, run)


def train(args: argparse.Namespace, run: Path) -> None:
    """The loop; saves ``checkpoint.pt`` (to resume from) and ``reader.pt`` (averaged weights) every 250 steps."""
    state = State.begin(args)
    state.resume(run / "checkpoint.pt")
    batches = drawn(args, state.steps)
    began, seen, running = time.time(), 0, {}
    state.reader.train()
    progress = 0.0
    with (run / "log.jsonl").open("a") as log:
        while progress < 1:
            progress = (time.time() - began) / 60 / args.minutes if args.minutes else state.steps / args.steps
            pieces, parts = state.step(next(batches), min(1.0, progress), args)
            seen += pieces
            for name, values in parts.items():
                running.setdefault(name, []).extend(values)
            if state.steps % 25 == 0:
                line = {k: round(sum(v) / len(v), 4) for k, v in sorted(running.items())}
                line |= {"step": state.steps, "progress": round(progress, 3)}
                line |= {"pieces_per_s": round(seen / (time.time() - began))}
                print(json.dumps(line), file=log, flush=True)
                running = {}
            if state.steps % 250 == 0 or progress >= 1:
                state.save(run)


@dataclass
class State:
    """What a run has learned so far: enough to go on from."""

    reader: Reader
    optimiser: torch.optim.Optimizer
    average: Average
    steps: int = 0

    @classmethod
    def begin(cls, args: argparse.Namespace) -> State:
        """The reader as pretrained, or with the weights of ``--start``."""
        reader = pretrained(args.base, cased="case" not in args.without)
        if args.start:
            reader.load_state_dict(torch.load(args.start))
        reader.pieces.weight.requires_grad_(not args.freeze_pieces)
        optimiser = torch.optim.AdamW(groups(reader, args.rate, args.head_rate), betas=(0.9, 0.98), fused=True)
        return cls(reader, optimiser, Average(reader, 0.998))

    def resume(self, checkpoint: Path) -> None:
        """Go on from where ``checkpoint`` was saved, if it is there."""
        if checkpoint.exists():
            saved = torch.load(checkpoint)
            self.reader.load_state_dict(saved["reader"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.average.state, self.average.steps, self.steps = saved["average"], saved["steps"], saved["steps"]

    def save(self, run: Path) -> None:
        """Write the averaged weights and the checkpoint; a run cut short while it writes keeps the former one."""
        torch.save(shipped(self.reader, self.average.state), run / "reader.pt")
        state = {
            "reader": self.reader.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average.state,
            "steps": self.steps,
        }
        torch.save(state, run / "checkpoint.tmp")
        (run / "checkpoint.tmp").replace(run / "checkpoint.pt")

    def step(
        self, batches: list[Batch], progress: float, args: argparse.Namespace
    ) -> tuple[int, dict[str, list[float]]]:
        """One update from ``batches`` at ``progress`` (0 to 1) of the run; how many pieces they held, and each loss."""
        warm = min(1.0, (self.steps + 1) / args.warm)
        factor = warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))
        for group in self.optimiser.param_groups:
            group["lr"] = group["top"] * factor
        seen, values = 0, {}
        for batch in batches:
            scale = args.main if "cue" in batch.allowed else 1.0
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(self.reader, batch)
            sum(WEIGHTS.get(k, 1.0) * v for k, v in parts.items()).mul(scale).backward()
            seen += int(batch.mask.sum())
            for name, value in parts.items():
                values.setdefault(name, []).append(value.item())
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0, foreach=True)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.average.update(self.reader)
        self.steps += 1
        return seen, values


def drawn(args: argparse.Namespace, done: int) -> Iterator[list[Batch]]:
    """The batches of each step from step ``done`` on, without end: one of attributions, and one of the other sets."""
    pieces = Pieces(Tokenizer.from_file(str(args.base / "tokenizer.json")))
    sets = leave_out(load(args.data, pieces, args.fraction), args.without)
    ids = {c: pieces.of([c])[0][0] for c in "“”’‘\"'"}
    swaps = {ids["“"]: ids['"'], ids["”"]: ids['"'], ids["’"]: ids["'"], ids["‘"]: ids["'"]}
    seed = args.seed + done
    main_batches = stream(sets["attribution"], MAIN_SIZE, pieces, seed, swaps)
    side_batches = {k: stream(sets[k], SIDE_SIZE, pieces, seed, swaps) for k in SIDES if k in sets}
    choose = torch.Generator().manual_seed(seed)
    names, shares = list(SIDES), torch.tensor(list(SIDES.values()))
    for step in count(done):
        batches = [next(main_batches)]
        if step % args.side_every == 0:
            # a set left out still has its turns, so that ablations see the same batches of all others
            side = side_batches.get(names[int(torch.multinomial(shares, 1, generator=choose))])
            batches += [next(side)] if side else []
        yield batches


if __name__ == "__main__":
    main()
