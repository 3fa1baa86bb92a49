"""The learned role model: which wordings of a document fill which role, and what befell the victims.

Three layers, all trained by training/roles.py and kept in one file beside this one: a linear model over hashed words
of each candidate (CRC-32), a linear model of whether the text reports attacks at all, and boosted trees over the rows
of ``ranking``. Scores are probabilities. Without the file there are no scores, and the rules decide alone.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .marked import scores
from .ranking import Scores, bearer, rows, wordings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from rashomon.model import FillerMarks

    from .candidates import Candidate
    from .ranking import Wording

    Floats = NDArray[np.float32]
    Whole = NDArray[np.int64]

SIZE = 1 << 17
ROLES = ("individual", "organization", "target", "victim", "instrument")
EFFECTS = ("killed", "injured")
KNOWN = 0.94  # share of a text's words from which on the model knows its kind of text
_FILE = "roles.npz"


class Trees:
    """Boosted trees of all roles in flat arrays; a leaf points to itself."""

    def __init__(self, data: Mapping[str, NDArray[np.generic]], prefix: str = "") -> None:
        data = {
            name: data[prefix + name] for name in ("feature", "threshold", "left", "right", "value", "roots", "depth")
        }
        self._feature = data["feature"].astype(np.int64)
        self._threshold = data["threshold"].astype(np.float32)
        self._left, self._right = data["left"].astype(np.int64), data["right"].astype(np.int64)
        self._value = data["value"].astype(np.float32)
        self._roots, self._depth = data["roots"].astype(np.int64), int(data["depth"])

    def probabilities(self, table: Floats) -> Floats:
        """(rows, features) -> (rows, roles); every role has as many trees."""
        at = np.tile(self._roots, (len(table), 1))
        lines = np.arange(len(table))[:, None]
        for _ in range(self._depth):
            value = table[lines, self._feature[at]]
            at = np.where(value <= self._threshold[at], self._left[at], self._right[at])
        logits = self._value[at].reshape(len(table), len(ROLES), -1).sum(2)
        found: Floats = 1 / (1 + np.exp(-logits))
        return found


class Given(NamedTuple):
    """The wordings of a document with their probabilities (wordings, roles), the thresholds, and the candidates' logits."""

    named: list[Wording]
    probabilities: Floats
    thresholds: Mapping[str, float]
    logits: Floats


class RoleModel:
    """The layers with the thresholds at which a role is given.

    There are two forests: one over the linear layer alone, one that also sees what the encoder's second top says, for
    the texts that it reads.
    """

    def __init__(self, data: Mapping[str, NDArray[np.generic]]) -> None:
        self._weights = data["weights"].astype(np.float32) * data["scale"].astype(
            np.float32
        )  # (SIZE, roles + effects + 1)
        self._bias = data["bias"].astype(np.float32)
        self._forests = {
            marked: (Trees(data, prefix), _thresholds(data[f"{prefix}thresholds"]))
            for marked, prefix in ((False, ""), (True, "marked_"))
            if f"{prefix}thresholds" in data
        }
        self._known = (
            np.unpackbits(data["known"].astype(np.uint8)).astype(bool) if "known" in data else np.zeros(SIZE, bool)
        )

    @property
    def thresholds(self) -> Mapping[str, float]:
        """From which probability on a role is given, where the linear layer stands alone."""
        return self._forests[False][1]

    def familiar(self, shared: Sequence[str]) -> bool:
        """Whether a text, by its features, is of the kind that the model was trained on, so that its no counts as well."""
        return bool(shared) and known_share(indices(shared), self._known) >= KNOWN

    def logits(self, features: Sequence[Whole]) -> Floats:
        """What the linear layer says of each candidate; shape (candidates, roles)."""
        return linear(features, self._weights[:, : len(ROLES)], self._bias[: len(ROLES)])

    def effect(self, features: Whole) -> str | None:
        """What befell a victim, by the words around it; None where neither is likely."""
        return effects([features], self._weights, self._bias)[0]

    def given(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        found: Sequence[Candidate],
        shared: Sequence[str],
        mentions: int,
        tokens: int,
        marks: FillerMarks | None = None,
    ) -> Given:
        """What the model says of the candidates at ``spans``; ``marks`` are the encoder's second top's."""
        named = wordings([text[start:end] for start, end in spans])
        logits = self.logits([indices(c.features) for c in found])
        relevance = float(linear([indices(shared)], self._weights[:, -1:], self._bias[-1:])[0, 0])
        told = [Scores(logits, relevance)]
        marked = marks is not None and bool(named) and True in self._forests
        if marked and marks is not None:
            told.append(scores(marks, spans))
        trees, thresholds = self._forests[marked]
        table = rows(found, named, told, mentions, tokens)
        return Given(named, trees.probabilities(table) if named else logits, thresholds, told[-1].logits)


def _thresholds(values: NDArray[np.generic]) -> dict[str, float]:
    return {role: float(value) for role, value in zip(ROLES, values.astype(np.float32), strict=True)}


def known_share(features: Whole, known: NDArray[np.bool_]) -> float:
    """The share of a text's features that stood in the texts of the training; ``known`` has shape (SIZE,)."""
    return float(known[features].mean()) if len(features) else 0.0


def linear(features: Sequence[Whole], weights: Floats, bias: Floats) -> Floats:
    """Sums of weights over each item's features, divided by the root of their number; shape (items, columns)."""
    out = np.empty((len(features), weights.shape[1]), np.float32)
    for number, index in enumerate(features):
        out[number] = weights[index].sum(0) / np.sqrt(max(1, len(index))) + bias
    return out


def effects(features: Sequence[Whole], weights: Floats, bias: Floats) -> list[str | None]:
    """What befell each: the likelier of ``EFFECTS``, where it is likelier than not."""
    columns = slice(len(ROLES), len(ROLES) + len(EFFECTS))
    logits = linear(features, weights[:, columns], bias[columns])
    return [EFFECTS[int(row.argmax())] if row.max() > 0 else None for row in logits]


def indices(features: Sequence[str]) -> Whole:
    """The rows of the weight table, one for each distinct feature; shape (n,)."""
    return np.array(sorted({zlib.crc32(feature.encode()) % SIZE for feature in features}), dtype=np.int64)


def chosen(
    named: Sequence[Wording], found: Sequence[Candidate], probabilities: Floats, thresholds: Mapping[str, float]
) -> list[tuple[str, int]]:
    """(role, number of the wording) of all that is given: the likeliest first.

    None that only overlaps what is given, and of an organisation's names and acronyms only one.
    """
    out = []
    for column, role in enumerate(ROLES):
        taken: set[int] = set()
        bearers: set[str | None] = {None}
        for number in sorted(range(len(named)), key=lambda n: (-probabilities[n, column], n)):
            if probabilities[number, column] < thresholds[role]:
                break
            name = bearer(named[number], found)
            if role == "organization" and name in bearers - {None}:
                continue
            phrases = [found[m].phrase for m in named[number].members]
            if all(any(t in taken for t in range(p.first, p.last)) for p in phrases):
                continue
            bearers.add(name)
            taken.update(t for p in phrases for t in range(p.first, p.last))
            out.append((role, number))
    return out


@cache
def model() -> RoleModel | None:
    """The model of the package, loaded at first use; None where its file is missing."""
    path = resources.files(__package__) / _FILE
    if not path.is_file():
        return None
    with path.open("rb") as file, np.load(file) as data:
        return RoleModel({name: data[name] for name in data.files})
