"""The learned level of responsibility: how sure a text is that a party did it, weighed from what was read of the party.

A linear model over a few named facts: the level that the rules of ``confidence`` give, who said it by what stance, the
words of claiming, accusing and doubting near the party, what kind of party it is. Trained by training/levels.py on the
keys of MUC-4; kept in the file of the role model. It speaks only in texts like those it was trained on
(``learned.RoleModel.familiar``); elsewhere the rules' level stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from .confidence import evidence, namings, told_near

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from rashomon.model import Perpetrator, Span

    from .context import Context

LEVELS = ("reported as fact", "claimed", "accused by authorities", "accused", "possible")
_EARLY = 3  # sentences that open a wire
_OFTEN = 3  # mentions


class LevelModel(NamedTuple):
    """Weights of shape (facts, levels) by the fact's name, and the bias of each level."""

    rows: Mapping[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def of(cls, data: Mapping[str, NDArray[np.generic]]) -> LevelModel | None:
        """The model that a file of arrays holds; None where it holds none."""
        if "level_facts" not in data:
            return None
        names = data["level_facts"].tolist()
        return cls(
            {name: row for row, name in enumerate(names)},
            data["level_weights"].astype(np.float32),
            data["level_bias"].astype(np.float32),
        )

    def level(self, told: Sequence[str]) -> str:
        """The likeliest of ``LEVELS``."""
        known = [self.rows[name] for name in told if name in self.rows]
        return LEVELS[int((self.weights[known].sum(0) + self.bias).argmax())]


def levelled(
    model: LevelModel, context: Context, parties: Iterable[Perpetrator], sentences: Iterable[int]
) -> tuple[Perpetrator, ...]:
    """The parties of an incident, each organisation with the level of the model; who was only cleared stays cleared."""
    told = frozenset(sentences)
    return tuple(
        msgspec.structs.replace(party, confidence=model.level(facts(context, party, told)))
        if party.kind == "organization" and party.confidence != "acquitted"
        else party
        for party in parties
    )


def facts(context: Context, party: Perpetrator, sentences: Iterable[int]) -> tuple[str, ...]:
    """What was read of a party, as short names, sorted; ``sentences`` are those that tell the incident.

    ``party.confidence`` must be the level of the rules.
    """
    named = namings(context, party.name, party.actor, party.mentions)
    near = told_near(context, sentences, named)
    found = {f"rule={party.confidence}", f"kind={_kind(context, party)}", f"first={_first(context, named)}"}
    found |= {f"words={name}" for name, so in evidence(context, near)._asdict().items() if so}
    found |= {f"anywhere={name}" for name, so in evidence(context, named)._asdict().items() if so}
    for field in ("blamed_by", "denied_by", "acknowledged_by", "claimed_by", "by_narrator"):
        found |= {field} if getattr(party, field) else set()
    found |= {"often"} if len(named) >= _OFTEN else set()
    return tuple(sorted(found | _voices(context, named)))


def _kind(context: Context, party: Perpetrator) -> str:
    known = context.named.get(party.name.casefold())
    return known.kind if known is not None else "unknown"


def _first(context: Context, named: Sequence[Span]) -> str:
    first = min((context.sentence_at(span.start) for span in named), default=0)
    return "opening" if first < _EARLY else "later"


def _voices(context: Context, named: Sequence[Span]) -> set[str]:
    """By what stance, and by whom, something is said of the party, and what it says itself."""
    found = set()
    for attribution in context.annotated.attributions:
        if any(content.covers(span) for content in attribution.content for span in named):
            found |= {f"in={attribution.stance}", f"in={attribution.stance}/{attribution.speaker_class}"}
        if any(source.overlaps(span) for source in attribution.source for span in named):
            found.add(f"says={attribution.stance}")
    return found
