"""How sure a reading is: the fitted probability that content and source are right, by where the reading comes from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rashomon.lexicon import load

if TYPE_CHECKING:
    from .draft import Draft
    from .speakers import Speaker

EDGE = 0.02  # scores are kept this far from 0 and 1 before their log odds are taken
LEAST, MOST = 0.02, 0.99


def confidence(draft: Draft, speaker: Speaker) -> float:
    """Between LEAST and MOST; the weights of lexicon/confidence.yaml say which origins and signs count how much."""
    weights = load("confidence")[origin(draft.rule)]
    odds = sum(weights[name] * value for name, value in signs(draft, speaker).items())
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-odds)))), 3)


def origin(rule: str) -> str:
    """Who made a draft: the encoder's "marks", the "rules", or "both"."""
    return "marks" if rule == "mark" else "both" if rule.endswith("+mark") else "rules"


def signs(draft: Draft, speaker: Speaker) -> dict[str, float]:
    """What confidence rests on: the log odds of the draft's score, and how its speaker was found."""
    score = min(1 - EDGE, max(EDGE, draft.score))
    return {
        "bias": 1.0,
        "score": math.log(score / (1 - score)),
        "named": float(bool(speaker.name) and speaker.rule in ("name", "body", "voice")),
        "unresolved": float(speaker.group == "unresolved"),
        "sourceless": float(not draft.source),
        "alone": float(speaker.rule.startswith("pronoun")),
    }
