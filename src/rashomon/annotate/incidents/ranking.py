"""Looks at the candidates of a document together: one row for each wording, with how it stands among the others.

The linear model scores each phrase alone. Whether "guerrillas" is the perpetrator depends on what else is there: a
better candidate, a longer phrase around it, a text that reports no attack at all. These rows feed the trees of
``learned``; training/roles.py computes the same ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .candidates import Candidate

    Floats = NDArray[np.float32]

_SPACE = re.compile(r"\s+")
_NEVER = -9.0  # the logit of what is not there
_CLIP = 20.0
_ROLES = ("perpetrator", "person", "victim", "combatant", "target", "weapon", "name", "organization")
_KINDS = ("person", "organization", "armed group", "state", "military", "government", "ministry", "media", "party")
_TIES = ("agent", "object", "instrument")


class Wording(NamedTuple):
    """A wording of a document with the numbers of the candidates that have it."""

    text: str
    members: tuple[int, ...]


class Scores(NamedTuple):
    """What one scorer says: logits (candidates, roles), and the logit that the text reports an attack at all."""

    logits: Floats
    relevance: float


def fold(text: str) -> str:
    """White space and case folded, quotation marks at the edges off."""
    return _SPACE.sub(" ", text).strip().strip('"').casefold()


def wordings(texts: Sequence[str]) -> list[Wording]:
    """The distinct folded texts of the candidates, in order of first standing."""
    found: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        found.setdefault(fold(text), []).append(number)
    return [Wording(text, tuple(members)) for text, members in found.items()]


def tied(found: Sequence[Candidate]) -> int:
    """How many triggers tie a phrase: how much the text tells of deeds."""
    return len({mention for candidate in found for mention, _ in candidate.ties})


def rows(
    found: Sequence[Candidate],
    named: Sequence[Wording],
    scored: Sequence[Scores],
    mentions: int,
    tokens: int,
) -> Floats:
    """One row for each wording: how it stands by the first of the scores, what needs none, then by each of the others."""
    if not named:
        return np.zeros((0, 1), np.float32)
    first, *others = scored
    names = [bearer(wording, found) or wording.text for wording in named]
    plain = np.array([_plain(w, found, first.relevance, mentions, tokens, len(named)) for w in named])
    columns = [*_standing(found, named, names, first.logits), _namings(named, names), plain]
    for other in others:
        columns += [*_standing(found, named, names, other.logits), np.full((len(named), 1), other.relevance)]
    return np.hstack(columns).astype(np.float32)


def _standing(
    found: Sequence[Candidate], named: Sequence[Wording], names: Sequence[str], logits: Floats
) -> list[Floats]:
    """How each wording stands among the others by the logits of the candidates; arrays (wordings, roles)."""
    softened = np.log1p(np.exp(np.clip(logits, -_CLIP, _CLIP)))
    best = np.array([logits[list(w.members)].max(0) for w in named])
    mean = np.array([logits[list(w.members)].mean(0) for w in named])
    total = np.array([softened[list(w.members)].sum(0) for w in named])
    second = np.array([_second(logits[list(w.members)]) for w in named])
    rank = (-best).argsort(0, kind="stable").argsort(0, kind="stable")
    behind = best.max(0) - best
    wider, narrower = _overlaps(found, named, best)
    document = np.tile(np.log1p(np.exp(np.clip(best, -_CLIP, _CLIP))).sum(0), (len(named), 1))
    return [best, mean, total, rank, behind, wider, narrower, document, second, _aliases(names, best)]


def bearer(wording: Wording, found: Sequence[Candidate]) -> str | None:
    """The registry id, else the fullest name, of the actor that a wording names; None where it names none."""
    for member in wording.members:
        actor = found[member].phrase.actor
        if actor is not None:
            return actor.actor or actor.name
    return None


def _aliases(names: Sequence[str], best: Floats) -> Floats:
    """The best logits over all wordings of the same actor."""
    groups: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        groups.setdefault(name, []).append(number)
    return np.array([best[groups[name]].max(0) for name in names])


def _namings(named: Sequence[Wording], names: Sequence[str]) -> Floats:
    """How many phrases name the actor of each wording; shape (wordings, 1)."""
    counts: dict[str, int] = {}
    for wording, name in zip(named, names, strict=True):
        counts[name] = counts.get(name, 0) + len(wording.members)
    return np.array([[counts[name]] for name in names], np.float32)


def _second(logits: Floats) -> Floats:
    found: Floats = np.sort(logits, 0)[-2] if len(logits) > 1 else np.full(logits.shape[1], _NEVER)
    return found


def _overlaps(found: Sequence[Candidate], named: Sequence[Wording], best: Floats) -> tuple[Floats, Floats]:
    """The best logits of the longer, and of the shorter or equal, wordings that share a token with each."""
    at: dict[int, dict[int, int]] = {}  # token -> {wording: longest phrase there}
    for number, wording in enumerate(named):
        for member in wording.members:
            phrase = found[member].phrase
            for token in range(phrase.first, phrase.last):
                here = at.setdefault(token, {})
                here[number] = max(here.get(number, 0), phrase.last - phrase.first)
    wider, narrower = np.full_like(best, _NEVER), np.full_like(best, _NEVER)
    for number, wording in enumerate(named):
        for member in wording.members:
            phrase = found[member].phrase
            length = phrase.last - phrase.first
            near = {(other, size) for t in range(phrase.first, phrase.last) for other, size in at[t].items()}
            for other, size in near:
                if other != number:
                    into = wider if size > length else narrower
                    into[number] = np.maximum(into[number], best[other])
    return wider, narrower


def _plain(
    wording: Wording, found: Sequence[Candidate], relevance: float, mentions: int, tokens: int, rivals: int
) -> list[float]:
    """What needs no score: how often, how early, how long, what the lexicons and the registry say, which ties."""
    own = [found[m] for m in wording.members]
    actors = [c.phrase.actor for c in own if c.phrase.actor is not None]
    roles = frozenset().union(*(c.phrase.roles for c in own))
    bound = {(tie.role, mention.reality == "happened") for c in own for mention, tie in c.ties}
    values: list[float] = [
        len(own),
        min(c.sentence for c in own),
        max(c.sentence for c in own),
        len(wording.text.split()),
    ]
    values += [min(c.phrase.last - c.phrase.first for c in own), relevance, mentions, tokens, rivals]
    values += [role in roles for role in _ROLES]
    values += [any(a.kind == kind for a in actors) for kind in _KINDS]
    values += [any(a.actor for a in actors), len(actors), any(c.phrase.modifier for c in own)]
    values += [(role, real) in bound for role in _TIES for real in (True, False)]
    values += [sum(any(tie.role == role for _, tie in c.ties) for c in own) for role in _TIES]
    return [float(v) for v in values]
