"""The losses of a batch; each layer counts only where its data set annotates it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from training.labels import JOIN

if TYPE_CHECKING:
    from training.batches import Batch
    from training.model import Projections, Reader

REACH = 220  # words on either side of a cue that the joiner learns from


def gather_words(x: Tensor, first: Tensor) -> Tensor:
    """The vectors of first pieces: [batch, pieces, d] and [batch, words] to [batch, words, d]."""
    return x.gather(1, first[..., None].expand(-1, -1, x.shape[-1]))


def tag_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    """-log of the summed probability of the allowed labels, averaged over the words that have any."""
    chosen = allowed > 0
    scores, masks = scores[chosen].float(), allowed[chosen]
    bits = (masks[:, None] >> torch.arange(scores.shape[1])) & 1
    good = scores.masked_fill(bits == 0, -1e4)
    return (torch.logsumexp(scores, 1) - torch.logsumexp(good, 1)).mean()


def join_loss(reader: Reader, p: Projections, batch: Batch) -> Tensor:
    """Cross entropy of every word's role as seen from each gold cue."""
    if not batch.joins:
        return p.root.sum() * 0.0
    width = p.root.shape[1]
    rows = torch.tensor([j[0] for j in batch.joins])
    average = torch.zeros(len(batch.joins), width)
    labels = torch.full((len(batch.joins), width), -100, dtype=torch.long)
    starts = torch.tensor([j[1][0] for j in batch.joins])
    for i, (_, cue, roles) in enumerate(batch.joins):
        average[i, cue] = 1 / len(cue)
        low, high = max(0, cue[0] - REACH), cue[-1] + REACH
        labels[i, low : min(high, len(roles))] = torch.tensor(roles[low:high])

    def cues(x: Tensor) -> Tensor:
        return torch.einsum("cw,cwd->cd", average.to(x.dtype), x[rows])

    distance = torch.arange(width)[None] - starts[:, None]
    paragraph = batch.paragraphs[rows] - batch.paragraphs[rows, starts][:, None]
    inside = (average > 0).to(p.cue_key.dtype)
    scores = reader.join(
        cues(p.cue_key), p.word_key[rows], cues(p.cue_query), p.word_query[rows], distance, paragraph, inside
    ).float()
    loss = F.cross_entropy(scores.reshape(-1, len(JOIN)), labels.reshape(-1), ignore_index=-100, reduction="sum")
    return loss / (len(batch.joins) * 20)


def parse_loss(reader: Reader, p: Projections, batch: Batch) -> Tensor:
    """Cross entropy of governors and of their relations."""
    known = batch.heads >= 0
    arcs = reader.arcs(p, batch.words).float()
    loss = F.cross_entropy(arcs[known], batch.heads[known])
    heads = batch.heads.clamp(min=0)
    governor = gather_words(p.relation_governor, heads)
    labels = reader.relation_out(F.relu(p.relation_dependant[known] + governor[known])).float()
    return loss + F.cross_entropy(labels, batch.deprels[known])


def losses(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """Every loss that the batch's data set has labels for, by name."""
    x = reader.trunk(batch.ids, batch.shapes, batch.mask)
    p = reader.project(gather_words(x, batch.first))
    out = {name: tag_loss(p.tags[name], allowed) for name, allowed in batch.allowed.items()}
    if "cue" in batch.allowed:
        out["join"] = join_loss(reader, p, batch)
    if batch.heads is not None:
        out["parse"] = parse_loss(reader, p, batch)
    return out
