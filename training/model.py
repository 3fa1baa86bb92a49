"""The network: MiniLM-L6 with an embedding of word shapes, one linear map to all layers, a joiner and an arc scorer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from rashomon.annotate.encoder.words import CASELESS, SHAPES
from training.labels import DEPRELS, JOIN, LAYERS

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN, HEADS, DEPTH, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512
JOIN_HIDDEN, JOIN_BILINEAR, ARC, RELATION = 256, 32, 128, 96
DISTANCES, PARAGRAPHS = 48, 5


@dataclass
class Projections:
    """What the decoder needs of each word, last axis as named; all else is the first two axes of the input."""

    tags: dict[str, Tensor]
    cue_key: Tensor
    word_key: Tensor
    cue_query: Tensor
    word_query: Tensor
    dependant: Tensor
    governor: Tensor
    root: Tensor
    relation_dependant: Tensor
    relation_governor: Tensor


def distance_bucket(distance: Tensor) -> Tensor:
    """Signed distances in words to buckets: exact up to 8, then logarithmic; 24 a side."""
    size = distance.abs().clamp(min=1).float()
    log = 8 + (torch.log2(size / 8) * 3).floor().clamp(min=0)
    bucket = torch.where(size <= 8, distance.abs().float(), log).clamp(max=DISTANCES // 2 - 1).long()
    return torch.where(distance < 0, bucket, bucket + DISTANCES // 2)


class Dropout(nn.Module):
    """Dropout that cuts its masks out of one pool of random bits: drawing fresh ones costs a tenth of a CPU's step."""

    POOL = 1 << 24

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate
        self.register_buffer("pool", None, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        if self.pool is None or torch.rand(()) < 0.002:
            self.pool = (torch.rand(self.POOL) >= self.rate).to(torch.bfloat16) / (1 - self.rate)
        start = int(torch.randint(self.POOL - x.numel(), ()))
        return x * self.pool[start : start + x.numel()].view_as(x)


class Attend(torch.autograd.Function):
    """Attention whose backward pass recomputes the weights: PyTorch's own is slow on CPUs for short windows."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
        ctx.save_for_backward(q, k, v, bias)
        return F.scaled_dot_product_attention(q, k, v, attn_mask=bias)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor | None, ...]:
        q, k, v, bias = ctx.saved_tensors
        gradient = gradient.to(q.dtype).contiguous()
        scale = q.shape[-1] ** -0.5
        weights = torch.softmax((q * scale) @ k.transpose(-1, -2) + bias, -1)
        inner = torch.ops.aten._softmax_backward_data(gradient @ v.transpose(-1, -2), weights, -1, weights.dtype)  # noqa: SLF001
        return inner @ k * scale, inner.transpose(-1, -2) @ q * scale, weights.transpose(-1, -2) @ gradient, None


class Block(nn.Module):
    """One transformer layer, normalised after each part, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = Attend.apply(q, k, v, bias.to(q.dtype))
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.norm1(x + self.dropout(mixed))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Reader(nn.Module):
    """Piece ids and shapes to :class:`Projections`; if not ``cased``, shapes tell breaks and quotation marks only."""

    def __init__(self, dropout: float = 0.1, cased: bool = True) -> None:
        super().__init__()
        self.cased = cased
        self.pieces = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(DEPTH))
        self.dropout = Dropout(dropout)
        self.tags = nn.ModuleDict({name: nn.Linear(HIDDEN, len(labels)) for name, labels in LAYERS.items()})
        k = len(JOIN)
        self.cue_key = nn.Linear(HIDDEN, JOIN_HIDDEN)
        self.word_key = nn.Linear(HIDDEN, JOIN_HIDDEN)
        self.cue_query = nn.Linear(HIDDEN, k * JOIN_BILINEAR)
        self.word_query = nn.Linear(HIDDEN, k * JOIN_BILINEAR)
        self.join_distance = nn.Embedding(DISTANCES, JOIN_HIDDEN)
        self.join_paragraph = nn.Embedding(PARAGRAPHS, JOIN_HIDDEN)
        self.join_inside = nn.Parameter(torch.zeros(JOIN_HIDDEN))
        self.join_out = nn.Linear(JOIN_HIDDEN, k)
        self.dependant = nn.Linear(HIDDEN, ARC)
        self.governor = nn.Linear(HIDDEN, ARC)
        self.arc_distance = nn.Embedding(DISTANCES, 1)
        self.root = nn.Linear(HIDDEN, 1)
        self.relation_dependant = nn.Linear(HIDDEN, RELATION)
        self.relation_governor = nn.Linear(HIDDEN, RELATION)
        self.relation_out = nn.Linear(RELATION, len(DEPRELS))

    def trunk(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Contextual vectors [batch, length, HIDDEN]; ``mask`` is 1 where there is a piece."""
        position = torch.arange(ids.shape[1], device=ids.device)
        shapes = shapes if self.cased else without_case(shapes)
        x = self.pieces(ids) + self.positions(position) + self.segment + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        bias = ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        for block in self.blocks:
            x = block(x, bias)
        return x

    def project(self, x: Tensor) -> Projections:
        """All per-word maps of contextual vectors."""
        x = self.dropout(x)
        tags = {name: layer(x) for name, layer in self.tags.items()}
        return Projections(
            tags, self.cue_key(x), self.word_key(x), self.cue_query(x), self.word_query(x), self.dependant(x),
            self.governor(x), self.root(x), self.relation_dependant(x), self.relation_governor(x),
        )  # fmt: skip

    def join(self, cue_key: Tensor, word_key: Tensor, cue_query: Tensor, word_query: Tensor, distance: Tensor,
             paragraph: Tensor, inside: Tensor) -> Tensor:  # fmt: skip
        """Scores [cues, words, JOIN] of every word as seen from each cue.

        cue_*: [cues, .]; word_*: [cues, words, .]; distance, paragraph: [cues, words] signed; inside: 1 on cue words.
        """
        place = distance_bucket(distance) * PARAGRAPHS + (paragraph.clamp(-2, 2) + 2)
        table = (self.join_distance.weight[:, None] + self.join_paragraph.weight[None]).flatten(0, 1).to(word_key.dtype)
        hidden = F.relu(
            cue_key[:, None]
            + word_key
            + F.embedding(place, table)
            + inside[..., None] * self.join_inside.to(inside.dtype)
        )
        out = self.join_out(hidden)
        c, w, k = out.shape
        q = cue_query.view(c, 1, k, JOIN_BILINEAR)
        return out + (q * word_query.view(c, w, k, JOIN_BILINEAR)).sum(-1) / JOIN_BILINEAR**0.5

    def arcs(self, p: Projections, mask: Tensor) -> Tensor:
        """Scores [batch, words, words] of governors; a word's own column is the root's. ``mask``: 1 on words."""
        n = p.root.shape[1]
        at = torch.arange(n, device=mask.device)
        scores = p.dependant @ p.governor.transpose(1, 2) / ARC**0.5
        scores = scores + self.arc_distance(distance_bucket(at[None] - at[:, None]))[..., 0]
        own = torch.eye(n, dtype=torch.bool, device=mask.device)
        scores = torch.where(own, p.root.expand(-1, -1, n), scores)
        return scores.masked_fill(mask[:, None, :] == 0, -1e4)


def without_case(shapes: Tensor) -> Tensor:
    """The shapes that the same words would have in a script without letter case."""
    return shapes - shapes % 5 + CASELESS


def shipped(reader: Reader, state: dict[str, Tensor]) -> dict[str, Tensor]:
    """A state of ``reader`` as it is exported: one that knows no case gives every case the vector it learned."""
    if reader.cased:
        return state
    return state | {"shapes.weight": state["shapes.weight"][without_case(torch.arange(SHAPES))]}


def pretrained(folder: Path, dropout: float = 0.1, cased: bool = True) -> Reader:
    """The network with MiniLM's trunk and fresh heads."""
    reader = Reader(dropout, cased)
    source = _safetensors(folder / "model.safetensors")
    state = {
        "pieces.weight": source["embeddings.word_embeddings.weight"],
        "positions.weight": source["embeddings.position_embeddings.weight"],
        "segment": source["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": source["embeddings.LayerNorm.weight"],
        "norm.bias": source["embeddings.LayerNorm.bias"],
    }
    for i in range(DEPTH):
        layer = f"encoder.layer.{i}."
        for part in ("weight", "bias"):
            qkv = [source[f"{layer}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            state[f"blocks.{i}.qkv.{part}"] = torch.cat(qkv)
            for mine, theirs in (
                ("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm"),
            ):  # fmt: skip
                state[f"blocks.{i}.{mine}.{part}"] = source[f"{layer}{theirs}.{part}"]
    missing, unexpected = reader.load_state_dict(state, strict=False)
    trunk = ("pieces", "positions", "segment", "norm", "blocks")
    if unexpected or any(name.split(".")[0] in trunk for name in missing):
        raise ValueError(f"{folder}: weights do not fit: missing {missing}, unexpected {unexpected}")
    return reader


def _safetensors(path: Path) -> dict[str, Tensor]:
    """Reads a safetensors file of float32 tensors: 8 bytes of header length, a JSON header, raw data."""
    import json

    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    body = bytearray(raw[8 + size :])
    tensors = {}
    for name, info in header.items():
        if name != "__metadata__" and info["dtype"] == "F32":
            low, high = info["data_offsets"]
            tensors[name] = torch.frombuffer(body, dtype=torch.float32, count=(high - low) // 4, offset=low).view(
                info["shape"]
            )
    return tensors
